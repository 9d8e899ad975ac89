"""The index of the knowledge base: built when it is needed, with a progress bar."""

from __future__ import annotations

from ..core.knowledge import Knowledge
from ..core.wording import counted
from .output import say
from .progress import progress_bar


def bring_up_to_date(knowledge: Knowledge) -> None:
    """Build the index of *knowledge* where there is none, or the file has changed since.

    Raises:
        UsageError: with file and line where the file is wrong.
        GoldleafError: when the index cannot be written.
    """
    if knowledge.is_current:
        return
    size = knowledge.source.stat().st_size
    with progress_bar(f"Indexing {knowledge.source.name}", "bytes") as advance:
        count = knowledge.build(lambda read: advance(read, size, f"{read * 100 // max(size, 1)} %"))
        advance(size, size, "100 %")
    say(f"Indexed {counted(count, 'entry', 'entries')} of {knowledge.source}.")
