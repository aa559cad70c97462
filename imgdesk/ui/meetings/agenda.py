"""The agenda at the left of the minutes: items to walk, edit and reorder, and what came back from the last meeting."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QDragMoveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu, QVBoxLayout, QWidget

from imgdesk.text import shorten
from imgdesk.ui.edit_keys import holds_focus
from imgdesk.ui.inspector.editing import Deeds
from imgdesk.ui.meetings.item_form import ItemFields, ItemForm
from imgdesk.ui.meetings.rows import Face, RowList
from imgdesk.ui.theme import Theme
from imgdesk.ui.widgets.buttons import Button
from imgdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from imgdesk.views.meeting_list import Returned
    from imgdesk.views.minutes import ItemRow, MeetingRecord

NEW = 0
"""The key of the row in which a new item is typed."""


class AgendaList(RowList):
    """The items; dragged, or moved with Alt+Up and Alt+Down."""

    moved = Signal(int, object)
    """item, the item before which it is to stand (None: the end)"""
    add_wanted = Signal()
    entered = Signal(int)
    """Return was pressed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "Agenda", parent, lit=True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.form: ItemForm | None = None
        self.editable = True

    def set_editable(self, editable: bool) -> None:
        """Say whether the agenda can be changed now."""
        self.editable = editable
        self.setDragEnabled(editable)
        self.setAcceptDrops(editable)

    def open_form(self, key: int, fields: ItemFields) -> ItemForm:
        """Put the fields of an item in the place of its row."""
        item = self.item(self.place_of(key))
        form = self.form = ItemForm(fields)
        item.setSizeHint(QSize(0, form.sizeHint().height()))
        self.setItemWidget(item, form)
        self.fit()
        form.setFocus(Qt.FocusReason.OtherFocusReason)
        return form

    def close_form(self) -> None:
        """Take the fields away."""
        form, self.form = self.form, None
        if form is None:
            return
        focused = holds_focus(form)
        for place in range(self.count()):
            item = self.item(place)
            if self.itemWidget(item) is form:
                self.removeItemWidget(item)
                item.setData(Qt.ItemDataRole.SizeHintRole, None)
        self.fit()
        if focused:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def step(self, way: int) -> None:
        """Move the current item one place up (-1) or down (1)."""
        keys, place = self.keys(), self.currentRow()
        there = place + way
        if self.editable and place >= 0 and 0 <= there < len(keys):
            behind = keys[place - 1] if way < 0 else keys[there + 1] if there + 1 < len(keys) else None
            self.moved.emit(keys[place], behind)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.step(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentRow() >= 0:
            self.entered.emit(self.keys()[self.currentRow()])
        elif event.key() == Qt.Key.Key_Insert:
            self.add_wanted.emit()
        else:
            super().keyPressEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)
        if event.source() is self:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell where the item is to stand; the list itself follows the desk."""
        place, key = event.position().toPoint(), self.current_key()
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        if key is not None and event.source() is self and self.editable:
            self.drop(key, place.y())

    def drop(self, key: int, y: int) -> None:
        """Let an item go at a height: it is to stand before the first row whose middle is below."""
        for place, other in enumerate(self.keys()):
            if y < self.visualItemRect(self.item(place)).center().y():
                if other != key:
                    self.moved.emit(key, other)
                return
        if self.keys()[-1] != key:
            self.moved.emit(key, None)


class AgendaPanel(QWidget):
    """Shows the agenda of a meeting and changes it by services."""

    item_wanted = Signal(int)
    """This item is to be shown in the minutes."""
    typing_wanted = Signal(int)
    """This item is to be minuted: it was clicked, or Return was pressed on it."""
    said = Signal(str)
    """What was deleted, in words."""

    def __init__(self, theme: Theme, deeds: Deeds, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._deeds = deeds
        self._meeting_id = 0
        self._items: dict[int, ItemRow] = {}
        self.heading = Label("Agenda", "caption")
        self.list = AgendaList(theme)
        self.add = Button("Add an item", "quiet")
        self.returns_heading = Label("Returns from the last meeting", "caption")
        self.returns = RowList(theme, "Returns from the last meeting")
        self._lay_out()
        self.list.reached.connect(self._reached)
        self.list.picked.connect(self._entered)
        self.list.entered.connect(self._entered)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.list.opened.connect(self.edit)
        self.list.moved.connect(self._move)
        self.list.delete_wanted.connect(self.delete)
        self.list.add_wanted.connect(self.begin_new)
        self.add.clicked.connect(self.begin_new)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 16, 8, 16)
        column.setSpacing(4)
        for heading in (self.heading, self.returns_heading):
            heading.setContentsMargins(12, 0, 12, 4)
        for part in (self.heading, self.list, self.add, self.returns_heading, self.returns):
            column.addWidget(part)
        column.setAlignment(self.add, Qt.AlignmentFlag.AlignLeft)
        column.insertSpacing(3, 16)
        column.addStretch(1)

    def show_meeting(self, record: MeetingRecord, returned: Sequence[Returned], *, editable: bool) -> None:
        """Show the agenda of a meeting; what is being typed stays."""
        if record.id != self._meeting_id:
            self.finish()
        self._meeting_id = record.id
        self._items = {row.id: row for row in record.items}
        planned = sum(row.minutes_planned or 0 for row in record.items)
        self.heading.setText(f"Agenda · {planned} min" if planned else "Agenda")
        if self.list.form is None:
            self._show_items()
        self.list.set_editable(editable)
        self.add.setVisible(editable)
        rows = _returns(record, returned)
        self.returns.show_rows(rows)
        for part in (self.returns_heading, self.returns):
            part.setVisible(bool(rows))

    def show_item(self, item_id: int) -> None:
        """Highlight the item that is being minuted."""
        if self.list.form is None:
            self.list.choose(item_id)

    def finish(self) -> None:
        """Keep what is being typed."""
        if self.list.form is not None:
            self.list.form.finish()

    def begin_new(self) -> None:
        """Open an empty item behind the current one."""
        if not self.list.editable or not self._meeting_id:
            return
        self.finish()
        if self.list.form is not None:
            return
        behind, keys = self.list.current_key(), list(self._items)
        place = keys.index(behind) + 1 if behind in keys and self.list.hasFocus() else len(keys)
        rows = [(row.id, _face(row)) for row in self._items.values()]
        self.list.show_rows([*rows[:place], (NEW, Face(" ")), *rows[place:]])
        before = keys[place] if place < len(keys) else None
        form = self.list.open_form(NEW, ItemFields())
        form.kept.connect(lambda fields, returned: self._add(fields, before, again=returned))
        form.dropped.connect(self._drop)

    def edit(self, item_id: int) -> None:
        """Open the fields of an item in its place."""
        row = self._items.get(item_id)
        if row is None or not self.list.editable or self.list.form is not None:
            return
        minutes = "" if row.minutes_planned is None else str(row.minutes_planned)
        before = ItemFields(row.title, row.presenter, minutes, bool(row.recurring))
        form = self.list.open_form(item_id, before)
        form.kept.connect(lambda fields, _returned: self._keep(item_id, before, fields))
        form.dropped.connect(self._drop)

    def delete(self, item_id: int) -> None:
        """Delete an item with its minutes."""
        from imgdesk import services

        row = self._items.get(item_id)
        if row is not None and self.list.editable:
            if self._deeds.do(lambda desk: services.agenda.delete_item(desk, item_id)):
                self.said.emit(f"“{shorten(row.title, 48)}”")

    def _add(self, fields: ItemFields, before: int | None, *, again: bool) -> None:
        from imgdesk import services

        if not fields.title:
            self._drop()
            return
        if not self._is_number(fields):
            return
        planned = fields.planned()
        made: list[int] = []
        meeting_id, form = self._meeting_id, self.list.form
        more = {"presenter": fields.presenter, "minutes_planned": planned, "recurring": fields.recurring}
        if not self._deeds.do(
            lambda desk: made.append(
                services.agenda.add_item(desk, meeting_id, fields.title, before=before, **more)
            )
        ):
            if form is not None:
                form.resume()
            return
        self._drop()
        self.list.choose(made[0])
        if again:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            self.begin_new()

    def _keep(self, item_id: int, before: ItemFields, fields: ItemFields) -> None:
        from imgdesk import services

        if not self._is_number(fields):
            return
        planned = fields.planned()
        said = {
            "title": fields.title, "presenter": fields.presenter, "minutes_planned": planned,
            "recurring": fields.recurring,
        }  # fmt: skip
        changed = {
            name: value
            for name, value in said.items()
            if getattr(fields, "minutes" if name == "minutes_planned" else name)
            != getattr(before, "minutes" if name == "minutes_planned" else name)
        }
        form = self.list.form
        if changed and not self._deeds.do(lambda desk: services.agenda.edit_item(desk, item_id, **changed)):
            if form is not None:
                form.resume()
            return
        self._drop()

    def _is_number(self, fields: ItemFields) -> bool:
        """Tell whether the minutes planned are a number; when not, it is said and typing goes on."""
        try:
            fields.planned()
        except ValueError:
            typed = shorten(fields.minutes, 20)
            self._deeds.refused.emit(f"“{typed}” is not a number of minutes: type a whole number.")
            if self.list.form is not None:
                self.list.form.resume()
            return False
        return True

    def _drop(self) -> None:
        self.list.close_form()
        self._show_items()

    def _show_items(self) -> None:
        self.list.show_rows([(row.id, _face(row)) for row in self._items.values()])

    def _move(self, item_id: int, before: int | None) -> None:
        from imgdesk import services

        if self._deeds.do(lambda desk: services.agenda.move_item(desk, item_id, before=before)):
            self.list.choose(item_id)

    def _reached(self, key: int) -> None:
        if key != NEW:
            self.item_wanted.emit(key)

    def _entered(self, key: int) -> None:
        if key != NEW:
            self.typing_wanted.emit(key)

    def _show_menu(self, place: QPoint) -> None:
        if self.list.itemAt(place) is None or not self.list.editable or self.list.form is not None:
            return
        key = self.list.current_key() or NEW
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Edit\tF2").triggered.connect(lambda: self.edit(key))
        menu.addAction("Add an item behind\tIns").triggered.connect(self.begin_new)
        menu.addAction("Move up\tAlt+Up").triggered.connect(lambda: self.list.step(-1))
        menu.addAction("Move down\tAlt+Down").triggered.connect(lambda: self.list.step(1))
        menu.addSeparator()
        menu.addAction("Delete\tDel").triggered.connect(lambda: self.delete(key))
        menu.popup(self.list.viewport().mapToGlobal(place))


def _face(row: ItemRow) -> Face:
    every = "at every meeting" if row.recurring else ""
    second = " · ".join(part for part in (row.presenter, every) if part)
    right = f"{row.minutes_planned}'" if row.minutes_planned else ""
    return Face(f"{row.number}. {row.title}", second=second, right=right)


def _returns(record: MeetingRecord, returned: Sequence[Returned]) -> list[tuple[int, Face]]:
    """Return the actions and topics that came from earlier meetings; topics have negative keys."""
    actions = [
        (row.id, Face(shorten(row.text, 44), second=row.status))
        for row in record.actions
        if row.first_meeting_id != record.id
    ]
    return [*actions, *((-row.item_id, Face(shorten(row.title, 44), second=row.why)) for row in returned)]
