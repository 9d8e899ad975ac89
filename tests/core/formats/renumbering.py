"""Articles to compare where a format keeps no ids."""

from dataclasses import replace

from goldleaf.core.model import Argument, DocumentLabel, Entity, Event, Relation

KINDS = {Entity: "e", Event: "v", Relation: "r", DocumentLabel: "l"}


def renumbered(annotated, *, article_id=False):
    """*annotated* with ids by kind and order, and without what says where it comes from."""
    ids = {}
    for kind, letter in KINDS.items():
        own = [one for one in annotated.annotations if isinstance(one, kind)]
        ids |= {one.id: f"{letter}{number}" for number, one in enumerate(own, start=1)}

    def named(filler):
        return ids[filler] if isinstance(filler, str) else filler

    def renamed(one):
        one = replace(one, id=ids[one.id])
        if isinstance(one, Event):
            arguments = (Argument(each.role, named(each.filler)) for each in one.arguments)
            one = replace(one, arguments=tuple(arguments))
        if isinstance(one, Relation):
            one = replace(one, head=ids[one.head], tail=ids[one.tail])
        return one

    kinds = list(KINDS)
    annotations = sorted(annotated.annotations, key=lambda one: kinds.index(type(one)))
    return replace(
        annotated,
        article=replace(annotated.article, id="" if not article_id else annotated.article.id),
        annotations=tuple(map(renamed, annotations)),
        provenance={},
        annotator="",
        comments=tuple(
            replace(one, id=f"c{number}", target=ids.get(one.target, one.target))
            for number, one in enumerate(annotated.comments, start=1)
        ),
    )
