"""A desk of every schema that was ever released opens, keeps all that it held, and takes part in what came later.

The files in tests/desks were each saved by the program of their time and are never written again.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2 as driver

from imgdesk.services import versions as service
from imgdesk.services import workplan
from imgdesk.store import migrations
from imgdesk.store.desk import Desk
from imgdesk.views import versions as view
from imgdesk.views import workplan as plan_view

DESKS = sorted((Path(__file__).parents[1] / "desks").glob("*.imgdesk"))

Rows = dict[str, list[dict[str, Any]]]


@pytest.fixture(params=DESKS, ids=lambda path: path.stem)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of one old desk."""
    return Path(shutil.copyfile(request.param, tmp_path / request.param.name))


def rows_of(path: Path) -> Rows:
    """All rows as the file itself has them, without the program."""
    raw = driver.connect(str(path))
    raw.row_factory = driver.Row
    tables = raw.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
    found = {
        name: [dict(row) for row in raw.execute(f'SELECT * FROM "{name}"')] for (name,) in tables.fetchall()
    }
    raw.close()
    return found


def version_of(path: Path) -> int:
    return int.from_bytes(path.read_bytes()[60:64], "big")


def only(rows: Rows, like: Rows) -> Rows:
    """The rows as a program that knew just the tables and columns of `like` would see them."""
    return {
        table: [{name: row[name] for name in was} for row, was in zip(rows[table], like[table], strict=True)]
        for table in like
    }


def test_there_is_a_desk_of_every_schema_before_this_one() -> None:
    assert {f"schema-{n}" for n in range(1, migrations.latest())} <= {path.stem for path in DESKS}


def test_the_name_of_a_file_says_its_schema(old: Path) -> None:
    assert old.stem == f"schema-{version_of(old)}"


def test_it_becomes_the_newest_schema_and_keeps_every_row(old: Path) -> None:
    before = rows_of(old)
    assert before["activity"]
    Desk.open(old).close()
    assert version_of(old) == migrations.latest()
    assert only(rows_of(old), before) == before
    with Desk.open(old) as desk:
        assert desk.check() == []
        assert plan_view.plan(desk) is not None


def test_its_journal_still_plays_backward_and_forward(
    old: Path, dump: Callable[[Desk], dict[str, list[tuple[Any, ...]]]]
) -> None:
    with Desk.open(old) as desk:
        at_first, steps = dump(desk), 0
        while desk.redo():
            steps += 1
        at_end = dump(desk)
        back = 0
        while desk.undo():
            back += 1
        assert steps
        assert back > steps
        assert desk.read("SELECT count(*) FROM activity") == [(0,)]
        while desk.redo():
            pass
        assert dump(desk) == at_end
        for _ in range(steps):
            desk.undo()
        assert dump(desk) == at_first
        assert desk.check() == []


def test_a_version_can_be_frozen_in_it_and_taken_back(old: Path) -> None:
    with Desk.open(old) as desk:
        current = plan_view.current_workplan(desk)
        assert current is not None
        known = view.versions(desk, current.id)
        version_id = service.freeze_plan(desk, current.id, "As found")
        rows = plan_view.activities(desk, current.id)
        workplan.delete_activities(desk, [rows[0].id])
        found = view.differences(desk, version_id)
        assert found is not None
        assert [(row.what, row.id) for row in found.rows] == [("dropped", rows[0].id)]
        desk.undo()
        desk.undo()
        assert view.versions(desk, current.id) == known
        assert plan_view.activities(desk, current.id) == rows


def test_open_to_read_only_it_is_read_in_full_and_not_touched(old: Path) -> None:
    before = old.read_bytes()
    with Desk.open(old, read_only=True) as desk:
        current = plan_view.current_workplan(desk)
        assert current is not None
        assert {row.kind for row in view.still_open(desk, current.id, date(2023, 6, 1))} == {
            "activity",
            "section",
        }
        assert desk.read("PRAGMA user_version") == [(migrations.latest(),)]
    assert old.read_bytes() == before
