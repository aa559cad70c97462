"""The three parts of the Progress page, each with what stands beside it; all take a ProgressState and show it.

`show_state` returns the counts for the status line. Changing is left to progress_edits.py and the report.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from imgdesk.text import one_line
from imgdesk.ui.inspector.sheets import SidePanel
from imgdesk.ui.models.indicator_table import IndicatorTableModel, Key, key_of
from imgdesk.ui.pages.progress_edits import ProgressEdits
from imgdesk.ui.pages.progress_state import ProgressState
from imgdesk.ui.progress.cards import Cards
from imgdesk.ui.progress.coverage import CoverageModel, CoverageTable, LinkList
from imgdesk.ui.progress.detail import IndicatorDetail
from imgdesk.ui.progress.report import ReportEditor
from imgdesk.ui.progress.table import IndicatorTable
from imgdesk.ui.progress.values import ValueWants
from imgdesk.ui.theme import Theme
from imgdesk.views.actions import activities
from imgdesk.views.framework import IndicatorRow, links, tally
from imgdesk.views.progress_record import area_activities

_ROOMY: Final = 900
"""In a narrower page the side panel opens only when it is asked for."""


class Part(Protocol):
    """What the page asks of each part."""

    def show_state(self, state: ProgressState) -> str: ...
    def finish(self) -> None: ...
    def forget(self) -> None: ...
    def take_focus(self) -> None: ...
    def enter_detail(self) -> None: ...
    def fit(self, width: int) -> None: ...


class AreasPart(QScrollArea):
    """The cards, and below them the report of the chosen one."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(widgetResizable=True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        ground = QFrame()
        ground.setProperty("look", "ground")
        self.cards, self.report = Cards(theme), ReportEditor(theme)
        column = QVBoxLayout(ground)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(16)
        column.addWidget(self.cards)
        column.addWidget(self.report, 1)
        self.setWidget(ground)
        self.cards.entered.connect(self.report.take_focus)
        self.report.left.connect(self.cards.take_focus)

    def show_state(self, state: ProgressState) -> str:
        """Show cards and report."""
        rows, card = state.cards(), state.card
        self.cards.show_cards(rows, card.focus_area_id if card is not None else 0, state.before())
        self.report.show_report(state)
        rated = sum(bool(row.rag) for row in rows)
        return f"{len(rows)} focus areas, {rated} rated"

    def finish(self) -> None:
        """Keep what is being typed."""
        self.report.finish()

    def forget(self) -> None:
        """Forget the desk."""
        self.report.forget()

    def take_focus(self) -> None:
        """Put the keyboard on the chosen card."""
        self.cards.take_focus()

    def enter_detail(self) -> None:
        """Go to the report."""
        self.report.take_focus()

    def fit(self, width: int) -> None:
        """Nothing: the layout fits itself."""


class IndicatorsPart(QWidget):
    """The table of indicators and the side panel of the one that is chosen."""

    refused = Signal(str)
    chosen = Signal()

    def __init__(self, theme: Theme, edits: ProgressEdits) -> None:
        super().__init__()
        self.model = IndicatorTableModel(self)
        self.table = IndicatorTable(theme, self.model, edits.keep)
        self.detail = IndicatorDetail(theme, edits.keep, ValueWants(edits.put_value, edits.edit_value))
        self._state: ProgressState | None = None
        self._insisted = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.table, 1)
        row.addWidget(self.detail)
        self._showing = QTimer(self, singleShot=True, interval=0)
        self._showing.timeout.connect(self._show_chosen)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._selected())
        self.table.detail_wanted.connect(self.enter_detail)
        for source in (self.table, self.detail):
            source.refused.connect(self.refused)
        self.detail.left.connect(self.take_focus)

    def show_state(self, state: ProgressState) -> str:
        """Show the indicators."""
        self._state = state
        at = state.period
        self.model.editable = not state.desk.read_only
        self.model.values_editable = state.editable
        self.model.period_id = at.id if at is not None else None
        self.table.periods = [row.id for row in state.read.periods]
        self.table.lay_over(state.shown())
        self._showing.start()
        count = tally(state.read.indicators)
        shown = sum(isinstance(row, IndicatorRow) for row in self.model.rows())
        said = f"{shown} of {len(state.read.indicators)} indicators"
        return f"{said}: {count.met} met, {count.not_met} not met, {count.silent} without a comparison"

    def _selected(self) -> None:
        self._showing.start()
        self.chosen.emit()

    def _show_chosen(self) -> None:
        if self._state is not None and not self.detail.isHidden():
            self.detail.show_row(self.table.chosen(), self._state, editable=self.model.editable)

    def key(self) -> Key | None:
        """Return the row in use while the table has the keyboard, else None."""
        row = self.table.chosen()
        return key_of(row) if row is not None and self.table.hasFocus() else None

    def name(self) -> str:
        """Return the title of the row in use."""
        row = self.table.chosen()
        return one_line(f"{row.code} {row.title}") if row is not None else ""

    def result_id(self) -> int:
        """Return the result of the row in use, 0 for none."""
        row = self.table.chosen()
        return 0 if row is None else row.result_id if isinstance(row, IndicatorRow) else row.id

    def finish(self) -> None:
        """Keep what is being typed."""
        self.table.cells.finish()
        self.detail.finish()

    def forget(self) -> None:
        """Forget the desk."""
        self._showing.stop()
        self._state = None
        self.model.show([])
        self.detail.sheets.say("", "")

    def take_focus(self) -> None:
        """Put the keyboard on the table."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def enter_detail(self) -> None:
        """Go to the side panel."""
        self._insisted = True
        self.detail.show()
        self._show_chosen()
        self.detail.sheets.take_focus()

    def fit(self, width: int) -> None:
        """Give way in a narrow page."""
        self.detail.setVisible(width >= _ROOMY or self._insisted)


class CoveragePart(QWidget):
    """The matrix and the activities behind the cell in use."""

    activity_wanted = Signal(int)

    def __init__(self, theme: Theme, edits: ProgressEdits) -> None:
        super().__init__()
        self._edits = edits
        self._insisted = False
        self._state: ProgressState | None = None
        self.model = CoverageModel(self)
        self.table = CoverageTable(theme, self.model)
        self.links = LinkList(theme)
        self.side = SidePanel(theme, "Activities that contribute")
        self.side.sheets.add(self.links)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.table, 1)
        row.addWidget(self.side)
        self.table.cell_chosen.connect(self._show_cell)
        self.table.entered.connect(self.enter_detail)
        self.links.ticked.connect(self._tick)
        self.links.activity_wanted.connect(self.activity_wanted)
        self.side.left.connect(self.take_focus)

    def show_state(self, state: ProgressState) -> str:
        """Show the matrix."""
        self._state = state
        matrix = state.matrix()
        if matrix is None:
            return ""
        self.table.lay_over(matrix)
        self._show_cell()
        covered = len({result for _, result in matrix.counts})
        return f"{covered} of {len(matrix.results)} results have activities"

    def _show_cell(self) -> None:
        state, index = self._state, self.table.currentIndex()
        result, area = self.model.result(index), self.model.area(index)
        if state is None or result is None:
            self.side.sheets.say("", "Choose a result to see what contributes to it.")
        elif area is None:
            title = one_line(f"{result.code} {result.title}")
            self.side.sheets.say(
                title[:300], "Choose the cell of a focus area to see and tick its activities."
            )
        else:
            linked = {row.activity_id for row in links(state.desk, result_id=result.id)}
            own = {row.id for row in area_activities(state.desk, area[0])}
            words = [(key, said) for key, said in activities(state.desk) if key in own]
            self.links.show_cell(result, area, words, linked, editable=not state.desk.read_only)
            self.side.sheets.show_sheet(self.links)

    def _tick(self, activity_id: int, on: bool) -> None:
        result = self.model.result(self.table.currentIndex())
        if result is not None and not self._edits.link(activity_id, result.id, on):
            self._show_cell()

    def finish(self) -> None:
        """Nothing is being typed here."""

    def forget(self) -> None:
        """Forget the desk."""
        self._state = None
        self.side.sheets.say("", "")

    def take_focus(self) -> None:
        """Put the keyboard on the matrix."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def enter_detail(self) -> None:
        """Go to the activities."""
        self._insisted = True
        self.side.show()
        self.links.take_focus()

    def fit(self, width: int) -> None:
        """Give way in a narrow page."""
        self.side.setVisible(width >= _ROOMY or self._insisted)


def stacked(page: QWidget, lines: Sequence[QWidget], first: QWidget) -> QStackedWidget:
    """Lay out a page: lines across the top, and below them one part at a time, `first` and those added later."""
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for line in lines:
        column.addWidget(line)
    stack = QStackedWidget()
    stack.addWidget(first)
    column.addWidget(stack, 1)
    return stack
