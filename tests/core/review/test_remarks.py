"""Comments on anything, and finding them again."""

from goldleaf.core.model import Span
from goldleaf.core.review import ReviewSession, Scope


def on(session, text):
    return next(one.target for one in session.state.comments.values() if one.text == text)


def test_a_selection_is_commented_on_and_the_comment_found_there(session, store):
    session.place_cursor(0)
    session.move_cursor(2, extend=True)
    span = session.selection
    assert session.remarkable == span
    session.comment("Odd wording.")
    assert on(session, "Odd wording.") == span
    assert session.comment_on(span).text == "Odd wording."
    assert [one.text for one in session.comments_in(Span(span.start, span.start + 1))] == [
        "Odd wording."
    ]
    assert session.comments_in(Span(span.end, span.end + 1)) == []
    again = ReviewSession(store, session.scheme, session.annotator)
    assert again.comment_on(span).text == "Odd wording."
    session.undo()
    assert session.comment_on(span) is None


def test_every_kind_of_target_comes_back_from_the_database(session, store):
    item = next(iter(session.items))
    targets = {"on a mention": item.id, "on the article": "", "on words": Span(1, 4)}
    for text, target in targets.items():
        assert session.comment(text, target).scope is not Scope.NONE
    again = ReviewSession(store, session.scheme, session.annotator)
    assert {text: on(again, text) for text in targets} == targets


def test_all_comments_are_listed_and_gone_to_in_every_article(session):
    here = session.article.id
    item = next(iter(session.items))
    session.comment("here", item.id)
    session.comment("words", Span(0, 3))
    session.next_article()
    there = session.article.id
    session.comment("there", "")
    assert [(one.article_id, one.comment.text) for one in session.remarks()] == [
        (there, "there"),
        (here, "here"),
        (here, "words"),
    ]
    remarks = {one.comment.text: one for one in session.remarks()}
    assert session.go_to_remark(remarks["here"]).scope is Scope.ARTICLE
    assert (session.article.id, session.focus) == (here, item.id)
    assert session.go_to_remark(remarks["words"]).scope is Scope.FOCUS
    assert session.selection == Span(0, 3)
    session.go_to_remark(remarks["there"])
    assert session.article.id == there


def test_a_comment_is_taken_away_in_any_article_and_brought_back(session, store):
    here = session.article.id
    session.comment("here", Span(0, 3))
    session.next_article()
    session.comment("there", "")
    there, remark = session.remarks()
    assert session.remove(there).message == "Took the comment away."
    assert session.article.id == there.article_id
    assert session.remove(remark).scope is not Scope.NONE
    assert session.article.id == there.article_id
    assert session.remarks() == []
    assert store.state(here, session.annotator).comments == {}
    session.undo()
    assert [one.comment for one in session.remarks()] == [remark.comment]
    session.undo()
    assert {one.comment.text for one in session.remarks()} == {"here", "there"}


def test_going_from_one_comment_to_the_next(session):
    assert "none" in session.go_to_next_remark().message
    item = list(session.items)[-1]
    session.comment("words", Span(1, 4))
    session.comment("item", item.id)
    session.comment("the article has no place", "")
    session.place_cursor(0)
    for step, text in ((1, "words"), (1, "item"), (1, "words"), (-1, "item"), (-1, "words")):
        assert session.go_to_next_remark(step).message == text
    assert session.selection == Span(1, 4)
    assert session.remarkable == Span(1, 4)
    assert session.remarked == ((Span(1, 4),), (1, item.span.start))


def test_a_comment_on_what_is_gone_says_so(session):
    session.place_cursor(0)
    session.add_entity(session.scheme.labels[0].name)
    session.comment("Why?")
    session.delete()
    (remark,) = session.remarks()
    assert "not there any more" in session.go_to_remark(remark).message
