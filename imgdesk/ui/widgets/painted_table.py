"""What tables share: rows without a frame, headings of one height, and cells painted with the inks of the theme."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QToolTip, QWidget

from imgdesk.ui.gantt.inks import Inks
from imgdesk.ui.theme import ROW_COMFORTABLE, Theme
from imgdesk.ui.tips import tip
from imgdesk.ui.widgets.heading import Heading


class CalmTable(QTableView):
    """Rows are selected whole and edited only when asked to; `name` is what a screen reader says."""

    def __init__(
        self, theme: Theme, model: QAbstractTableModel, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setModel(model)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_COMFORTABLE)

    def set_widths(self, widths: Iterable[int]) -> None:
        """Give the columns their first widths; 0 takes what is left."""
        header = self.horizontalHeader()
        for place, width in enumerate(widths):
            mode = QHeaderView.ResizeMode.Interactive if width else QHeaderView.ResizeMode.Stretch
            header.setSectionResizeMode(place, mode)
            if width:
                header.resizeSection(place, width)


class PaintedTable(CalmTable):
    """Its delegate paints with `inks`; the first heading stands `inset` pixels further right than the others."""

    def __init__(
        self, theme: Theme, model: QAbstractTableModel, names: tuple[str, str], inset: int,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(theme, model, names[0], parent)
        self._inks: Inks | None = None
        header = Heading(theme, inset, self)
        self.setHorizontalHeader(header)
        header.setAccessibleName(names[1])
        header.setHighlightSections(False)
        header.setFixedHeight(ROW_COMFORTABLE)
        theme.changed.connect(self._theme_changed)

    def inks(self) -> Inks:
        """Return pens and brushes for the theme and the screen of this moment."""
        if self._inks is None or self._inks.ratio != self.devicePixelRatioF():
            self._inks = Inks(self._theme, self.devicePixelRatioF())
        return self._inks

    def words(self, index: QModelIndex) -> Sequence[str]:
        """Return the lines of the tool tip of a cell."""
        raise NotImplementedError

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            words = tip(self.words(self.indexAt(event.pos())))
            QToolTip.showText(event.globalPos(), words, self.viewport())
            return True
        return super().viewportEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange):
            self._inks = None

    def _theme_changed(self) -> None:
        self._inks = None
        self.viewport().update()
