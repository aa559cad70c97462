"""The SQL of the file and the classes of the program say the same, and the file holds its own rules."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from typing import Any

import pytest
from sqlalchemy import Table, UniqueConstraint
from sqlalchemy.types import Boolean, Date, Float, Integer, LargeBinary
from sqlcipher3 import dbapi2 as driver
from sqlmodel import AutoString, SQLModel

from imgdesk import domain
from imgdesk.store.desk import Desk

MODULES = [import_module(f"imgdesk.domain.{found.name}") for found in pkgutil.iter_modules(domain.__path__)]
TABLES: dict[str, Table] = {
    kind.__tablename__: kind.__table__
    for module in MODULES
    for kind in vars(module).values()
    if isinstance(kind, type) and issubclass(kind, SQLModel) and hasattr(kind, "__table__")
}
TYPES = {Integer: "INTEGER", Boolean: "INTEGER", AutoString: "TEXT", Date: "TEXT", Float: "REAL",
         LargeBinary: "BLOB"}  # fmt: skip


def tables_of(desk: Desk) -> list[str]:
    sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name"
    return [name for (name,) in desk.read(sql)]


def type_of(column: Any) -> str:
    return next(word for kind, word in TYPES.items() if isinstance(column.type, kind))


def default_of(column: Any) -> str | None:
    """The default of the class as SQL writes it; None where a value must be given or is NULL."""
    value = column.default.arg if column.default is not None else None
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, str):
        return f"'{value}'"
    return None if value is None else f"{value:g}"


def test_the_file_has_exactly_the_tables_of_the_classes(desk: Desk) -> None:
    assert tables_of(desk) == sorted(TABLES)


@pytest.mark.parametrize("name", sorted(TABLES))
def test_columns_types_keys_and_defaults_agree(desk: Desk, name: str) -> None:
    in_file = {
        column: (kind, bool(not_null) and not key, default, bool(key))
        for _, column, kind, not_null, default, key in desk.read(f'PRAGMA table_info("{name}")')
    }
    in_class = {
        column.name: (
            type_of(column),
            not column.nullable and not column.primary_key,
            None if column.primary_key else default_of(column),
            column.primary_key,
        )
        for column in TABLES[name].columns
    }
    assert in_file == in_class


@pytest.mark.parametrize("name", sorted(TABLES))
def test_foreign_keys_agree(desk: Desk, name: str) -> None:
    in_file = {(row[3], f"{row[2]}.{row[4]}") for row in desk.read(f'PRAGMA foreign_key_list("{name}")')}
    in_class = {(key.parent.name, key.target_fullname) for key in TABLES[name].foreign_keys}
    assert in_file == in_class


def test_every_table_is_strict(desk: Desk) -> None:
    loose = {row[1] for row in desk.read("PRAGMA table_list") if row[0] == "main" and not row[5]}
    assert loose == {"sqlite_schema", "sqlite_sequence"}


def test_no_id_is_ever_given_twice(desk: Desk) -> None:
    sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%AUTOINCREMENT%'"
    assert {name for (name,) in desk.read(sql)} == {"working_group", "sqlite_sequence"}


def test_every_foreign_key_is_indexed_and_says_what_follows(desk: Desk) -> None:
    missing = []
    for table in tables_of(desk):
        first = {
            desk.read(f'PRAGMA index_info("{index[1]}")')[0][2]
            for index in desk.read(f'PRAGMA index_list("{table}")')
        }
        missing.extend(
            (table, key[3], key[6])
            for key in desk.read(f'PRAGMA foreign_key_list("{table}")')
            if key[3] not in first or key[6] not in ("CASCADE", "SET NULL")
        )
    assert missing == []


def test_unique_sets_of_the_file_are_known(desk: Desk) -> None:
    found = {
        (table, tuple(row[2] for row in desk.read(f'PRAGMA index_info("{index[1]}")')))
        for table in tables_of(desk)
        for index in desk.read(f'PRAGMA index_list("{table}")')
        if index[2]
    }
    assert found == {
        ("working_group", ("uid",)),
        ("focus_area", ("workplan_id", "number")),
        ("activity_lead", ("activity_id", "organization_id")),
        ("activity_partner", ("activity_id", "organization_id")),
        ("activity_focus_area", ("activity_id", "focus_area_id")),
        ("activity_link", ("from_id", "to_id")),
        ("stored_file", ("sha256",)),
        ("meeting", ("series_id", "number")),
        ("action_appearance", ("meeting_id", "action_id")),
        ("minutes_version", ("meeting_id", "number")),
        ("focus_area_report", ("period_id", "focus_area_id")),
        ("activity_result", ("activity_id", "result_id")),
        ("paper_override", ("section_id", "key")),
        ("paper_version", ("paper_id", "number")),
        ("paper_activity", ("paper_id", "activity_id")),
    }
    assert not any(
        isinstance(c, UniqueConstraint) and len(c.columns) > 1 for t in TABLES.values() for c in t.constraints
    )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE activity SET percent = 101",
        "UPDATE activity SET percent = -1",
        "UPDATE activity SET percent = 'half'",
        "UPDATE activity SET status = 'maybe'",
        "UPDATE activity SET unconfirmed = 2",
        "UPDATE activity SET earliest = '12/05/2023'",
        "UPDATE activity SET earliest = '2024-01-01', latest = '2023-01-01'",
        "UPDATE activity SET output = NULL",
        "UPDATE plan_section SET year = 0",
        "UPDATE workplan SET status = 'lost'",
        "UPDATE organization SET name = ''",
        "UPDATE role_holding SET organization_id = NULL, person_id = NULL",
        "UPDATE role_holding SET role = 'co-chair'",
        "INSERT INTO activity_link (from_id, to_id) VALUES (1, 1)",
        "INSERT INTO activity_link (from_id, to_id, kind) VALUES (1, 2, 'XX')",
        "INSERT INTO footnote (activity_id, field, text) VALUES (1, 'nose', 'x')",
        "INSERT INTO footnote (activity_id, text, offset) VALUES (1, 'x', -1)",
        "INSERT INTO working_group (id, uid) VALUES (2, 'x')",
    ],
)
def test_the_file_refuses_what_would_be_nonsense(plan_desk: Desk, statement: str) -> None:
    raw = driver.connect(str(plan_desk.path))
    with pytest.raises(driver.IntegrityError):
        raw.execute(statement)
    raw.close()
