"""The neural network that says which role a mention fills.

A pair of trigger and mention becomes the mean of the vectors of its tokens, side by side
with what is known of the pair: event type, label of the mention, distance and order. A
hidden layer and a softmax over the roles, and none, follow. This is the relation
classifier that spaCy's documentation describes, with features of event extraction.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from .pairs import Pair

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from thinc.api import Model
    from thinc.types import Floats2d

Input = tuple[list["Doc"], list[list[Pair]]]

_DISTANCES = (0, 2, 3, 5, 8, 12, 18, 26)


def build_pair_model(tok2vec: Model[list[Doc], list[Floats2d]], hidden: int) -> Model[Any, Any]:
    """A model from documents and their pairs to a row of probabilities for each pair."""
    from thinc.api import Dropout, Maxout, Model, Softmax, chain  # noqa: PLC0415

    classify: Model[Any, Any] = chain(Maxout(nO=hidden, normalize=True), Dropout(0.1), Softmax())
    return Model(
        "goldleaf_pairs",
        _forward,
        init=_init,
        layers=[tok2vec, classify],
        dims={"nO": None},
        attrs={"types": [], "labels": []},
    )


def _init(model: Model[Any, Any], X: Input | None = None, Y: Floats2d | None = None) -> None:  # noqa: N803 - thinc's names
    tok2vec, classify = model.layers
    tok2vec.initialize(X=X[0] if X else None)
    width = 2 * tok2vec.get_dim("nO") + _feature_count(model)
    rows = model.ops.alloc2f(1, width)
    classify.layers[-1].set_dim("nO", model.get_dim("nO"))
    classify.initialize(X=rows, Y=Y)


def _feature_count(model: Model[Any, Any]) -> int:
    return len(model.attrs["types"]) + len(model.attrs["labels"]) + 2 * len(_DISTANCES) + 1


def _forward(
    model: Model[Any, Any], given: Input, is_train: bool
) -> tuple[Floats2d, Callable[[Floats2d], list[Doc]]]:
    docs, pairs = given
    tok2vec, classify = model.layers
    vectors, back_to_tokens = tok2vec(docs, is_train)
    rows = [
        _row(model, vectors[number], pair) for number, of_doc in enumerate(pairs) for pair in of_doc
    ]
    width = 2 * tok2vec.get_dim("nO") + _feature_count(model)
    table = model.ops.xp.vstack(rows) if rows else model.ops.alloc2f(0, width)
    scores, back_to_rows = classify(table, is_train)

    def backprop(d_scores: Floats2d) -> list[Doc]:
        d_table = back_to_rows(d_scores)
        d_vectors = [model.ops.alloc2f(*one.shape) for one in vectors]
        size = tok2vec.get_dim("nO")
        at = 0
        for number, of_doc in enumerate(pairs):
            for pair in of_doc:
                for part, (start, end) in enumerate((pair.trigger, pair.filler)):
                    share = d_table[at, part * size : (part + 1) * size] / (end - start)
                    d_vectors[number][start:end] += share
                at += 1
        back_to_tokens(d_vectors)
        return docs

    return scores, backprop


def _row(model: Model[Any, Any], vectors: Floats2d, pair: Pair) -> Any:
    xp = model.ops.xp
    means = [vectors[start:end].mean(axis=0) for start, end in (pair.trigger, pair.filler)]
    return xp.concatenate([*means, xp.asarray(_features(model, pair), dtype="f")])


def _features(model: Model[Any, Any], pair: Pair) -> list[float]:
    far = abs(pair.distance)
    bucket = sum(far >= least for least in _DISTANCES[1:])
    side = 0 if pair.distance < 0 else 1
    near = [0.0] * (2 * len(_DISTANCES) + 1)
    near[2 * bucket + side] = 1.0
    near[-1] = float(pair.distance == 0)
    return [
        *_one_hot(pair.type, model.attrs["types"]),
        *_one_hot(pair.label, model.attrs["labels"]),
        *near,
    ]


def _one_hot(value: str, among: Sequence[str]) -> list[float]:
    return [float(value == one) for one in among]
