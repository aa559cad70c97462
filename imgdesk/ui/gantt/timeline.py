"""The chart beside the tree: the calendar above, the rows below, panning and zooming.

The tree decides which rows there are and where (y), the scale decides where the days are (x); this widget brings both
together and remembers the plan's window, its gaps and its events. It changes nothing in the desk.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QScrollBar, QVBoxLayout, QWidget

from imgdesk.gantt.layout import Band, Diamond, Frame, band, diamond, frame, today_x
from imgdesk.gantt.scale import LEVELS, Day, Header, Scale, fit, header, ordinal
from imgdesk.ui.gantt.body import TimelineBody
from imgdesk.ui.gantt.chart_desk import ChartDesk
from imgdesk.ui.gantt.edited_chart import EditedChart
from imgdesk.ui.gantt.halves import Halves
from imgdesk.ui.gantt.header import TimelineHeader
from imgdesk.ui.gantt.inks import Inks
from imgdesk.ui.gantt.link_layer import LinkLayer
from imgdesk.ui.gantt.minimap import Minimap
from imgdesk.ui.gantt.overlays import Overlays
from imgdesk.ui.gantt.picture import Picture
from imgdesk.ui.gantt.zones import Zones
from imgdesk.ui.theme import Theme
from imgdesk.views.wording import day_words, when_words
from imgdesk.views.workplan import WindowRow

if TYPE_CHECKING:
    from imgdesk.ui.gantt.legend import Legend
    from imgdesk.ui.gantt.tree import PlanTree

MARGIN: Final = 12.0
"""Free room on either side of a plan that is fitted."""
STEP: Final = 1.25
"""One press of a zoom key, one notch of the wheel."""
_NOTCH: Final = 120
_PAGES: Final = 3
"""From so many windows of rows on the overview is worth its room."""


class Timeline(EditedChart):
    """The chart; give it a plan with `show_plan`, then zoom, pan and select."""

    level_changed = Signal(str)
    """The zoom level has another name now: a key of LEVELS."""

    def __init__(
        self, theme: Theme, tree: PlanTree, desk: ChartDesk | None = None, parent: QWidget | None = None
    ) -> None:
        """Show the rows of `tree`; without `desk` nothing can be changed and no links are drawn."""
        super().__init__(tree, desk, parent)
        self._theme = theme
        self.overlays, self.zones = Overlays(self), Zones(self)
        self.links, self.picture = LinkLayer(self), Picture(self)
        self._inks: Inks | None = None
        self.legend: Legend | None = None
        self._scale = Scale(date(2023, 1, 1).toordinal(), LEVELS["quarters"])
        self._first, self._last = date(2023, 1, 1).toordinal(), date(2023, 12, 31).toordinal()
        self._today = self._first
        self._fitted = True
        self._gaps: Sequence[WindowRow] = ()
        self._events: dict[int, WindowRow] = {}
        self._level = ""
        self.header = TimelineHeader(self)
        self.body = TimelineBody(self)
        self._sideways = QScrollBar(Qt.Orientation.Horizontal, self)
        self._upright = QScrollBar(Qt.Orientation.Vertical, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.body, 1)
        self.setFocusProxy(self.body)
        self.minimap = Minimap(self)
        # The list learns its new height after the chart does, and says nothing when only that has changed.
        self._settling = QTimer(self, singleShot=True, interval=0)
        self._settling.timeout.connect(self._show_minimap)
        self._connect()

    def _connect(self) -> None:
        for bar, name in ((self._sideways, "Scroll the chart in time"), (self._upright, "Scroll the rows")):
            bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            bar.setAccessibleName(name)
            bar.hide()
        rows = self.tree.verticalScrollBar()
        rows.rangeChanged.connect(self._rows_ranged)
        rows.valueChanged.connect(self._upright.setValue)
        rows.valueChanged.connect(self.body.update)
        rows.valueChanged.connect(self.minimap.update)
        plan = self.tree.plan()
        for signal in (
            plan.dataChanged,
            plan.rowsInserted,
            plan.rowsRemoved,
            plan.layoutChanged,
            plan.modelReset,
        ):
            signal.connect(self.minimap.forget_soon)
        self._upright.valueChanged.connect(rows.setValue)
        self._sideways.valueChanged.connect(self._scrolled_sideways)
        self._theme.changed.connect(self._theme_changed)
        self.overlays.changed.connect(self.repaint_all)
        self.overlays.changed.connect(self._say_legend)
        plan.dataChanged.connect(self._say_legend)
        self.tree.selectionModel().currentChanged.connect(self.current_changed)
        if self.desk is not None:
            self.connect_desk(self.desk)

    def _say_legend(self) -> None:
        if self.legend is None and self.overlays.legend():
            from imgdesk.ui.gantt.legend import Legend

            self.legend = Legend(self)
        if self.legend is not None:
            self.legend.place()

    # What it shows

    def show_plan(
        self, first: Day, last: Day, gaps: Sequence[WindowRow], events: Sequence[WindowRow], today: date
    ) -> None:
        """Show the plan's window, its coverage gaps and its events; the zoom stays, unless the plan was fitted."""
        self._first, self._last = ordinal(first), max(ordinal(last), ordinal(first) + 27)
        self._gaps, self._today = gaps, today.toordinal()
        self._events = {row.id: row for row in events}
        self.minimap.forget()
        self.fit() if self._fitted else self._show(self._scale)

    def plan_window(self) -> tuple[str, str]:
        """Return the first and the last day of the plan as ISO text."""
        return date.fromordinal(self._first).isoformat(), date.fromordinal(self._last).isoformat()

    def days(self) -> tuple[int, int]:
        """Return the first and the last day of the plan as ordinals."""
        return self._first, self._last

    def frame(self) -> Frame:
        """Return what all shapes of the picture share."""
        return frame(self._scale, self._today, self._first, self._last)

    def calendar(self) -> Header:
        """Return the header of the visible days."""
        return header(self._scale, 0, self.body.width())

    def bands(self) -> list[tuple[WindowRow, Band]]:
        """Return the coverage gaps with their shapes."""
        found = (
            (gap, band(gap.earliest, gap.latest, gap.grain, _band_words(gap), self.frame()))
            for gap in self._gaps
        )
        return [(gap, shape) for gap, shape in found if shape is not None]

    def diamonds(self) -> list[Diamond]:
        """Return the events that have a date as shapes."""
        rows = list(self._events.values())
        if self.events is not None and self.events.holding:
            rows = [self.events.draft(row) for row in rows]
        found = (diamond(row.id, row.earliest, row.latest, row.grain, row.title, self._scale) for row in rows)
        return [shape for shape in found if shape is not None]

    def event_row(self, event_id: int) -> WindowRow | None:
        """Return an event by its id."""
        return self._events.get(event_id)

    def event_words(self, event_id: int) -> list[str]:
        """Return the lines of an event's tool tip."""
        row = self._events.get(event_id)
        return [row.title, when_words(row), row.note] if row else []

    def day_words(self, day: int) -> str:
        """Return a day as words."""
        return day_words(date.fromordinal(day))

    def inks(self) -> Inks:
        """Return pens and brushes for the theme and the screen of this moment."""
        if self._inks is None:
            self._inks = Inks(self._theme, self.devicePixelRatioF())
        return self._inks

    @property
    def scale(self) -> Scale:
        """The days as they lie now."""
        return self._scale

    # Zooming and panning

    def zoom(self, factor: float, x: float | None = None) -> None:
        """Make days `factor` times as wide, the day under x (or in the middle) staying where it is."""
        self._fitted = False
        self._show(self._scale.zoomed(factor, self.body.width() / 2 if x is None else x))

    def zoom_in(self) -> None:
        """Zoom one step in."""
        self.zoom(STEP)

    def zoom_out(self) -> None:
        """Zoom one step out."""
        self.zoom(1 / STEP)

    def zoom_to(self, level: str) -> None:
        """Zoom to a level of LEVELS by name, keeping today, if it is in sight, or the middle in place."""
        self._fitted = False
        width, x = self.body.width(), today_x(self.frame())
        self._show(self._scale.at_level(level, x if 0 <= x <= width else width / 2))

    def fit(self) -> None:
        """Show the whole plan, now and whenever the window's width changes, until the next zoom."""
        self._fitted = True
        self._show(fit(self._first, self._last, self.body.width(), MARGIN))

    def go_to_today(self) -> None:
        """Bring today into the middle."""
        self._fitted = False
        self._show(self._scale.panned(self.body.width() / 2 - today_x(self.frame())))

    def bring_into_sight(self, x0: float, x1: float) -> None:
        """Pan as little as needed for the stretch from x0 to x1 to be seen."""
        width = self.body.width()
        if x1 > width - MARGIN:
            self.pan(max(width - MARGIN - x1, MARGIN - x0))
        elif x0 < MARGIN:
            self.pan(MARGIN - x0)

    def pan(self, dx: float) -> None:
        """Move the picture to the right by dx pixels."""
        if dx:
            self._fitted = False
            self._show(self._scale.panned(dx))

    def scroll_rows(self, dy: float) -> None:
        """Move the rows down by dy pixels."""
        bar = self.tree.verticalScrollBar()
        bar.setValue(round(bar.value() - dy))

    def wheel(self, event: QWheelEvent, x: float) -> None:
        """Scroll the rows; with Shift the days; with Ctrl zoom at x."""
        delta = event.pixelDelta() if not event.pixelDelta().isNull() else event.angleDelta()
        turned, keys = event.angleDelta(), event.modifiers()
        event.accept()
        if keys & Qt.KeyboardModifier.ControlModifier:
            self.zoom(STEP ** (turned.y() / _NOTCH), x)
        elif keys & Qt.KeyboardModifier.ShiftModifier:
            self.pan(delta.y() or delta.x())
        else:
            self._wheel_rows(event.pixelDelta(), turned)

    def _wheel_rows(self, pixels: QPoint, turned: QPoint) -> None:
        if turned.x() and abs(turned.x()) > abs(turned.y()):
            self.pan(pixels.x() or turned.x())
            return
        self.scroll_rows(pixels.y() or turned.y() / _NOTCH * 3 * self.tree.row_height())

    def _show(self, scale: Scale) -> None:
        """Show these days; the plan never leaves the window altogether."""
        width = max(self.body.width(), 1)
        days = width / scale.px_per_day
        low, high = self._first - 0.8 * days, self._last + 1 - 0.2 * days
        self._scale = Scale(min(max(scale.origin, low), max(high, low)), scale.px_per_day)
        self._lay_bars(low, high, days)
        self._show_minimap()
        self.header.update()
        self.body.update()
        if self._scale.level != self._level:
            self._level = self._scale.level
            self.level_changed.emit(self._level)

    def _lay_bars(self, low: float, high: float, days: float) -> None:
        self._sideways.blockSignals(True)
        px = self._scale.px_per_day
        self._sideways.setRange(0, max(0, round((high - low) * px)))
        self._sideways.setPageStep(max(1, round(days * px)))
        self._sideways.setSingleStep(max(1, round(days * px / 20)))
        self._sideways.setValue(round((self._scale.origin - low) * px))
        self._sideways.blockSignals(False)
        self._sideways.setVisible(not self._fitted)

    def _scrolled_sideways(self, value: int) -> None:
        days = self.body.width() / self._scale.px_per_day
        self._fitted = False
        self._show(Scale(self._first - 0.8 * days + value / self._scale.px_per_day, self._scale.px_per_day))

    def _rows_ranged(self, low: int, high: int) -> None:
        rows = self.tree.verticalScrollBar()
        self._upright.setRange(low, high)
        self._upright.setPageStep(rows.pageStep())
        self._upright.setSingleStep(rows.singleStep())
        self._upright.setValue(rows.value())
        self._upright.setVisible(high > low)
        self._show_minimap()
        self.body.update()

    def _show_minimap(self) -> None:
        """Show the overview where the plan does not fit into the window in time, or by far not in rows."""
        halves = self.parentWidget()
        if not isinstance(halves, Halves):
            return
        if self.minimap.parentWidget() is not halves:
            halves.set_foot(self.minimap)
        whole = self._scale.x(self._first) >= -1 and self._scale.end_x(self._last) <= self.body.width() + 1
        rows = self.tree.verticalScrollBar()
        wanted = not whole or rows.maximum() > (_PAGES - 1) * max(rows.pageStep(), 1)
        if wanted == self.minimap.isHidden():
            halves.show_foot(wanted)
        self.minimap.update()

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if isinstance(halves := self.parentWidget(), Halves):
            halves.lay_foot()
            self._settling.start()
        thick, top = 12, self.header.height()
        self.body.resize(self.width(), self.height() - top)
        self._sideways.setGeometry(0, self.height() - thick, self.width() - thick, thick)
        self._upright.setGeometry(self.width() - thick, top, thick, self.height() - top - thick)
        for bar in (self._sideways, self._upright):
            bar.raise_()
        self.fit() if self._fitted else self._show(self._scale)
        self._say_legend()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._theme_changed()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._theme_changed()
        return super().event(event)

    def _theme_changed(self) -> None:
        self._inks = None
        self.header.update()
        self.body.update()
        self.minimap.forget()


def _band_words(gap: WindowRow) -> str:
    return f"{gap.title}, {gap.when_text}" if gap.when_text.strip() else gap.title
