"""Reports as a person reads them."""

from pathlib import Path

import pytest

from goldleaf.cli.reports import export_lines
from goldleaf.core.formats import LossReport
from goldleaf.core.gold import ExportReport


@pytest.mark.parametrize(("files", "lines"), [(1, 1), (20, 20), (21, 1), (200_000, 1)])
def test_files_are_named_unless_there_are_very_many(files, lines):
    paths = tuple(Path(f"gold/{number}.ann") for number in range(files))
    wrote = [
        line
        for line in export_lines(ExportReport(3, 5, paths, LossReport(), {}))
        if line.startswith("Wrote")
    ]
    assert len(wrote) == lines
    assert (f"{files:,} files" in wrote[0]) is (lines == 1 < files)
    assert wrote[-1].endswith(str(paths[-1]))
