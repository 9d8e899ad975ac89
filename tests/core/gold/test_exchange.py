"""A folder that takes another's place: at once, and with what else there was."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from goldleaf.core.gold import exchange, files

UNIX = pytest.mark.skipif(
    sys.platform not in {"linux", "darwin"}, reason="folders can be exchanged there"
)


def tree(folder):
    """What is in *folder*, by name; without what is hidden from readers."""
    return {
        path.relative_to(folder).as_posix(): str(path.readlink())
        if path.is_symlink()
        else path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if (path.is_symlink() or path.is_file()) and ".goldleaf-" not in path.as_posix()
    }


def replace(folder, new, stale=()):
    with files.outputs(folder) as made:
        for name, data in new.items():
            made.open(name).write(data)
        return made.replace(stale)


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "gold"
    (folder / "data").mkdir(parents=True)
    (folder / "data" / "train").write_bytes(b"old")
    (folder / "data" / "test").write_bytes(b"old")
    (folder / "manifest").write_bytes(b"old")
    (folder / "notes" / "empty").mkdir(parents=True)
    (folder / "notes" / "mine").write_bytes(b"mine")
    (folder / "data" / "own").write_bytes(b"own")
    (folder / "link").symlink_to("notes")
    return folder


NEW = {"data/train": b"new", "data/dev": b"new", "manifest": b"new"}
AFTER = {
    "data/train": b"new",
    "data/dev": b"new",
    "manifest": b"new",
    "data/own": b"own",
    "notes/mine": b"mine",
    "link": "notes",
}


@pytest.mark.parametrize("can", [pytest.param(True, marks=UNIX), False])
def test_the_new_files_are_there_the_stale_gone_and_the_rest_stays(folder, monkeypatch, can):
    if not can:
        monkeypatch.setattr(files, "exchange", lambda *_: False)
    before = folder.stat().st_ino
    written = replace(folder, NEW, ["data/test", "manifest", "../outside", "/etc/none"])
    assert written == tuple(folder / name for name in NEW)
    assert tree(folder) == AFTER
    assert (folder / "notes" / "empty").is_dir()
    assert (folder.stat().st_ino != before) is can
    assert [path.name for path in folder.parent.iterdir()] == ["gold"]
    assert not list(folder.glob(".goldleaf-*"))


def test_whoever_stands_in_the_folder_still_stands_there(folder, monkeypatch):
    monkeypatch.chdir(folder / "notes")
    before = folder.stat().st_ino
    replace(folder, NEW, ["data/test"])
    assert tree(folder) == AFTER
    assert folder.stat().st_ino == before


@UNIX
def test_a_file_system_without_hard_links_gets_copies(folder, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    replace(folder, NEW, ["data/test"])
    assert tree(folder) == AFTER


@UNIX
def test_a_place_that_is_not_ours_to_rename_in_gets_the_files_one_by_one(folder, monkeypatch):
    rename = Path.rename

    def refuse(self, target):
        if Path(target).parent == folder.parent:
            raise PermissionError
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    replace(folder, NEW, ["data/test"])
    assert tree(folder) == AFTER


@UNIX
def test_mode_and_link_to_the_folder_stay(folder, tmp_path):
    folder.chmod(0o750)
    link = tmp_path / "link"
    link.symlink_to(folder)
    replace(link, NEW, ["data/test"])
    assert link.is_symlink()
    assert tree(folder) == AFTER
    assert folder.stat().st_mode & 0o777 == 0o750


def test_folders_that_are_not_there_are_not_exchanged(tmp_path):
    assert not exchange.exchange(tmp_path / "a", tmp_path / "b")


_KILLED = """
import os, signal, sys
from pathlib import Path
from goldleaf.core.gold import files

def replace(folder):
    with files.outputs(folder) as made:
        for name in ("data/train", "data/dev", "manifest"):
            made.open(name).write(b"new")
        made.replace(["data/test"])

folder, steps = Path(sys.argv[1]), 0
for last in range(1, 200):
    if child := os.fork():
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            sys.exit(status)
        # one line for each step at which it was killed, answered when it was looked at
        print(last, flush=True)
        sys.stdin.readline()
        continue
    ours = str(folder.parent)

    def look(event, arguments):
        global steps
        if event in {"open", "os.rename", "os.mkdir", "os.link", "os.remove", "os.rmdir",
                     "os.symlink", "ctypes.call_function", "shutil.copystat"}:
            steps += ours in repr(arguments) or event.startswith("ctypes")
            if steps >= last:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(look)
    replace(folder)
    os._exit(0)
"""


@UNIX
def test_whenever_it_is_killed_the_folder_is_the_old_or_the_new_one(folder):
    before = tree(folder)
    process = subprocess.Popen(
        [sys.executable, "-c", _KILLED, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    seen = []
    assert process.stdin
    assert process.stdout
    with process:
        for _ in process.stdout:
            seen.append(tree(folder))
            process.stdin.write("\n")
            process.stdin.flush()
    assert process.returncode == 0
    assert tree(folder) == AFTER
    assert [one for one in seen if one not in (before, AFTER)] == []
    assert seen.count(before) > 15
    # what the killed ones left behind is gone
    assert [path.name for path in folder.parent.iterdir()] == ["gold"]
    assert not list(folder.glob(".goldleaf-*"))


@pytest.fixture(params=[True, False], ids=["swapped", "renamed"])
def swapped(request, monkeypatch):
    if not request.param:
        monkeypatch.setattr(exchange, "exchange", lambda *_: False)


@pytest.mark.usefixtures("swapped")
@pytest.mark.parametrize("there", [True, False])
def test_a_folder_is_put_in_place(tmp_path, there):
    made, folder = tmp_path / "made", tmp_path / "folder"
    made.mkdir()
    (made / "new").write_bytes(b"new")
    if there:
        folder.mkdir()
        (folder / "old").write_bytes(b"old")
    exchange.put_in_place(made, folder)
    assert tree(folder) == {"new": b"new"}
    beside = [tree(one) for one in tmp_path.iterdir() if one != folder]
    assert beside == ([{"old": b"old"}] if there else [])


def test_a_folder_stays_where_nothing_can_take_its_place(tmp_path, monkeypatch):
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "old").write_bytes(b"old")
    monkeypatch.setattr(exchange, "exchange", lambda *_: False)
    with pytest.raises(OSError, match="missing"):
        exchange.put_in_place(tmp_path / "missing", folder)
    assert tree(folder) == {"old": b"old"}
