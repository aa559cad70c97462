"""The list under the search field: what was found, grouped by kind, with the matches marked.

Lies over the window and never takes the focus, so that typing goes on in the field.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from imgdesk.store.search import Span
from imgdesk.text import shorten
from imgdesk.ui.models.search_results import NOTHING, Heading, Index, SearchResults
from imgdesk.ui.theme import SMALL, Theme
from imgdesk.ui.widgets.labels import Label
from imgdesk.views.search import ResultRow, Results, from_the_match

WIDTH: Final = 600
_TALLEST: Final = 520
_HEADING, _RESULT, _PAD = 32, 46, 16
_HINT: Final = (
    "Type the first letters of words: in activities, minutes, decisions, actions, documents, people."
)
_BUILDING: Final = "Reading the desk…"


class _Lines(QStyledItemDelegate):
    """A heading in one line; a result in two: its words, and below where it stands."""

    def __init__(self, theme: Theme, model: SearchResults, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._model = theme, model
        self._plain, self._bold = theme.font(), theme.font(semibold=True)
        self._small, self._caption = theme.font(SMALL), theme.font(SMALL, semibold=True)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        heading = isinstance(self._model.line(index.row()), Heading)
        return QSize(0, _HEADING if heading else _RESULT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = self._model.line(index.row())
        box = QRect(option.rect).adjusted(_PAD, 0, -_PAD, 0)
        painter.save()
        if isinstance(line, Heading):
            self._paint_heading(painter, box, line)
        else:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            self._paint_result(painter, box, line, chosen=chosen)
        painter.restore()

    def _paint_heading(self, painter: QPainter, box: QRect, line: Heading) -> None:
        painter.setPen(self._theme.color("muted"))
        painter.setFont(self._caption)
        below = box.adjusted(0, 8, 0, 0)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, line.title)
        painter.setFont(self._small)
        painter.drawText(below, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, line.numbers)

    def _paint_result(self, painter: QPainter, box: QRect, line: ResultRow, *, chosen: bool) -> None:
        if chosen:
            ground = box.adjusted(8 - _PAD, 0, _PAD - 8, 0)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("accentbg"))
            painter.drawRoundedRect(ground, 6, 6)
        words, more = lines_of(line)
        text, muted = self._theme.color("text"), self._theme.color("muted")
        when = QFontMetrics(self._small).elidedText(line.when, Qt.TextElideMode.ElideRight, box.width() // 3)
        painter.setFont(self._small)
        painter.setPen(muted)
        first, second = (
            QRect(box.x(), box.y() + 5, box.width(), 20),
            QRect(box.x(), box.y() + 25, box.width(), 16),
        )
        painter.drawText(first, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, when)
        room = QFontMetrics(self._small).horizontalAdvance(when) + 16 if when else 0
        self._paint_spans(painter, first.adjusted(0, 0, -room, 0), words, text, small=False)
        self._paint_spans(painter, second, more, muted, small=True)

    def _paint_spans(
        self, painter: QPainter, box: QRect, spans: tuple[Span, ...], ink: QColor, *, small: bool
    ) -> None:
        """Paint text piece by piece, what matches in bold and in the accent, cut at the end of the line."""
        x, accent = box.x(), self._theme.color("accent")
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        for text, marked in spans:
            painter.setFont(
                (self._caption if small else self._bold)
                if marked
                else (self._small if small else self._plain)
            )
            painter.setPen(accent if marked else ink)
            measure = painter.fontMetrics()
            left = box.right() - x
            shown = measure.elidedText(text, Qt.TextElideMode.ElideRight, left)
            painter.drawText(QRect(x, box.y(), left, box.height()), flags, shown)
            x += measure.horizontalAdvance(shown)
            if shown != text:
                return


def lines_of(row: ResultRow) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Return the two lines of a result: what it says, and where it stands with what else of it matches."""
    own_words = row.table in ("minute", "decision", "action_point")
    in_title = any(marked for _, marked in row.title)
    words = row.snippet if own_words else from_the_match(row.title)
    more = () if own_words or in_title else row.snippet
    between = ((" · ", False),) if row.where and more else ()
    return words, (((row.where, False),) if row.where else ()) + between + more


class _List(QListView):
    """The lines; the mouse chooses as it moves, a click opens."""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.flags() & Qt.ItemFlag.ItemIsEnabled:
            self.setCurrentIndex(index)


class SearchPopup(QFrame):
    """Shows results, or a sentence where there are none. `taken` is emitted with the record that was clicked."""

    taken = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._ground = parent
        self.setProperty("look", "card")
        self.model = SearchResults(self)
        self.list = _List()
        self.list.setModel(self.model)
        self.list.setItemDelegate(_Lines(theme, self.model, self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setAccessibleName("What was found")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.clicked.connect(self._clicked)
        self.note = Label("", "muted", wrap=True)
        self.note.setContentsMargins(_PAD, 8, _PAD, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 8, 1, 8)
        column.setSpacing(0)
        column.addWidget(self.list)
        column.addWidget(self.note)
        theme.changed.connect(self.list.viewport().update)
        self.hide()

    def show_results(self, text: str, found: Results, *, complete: bool) -> None:
        """Show what `text` found; the first result is chosen."""
        self.model.show(found)
        self.list.setVisible(bool(found.rows))
        self.note.setText(_note(text, found, complete=complete))
        self.note.setVisible(bool(self.note.text()))
        self.list.scrollToTop()
        self._choose(self.model.next_result(-1, 0))

    def say(self, sentence: str) -> None:
        """Show a sentence instead of results."""
        self.show_results("", NOTHING, complete=True)
        self.note.setText(sentence)

    def step(self, count: int) -> None:
        """Choose the result so many lines on."""
        self._choose(self.model.next_result(self.list.currentIndex().row(), count))

    def chosen(self) -> ResultRow | None:
        """Return the chosen result."""
        return self.model.result(self.list.currentIndex().row())

    def place(self, below: QRect) -> None:
        """Lie under a rectangle of the parent, as tall as what is shown and within the parent."""
        parent = self._ground
        width = min(max(WIDTH, below.width()), parent.width() - 16)
        lines = range(self.model.rowCount())
        tall = sum(_HEADING if isinstance(self.model.line(row), Heading) else _RESULT for row in lines)
        note = self.note.heightForWidth(width - 2) if not self.note.isHidden() else 0
        room = min(_TALLEST, parent.height() - below.bottom() - 16)
        height = min(tall + note + 18, max(room, _HEADING + _RESULT))
        self.resize(width, height)
        x = min(below.left(), parent.width() - width - 8)
        self.move(QPoint(max(x, 8), below.bottom() + 5))

    def _choose(self, row: int) -> None:
        if row < 0:
            return
        index = self.model.index(row)
        self.list.setCurrentIndex(index)
        above = self.model.index(row - 1) if row and self.model.result(row - 1) is None else index
        self.list.scrollTo(above)  # the first of a kind with its heading
        self.list.scrollTo(index)

    def _clicked(self, index: QModelIndex) -> None:
        row = self.model.result(index.row())
        if row is not None:
            self.taken.emit(row)


def _note(text: str, found: Results, *, complete: bool) -> str:
    if not text.strip():
        return _HINT
    if not complete:
        return _BUILDING
    if not found.rows:
        return f"Nothing holds “{shorten(text, 60)}”. Fewer words or letters find more."
    return f"{found.more:,} more: type another word to narrow it down." if found.more else ""
