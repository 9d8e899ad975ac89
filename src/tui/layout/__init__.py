"""Where everything of an article is on screen: its lines, and the marks around mentions.

Pure: what a mark looks like, and in which colour, is not decided here, only how many
cells it takes. So a mention that is accepted or rejected keeps every cell where it is.
Each module stands on the one before: ``graphemes``, ``marks``, ``wrapping``, ``article``.
"""

from .article import ArticleLayout, Piece, PieceKind
from .marks import Decoration
from .wrapping import Rewrapped

__all__ = ["ArticleLayout", "Decoration", "Piece", "PieceKind", "Rewrapped"]
