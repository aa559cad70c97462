"""Reading and opening the Progress page, each of its parts, with 500 indicators over 16 periods."""

from __future__ import annotations

import os
import random
import statistics
import tempfile
import time
from datetime import date
from pathlib import Path

from sqlalchemy import insert

from bench.data import make_desk
from bench.timing import seconds, tell
from imgdesk.domain.progress import ActivityResult, IndicatorValue
from imgdesk.services import framework, progress
from imgdesk.store.desk import Desk
from imgdesk.views import framework as framework_views
from imgdesk.views import progress as progress_views

INDICATORS = 500
PERIODS = 16
ACTIVITIES = 200
OPENINGS = 6
WINDOW = (1440, 900)
TODAY = date(2023, 7, 14)


def main() -> None:
    """Print how long the page's rows take to read."""
    with tempfile.TemporaryDirectory() as folder:
        path = make_desk(Path(folder) / "progress.imgdesk", ACTIVITIES)
        with Desk.open(path, origin="bench") as desk:
            plan_id = _fill(desk)
            taken = statistics.median(seconds(lambda: _page(desk, plan_id), 15))
            values = statistics.median(seconds(lambda: framework_views.indicators(desk), 15))
            opened = opening(desk, Path(folder))
    figure = f"{taken * 1000:.1f} ms (indicators {values * 1000:.1f})"
    tell("-", f"read {INDICATORS} indicators x {PERIODS} periods, cards, matrix", figure, "<= 60 ms")
    for name, times in opened.items():
        figure = f"{times[0] * 1000:.0f} ms first, {statistics.median(times[1:]) * 1000:.0f} ms again"
        tell("-", f"open the Progress page at {name.lower()}", figure, "<= 200 ms")


def opening(desk: Desk, folder: Path) -> dict[str, list[float]]:
    """Return how long each part of the page takes from asking for it until it is painted, on a page of its own."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["IMGDESK_HOME"] = str(folder)
    from PySide6.QtWidgets import QApplication

    from imgdesk.settings import Settings
    from imgdesk.ui.actions import Actions
    from imgdesk.ui.bridge import DeskBridge
    from imgdesk.ui.pages.progress import ProgressPage
    from imgdesk.ui.pages.progress_state import PLACES
    from imgdesk.ui.theme import Theme

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme, bridge = Theme(app, "light"), DeskBridge(desk)
    found: dict[str, list[float]] = {name: [] for name in PLACES}
    for _ in range(OPENINGS):
        for name in PLACES:
            start = time.perf_counter()
            page = ProgressPage(theme, Actions(), Settings(), lambda: TODAY)
            page.resize(*WINDOW)
            page.open(desk, bridge)
            page.show()
            page.show_place(name)
            app.processEvents()
            found[name].append(time.perf_counter() - start)
            page.close_desk()
            page.close()
            page.deleteLater()
            app.processEvents()
    bridge.close()
    return found


def _page(desk: Desk, plan_id: int) -> None:
    progress_views.periods(desk)
    progress_views.cards(desk, TODAY)
    framework_views.indicators(desk, plan_id)
    framework_views.matrix(desk, plan_id, 1)


def _fill(desk: Desk) -> int:
    """Give the desk sixteen quarters, a framework of fifty results with ten indicators each, and all values."""
    draw = random.Random(INDICATORS)
    quarters = [f"Q{number} {year}" for year in range(2021, 2025) for number in (1, 2, 3, 4)][:PERIODS]
    with desk.change("Fill the framework") as session:
        periods = [progress.add_period(desk, 1, when) for when in quarters]
        for period_id in periods:
            progress.start_reports(desk, period_id)
        plan_id = framework.add_framework(desk, "Plan")
        results = [
            framework.add_result(desk, plan_id, f"Result {number}", code=f"R{number}") for number in range(50)
        ]
        indicators = [
            framework.add_indicator(
                desk, results[number % 50], f"Countries {number}", code=f"I{number}",
                baseline=f"{number} countries in the 3rd cycle", target=f"{number + 40} countries",
            )
            for number in range(INDICATORS)
        ]  # fmt: skip
        session.exec(
            insert(IndicatorValue),
            params=[
                {"indicator_id": key, "period_id": period, "value": draw.randint(0, 60), "text": ""}
                for key in indicators
                for period in periods
            ],
        )
        session.exec(
            insert(ActivityResult),
            params=[
                {"activity_id": key, "result_id": draw.choice(results)} for key in range(1, ACTIVITIES + 1)
            ],
        )
    return plan_id


if __name__ == "__main__":
    main()
