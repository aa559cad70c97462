"""What is not a desk, or cannot be one now, is refused in one plain sentence, and nothing is written."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as driver

from imgdesk.domain.people import Organization
from imgdesk.errors import UserError
from imgdesk.store import connection, migrations
from imgdesk.store.desk import Desk

POSIX = pytest.mark.skipif(os.name != "posix", reason="the system has no such thing")


def fingerprint(folder: Path) -> dict[str, str]:
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in folder.iterdir() if path.is_file()}


def refusal(path: Path) -> str:
    """The one sentence with which `path` is refused; nothing in its folder changes."""
    before = fingerprint(path.parent)
    with pytest.raises(UserError) as caught:
        Desk.open(path)
    assert fingerprint(path.parent) == before
    sentence = str(caught.value)
    assert "\n" not in sentence
    assert sentence.endswith(".")
    assert sentence[:1] in "“TA"
    return sentence


def folder(path: Path) -> None:
    path.mkdir()


def zipped(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("word/document.xml", "x")


def database(**pragmas: int) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        with driver.connect(str(path)) as raw:
            raw.execute("CREATE TABLE t (a)")
            for name, value in pragmas.items():
                raw.execute(f"PRAGMA {name} = {value}")
        raw.close()

    return make


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda path: None, "There is no file"),
        (folder, "is a folder"),
        (lambda path: path.write_bytes(b""), "is empty"),
        (lambda path: path.write_text("dear all, " * 50), "is not a desk"),
        (lambda path: path.write_bytes(os.urandom(4096)), "is not a desk"),
        (zipped, "Office or zip file"),
        (lambda path: path.write_bytes(b"SQLite format 3\x00" + b"\x10\x00"), "is damaged"),
        pytest.param(getattr(os, "mkfifo", None), "not an ordinary file", marks=POSIX),
        (database(), "database of another program"),
        (database(application_id=1), "database of another program"),
        (database(application_id=connection.APPLICATION_ID), "never finished"),
        (database(application_id=connection.APPLICATION_ID, user_version=-3), "never finished"),
    ],
)
def test_what_is_no_desk_is_refused_untouched(
    tmp_path: Path, make: Callable[[Path], None], says: str
) -> None:
    path = tmp_path / "d.imgdesk"
    make(path)
    assert says in refusal(path)
    assert len(list(tmp_path.iterdir())) <= 1


def test_a_path_below_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(UserError, match="no file"):
        Desk.open(tmp_path / "file" / "d.imgdesk")


def spoil(empty_desk: Path, tmp_path: Path, *statements: str) -> Path:
    path = shutil.copyfile(empty_desk, tmp_path / "d.imgdesk")
    raw = driver.connect(str(path), isolation_level=None)
    for statement in statements:
        raw.execute(statement)
    raw.close()
    return path


def test_a_newer_desk_is_refused_with_both_numbers(empty_desk: Path, tmp_path: Path) -> None:
    path = spoil(empty_desk, tmp_path, "PRAGMA user_version = 999")
    sentence = refusal(path)
    assert "999" in sentence
    assert f"up to {migrations.latest()}" in sentence
    assert "update imgdesk" in sentence


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER t AFTER INSERT ON person BEGIN DELETE FROM person; END",
        "CREATE VIEW v AS SELECT * FROM person",
    ],
)
def test_a_desk_that_carries_code_is_refused(empty_desk: Path, tmp_path: Path, statement: str) -> None:
    assert "did not write" in refusal(spoil(empty_desk, tmp_path, statement))


def test_a_damaged_desk_is_refused(empty_desk: Path, tmp_path: Path) -> None:
    whole = empty_desk.read_bytes()
    path = tmp_path / "d.imgdesk"
    for part in (10, 99, 100, 1000, 4096, len(whole) // 2, len(whole) - 4096):
        path.write_bytes(whole[:part])
        assert refusal(path)
    for spoilt in (whole[:16] + b"\xff" * 40 + whole[56:], whole[:100] + os.urandom(3996) + whole[4096:]):
        path.write_bytes(spoilt)
        assert "damaged" in refusal(path)


def test_damage_found_later_is_listed_by_the_check_and_told_by_reading(plan_desk: Desk) -> None:
    root = plan_desk.read("SELECT rootpage FROM sqlite_master WHERE name = 'activity'")[0][0]
    plan_desk.close()
    with plan_desk.path.open("r+b") as file:
        file.seek((root - 1) * 4096)
        file.write(b"\xff" * 4096)
    with Desk.open(plan_desk.path) as damaged:
        assert damaged.check()
        with pytest.raises(UserError, match="damaged"):
            damaged.read("SELECT * FROM activity")


def test_damaged_words_are_told_as_damage(plan_desk: Desk) -> None:
    plan_desk.close()
    whole = plan_desk.path.read_bytes()
    for words in (b"Mapping of defenders", b"CREATE TABLE activity "):
        plan_desk.path.write_bytes(whole.replace(words, b"\xff" * len(words)))
        with pytest.raises(UserError, match="is damaged"), Desk.open(plan_desk.path) as damaged:
            damaged.read("SELECT output FROM activity")


def test_a_dangling_reference_is_found_by_the_check(empty_desk: Path, tmp_path: Path) -> None:
    path = spoil(
        empty_desk,
        tmp_path,
        "PRAGMA foreign_keys = OFF",
        "INSERT INTO person (id, name, organization_id) VALUES (5, 'Ann', 77)",
    )
    with Desk.open(path) as desk:
        assert desk.check() == ["person 5 refers to a missing row of organization"]


def test_a_locked_desk_is_told_to_wait_for(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "BUSY_MS", 50)
    path = shutil.copyfile(desk.path, desk.path.with_name("locked.imgdesk"))
    raw = driver.connect(str(path), isolation_level=None)
    with Desk.open(path) as late:
        raw.execute("BEGIN EXCLUSIVE")
        raw.execute("UPDATE working_group SET acronym = 'X'")
        assert "another program: wait" in refusal(path)
        assert not late.changed_outside()
        copy = partial(late.save_copy, tmp_path / "copy.imgdesk")
        reading = partial(late.read, "SELECT * FROM person")
        for act in (late.undo, reading, late.check, copy, lambda: late.undo_label):
            with pytest.raises(UserError, match="another program: wait"):
                act()
        with pytest.raises(UserError, match="another program: wait"), late.change("Add") as session:
            session.add(Organization(name="UNEP"))
        raw.execute("COMMIT")
        assert late.changed_outside()
        with late.change("Add") as session:
            session.add(Organization(name="UNEP"))
        assert late.read("SELECT name FROM organization") == [("UNEP",)]
    raw.close()


def test_a_desk_that_is_read_elsewhere_at_commit_is_not_acknowledged(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "BUSY_MS", 50)
    with Desk.open(desk.path) as late:
        raw = driver.connect(str(desk.path), isolation_level=None)
        raw.execute("BEGIN")
        raw.execute("SELECT * FROM person").fetchall()
        with pytest.raises(UserError, match="another program: wait"), late.change("Add") as session:
            session.add(Organization(name="UNEP"))
        raw.close()
        assert late.read("SELECT (SELECT count(*) FROM organization), (SELECT count(*) FROM step)") == [
            (0, 0)
        ]


def test_a_desk_replaced_while_open_takes_no_change(desk: Desk, empty_desk: Path, tmp_path: Path) -> None:
    desk.read("SELECT * FROM person")
    os.replace(shutil.copyfile(empty_desk, tmp_path / "synced"), desk.path)
    with pytest.raises(UserError, match="moved or replaced"), desk.change("Add") as session:
        session.add(Organization(name="UNEP"))
    desk.path.unlink()
    with pytest.raises(UserError, match="moved or replaced"), desk.change("Add") as session:
        session.add(Organization(name="UNEP"))
    desk.save_copy(tmp_path / "mine.imgdesk")
    Desk.open(tmp_path / "mine.imgdesk").close()


WRITER = """
import os, sys
from sqlcipher3 import dbapi2 as driver
raw = driver.connect(sys.argv[1], isolation_level=None)
raw.execute("PRAGMA cache_size = 5")
raw.execute("BEGIN IMMEDIATE")
raw.execute("UPDATE working_group SET name = 'half done'")
for n in range(300):
    raw.execute("INSERT INTO organization (name) VALUES (?)", ("x" * 500,))
os.kill(os.getpid(), 9)
"""


@pytest.fixture
def interrupted(empty_desk: Path, tmp_path: Path) -> Path:
    """A desk whose program was killed in the middle of a change that had reached the file already."""
    path = shutil.copyfile(empty_desk, tmp_path / "d.imgdesk")
    subprocess.run([sys.executable, "-c", WRITER, str(path)], check=False)
    assert path.with_name("d.imgdesk-journal").stat().st_size > 0
    assert b"xxxx" in path.read_bytes()
    return path


@POSIX
def test_an_interrupted_change_is_rolled_back_at_the_next_open(interrupted: Path) -> None:
    with Desk.open(interrupted) as desk:
        assert desk.read("SELECT count(*) FROM organization") == [(0,)]
        assert desk.read("SELECT name FROM working_group") == [("IMG on Human Rights and the Environment",)]
        assert desk.check() == []
    assert [path.name for path in interrupted.parent.iterdir()] == ["d.imgdesk"]


@POSIX
def test_an_interrupted_change_is_rolled_back_for_a_reader_too(interrupted: Path) -> None:
    with Desk.open(interrupted, read_only=True) as desk:
        assert desk.read("SELECT count(*) FROM organization") == [(0,)]
    assert [path.name for path in interrupted.parent.iterdir()] == ["d.imgdesk"]


@POSIX
def test_an_interrupted_desk_that_cannot_be_written_says_what_to_do(
    interrupted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = fingerprint(interrupted.parent)
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(UserError, match="ends in -journal"):
        Desk.open(interrupted)
    assert fingerprint(interrupted.parent) == before


@POSIX
def test_a_copy_is_not_put_where_it_would_be_rolled_back(interrupted: Path) -> None:
    with Desk.create(interrupted.with_name("other.imgdesk")) as other:
        before = fingerprint(interrupted.parent)
        with pytest.raises(
            UserError, match="was interrupted while it was being changed: choose another name"
        ):
            other.save_copy(interrupted)
        assert fingerprint(interrupted.parent) == before


@POSIX
def test_a_link_to_an_interrupted_desk_is_rolled_back_too(interrupted: Path, tmp_path: Path) -> None:
    link = tmp_path / "elsewhere" / "l.imgdesk"
    link.parent.mkdir()
    link.symlink_to(interrupted)
    with Desk.open(link, read_only=True) as desk:
        assert desk.read("SELECT count(*) FROM organization") == [(0,)]
