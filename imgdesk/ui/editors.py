"""The editors of an activity's fields, alike in the table and in the inspector.

Each takes text and gives text: what it means is decided by the services. A date shows while it is typed what is
understood: a day, a window or text only, in a word and a phrase as well as a colour. `problem` says in one sentence why
the present content cannot be kept, so that nothing typed is lost to a refusal.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, Protocol

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QObject,
    QPointF,
    QRectF,
    QSize,
    QStringListModel,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextOption,
    QValidator,
)
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QCompleter,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from imgdesk.text import one_line, shorten
from imgdesk.ui.theme import SMALL, Theme

STATUSES: Final = ("planned", "under way", "done", "delayed", "cancelled")
_PERCENT_STEP = 5


class FieldEditor(Protocol):
    """What the table and the inspector expect of an editor, which is a QWidget besides."""

    def set_value(self, value: str) -> None:
        """Show a value and select it, ready to be typed over."""

    def value(self) -> str:
        """Return what would be kept."""

    def problem(self) -> str:
        """Return why it cannot be kept, in one sentence; "" when it can."""


class EditContext(Protocol):
    """What editors ask of the desk: read only when an editor opens."""

    def organizations(self) -> Sequence[str]: ...
    def categories(self) -> Sequence[str]: ...
    def events(self) -> Sequence[tuple[str, str]]:
        """Return (id as text, words) of the events."""

    def understood(self, text: str, activity_id: int) -> tuple[str, str]:
        """Return what a date of that activity means: "day", "window" or "text", and the phrase."""


class PlainEditor(QPlainTextEdit):
    """Text of any length; Return keeps it, Shift+Return begins a new line, and it grows with the text."""

    kept = Signal()
    TALLEST = 176

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self.setFixedHeight(32)

    def set_value(self, value: str) -> None:
        self.setPlainText(value)
        self.selectAll()

    def value(self) -> str:
        return self.toPlainText()

    def problem(self) -> str:
        return ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.kept.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._grow()

    def _grow(self) -> None:
        lines = self.document().documentLayout().documentSize().height()
        self.setFixedHeight(min(max(32, round(lines * self.fontMetrics().lineSpacing()) + 14), self.TALLEST))


class LineEditor(QLineEdit):
    """One line of text, completed from a list: the piece after the last separator."""

    def __init__(self, name: str, words: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setMaxLength(1_000_000)
        if words:
            completer = _PieceCompleter(words, self)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            self.setCompleter(completer)

    def set_value(self, value: str) -> None:
        self.setText(one_line(value))
        self.selectAll()

    def value(self) -> str:
        return self.text()

    def event(self, event: QEvent) -> bool:
        """Let Tab go on while names are offered: a completer would hand it past everyone who watches the keys."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            offered = self._offered() if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) else None
            if offered is not None:
                offered.hide()
                QCoreApplication.sendEvent(self, QKeyEvent(event.type(), event.key(), event.modifiers()))
                event.accept()
                return True
        return super().event(event)

    def _offered(self) -> QWidget | None:
        """Return the list of names that is open, None where none is."""
        popup = self.completer().popup() if self.completer() is not None else None
        return popup if popup is not None and popup.isVisible() else None

    def problem(self) -> str:
        return ""


class _PieceCompleter(QCompleter):
    """Completes one name of several: "UNDP, OH" offers "UNDP, OHCHR"."""

    SEPARATORS = ",;/&"

    def __init__(self, words: Sequence[str], parent: QObject) -> None:
        super().__init__(parent)
        self.setModel(QStringListModel(list(words), self))

    def splitPath(self, path: str) -> list[str]:
        self._head, piece = _last_piece(path, self.SEPARATORS)
        return [piece]

    def pathFromIndex(self, index) -> str:  # type: ignore[no-untyped-def]  # noqa: ANN001
        return f"{_last_piece(self.widget().text(), self.SEPARATORS)[0]}{super().pathFromIndex(index)}"  # type: ignore[attr-defined]


def _last_piece(text: str, separators: str) -> tuple[str, str]:
    """Return the text up to the piece after the last separator, and that piece."""
    cut = max((text.rfind(sign) for sign in separators), default=-1) + 1
    piece = text[cut:]
    room = len(piece) - len(piece.lstrip())
    return text[: cut + room], piece[room:]


class Understood(QWidget):
    """What a date being typed means: a mark, a word and a phrase, in the colour of how sure it is."""

    _ROLES: Final = {"day": "green", "window": "amber", "text": "muted"}
    _WORDS: Final = {"day": "Day", "window": "Window", "text": "Text"}

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._kind, self._phrase = "text", ""
        self.setFixedHeight(22)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("What is understood")

    def show_meaning(self, kind: str, phrase: str) -> None:
        """Show how a date is understood: kind is day, window or text."""
        self._kind, self._phrase = kind, phrase
        self.setAccessibleDescription(self.text())
        self.update()

    @property
    def kind(self) -> str:
        """day, window or text."""
        return self._kind

    def text(self) -> str:
        """Return what is shown in words."""
        return f"{self._WORDS[self._kind]}: {self._phrase}"

    def color(self) -> QColor:
        """Return the colour in force."""
        return self._theme.color(self._ROLES[self._kind])

    def sizeHint(self) -> QSize:
        return QSize(220, 22)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color, middle = self.color(), self.height() / 2
        painter.setPen(
            QPen(color, 1.5, Qt.PenStyle.DotLine if self._kind == "text" else Qt.PenStyle.SolidLine)
        )
        painter.setBrush(color if self._kind == "day" else Qt.BrushStyle.NoBrush)
        if self._kind == "day":
            painter.drawEllipse(QPointF(14, middle), 3.5, 3.5)
        else:
            painter.drawRoundedRect(QRectF(9, middle - 3.5, 11, 7), 2, 2)
        strong, small = self._theme.font(SMALL, semibold=True), self._theme.font(SMALL)
        painter.setPen(color)
        painter.setFont(strong)
        word = self._WORDS[self._kind]
        painter.drawText(QRectF(26, 0, 60, self.height()), Qt.AlignmentFlag.AlignVCenter, word)
        x = 26 + painter.fontMetrics().horizontalAdvance(word) + 6
        painter.setFont(small)
        painter.setPen(self._theme.color("text" if self._kind != "text" else "muted"))
        room = int(self.width() - x - 8)
        shown = painter.fontMetrics().elidedText(self._phrase, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(x, 0, room + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()


def meaning(text: str, *, year: int | None, hemisphere: str) -> tuple[str, str]:
    """Return what a date means as `Understood` shows it; `year` is what one without a year means."""
    from imgdesk.domain.timing import describe, parse

    timing = parse(text, year=year, hemisphere=hemisphere)
    if not timing.understood or (timing.earliest is None and timing.latest is None):
        return "text", describe(timing)
    closed = timing.earliest is not None and timing.latest is not None
    exact = closed and timing.grain == "day" and not timing.approximate
    return "day" if exact else "window", describe(timing)


class WhenEditor(QFrame):
    """A date as agreed, with what is understood below it as it is typed."""

    def __init__(
        self, theme: Theme, understand: Callable[[str], tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._understand = theme, understand
        self.line = LineEditor("When, as agreed")
        self.meaning = Understood(theme)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.line)
        self._column.addWidget(self.meaning)
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(self._typed)
        self._typed("")

    def set_upward(self, upward: bool) -> None:
        """Show what is understood above the line: there is no room below the last row."""
        self._column.setDirection(
            QVBoxLayout.Direction.BottomToTop if upward else QVBoxLayout.Direction.TopToBottom
        )

    def set_value(self, value: str) -> None:
        self.line.set_value(value)

    def value(self) -> str:
        return self.line.value()

    def problem(self) -> str:
        return ""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("line"), 1))
        painter.setBrush(self._theme.color("raised"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.end()

    def _typed(self, text: str) -> None:
        self.meaning.show_meaning(*self._understand(text))


class PercentEditor(QAbstractSpinBox):
    """0 to 100; up and down step by 5. Anything may be typed, and what is no percentage is refused in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Percent done, 0 to 100")
        self.setAutoFillBackground(True)

    def set_value(self, value: str) -> None:
        self.lineEdit().setText(value.rstrip(" %") or "0")
        self.lineEdit().selectAll()

    def value(self) -> str:
        return self.lineEdit().text()

    def problem(self) -> str:
        if self._number() is not None:
            return ""
        return f"“{shorten(self.value() or ' ', 20)}” is not a percentage: type a whole number from 0 to 100."

    def validate(self, text: str, place: int) -> tuple[QValidator.State, str, int]:
        return (QValidator.State.Acceptable, text, place)

    def stepBy(self, steps: int) -> None:
        number = self._number() or 0
        self.lineEdit().setText(str(min(max(number + steps * _PERCENT_STEP, 0), 100)))
        self.lineEdit().selectAll()

    def stepEnabled(self) -> QAbstractSpinBox.StepEnabledFlag:
        return (
            QAbstractSpinBox.StepEnabledFlag.StepUpEnabled | QAbstractSpinBox.StepEnabledFlag.StepDownEnabled
        )

    def _number(self) -> int | None:
        text = one_line(self.value()).rstrip("%").strip()
        return int(text) if text.isdecimal() and int(text[:9]) <= 100 else None


class ChoiceEditor(QComboBox):
    """One of a list, or with `free` any other word as well; a choice made in the list is kept at once."""

    kept = Signal()

    def __init__(
        self,
        name: str,
        words: Sequence[tuple[str, str]],
        parent: QWidget | None = None,
        *,
        free: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setEditable(free)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        for key, text in words:
            self.addItem(shorten(text, 80) if text.strip() else text, key)
        completer = self.completer()
        if completer is not None:
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.activated.connect(lambda _place: QTimer.singleShot(0, self, self.kept.emit))

    def set_value(self, value: str) -> None:
        place = self.findData(value)
        self.setCurrentIndex(place)
        if not self.isEditable():
            QTimer.singleShot(0, self, self._open)
        line = self.lineEdit()
        if line is not None:
            line.setText(value)
            line.selectAll()

    def _open(self) -> None:
        if self.isVisible() and self.hasFocus() and not self.property("done"):
            self.showPopup()

    def value(self) -> str:
        if self.isEditable():
            place = self.findText(self.currentText(), Qt.MatchFlag.MatchExactly)
            return str(self.itemData(place)) if place >= 0 else self.currentText()
        return str(self.currentData()) if self.currentIndex() >= 0 else ""

    def problem(self) -> str:
        return ""


def make_editor(
    field: str, activity_id: int, theme: Theme, context: EditContext, parent: QWidget | None
) -> QWidget:
    """Return an editor for a field of an activity; it follows FieldEditor. An unknown field is a KeyError."""
    makers: dict[str, Callable[[], QWidget]] = {
        "output": lambda: PlainEditor("Output", parent),
        "note": lambda: PlainEditor("Note", parent),
        "when": lambda: WhenEditor(theme, lambda text: context.understood(text, activity_id), parent),
        "leads": lambda: LineEditor("Lead", context.organizations(), parent),
        "partners": lambda: LineEditor("Partners", context.organizations(), parent),
        "category": lambda: ChoiceEditor(
            "Category", [(w, w) for w in context.categories()], parent, free=True
        ),
        "status": lambda: ChoiceEditor("Status", [(w, w) for w in STATUSES], parent),
        "percent": lambda: PercentEditor(parent),
        "event_id": lambda: ChoiceEditor("Hangs on", [("", "nothing"), *context.events()], parent),
    }
    return makers[field]()
