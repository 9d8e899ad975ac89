"""The workspace and its database: articles, suggestions, and the log of decisions."""

from .pending import Wanted
from .store import Store
from .views import Material, Overview, Standing
from .workspace import Config, Workspace

__all__ = ["Config", "Material", "Overview", "Standing", "Store", "Wanted", "Workspace"]
