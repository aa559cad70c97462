"""The small chart of an indicator: its target as a dashed line, its baseline, and the actual values over the periods.

Painted into any box, in a cell as in the side panel; a shape carries each meaning, not a colour alone: the target is
dashed, the baseline a short line with a hollow mark, actual values are filled dots on a line.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from imgdesk.ui.gantt.inks import Inks
from imgdesk.ui.theme import Theme
from imgdesk.ui.tips import tip
from imgdesk.views.framework import IndicatorRow

_INSET = 5.0
_TALL = 112


class Plot(NamedTuple):
    """Where everything of a chart stands, in shares of its box: x from the left, y from the bottom."""

    baseline: float | None
    target: float | None
    actual: tuple[tuple[float, float], ...]


def plot(row: IndicatorRow, periods: Sequence[int]) -> Plot | None:
    """Return the chart of an indicator over periods (their ids in order); None where there is no number to show.

    The baseline stands before the first period. Of several actual values of a period the last one counts.
    """
    latest = {
        one.period_id: one.value for one in row.values if one.kind == "actual" and one.value is not None
    }
    actual = [(place, latest[key]) for place, key in enumerate(periods, start=1) if key in latest]
    numbers = [value for value in (row.baseline_value, row.target_value) if value is not None]
    numbers += [value for _, value in actual]
    if not numbers:
        return None
    low, high = min(numbers), max(numbers)
    wide = high - low

    def up(value: float) -> float:
        return (value - low) / wide if wide else 0.5

    last = max(len(periods), 1)
    return Plot(
        up(row.baseline_value) if row.baseline_value is not None else None,
        up(row.target_value) if row.target_value is not None else None,
        tuple((place / last, up(value)) for place, value in actual),
    )


def paint_plot(painter: QPainter, inks: Inks, box: QRectF, shown: Plot) -> None:
    """Paint a chart into a box."""
    room = box.adjusted(_INSET, _INSET, -_INSET, -_INSET)

    def at(x: float, y: float) -> QPointF:
        return QPointF(room.left() + x * room.width(), room.bottom() - y * room.height())

    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if shown.target is not None:
        pen = QPen(inks.color("green"), 1.5)
        pen.setDashPattern([3, 2.5])
        painter.setPen(pen)
        painter.drawLine(at(0, shown.target), at(1, shown.target))
    points = [at(x, y) for x, y in shown.actual]
    if shown.baseline is not None:
        start = at(0, shown.baseline)
        painter.setPen(QPen(inks.color("gap"), 1.5))
        if points:
            painter.drawLine(start, points[0])
        painter.setBrush(inks.color("surface"))
        painter.drawEllipse(start, 2.5, 2.5)
    painter.setPen(QPen(inks.color("accent"), 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF(points))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(inks.color("accent"))
    radius = 2.5 if len(points) < 12 else 1.5
    for point in points[:-1]:
        painter.drawEllipse(point, radius, radius)
    if points:
        painter.drawEllipse(points[-1], 3, 3)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def plot_words(row: IndicatorRow, titles: dict[int, str]) -> str:
    """Return a chart in words, for who cannot see it."""
    said = [
        f"{titles.get(one.period_id, '')} {one.value:g}"
        for one in row.values
        if one.kind == "actual" and one.value is not None
    ]
    given = (("baseline", row.baseline_value), ("target", row.target_value))
    ends = [f"{name} {value:g}" for name, value in given if value is not None]
    return ", ".join((*ends, *said)) or "no numbers yet"


class Chart(QWidget):
    """The chart of one indicator with a line of explanation below."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._plot: Plot | None = None
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Chart of the indicator")
        theme.changed.connect(self.update)

    def show_indicator(self, row: IndicatorRow, periods: Sequence[int], titles: dict[int, str]) -> None:
        """Show an indicator over these periods; hidden where there is no number."""
        self._plot = plot(row, periods)
        self.setVisible(self._plot is not None)
        self.setAccessibleDescription(plot_words(row, titles))
        self.setToolTip(tip([row.title, plot_words(row, titles)]))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, _TALL)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._plot is None:
            return
        painter = QPainter(self)
        inks = Inks(self._theme, self.devicePixelRatioF())
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -18.5)
        painter.setPen(inks.line)
        painter.setBrush(inks.color("surface"))
        painter.drawRect(box)
        paint_plot(painter, inks, box.adjusted(4, 4, -4, -4), self._plot)
        painter.setFont(inks.small)
        painter.setPen(inks.color("muted"))
        foot = QRectF(0, self.height() - 17, self.width(), 16)
        said = [
            name
            for name, there in (
                ("○ baseline", self._plot.baseline is not None),
                ("● actual", bool(self._plot.actual)),
                ("- - target", self._plot.target is not None),
            )
            if there
        ]
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, "   ".join(said))
        painter.end()
