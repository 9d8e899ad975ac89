"""What the plain loops do alike for a text that a format knows as sentences of tokens."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import Any

from goldleaf.core.model import AnnotatedArticle, Article, Segmentation


def sentences_of(one: AnnotatedArticle) -> Iterator[tuple[int, int]]:
    """The tokens of each sentence."""
    segmentation = one.segmentation
    assert segmentation is not None
    after = 0
    for end in segmentation.sentence_ends:
        first = after
        while after < segmentation.token_count and segmentation.token_ends[after] <= end:
            after += 1
        yield first, after


def spaced_sentences(one: AnnotatedArticle) -> Iterator[dict[str, Any]]:
    """The text of each sentence with its tokens, and what stands around it."""
    assert one.segmentation is not None
    text, words = one.article.text, words_of(one)
    starts, ends = one.segmentation.token_starts, one.segmentation.token_ends
    at = 0
    for first, after in sentences_of(one):
        start, end = starts[first], ends[after - 1]
        value = {"sentence": text[start:end], "tokens": words[first:after]}
        value["space_before"] = text[at:start]
        if after == len(words):
            value["space_after"] = text[end:]
        yield value
        at = end


def words_of(one: AnnotatedArticle) -> list[str]:
    assert one.segmentation is not None
    text = one.article.text
    starts, ends = one.segmentation.token_starts, one.segmentation.token_ends
    return [text[start:end] for start, end in zip(starts, ends, strict=True)]


def borders_of(one: AnnotatedArticle) -> tuple[dict[int, int], dict[int, int]]:
    """The token that begins, and the one that ends, at each code point."""
    assert one.segmentation is not None
    starts, ends = one.segmentation.token_starts, one.segmentation.token_ends
    return {at: n for n, at in enumerate(starts)}, {at: n for n, at in enumerate(ends)}


def of_sentences(
    id: str, sentences: Sequence[Sequence[str]], text: str = ""
) -> tuple[Article, Segmentation, list[int]]:
    """An article of tokens, in *text* or with a space between them, and where each begins."""
    text = text or "\n".join(" ".join(words) for words in sentences)
    starts, ends = array("i"), array("i")
    sentence_starts, sentence_ends = array("i"), array("i")
    at = 0
    for words in sentences:
        first = len(starts)
        for word in words:
            at = text.index(word, at)
            starts.append(at)
            at += len(word)
            ends.append(at)
        sentence_starts.append(starts[first])
        sentence_ends.append(at)
    division = Segmentation(starts, ends, sentence_starts, sentence_ends)
    return Article(id, text), division, starts.tolist()


def spaced(sentences: Sequence[dict[str, Any]]) -> str:
    return "".join(
        one["space_before"] + one["sentence"] + one.get("space_after", "") for one in sentences
    )
