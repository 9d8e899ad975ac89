"""The command line: parses, calls the core or the screen, and prints.

What a command needs is imported inside it, so that ``goldleaf --help`` and a review
start without loading a pipeline.
"""

from .entry import main

__all__ = ["main"]
