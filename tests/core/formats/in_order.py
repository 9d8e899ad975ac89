"""Articles to compare where a format keeps neither ids nor the order of annotations."""

from goldleaf.core.model import DocumentLabel, Entity, Event, Relation, Span

from .renumbering import renumbered


def rows_of(whole, shown):
    """What each annotation says, but for coreference."""
    rows = []
    for one in whole.annotations:
        match one:
            case Entity():
                rows.append(("e", one.label, one.spans, sorted(one.attributes.items()), one.link))
            case Event():
                filled = sorted((each.role, shown(each.filler)) for each in one.arguments)
                rows.append(("v", one.type, one.trigger, sorted(one.attributes.items()), filled))
            case Relation(type="coref"):
                continue
            case Relation():
                rows.append(("r", one.type, shown(one.head), shown(one.tail)))
            case DocumentLabel():
                rows.append(("l", one.label))
    return rows


def in_order(annotated):
    """*annotated* without ids and in an order of its own, with coreference as classes."""
    whole = renumbered(annotated, article_id=True)
    spans = {one.id: one for one in whole.annotations}

    def shown(filler):
        one = spans[filler] if isinstance(filler, str) else filler
        if isinstance(one, Span):
            return ("", one, "bare")
        if isinstance(one, Relation):
            return (one.type, shown(one.head), shown(one.tail))
        return (one.label, getattr(one, "span", None), "ann")

    rows = rows_of(whole, shown)
    pairs = [
        {shown(one.head), shown(one.tail)}
        for one in whole.annotations
        if isinstance(one, Relation) and one.type == "coref"
    ]
    comments = [
        (one.text, shown(one.target) if one.target in spans else one.target)
        for one in whole.comments
    ]
    groups = []
    for pair in pairs:
        near = [group for group in groups if group & pair]
        groups = [group for group in groups if group not in near]
        groups.append(pair.union(*near))
    return (
        whole.article,
        whole.zones,
        sorted(rows, key=repr),
        sorted(comments, key=repr),
        sorted((sorted(group) for group in groups), key=repr),
    )
