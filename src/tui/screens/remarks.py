"""The list of comments, to go to one, to change it, or to take it away."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ...core.review import Remark, ReviewSession
from ..keymap import Keymap
from ..lines import Line
from ..looks import Looks
from .listing import Listing, ListScreen
from .rows import KeysWay

Row = Callable[[Remark, int], Line]
"""How a comment is shown in so many cells."""


class RemarksScreen(ListScreen):
    """Gives the row of the comment to go to; ``editing`` where it is to be changed as well."""

    def __init__(
        self,
        session: ReviewSession,
        row: Row,
        remove: Callable[[Remark], bool],
        keymap: Keymap,
        looks: Looks,
    ) -> None:
        """List the comments of *session*; *remove* takes one away and says whether it is gone."""
        self.remarks = session.remarks()
        self.editing = False
        self._here = session.article.id
        self._row = row
        self._remove = remove
        super().__init__(Listing("comments", "", self._rows, "go there"), keymap, looks)

    @property
    def about(self) -> str:
        """How many there are, and where."""
        here = sum(one.article_id == self._here for one in self.remarks)
        return f"{here} in this article, {len(self.remarks) - here} in others"

    def ways(self) -> Sequence[KeysWay]:
        """Those of a list, and to change a comment or take it away."""
        go_there, *others = super().ways()
        return (
            go_there,
            (("list_edit",), "change"),
            (("list_toggle",), "take away"),
            *others,
        )

    def _rows(self, width: int) -> Sequence[Line]:
        return [self._row(one, width) for one in self.remarks]

    def perform(self, id: str) -> None:
        """Change the marked comment or take it away; else what all lists do."""
        marked = self.rows.marked
        if id == "list_edit":
            self.editing = True
            self.dismiss(marked)
        elif id == "list_toggle":
            self._take_away(marked)
        else:
            super().perform(id)

    def _take_away(self, row: int) -> None:
        if not self._remove(self.remarks[row]):
            return
        del self.remarks[row]
        if self.remarks:
            self.fit(self.size.width)
            self.heading.renew()
        else:
            self.dismiss(None)
