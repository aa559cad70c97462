"""One section of a paper: its heading, and below it the text, the grid or what the desk writes there.

Shows a row and says what is wanted; what that does is decided by the page. Arrows go from card to card, Return into the
heading, Escape back out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from imgdesk.text import shorten
from imgdesk.ui.briefs.fields import LiveLine, LiveText
from imgdesk.ui.briefs.grid import Grid
from imgdesk.ui.briefs.items import Items, Overrides
from imgdesk.ui.theme import Theme
from imgdesk.ui.widgets.buttons import IconButton
from imgdesk.ui.widgets.labels import Label, Tag
from imgdesk.views.papers import SectionRow

if TYPE_CHECKING:
    from imgdesk.reports.compose.paper import Shown

INSET: Final = 18
"""How far a level stands in."""
_KINDS: Final = {
    "facts": "facts", "table": "table", "automatic": "from the desk", "contents": "contents",
    "signature": "signature", "page break": "page break", "annex": "annex",
}  # fmt: skip
_PLAIN: Final = {
    "contents": "The table of contents stands here, with the pages of the headings that follow.",
    "page break": "What follows begins a new page.",
}
_HINTS: Final = {
    "signature": "Who signs, a line each: the name first, the office below it.",
    "annex": "What the annex holds.",
}
HINT: Final = "Type here. **bold**, *italics*, lines with - or 1. are lists, [^1] is a footnote."
WAITING: Final = "…"


class Section(NamedTuple):
    """What a card shows: the row, what its heading is counted as, and what the desk writes there (None: not known yet).

    `written` are the words of people instead of automatic ones, by key.
    """

    row: SectionRow
    counted: str = ""
    items: Sequence[Shown] | None = None
    missing: str = ""
    written: Overrides = {}  # noqa: RUF012 - never changed


class SectionCard(QFrame):
    """See `show_section`; signals carry the id of the section last."""

    edited = Signal(str, object, str, int)
    """Field, value, merge key."""
    wanted = Signal(str, int)
    """A gesture: "up", "down", "in", "out", "delete", "new", "menu"."""
    stepped = Signal(int, int)
    """So many cards on, negative for back."""
    overridden = Signal(object, str, str, int)
    reverted = Signal(object, int)
    agreed = Signal(object, int)
    record_wanted = Signal(str, int)

    def __init__(self, theme: Theme, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self.kind = theme, kind
        self.section: Section | None = None
        self._editable = self._collapsed = False
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.fold = IconButton(theme, "chevron-down", "Collapse this section", size=12)
        self.fold.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.number = Label("", "muted")
        self.heading = LiveLine("Heading", lambda text, merge: self._edit("heading", text, merge), "heading")
        self.heading.setPlaceholderText("No heading")
        self.sort, self.internal = Tag(_KINDS.get(kind, "")), Tag("internal", "amber")
        self.internal.setToolTip("Stays inside unless it is switched in")
        self.more = IconButton(theme, "more", "More about this section", size=14)
        self.text: LiveText | None = None
        self.grid: Grid | None = None
        self.items: Items | None = None
        self.plain: Label | None = None
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.fold)
        head.addWidget(self.number)
        head.addWidget(self.heading, 1)
        for part in (self.sort, self.internal, self.more):
            head.addWidget(part)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(2)
        self._column.addLayout(head)
        self.sort.setVisible(bool(self.sort.text()))
        self.body = self._make_body()
        inner = QHBoxLayout()
        inner.setContentsMargins(22, 0, 8, 0)
        inner.addWidget(self.body)
        self._column.addLayout(inner)

    def _make_body(self) -> QWidget:
        if self.kind == "automatic":
            self.items = Items(self._theme)
            return self.items
        if self.kind in ("facts", "table"):
            self.grid = Grid("Facts" if self.kind == "facts" else "Table", facts=self.kind == "facts")
            return self.grid
        if self.kind in _PLAIN:
            self.plain = Label(_PLAIN[self.kind], "muted", wrap=True)
            return self.plain
        self.text = LiveText("Text", lambda text, merge: self._edit("text", text, merge))
        return self.text

    def _connect(self) -> None:
        self.fold.clicked.connect(lambda: self.collapse(not self._collapsed))
        self._theme.changed.connect(self._draw_fold)
        self.more.clicked.connect(lambda: self._want("menu"))
        self.heading.entered.connect(self.enter_body)
        self.heading.typed.left.connect(self.step_out)
        if self.text is not None:
            self.text.typed.left.connect(self.step_out)
        if self.grid is not None:
            self.grid.kept.connect(self._keep_cells)
        if self.items is not None:
            self.items.written.connect(
                lambda shown, text, merge: self.overridden.emit(shown, text, merge, self.id)
            )
            self.items.reverted.connect(lambda shown: self.reverted.emit(shown, self.id))
            self.items.agreed.connect(lambda shown: self.agreed.emit(shown, self.id))
            self.items.record_wanted.connect(self.record_wanted)
            self.items.left.connect(self.step_out)

    @property
    def id(self) -> int:
        """The id of the section."""
        return self.section.row.id if self.section is not None else 0

    # Showing

    def show_section(self, section: Section, *, editable: bool) -> None:
        """Show a section; what is being typed stays."""
        if section == self.section and editable == self._editable:
            return
        self.section, self._editable = section, editable
        row = section.row
        self._column.setContentsMargins(4 + INSET * max(row.level - 1, 0), 4, 4, 8)
        self.number.setText(section.counted)
        self.number.setVisible(bool(section.counted))
        self.heading.show_text(row.heading)
        self.heading.setReadOnly(not editable)
        self.heading.setVisible(self.kind not in _PLAIN or bool(row.heading) or self.kind == "contents")
        self.internal.setVisible(bool(row.internal))
        self.more.setVisible(editable)
        self.more.setAccessibleDescription(row.heading)
        self.setAccessibleName(self.spoken())
        self._show_body(section)
        self.update()  # the ring stands where the level has it

    def _show_body(self, section: Section) -> None:
        row = section.row
        if self.text is not None:
            self.text.show_hint(row.hint or _HINTS.get(self.kind, HINT))
            self.text.show_text(row.text)
            self.text.setReadOnly(not self._editable)
        elif self.grid is not None:
            from imgdesk.domain.paper_text import rows

            self.grid.setToolTip(row.hint)
            self.grid.show_cells(rows(row.text), editable=self._editable)
        elif self.items is not None:
            missing = WAITING if section.items is None else section.missing
            items = section.items or ()
            self.items.show_items(items, section.written, missing, editable=self._editable)

    def spoken(self) -> str:
        """Return the section in words: "II. Background, table"."""
        section = self.section
        if section is None:
            return ""
        named = f"{section.counted} {section.row.heading}".strip() or _KINDS.get(
            self.kind, "Section without heading"
        )
        words = [shorten(named, 80), _KINDS.get(self.kind, ""), "internal" if section.row.internal else ""]
        return ", ".join(filter(None, words))

    def collapse(self, on: bool) -> None:
        """Show the heading alone, or all of it."""
        self._collapsed = on
        self.body.setVisible(not on)
        self._draw_fold()
        self.fold.setToolTip("Open this section" if on else "Collapse this section")
        self.fold.setAccessibleName(self.fold.toolTip())

    def _draw_fold(self) -> None:
        self.fold.setIcon(
            self._theme.icon("chevron-right" if self._collapsed else "chevron-down", "muted", "", 12)
        )

    @property
    def collapsed(self) -> bool:
        """Whether the heading stands alone."""
        return self._collapsed

    # Editing

    def finish(self) -> None:
        """Keep what is being typed."""
        self.heading.typed.finish()
        if self.text is not None:
            self.text.typed.finish()
        for part in (self.grid, self.items):
            if part is not None:
                part.finish()

    def drop(self) -> None:
        """Forget what is being typed: the section goes."""
        self.heading.typed.drop()
        if self.text is not None:
            self.text.typed.drop()

    def _edit(self, field: str, value: object, merge: str) -> bool:
        self.edited.emit(field, value, merge, self.id)
        return True

    def _keep_cells(self, cells: list[list[str]], merge: str) -> None:
        from imgdesk.domain.paper_text import notes_of, write_rows

        if self.section is not None:
            notes = notes_of(self.section.row.text)
            self._edit("text", write_rows(cells, notes), merge)

    def enter_body(self) -> None:
        """Put the keyboard into what stands below the heading."""
        self.collapse(False)
        if self.text is not None:
            self.text.setFocus(Qt.FocusReason.TabFocusReason)
        elif self.grid is not None:
            self.grid.setFocus(Qt.FocusReason.TabFocusReason)
            self.grid.setCurrentCell(max(self.grid.currentRow(), 0), max(self.grid.currentColumn(), 0))
        elif self.items is not None and self.items.rows:
            next(iter(self.items.rows.values())).setFocus(Qt.FocusReason.TabFocusReason)

    def enter(self) -> None:
        """Put the keyboard into the heading, or below it where there is none to type."""
        if not self.heading.isHidden() and not self.heading.isReadOnly():
            self.heading.setFocus(Qt.FocusReason.TabFocusReason)
            self.heading.selectAll()
        else:
            self.enter_body()

    def step_out(self) -> None:
        """Put the keyboard on the card itself."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def holds_focus(self) -> bool:
        """Whether the keyboard is in the card."""
        focus = QApplication.focusWidget()
        return focus is not None and (focus is self or self.isAncestorOf(focus))

    def _want(self, what: str) -> None:
        self.wanted.emit(what, self.id)

    # Keys, mouse, paint

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plain = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        own = QApplication.focusWidget() is self
        if plain and own and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.enter()
        elif plain and own and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.collapse(key == Qt.Key.Key_Left)
        elif plain and own and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(1 if key == Qt.Key.Key_Down else -1, self.id)
        elif plain and not own and key == Qt.Key.Key_Escape:
            self.step_out()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._editable:
            self._want("menu")

    def menu_place(self) -> QPoint:
        """Return where the menu of the section opens."""
        return self.more.mapToGlobal(QPoint(0, self.more.height()))

    def pop_up(self, menu: QMenu) -> None:
        """Open a menu at the section."""
        menu.popup(self.menu_place())

    def paintEvent(self, event: QPaintEvent) -> None:
        if not (self.underMouse() or self.hasFocus()):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inset = self._column.contentsMargins().left() - 4
        role, width = ("accent", 2) if self.hasFocus() else ("line", 1)
        painter.setPen(QPen(self._theme.color(role), width))
        painter.setBrush(self._theme.color("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset + 1, 1, -1, -1), 8, 8)
        painter.end()
