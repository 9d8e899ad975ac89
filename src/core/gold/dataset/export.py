"""The dataset of a workspace: two passes over the articles, one to divide and one to write."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from ...formats import EVERYTHING, Format, Layout, Loss, LossReport, Reason
from ...measure import Agreement
from ...model import GoldleafError
from ...model.jsonl import article_to_json
from ...scheme import Scheme
from ...store import Store
from .. import files
from ..destinations import destination_of
from ..report import ExportReport, Progress, not_kept
from ..resolve import Include, resolve
from ..selecting import admitted_ids, annotator_named, include_named
from ..split import PARTS, Split
from .card import UNKNOWN_LICENSE, Card
from .card_file import CARD, card_file, license_of, read_card
from .dividing import divide
from .manifest import read_manifest, stale_files
from .markdown import inline
from .rejections import rejections
from .rows import columns
from .writing import Writing

DATASET = Format(
    name="dataset",
    title="gold dataset",
    offsets="Unicode code points",
    keeps=EVERYTHING,
    layout=Layout.FOLDER,
    divided=True,
)
"""A folder to train from and to publish. It is written only."""


@dataclass(frozen=True, slots=True)
class DatasetOptions:
    """What a dataset has beside the gold.

    ``rejections``: suggestions that were rejected, as hard negatives in a column of their
    own. ``license`` is an identifier of the Hugging Face Hub, empty where none was named.
    """

    name: str = "Gold dataset"
    license: str = ""
    guidelines: str = ""
    scheme_text: str = ""
    rejections: bool = False


def export_dataset(
    store: Store,
    scheme: Scheme,
    dest: Path,
    options: DatasetOptions,
    *,
    annotator: str | None,
    include: Include | str,
    split: Split,
    seed: int,
    strict: bool,
    told: Callable[[Loss], None] | None,
    progress: Progress | None,
) -> ExportReport:
    """Write the folder *dest*: see :func:`goldleaf.core.gold.export`.

    Raises:
        UsageError: when *dest* holds something else, or the extra ``dataset`` is not
            installed, too.
    """
    include = include_named(include)
    earlier = read_manifest(dest)
    there = read_card(dest)
    license = options.license or license_of(there, str(dest / CARD)) or UNKNOWN_LICENSE
    who = annotator_named(store, annotator, include)
    ids = admitted_ids(store, who, include)
    losses = LossReport(told)
    with (
        files.file_errors(dest),
        destination_of(DATASET, dest, scheme, split=split) as destination,
        ExitStack() as open_files,
    ):
        parts = [part for part, share in split.shares.items() if share]
        writing = Writing(destination, open_files, columns(rejections=options.rejections), parts)
        divided = divide(store, who, include, split=split, seed=seed, progress=progress)
        left_out = {id: near for id in ids if (near := divided.left_out.get(id))}
        losses.take(
            Loss(id, "", Reason.NEAR_DUPLICATE, detail=f"near {', '.join(near)}")
            for id, near in left_out.items()
        )
        kept = [id for id in ids if id in divided.parts]
        if not kept:
            raise GoldleafError(
                "every article that could be exported is near to articles of several splits, and"
                " so left out; mark those done too, or name another --seed."
            )
        for done, id in enumerate(kept, start=1):
            material = store.material(id, who)
            gold = resolve(material, include, who)
            losses.take(gold.losses)
            value = article_to_json(gold.annotated)
            if options.rejections and who:
                found = rejections(material, gold.annotated, store.log(id, who), scheme)
                value |= {"rejected": found} if found else {}
            writing.take(gold.annotated, value, divided.parts[id])
            if progress is not None:
                progress(done, len(kept), doing="Writing")
        if strict and losses.lost:
            raise not_kept(DATASET, losses)
        writing.finish_tables()
        card = Card(
            name=options.name,
            license=license,
            annotator=who,
            include=include.value,
            split=str(split),
            seed=seed,
            scheme=scheme,
            columns=columns(rejections=options.rejections),
            parts={part: counts for part, counts in writing.counts.items() if counts.articles},
            left_out=len(left_out),
            near=sum(id in divided.near for id in kept),
            agreement=_agreement(store, include, kept, progress),
            guidelines=options.guidelines,
        )
        readme = card_file(
            inline(options.name),
            card.front_matter,
            card.sections,
            there=there,
            known=earlier.get("card"),
            name=str(dest / CARD),
            chosen=frozenset({"license"}),
        )
        writing.write(CARD, readme.text)
        if options.scheme_text:
            writing.write("scheme.toml", options.scheme_text)
        if options.guidelines:
            writing.write("guidelines.md", options.guidelines)
        writing.finish(
            {
                "scheme": scheme.name,
                "annotator": who,
                "include": include.value,
                "split": str(split),
                "seed": seed,
                "rejections": options.rejections,
                "articles": {part: counts.articles for part, counts in writing.counts.items()},
                "left_out": {id: list(near) for id, near in left_out.items()},
                "card": readme.digests,
            }
        )
        written = destination.replace(stale_files(dest, earlier, writing.names))
    sizes = {part: writing.counts[part].articles if part in parts else 0 for part in PARTS}
    return ExportReport(
        len(kept),
        writing.annotations,
        written,
        losses,
        sizes,
        (*_notes([part for part in parts if not sizes[part]], license), *readme.notes),
    )


def _notes(empty: list[str], license: str) -> Iterator[str]:
    if empty:
        yield f"Too few articles to divide: {' and '.join(empty)} got none."
    if license == UNKNOWN_LICENSE:
        yield "The card names no licence; say which with --license before you publish."


def _agreement(
    store: Store, include: Include, ids: list[str], progress: Progress | None
) -> Agreement:
    """The agreement of all annotators on the articles of the dataset."""
    agreement = Agreement()
    everyone = store.annotators()
    if len(everyone) > 1:
        admitted = {
            who: {one.id for one in store.standings(who) if include.admits(one) and one.touched}
            for who in everyone
        }
        for done, id in enumerate(ids, start=1):
            shared = [who for who in everyone if id in admitted[who]]
            if len(shared) > 1:
                found = {
                    who: resolve(store.material(id, who), Include.DONE, who).annotated.annotations
                    for who in shared
                }
                agreement.add(found, store.segmentation(id))
            if progress is not None:
                progress(done, len(ids), doing="Comparing annotators")
    return agreement
