"""Parsed sentences written by hand, so that the rules are tested without a pipeline."""

from spacy.tokens import Doc
from spacy.vocab import Vocab

from goldleaf.core.suggest.tree import Name, Tree, tree_of

_POS = {"NNP": "PROPN", "NNPS": "PROPN", "NN": "NOUN", "NNS": "NOUN", "JJ": "ADJ"}
_VOCAB = Vocab()


def parsed(rows: str, names: dict[str, str] | None = None) -> Tree:
    """The tree of *rows*: one ``word[=lemma]/TAG/dep/head`` for each token.

    *names* gives labels by the words of the name, in the order of the text.
    """
    cells = [row.rsplit("/", 3) for row in rows.split()]
    words = [cell[0].split("=")[0] for cell in cells]
    lemmas = [cell[0].split("=")[-1].lower() for cell in cells]
    closing = {",", ".", "'s", ")"}
    spaces = [
        word != "(" and after not in closing
        for word, after in zip(words, [*words[1:], "."], strict=True)
    ]
    doc = Doc(
        _VOCAB,
        words=words,
        spaces=spaces,
        lemmas=lemmas,
        tags=[cell[1] for cell in cells],
        pos=[_POS.get(cell[1], "VERB" if cell[1][:2] == "VB" else "X") for cell in cells],
        deps=[cell[2] for cell in cells],
        heads=[int(cell[3]) for cell in cells],
    )
    tree = tree_of(doc)
    found = []
    at = 0
    for text, label in (names or {}).items():
        parts = text.split()
        start = next(
            index for index in range(at, len(words)) if words[index : index + len(parts)] == parts
        )
        at = start + len(parts)
        found.append(Name(start, at, label, 0.9))
    tree.set_names(found)
    return tree


def names(tree: Tree) -> list[tuple[str, str]]:
    """The names of *tree* as text and label."""
    return [(tree.name_text(name), name.label) for name in tree.names]


TALKS = parsed(
    "Kenya/NNP/nsubj/1 held=hold/VBD/ROOT/1 talks=talk/NNS/dobj/1 with/IN/prep/2 "
    "Chad/NNP/pobj/3 in/IN/prep/1 Cairo/NNP/pobj/5 on/IN/prep/1 Monday/NNP/pobj/7 ././punct/1",
    {"Kenya": "GPE", "Chad": "GPE", "Cairo": "GPE", "Monday": "DATE"},
)
ATTACKED = parsed(
    "The/DT/det/1 town/NN/nsubjpass/3 was/VBD/auxpass/3 attacked=attack/VBN/ROOT/3 "
    "by/IN/agent/3 Serb/JJ/amod/6 troops=troop/NNS/pobj/4 ././punct/3",
    {"Serb": "NORP"},
)
