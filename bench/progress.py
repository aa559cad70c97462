"""Reading all that the Progress page shows, with 500 indicators over 16 periods."""

from __future__ import annotations

import random
import statistics
import tempfile
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
TODAY = date(2023, 7, 14)


def main() -> None:
    """Print how long the page's rows take to read."""
    with tempfile.TemporaryDirectory() as folder:
        path = make_desk(Path(folder) / "progress.imgdesk", ACTIVITIES)
        with Desk.open(path, origin="bench") as desk:
            plan_id = _fill(desk)
            taken = statistics.median(seconds(lambda: _page(desk, plan_id), 15))
            values = statistics.median(seconds(lambda: framework_views.indicators(desk), 15))
    figure = f"{taken * 1000:.1f} ms (indicators {values * 1000:.1f})"
    tell("-", f"read {INDICATORS} indicators x {PERIODS} periods, cards, matrix", figure, "<= 60 ms")


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
