"""The tree model: what it shows, and that it becomes any other state of the plan without losing what views hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy

from imgdesk.ui.models.plan_columns import COLUMNS, OUTPUT, PERCENT, WHEN
from imgdesk.ui.models.plan_tree import PlanTreeModel
from imgdesk.views.footnotes import Mark
from imgdesk.views.grouping import Group
from imgdesk.views.workplan import ActivityRow

BLANK = ActivityRow(
    0, 1, 0.0, "", "", "any time", None, None, "none", "none", 0, 0, 0, 0, 0, 1, 0, 0, "planned", 0, 0, 0, "", "",
    None, "", None, "", 0,
)  # fmt: skip


def row(number: int, **fields) -> ActivityRow:
    return BLANK._replace(id=number, output=f"Output {number}", **fields)


def group(key: str, *numbers: int) -> Group:
    return Group(key, key.title(), "", 0, [row(number) for number in numbers])


def content(model: PlanTreeModel) -> list[tuple[str, list[str]]]:
    found = []
    for place in range(model.rowCount()):
        parent = model.index(place, OUTPUT)
        rows = [model.index(n, OUTPUT, parent).data() for n in range(model.rowCount(parent))]
        found.append((model.group(parent).key, rows))
    return found


def outputs(groups: list[Group]) -> list[tuple[str, list[str]]]:
    return [(g.key, [r.output for r in g.rows]) for g in groups]


@pytest.fixture
def model(qapp) -> PlanTreeModel:
    model = PlanTreeModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning, model)
    return model


STATES = st.lists(
    st.tuples(st.sampled_from("abcd"), st.lists(st.integers(1, 9), unique=True)),
    unique_by=lambda pair: pair[0],
    max_size=4,
)


def distinct(state) -> list[Group]:
    """An activity is in one group only."""
    seen: set[int] = set()
    groups = []
    for key, numbers in state:
        mine = [n for n in numbers if n not in seen]
        seen.update(mine)
        groups.append(group(key, *mine))
    return groups


@given(before=STATES, after=STATES)
def test_it_becomes_any_other_state(qapp, before, after):
    model = PlanTreeModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning, model)
    first, second = distinct(before), distinct(after)
    model.show(first, {})
    home = {r.id: g.key for g in first for r in g.rows}
    held = {number: QPersistentModelIndex(model.find(number, WHEN)) for number in home}
    resets = QSignalSpy(model.modelReset)
    model.update_to(second, {})
    assert content(model) == outputs(second)
    for g in second:
        for r in g.rows:
            if home.get(r.id) == g.key:
                assert model.activity(held[r.id]) == r, (
                    "an index that someone holds still means the same activity"
                )
                assert held[r.id].column() == WHEN
    shown = {r.id for g in second for r in g.rows}
    assert {number for number in range(1, 10) if model.find(number).isValid()} == shown
    assert resets.count() == 0


def test_an_edited_row_is_one_change_of_data(model):
    model.show([group("a", 1, 2, 3)], {})
    changed, resets = QSignalSpy(model.dataChanged), QSignalSpy(model.modelReset)
    model.replace({2: row(2)._replace(output="Another output")})
    cells = [changed.at(n) for n in range(changed.count())]
    rows = [(top.row(), bottom.row()) for top, bottom, *_ in cells if top.parent().isValid()]
    assert rows == [(1, 1)]
    assert model.find(2).data() == "Another output"
    assert resets.count() == 0


def test_update_tells_only_the_rows_that_differ(model):
    model.show([group("a", 1, 2, 3)], {})
    changed = QSignalSpy(model.dataChanged)
    model.update_to([Group("a", "A", "", 0, [row(1), row(2), row(3, percent=50)])], {})
    rows = [changed.at(n)[0].row() for n in range(changed.count()) if changed.at(n)[0].parent().isValid()]
    assert rows == [2]
    assert model.find(3, PERCENT).data() == "50 %"


def test_a_row_that_is_not_shown_is_passed_over(model):
    model.show([group("a", 1)], {})
    model.replace({9: row(9)})
    assert content(model) == [("a", ["Output 1"])]


def test_footnote_marks_stand_in_the_words(model):
    model.show([group("a", 1)], {1: (Mark("output", 6, 2),)})
    assert model.find(1).data() == "Output ² 1"
    assert model.find(1).data(Qt.ItemDataRole.EditRole) == "Output 1"


def test_marks_that_changed_are_told(model):
    model.show([group("a", 1, 2)], {})
    changed = QSignalSpy(model.dataChanged)
    model.update_to([group("a", 1, 2)], {2: (Mark("output", 8, 1),)})
    assert [
        changed.at(n)[0].row() for n in range(changed.count()) if changed.at(n)[0].parent().isValid()
    ] == [1]
    assert model.find(2).data() == "Output 2 ¹"


@pytest.mark.parametrize("text", ["<b>bold</b> &amp;", "x" * 100_000, "مرحبا بالعالم", "two\nlines"])
def test_any_text_is_a_cell(model, text):
    model.show([Group("a", text, text, 0, [BLANK._replace(id=1, output=text)])], {})
    index = model.find(1)
    assert index.data(Qt.ItemDataRole.EditRole) == text
    assert index.data() == text.replace("\n", " ")[:400]


def test_summary_counts_and_spans(model):
    rows = [
        row(1, earliest="2023-05-01", latest="2023-05-31"), row(2, earliest=None, latest="2023-12-31"), row(3),
        row(4, earliest="2024-01-01", latest="2024-12-31", tbd=1),
    ]  # fmt: skip
    model.show([Group("a", "A", "", 0, rows)], {})
    assert model.summary(model.index(0, 0)) == ("2023-05-01", "2024-12-31", 1)
    model.replace({3: row(3, earliest="2023-01-01", latest="2023-01-31")})
    assert model.summary(model.index(0, 0)) == ("2023-01-01", "2024-12-31", 1)


def test_what_may_be_edited_and_dragged(model):
    model.show([group("a", 1)], {})
    cell, heading = model.find(1), model.index(0, 0)
    assert not model.flags(cell) & (Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDragEnabled)
    model.editable = model.movable = True
    assert model.flags(cell) & Qt.ItemFlag.ItemIsEditable
    assert model.flags(cell) & Qt.ItemFlag.ItemIsDragEnabled
    assert model.flags(heading) & Qt.ItemFlag.ItemIsDropEnabled
    fixed = [place for place, column in enumerate(COLUMNS) if not column.field]
    assert not any(model.flags(model.find(1, place)) & Qt.ItemFlag.ItemIsEditable for place in fixed)


@pytest.mark.parametrize(("onto", "before"), [(0, 4), (1, 5), (2, None), (-1, None)])
def test_a_drop_asks_for_the_move_and_moves_nothing_itself(model, onto, before):
    model.show([group("a", 1, 2), group("b", 4, 5)], {})
    model.movable = True
    data = model.mimeData([model.find(2), model.find(1), model.find(1, WHEN)])
    asked = QSignalSpy(model.dropped)
    parent = model.find_group("b")
    assert model.canDropMimeData(data, Qt.DropAction.MoveAction, onto, 0, parent)
    assert not model.dropMimeData(data, Qt.DropAction.MoveAction, onto, 0, parent)
    ids, target, following = asked.at(0)
    assert (ids, target.key, following) == ([1, 2], "b", before)
    assert content(model) == outputs([group("a", 1, 2), group("b", 4, 5)])


def test_a_drop_among_the_rows_that_move_skips_them(model):
    model.show([group("a", 1, 2, 3)], {})
    model.movable = True
    asked = QSignalSpy(model.dropped)
    model.dropMimeData(model.mimeData([model.find(2)]), Qt.DropAction.MoveAction, 1, 0, model.index(0, 0))
    assert asked.at(0)[2] == 3


def test_no_drop_beside_the_groups(model):
    from PySide6.QtCore import QModelIndex

    model.show([group("a", 1)], {})
    model.movable = True
    assert not model.canDropMimeData(
        model.mimeData([model.find(1)]), Qt.DropAction.MoveAction, 0, 0, QModelIndex()
    )


def test_rows_that_go_at_many_places_are_exchanged_at_once(model, qtbot):
    rows = [row(number) for number in range(1, 1001)]
    every = Group("a", "A", "", 0, rows)
    model.show([every], {})
    removed, inserted = QSignalSpy(model.rowsRemoved), QSignalSpy(model.rowsInserted)
    model.update_to([every._replace(rows=rows[::2])], {})
    assert [found.id for found in model.groups()[0].rows] == list(range(1, 1001, 2))
    assert (removed.count(), inserted.count()) == (1, 1)
    model.update_to([every], {})
    assert model.groups()[0].rows == rows
    assert (removed.count(), inserted.count()) == (2, 2)
    model.update_to([every._replace(rows=rows[10:])], {})
    assert model.groups()[0].rows == rows[10:]
    assert (removed.count(), inserted.count()) == (3, 2), "a few places are told one by one"
