"""Training a spaCy pipeline on gold annotations, to suggest with."""

from .config import Content
from .running import StoppedError, TrainProgress, TrainReport, train

__all__ = ["Content", "StoppedError", "TrainProgress", "TrainReport", "train"]
