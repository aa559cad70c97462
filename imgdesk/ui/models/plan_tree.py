"""The workplan as a tree for Qt: groups, and their activities as the tuples that views read.

Holds no objects per row and never writes the desk. A new state of the plan is laid over the old one row by row: rows
are inserted, removed and moved under their own signals, so that selection, expansion and scroll position survive, and
an edited row is one `dataChanged`. Only another plan or another grouping resets the model.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from operator import is_
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from imgdesk.text import one_line, shorten
from imgdesk.ui.models.plan_columns import COLUMNS, Summary, cell_text, summed_up
from imgdesk.views.footnotes import Mark, Marks
from imgdesk.views.grouping import Group
from imgdesk.views.workplan import ActivityRow

MIME: Final = "application/x-imgdesk-activities"
SHOWN_CHARS = 400
"""No cell is wide enough for more; a text of any length costs no more than this to paint."""

MOST_RUNS, ROWS_PER_RUN = 64, 6
"""Rows of a group that come or go at more places than the first, and at more than one place in so many rows, are
exchanged at once: telling a view of one place costs it as much as laying out a few rows."""

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


_HAS_FIELD = tuple(bool(column.field) for column in COLUMNS)
_GROUP = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_GROUP_DROP = _GROUP | Qt.ItemFlag.ItemIsDropEnabled
_ROW = _GROUP | Qt.ItemFlag.ItemNeverHasChildren
_FLAGS = {
    (False, False): _ROW,
    (True, False): _ROW | Qt.ItemFlag.ItemIsEditable,
    (False, True): _ROW | Qt.ItemFlag.ItemIsDragEnabled,
    (True, True): _ROW | Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDragEnabled,
}
"""By editable and movable; made once, because the view asks for every row when it lays them out."""


class _Node:
    """A group on its place among the groups; `serial` names it in indexes and never changes."""

    __slots__ = ("group", "place", "serial", "summary")

    def __init__(self, serial: int, group: Group, place: int) -> None:
        self.serial = serial
        self.group = group
        self.place = place
        self.summary: Summary | None = None


class PlanTreeModel(QAbstractItemModel):
    """Groups at the top, activities below; see COLUMNS."""

    dropped = Signal(list, object, object)
    """Activities (ids) were dropped into a group, before an activity id or None for its end."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._nodes: list[_Node] = []
        self._by_serial: dict[int, _Node] = {}
        self._places: dict[int, tuple[_Node, int]] | None = None
        self._marks: Marks = {}
        self._serials = count(1)
        self._texts: dict[tuple[int, int], str] = {}
        self.editable = False
        self.movable = False

    # What it holds

    def show(self, groups: Sequence[Group], marks: Marks) -> None:
        """Show another plan or another grouping."""
        self.beginResetModel()
        self._nodes = [_Node(next(self._serials), _own(group), place) for place, group in enumerate(groups)]
        self._by_serial = {node.serial: node for node in self._nodes}
        self._marks = marks
        self._forget()
        self.endResetModel()

    def update_to(self, groups: Sequence[Group], marks: Marks) -> None:
        """Become this state of the same plan, telling views only what differs."""
        remarked = {key for key in {*marks, *self._marks} if marks.get(key) != self._marks.get(key)}
        self._marks = marks
        wanted = {group.key: group for group in groups}
        self._drop_groups(wanted)
        for node in self._nodes:
            if not _same(node.group.rows, wanted[node.group.key].rows):
                self._drop_rows(node, wanted[node.group.key].rows)
        self._add_groups(groups)
        for node in self._nodes:
            if not _same(node.group.rows, wanted[node.group.key].rows):
                self._add_rows(node, wanted[node.group.key].rows)
        self._reorder(groups)
        for node in self._nodes:
            self._refresh(node, wanted[node.group.key], remarked)

    def replace(self, rows: Mapping[int, ActivityRow], marks: Marks | None = None) -> None:
        """Show these rows in the places of their older selves; ids that are not shown are passed over."""
        if marks is not None:
            self._marks = marks
        for activity_id, row in rows.items():
            found = self._place_of(activity_id)
            if found is not None:
                node, place = found
                node.group.rows[place] = row
                self._changed(node, place, place)

    def groups(self) -> list[Group]:
        """Return the groups as shown."""
        return [node.group for node in self._nodes]

    def activity(self, index: Index) -> ActivityRow | None:
        """Return the activity at an index; None for a group and for no index."""
        serial = index.internalId() if index.isValid() else 0
        return self._by_serial[serial].group.rows[index.row()] if serial else None

    def group(self, index: Index) -> Group | None:
        """Return the group at an index; None for an activity and for no index."""
        return None if not index.isValid() or index.internalId() else self._nodes[index.row()].group

    def group_of(self, index: Index) -> Group | None:
        """Return the group at an index or around the activity there."""
        if not index.isValid():
            return None
        serial = index.internalId()
        return self._by_serial[serial].group if serial else self._nodes[index.row()].group

    def summary(self, index: Index) -> Summary:
        """Return what the heading of the group at an index says of its rows."""
        node = self._nodes[index.row()]
        if node.summary is None:
            node.summary = summed_up(node.group.rows)
        return node.summary

    def find(self, activity_id: int, column: int = 0) -> QModelIndex:
        """Return the index of an activity; invalid when it is not shown."""
        found = self._place_of(activity_id)
        return self.createIndex(found[1], column, found[0].serial) if found else QModelIndex()

    def find_group(self, key: str) -> QModelIndex:
        """Return the index of a group; invalid when it is not shown."""
        for node in self._nodes:
            if node.group.key == key:
                return self.createIndex(node.place, 0, 0)
        return QModelIndex()

    def marks(self, activity_id: int) -> tuple[Mark, ...]:
        """Return the footnote marks of an activity."""
        return self._marks.get(activity_id, ())

    def cell(self, row: ActivityRow, column: int) -> str:
        """Return a cell as shown: one line, with its footnote marks, no longer than a cell can show."""
        key = (row.id, column)
        text = self._texts.get(key)
        if text is None:
            text = self._texts[key] = one_line(
                cell_text(row, column, self._marks.get(row.id, ()))[: 2 * SHOWN_CHARS]
            )[:SHOWN_CHARS]
        return text

    # The model as Qt sees it

    def index(self, row: int, column: int, parent: Index = NOWHERE) -> QModelIndex:
        if not 0 <= column < len(COLUMNS) or row < 0:
            return QModelIndex()
        if not parent.isValid():
            return self.createIndex(row, column, 0) if row < len(self._nodes) else QModelIndex()
        if parent.internalId() or parent.column():
            return QModelIndex()
        node = self._nodes[parent.row()]
        return self.createIndex(row, column, node.serial) if row < len(node.group.rows) else QModelIndex()

    def parent(self, child: Index | None = None) -> QModelIndex:  # type: ignore[override]
        if child is None:
            return super().parent()  # type: ignore[return-value]
        serial = child.internalId() if child.isValid() else 0
        return self.createIndex(self._by_serial[serial].place, 0, 0) if serial else QModelIndex()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        if not parent.isValid():
            return len(self._nodes)
        if parent.internalId() or parent.column():
            return 0
        return len(self._nodes[parent.row()].group.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return len(COLUMNS)

    def hasChildren(self, parent: Index = NOWHERE) -> bool:
        return self.rowCount(parent) > 0

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return COLUMNS[section].heading
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.internalId():
            return _FLAGS[self.editable and _HAS_FIELD[index.column()], self.movable]
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _GROUP_DROP if self.movable else _GROUP

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.activity(index)
        if row is None:
            return self._group_data(index, role)
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cell(row, index.column())
        if role == Qt.ItemDataRole.EditRole:
            return cell_text(row, index.column(), ())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{COLUMNS[index.column()].heading}: {self.cell(row, index.column()) or 'empty'}"
        return None

    def _group_data(self, index: Index, role: int) -> Any:
        group = self.group(index)
        if group is None or index.column():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return shorten(f"{group.title} {group.note}", SHOWN_CHARS)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{group.title}, {group.note}, {len(group.rows)} activities"
        return None

    # Rows taken by the mouse

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        places = sorted({(self._by_serial[i.internalId()].place, i.row()) for i in indexes if i.internalId()})
        ids = [self._nodes[place].group.rows[row].id for place, row in places]
        data = QMimeData()
        data.setData(MIME, QByteArray(",".join(map(str, ids)).encode()))
        return data

    def canDropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        return self.movable and data.hasFormat(MIME) and self.group(parent) is not None

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Ask for the move; the rows move when the desk says so, hence never by the view itself."""
        group = self.group(parent)
        if group is None or not self.canDropMimeData(data, action, row, column, parent):
            return False
        ids = [int(part) for part in bytes(data.data(MIME).data()).decode().split(",") if part.isdecimal()]
        moving = set(ids)
        following = (
            other.id for other in group.rows[row if row >= 0 else len(group.rows) :] if other.id not in moving
        )
        self.dropped.emit(ids, group, next(following, None))
        return False

    # Becoming another state

    def _drop_groups(self, wanted: Mapping[str, Group]) -> None:
        for node in reversed(self._nodes):
            if node.group.key not in wanted:
                self.beginRemoveRows(QModelIndex(), node.place, node.place)
                del self._nodes[node.place], self._by_serial[node.serial]
                self._number()
                self._forget(node)
                self.endRemoveRows()

    def _drop_rows(self, node: _Node, rows: Sequence[ActivityRow]) -> None:
        staying = {row.id for row in rows}
        gone = _runs([place for place, row in enumerate(node.group.rows) if row.id not in staying])
        self._remove(node, [(0, len(node.group.rows) - 1)] if _scattered(gone, node.group.rows) else gone)

    def _remove(self, node: _Node, runs: Sequence[tuple[int, int]]) -> None:
        for first, last in reversed(runs):
            self.beginRemoveRows(self.createIndex(node.place, 0, 0), first, last)
            del node.group.rows[first : last + 1]
            self._forget(node)
            self.endRemoveRows()

    def _add_groups(self, groups: Sequence[Group]) -> None:
        known = {node.group.key for node in self._nodes}
        for place, group in enumerate(groups):
            if group.key not in known:
                at = min(place, len(self._nodes))
                self.beginInsertRows(QModelIndex(), at, at)
                node = _Node(next(self._serials), group._replace(rows=[]), at)
                self._nodes.insert(at, node)
                self._by_serial[node.serial] = node
                self._number()
                self.endInsertRows()

    def _add_rows(self, node: _Node, rows: Sequence[ActivityRow]) -> None:
        known = {row.id for row in node.group.rows}
        new = _runs([place for place, row in enumerate(rows) if row.id not in known])
        if known and _scattered(new, rows):
            self._remove(node, [(0, len(known) - 1)])
            new = [(0, len(rows) - 1)]
        for first, last in new:
            at = min(first, len(node.group.rows))
            self.beginInsertRows(self.createIndex(node.place, 0, 0), at, at + last - first)
            node.group.rows[at:at] = rows[first : last + 1]
            self._forget(node)
            self.endInsertRows()

    def _reorder(self, groups: Sequence[Group]) -> None:
        keys = [group.key for group in groups]
        if keys == [node.group.key for node in self._nodes] and all(
            _same(node.group.rows, group.rows) or _ids(node.group.rows) == _ids(group.rows)
            for node, group in zip(self._nodes, groups, strict=True)
        ):
            return
        wanted = {group.key: _ids(group.rows) for group in groups}
        self.layoutAboutToBeChanged.emit()
        kept = [(index, *self._named(index)) for index in self.persistentIndexList()]
        order = {key: place for place, key in enumerate(keys)}
        self._nodes.sort(key=lambda node: order[node.group.key])
        for node in self._nodes:
            places = {activity_id: place for place, activity_id in enumerate(wanted[node.group.key])}
            node.group.rows.sort(key=lambda row: places[row.id])
        self._number()
        self._forget()
        for index, serial, activity_id in kept:
            self.changePersistentIndex(index, self._index_of(serial, activity_id, index.column()))
        self.layoutChanged.emit()

    def _named(self, index: QModelIndex) -> tuple[int, int]:
        row = self.activity(index)
        return (index.internalId(), row.id) if row else (self._nodes[index.row()].serial, 0)

    def _index_of(self, serial: int, activity_id: int, column: int) -> QModelIndex:
        return (
            self.find(activity_id, column)
            if activity_id
            else self.createIndex(self._by_serial[serial].place, column, 0)
        )

    def _refresh(self, node: _Node, group: Group, remarked: set[int]) -> None:
        old = node.group.rows
        changed = []
        if remarked or not _same(old, group.rows):
            changed = [
                place
                for place, row in enumerate(group.rows)
                if (row is not old[place] and row != old[place]) or row.id in remarked
            ]
        heading = node.group[:4] != group[:4]
        node.group = group._replace(rows=old)
        for place in changed:
            old[place] = group.rows[place]
        for first, last in _runs(changed):
            self._changed(node, first, last)
        if heading and not changed:
            self._group_changed(node)

    def _changed(self, node: _Node, first: int, last: int) -> None:
        node.summary = None
        for row in node.group.rows[first : last + 1]:
            for column in range(len(COLUMNS)):
                self._texts.pop((row.id, column), None)
        top = self.createIndex(first, 0, node.serial)
        self.dataChanged.emit(top, self.createIndex(last, len(COLUMNS) - 1, node.serial))
        self._group_changed(node)

    def _group_changed(self, node: _Node) -> None:
        self.dataChanged.emit(
            self.createIndex(node.place, 0, 0), self.createIndex(node.place, len(COLUMNS) - 1, 0)
        )

    def _number(self) -> None:
        for place, node in enumerate(self._nodes):
            node.place = place

    def _forget(self, node: _Node | None = None) -> None:
        self._places = None
        self._texts.clear()
        for changed in self._nodes if node is None else (node,):
            changed.summary = None

    def _place_of(self, activity_id: int) -> tuple[_Node, int] | None:
        if self._places is None:
            self._places = {
                row.id: (node, place) for node in self._nodes for place, row in enumerate(node.group.rows)
            }
        return self._places.get(activity_id)


def _scattered(runs: Sequence[tuple[int, int]], rows: Sequence[ActivityRow]) -> bool:
    """Whether rows come or go at so many places that exchanging all of them takes a view less time."""
    return len(runs) > MOST_RUNS and len(runs) * ROWS_PER_RUN > len(rows)


def _same(rows: Sequence[ActivityRow], others: Sequence[ActivityRow]) -> bool:
    """Whether both hold the very same rows: asked first, because a key in the filter often changes nothing."""
    return len(rows) == len(others) and all(map(is_, rows, others))


def _ids(rows: Iterable[ActivityRow]) -> list[int]:
    return [row.id for row in rows]


def _own(group: Group) -> Group:
    return group._replace(rows=list(group.rows))


def _runs(places: Sequence[int]) -> list[tuple[int, int]]:
    """Return neighbours as (first, last): 1 2 3 7 gives (1, 3) and (7, 7)."""
    runs: list[tuple[int, int]] = []
    for place in places:
        if runs and runs[-1][1] == place - 1:
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
    return runs
