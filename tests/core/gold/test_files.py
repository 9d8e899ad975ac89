import errno
import os

import pytest

from goldleaf.core.formats.jsonl import JSONL
from goldleaf.core.gold import files
from goldleaf.core.model import GoldleafError, UsageError


def listing(folder):
    return sorted(path.name for path in folder.iterdir())


def test_files_appear_together_at_the_commit(tmp_path):
    with files.outputs(tmp_path) as made:
        made.open("a").write(b"1")
        made.open("b").write(b"2")
        assert not (tmp_path / "a").exists()
        assert made.commit() == (tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "a").read_bytes() == b"1"
    assert listing(tmp_path) == ["a", "b"]


def test_a_file_in_a_folder_of_the_dataset(tmp_path):
    with files.outputs(tmp_path) as made:
        with made.open("train/a.ann") as file:
            file.write(b"T1")
        assert made.commit() == (tmp_path / "train" / "a.ann",)
    assert (tmp_path / "train" / "a.ann").read_bytes() == b"T1"
    assert listing(tmp_path) == ["train"]


def test_a_folder_that_is_a_link_is_not_followed(tmp_path):
    outside, inside = tmp_path / "outside", tmp_path / "inside"
    outside.mkdir()
    inside.mkdir()
    (inside / "train").symlink_to(outside)
    with files.outputs(inside) as made, pytest.raises(UsageError, match="not a folder of the data"):
        made.open("train/a.ann")
    assert listing(outside) == []


def test_many_files_are_written_too(tmp_path):
    with files.outputs(tmp_path) as made:
        for number in range(101):
            with made.open(f"{number}.txt") as file:
                file.write(b"x")
        made.commit()
    assert len(listing(tmp_path)) == 101


def test_a_failure_leaves_what_was_there(tmp_path):
    (tmp_path / "a").write_bytes(b"old")

    def fail():
        with files.outputs(tmp_path) as made:
            made.open("a").write(b"new")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert (tmp_path / "a").read_bytes() == b"old"
    assert listing(tmp_path) == ["a"]


@pytest.mark.parametrize("name", ["../a", "b/../../a", "/a", "..", "", "b//a", "b\\a"])
def test_nothing_is_written_outside_the_folder(tmp_path, name):
    inside = tmp_path / "inside"
    inside.mkdir()
    with files.outputs(inside) as made, pytest.raises(ValueError):
        made.open(name)
    assert listing(tmp_path) == ["inside"]


def test_a_link_is_replaced_and_not_followed(tmp_path):
    outside, inside = tmp_path / "outside", tmp_path / "inside"
    outside.write_bytes(b"precious")
    inside.mkdir()
    (inside / "a").symlink_to(outside)
    with files.outputs(inside) as made:
        made.open("a").write(b"new")
        made.commit()
    assert outside.read_bytes() == b"precious"
    assert (inside / "a").read_bytes() == b"new"


def test_what_is_no_plain_file_is_not_replaced(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to(os.devnull)
    with files.outputs(tmp_path) as made:
        for name in ("pipe", "link"):
            with pytest.raises(UsageError, match="not a file"):
                made.open(name)


def test_the_file_gets_the_rights_that_the_user_gives_new_files(tmp_path):
    old = os.umask(0o027)
    try:
        with files.outputs(tmp_path) as made:
            made.open("a")
            made.commit()
    finally:
        os.umask(old)
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o640


def test_a_new_folder_goes_away_when_nothing_came_of_it(tmp_path):
    folder = tmp_path / "new"
    with files.prepare_folder(folder):
        assert folder.is_dir()
    assert not folder.exists()
    files.prepare_folder(folder).pop_all()
    with files.prepare_folder(folder):
        pass
    assert folder.is_dir()


def test_what_cannot_be_a_folder_is_said(tmp_path):
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(UsageError, match="not a folder"):
        files.prepare_folder(file)
    with pytest.raises(UsageError, match="does not exist"):
        files.prepare_folder(tmp_path / "a" / "b")


def test_what_cannot_be_a_file_is_said(tmp_path):
    with pytest.raises(UsageError, match=r"gold\.jsonl"):
        files.check_file(tmp_path, JSONL)
    with pytest.raises(UsageError, match="does not exist"):
        files.check_file(tmp_path / "a" / "b.jsonl", JSONL)


def test_a_file_of_something_else_is_not_overwritten(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("Dear diary")
    with pytest.raises(UsageError, match="something else than Goldleaf JSONL"):
        files.check_file(path, JSONL)
    path.write_text('{"text": "An earlier export."}\n')
    files.check_file(path, JSONL)


@pytest.mark.parametrize(
    ("number", "kind", "message"),
    [
        (errno.EACCES, UsageError, "give yourself write access"),
        (errno.EPERM, UsageError, "give yourself write access"),
        (errno.EROFS, GoldleafError, "read-only"),
        (errno.ENOSPC, GoldleafError, "no space left"),
    ],
)
def test_errors_of_the_system_become_a_sentence(tmp_path, number, kind, message):
    with pytest.raises(kind, match=message), files.file_errors(tmp_path):
        raise OSError(number, os.strerror(number))


def test_what_a_killed_export_left_is_removed_and_a_running_ones_is_not(tmp_path):
    abandoned = tmp_path / ".goldleaf-0123456789abcdef.tmp"
    abandoned.mkdir()
    (abandoned / ".lock").touch()
    (abandoned / "gold.jsonl").write_bytes(b"half")
    with files.outputs(tmp_path) as running:
        running.open("gold.jsonl").write(b"{}\n")
        with files.outputs(tmp_path):
            assert len(list(tmp_path.iterdir())) == 1
        running.commit()
    assert [one.name for one in tmp_path.iterdir()] == ["gold.jsonl"]
