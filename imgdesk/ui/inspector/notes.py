"""The footnotes of an activity: edited where they stand, added where the cursor is, taken away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from imgdesk.ui.editors import PlainEditor
from imgdesk.ui.field_box import FieldBox
from imgdesk.ui.inspector.editing import Deeds, Editing
from imgdesk.ui.inspector.entry import Entry, Group
from imgdesk.ui.theme import Theme
from imgdesk.views.footnotes import Mark, raised
from imgdesk.views.workplan import FootnoteRow

_PLACES: Final = {
    "output": "",
    "when": "on When",
    "leads": "on Lead",
    "partners": "on Partners",
    "category": "on Category",
}


class Notes(Group):
    """See `show_notes`."""

    def __init__(self, theme: Theme, editing: Editing, deeds: Deeds) -> None:
        super().__init__(
            theme, "Footnotes", "Add a footnote where the cursor is, or at the end of the output"
        )
        self._theme, self._editing, self._deeds = theme, editing, deeds
        self._activity = 0
        self._anchor: tuple[str, int | None] = ("output", None)
        self.new = self._entry(self._added)
        self.new.hide()
        self.add.clicked.connect(self.begin_new)
        editing.ended.connect(
            lambda box: self.new.setVisible(box is not self.new.main and self.new.isVisible())
        )

    def show_notes(
        self, activity_id: int, notes: Sequence[FootnoteRow], marks: Sequence[Mark], *, editable: bool
    ) -> None:
        """Show the footnotes with the numbers that their marks have in the text."""
        self._activity = activity_id
        for entry, note, mark in zip(self.entries(len(notes), self._edited), notes, marks, strict=False):
            entry.main.show_value(note.text, f"{raised(mark.number)} {note.text}", _PLACES[note.field])
            entry.show_record(note.id, editable=editable)
        self.show_head(filled=bool(notes), editable=editable)

    def begin_new(self) -> None:
        """Open an empty footnote; it will hang where the cursor stands in the field that is being edited."""
        self._anchor = _cursor(self._editing.box)
        self._editing.finish()
        self.column.removeWidget(self.new)
        self.column.addWidget(self.new)
        self.new.begin_new(self._activity)
        self._editing.begin(self.new.main)

    def _edited(self) -> Entry:
        entry = self._entry(self._changed)
        entry.buttons[0].clicked.connect(lambda: self._delete(entry.main.record))
        entry.main.delete_wanted.connect(self._delete)
        return entry

    def _entry(self, keep: object) -> Entry:
        entry = Entry(self._theme, "Footnote", buttons=[("close", "Delete this footnote")])
        self._editing.watch(entry.main, _editor, keep)  # type: ignore[arg-type]
        return entry

    def _added(self, activity_id: int, text: str) -> bool:
        from imgdesk import services

        field, offset = self._anchor
        return self._deeds.do(
            lambda desk: services.parts.add_footnote(desk, activity_id, text, field=field, offset=offset)
        )

    def _changed(self, note_id: int, text: str) -> bool:
        from imgdesk import services

        return self._deeds.do(lambda desk: services.parts.edit_footnote(desk, note_id, text))

    def _delete(self, note_id: int) -> None:
        from imgdesk import services

        self._deeds.do(lambda desk: services.parts.delete_footnote(desk, note_id))


def _editor(box: FieldBox) -> QWidget:
    return PlainEditor("Footnote", box)


def _cursor(box: FieldBox | None) -> tuple[str, int | None]:
    """Return the field and the place of the cursor in it; the end of the output where no such field is open."""
    if box is None or box.editor is None or box.field not in _PLACES:
        return "output", None
    for part in (box.editor, box.editor.focusProxy(), *box.editor.findChildren(QLineEdit)):
        if isinstance(part, QPlainTextEdit):
            return box.field, part.textCursor().position()
        if isinstance(part, QLineEdit):
            return box.field, part.cursorPosition()
    return "output", None
