"""A disk that is full or takes nothing: the person is told, no change is acknowledged, the file stays sound."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from imgdesk.domain.people import Organization
from imgdesk.errors import UserError
from imgdesk.store.desk import Desk

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs a small disk or a limit on file sizes")

CHILD = """
import resource, sys
from pathlib import Path
from imgdesk.domain.people import Organization
from imgdesk.errors import UserError
from imgdesk.store.desk import Desk

def add(desk, note):
    with desk.change("Add") as session:
        session.add(Organization(name="UNEP", note=note))

path = Path(sys.argv[1])
desk = Desk.open(path)
add(desk, "before")
resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size, resource.RLIM_INFINITY))
try:
    add(desk, "x" * 200_000)
except UserError as error:
    print(error)
print(desk.read("SELECT note FROM organization"), desk.undo_label, desk.read("SELECT count(*) FROM step"))
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
add(desk, "after")
print(desk.check(), desk.read("SELECT note FROM organization"))
"""


def test_a_limit_on_the_file_is_told_and_nothing_is_acknowledged(empty_desk: Path, tmp_path: Path) -> None:
    path = shutil.copyfile(empty_desk, tmp_path / "d.imgdesk")
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    run = subprocess.run(
        [sys.executable, "-c", CHILD, str(path)], capture_output=True, text=True, check=True, env=environment
    )
    told, during, after = run.stdout.splitlines()
    assert told.startswith(("The disk is full", "The disk did not answer"))
    assert during == "[('before',)] Add [(1,)]"
    assert after == "[] [('before',), ('after',)]"
    assert os.listdir(tmp_path) == ["d.imgdesk"]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte, where the system lets this user mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = shutil.which("mount")
    command = [mount or "mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)]
    if (
        mount is None
        or os.geteuid() != 0
        or subprocess.run(command, capture_output=True, check=False).returncode
    ):
        pytest.skip("only root can mount a small disk")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_full_disk_is_told_and_nothing_is_acknowledged(empty_desk: Path, small_disk: Path) -> None:
    path = shutil.copyfile(empty_desk, small_disk / "d.imgdesk")
    with Desk.open(path) as desk:
        with desk.change("Add") as session:
            session.add(Organization(name="UNEP"))
        (small_disk / "filler").write_bytes(b"x" * (shutil.disk_usage(small_disk).free - 60_000))
        with pytest.raises(UserError, match="disk is full"), desk.change("Fill") as session:
            session.add(Organization(name="OHCHR", note="x" * 400_000))
        with pytest.raises(UserError, match="could not be written"):
            desk.save_copy(small_disk / "copy.imgdesk")
        assert desk.read("SELECT name FROM organization") == [("UNEP",)]
        assert desk.undo_label == "Add"
        assert desk.check() == []
        (small_disk / "filler").unlink()
        with desk.change("Again") as session:
            session.add(Organization(name="OHCHR", note="x" * 100_000))
        assert desk.undo_label == "Again"
    assert os.listdir(small_disk) == ["d.imgdesk"]


def test_a_desk_on_a_full_disk_is_not_made(small_disk: Path) -> None:
    (small_disk / "filler").write_bytes(b"x" * (shutil.disk_usage(small_disk).free - 20_000))
    with pytest.raises(UserError, match="disk is full"):
        Desk.create(small_disk / "d.imgdesk")
    assert os.listdir(small_disk) == ["filler"]


def test_a_desk_on_a_disk_that_takes_nothing_opens_read_only(
    empty_desk: Path, small_disk: Path, tmp_path: Path
) -> None:
    path = shutil.copyfile(empty_desk, small_disk / "d.imgdesk")
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with Desk.open(path) as desk:
        assert desk.read_only
        assert desk.read("SELECT count(*) FROM organization") == [(0,)]
        with pytest.raises(UserError, match="open read-only"), desk.change("Add") as session:
            session.add(Organization(name="UNEP"))
        desk.save_copy(tmp_path / "mine.imgdesk")
    with Desk.open(tmp_path / "mine.imgdesk") as mine:
        assert not mine.read_only
    with pytest.raises(UserError, match="cannot be created"):
        Desk.create(small_disk / "new.imgdesk")
