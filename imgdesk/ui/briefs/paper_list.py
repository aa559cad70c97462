"""The papers of a desk at the left: those that are kept, those that the record makes, and templates; with a filter.

Paints its rows itself; what a row stands for is the page's business.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from imgdesk.ui.gantt.inks import Inks
from imgdesk.ui.pages.workplan_bar import HEIGHT
from imgdesk.ui.pages.workplan_filters import FilterField
from imgdesk.ui.theme import Theme
from imgdesk.ui.tips import tip
from imgdesk.ui.widgets.buttons import Button
from imgdesk.ui.widgets.tags import paint_tag

Index = QModelIndex | QPersistentModelIndex
_GROUP: Final = 32
_ROW: Final = 44
_PAD: Final = 16


class Entry(NamedTuple):
    """A row: its key, what is written in its two lines, and a tag; a group has no key, a hint no title either."""

    key: str
    title: str
    second: str = ""
    tag: str = ""
    tone: str = "neutral"

    @property
    def is_group(self) -> bool:
        """Whether this is the title of a group."""
        return not self.key and bool(self.title)


class EntryModel(QAbstractListModel):
    """Entries under the titles of their groups; a group without any is left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these; rows that only say something else stay what they are."""
        if [entry.key for entry in entries] == [entry.key for entry in self.entries]:
            self.entries = list(entries)
            if entries:
                self.dataChanged.emit(self.index(0), self.index(len(entries) - 1))
            return
        self.beginResetModel()
        self.entries = list(entries)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.ToolTipRole and not entry.is_group:
            return tip([entry.title, entry.second])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (entry.title, entry.second, entry.tag)))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or not self.entries[index.row()].key:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class PaperList(QFrame):
    """`chosen` tells the key of the row that is looked at."""

    chosen = Signal(str)
    new_wanted = Signal()
    opened = Signal()
    """Return: the person goes into the paper."""
    menu_wanted = Signal(str, object)
    """A context menu for a key at a place of the screen."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "raised")
        self._all: Sequence[Entry] = ()
        self._showing = False
        self.field = FilterField(
            theme, "Filter the papers by text", "Looks in title, kind, meeting and status (Ctrl+F)"
        )
        self.field.setMinimumWidth(80)
        self.field.setMaximumWidth(10_000)
        self.new = Button("New paper…")
        self.new.setToolTip("Begin a paper from a template or from another paper (Ctrl+Shift+N)")
        self.bring = Button("Import a paper from Word…")
        self.bring.setToolTip("Read a paper that was written elsewhere (Ctrl+Shift+I)")
        self.bring.hide()
        self.model = EntryModel(self)
        self.view = _View(theme, self.model)
        self._lay_out()
        self.field.textChanged.connect(lambda _text: self._show())
        self.field.left.connect(lambda: self.view.setFocus(Qt.FocusReason.OtherFocusReason))
        self.new.clicked.connect(self.new_wanted)
        self.view.selectionModel().currentChanged.connect(self._chosen)
        self.view.entered_row.connect(self.opened)
        self.view.customContextMenuRequested.connect(self._menu)

    def _lay_out(self) -> None:
        bar = QFrame()
        bar.setFixedHeight(HEIGHT)
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 0, 12, 0)
        row.addWidget(self.field)
        foot = QVBoxLayout()
        foot.setContentsMargins(12, 8, 12, 8)
        foot.setSpacing(8)
        foot.addWidget(self.new)
        foot.addWidget(self.bring)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self.view, 1)
        column.addLayout(foot)

    def show_entries(self, entries: Sequence[Entry], chosen: str) -> None:
        """Show these papers; `chosen` is the one that is looked at."""
        self._all = entries
        self._show(chosen)

    def key(self) -> str:
        """Return the key of the row that is looked at, "" for none."""
        index = self.view.currentIndex()
        return self.model.entries[index.row()].key if index.isValid() else ""

    def choose(self, key: str) -> None:
        """Look at a row."""
        place = next((n for n, entry in enumerate(self.model.entries) if entry.key == key and key), None)
        if place is not None:
            self.view.setCurrentIndex(self.model.index(place))
            self.view.scrollTo(self.model.index(place))

    def _show(self, chosen: str | None = None) -> None:
        wanted = self.key() if chosen is None else chosen
        self._showing = True
        found = _filtered(self._all, self.field.text())
        if not found and self._all:
            found = [Entry("", "", "No paper has these words. Esc shows all again.")]
        self.model.show_entries(found)
        self.choose(wanted)
        self._showing = False

    def _chosen(self) -> None:
        if not self._showing and self.key():
            self.chosen.emit(self.key())

    def _menu(self, at: object) -> None:
        index = self.view.indexAt(at)  # type: ignore[arg-type]
        if index.isValid() and self.model.entries[index.row()].key:
            self.menu_wanted.emit(self.model.entries[index.row()].key, self.view.viewport().mapToGlobal(at))  # type: ignore[call-overload]


class _View(QListView):
    entered_row = Signal()

    def __init__(self, theme: Theme, model: EntryModel) -> None:
        super().__init__()
        self._entries = model
        self.setModel(model)
        self.setItemDelegate(_Delegate(theme, self, model))
        self.setAccessibleName("Papers")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Pass over the titles of groups."""
        found, before = super().moveCursor(action, modifiers), self.currentIndex()
        rows, step = self._entries.entries, 1 if found.row() >= before.row() else -1
        if action in (QAbstractItemView.CursorAction.MoveHome, QAbstractItemView.CursorAction.MovePageUp):
            step = 1
        place = found.row()
        while 0 <= place < len(rows) and not rows[place].key:
            place += step
        return self._entries.index(place) if 0 <= place < len(rows) else before

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and not event.modifiers():
            self.entered_row.emit()
        else:
            super().keyPressEvent(event)


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, view: QListView, model: EntryModel) -> None:
        super().__init__(view)
        self._theme, self._view, self._model = theme, view, model
        self._inks: Inks | None = None
        theme.changed.connect(self._dress)

    def _dress(self) -> None:
        self._inks = None
        self._view.viewport().update()

    @property
    def inks(self) -> Inks:
        """The inks of the theme in force."""
        if self._inks is None:
            self._inks = Inks(self._theme, self._view.devicePixelRatioF())
        return self._inks

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, _GROUP if self._model.entries[index.row()].is_group else _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry, inks = self._model.entries[index.row()], self.inks
        rect = QRect(option.rect)
        inner = rect.adjusted(_PAD, 0, -_PAD + 4, 0)
        painter.save()
        if entry.is_group:
            painter.setFont(inks.caption)
            painter.setPen(inks.color("muted"))
            painter.drawText(inner.adjusted(0, 8, 0, 0), Qt.AlignmentFlag.AlignVCenter, entry.title)
            painter.restore()
            return
        if not entry.key:
            painter.setFont(inks.small)
            painter.setPen(inks.color("muted"))
            painter.drawText(inner, int(Qt.TextFlag.TextWordWrap), entry.second)
            painter.restore()
            return
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            ground = rect.adjusted(8, 1, -8, -1)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(inks.color("accentbg" if selected else "grid"))
            painter.drawRoundedRect(ground, 6, 6)
            if selected and self._view.hasFocus():
                painter.setPen(inks.color("accent"))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(ground, 6, 6)
        self._paint_words(painter, entry, inner, selected=selected)
        painter.restore()

    def _paint_words(self, painter: QPainter, entry: Entry, inner: QRect, *, selected: bool) -> None:
        inks = self.inks
        upper, lower = QRect(inner), QRect(inner)
        upper.setBottom(inner.center().y())
        lower.setTop(inner.center().y())
        if not entry.second:
            upper = QRect(inner)
        if entry.tag:
            wide = round(inks.width(entry.tag, inks.small)) + 14
            paint_tag(
                painter,
                inks,
                QRect(inner.right() - wide, lower.top(), wide, lower.height() - 4),
                entry.tag,
                entry.tone,
            )
            lower.setRight(inner.right() - wide - 6)
        flags = Qt.AlignmentFlag.AlignLeft | (
            Qt.AlignmentFlag.AlignBottom if entry.second else Qt.AlignmentFlag.AlignVCenter
        )
        painter.setFont(inks.body)
        painter.setPen(inks.color("accent" if selected else "text"))
        painter.drawText(upper, flags, inks.elided(entry.title, inks.body, upper.width()))
        if entry.second:
            painter.setFont(inks.small)
            painter.setPen(inks.color("muted"))
            painter.drawText(
                lower.adjusted(0, 2, 0, 0), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop,
                inks.elided(entry.second, inks.small, lower.width()),
            )  # fmt: skip


def _filtered(entries: Sequence[Entry], text: str) -> list[Entry]:
    """Return the entries that hold all words, each under the title of its group."""
    words, kept = text.casefold().split(), []
    for entry in entries:
        said = f"{entry.title} {entry.second} {entry.tag}".casefold()
        if entry.is_group or all(word in said for word in words):
            kept.append(entry)
    return [
        entry
        for place, entry in enumerate(kept)
        if not entry.is_group or (place + 1 < len(kept) and not kept[place + 1].is_group)
    ]
