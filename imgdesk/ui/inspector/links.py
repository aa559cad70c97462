"""The links of an activity: what it waits for and what waits for it, each with its kind and the days between."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from imgdesk.text import one_line, shorten
from imgdesk.ui.editors import ChoiceEditor, LineEditor
from imgdesk.ui.field_box import PAD, FieldBox, WrapLabel
from imgdesk.ui.inspector.editing import Deeds, Editing
from imgdesk.ui.inspector.entry import Entry, Group, pop_up
from imgdesk.ui.theme import Theme
from imgdesk.views.around import LinkedRow, linkable

_ITS: Final = {
    "FS": "begins after it ends",
    "SS": "begins after it begins",
    "FF": "ends after it ends",
    "SF": "ends after it begins",
}
_OURS: Final = {kind: words.replace(" it ", " this ") for kind, words in _ITS.items()}
_MOST_CHARS: Final = 72
_MOST_DAYS: Final = 9999


class LagEditor(LineEditor):
    """Days between two activities: a whole number, negative for a lead."""

    def value(self) -> str:
        number = _days(self.text())
        return self.text() if number is None else str(number)

    def problem(self) -> str:
        if _days(self.text()) is not None:
            return ""
        typed = shorten(self.text() or " ", 20)
        return f"“{typed}” is no number of days: type a whole one, such as 5, or -5 for a lead."


class Links(Group):
    """See `show_links`."""

    activity_wanted = Signal(int)

    def __init__(self, theme: Theme, editing: Editing, deeds: Deeds) -> None:
        super().__init__(theme, "Links", "Link to another activity")
        self._theme, self._editing, self._deeds = theme, editing, deeds
        self._activity = 0
        self._rows: dict[int, LinkedRow] = {}
        self._before = True
        self.new = Entry(theme, "Activity to link to")
        self.new.hide()
        self.conflicts = WrapLabel("", "small")
        self.conflicts.setContentsMargins(PAD, 2, 0, 0)
        self.column.addWidget(self.conflicts)
        editing.watch(self.new.main, self._choice, self._added)
        editing.ended.connect(
            lambda box: self.new.setVisible(box is not self.new.main and self.new.isVisible())
        )
        self.add.clicked.connect(self._ask_which)

    def show_links(
        self, activity_id: int, links: Sequence[LinkedRow], conflicts: Sequence[str], *, editable: bool
    ) -> None:
        """Show the links of an activity, and what contradicts among them in words."""
        self._activity = activity_id
        self._rows = {link.id: link for link in links}
        for entry, link in zip(self.entries(len(links), self._entry), links, strict=True):
            kinds = _ITS if link.before else _OURS
            name = " ".join(f"{link.ref} {link.output}".split()) or "Untitled"
            entry.main.show_value(name, f"{'←' if link.before else '→'} {_cut(name)}", link.when_text[:80])
            entry.details[0].show_value(link.kind, kinds[link.kind])
            entry.details[1].show_value(str(link.lag_days), _lag_words(link.lag_days))
            entry.show_record(link.id, editable=editable)
            entry.main.set_editable(True)
        self.conflicts.setText("\n".join(conflicts)[:2000])
        self.conflicts.setVisible(bool(conflicts))
        self.column.removeWidget(self.conflicts)
        self.column.addWidget(self.conflicts)
        self.show_head(filled=bool(links), editable=editable)

    def begin_new(self, *, before: bool) -> None:
        """Ask for the activity that this one waits for (`before`), or that waits for this one."""
        self._before = before
        self._editing.finish()
        self.column.removeWidget(self.new)
        self.column.addWidget(self.new)
        self.new.begin_new(self._activity)
        self._editing.begin(self.new.main)

    def _ask_which(self) -> None:
        menu = QMenu(self)
        menu.addAction("This waits for…").triggered.connect(lambda: self.begin_new(before=True))
        menu.addAction("This is needed by…").triggered.connect(lambda: self.begin_new(before=False))
        pop_up(menu, self.add)

    def _entry(self) -> Entry:
        entry = Entry(
            self._theme, "Linked activity", ("How", "Days between"), [("close", "Remove this link")]
        )
        entry.main.hint = "Go to this activity"
        entry.main.wanted.connect(self._go)
        self._editing.watch(entry.details[0], self._kinds, self._set_kind)
        self._editing.watch(
            entry.details[1], lambda box: LagEditor("Days between", parent=box), self._set_lag
        )
        entry.buttons[0].clicked.connect(lambda: self._remove(entry.main.record))
        entry.main.delete_wanted.connect(self._remove)
        return entry

    def _go(self, box: FieldBox) -> None:
        self._editing.finish()
        if box.record in self._rows:
            self.activity_wanted.emit(self._rows[box.record].other_id)

    def _kinds(self, box: FieldBox) -> QWidget:
        kinds = _ITS if self._rows[box.record].before else _OURS
        return ChoiceEditor("How", list(kinds.items()), box)

    def _choice(self, box: FieldBox) -> QWidget:
        rows = linkable(self._deeds.desk, self._activity) if self._deeds.desk else []
        editor = ChoiceEditor("Activity to link to", rows, box, free=True)
        line = editor.lineEdit()
        if line is not None:
            line.setPlaceholderText("Type a part of its name or reference")
        return editor

    def _added(self, activity_id: int, value: str) -> bool:
        from imgdesk import services

        if not value.isdecimal():
            if one_line(value):
                self._deeds.refused.emit(
                    f"No activity is called “{shorten(value, 40)}”: choose one of the list."
                )
            return not one_line(value)
        pair = (int(value), activity_id) if self._before else (activity_id, int(value))
        return self._deeds.do(lambda desk: services.parts.link_activities(desk, *pair))

    def _set_kind(self, link_id: int, kind: str) -> bool:
        from imgdesk import services

        return self._deeds.do(lambda desk: services.parts.edit_link(desk, link_id, kind=kind))

    def _set_lag(self, link_id: int, days: str) -> bool:
        from imgdesk import services

        return self._deeds.do(lambda desk: services.parts.edit_link(desk, link_id, lag_days=int(days)))

    def _remove(self, link_id: int) -> None:
        from imgdesk import services

        self._deeds.do(lambda desk: services.parts.unlink_activities(desk, link_id))


def _cut(name: str) -> str:
    return name if len(name) <= _MOST_CHARS else f"{name[: _MOST_CHARS - 1].rstrip()}…"


def _days(text: str) -> int | None:
    words = one_line(text).replace("−", "-").casefold().removesuffix("days").removesuffix("day").strip()
    digits = words.removeprefix("-").removeprefix("+")
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= len(str(_MOST_DAYS))):
        return None
    return -int(digits) if words.startswith("-") else int(digits)


def _lag_words(days: int) -> str:
    if not days:
        return "at once"
    return f"{'+' if days > 0 else '−'} {abs(days)} {'day' if abs(days) == 1 else 'days'}"
