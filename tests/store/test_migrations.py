"""Numbered SQL files bring a file to the present schema, or leave it as it was."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as driver

from imgdesk import paths
from imgdesk.domain.people import Organization
from imgdesk.store import migrations
from imgdesk.store.connection import APPLICATION_ID
from imgdesk.store.desk import Desk

REAL = migrations.scripts()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of migrations that stands for the shipped one and begins as its copy."""
    copy = shutil.copytree(paths.migrations(), tmp_path / "migrations")
    monkeypatch.setattr(paths, "migrations", lambda: copy)
    return copy


def add(folder: Path, sql: str) -> int:
    number = len(REAL) + 1
    (folder / f"{number:03d}_next.sql").write_text(sql, encoding="utf-8")
    return number


def old_desk(empty_desk: Path, tmp_path: Path) -> Path:
    path = shutil.copyfile(empty_desk, tmp_path / "old.imgdesk")
    raw = driver.connect(str(path), isolation_level=None)
    raw.execute("INSERT INTO organization (id, name) VALUES (7, 'UNEP')")
    raw.execute("INSERT INTO person (name, organization_id) VALUES ('Ann', 7)")
    raw.close()
    return path


def test_a_gap_in_the_numbers_is_found(folder: Path) -> None:
    add(folder, "SELECT 1;")
    next(folder.glob("*_next.sql")).rename(folder / f"{len(REAL) + 2:03d}_next.sql")
    with pytest.raises(RuntimeError, match="stands at place"):
        migrations.scripts()


def test_an_older_desk_is_brought_up_and_keeps_its_rows(
    folder: Path, empty_desk: Path, tmp_path: Path
) -> None:
    path = old_desk(empty_desk, tmp_path)
    number = add(folder, "ALTER TABLE person ADD COLUMN phone TEXT NOT NULL DEFAULT '';")
    with Desk.open(path) as desk:
        assert desk.read("PRAGMA user_version") == [(number,)]
        assert desk.read("SELECT name, phone FROM person") == [("Ann", "")]
        assert desk.read("PRAGMA foreign_keys") == [(1,)]
    with Desk.create(tmp_path / "new.imgdesk") as new:
        assert new.read("PRAGMA user_version") == [(number,)]
        assert new.read("SELECT phone FROM person") == []


def test_a_table_made_anew_keeps_the_rows_that_refer_to_it(
    folder: Path, empty_desk: Path, tmp_path: Path
) -> None:
    path = old_desk(empty_desk, tmp_path)
    add(
        folder,
        "CREATE TABLE fresh (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, acronym TEXT NOT NULL, "
        "note TEXT NOT NULL) STRICT; INSERT INTO fresh SELECT * FROM organization; DROP TABLE organization; "
        "ALTER TABLE fresh RENAME TO organization;",
    )
    with Desk.open(path) as desk:
        assert desk.read("SELECT name, organization_id FROM person") == [("Ann", 7)]
        assert desk.check() == []


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        (
            "CREATE TABLE extra (id INTEGER); UPDATE person SET name = 'x'; SELECT nonsense FROM nowhere;",
            "nowhere",
        ),
        ("CREATE TABLE extra (id INTEGER); DELETE FROM organization;", "dangling reference in person"),
    ],
)
def test_a_migration_that_fails_leaves_the_file_byte_for_byte(
    folder: Path, empty_desk: Path, tmp_path: Path, sql: str, says: str
) -> None:
    path = old_desk(empty_desk, tmp_path)
    before = path.read_bytes()
    add(folder, sql)
    with pytest.raises(Exception, match=says):
        Desk.open(path)
    assert path.read_bytes() == before
    assert not path.with_name("old.imgdesk-journal").exists()


def test_an_older_desk_opened_to_read_only_is_not_touched(
    folder: Path, empty_desk: Path, tmp_path: Path
) -> None:
    path = old_desk(empty_desk, tmp_path)
    before = path.read_bytes()
    add(folder, "CREATE TABLE extra (id INTEGER);")
    with Desk.open(path, read_only=True) as desk:
        assert desk.read("SELECT name FROM person") == [("Ann",)]
        assert desk.read("SELECT id FROM extra") == []
    assert path.read_bytes() == before


def test_steps_of_an_older_schema_are_still_undone(folder: Path, empty_desk: Path, tmp_path: Path) -> None:
    path = shutil.copyfile(empty_desk, tmp_path / "old.imgdesk")
    with Desk.open(path) as desk:
        with desk.change("Add") as session:
            session.add(Organization(name="UNEP", note="old"))
        with desk.change("Delete") as session:
            session.delete(session.get_one(Organization, 1))
    add(folder, "ALTER TABLE organization ADD COLUMN country TEXT NOT NULL DEFAULT 'none';")
    with Desk.open(path) as desk:
        desk.undo()
        assert desk.read("SELECT name, note, country FROM organization") == [("UNEP", "old", "none")]
        desk.undo()
        assert desk.read("SELECT * FROM organization") == []
        desk.redo()
        assert desk.check() == []


@pytest.mark.parametrize("version", range(1, len(REAL)))
def test_every_older_schema_is_brought_up_to_the_present_one(
    version: int, empty_desk: Path, tmp_path: Path
) -> None:
    def schema(desk: Desk) -> list[tuple[object, ...]]:
        return desk.read("SELECT type, name, sql FROM sqlite_master ORDER BY type, name")

    path = tmp_path / "old.imgdesk"
    raw = driver.connect(str(path), isolation_level=None)
    for script in REAL[:version]:
        raw.executescript(script)
    raw.execute("INSERT INTO working_group (uid) VALUES ('x')")
    raw.execute(f"PRAGMA user_version = {version}")
    raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    raw.close()
    with Desk.open(path) as desk, Desk.open(empty_desk) as fresh:
        assert desk.read("PRAGMA user_version") == [(len(REAL),)]
        assert schema(desk) == schema(fresh)
        assert desk.check() == []
