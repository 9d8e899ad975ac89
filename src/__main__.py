"""``python -m goldleaf``."""

from .cli import main

main()
