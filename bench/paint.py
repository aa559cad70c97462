"""P2, P3: repainting and scrolling the workplan page, and an edit from the key to the picture, at four sizes.

One page of 1600x900 in one process for each size, in turn and several times over, because the machine drifts: what
counts is the ratio of 50,000 rows to 1,000.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from bench.timing import p95, tell

SIZES = (100, 1_000, 10_000, 50_000)
WINDOW = (1600, 900)
ROUNDS, REPAINTS, STEPS, EDITS = 5, 24, 40, 8
TODAY = date(2023, 7, 14)


class Figures(NamedTuple):
    """Seconds of every repeat."""

    repaint: list[float]
    scroll: list[float]
    edit: list[float]


def main() -> None:
    """Print medians and p95 in milliseconds beside the goals."""
    found = measure()
    for count, figures in found.items():
        goals = ("median <= 12, p95 <= 16 ms", "<= 8 ms", "<= 16 ms") if count == 10_000 else ("", "", "")
        tell("P2", f"full repaint {WINDOW[0]}x{WINDOW[1]}, {count:,} rows", _words(figures.repaint), goals[0])
        tell("P2", f"scroll step, {count:,} rows", _words(figures.scroll), goals[1])
        tell("P3", f"edit to saved and repainted, {count:,} rows", _words(figures.edit), goals[2])
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
    found = {count: Figures([], [], []) for count in sizes}
    with tempfile.TemporaryDirectory() as folder:
        os.environ["IMGDESK_HOME"] = folder
        theme = Theme(app, "light")
        stages = {count: Stage(Path(folder) / f"{count}.imgdesk", count, theme, app) for count in sizes}
        for _ in range(ROUNDS):
            for count, stage in stages.items():
                stage.run(found[count])
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
