"""P2, P3, P4: the workplan page at four sizes: repainting (with links too), scrolling, dragging, editing, filtering.

One page of 1600x900 in one process for each size, in turn and several times over, because the machine drifts: what
counts is the ratio of 50,000 rows to 1,000.
"""

from __future__ import annotations

import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent

from bench.timing import p95, tell
from imgdesk.views.filters import NO_FILTER

_TYPED = ("s", "si", "sid", "side", "side e")
SIZES = (100, 1_000, 10_000, 50_000)
WINDOW = (1600, 900)
ROUNDS, REPAINTS, STEPS, EDITS = 5, 24, 40, 8
DRAGS = 40
LINKS_PER_ROW = 1.5
TODAY = date(2023, 7, 14)


class Figures(NamedTuple):
    """Seconds of every repeat."""

    repaint: list[float]
    scroll: list[float]
    edit: list[float]
    drag: list[float]
    filter: list[float]
    linked: list[float]
    linked_drag: list[float]


def main() -> None:
    """Print medians and p95 in milliseconds beside the goals."""
    found = measure()
    for count, figures in found.items():
        big = count == 10_000
        goals = ("median <= 12, p95 <= 16 ms", "<= 8 ms", "<= 16 ms") if big else ("", "", "")
        tell("P2", f"full repaint {WINDOW[0]}x{WINDOW[1]}, {count:,} rows", _words(figures.repaint), goals[0])
        tell("P2", f"scroll step, {count:,} rows", _words(figures.scroll), goals[1])
        tell("P3", f"edit to saved and repainted, {count:,} rows", _words(figures.edit), goals[2])
        tell("P2", f"drag of a bar, {count:,} rows", _words(figures.drag), "<= 4 ms" if big else "")
        tell("P4", f"filter as one types, {count:,} rows", _words(figures.filter), "<= 5 ms" if big else "")
        tell("P2", f"full repaint with links, {count:,} rows", _words(figures.linked), goals[0])
        tell("P2", f"drag of a linked bar, {count:,} rows", _words(figures.linked_drag), "")
    ratio = statistics.median(
        large / small for large, small in zip(found[50_000].repaint, found[1_000].repaint, strict=True)
    )
    tell("P2", "full repaint at 50,000 / at 1,000", f"{ratio:.2f}", "<= 1.2")


def measure(sizes: tuple[int, ...] = SIZES) -> dict[int, Figures]:
    """Return the figures for each size, its rounds taken in turn with those of the others."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from imgdesk.ui.theme import Theme

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    found = {count: Figures([], [], [], [], [], [], []) for count in sizes}
    with tempfile.TemporaryDirectory() as folder:
        os.environ["IMGDESK_HOME"] = folder
        theme = Theme(app, "light")
        stages = {count: Stage(Path(folder) / f"{count}.imgdesk", count, theme, app) for count in sizes}
        for _ in range(ROUNDS):
            for count, stage in stages.items():
                stage.run(found[count])
        for count, stage in stages.items():
            stage.link(count)
        for _ in range(ROUNDS):
            for count, stage in stages.items():
                stage.run_linked(found[count])
        for stage in stages.values():
            stage.close()
    return found


class Stage:
    """One open page over a desk of `count` activities."""

    def __init__(self, path: Path, count: int, theme: Any, app: Any) -> None:
        from bench.data import make_desk
        from imgdesk.settings import Settings
        from imgdesk.store.desk import Desk
        from imgdesk.ui.actions import Actions
        from imgdesk.ui.bridge import DeskBridge
        from imgdesk.ui.pages.workplan import WorkplanPage

        self.app = app
        self.desk = Desk.open(make_desk(path, count))
        self.bridge = DeskBridge(self.desk)
        self.page = WorkplanPage(theme, Actions(), Settings(), today=lambda: TODAY)
        self.page.resize(*WINDOW)
        self.page.show()
        self.page.open(self.desk, self.bridge)
        self.page.activate()
        self.app.processEvents()
        self._percent = 0

    def run(self, figures: Figures) -> None:
        """Repaint, scroll and edit, adding to `figures`."""
        page = self.page
        self.app.processEvents()
        bar = page.tree.verticalScrollBar()
        bar.setValue(bar.maximum() // 2)
        self.app.processEvents()
        figures.repaint.extend(_timed(page.repaint) for _ in range(REPAINTS))
        figures.scroll.extend(_timed(self._step) for _ in range(STEPS))
        figures.edit.extend(_timed(self._edit) for _ in range(EDITS))
        figures.drag.extend(self._drag())
        figures.filter.extend(_timed(partial(self._filter, text)) for text in _TYPED)
        self._filter("")
        self.app.processEvents()

    def run_linked(self, figures: Figures) -> None:
        """Repaint and drag with links between the rows, adding to `figures`."""
        page = self.page
        bar = page.tree.verticalScrollBar()
        bar.setValue(bar.maximum() // 2)
        self.app.processEvents()
        figures.linked.extend(_timed(page.repaint) for _ in range(REPAINTS))
        figures.linked_drag.extend(self._drag())

    def link(self, count: int) -> None:
        """Link neighbours and others further on, LINKS_PER_ROW for each row."""
        from sqlalchemy import insert

        from imgdesk.domain.plan import ActivityLink

        draw = random.Random(count)
        pairs = {
            (first, min(first + draw.choice((3, 6, 9, 60, 300)), count))
            for first in (draw.randint(1, count - 1) for _ in range(int(count * LINKS_PER_ROW)))
        }
        rows = [{"from_id": a, "to_id": b, "kind": "FS", "lag_days": 0} for a, b in sorted(pairs) if a != b]
        with self.desk.change("Link the plan") as session:
            session.exec(insert(ActivityLink), params=rows)
        self.app.processEvents()

    def _filter(self, text: str) -> None:
        self.page.bar.set_filter(NO_FILTER._replace(text=text))

    def _drag(self) -> list[float]:
        """Drag the middle bar to and fro and take it back; the first move, which reads the plan, is told apart."""
        body, tree = self.page.timeline.body, self.page.tree
        index = tree.indexAt(QPoint(1, body.height() // 2))
        while (bar := body.bar_of(index)) is None or bar.x1 - bar.x0 > 400:
            index = tree.indexBelow(index)
        place = QPointF((bar.x0 + bar.x1) / 2, tree.visualRect(index).center().y())
        self._mouse(QEvent.Type.MouseButtonPress, place)
        self._mouse(QEvent.Type.MouseMove, place + QPointF(8, 0))
        times = [
            _timed(partial(self._mouse, QEvent.Type.MouseMove, place + QPointF(far, 0)))
            for far in range(10, 10 + 3 * DRAGS, 3)
        ]
        gestures = self.page.timeline.gestures
        assert gestures is not None
        gestures.cancel()
        self._mouse(QEvent.Type.MouseButtonRelease, place)
        return times

    def _mouse(self, kind: Any, place: Any) -> None:
        body, left = self.page.timeline.body, Qt.MouseButton.LeftButton
        where = QPointF(body.mapToGlobal(place.toPoint()))
        event = QMouseEvent(kind, place, where, left, left, Qt.KeyboardModifier.NoModifier)
        self.app.sendEvent(body, event)
        self.app.processEvents()

    def close(self) -> None:
        """Close page and desk."""
        self.page.close_desk()
        self.bridge.close()
        self.desk.close()
        self.page.close()

    def _step(self) -> None:
        bar = self.page.tree.verticalScrollBar()
        bar.setValue(bar.value() + self.page.tree.row_height())
        self.app.processEvents()

    def _edit(self) -> None:
        self._percent = (self._percent + 7) % 100
        activity_id = self.page.tree.selected_ids()[0]
        self.page.edit([activity_id], "percent", str(self._percent))
        self.app.processEvents()


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _words(values: list[float]) -> str:
    return f"{statistics.median(values) * 1000:.1f} ms (p95 {p95(values) * 1000:.1f})"


if __name__ == "__main__":
    main()
