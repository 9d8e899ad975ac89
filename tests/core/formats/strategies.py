"""Articles with annotations for round trips through formats: any text, reasonable names.

Texts hold what breaks offsets: emoji and other astral characters, combining marks, ZWJ
sequences, CRLF, no-break spaces, right-to-left scripts, line separators, quotes and the
characters that formats give a meaning. A part of the spans begins and ends with a word.
"""

import re
from itertools import pairwise

from hypothesis import strategies as st

from goldleaf.core.model import (
    AnnotatedArticle,
    Argument,
    Article,
    Comment,
    DocumentLabel,
    Entity,
    Event,
    Relation,
    Span,
    Status,
    Zone,
    ZoneKind,
)

WORDS = [
    "Ana", "met", "Bo", "in", "Oslo", "harbour", ".", ",", "“Bread”", "it's", "3.5", "A/B", "[x]",
    "a_b", "e\u0301t\u00e9", "🌾", "👩\u200d👩\u200d👧", "𝔘𝔫𝔦", "漢字", "שלום", "مرحبا",
    "\u202eabc\u202c", "x\ty", "#1",
    "<b>", "&amp;", "\\n", '"', "'", "|", "\ufeff", "10%", "-DOCSTART-", "T1", "\u2028", "\x85",
]  # fmt: skip
GAPS = [" ", " ", " ", " ", "\u00a0", "\n", "\r\n", "\n\n", "  ", "\t", "\u3000", ""]
names = st.sampled_from(["PERSON", "GPE", "place_name", "Straße", "x-y", "A1"])
ids = st.from_regex(r"[a-z][a-z0-9]{0,5}", fullmatch=True)
values = st.sampled_from(["past", "negative", "Ja, gewiß", "a b", "🌾", "1"])

LONG_LINE = " ".join(f"word{number % 97}" for number in range(9_000))
"""An article of 9,000 words in a single line."""


@st.composite
def texts(draw):
    """A text that is not blank."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12))
    gaps = draw(st.lists(st.sampled_from(GAPS), min_size=len(words), max_size=len(words)))
    free = draw(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=6)
    )
    text = "".join(word + gap for word, gap in zip(words, gaps, strict=True)) + free
    return text if not text.isspace() else text + "x"


@st.composite
def spans(draw, text):
    """A span of *text*: any, or one from the start of a word to the end of one."""
    words = [Span(*found.span()) for found in re.finditer(r"\S+", text)]
    if words and draw(st.booleans()):
        first = draw(st.integers(0, len(words) - 1))
        last = draw(st.integers(first, min(first + 2, len(words) - 1)))
        return Span(words[first].start, words[last].end)
    start = draw(st.integers(0, len(text) - 1))
    return Span(start, draw(st.integers(start + 1, min(start + 20, len(text)))))


@st.composite
def parts(draw, text):
    """The parts of a discontinuous entity: in order, not touching."""
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), min_size=4, max_size=6)))
    pairs = [Span(*pair) for pair in list(pairwise(cuts))[::2]]
    return tuple(pairs)


@st.composite
def annotated_articles(draw, *, text=None, attribute_names=("tense", "polarity")):
    """An article with entities, events, relations, labels, comments, zones and a status."""
    text = draw(texts()) if text is None else text
    fresh = iter(draw(st.lists(ids, min_size=20, max_size=20, unique=True)))

    def several(most):
        return [next(fresh) for _ in range(draw(st.integers(0, most)))]

    attributes = st.dictionaries(st.sampled_from(attribute_names), values, max_size=2)
    whole = spans(text).map(lambda span: (span,))
    extent = whole | parts(text) if len(text) > 5 else whole
    entities = [
        Entity(
            id, draw(extent), draw(names), draw(attributes), draw(st.sampled_from(["", "", "Q42"]))
        )
        for id in several(5)
    ]
    event_ids = several(3)
    fillers = spans(text)
    if entities or event_ids:
        fillers |= st.sampled_from([one.id for one in entities] + event_ids)
    arguments = st.lists(
        st.builds(Argument, names, fillers),
        max_size=3,
        unique_by=lambda one: (one.role, one.filler),
    ).map(tuple)
    events = [
        Event(
            id,
            draw(names),
            draw(spans(text)),
            tuple(one for one in draw(arguments) if one.filler != id),
            draw(attributes),
        )
        for id in event_ids
    ]
    ends = [one.id for one in (*entities, *events)]
    relations = []
    if len(ends) > 1:
        pairs = st.tuples(st.sampled_from(ends), st.sampled_from(ends)).filter(
            lambda pair: pair[0] != pair[1]
        )
        relations = [
            Relation(id, draw(st.sampled_from(["coref", "part_of"])), *draw(pairs))
            for id in several(2)
        ]
    labels = [DocumentLabel(next(fresh), name) for name in draw(st.sets(names, max_size=2))]
    annotations = (*entities, *events, *relations, *labels)
    cut = draw(st.integers(1, len(text)))
    targets = spans(text) | st.sampled_from(["", "gone", *(one.id for one in annotations)])
    zones = draw(st.sampled_from([(), (Zone(0, cut, ZoneKind.TITLE),)]))
    return AnnotatedArticle(
        Article(
            draw(ids),
            text,
            title=draw(st.sampled_from(["", "A title"])),
            source=draw(st.sampled_from(["", "https://news.example/a"])),
            published=draw(st.sampled_from(["", "2026-03-01"])),
            language=draw(st.sampled_from(["", "en", "de"])),
            meta=draw(st.sampled_from([{}, {"page": 3, "tags": ["a", "b"]}])),
        ),
        zones,
        annotations,
        comments=tuple(
            Comment(id, draw(st.sampled_from(["Sure?", "🌾 ja", "two\nlines"])), draw(targets))
            for id in several(3)
        ),
        status=draw(st.none() | st.sampled_from(Status)),
    )
