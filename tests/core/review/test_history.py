from goldleaf.core.review.history import History


def test_stacks_follow_from_the_log():
    history = History([("1", "accept", ""), ("2", "reject", ""), ("3", "undo", "2")])
    assert (history.to_undo, history.to_redo) == ("1", "3")
    history = History(
        [("1", "accept", ""), ("2", "reject", ""), ("3", "undo", "2"), ("4", "redo", "3")]
    )
    assert (history.to_undo, history.to_redo) == ("2", None)


def test_deciding_again_ends_redo():
    history = History([("1", "accept", ""), ("2", "undo", "1"), ("3", "reject", "")])
    assert (history.to_undo, history.to_redo) == ("3", None)


def test_nothing_to_take_back_at_first():
    assert (History().to_undo, History().to_redo) == (None, None)
