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


async def test_what_a_label_means_has_two_lines_where_one_is_too_short(start, session):
    about = "A promise or an offer to do something together, and the conclusion of an agreement."
    labels = (EntityLabel("LONG", about), EntityLabel("SHORT", "A short one."))
    session.scheme = replace(SCHEME, document_labels=labels)
    async with start(NARROW) as review:
        await review.press("#")
        chooser = review.screen.chooser
        assert about in " ".join(chooser.plain.split())
        top, text = chooser.region.y, review.screen.view.region
        await review.press("down")
        assert "A short one." in chooser.plain
        assert (chooser.region.y, review.screen.view.region) == (top, text)
    session.scheme = replace(SCHEME, document_labels=labels[1:])
    async with start(NARROW) as review:
        await review.press("#")
        assert review.screen.chooser.region.y == top + 1
