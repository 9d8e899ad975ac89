from goldleaf.core.model import DecisionKind
from goldleaf.core.review.history import History


def test_stacks_follow_from_the_log():
    history = History([("1", "accept", "", ""), ("2", "reject", "", ""), ("3", "undo", "2", "")])
    assert (history.to_undo, history.to_redo) == ("1", "3")
    history = History(
        [
            ("1", "accept", "", ""),
            ("2", "reject", "", ""),
            ("3", "undo", "2", ""),
            ("4", "redo", "3", ""),
        ]
    )
    assert (history.to_undo, history.to_redo) == ("2", None)


def test_deciding_again_ends_redo():
    history = History([("1", "accept", "", ""), ("2", "undo", "1", ""), ("3", "reject", "", "")])
    assert (history.to_undo, history.to_redo) == ("3", None)


def test_nothing_to_take_back_at_first():
    assert (History().to_undo, History().to_redo) == (None, None)


def test_the_decisions_of_one_command_are_one_step():
    made = [("1", "propagate", "", "1"), ("2", "propagate", "", "1"), ("3", "accept", "", "")]
    history = History(made)
    assert history.to_undo == "3"
    history.add("4", DecisionKind.UNDO, "3")
    assert history.to_undo == "1"
    history.add("5", DecisionKind.UNDO, "1", "5")
    history.add("6", DecisionKind.UNDO, "2", "5")
    assert (history.to_undo, history.to_redo) == (None, "5")
    history.add("7", DecisionKind.REDO, "5", "7")
    history.add("8", DecisionKind.REDO, "6", "7")
    assert (history.to_undo, history.to_redo) == ("1", "4")
