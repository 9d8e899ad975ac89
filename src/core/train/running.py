"""Training a pipeline with spaCy's own loop, and reporting each step."""

from __future__ import annotations

import io
import json
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..gold.exchange import put_in_place
from ..model import AnnotatedArticle, GoldleafError, UsageError
from ..suggest.pipeline import TRAINED
from ..tokens import ANY_LANGUAGE, blank
from .config import WIDTH, Content, training_config
from .corpus import documents

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from thinc.api import Config

MAX_STEPS = 2_000
PATIENCE = 600
_KEPT = "model-best"


@dataclass(frozen=True, slots=True)
class TrainProgress:
    """How far a training is: after each step, with the scores of the last evaluation."""

    step: int
    steps: int
    epoch: int
    seconds: float
    score: float
    scores: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class TrainReport:
    """What was trained: where, on how much, and the scores on dev of the best step."""

    folder: Path
    components: tuple[str, ...]
    train: Content
    dev: Content
    scores: Mapping[str, float]
    steps: int
    seconds: float
    interrupted: bool


class StoppedError(GoldleafError):
    """A training that was stopped before it had anything worth keeping."""


Report = Callable[[TrainProgress], None]
_report: ContextVar[Report | None] = ContextVar("report", default=None)


def train(
    training: Iterable[AnnotatedArticle],
    dev: Iterable[AnnotatedArticle],
    dest: Path,
    *,
    base: str = "",
    seed: int = 0,
    max_steps: int = MAX_STEPS,
    patience: int = PATIENCE,
    told: Report | None = None,
) -> TrainReport:
    """Train a pipeline on the annotations of *training*, and save the one best on *dev*.

    Where *base* names a pipeline of the same language with a ``tok2vec`` of the same width,
    training starts from that ``tok2vec``, so that less gold is needed. It stops after
    *max_steps*, or after *patience* steps without a better score. An interruption
    (``KeyboardInterrupt``) stops it early and saves the best pipeline so far. *dest* is
    written at the end. The same articles and seed train the same pipeline on the same machine.

    Raises:
        UsageError: when *dest* exists and is not a pipeline that Goldleaf trained, or
            there is nothing to learn from.
        StoppedError: when it is interrupted before the first evaluation.
    """
    _check(dest)
    training, dev = list(training), list(dev)
    languages = {one.article.language.partition("-")[0].lower() for one in (*training, *dev)}
    nlp = blank(languages.pop() if len(languages) == 1 else ANY_LANGUAGE)
    with tempfile.TemporaryDirectory(prefix=".goldleaf-", dir=dest.parent) as folder:
        corpus = Path(folder)
        contents = {
            name: _write(corpus / f"{name}.spacy", [d for one in part for d in documents(one, nlp)])
            for name, part in (("train", training), ("dev", dev or training))
        }
        if not (contents["train"].entities or contents["train"].triggers):
            raise UsageError(
                "there are no entities and no events to learn from; review some first."
            )
        config = training_config(
            str(nlp.lang),
            contents["train"],
            corpus,
            base=base if _fits(base, str(nlp.lang)) else "",
            seed=seed,
            max_steps=max_steps,
            patience=patience,
        )
        last, seconds, interrupted = _run(config, corpus, told)
        best = corpus / _KEPT
        if not best.is_dir():
            raise StoppedError(
                "training was stopped before its first evaluation; nothing was saved."
            )
        scores = _finish(best, dest, len(training), seed)
    return TrainReport(
        dest,
        tuple(config["nlp"]["pipeline"]),
        contents["train"],
        contents["dev"],
        scores,
        last,
        seconds,
        interrupted,
    )


def _fits(base: str, language: str) -> bool:
    """Whether the pipeline *base* has vectors that the components of *language* can begin from."""
    import spacy  # noqa: PLC0415

    if not base:
        return False
    try:
        nlp = spacy.load(base)
    except (OSError, ImportError, ValueError) as error:
        raise UsageError(
            f"the pipeline {base!r} to begin from cannot be loaded ({error})."
        ) from None
    if nlp.lang != language or "tok2vec" not in nlp.pipe_names or nlp.vocab.vectors.size:
        return False
    component: Any = nlp.get_pipe("tok2vec")
    return bool(component.model.get_dim("nO") == WIDTH)


def _run(config: Config, corpus: Path, told: Report | None) -> tuple[int, float, bool]:
    """Run spaCy's loop; the last step, how long it took, and whether it was interrupted."""
    from spacy.training.initialize import init_nlp  # noqa: PLC0415
    from spacy.training.loop import train as run  # noqa: PLC0415

    last = 0
    began = time.monotonic()

    def count(progress: TrainProgress) -> None:
        nonlocal last
        last = progress.step
        if told is not None:
            told(progress)

    token = _report.set(count)
    interrupted = False
    try:
        run(init_nlp(config), corpus, stdout=io.StringIO(), stderr=io.StringIO())
    except KeyboardInterrupt:
        interrupted = True
    finally:
        _report.reset(token)
    return last, time.monotonic() - began, interrupted


def make_logger() -> Callable[..., tuple[Callable[[Any], None], Callable[[], None]]]:
    """SpaCy's logger that tells Goldleaf's progress; registered as ``goldleaf.Progress.v1``."""

    def setup(nlp: Language, *_: Any) -> tuple[Callable[[Any], None], Callable[[], None]]:
        began = time.monotonic()
        steps = nlp.config["training"]["max_steps"]
        state: dict[str, Any] = {"step": 0, "epoch": 0, "score": 0.0, "scores": {}}

        def log(info: dict[str, Any] | None) -> None:
            state["step"] += 1
            if info is not None:
                state["epoch"], state["score"] = info["epoch"], info["score"]
                state["scores"] = {
                    name: value
                    for name, value in info["other_scores"].items()
                    if isinstance(value, float) and name.endswith("_f")
                }
            if report := _report.get():
                report(
                    TrainProgress(
                        state["step"],
                        steps,
                        state["epoch"],
                        time.monotonic() - began,
                        state["score"],
                        state["scores"],
                    )
                )

        return log, lambda: None

    return setup


def _write(path: Path, docs: list[Doc]) -> Content:
    from spacy.tokens import DocBin  # noqa: PLC0415

    DocBin(attrs=["ENT_IOB", "ENT_TYPE"], docs=docs, store_user_data=True).to_disk(path)
    return Content.of(docs)


def _check(dest: Path) -> None:
    if not dest.parent.is_dir():
        raise UsageError(f"the folder {dest.parent} does not exist; make it first.")
    if dest.exists() and not _is_ours(dest):
        raise UsageError(
            f"{dest} is there already and holds no pipeline that Goldleaf trained;"
            " name another folder."
        )


def _is_ours(folder: Path) -> bool:
    """Whether *folder* holds a pipeline that Goldleaf trained, and may replace."""
    try:
        meta = json.loads((folder / "meta.json").read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(meta, dict) and TRAINED in meta


def _finish(best: Path, dest: Path, articles: int, seed: int) -> dict[str, float]:
    """Name the pipeline after *dest*, take this machine's paths out of it, and move it there."""
    import spacy  # noqa: PLC0415

    nlp = spacy.load(best)
    nlp.meta["name"] = dest.name
    nlp.meta["version"] = "1.0.0"
    nlp.meta["description"] = "Trained by Goldleaf on annotations that were reviewed."
    nlp.meta[TRAINED] = {"articles": articles, "seed": seed}
    config = nlp.config.copy()
    config["paths"] = dict.fromkeys(config["paths"])
    nlp.config = config
    performance = nlp.meta.get("performance", {})
    done = best.with_name("done")
    nlp.to_disk(done)
    put_in_place(done, dest)
    return {
        name: value
        for name, value in performance.items()
        if name.endswith(("_p", "_r", "_f")) and isinstance(value, float)
    }
