"""The Briefs page: the papers of a desk at the left, the sections of one in the middle, its pages at the right.

Every gesture calls a service; what it changed comes back by the bridge and is laid over what is shown. The pages are
composed anew in a thread a moment after every change, and with them what the desk writes into the sections.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMenu

from imgdesk.domain.paper_words import STATUSES
from imgdesk.ui.pages.briefs_frame import status_words
from imgdesk.ui.pages.briefs_menus import fill_section_menu, fill_to_add
from imgdesk.ui.pages.briefs_shown import BriefsShown
from imgdesk.ui.pages.briefs_state import PAPER, RECORD, BriefsState
from imgdesk.ui.widgets.pdf_view import STEP

if TYPE_CHECKING:
    from imgdesk.reports.compose.paper import Shown
    from imgdesk.store.desk import Desk
    from imgdesk.ui.bridge import DeskBridge


class BriefsPage(BriefsShown):
    """See the module."""

    keys: ClassVar[Sequence[tuple[str, str]]] = (
        ("Ctrl+Shift+N", "New paper"), ("Up, Down, Return", "Choose a paper, go into it"),
        ("Ctrl+Enter", "New section behind this one"), ("Alt+Up, Alt+Down", "Move the section"),
        ("Alt+Right, Alt+Left", "A level further in, further out"),
        ("Esc", "From a field to its section, and on to the list"),
        ("Del", "Delete the section, or the paper in the list"),
        ("Left, Right", "Collapse the section, open it"),
        ("Ctrl+B, Ctrl+I while typing", "Bold, italics"),
        ("Return, F2 on what the desk writes", "Write it by hand"), ("G", "Go to the record behind it"),
        ("F6", "From papers to sections to pages"), ("PgUp, PgDown", "Page before, next page of the preview"),
        ("Ctrl++, Ctrl+-, Ctrl+0", "Size of the preview"), ("F7", "Check the paper"), ("Ctrl+P", "Print the paper"),
    )  # fmt: skip

    def _build(self) -> None:
        super()._build()
        self._connect()
        self._bind_keys()

    def _connect(self) -> None:
        lst, sections, preview, head = self.list, self.sections, self.preview, self.head
        lst.chosen.connect(self.choose)
        lst.new_wanted.connect(self.new_paper)
        lst.opened.connect(self._enter)
        lst.bring.clicked.connect(self._actions["import_paper"].trigger)
        lst.menu_wanted.connect(self._paper_menu)
        head.edited.connect(self._edit_head)
        head.chosen.connect(self._say_about)
        for field in (head.title, head.subtitle):
            field.entered.connect(self._enter_first)
            field.typed.left.connect(self._leave_head)
        sections.edited.connect(
            lambda field, value, merge, key: self.edits.edit_section(key, field, value, merge)
        )
        sections.wanted.connect(self._gesture)
        sections.overridden.connect(
            lambda shown, text, merge, key: self.edits.override(key, shown, text, merge)
        )
        sections.reverted.connect(lambda shown, key: self.edits.revert(key, shown))
        sections.agreed.connect(self._agree)
        sections.record_wanted.connect(self.record_wanted)
        sections.entered.connect(self._follow)
        sections.add_wanted.connect(self._ask_what_to_add)
        sections.filled.connect(self._narrow)
        sections.orphaned.connect(self._leave_head)
        self.calm.pressed.connect(self._press)
        self.outline.wanted.connect(preview.view.go_to_heading)
        preview.composed.connect(self._composed)
        preview.failed.connect(lambda _sentence: self._not_composed())
        preview.rendered.connect(lambda _pages: self._show_outline())
        self.pages.clicked.connect(self.show_preview)
        self.statuses.aboutToShow.connect(self._fill_statuses)
        self.notice.connect(self.toast.hide)

    def _bind_keys(self) -> None:
        keys: list[tuple[str, Callable[[], object]]] = [
            ("Alt+Right", partial(self._rank, 1)), ("Alt+Left", partial(self._rank, -1)), ("F6", self._go_round),
            ("Shift+F6", partial(self._go_round, -1)),
        ]  # fmt: skip
        for key, do in keys:
            shortcut = QShortcut(
                QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
            )
            shortcut.activated.connect(do)

    # The page as the window sees it

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        view = self.preview.view
        return {
            "new_paper": self.new_paper, "new_section": self.new_section, "delete": self.delete,
            "move_up": partial(self._move, -1), "move_down": partial(self._move, 1),
            "find": self._seek, "zoom_in": partial(view.zoom_by, STEP), "zoom_out": partial(view.zoom_by, 1 / STEP),
            "zoom_fit": view.zoom_fit, **self.out.handlers(),
        }  # fmt: skip

    def open(self, desk: Desk, bridge: DeskBridge) -> None:
        self._desk, self._bridge = desk, bridge
        self.state = BriefsState(desk, self._today)
        self.preview.open(desk.path)
        bridge.changed.connect(self._changed)
        self.list.field.clear()
        self.state.choose(self.state.first_key())

    def close_desk(self) -> None:
        self.finish()
        self.out.forget()
        if self._bridge is not None:
            self._bridge.changed.disconnect(self._changed)
        self._bridge = self._desk = self.state = None
        self.preview.close_desk()
        self.sections.clear()
        self.list.show_entries((), "")
        self.outline.show_headings(())

    def activate(self) -> None:
        if self.state is not None:
            self.state.load()
            self._show()
            self._ask_preview()
        self._place_parts()
        self.list.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_record(self, kind: str, record_id: int) -> None:
        """Go to a paper, or to a section of one."""
        state = self.state
        if state is None:
            return
        paper_id, section_id = record_id, 0
        if kind == "paper_section":
            rows = state.desk.read("SELECT paper_id FROM paper_section WHERE id = ?", (record_id,))
            paper_id, section_id = (rows[0][0], record_id) if rows else (0, 0)
        self.list.field.clear()
        self.choose(f"{PAPER}:{paper_id}")
        if section_id:
            self.sections.settle()
            self.sections.go_to(section_id)

    # Gestures

    def new_paper(self) -> None:
        """Ask what to begin, and from what."""
        from imgdesk.ui.dialogs.new_paper import NewPaper

        state = self.state
        if state is None or state.desk.read_only:
            return
        self.finish()
        made = NewPaper.ask(state, self.edits.made)
        if made is not None:
            self.choose(f"{PAPER}:{made}")
            self._enter()

    def new_section(self) -> None:
        """Add a section behind the one that the keyboard is in, or was last."""
        self.add_section("text")

    def add_section(self, kind: str, source: str = "", heading: str = "") -> None:
        """Add a section of a kind, and go there."""
        state = self.state
        if state is None or not state.editable:
            return
        self.finish()
        rows = {row.id: row for row in state.rows()}
        made = self.edits.add_section(rows.get(self.sections.chosen), kind, source, heading)
        if made is not None:
            self.sections.settle()
            self.sections.go_to(made)

    def _ask_what_to_add(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fill_to_add(menu, self.add_section)
        menu.popup(self.sections.add.mapToGlobal(QPoint(0, self.sections.add.height())))

    def _gesture(self, what: str, section_id: int) -> None:
        if what == "menu" and self.state is not None:
            card = self.sections.cards[section_id]
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            fill_section_menu(menu, self, section_id)
            card.pop_up(menu)

    def _move(self, onward: int) -> None:
        self.finish()
        if self.edits.shift(self.sections.chosen, onward):
            self._keep_in_sight()

    def _rank(self, deeper: int) -> None:
        self.finish()
        if self.state is not None and self.state.editable:
            self.edits.rank(self.sections.chosen, deeper)

    def _keep_in_sight(self) -> None:
        card = self.sections.cards.get(self.sections.chosen)
        if card is not None:
            self.sections.go_to(self.sections.chosen, into=False)

    def delete(self) -> None:
        """Delete the section that the keyboard is in, or the paper that is looked at in the list."""
        state = self.state
        if state is None:
            return
        if self.list.view.hasFocus():
            if state.kept is not None:
                self.delete_paper(state.key)
        elif state.editable:
            self.delete_section(self.sections.chosen)

    def delete_section(self, section_id: int) -> None:
        """Delete a section; the next one takes the keyboard."""
        state = self.state
        row = next((row for row in state.rows() if row.id == section_id), None) if state is not None else None
        if row is None:
            return
        beside = self.sections.card_beside(section_id, 1) or self.sections.card_beside(section_id, -1)
        held = self.sections.cards[section_id].holds_focus
        self.edits.delete_section(row)
        if held:
            (beside or self.sections.add).setFocus(Qt.FocusReason.OtherFocusReason)

    def delete_paper(self, key: str) -> None:
        """Delete a paper or a template of the group's own."""
        state = self.state
        found = next((e for e in state.entries() if e.key == key), None) if state is not None else None
        if found is not None and key.startswith(f"{PAPER}:"):
            self.edits.delete_paper(int(key.partition(":")[2]), found.title)

    def _agree(self, shown: Shown, section_id: int) -> None:
        """Keep the words of one's own beside what the desk says now."""
        card = self.sections.cards[section_id]
        words = card.section.written.get(shown.item.key, "") if card.section is not None else ""
        self.edits.override(section_id, shown, words)

    def _edit_head(self, field: str, value: str, merge: str) -> None:
        self.edits.edit_paper(field, value, merge)

    def _say_about(self, name: str, key: int | None) -> None:
        state = self.state
        if state is None:
            return
        if state.kept is not None:
            self.edits.edit_paper(name, key)
        else:
            state.say_about(name, key)
            self._show()
            self._ask_preview()

    def _press(self, name: str) -> None:
        if name == "new":
            self.new_paper()
        elif name == "draft":
            self.edits.set_status("draft")
        elif name == "now":
            self.out.leave_version()
        elif name == "restore":
            self.out.restore_shown()

    # Going

    def _enter(self) -> None:
        """Go from the list into the paper."""
        self.sections.settle()
        first = next(iter(self.sections.cards.values()), None)
        if self.state is not None and self.state.editable:
            self.head.title.setFocus(Qt.FocusReason.TabFocusReason)
        elif first is not None:
            first.step_out()
        else:
            self.preview.view.setFocus(Qt.FocusReason.TabFocusReason)

    def _enter_first(self) -> None:
        """Go from the title into the first section."""
        first = next(iter(self.sections.cards.values()), None)
        if first is not None:
            first.enter()

    def _leave_head(self) -> None:
        self.list.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_round(self, by: int = 1) -> None:
        """Go from the papers to the sections, to the pages, and on."""
        parts = [self.list, self.middle, self.preview]
        focus = QApplication.focusWidget()
        at = next((n for n, part in enumerate(parts) if focus is not None and part.isAncestorOf(focus)), 0)
        if (at + by) % 3 == 0:
            self.list.view.setFocus(Qt.FocusReason.TabFocusReason)
        elif (at + by) % 3 == 1:
            card = self.sections.cards.get(self.sections.chosen)
            (card or self.head.title).setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.show_preview(True)
            self.preview.view.setFocus(Qt.FocusReason.TabFocusReason)

    def _seek(self) -> None:
        self.list.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.list.field.selectAll()

    # Menus

    def _fill_statuses(self) -> None:
        self.statuses.clear()
        row = self.state.kept if self.state is not None else None
        if row is None or self.state is None:
            return
        can = not self.state.desk.read_only
        for status in STATUSES:
            action = self.statuses.addAction(status_words(status))
            action.setCheckable(True)
            action.setChecked(row.status == status)
            action.setEnabled(can)
            action.triggered.connect(lambda _on=False, status=status: self._set_status(status))
        self.statuses.addSeparator()
        self.statuses.addAction(self._actions["keep_version"])

    def _set_status(self, status: str) -> None:
        self.finish()
        self.edits.set_status(status)

    def _paper_menu(self, key: str, at: QPoint) -> None:
        state = self.state
        if state is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        can, sort = not state.desk.read_only, key.partition(":")[0]
        words = "Keep it as a paper…" if sort == RECORD else "New paper from it…"
        if not (sort == RECORD and state.alone):
            menu.addAction(words, partial(self._new_from, key)).setEnabled(can)
        if sort == PAPER:
            menu.addAction("Save as a template", self._save_template).setEnabled(can)
            menu.addSeparator()
            menu.addAction("&Delete\tDel", partial(self.delete_paper, key)).setEnabled(can)
        menu.popup(at)

    def _new_from(self, key: str) -> None:
        self.choose(key)
        self.new_paper()

    def _save_template(self) -> None:
        row = self.state.kept if self.state is not None else None
        if row is not None:
            self.finish()
            made = self.edits.save_as_template(row.title)
            if made is not None:
                self.toast.say_undone_by(f"Kept “{row.title}” as a template.", self._actions["undo"])
