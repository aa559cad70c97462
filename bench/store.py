"""P5: reading the plan for the page, and landing many rows with their journal, each against the bare driver."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from sqlcipher3 import dbapi2 as driver
from sqlmodel import insert

from bench.data import activity_row, make_desk
from bench.timing import paired, tell
from imgdesk.domain.plan import Activity
from imgdesk.services import parts
from imgdesk.store.connection import PRAGMAS
from imgdesk.store.desk import Desk
from imgdesk.views import workplan as views

COUNT = 10_000


def main() -> None:
    """Print both ratios at 10,000 activities."""
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs, ratio = reading(Path(folder))
        figure = f"{ratio:.2f}x ({ours * 1000:.1f} / {theirs * 1000:.1f} ms)"
        tell("P5", f"read {COUNT:,} activities / bare SELECT", figure, "<= 2.5x")
        ours, theirs, ratio = inserting(Path(folder))
        figure = f"{ratio:.2f}x ({ours * 1000:.0f} / {theirs * 1000:.0f} ms)"
        tell("P5", f"insert {COUNT:,} with journal / bare executemany", figure, "<= 6x")


def reading(folder: Path) -> tuple[float, float, float]:
    """Measure what the page reads against a SELECT of the same columns, rows as the driver gives them."""
    path = make_desk(folder / "read.imgdesk", COUNT)
    bare = driver.connect(str(path))
    names = ", ".join(f'a."{row[1]}"' for row in bare.execute("PRAGMA table_info(activity)"))
    sql = (
        f"SELECT {names}, s.provisional FROM plan_section s JOIN activity a ON a.plan_section_id = s.id "
        "ORDER BY s.position, s.id, a.position, a.id"
    )
    with Desk.open(path, read_only=True) as desk:
        times = paired(
            lambda: _seconds(lambda: views.plan(desk)),
            lambda: _seconds(lambda: bare.execute(sql).fetchall()),
            15,
        )
    bare.close()
    return times


def inserting(folder: Path) -> tuple[float, float, float]:
    """Measure a bulk insert through a change against executemany with the same safety, into desks that grow alike."""
    with Desk.create(folder / "bare.imgdesk") as made:
        section = parts.add_section(made, parts.add_workplan(made, "Workplan"), "2023", year=2023)
    bare = driver.connect(str(folder / "bare.imgdesk"), isolation_level=None)
    for pragma in PRAGMAS:
        bare.execute(f"PRAGMA {pragma}")
    draw = random.Random(COUNT)
    rows = [activity_row(number, [section] * 3, draw) for number in range(1, COUNT + 1)]
    for row in rows:
        del row["id"]
    plain = [
        tuple(value.isoformat() if hasattr(value, "isoformat") else value for value in row.values())
        for row in rows
    ]
    names, marks = ", ".join(f'"{name}"' for name in rows[0]), ", ".join("?" for _ in rows[0])

    def yardstick() -> None:
        bare.execute("BEGIN IMMEDIATE")
        bare.executemany(f"INSERT INTO activity ({names}) VALUES ({marks})", plain)
        bare.execute("COMMIT")

    with Desk.create(folder / "ours.imgdesk") as desk:
        parts.add_section(desk, parts.add_workplan(desk, "Workplan"), "2023", year=2023)

        def ours() -> None:
            with desk.change("Land") as session:
                session.exec(insert(Activity), params=rows)

        ours()
        times = paired(lambda: _seconds(ours), lambda: _seconds(yardstick), 5)
    bare.close()
    return times


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
