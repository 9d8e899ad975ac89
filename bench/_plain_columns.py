"""The plainest loop for columns of tokens and tags, and for CoNLL-U."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import conllu
from conllu.models import Metadata, Token, TokenList

from _plain_loop import Articles, Made, Plain
from _plain_sentences import borders_of, of_sentences, sentences_of, words_of
from goldleaf.core.model import AnnotatedArticle, Entity, Span


def _columns(between: str, *, ends: bool = False) -> Plain:
    """Columns with *between* before the tag; *ends*: tags that tell the last token, too."""

    def write(articles: Articles, folder: Path) -> None:
        with (folder / "gold.tsv").open("w", encoding="utf-8") as file:
            for one in articles:
                words, tags = words_of(one), _tags(one)
                if ends:
                    tags = _with_ends(tags)
                file.write(f"-DOCSTART-{between}O\n\n")
                for first, after in sentences_of(one):
                    for at in range(first, after):
                        file.write(f"{words[at]}{between}{tags[at]}\n")
                    file.write("\n")

    return Plain("str.split", write, _read_columns)


def _with_ends(tags: list[str]) -> list[str]:
    """*tags* as IOBES."""
    last = [not after.startswith("I-") for after in (*tags[1:], "O")]
    kinds = {("B", True): "S", ("I", True): "E"}
    return [
        kinds.get((tag[0], ends), tag[0]) + tag[1:] for tag, ends in zip(tags, last, strict=True)
    ]


def _tags(one: AnnotatedArticle) -> list[str]:
    begins, ends = borders_of(one)
    tags = ["O"] * len(begins)
    for each in one.annotations:
        if isinstance(each, Entity) and each.span.start in begins and each.span.end in ends:
            first = begins[each.span.start]
            tags[first] = f"B-{each.label}"
            for at in range(first + 1, ends[each.span.end] + 1):
                tags[at] = f"I-{each.label}"
    return tags


def _read_columns(folder: Path) -> Made:
    (path,) = folder.iterdir()
    with path.open(encoding="utf-8") as file:
        rows = (line.split() for line in file)
        for started, lines in groupby(rows, lambda row: row[:1] == ["-DOCSTART-"]):
            if not started:
                sentences = [list(sentence) for there, sentence in groupby(lines, bool) if there]
                yield _of_rows(sentences)


def _of_rows(sentences: list[list[list[str]]], id: str = "", text: str = "") -> AnnotatedArticle:
    article, segmentation, starts = of_sentences(
        id, [[row[0] for row in rows] for rows in sentences], text
    )
    tags = [row[-1] for rows in sentences for row in rows]
    found: list[Entity] = []
    first, label = 0, ""
    for at, tag in enumerate([*tags, "O"]):
        if label and tag not in {f"I-{label}", f"E-{label}"}:
            end = segmentation.token_ends[at - 1]
            found.append(Entity(f"e{len(found)}", (Span(starts[first], end),), label))
            label = ""
        if tag != "O" and not label:
            first, label = at, tag[2:]
    return AnnotatedArticle(article, annotations=tuple(found), segmentation=segmentation)


# CoNLL-U


def _write_conllu(articles: Articles, folder: Path) -> None:
    with (folder / "gold.conllu").open("w", encoding="utf-8") as file:
        for one in articles:
            words, tags, spaces = words_of(one), _tags(one), _spaces(one)
            for number, (first, after) in enumerate(sentences_of(one)):
                tokens = [
                    Token(
                        id=at - first + 1,
                        form=words[at],
                        lemma="_",
                        upos="_",
                        xpos=None,
                        feats=None,
                        head=None,
                        deprel="_",
                        deps=None,
                        misc=spaces[at] | ({"NER": tags[at]} if tags[at] != "O" else {}) or None,
                    )
                    for at in range(first, after)
                ]
                began = {} if number else {"newdoc id": one.article.id}
                file.write(TokenList(tokens, Metadata(began)).serialize())


def _spaces(one: AnnotatedArticle) -> list[dict[str, str]]:
    """What stands after each token, where that is no space."""
    assert one.segmentation is not None
    text = one.article.text
    following = [*one.segmentation.token_starts[1:], len(text)]
    found = []
    for end, start in zip(one.segmentation.token_ends, following, strict=True):
        between = text[end:start]
        escaped = between.replace("\n", "\\n").replace(" ", "\\s")
        kept = {"SpacesAfter": escaped} if between else {"SpaceAfter": "No"}
        found.append({} if between == " " else kept)
    return found


def _read_conllu(folder: Path) -> Made:
    (path,) = folder.iterdir()
    with path.open(encoding="utf-8") as file:
        id, text = "", ""
        sentences: list[list[list[str]]] = []
        for sentence in conllu.parse_incr(file):
            if "newdoc id" in sentence.metadata:
                if sentences:
                    yield _of_rows(sentences, id, text)
                id, text, sentences = sentence.metadata["newdoc id"], "", []
            rows = []
            for token in sentence:
                misc = token["misc"] or {}
                rows.append([token["form"], misc.get("NER", "O")])
                after = "" if "SpaceAfter" in misc else misc.get("SpacesAfter", " ")
                text += token["form"] + after.replace("\\n", "\n").replace("\\s", " ")
            sentences.append(rows)
        yield _of_rows(sentences, id, text)


PLAIN_COLUMNS: dict[str, Plain] = {
    "conll2003": _columns(" _ _ "),
    "iob2": _columns("\t"),
    "iobes": _columns("\t", ends=True),
    "conllu": Plain("conllu", _write_conllu, _read_conllu),
}
