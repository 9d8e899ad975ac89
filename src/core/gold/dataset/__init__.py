"""The gold as a folder to train from and to publish: JSONL, Parquet, a card, a manifest."""

from .export import DATASET, DatasetOptions, export_dataset

__all__ = ["DATASET", "DatasetOptions", "export_dataset"]
