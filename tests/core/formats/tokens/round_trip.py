"""What a token format should read back of what it wrote."""

from hypothesis import HealthCheck, Phase, settings

from goldleaf.core.formats import Loss, Reason, Source, reduced

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
