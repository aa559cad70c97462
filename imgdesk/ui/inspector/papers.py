"""The deliverables and documents of an activity: attached as a link or a file, dropped from outside, given out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from imgdesk.text import shorten
from imgdesk.ui.editors import EditContext, LineEditor, WhenEditor
from imgdesk.ui.field_box import FieldBox
from imgdesk.ui.inspector.editing import Deeds, Editing
from imgdesk.ui.inspector.entry import Entry, Group, pop_up
from imgdesk.ui.inspector.giving import Giving
from imgdesk.ui.theme import Theme
from imgdesk.views.documents import AttachmentRow, made_of

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk


class Papers(Group):
    """See `show_papers`; `take` attaches what is dropped."""

    def __init__(self, theme: Theme, context: EditContext, editing: Editing, deeds: Deeds) -> None:
        super().__init__(theme, "Deliverables and documents", "Attach a file or a link")
        self._theme, self._context, self._editing, self._deeds = theme, context, editing, deeds
        self.giving = Giving(deeds)
        self._activity = 0
        self._editable = False
        self._rows: dict[int, AttachmentRow] = {}
        self.new = Entry(theme, "Link to attach")
        self.new.hide()
        editing.watch(self.new.main, lambda box: LineEditor("Link to attach", parent=box), self._added)
        editing.ended.connect(
            lambda box: self.new.setVisible(box is not self.new.main and self.new.isVisible())
        )
        self.add.clicked.connect(lambda: pop_up(self.menu_to_add(), self.add))

    def show_papers(self, activity_id: int, rows: Sequence[AttachmentRow], *, editable: bool) -> None:
        """Show what is attached to an activity."""
        self._activity, self._editable = activity_id, editable
        self._rows = {row.id: row for row in rows}
        for entry, row in zip(self.entries(len(rows), self._entry), rows, strict=True):
            said = " · ".join((row.kind, row.state, made_of(row)))
            under = shorten(row.link, 200) if row.link and row.title else ""
            entry.main.show_value(row.name, row.name, "\n".join(filter(None, (under, said))))
            words = f"delivered {row.when_text}" if row.when_text else "not delivered yet"
            entry.details[0].show_value(row.when_text, words)
            entry.details[0].setVisible(bool(row.when_text) or row.kind == "deliverable")
            entry.show_record(row.id, editable=editable)
            entry.buttons[0].show()
            if row.sha256:
                entry.main.setToolTip(f"{row.media_type}\nSHA-256 {row.sha256}")
        self.show_head(filled=bool(rows), editable=editable)

    def menu_to_add(self) -> QMenu:
        """Return what can be attached."""
        menu = QMenu(self)
        menu.addAction("Attach a file…").triggered.connect(self.attach_file)
        menu.addAction("Attach a link").triggered.connect(self.begin_link)
        return menu

    def menu_of(self, row: AttachmentRow) -> QMenu:
        """Return what can be done with an attachment."""
        menu = QMenu(self)
        menu.addAction("Open…").triggered.connect(lambda: self.giving.open(row))
        if row.link:
            menu.addAction("Copy the link").triggered.connect(
                lambda: QGuiApplication.clipboard().setText(row.link)
            )
        else:
            menu.addAction("Save as…").triggered.connect(lambda: self.giving.save(row))
        if self._editable:
            menu.addSeparator()
            for words, field, on, off in (
                ("Final", "state", "final", "draft"),
                ("Deliverable of this activity", "kind", "deliverable", "document"),
            ):
                action = menu.addAction(words)
                action.setCheckable(True)
                action.setChecked(getattr(row, field) == on)
                value = off if action.isChecked() else on
                action.triggered.connect(lambda _, f=field, v=value: self._set(row.id, f, v))
            menu.addSeparator()
            menu.addAction("Remove").triggered.connect(lambda: self._remove(row.id))
        return menu

    def attach_file(self) -> None:
        """Ask for a file and attach it."""
        from imgdesk.ui.dialogs.file_choice import ANY, FileChoice

        path = FileChoice.ask_open("Attach a file", Path.home(), ANY)
        if path is not None:
            self.attach([path], [])

    def begin_link(self) -> None:
        """Open an empty line for a link."""
        self._editing.finish()
        self.column.removeWidget(self.new)
        self.column.addWidget(self.new)
        self.new.begin_new(self._activity)
        self._editing.begin(self.new.main)

    def takes(self, dragged: QMimeData) -> bool:
        """Tell whether something dragged over the inspector can be attached."""
        return self._editable and self.isEnabled() and dragged.hasUrls()

    def take(self, dropped: QMimeData) -> None:
        """Attach what was dropped: files are kept, anything else is a link."""
        urls = dropped.urls()
        self.attach(
            [Path(url.toLocalFile()) for url in urls if url.isLocalFile()],
            [url.toString() for url in urls if not url.isLocalFile()],
        )

    def attach(self, files: Sequence[Path], links: Sequence[str]) -> None:
        """Attach files and links as one step: all of them, or none where one is refused."""
        from imgdesk import services

        activity = self._activity

        def attached(desk: Desk) -> None:
            with desk.change(f"Attach {len(files) + len(links)} documents"):
                for path in files:
                    services.documents.attach_file(desk, activity, path)
                for link in links:
                    services.documents.attach_link(desk, activity, link)

        if len(files) + len(links) > 1:
            self._deeds.do(attached)
        elif files:
            self._deeds.do(lambda desk: services.documents.attach_file(desk, activity, files[0]))
        elif links:
            self._deeds.do(lambda desk: services.documents.attach_link(desk, activity, links[0]))

    def _entry(self) -> Entry:
        entry = Entry(
            self._theme, "Document", ("Delivered on",), [("more", "What can be done with this document")]
        )
        self._editing.watch(entry.main, _name_editor, lambda key, text: self._set(key, "title", text))
        self._editing.watch(entry.details[0], self._when, lambda key, text: self._set(key, "when", text))
        entry.main.delete_wanted.connect(self._remove)
        entry.buttons[0].clicked.connect(
            lambda: pop_up(self.menu_of(self._rows[entry.main.record]), entry.buttons[0])
        )
        return entry

    def _when(self, box: FieldBox) -> QWidget:
        activity = self._activity
        return WhenEditor(self._theme, lambda text: self._context.understood(text, activity), box)

    def _added(self, activity_id: int, link: str) -> bool:
        from imgdesk import services

        return self._deeds.do(lambda desk: services.documents.attach_link(desk, activity_id, link))

    def _set(self, attachment_id: int, field: str, value: str) -> bool:
        from imgdesk import services

        return self._deeds.do(
            lambda desk: services.documents.edit_attachment(desk, attachment_id, **{field: value})
        )

    def _remove(self, attachment_id: int) -> None:
        from imgdesk import services

        self._deeds.do(lambda desk: services.documents.remove_attachment(desk, attachment_id))


def _name_editor(box: FieldBox) -> QWidget:
    return LineEditor("What it is called", parent=box)
