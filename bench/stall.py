"""P10: how long the window does not answer while an export and an import run, and while a large desk is opened."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.timing import tell

SIZES = (100, 1_000, 10_000, 50_000)
GOAL = "<= 100 ms"


def main() -> None:
    """Print the longest turn of the event loop for each size."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["IMGDESK_HOME"] = folder
        from imgdesk.ui.app import application, build
        from imgdesk.ui.theme import Theme

        app = application()
        theme = Theme(app, "light")
        for count in SIZES:
            _measure(app, theme, build, Path(folder), count)


def _measure(app: Any, theme: Any, build: Callable[..., Any], folder: Path, count: int) -> None:
    from bench.data import make_desk
    from imgdesk.settings import Settings

    desk = make_desk(folder / f"{count}.imgdesk", count)
    window, controller = build(theme, Settings())
    window.resize(1600, 900)
    window.show()
    app.processEvents()
    start = time.perf_counter()
    controller.open_path(desk)
    app.processEvents()
    opened = time.perf_counter() - start
    _longest(app, lambda: False, 0.5)
    worst = max(_job(app, desk, folder, kind) for kind in ("tracker.xlsx", "gantt.pdf"))
    tell("P10", f"open {count:,} activities, until painted", f"{1000 * opened:.0f} ms", "")
    tell("P10", f"longest turn while exports run, {count:,} activities", f"{1000 * worst:.0f} ms", GOAL)
    controller.close()
    window.close()
    window.deleteLater()


def _job(app: Any, desk: Path, folder: Path, name: str) -> float:
    from PySide6.QtCore import QObject

    from imgdesk.ui.jobs import ProcessJob

    ended: list[object] = []
    parent = QObject()
    job = ProcessJob(
        ["export", name.split(".", maxsplit=1)[0], str(desk), "-o", str(folder / f"{desk.stem}-{name}")],
        parent,
    )
    for signal in (job.done, job.failed, job.cancelled):
        signal.connect(lambda *words: ended.append(words))
    job.start()
    return _longest(app, lambda: bool(ended), 120.0)


def _longest(app: Any, over: Callable[[], bool], seconds: float) -> float:
    """Run the event loop until `over` or for `seconds`; return its longest turn."""
    end, worst = time.perf_counter() + seconds, 0.0
    while not over() and time.perf_counter() < end:
        start = time.perf_counter()
        app.processEvents()
        worst = max(worst, time.perf_counter() - start)
        time.sleep(0.001)
    return worst


if __name__ == "__main__":
    main()
