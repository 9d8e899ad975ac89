"""What a light command must not load; the layers are held by import-linter."""

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("spacy", "thinc", "numpy", "trafilatura", "lxml")


def _loaded_by(code: str) -> set[str]:
    """The top-level packages that a fresh interpreter has loaded after *code*."""
    told = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint(*sys.modules, file=sys.stderr)"],
        capture_output=True,
        text=True,
        check=True,
    )
    return {name.partition(".")[0] for name in told.stderr.split()}


@pytest.mark.parametrize(
    "code",
    [
        "import goldleaf.tui.app",
        "import goldleaf.cli",
        "import goldleaf.core.review",
        "import goldleaf.core.store",
    ],
)
def test_a_review_loads_no_pipeline_and_no_scraper(code: str) -> None:
    assert _loaded_by(code).isdisjoint(HEAVY)


def test_a_review_starts_without_what_it_needs_later_or_never() -> None:
    loaded = _loaded_by("import goldleaf.cli, goldleaf.tui.app")
    assert loaded.isdisjoint(("sqlite_utils", "typer", "pydantic", "hashlib", "csv"))


def test_what_a_review_writes_needs_no_sqlite_utils(tmp_path: Path) -> None:
    opened = (
        "from pathlib import Path\nfrom goldleaf.core.store import Store\n"
        f"with Store(Path({str(tmp_path / 'goldleaf.db')!r})) as store:\n"
        "    store.save_position('ana', {'place': 1})"
    )
    assert "sqlite_utils" in _loaded_by(opened)
    assert "sqlite_utils" not in _loaded_by(opened)


def test_the_heavy_packages_are_the_ones_that_are_installed() -> None:
    """Else the test above could pass by a misspelt name."""
    assert set(HEAVY) <= _loaded_by("import spacy, trafilatura")


def test_the_help_loads_no_screen() -> None:
    code = (
        "import sys\nfrom goldleaf.cli import main\nsys.argv = ['goldleaf', '--help']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass"
    )
    assert _loaded_by(code).isdisjoint((*HEAVY, "textual", "sqlite_utils"))


@pytest.mark.parametrize("package", ["textual", "typer", "rich"])
def test_the_core_has_no_screen(package: str) -> None:
    code = (
        "import goldleaf.core.review, goldleaf.core.store, goldleaf.core.ingest\n"
        "import goldleaf.core.suggest, goldleaf.core.gold"
    )
    assert package not in _loaded_by(code)
