"""What is built holds what the tree holds, and what is installed is pinned."""

import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src"
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = PYPROJECT["project"]
SAMPLE = "goldleaf.sample"


def _git_files(*paths: str) -> set[str]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *paths],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("this tree is not a git checkout")
    return {name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the wheel and the sdist of a clean copy of the tree."""
    tree = tmp_path_factory.mktemp("tree")
    for name in _git_files():
        copy = tree / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes((ROOT / name).read_bytes())
    out = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(tree)],
        check=True,
        capture_output=True,
    )
    return out


def test_every_package_of_the_tree_is_listed() -> None:
    in_tree = {
        ".".join(("goldleaf", *init.parent.relative_to(SOURCE).parts))
        for init in SOURCE.rglob("__init__.py")
    }
    listed = PYPROJECT["tool"]["setuptools"]["packages"]
    assert set(listed) == in_tree | {SAMPLE}
    assert listed == sorted(listed)


@pytest.mark.slow
def test_the_wheel_holds_the_source_and_the_sample_and_nothing_else(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
    expected = {"goldleaf" + name.removeprefix("src") for name in _git_files("src")}
    expected |= {
        "goldleaf/sample" + name.removeprefix("annotations")
        for name in _git_files("annotations")
        if not name.endswith(".gitignore")
    }
    assert held == expected


@pytest.mark.slow
def test_the_sdist_holds_what_is_needed_to_build_and_test(built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        held = {name.partition("/")[2] for name in archive.getnames()}
    wanted = _git_files("src", "tests", "docs", "bench", "annotations")
    wanted |= {"Makefile", "README.md", "CHANGELOG.md", "LICENSE", "constraints.txt", ".ci/run"}
    assert wanted - held == set()


def _name(requirement: str) -> str:
    match = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert match, requirement
    return re.sub(r"[-_.]+", "-", match[0]).lower()


def test_every_dependency_is_pinned_by_name_and_version_alone() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    assert [pin for pin in pins if not re.fullmatch(r"[A-Za-z0-9._-]+==[\w.]+", pin)] == []
    extras = PROJECT["optional-dependencies"].values()
    needed = {_name(one) for group in (PROJECT["dependencies"], *extras) for one in group}
    assert needed - {_name(pin) for pin in pins} == set()


def test_the_changelog_tells_of_the_current_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## [{PROJECT['version']}]" in changelog


def test_no_file_names_a_path_or_an_address_of_one_machine() -> None:
    private = re.compile(rb"/(?:work|root|home)/\w|--(?:extra-)?index-url|files\.pythonhosted")
    here = Path(__file__).relative_to(ROOT).as_posix()
    assert [
        name
        for name in sorted(_git_files())
        if name != here and private.search((ROOT / name).read_bytes())
    ] == []
