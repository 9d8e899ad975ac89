"""The plainest loop for WebAnno TSV: cells joined and split, for files without stacks or parts."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from itertools import accumulate, pairwise
from pathlib import Path

from _plain_loop import Articles, Made, Plain
from _plain_sentences import borders_of, sentences_of, words_of
from goldleaf.core.model import (
    AnnotatedArticle,
    Argument,
    Article,
    Entity,
    Event,
    Relation,
    Segmentation,
    Span,
)

_HEADER = (
    "#FORMAT=WebAnno TSV 3.3\n"
    "#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value\n"
    "#T_SP=webanno.custom.Event|ROLE_webanno.custom.Event:arguments_"
    "webanno.custom.EventArgumentsLink|uima.tcas.Annotation|value\n"
    "#T_CH=de.tudarmstadt.ukp.dkpro.core.api.coref.type.CoreferenceLink"
    "|referenceRelation|referenceType\n"
    "#T_RL=webanno.custom.Relation|value|BT_de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity\n"
    "\n"
)
_ENTITY, _EVENT, _CHAIN, _RELATION = 0, 2, 5, 7
_COLUMNS = 9


def _write(articles: Articles, folder: Path) -> None:
    for one in articles:
        with (folder / f"{one.article.id}.tsv").open("w", encoding="utf-8") as file:
            file.write(_HEADER)
            file.writelines(_lines(one))


def _lines(one: AnnotatedArticle) -> Iterator[str]:
    text = one.article.text
    units = [0, *accumulate(2 if character > "\uffff" else 1 for character in text)]
    begins, ends = borders_of(one)
    surfaces = words_of(one)
    names = [
        f"{number}-{at - first + 1}"
        for number, (first, after) in enumerate(sentences_of(one), start=1)
        for at in range(first, after)
    ]
    cells = _cells(one, names, begins, ends)
    blank = ["_"] * _COLUMNS
    starts = list(begins)
    stops = list(ends)
    bounds = list(sentences_of(one))
    for number, (first, after) in enumerate(bounds):
        end = starts[bounds[number + 1][0]] if number + 1 < len(bounds) else len(text)
        yield "\n"
        for line in text[starts[first] : end].removesuffix("\n").split("\n"):
            yield f"#Text={line}\n"
        for at in range(first, after):
            offsets = f"{units[starts[at]]}-{units[stops[at]]}"
            row = "\t".join(cells.get(at, blank))
            yield f"{names[at]}\t{offsets}\t{surfaces[at]}\t{row}\t\n"


def _cells(
    one: AnnotatedArticle, names: list[str], begins: dict[int, int], ends: dict[int, int]
) -> dict[int, list[str]]:
    cells: dict[int, list[str]] = {}
    numbers: dict[str, int] = {}
    spans: dict[str, tuple[int, int]] = {}
    chained = 0

    def put(at: int, column: int, *values: str) -> None:
        cells.setdefault(at, ["_"] * _COLUMNS)[column : column + len(values)] = values

    for each in one.annotations:
        if isinstance(each, Entity):
            numbers[each.id] = number = len(numbers) + 1
            spans[each.id] = first, last = begins[each.span.start], ends[each.span.end]
            for at in range(first, last + 1):
                put(at, _ENTITY, f"*[{number}]", f"{each.label}[{number}]")
        elif isinstance(each, Event):
            at = begins[each.trigger.start]
            roles = ";".join(argument.role for argument in each.arguments)
            fillers = [str(argument.filler) for argument in each.arguments]
            targets = ";".join(f"{names[spans[id][0]]}[{numbers[id]}]" for id in fillers)
            put(at, _EVENT, roles, targets, each.type)
        elif isinstance(each, Relation) and each.type == "coref":
            chained += 1
            for nth, id in enumerate((each.head, each.tail), start=1):
                for at in range(spans[id][0], spans[id][1] + 1):
                    put(at, _CHAIN, f"*->{chained}-{nth}", f"*[{chained}]")
        elif isinstance(each, Relation):
            source = f"{names[spans[each.head][0]]}[{numbers[each.head]}_{numbers[each.tail]}]"
            put(spans[each.tail][0], _RELATION, each.type, source)
    return cells


def _read(folder: Path) -> Made:
    for path in sorted(folder.glob("*.tsv")):
        yield _article(path)


def _columns(lines: list[str]) -> dict[str, int]:
    """The first column of each layer, by its short name."""
    first = {}
    at = 3
    for line in lines:
        if line.startswith("#T_"):
            layer, *fields = line.partition("=")[2].split("|")
            first[layer.rpartition(".")[2]] = at
            at += len(fields)
    return first


def _article(path: Path) -> AnnotatedArticle:
    with path.open(encoding="utf-8", newline="\n") as file:
        lines = file.read().split("\n")
    columns = _columns(lines[:8])
    entity, event = columns["NamedEntity"], columns["Event"]
    chain, relation = columns["CoreferenceLink"], columns["Relation"]
    text = ""
    fragments: list[str] = []
    astral = at = 0
    starts, stops, firsts, lasts = array("i"), array("i"), array("i"), array("i")
    spans: dict[str, tuple[str, int, int]] = {}
    chains: dict[str, dict[str, str]] = {}
    events: list[Event] = []
    relations: list[Relation] = []
    for line in lines:
        if line.startswith("#Text="):
            fragments.append(line[6:])
        elif line and line[0] != "#":
            cells = line.split("\t")
            begin, end = map(int, cells[1].split("-"))
            if fragments:
                # what is between sentences is no more than a line feed
                at = begin - astral
                text = text.ljust(at, "\n") + "\n".join(fragments)
                fragments.clear()
                lasts.extend(stops[-1:])
                firsts.append(at)
            at = text.index(cells[2], at)
            starts.append(at)
            at += len(cells[2])
            stops.append(at)
            astral += end - begin - len(cells[2])
            if cells[entity] != "_":
                label, _, number = cells[entity + 1][:-1].rpartition("[")
                _, start, _ = spans.get(number, ("", starts[-1], 0))
                spans[number] = label, start, at
            if cells[event] != "_":
                targets = (one[:-1].rpartition("[")[2] for one in cells[event + 1].split(";"))
                pairs = zip(cells[event].split(";"), targets, strict=True)
                arguments = tuple(Argument(role, f"e{target}") for role, target in pairs)
                trigger = Span(starts[-1], at)
                events.append(Event(f"v{len(events)}", cells[event + 2], trigger, arguments))
            if cells[chain] != "_":
                of, _, nth = cells[chain].partition("->")[2].partition("-")
                number = cells[entity + 1][:-1].rpartition("[")[2]
                chains.setdefault(of, {}).setdefault(nth, number)
            if cells[relation] != "_":
                head, _, tail = cells[relation + 1][:-1].rpartition("[")[2].partition("_")
                id = f"r{len(relations)}"
                relations.append(Relation(id, cells[relation], f"e{head}", f"e{tail}"))
    lasts.append(stops[-1])
    relations += [
        Relation(f"c{of}-{nth}", "coref", f"e{head}", f"e{tail}")
        for of, members in chains.items()
        for nth, (head, tail) in enumerate(pairwise(members[one] for one in sorted(members)))
    ]
    entities = [
        Entity(f"e{number}", (Span(start, end),), label)
        for number, (label, start, end) in spans.items()
    ]
    return AnnotatedArticle(
        Article(path.stem, text),
        annotations=(*entities, *events, *relations),
        segmentation=Segmentation(starts, stops, firsts, lasts),
    )


PLAIN_WEBANNO = {"webanno-tsv": Plain("str.split", _write, _read)}
