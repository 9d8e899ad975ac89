"""A reader of WebAnno TSV 3.3 that takes nothing but what the specification says.

Written after the appendix of INCEpTION's user guide and the steps of its own reader, with
nothing of Goldleaf in it: what is not as it must be there is an assertion. Offsets are those of
the file, UTF-16 code units.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field

UNESCAPED = {
    r"\\": "\\", r"\[": "[", r"\]": "]", r"\|": "|", r"\_": "_", r"\->": "->", r"\;": ";",
    r"\t": "\t", r"\n": "\n", r"\*": "*",
}  # fmt: skip
TEXT = {r"\t": "\t", r"\n": "\n", r"\f": "\f", r"\r": "\r", r"\b": "\b", r"\\": "\\"}
TEXT |= {f"\\{chr(one)}": chr(one) for one in range(32) if not 7 < one < 14}


def replaced(value, escapes):
    """*value* with each of *escapes* as what it stands for, from left to right."""
    pattern = "|".join(map(re.escape, sorted(escapes, key=len, reverse=True)))
    return re.sub(pattern, lambda found: escapes[found[0]], value)


class Utf16:
    """A text that is counted as Java counts it."""

    def __init__(self):
        self.units = b""

    def __len__(self):
        return len(self.units) // 2

    def append(self, text):
        self.units += text.encode("utf-16-le", "strict")

    def cut(self, start, end):
        return self.units[2 * start : 2 * end].decode("utf-16-le", "strict")


@dataclass(eq=False)
class Annotation:
    layer: str
    begin: int
    end: int
    features: dict = field(default_factory=dict)
    links: list = field(default_factory=list)
    ends: tuple = ()


class Document:
    """A file, read strictly: its text, annotations by layer, chains as lists of links."""

    def __init__(self, data):
        text = data.decode("utf-8", "strict")
        assert text.endswith("\n")
        assert "\r" not in text
        self.lines = text[:-1].split("\n")
        self.text = Utf16()
        self.columns = []
        self.by_number = {}
        self.by_unit = defaultdict(list)
        self.spans = []
        self.relations = []
        self.chains = {}
        self._later = []
        self._tokens = []
        body = self._header()
        self._body(body)
        for action in self._later:
            action()
        for chain in self.chains.values():
            assert sorted(chain) == list(range(1, len(chain) + 1))

    def _header(self):
        assert self.lines[0] == "#FORMAT=WebAnno TSV 3.3"
        at = 1
        kinds = []
        while match := re.fullmatch(r"#T_(SP|CH|RL)=([\w.]+)\|(.*)", self.lines[at]):
            kind, layer, rest = match.groups()
            kinds.append(kind)
            fields = rest.split("|") if rest else [""]
            slot = None
            for name in fields:
                if kind == "SP" and name.startswith("ROLE_"):
                    _, slot, link = name.split("_")
                    owner, slot = slot.split(":")
                    assert owner == layer
                    assert "." in link
                    self.columns.append((kind, layer, "role", slot))
                elif slot:
                    assert "." in name
                    self.columns.append((kind, layer, "target", slot))
                    slot = None
                elif kind == "RL" and name.startswith("BT_"):
                    assert name == fields[-1]
                    self.columns.append((kind, layer, "source", name.removeprefix("BT_")))
                else:
                    assert re.fullmatch(r"[A-Za-z]\w*|", name, re.ASCII)
                    self.columns.append((kind, layer, "feature", name))
            at += 1
        assert kinds == sorted(kinds, key=["SP", "CH", "RL"].index)
        assert self.lines[at : at + 2] == ["", ""]
        return at + 2

    def _body(self, at):
        sentences = 0
        while at < len(self.lines):
            texts = []
            while self.lines[at].startswith("#Text="):
                texts.append(replaced(self.lines[at].removeprefix("#Text="), TEXT))
                at += 1
            assert texts
            sentences += 1
            rows = []
            while at < len(self.lines) and self.lines[at]:
                rows.append(self.lines[at].split("\t"))
                at += 1
            at += 1
            begin = int(rows[0][1].split("-")[0])
            if len(self.text) > begin:
                assert len(self.text) == begin + 1
                assert self.text.units.endswith(b"\n\0")
                self.text.units = self.text.units[:-2]
            self.text.append(" " * (begin - len(self.text)))
            self.text.append("".join(f"{line}\n" for line in texts))
            self._rows(sentences, rows)

    def _rows(self, sentence, rows):
        token = part = 0
        for cells in rows:
            assert len(cells) == 3 + len(self.columns) + 1
            assert cells[-1] == ""
            begin, end = map(int, re.fullmatch(r"(\d+)-(\d+)", cells[1]).groups())
            assert begin < end
            assert self.text.cut(begin, end) == cells[2]
            assert not re.search(r"\s", cells[2])
            if "." in cells[0]:
                part += 1
                assert cells[0] == f"{sentence}-{token}.{part}"
                assert self._tokens[-1][0] <= begin < end <= self._tokens[-1][1]
            else:
                token, part = token + 1, 0
                assert cells[0] == f"{sentence}-{token}"
                assert not self._tokens or self._tokens[-1][1] <= begin
                self._tokens.append((begin, end))
            self._cells(cells[0], begin, end, cells[3:-1])

    def _cells(self, unit, begin, end, cells):
        # the annotations of this line, by layer and by where they are in the stack
        self._unit, self._place, self._here = unit, (begin, end), {}
        takes = {"SP": self._span, "CH": self._link, "RL": self._relation}
        for (kind, layer, what, name), cell in zip(self.columns, cells, strict=True):
            assert cell
            if cell == "_":
                continue
            for nth, piece in enumerate(re.split(r"(?<!\\)\|", cell)):
                takes[kind]((layer, nth), what, name, piece)

    def _span(self, key, what, name, piece):
        number = None
        if what != "target" and piece.endswith("]") and not piece.endswith(r"\]"):
            piece, _, number = piece[:-1].rpartition("[")
        one = self._here.get(key)
        there = self.by_unit[self._unit]
        if one is None and number in self.by_number:
            one = self._here[key] = self.by_number[number]
            assert one.layer == key[0]
            assert self._touches(one.end)
            one.end = self._place[1]
            there.append(one)
        elif one is None:
            assert number or not any(other.layer == key[0] for other in there)
            one = self._here[key] = Annotation(key[0], *self._place)
            self.spans.append(one)
            there.append(one)
        if number:
            assert self.by_number.setdefault(number, one) is one
        if what == "role":
            one.links = [] if piece == "_" else [[self._value(role)] for role in slots(piece)]
        elif what == "target":
            self._later.append(lambda: self._targets(one, piece))
        elif name and piece != "*":
            one.features[name] = self._value(piece)
        else:
            assert piece == "*"

    def _touches(self, end):
        between = self.text.cut(end, self._place[0])
        return end <= self._place[0] and (not between or between.isspace())

    def _targets(self, one, piece):
        if not one.links:
            assert piece == "*"
            return
        targets = slots(piece)
        assert len(targets) == len(one.links)
        for link, target in zip(one.links, targets, strict=True):
            unit, number = re.fullmatch(r"([\d.-]+)\[(\d+)\]", target).groups()
            assert self.by_number[number] in self.by_unit[unit]
            link[1:] = [self.by_number[number]]

    def _link(self, key, _, name, piece):
        if name == "referenceRelation":
            value, chain, nth = re.fullmatch(r"(.*)->(\d+)-(\d+)", piece).groups()
            assert value == "*"
            members = self.chains.setdefault(int(chain), {})
            one = members.setdefault(int(nth), Annotation(key[0], *self._place))
            assert one.begin == self._place[0] or self._touches(one.end)
            one.end = self._place[1]
            self._here[key] = one, int(chain)
        else:
            label, chain = re.fullmatch(r"(.*)\[(\d+)\]", piece, re.DOTALL).groups()
            one, its = self._here[key]
            assert its == int(chain)
            one.features[name] = self._value(label)

    def _relation(self, key, what, name, piece):
        if what == "feature":
            one = self._here[key] = Annotation(key[0], -1, -1, {name: self._value(piece)})
            self.relations.append(one)
            return
        one, unit = self._here[key], self._unit
        source, head, tail = re.fullmatch(r"([\d.-]+)\[(\d+)_(\d+)\]", piece).groups()

        def join():
            one.ends = self.by_number[head], self.by_number[tail]
            assert one.ends[0] in self.by_unit[source]
            assert one.ends[1] in self.by_unit[unit]

        self._later.append(join)

    def _value(self, cell):
        assert "\\" in cell or not re.search(r"[\[\]|_;*]|->", cell)
        return replaced(cell, UNESCAPED)


def slots(cell):
    return re.split(r"(?<!\\);", cell)
