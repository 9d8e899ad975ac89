"""Articles with ids of our own, for formats that keep none, or none of labels."""

from dataclasses import replace

from goldleaf.core.model import DocumentLabel, Entity, Event, Relation


def renamed(annotated, *, article=True):
    """*annotated* with ids by kind and place, without who decided; its id too unless *article*."""
    prefixes = {Entity: "e", Event: "v", Relation: "r", DocumentLabel: "l"}
    names = {}
    for kind, prefix in prefixes.items():
        of_kind = [one for one in annotated.annotations if isinstance(one, kind)]
        names |= {one.id: f"{prefix}{number}" for number, one in enumerate(of_kind, start=1)}

    def annotation(one):
        one = replace(one, id=names[one.id])
        if isinstance(one, Event):
            arguments = [
                replace(each, filler=names.get(each.filler, each.filler)) for each in one.arguments
            ]
            return replace(one, arguments=tuple(arguments))
        if isinstance(one, Relation):
            return replace(one, head=names[one.head], tail=names[one.tail])
        return one

    annotations = sorted(map(annotation, annotated.annotations), key=lambda one: one.id)
    comments = (
        replace(one, id=f"c{number}", target=names.get(one.target, one.target))
        for number, one in enumerate(annotated.comments, start=1)
    )
    return replace(annotated, annotations=tuple(annotations), comments=tuple(comments))


def by_id(annotated):
    """*annotated* in an order that does not depend on the text, labels named by themselves."""
    labels = {
        one.id: f"label {one.label}"
        for one in annotated.annotations
        if isinstance(one, DocumentLabel)
    }
    annotations = (replace(one, id=labels.get(one.id, one.id)) for one in annotated.annotations)
    return replace(
        annotated,
        annotations=tuple(sorted(annotations, key=lambda one: one.id)),
        comments=tuple(
            replace(one, target=labels.get(one.target, one.target)) for one in annotated.comments
        ),
    )
