"""The cards across the top of the Progress page: how each focus area stands, in words, a letter and a bar.

Painted by themselves; the rating that is shown is the one that a person gave, never the proposed one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from imgdesk.domain.progress_words import RATING_DEFINITIONS, RATING_ROLES, rating_words
from imgdesk.gantt.layout import focus_role
from imgdesk.text import one_line
from imgdesk.ui.gantt.inks import Inks
from imgdesk.ui.theme import HEADING, Theme
from imgdesk.ui.tips import tip
from imgdesk.ui.widgets.tags import paint_tag
from imgdesk.views.progress import CardRow

RATING_TONES: Final = {word: "neutral" if role == "muted" else role for word, role in RATING_ROLES.items()}
_TRENDS: Final = {"better": "↑ better than {}", "same": "→ no change", "worse": "↓ worse than {}"}
_EDGE: Final = 3
_PAD: Final = 16
_HEIGHT: Final = 152
_LEAST_AHEAD: Final = 80
_FLAGS: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


def trend_words(trend: str, before: str) -> str:
    """Return how a rating compares with the one of the period before, with an arrow; "" where it cannot be told."""
    return _TRENDS[trend].format(before or "before") if trend else ""


def percent_words(row: CardRow) -> str:
    """Return how the percentage of a report was found."""
    if row.percent is None:
        return "no percentage yet" if row.report_id else "no report yet"
    if row.percent_how == "set":
        return f"set by hand: {one_line(row.percent_reason)}" if row.percent_reason else "set by hand"
    return one_line(row.percent_reason) or "computed"


def next_words(row: CardRow) -> str:
    """Return the next milestone: what and when."""
    at = row.milestone
    return f"Next: {', '.join(filter(None, (one_line(at.output), at.when_text)))}" if at else "Nothing ahead"


class AreaCard(QAbstractButton):
    """One focus area; a press chooses it, Left and Right go to its neighbours, Down to its report."""

    stepped = Signal(int)
    entered = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._row: CardRow | None = None
        self._trend = ""
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.changed.connect(self.update)

    def show_card(self, row: CardRow, before: str) -> None:
        """Show a focus area; `before` is the title of the period that it is compared with."""
        self._row, self._trend = row, trend_words(row.trend, before)
        self.setAccessibleName(f"Focus area {row.number}: {row.short_title or row.title}")
        self.setAccessibleDescription(", ".join(self.texts()[2:]))
        definition = RATING_DEFINITIONS.get(row.rag, "")
        self.setToolTip(
            tip(
                [
                    row.title,
                    f"{row.rag}: {definition}" if row.rag else "",
                    row.rag_reason,
                    percent_words(row),
                    next_words(row),
                ]
            )
        )
        self.update()

    @property
    def area_id(self) -> int:
        """The id of the focus area."""
        return self._row.focus_area_id if self._row is not None else 0

    def texts(self) -> tuple[str, ...]:
        """Return what is painted: area, title, rating, trend, percentage, how it was found, what is next."""
        row = self._row
        if row is None:
            return ()
        percent = f"{row.percent} %" if row.percent is not None else "–"
        name = one_line(row.short_title or row.title)
        return (
            f"Focus area {row.number}",
            name,
            rating_words(row.rag),
            self._trend,
            percent,
            percent_words(row),
            next_words(row),
        )

    def sizeHint(self) -> QSize:
        return QSize(280, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(140, _HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.stepped.emit(1 if key == Qt.Key.Key_Right else -1)
        elif key == Qt.Key.Key_Down:
            self.entered.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            self.entered.emit()
        elif key == Qt.Key.Key_Up:
            event.accept()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._row is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, self._row)
        inks = Inks(self._theme, self.devicePixelRatioF())
        self._paint_words(painter, inks)
        self._paint_bar(painter, self._row)
        painter.end()

    def _paint_ground(self, painter: QPainter, row: CardRow) -> None:
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        path = QPainterPath()
        path.addRoundedRect(box, 8, 8)
        painter.fillPath(path, self._theme.color("raised" if self.underMouse() else "surface"))
        painter.save()
        painter.setClipRect(QRectF(0, 0, self.width(), _EDGE))
        painter.fillPath(path, self._theme.color(focus_role(row.number)))
        painter.restore()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        chosen = self.isChecked()
        painter.setPen(QPen(self._theme.color("accent" if chosen else "line"), 2 if chosen else 1))
        painter.setClipRect(QRectF(0, _EDGE, self.width(), self.height()))
        painter.drawPath(path)
        painter.setClipping(False)
        if self.hasFocus():
            painter.setPen(QPen(self._theme.color("accent"), 1.5))
            painter.drawRoundedRect(box.adjusted(4, 6, -4, -4), 5, 5)

    def _paint_words(self, painter: QPainter, inks: Inks) -> None:
        area, title, rating, trend, percent, how, ahead = self.texts()
        room = self.rect().adjusted(_PAD, 0, -_PAD, 0)
        heading = self._theme.font(HEADING, semibold=True)
        painter.setFont(inks.small)
        painter.setPen(inks.color("muted"))
        painter.drawText(QRect(room.left(), 14, room.width(), 18), _FLAGS, area)
        painter.setFont(heading)
        painter.setPen(inks.color("text"))
        shown = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(QRect(room.left(), 32, room.width(), 22), _FLAGS, shown)
        taken = paint_tag(
            painter,
            inks,
            QRect(room.left(), 58, room.width(), 24),
            rating,
            RATING_TONES.get(self._row.rag if self._row else "", "neutral"),
        )
        painter.setFont(inks.body)
        painter.setPen(inks.color("muted"))
        left = room.left() + taken + 6
        trend = inks.elided(trend, inks.body, max(room.right() - left, 0))
        painter.drawText(QRect(left, 58, room.right() - left + 1, 24), _FLAGS, trend)
        painter.setPen(inks.color("text"))
        painter.drawText(QRect(room.left(), 98, room.width(), 20), _FLAGS, percent)
        left = room.left() + round(inks.width(percent, inks.body)) + 16
        painter.setPen(inks.color("muted"))
        space = QRect(left, 98, room.right() - left + 1, 20)
        ahead = self._ahead(inks, ahead, space.width())
        painter.drawText(
            space,
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine,
            ahead,
        )
        painter.setFont(inks.small)
        painter.drawText(
            QRect(room.left(), 120, room.width(), 18), _FLAGS, inks.elided(how, inks.small, room.width())
        )

    def _ahead(self, inks: Inks, words: str, width: int) -> str:
        """Return what is next cut to a width; the words give way, its date does not."""
        at = self._row.milestone if self._row is not None else None
        tail = f", {at.when_text}" if at is not None and at.when_text else ""
        room = round(width - inks.width(tail, inks.body))
        if not tail or room < _LEAST_AHEAD or inks.width(words, inks.body) <= width:
            return inks.elided(words, inks.body, width)
        return inks.elided(words.removesuffix(tail), inks.body, room) + tail

    def _paint_bar(self, painter: QPainter, row: CardRow) -> None:
        box = QRectF(_PAD, 88, self.width() - 2 * _PAD, 6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("grid"))
        painter.drawRoundedRect(box, 3, 3)
        if row.percent:
            painter.setBrush(self._theme.color(focus_role(row.number)))
            painter.drawRoundedRect(
                QRectF(box.left(), box.top(), max(box.width() * row.percent / 100, 6), 6), 3, 3
            )


class Cards(QWidget):
    """The cards side by side."""

    chosen = Signal(int)
    """The id of the focus area that was chosen."""
    entered = Signal()
    """The keyboard goes on to the report."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName("Focus areas")
        self.cards: list[AreaCard] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(16)

    def show_cards(self, rows: Sequence[CardRow], chosen: int, before: str) -> None:
        """Show these focus areas, one of them chosen."""
        while len(self.cards) < len(rows):
            card = AreaCard(self._theme, self)
            card.clicked.connect(lambda _on=False, card=card: self.chosen.emit(card.area_id))
            card.stepped.connect(lambda onward, card=card: self._step(card, onward))
            card.entered.connect(self.entered)
            self.cards.append(card)
            self._row.addWidget(card, 1)
        for place, card in enumerate(self.cards):
            card.setVisible(place < len(rows))
            if place < len(rows):
                card.show_card(rows[place], before)
                card.setChecked(rows[place].focus_area_id == chosen)

    def take_focus(self) -> None:
        """Put the keyboard on the chosen card."""
        for card in self.cards:
            if card.isChecked() and not card.isHidden():
                card.setFocus(Qt.FocusReason.OtherFocusReason)

    def _step(self, card: AreaCard, onward: int) -> None:
        shown = [one for one in self.cards if not one.isHidden()]
        place = shown.index(card) + onward
        if 0 <= place < len(shown):
            shown[place].setFocus(Qt.FocusReason.TabFocusReason)
            shown[place].click()
