"""What a token format should read back of what it wrote."""

from collections import Counter

from hypothesis import HealthCheck, Phase, settings

from goldleaf.core.formats import Loss, Reason, Source, reduced
from goldleaf.core.model import Event, Relation

from ..destination import written

# articles are small as they come, and making them smaller takes minutes
ANY = settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
MISFITS = {Reason.OFF_TOKENS, Reason.WHITE_SPACE, Reason.SENTENCES}


def read_back(format, folder, *articles):
    """What *format* reads of what it wrote of *articles*, and the losses of both ways."""
    destination, losses = written(format, *articles)
    path = folder / f"gold{format.suffix}"
    path.write_bytes(destination.bytes_of())
    found = list(format.read(Source(path.name, path)))
    return (
        [one for one in found if not isinstance(one, Loss)],
        losses,
        [one for one in found if isinstance(one, Loss)]
        + [loss for one in found if not isinstance(one, Loss) for loss in one.losses],
    )


def bare(text):
    """*text* without white space, which is all that tokens keep of it."""
    return "".join(text.split())


def place(text, span):
    """Where *span* is in :func:`bare` *text*."""
    return len(bare(text[: span.start])), len(bare(text[: span.end]))


def told(annotated, kind, losses=()):
    """The entities or events of *annotated* by place and label, without what *losses* misses."""
    lost = {loss.annotation_id for loss in losses if loss.reason in MISFITS}
    text = annotated.article.text
    return sorted(
        (*place(text, one.span), one.label)
        for one in annotated.annotations
        if isinstance(one, kind) and one.id not in lost
    )


def kept(format, article):
    return reduced(article, format.keeps)[0]


def assert_the_rest_is_told(format, article, back, losses):
    """By id, what is not in *back* as it was is a loss, and what is a loss is not in it."""
    expected, reduction = reduced(article, format.keeps)
    missing = Counter(loss.annotation_id for loss in losses[len(reduction) :])
    found = {one.id: one for one in back.annotations if not isinstance(one, Relation)}
    for one in expected.annotations:
        if isinstance(one, Relation):
            continue
        same = found.pop(one.id, None)
        if same is None:
            assert missing[one.id]
        elif isinstance(one, Event):
            assert (same.type, same.trigger) == (one.type, one.trigger)
            assert set(same.arguments) <= set(one.arguments)
            assert len(one.arguments) - len(same.arguments) == missing[one.id]
        else:
            assert same == one
            assert not missing[one.id]
    assert not found


def joined(annotated, losses=()):
    """The relations of *annotated* but coreference, and the sets that coreference makes."""
    lost = {loss.annotation_id for loss in losses}
    relations = [
        one for one in annotated.annotations if isinstance(one, Relation) and one.id not in lost
    ]
    sets = []
    for one in relations:
        if one.type == "coref":
            touched = [each for each in sets if each & {one.head, one.tail}]
            sets = [each for each in sets if each not in touched]
            sets.append({one.head, one.tail}.union(*touched))
    others = {(one.type, one.head, one.tail) for one in relations if one.type != "coref"}
    return others, sorted(map(sorted, sets))
