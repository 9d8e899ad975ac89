"""Articles with gold annotations to a spaCy pipeline that suggests as they are annotated."""

from .running import StoppedError, TrainProgress, TrainReport, train

__all__ = ["StoppedError", "TrainProgress", "TrainReport", "train"]
