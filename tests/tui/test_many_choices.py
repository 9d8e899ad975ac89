"""More labels than there are lines."""

from dataclasses import replace

import pytest

from goldleaf.core.scheme import EntityLabel

from .conftest import NARROW, SCHEME, WIDE


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_many_labels_of_an_article_are_chosen_by_key_by_name_or_by_going_there(
    start, session, size
):
    labels = tuple(EntityLabel(f"TOPIC-{n:03}", f"About {n}.") for n in range(200))
    session.scheme = replace(SCHEME, document_labels=labels)
    async with start(size) as review:
        await review.press("#")
        chooser = review.screen.chooser
        assert chooser.region.y >= review.screen.header.region.bottom
        assert chooser.region.bottom <= review.screen.legend.region.y
        assert "Labels of the article" in chooser.plain.splitlines()[0]
        assert "▸" in chooser.plain
        await review.press("up")
        assert "▸   " in chooser.plain
        assert "TOPIC-199" in chooser.plain
        await review.press("enter", "#")
        assert chooser.choosing.marked.name == "TOPIC-199"
        await review.press("O")
        assert session.document_labels == {"TOPIC-199", "TOPIC-001"}
        await review.press("#", *"topic-15", "7")
        assert "TOPIC-157" in session.document_labels
