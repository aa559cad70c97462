"""The desk: one file, one connection, one way to change it."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, text, update
from sqlcipher3 import dbapi2 as driver

from imgdesk.domain.people import Organization, Person
from imgdesk.errors import UserError
from imgdesk.store.connection import APPLICATION_ID, PRAGMAS
from imgdesk.store.desk import Changes, Desk

Dump = Callable[[Desk], dict[str, list[tuple[Any, ...]]]]


def add(desk: Desk, name: str, label: str = "Add", merge: str | None = None) -> int:
    with desk.change(label, merge=merge) as session:
        row = Organization(name=name)
        session.add(row)
        session.flush()
        assert row.id is not None
        return row.id


def names(desk: Desk) -> list[str]:
    return [name for (name,) in desk.read("SELECT name FROM organization ORDER BY id")]


def steps(desk: Desk) -> list[tuple[str, str]]:
    return [(label, state) for label, state in desk.read("SELECT label, state FROM step ORDER BY id")]


def test_the_live_connection_has_every_pragma_that_safety_rests_on(desk: Desk) -> None:
    expected = {
        "busy_timeout": 2000,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "secure_delete": 1,
        "recursive_triggers": 1,
        "temp_store": 2,
        "synchronous": 3,
        "journal_mode": "delete",
        "locking_mode": "normal",
        "query_only": 1,
    }
    add(desk, "UNEP")
    desk.undo()
    assert {name: desk.read(f"PRAGMA {name}")[0][0] for name in expected} == expected
    assert {pragma.split(" ")[0] for pragma in PRAGMAS} <= {*expected, "mmap_size"}


def test_a_new_desk_says_what_it_is_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "n.imgdesk"
    with Desk.create(path, "Group\x00 \ud800 of\nfriends") as desk:
        assert desk.read("PRAGMA application_id") == [(APPLICATION_ID,)]
        assert desk.read("PRAGMA user_version")[0][0] >= 1
        assert desk.read("SELECT id, name, length(uid) FROM working_group") == [(1, "Group of friends", 32)]
        assert desk.read("SELECT * FROM step") == []
        assert desk.undo() is None
        assert desk.check() == []
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_two_desks_never_share_their_uid(tmp_path: Path) -> None:
    uids = set()
    for name in ("a", "b"):
        with Desk.create(tmp_path / name) as desk:
            uids.add(desk.read("SELECT uid FROM working_group")[0][0])
    assert len(uids) == 2


def test_a_desk_is_never_created_over_a_file(tmp_path: Path) -> None:
    path = tmp_path / "paper.txt"
    path.write_text("mine")
    with pytest.raises(UserError, match="exists already"):
        Desk.create(path)
    assert path.read_text() == "mine"


def test_a_desk_in_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be created"):
        Desk.create(tmp_path / "nowhere" / "d.imgdesk")


def test_a_desk_that_cannot_be_made_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "imgdesk.store.migrations.scripts", lambda: ["CREATE TABLE a (id INTEGER); SELECT wrong;"]
    )
    with pytest.raises(Exception, match="no such column"):
        Desk.create(tmp_path / "d.imgdesk")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO organization (name) VALUES ('x')",
        "UPDATE working_group SET name = 'x'",
        "DELETE FROM working_group",
        "CREATE TABLE intruder (id INTEGER)",
        "DROP TABLE person",
    ],
)
def test_read_cannot_write(desk: Desk, dump: Dump, statement: str) -> None:
    add(desk, "UNEP")
    before = dump(desk)
    with pytest.raises(Exception, match="readonly"):
        desk.read(statement)
    assert dump(desk) == before


def test_a_change_is_on_the_disk_with_its_step_when_it_returns(desk: Desk, clock: Any) -> None:
    organization = add(desk, "UNEP", "Add UNEP")
    with Desk.open(desk.path, read_only=True) as other:
        assert names(other) == ["UNEP"]
        assert other.read("SELECT at, label, origin, state FROM step") == [
            ("2023-05-12T09:30:00.000+00:00", "Add UNEP", "window", "done")
        ]
        assert other.read("SELECT table_name, row_id, before FROM step_row") == [
            ("organization", organization, None)
        ]


def test_steps_carry_their_moment_in_utc_and_where_they_came_from(empty_desk: Path, tmp_path: Path) -> None:
    path = shutil.copyfile(empty_desk, tmp_path / "d.imgdesk")
    moment = datetime.fromisoformat("2024-01-01T00:30:00+05:45")
    with Desk.open(path, origin="tracker from UNEP", clock=lambda: moment) as desk:
        add(desk, "UNEP")
        assert desk.read("SELECT at, origin FROM step") == [
            ("2023-12-31T18:45:00.000+00:00", "tracker from UNEP")
        ]


def test_an_exception_takes_all_back_and_nobody_hears_of_it(desk: Desk, dump: Dump) -> None:
    heard: list[Changes] = []
    desk.subscribe(heard.append)
    before = dump(desk)
    with pytest.raises(ZeroDivisionError), desk.change("Fail") as session:
        session.add(Organization(name="UNEP"))
        session.flush()
        raise ZeroDivisionError
    assert (dump(desk), steps(desk), heard) == (before, [], [])
    add(desk, "OHCHR", "Works again")
    assert (names(desk), steps(desk), len(heard)) == (["OHCHR"], [("Works again", "done")], 1)


def test_a_row_that_the_file_refuses_takes_all_back(desk: Desk) -> None:
    with pytest.raises(Exception, match="CHECK"), desk.change("Fail") as session:
        session.add(Organization(name="UNEP"))
        session.flush()
        session.add(Organization(name=""))
    assert names(desk) == []
    assert desk.read("PRAGMA query_only") == [(1,)]


def test_a_reference_to_nothing_is_told_in_a_sentence(desk: Desk) -> None:
    with pytest.raises(UserError, match="no longer exists"), desk.change("Add") as session:
        session.add(Person(name="Ann", organization_id=77))
    assert desk.read("SELECT * FROM person") == []


def test_a_change_inside_a_change_joins_the_outer_one(desk: Desk) -> None:
    heard: list[Changes] = []
    desk.subscribe(heard.append)
    with desk.change("Outer"):
        first = add(desk, "UNEP", "Inner")
        second = add(desk, "OHCHR", "Inner too")
        assert heard == []
    assert steps(desk) == [("Outer", "done")]
    assert [(c.label, c.tables) for c in heard] == [("Outer", {"organization": frozenset({first, second})})]
    desk.undo()
    assert names(desk) == []


def test_an_exception_in_the_outer_change_takes_the_inner_one_back(desk: Desk) -> None:
    with pytest.raises(KeyError), desk.change("Outer"):
        add(desk, "UNEP")
        raise KeyError
    assert (names(desk), steps(desk)) == ([], [])


def test_a_change_without_effect_writes_no_step_and_tells_nobody(desk: Desk) -> None:
    heard: list[Changes] = []
    organization = add(desk, "UNEP")
    desk.subscribe(heard.append)
    with desk.change("Nothing"):
        pass
    with desk.change("Same") as session:
        session.exec(update(Organization).values(name="UNEP"))
    with desk.change("There and back") as session:
        row = session.get_one(Organization, organization)
        row.name = "UN Environment"
        session.flush()
        row.name = "UNEP"
    with desk.change("Come and gone") as session:
        row = Organization(name="OHCHR")
        session.add(row)
        session.flush()
        session.delete(row)
    assert (steps(desk), heard) == ([("Add", "done")], [])


def test_a_change_without_effect_keeps_the_redo_line(desk: Desk) -> None:
    add(desk, "UNEP")
    desk.undo()
    with desk.change("Nothing"):
        pass
    assert desk.redo() is not None


def rename(desk: Desk, row_id: int, name: str, merge: str | None = "name") -> None:
    with desk.change("Rename", merge=merge) as session:
        session.get_one(Organization, row_id).name = name


def test_typing_in_one_field_becomes_one_step(desk: Desk, clock: Any) -> None:
    row = add(desk, "U")
    for name in ("UN", "UNE", "UNEP"):
        clock.now += timedelta(seconds=1)
        rename(desk, row, name)
    assert [label for label, _ in steps(desk)] == ["Add", "Rename"]
    assert desk.read("SELECT at FROM step WHERE id = 2") == [("2023-05-12T09:30:03.000+00:00",)]
    assert desk.read("SELECT count(*) FROM step_row WHERE step_id = 2") == [(1,)]
    desk.undo()
    assert names(desk) == ["U"]
    desk.redo()
    assert names(desk) == ["UNEP"]


def test_typing_that_ends_where_it_began_leaves_no_step(desk: Desk) -> None:
    row = add(desk, "UNEP")
    rename(desk, row, "UNEPP")
    rename(desk, row, "UNEP")
    assert steps(desk) == [("Add", "done")]
    rename(desk, row, "UN Environment")
    assert steps(desk) == [("Add", "done"), ("Rename", "done")]
    desk.undo()
    assert names(desk) == ["UNEP"]


def test_typing_does_not_join_over_another_key_an_undo_or_a_restart(desk: Desk) -> None:
    row = add(desk, "A")
    rename(desk, row, "B", merge="one")
    rename(desk, row, "C", merge="two")
    rename(desk, row, "D", merge=None)
    rename(desk, row, "E", merge="two")
    assert len(steps(desk)) == 5
    desk.undo()
    desk.redo()
    rename(desk, row, "F", merge="two")
    assert len(steps(desk)) == 6
    with Desk.open(desk.path) as again:
        rename(again, row, "G", merge="two")
        assert len(steps(again)) == 7


def test_typing_does_not_join_over_a_step_of_another_program(desk: Desk) -> None:
    row = add(desk, "A")
    rename(desk, row, "B")
    with Desk.open(desk.path, origin="command line") as other:
        add(other, "OHCHR")
    rename(desk, row, "C")
    assert [label for label, _ in steps(desk)] == ["Add", "Rename", "Add", "Rename"]
    for expected in (["B", "OHCHR"], ["B"], ["A"], []):
        desk.undo()
        assert names(desk) == expected


def test_typing_gives_up_what_another_program_undid(desk: Desk) -> None:
    row = add(desk, "A")
    rename(desk, row, "B")
    with Desk.open(desk.path, origin="command line") as other:
        rename(other, row, "X", merge=None)
        other.undo()
    rename(desk, row, "C")
    assert desk.redo() is None
    assert names(desk) == ["C"]


def test_undo_and_redo_walk_the_whole_line_across_restarts(
    empty_desk: Path, tmp_path: Path, dump: Dump
) -> None:
    path = shutil.copyfile(empty_desk, tmp_path / "d.imgdesk")
    states = []
    with Desk.open(path) as desk:
        states.append(dump(desk))
        for name in ("A", "B", "C"):
            add(desk, name, f"Add {name}")
            states.append(dump(desk))
    for state in reversed(states[:-1]):
        with Desk.open(path) as desk:
            changes = desk.undo()
            assert changes is not None
            assert dump(desk) == state
    with Desk.open(path) as desk:
        assert (desk.undo(), desk.undo_label, desk.redo_label) == (None, None, "Add A")
    for state in states[1:]:
        with Desk.open(path) as desk:
            assert desk.redo() is not None
            assert dump(desk) == state
    with Desk.open(path) as desk:
        assert (desk.redo(), desk.undo_label, desk.redo_label) == (None, "Add C", None)


def test_a_new_change_gives_up_the_redo_line(desk: Desk) -> None:
    add(desk, "A", "Add A")
    add(desk, "B", "Add B")
    desk.undo()
    desk.undo()
    add(desk, "C", "Add C")
    assert desk.redo() is None
    assert steps(desk) == [("Add A", "abandoned"), ("Add B", "abandoned"), ("Add C", "done")]
    desk.undo()
    assert names(desk) == []
    assert desk.undo() is None


def test_undo_and_redo_tell_what_changed(desk: Desk) -> None:
    heard: list[Changes] = []
    row = add(desk, "A", "Add A")
    stop = desk.subscribe(heard.append)
    undone, redone = desk.undo(), desk.redo()
    assert heard == [undone, redone]
    assert redone is not None
    assert (redone.label, redone.ids("organization"), redone.ids("person")) == ("Add A", {row}, frozenset())
    stop()
    stop()
    desk.undo()
    assert len(heard) == 2


def test_an_undo_that_does_not_fit_is_refused_and_harms_nothing(desk: Desk, dump: Dump) -> None:
    """Only a file changed behind the journal's back can bring this about."""
    add(desk, "A", "Add A")
    with desk.change("Add Ann") as session:
        session.add(Person(name="Ann", organization_id=1))
    raw = driver.connect(str(desk.path), isolation_level=None)
    raw.execute("UPDATE step SET state = 'abandoned' WHERE label = 'Add Ann'")
    raw.close()
    before, label = dump(desk), desk.undo_label
    with pytest.raises(UserError, match="“Add A” does not fit the file any more"):
        desk.undo()
    assert (dump(desk), desk.undo_label, label) == (before, "Add A", "Add A")
    assert desk.read("PRAGMA foreign_keys") == [(1,)]
    raw = driver.connect(str(desk.path), isolation_level=None)
    raw.execute("UPDATE step_row SET after = '{' WHERE step_id = 1")
    raw.execute("UPDATE step_row SET after = '{' WHERE step_id = 2")
    raw.execute("UPDATE step SET state = 'undone' WHERE id = 2")
    raw.close()
    with pytest.raises(UserError, match="“Add Ann” does not fit the file any more"):
        desk.redo()
    assert dump(desk) == before
    add(desk, "B")
    assert desk.check() == []


def test_undo_inside_a_change_is_a_mistake_and_harms_nothing(desk: Desk) -> None:
    add(desk, "A")
    with pytest.raises(RuntimeError, match="inside"), desk.change("Outer"):
        add(desk, "B")
        desk.undo()
    assert names(desk) == ["A"]


def test_cascades_are_journalled_and_undone(desk: Desk, dump: Dump) -> None:
    row = add(desk, "UNEP")
    with desk.change("Around") as session:
        session.exec(
            text("INSERT INTO organization_alias (organization_id, text) VALUES (1, 'UN Environment')")
        )
        session.add(Person(name="Ann", organization_id=row))
    before = dump(desk)
    with desk.change("Delete") as session:
        session.delete(session.get_one(Organization, row))
    assert desk.read("SELECT organization_id FROM person") == [(None,)]
    assert desk.read("SELECT count(*) FROM organization_alias") == [(0,)]
    after = dump(desk)
    changes = desk.undo()
    assert changes is not None
    assert set(changes.tables) == {"organization", "organization_alias", "person"}
    assert dump(desk) == before
    desk.redo()
    assert dump(desk) == after
    assert desk.check() == []


def test_a_row_moved_to_a_new_parent_survives_undo(desk: Desk, dump: Dump) -> None:
    """Going back deletes the new parent; a cascade must not take the row with it, whatever the order of the rows."""
    with desk.change("First") as session:
        session.exec(text("INSERT INTO organization (id, name) VALUES (1, 'Old')"))
        session.exec(text("INSERT INTO organization_alias (id, organization_id, text) VALUES (1, 1, 'a')"))
    before = dump(desk)
    with desk.change("Move") as session:
        session.exec(text("UPDATE organization_alias SET text = 'b'"))
        session.exec(text("INSERT INTO organization (id, name) VALUES (2, 'New')"))
        session.exec(text("UPDATE organization_alias SET organization_id = 2"))
        session.exec(text("DELETE FROM organization WHERE id = 1"))
    after = dump(desk)
    desk.undo()
    assert dump(desk) == before
    desk.redo()
    assert dump(desk) == after


def test_values_that_two_rows_may_not_share_are_swapped_and_swapped_back(plan_desk: Desk, dump: Dump) -> None:
    before = dump(plan_desk)
    with plan_desk.change("Swap") as session:
        for old, new in ((1, 99), (2, 1), (99, 2)):
            session.exec(text(f"UPDATE focus_area SET number = {new} WHERE number = {old}"))
    after = dump(plan_desk)
    plan_desk.undo()
    assert dump(plan_desk) == before
    plan_desk.redo()
    assert dump(plan_desk) == after


def test_bulk_statements_are_journalled(desk: Desk, dump: Dump) -> None:
    empty = dump(desk)
    with desk.change("Many") as session:
        session.exec(insert(Organization), params=[{"name": f"O{n}"} for n in range(50)])
    full = dump(desk)
    with desk.change("All") as session:
        session.exec(update(Organization).values(note="x"))
    with desk.change("Replace") as session:
        session.exec(text("INSERT OR REPLACE INTO organization (id, name) VALUES (3, 'New')"))
    assert desk.read("SELECT count(*) FROM step_row GROUP BY step_id ORDER BY step_id") == [
        (50,),
        (50,),
        (1,),
    ]
    desk.undo()
    assert desk.read("SELECT name, note FROM organization WHERE id = 3") == [("O2", "x")]
    desk.undo()
    assert dump(desk) == full
    desk.undo()
    assert dump(desk) == empty


def test_ids_are_never_used_twice(desk: Desk) -> None:
    first = add(desk, "A")
    desk.undo()
    assert add(desk, "B") > first


def test_every_value_comes_back_as_it_was(desk: Desk, dump: Dump) -> None:
    words = "q\"'\\ \u2028 ß 語 \U0001f600 =1+1 <b> %s {x}\n\t" + "x" * 100_000
    with desk.change("Add") as session:
        session.add(Organization(name=words, acronym="", note="null"))
        session.exec(
            text("INSERT INTO workplan (title, position) VALUES ('p', 0.1), ('q', 1e300), ('r', -0.0)")
        )
    before = dump(desk)
    with desk.change("Delete") as session:
        session.exec(text("DELETE FROM organization"))
        session.exec(text("DELETE FROM workplan"))
    desk.undo()
    assert dump(desk) == before


def test_a_listener_that_fails_does_not_lose_the_change(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[Changes] = []
    told: list[object] = []
    monkeypatch.setattr("sys.excepthook", lambda kind, error, trace: told.append(error))
    failure = ValueError("painting failed")

    def fail(_: Changes) -> None:
        raise failure

    desk.subscribe(fail)
    desk.subscribe(heard.append)
    assert add(desk, "UNEP") == 1
    assert (names(desk), len(heard), told) == (["UNEP"], 1, [failure])


def test_a_listener_may_change_the_desk_and_leave(desk: Desk) -> None:
    heard: list[str] = []

    def once(changes: Changes) -> None:
        heard.append(changes.label)
        stop()
        add(desk, "OHCHR", "Answer")

    stop = desk.subscribe(once)
    add(desk, "UNEP", "Ask")
    assert (heard, names(desk)) == (["Ask"], ["UNEP", "OHCHR"])


def test_a_change_of_another_program_is_noticed_once(desk: Desk) -> None:
    add(desk, "A")
    assert not desk.changed_outside()
    with Desk.open(desk.path) as other:
        assert not other.changed_outside()
        add(other, "B")
        assert not other.changed_outside()
    assert desk.changed_outside()
    assert not desk.changed_outside()
    assert names(desk) == ["A", "B"]
    desk.undo()
    assert names(desk) == ["A"]


def test_an_idle_desk_is_one_complete_file(desk: Desk, tmp_path: Path) -> None:
    for name in ("A", "B", "C"):
        add(desk, name)
    desk.undo()
    assert [path.name for path in desk.path.parent.iterdir()] == [desk.path.name]
    with Desk.open(Path(shutil.copyfile(desk.path, tmp_path / "mailed.imgdesk"))) as copy:
        assert (names(copy), copy.redo_label, copy.check()) == (["A", "B"], "Add", [])


def test_a_read_only_desk_reads_and_refuses_every_change(desk: Desk, tmp_path: Path) -> None:
    add(desk, "A")
    before = desk.path.read_bytes()
    with Desk.open(desk.path, read_only=True) as reader:
        assert reader.read_only
        assert names(reader) == ["A"]
        for act in (lambda: add(reader, "B"), reader.undo, reader.redo):
            with pytest.raises(UserError, match="open read-only: save a copy"):
                act()
        reader.save_copy(tmp_path / "mine.imgdesk")
    assert desk.path.read_bytes() == before
    with Desk.open(tmp_path / "mine.imgdesk") as mine:
        add(mine, "B")
        assert names(mine) == ["A", "B"]


def test_a_desk_that_cannot_be_written_opens_read_only(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for place in (desk.path, desk.path.parent):
        locked = os.path.realpath(place)
        monkeypatch.setattr(os, "access", lambda path, mode, locked=locked: os.fspath(path) != locked)
        with Desk.open(desk.path) as reader:
            assert reader.read_only


def test_a_copy_holds_everything_and_is_the_owners_alone(desk: Desk, tmp_path: Path, dump: Dump) -> None:
    add(desk, "A")
    add(desk, "B")
    desk.undo()
    desk.save_copy(tmp_path / "copy.imgdesk")
    with Desk.open(tmp_path / "copy.imgdesk") as copy:
        assert dump(copy) == dump(desk)
        assert copy.redo_label == "Add"
        assert copy.check() == []
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "copy.imgdesk").stat().st_mode) == 0o600
    add(desk, "C")


def test_a_copy_replaces_an_old_file_whole_or_not_at_all(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "copy.imgdesk"
    target.write_text("old")

    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fail)
        with pytest.raises(UserError, match="No space left"):
            desk.save_copy(target)
    assert target.read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.imgdesk", "d.imgdesk"]
    desk.save_copy(target)
    Desk.open(target).close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.imgdesk", "d.imgdesk"]


def test_a_copy_goes_neither_over_the_open_desk_nor_to_nowhere(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "link.imgdesk").symlink_to(desk.path)
    for path in (desk.path, tmp_path / "link.imgdesk"):
        with pytest.raises(UserError, match="cannot replace the desk that is open"):
            desk.save_copy(path)
    for path in (tmp_path / "nowhere" / "d.imgdesk", tmp_path):
        with pytest.raises(UserError, match="could not be written"):
            desk.save_copy(path)
    add(desk, "still works")


def test_a_desk_with_an_odd_name_opens(tmp_path: Path) -> None:
    for name in ("50% done?#1.imgdesk", "mötley & co.imgdesk", "a b'c\".imgdesk"):
        Desk.create(tmp_path / name).close()
        with Desk.open(tmp_path / name) as desk:
            add(desk, "UNEP")
            assert names(desk) == ["UNEP"]
    assert len(list(tmp_path.iterdir())) == 3


def test_a_desk_can_be_closed_twice(desk: Desk) -> None:
    add(desk, "A")
    desk.close()
    desk.close()
