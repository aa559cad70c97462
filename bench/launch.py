"""P1, P8: from the start of the process to the first painted plan, against a bare window; memory with it open."""

from __future__ import annotations

import gc
import os
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

ROUNDS = 9
SIZE = (1600, 900)
GOALS = {100: ("", ""), 1_000: ("<= 1.5x", "<= 135 MB"), 10_000: ("<= 2.0x", "<= 150 MB"), 50_000: ("", "")}
"""What is wanted of launch and memory, per number of activities."""


def main() -> None:
    """Print the ratio and the memory for each size."""
    import statistics
    import tempfile
    from pathlib import Path

    from bench.data import make_desk
    from bench.timing import tell

    with tempfile.TemporaryDirectory() as folder:
        for count, (launch, memory) in GOALS.items():
            desk = make_desk(Path(folder) / f"{count}.imgdesk", count)
            pairs = [(_wall("paint", desk), _wall("bare")) for _ in range(ROUNDS + 1)][1:]
            ratio = statistics.median(ours / bare for ours, bare in pairs)
            ours = statistics.median(pair[0] for pair in pairs)
            tell(
                "P1",
                f"launch to first paint, {count:,} activities / bare window",
                f"{ratio:.2f}x ({ours:.3f} s)",
                launch,
            )
            held = float(_run("hold", desk))
            tell("P8", f"memory with {count:,} activities open", f"{held:.0f} MB", memory)


def _wall(*words: object) -> float:
    start = time.perf_counter()
    _run(*words)
    return time.perf_counter() - start


def _run(*words: object) -> str:
    import subprocess
    import tempfile

    command = [sys.executable, "-m", "bench.launch", *map(str, words)]
    home = {
        "IMGDESK_HOME": tempfile.gettempdir(),
        "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
    }
    environment = {**os.environ, **home}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=60)
    return done.stdout


def bare() -> None:
    """Show an empty main window and leave at its first paint."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    class Window(QMainWindow):
        def paintEvent(self, event: object) -> None:  # noqa: N802
            os._exit(0)

    app = QApplication([])
    window = Window()
    window.resize(*SIZE)
    window.show()
    app.exec()


def paint(path: str, *, hold: bool = False) -> None:
    """Start the program on a desk and leave once the chart has been painted; `hold` waits for all imports first."""
    from imgdesk.cli import main as start

    gc.disable()  # as the program does before it imports its window
    from imgdesk.ui.gantt.body import TimelineBody

    from PySide6.QtCore import QTimer  # isort: skip  (behind the window, as the program imports it)

    painted = TimelineBody.paintEvent

    def paint_and_leave(body: TimelineBody, event: QPaintEvent) -> None:
        painted(body, event)
        QTimer.singleShot(0, _leave_holding if hold else lambda: os._exit(0))

    TimelineBody.paintEvent = paint_and_leave  # type: ignore[method-assign, assignment]
    start([path])


def _leave_holding() -> None:
    import importlib

    from imgdesk.ui.app import LATER

    for name in LATER:
        importlib.import_module(name)
    with open("/proc/self/statm", encoding="ascii") as file:
        pages = int(file.read().split()[1])
    print(pages * os.sysconf("SC_PAGE_SIZE") / 1e6, flush=True)
    os._exit(0)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["bare"]:
            bare()
        case ["paint", path]:
            paint(path)
        case ["hold", path]:
            paint(path, hold=True)
        case _:
            main()
