"""Moving the boundaries of an annotation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .action import Action, Group

if TYPE_CHECKING:
    from ...core.review import Outcome, ReviewSession


def actions() -> tuple[Action, ...]:
    """What moves a boundary."""

    def move(id: str, key: str, side: str, by: int, unit: str) -> Action:
        where = "right" if by > 0 else "left"
        grows = (side == "end") == (by > 0)
        effect = "longer" if grows else "shorter"

        def command(session: ReviewSession) -> Outcome:
            step = session.move_end if side == "end" else session.move_start
            return step(by, unit="token" if unit == "word" else "character")

        return Action(
            id,
            (key,),
            Group.BOUNDARY,
            f"Move the {side} a {unit} to the {where}: {effect}",
            side if unit == "word" else "",
            command=command,
        )

    return (
        move("end_left", "[", "end", -1, "word"),
        move("end_right", "]", "end", 1, "word"),
        move("start_left", "{", "start", -1, "word"),
        move("start_right", "}", "start", 1, "word"),
        Action(
            "end_right_phrase",
            ("ctrl+w",),
            Group.BOUNDARY,
            "Move the end to where the next phrase ends: longer",
            "phrase",
            command=lambda session: session.move_to_phrase_end(1),
        ),
        Action(
            "end_left_phrase",
            ("ctrl+a",),
            Group.BOUNDARY,
            "Move the end back to where the phrase before ends: shorter",
            "phrase",
            command=lambda session: session.move_to_phrase_end(-1),
        ),
        move("end_left_character", ",", "end", -1, "character"),
        move("end_right_character", ".", "end", 1, "character"),
        move("start_left_character", "<", "start", -1, "character"),
        move("start_right_character", ">", "start", 1, "character"),
    )
