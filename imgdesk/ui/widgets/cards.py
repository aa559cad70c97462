"""Large buttons made of several parts: a card with a picture and two lines, a row with something at its right."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from imgdesk.ui.theme import Theme
from imgdesk.ui.widgets.buttons import Button
from imgdesk.ui.widgets.labels import ElidedLabel, Label, Tag


class _Compound(Button):
    """A button whose face is a layout; the parts take no clicks of their own, and words wrap where it is narrow."""

    def __init__(self, kind: str, parent: QWidget | None = None) -> None:
        super().__init__("", kind, parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        return layout.minimumSize() if layout is not None else super().minimumSizeHint()

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return layout.totalHeightForWidth(width) if layout is not None and layout.hasHeightForWidth() else -1

    def _part(self, widget: QWidget) -> QWidget:
        widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        return widget


class Card(_Compound):
    """A picture, what it does, and a line that explains it."""

    def __init__(self, theme: Theme, icon: str, title: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._theme, self._icon_name = theme, icon
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self._icon = QLabel()
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(4)
        column.addWidget(self._part(self._icon))
        column.addSpacing(8)
        column.addWidget(self._part(Label(title, "heading")))
        column.addWidget(self._part(Label(text, "muted", wrap=True)))
        column.addStretch(1)
        theme.changed.connect(self._draw)
        self._draw()

    def _draw(self) -> None:
        self._icon.setPixmap(self._theme.pixmap(self._icon_name, "accent", 24))


class Row(_Compound):
    """A name over a quiet second line, and a word at the right; `tag` is shown instead of the word when given."""

    def __init__(
        self, name: str, second: str, word: str = "", tag: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__("row", parent)
        self.setAccessibleName(name)
        self.setAccessibleDescription(", ".join(part for part in (second, word, tag) if part))
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(self._part(ElidedLabel(name, "muted" if tag else "strong")))
        lines.addWidget(self._part(ElidedLabel(second, "small", mode=Qt.TextElideMode.ElideMiddle)))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(16)
        row.addLayout(lines, 1)
        if tag or word:
            row.addWidget(self._part(Tag(tag) if tag else Label(word, "muted")))
