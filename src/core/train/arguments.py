"""The component that lets mentions fill roles of events, for spaCy pipelines.

``spacy.load`` finds it by the entry points of this package, wherever Goldleaf is installed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.pipeline.trainable_pipe import TrainablePipe
from spacy.tokens import Doc
from spacy.training import Example
from thinc.api import Model, Optimizer, set_dropout_rate

from ..suggest.trained import ARGUMENTS, Filled
from .pairs import Pair, pairs_of, roles_of

if TYPE_CHECKING:
    from spacy.vocab import Vocab
    from thinc.types import Floats2d

FACTORY = "goldleaf_arguments"
NONE = ""
"""The role of what fills none."""

_SAMPLE = 10
"""How many documents the model takes the widths of its layers from."""

DEFAULT_MODEL = {
    "@architectures": "goldleaf.Pairs.v1",
    "hidden": 64,
    "tok2vec": {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "*"},
}


@Language.factory(
    FACTORY,
    default_config={"model": DEFAULT_MODEL},
    default_score_weights={"arguments_f": 1.0, "arguments_p": None, "arguments_r": None},
)
def make_arguments(nlp: Language, name: str, model: Model[Any, Any]) -> ArgumentClassifier:
    """The component called *name* of the pipeline *nlp*."""
    return ArgumentClassifier(nlp.vocab, model, name)


class ArgumentClassifier(TrainablePipe):  # type: ignore[misc]
    """Says for each pair of a trigger and a mention near it which role the mention fills.

    Sets ``doc.user_data["arguments"]``. Training and prediction look at the same pairs: of
    the gold's triggers and mentions, and of those found by the components before it.
    """

    def __init__(self, vocab: Vocab, model: Model[Any, Any], name: str = "arguments") -> None:
        self.vocab = vocab
        self.model = model
        self.name = name
        self.cfg: dict[str, Any] = {"roles": [], "types": [], "labels": []}

    @property
    def labels(self) -> tuple[str, ...]:
        """The roles."""
        return tuple(self.cfg["roles"])

    def predict(self, docs: Iterable[Doc]) -> tuple[list[list[Pair]], Floats2d]:
        """The pairs of each document, and the probabilities of none and of each role."""
        docs = list(docs)
        pairs = [pairs_of(doc) for doc in docs]
        if not any(pairs) or not self.cfg["roles"]:
            return [[] for _ in docs], self.model.ops.alloc2f(0, 1 + len(self.cfg["roles"]))
        return pairs, self.model.predict((docs, pairs))

    def set_annotations(
        self, docs: Iterable[Doc], predicted: tuple[list[list[Pair]], Floats2d]
    ) -> None:
        """Keep the likeliest role of each pair, where that is not none."""
        pairs, scores = predicted
        rows = iter(scores)
        for doc, of_doc in zip(docs, pairs, strict=True):
            found: list[Filled] = []
            for pair in of_doc:
                row = next(rows)
                best = int(row.argmax())
                if best:
                    role = self.cfg["roles"][best - 1]
                    found.append((*pair.trigger, *pair.filler, role, float(row[best])))
            doc.user_data[ARGUMENTS] = found

    def initialize(
        self,
        get_examples: Callable[[], Iterable[Example]],
        *,
        nlp: Language | None = None,  # noqa: ARG002 - spaCy gives it to every component
    ) -> None:
        """Take roles, event types and labels from the gold, and shape the model."""
        some: list[Doc] = []
        names: dict[str, set[str]] = {"roles": set(), "types": set(), "labels": set()}
        for example in get_examples():
            doc = example.reference
            pairs = pairs_of(doc)
            names["roles"].update(roles_of(doc).values())
            names["types"].update(pair.type for pair in pairs)
            names["labels"].update(pair.label for pair in pairs)
            if len(some) < _SAMPLE and pairs:
                some.append(doc)
        self.cfg.update({key: sorted(found) for key, found in names.items()})
        self.model.attrs["types"] = self.cfg["types"]
        self.model.attrs["labels"] = self.cfg["labels"]
        self.model.set_dim("nO", 1 + len(self.cfg["roles"]))
        self.model.initialize(X=(some or [Doc(self.vocab, ["x"])], []))

    def update(
        self,
        examples: Iterable[Example],
        *,
        drop: float = 0.0,
        sgd: Optimizer | None = None,
        losses: dict[str, float] | None = None,
    ) -> dict[str, float]:
        """Learn from the gold of *examples*."""
        losses = {} if losses is None else losses
        losses.setdefault(self.name, 0.0)
        examples = list(examples)
        pairs = [_gold_pairs(example) for example in examples]
        if not any(pairs):
            return losses
        set_dropout_rate(self.model, drop)
        # the vectors are those of the documents that the components before this one saw
        scores, backprop = self.model.begin_update(([one.predicted for one in examples], pairs))
        loss, gradient = self._loss(examples, pairs, scores)
        backprop(gradient)
        if sgd is not None:
            self.finish_update(sgd)
        losses[self.name] += loss
        return losses

    def get_loss(self, examples: Iterable[Example], scores: Floats2d) -> tuple[float, Floats2d]:
        """The squared error of *scores* and its gradient."""
        examples = list(examples)
        return self._loss(examples, [_gold_pairs(one) for one in examples], scores)

    def _loss(
        self, examples: Sequence[Example], pairs: Sequence[Sequence[Pair]], scores: Floats2d
    ) -> tuple[float, Floats2d]:
        truth = self.model.ops.alloc2f(*scores.shape)
        index = {role: at for at, role in enumerate(self.cfg["roles"], start=1)}
        row = 0
        for example, of_doc in zip(examples, pairs, strict=True):
            roles = roles_of(example.reference)
            for pair in of_doc:
                truth[row, index.get(roles.get((pair.trigger, pair.filler), NONE), 0)] = 1
                row += 1
        gradient = scores - truth
        return float(self.model.ops.xp.square(gradient).sum()), gradient / max(1, len(examples))

    def score(self, examples: Sequence[Example], **_: Any) -> dict[str, float]:
        """Precision, recall and F1 of arguments: trigger, filler and role exactly."""
        right = found = wanted = 0
        for example in examples:
            gold = {(*place, role) for place, role in roles_of(example.reference).items()}
            ours = {(*place, role) for place, role in roles_of(example.predicted).items()}
            right, found, wanted = right + len(gold & ours), found + len(ours), wanted + len(gold)
        return {
            "arguments_p": right / found if found else 0.0,
            "arguments_r": right / wanted if wanted else 0.0,
            "arguments_f": 2 * right / (found + wanted) if found + wanted else 0.0,
        }


def _gold_pairs(example: Example) -> list[Pair]:
    """The pairs of the gold; none where the text was tokenised in another way."""
    same = len(example.reference) == len(example.predicted)
    return pairs_of(example.reference) if same else []
