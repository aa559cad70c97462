"""Who was at a meeting: organizations and people with their state, marked with Space or a click."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QSize, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from imgdesk.text import one_line, shorten
from imgdesk.ui.edit_keys import EditKeys
from imgdesk.ui.editors import LineEditor
from imgdesk.ui.inspector.editing import Deeds
from imgdesk.ui.meetings.rows import Face, RowList
from imgdesk.ui.theme import Theme
from imgdesk.ui.widgets.buttons import Button
from imgdesk.ui.widgets.choices import menu_text
from imgdesk.ui.widgets.labels import Label
from imgdesk.views.people import organizations, persons

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk
    from imgdesk.views.minutes import MeetingRecord, PresentRow

NEXT: Final = {"absent": "present", "present": "apologies", "apologies": "absent"}
"""What Space and a click make of a state."""


class AddLine(QLineEdit):
    """The name of somebody to add, completed from those whom the desk knows; Return adds."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, placeholderText="Add an organization or a person")
        self.setAccessibleName("Add to the list of participants")
        self.setMaxLength(200)
        self.names = QStringListModel(self)
        completer = QCompleter(self.names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(completer)
        self.returnPressed.connect(lambda: self.wanted.emit(one_line(self.text())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class AttendancePanel(QWidget):
    """Shows the list of participants and changes it by services; `meeting_id` is whose it is."""

    def __init__(self, theme: Theme, deeds: Deeds, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._deeds = deeds
        self._meeting_id, self._ahead = 0, False
        self._rows: dict[int, PresentRow] = {}
        self._editable = False
        self._editor: LineEditor | None = None
        self.list = RowList(theme, "Attendance")
        self.list.setToolTip("")
        self.nobody = Label("Nobody is on the list yet.", "muted", wrap=True)
        self.nobody.setContentsMargins(12, 0, 12, 4)
        self.line = AddLine()
        self.all = Button("Mark all present", "quiet")
        self.focal = Button("Focal points", "quiet")
        self.focal.setToolTip("List everybody who holds a role on the day of the meeting")
        self._keys = EditKeys(self)
        self._lay_out()
        self.list.pressed_tag.connect(self.cycle)
        self.list.opened.connect(self.edit)
        self.list.delete_wanted.connect(self.remove)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.line.wanted.connect(self.add)
        self._keys.kept.connect(lambda editor, _onward: self._keep(editor))
        self._keys.dropped.connect(lambda _editor: self._close())

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(0)
        buttons.addWidget(self.all)
        buttons.addWidget(self.focal)
        buttons.addStretch(1)
        foot = QVBoxLayout()
        foot.setContentsMargins(12, 4, 12, 0)
        foot.addWidget(self.line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.nobody)
        column.addWidget(self.list)
        column.addLayout(foot)
        column.addLayout(buttons)

    def show_meeting(self, record: MeetingRecord, desk: Desk, *, editable: bool) -> None:
        """Show who was at a meeting."""
        if record.id != self._meeting_id:
            self.line.clear()
            self._close()
        self._meeting_id, self._editable = record.id, editable
        self._ahead = record.status == "planned"
        self._rows = {row.id: row for row in record.attendance}
        if self._editor is None:
            self._show_rows()
        self.nobody.setVisible(not self._rows)
        for part in (self.line, self.all, self.focal):
            part.setVisible(editable)
        self.all.setVisible(editable and any(row.state != "present" for row in record.attendance))
        if editable:
            self.line.names.setStringList(
                [row.short for row in organizations(desk)] + [row.name for row in persons(desk)]
            )

    def finish(self) -> None:
        """Keep what is being typed."""
        if self._editor is not None:
            self._keys.keep(self._editor, 0, leaving=True)

    # What can be done

    def cycle(self, entry_id: int) -> None:
        """Turn absent into present, present into apologies, apologies into absent."""
        row = self._rows.get(entry_id)
        if row is not None and self._editable:
            self.mark(entry_id, NEXT[row.state])

    def mark(self, entry_id: int, state: str, on_behalf_of: str | None = None) -> bool:
        """Say how somebody took part; return whether that was kept."""
        from imgdesk import services

        row = self._rows[entry_id]
        behalf = row.on_behalf_of if on_behalf_of is None else on_behalf_of
        return self._deeds.do(
            lambda desk: services.meetings.mark_attendance(
                desk,
                self._meeting_id,
                organization_id=row.organization_id,
                person_id=row.person_id,
                state=state,
                on_behalf_of=behalf,
            )
        )

    def remove(self, entry_id: int) -> None:
        """Take somebody off the list."""
        from imgdesk import services

        if self._editable:
            self._deeds.do(lambda desk: services.meetings.remove_attendance(desk, entry_id))

    def mark_all(self) -> None:
        """Mark everybody present."""
        from imgdesk import services

        self._deeds.do(lambda desk: services.meetings.mark_all(desk, self._meeting_id))

    def edit(self, entry_id: int) -> None:
        """Open the field for whom somebody spoke."""
        row = self._rows.get(entry_id)
        if row is None or not self._editable or self._editor is not None:
            return
        item = self.list.item(self.list.place_of(entry_id))
        editor = self._editor = LineEditor(f"{row.name} on behalf of")
        editor.setPlaceholderText(f"{row.organization or row.name} on behalf of…")
        editor.setProperty("record", entry_id)
        editor.set_value(row.on_behalf_of)
        item.setSizeHint(QSize(0, editor.sizeHint().height() + 4))
        self.list.setItemWidget(item, editor)
        self.list.fit()
        self._keys.watch(editor)
        editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def add(self, name: str) -> None:
        """Put somebody on the list as present; a name that is not known is asked about first."""
        desk = self._deeds.desk
        if not name or desk is None:
            return
        wanted = name.casefold()
        known = {row.name.casefold(): {"person_id": row.id} for row in persons(desk)}
        for row in organizations(desk):
            known[row.short.casefold()] = known[row.name.casefold()] = {"organization_id": row.id}
        if wanted in known:
            self._put(lambda desk: self._on_list(desk, **known[wanted]))
        else:
            self.new_menu(name).popup(self.line.mapToGlobal(QPoint(0, self.line.height())))

    def new_menu(self, name: str) -> QMenu:
        """Return the question what a name stands for that the desk does not know."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        words = menu_text(name)
        menu.addAction(f"Add the organization “{words}”").triggered.connect(
            lambda: self._put(lambda desk: self._add_organization(desk, name))
        )
        menu.addAction(f"Add the person “{words}”").triggered.connect(
            lambda: self._put(lambda desk: self._add_person(desk, name))
        )
        menu.setActiveAction(menu.actions()[0])
        return menu

    # How it is done

    def _put(self, change: Callable[[Desk], object]) -> None:
        if self._deeds.do(change):
            self.line.clear()
            # a completer puts the chosen word back after Return
            QTimer.singleShot(0, self.line, self.line.clear)

    def _on_list(self, desk: Desk, **who: int) -> None:
        from imgdesk import services

        services.meetings.mark_attendance(desk, self._meeting_id, **who)

    def _add_organization(self, desk: Desk, name: str) -> None:
        from imgdesk import services

        with desk.change(f"Add “{shorten(name, 40)}” to the list of participants"):
            self._on_list(desk, organization_id=services.people.add_organization(desk, name))

    def _add_person(self, desk: Desk, name: str) -> None:
        from imgdesk import services

        with desk.change(f"Add “{shorten(name, 40)}” to the list of participants"):
            self._on_list(desk, person_id=services.people.add_person(desk, name))

    def _keep(self, editor: LineEditor) -> None:
        entry_id = int(editor.property("record"))
        row = self._rows.get(entry_id)
        if row is not None and one_line(editor.value()) != row.on_behalf_of:
            if not self.mark(entry_id, row.state, one_line(editor.value())):
                self._keys.resume(editor)
                return
        self._close()

    def _close(self) -> None:
        editor, self._editor = self._editor, None
        if editor is None:
            return
        focused = editor.hasFocus()
        self._show_rows()
        if focused:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_rows(self) -> None:
        self.list.show_rows([(row.id, face(row, ahead=self._ahead)) for row in self._rows.values()])
        self.list.setVisible(bool(self._rows))

    def _show_menu(self, place: QPoint) -> None:
        item, key = self.list.itemAt(place), self.list.current_key()
        if item is None or key is None or not self._editable:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for state in NEXT.values():
            menu.addAction(state.capitalize()).triggered.connect(
                lambda _on=False, state=state: self.mark(key, state)
            )
        menu.addSeparator()
        menu.addAction("On behalf of…").triggered.connect(lambda: self.edit(key))
        menu.addAction("Take off the list").triggered.connect(lambda: self.remove(key))
        menu.popup(self.list.viewport().mapToGlobal(place))


def face(row: PresentRow, *, ahead: bool = False) -> Face:
    """Return how somebody on the list is shown; grey where not present, "expected" while the meeting is ahead."""
    person = row.person_id is not None
    beside = ", ".join(part for part in (row.organization if person else "", row.role) if part)
    return Face(
        row.name if person else row.organization or row.name,
        beside=beside or " ",
        second=f"on behalf of {row.on_behalf_of}" if row.on_behalf_of else "",
        tag="expected" if ahead and row.state == "absent" else row.state,
        tone="green" if row.state == "present" else "neutral",
        strong=True,
    )
