"""Writing a file: the new one whole, or the old one as it was and one sentence why."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from imgdesk.errors import UserError
from imgdesk.files import atomic_write

posix = pytest.mark.skipif(os.name != "posix", reason="permissions and links as on POSIX")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "brief.pdf"
    path.write_bytes(b"the old one")
    return path


def test_writes_a_new_file(tmp_path: Path) -> None:
    with atomic_write(tmp_path / "new.csv") as file:
        file.write(b"a;b")
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("new.csv", b"a;b")]


def test_the_old_file_stays_until_the_block_ends(old: Path) -> None:
    with atomic_write(old) as file:
        file.write(b"the new one")
        file.flush()
        assert old.read_bytes() == b"the old one"
    assert old.read_bytes() == b"the new one"


def test_can_be_read_and_sought_while_written(old: Path) -> None:
    with atomic_write(old) as file:
        file.write(b"abc")
        file.seek(1)
        assert file.read() == b"bc"


@pytest.mark.parametrize("error", [ValueError("bug"), KeyboardInterrupt()])
def test_any_error_in_the_block_leaves_the_old_file_alone(old: Path, error: BaseException) -> None:
    with pytest.raises(type(error)), atomic_write(old) as file:
        file.write(b"half")
        raise error
    assert [p.name for p in old.parent.iterdir()] == [old.name]
    assert old.read_bytes() == b"the old one"


def test_an_error_about_another_file_is_not_ours_to_explain(old: Path) -> None:
    with pytest.raises(FileNotFoundError, match="template"), atomic_write(old):
        (old.parent / "template.docx").read_bytes()


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "not enough room"),
        (errno.EDQUOT, "not enough room"),
        (errno.EACCES, "no permission"),
        (errno.EROFS, "read-only"),
        (errno.ENAMETOOLONG, "name is too long"),
        (errno.EIO, "Input/output error"),
    ],
)
def test_what_the_disk_says_becomes_one_sentence(
    old: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    def fail(descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(UserError, match=words) as refused, atomic_write(old) as file:
        file.write(b"new")
    assert "“brief.pdf”" in str(refused.value)
    assert [p.name for p in old.parent.iterdir()] == [old.name]
    assert old.read_bytes() == b"the old one"


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with (
        pytest.raises(UserError, match="the folder “.*nowhere” does not exist"),
        atomic_write(tmp_path / "nowhere" / "a"),
    ):
        pass


def test_a_folder_of_that_name_is_not_replaced(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="a folder has that name"), atomic_write(tmp_path):
        pass


@posix
def test_a_device_is_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(UserError, match="not an ordinary file"), atomic_write(pipe):
        pass
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@posix
def test_a_replaced_file_keeps_its_permissions(old: Path) -> None:
    old.chmod(0o640)
    with atomic_write(old) as file:
        file.write(b"new")
    assert stat.S_IMODE(old.stat().st_mode) == 0o640


@posix
def test_a_link_is_followed(old: Path) -> None:
    link = old.with_name("latest.pdf")
    link.symlink_to(old)
    with atomic_write(link) as file:
        file.write(b"new")
    assert link.is_symlink()
    assert old.read_bytes() == b"new"


@posix
def test_a_disk_that_runs_full_half_way_leaves_the_old_file(old: Path) -> None:
    program = (
        "import resource, sys\n"
        "from imgdesk.errors import UserError\n"
        "from imgdesk.files import atomic_write\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))\n"
        "try:\n"
        "    with atomic_write(sys.argv[1]) as file:\n"
        "        file.write(bytes(1_000_000))\n"
        "except UserError as error:\n"
        "    print(error)\n"
    )
    environment = {**os.environ, "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", program, str(old)]
    run = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=True)
    assert "not enough room" in run.stdout
    assert [p.name for p in old.parent.iterdir()] == [old.name]
    assert old.read_bytes() == b"the old one"
