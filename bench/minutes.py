"""P3: a meeting of 1,000 paragraphs: a key typed, a paragraph typed until it is journalled and painted, scrolling."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt

from bench.timing import p95, tell

PARAGRAPHS, ITEMS = 1_000, 10
ROUNDS = 30
WINDOW = (720, 860)
TODAY = date(2023, 7, 14)
_LINE = "Circulate the revised checklist to country teams @UNDP by 31 August"
_GOAL = "<= 16 ms"


def main() -> None:
    """Print medians and p95 in milliseconds beside the goal."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from imgdesk.ui.theme import Theme

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    with tempfile.TemporaryDirectory() as folder:
        stage = Stage(Path(folder) / "minutes.imgdesk", Theme(app, "light"), app)
        for what, values in stage.run().items():
            tell(
                "P3", what, f"{statistics.median(values) * 1000:.1f} ms (p95 {p95(values) * 1000:.1f})", _GOAL
            )
        stage.close()


class Stage:
    """The open document of a long meeting."""

    def __init__(self, path: Path, theme: Any, app: Any) -> None:
        from imgdesk.store.desk import Desk
        from imgdesk.ui.minutes.editor import MinutesEditor
        from imgdesk.views import minutes as views

        self.app, self.desk = app, Desk.create(path, "A group", origin="bench")
        meeting_id, self.items = _fill(self.desk)
        self.editor = MinutesEditor(theme)
        self.editor.resize(*WINDOW)
        self.editor.show()
        self._unsubscribe = self.desk.subscribe(self.editor.take)
        self.editor.show_meeting(self.desk, views.record(self.desk, meeting_id), editable=True, today=TODAY)
        self.app.processEvents()

    def run(self) -> dict[str, list[float]]:
        """Type paragraphs in the middle of the meeting, and scroll through it."""
        figures: dict[str, list[float]] = {
            "first character to journalled and painted, 1,000 paragraphs": [],
            "a key within the line, painted": [],
            "a paragraph saved while typing, painted": [],
            "Enter: kept, journalled, next line painted": [],
            "scroll step": [],
        }
        first, key, saved, enter, scroll = figures.values()
        self.editor.go_to_item(self.items[ITEMS // 2])
        self.app.processEvents()
        for _ in range(ROUNDS):
            first.append(self._timed(lambda: self._type("C")))
            key += [self._timed(partial(self._type, letter)) for letter in _LINE[1:]]
            saved.append(self._timed(self.editor.save))
            enter.append(self._timed(lambda: self._press(Qt.Key.Key_Return)))
        self.editor.finish()
        bar = self.editor.verticalScrollBar()
        bar.setValue(0)
        for _ in range(10 * ROUNDS):
            scroll.append(self._timed(lambda: bar.setValue(bar.value() + bar.singleStep())))
        return figures

    def close(self) -> None:
        """Close document and desk."""
        self.editor.show_meeting(None, None, editable=False, today=TODAY)
        self._unsubscribe()
        self.desk.close()
        self.editor.close()

    def _type(self, letter: str) -> None:
        from PySide6.QtTest import QTest

        QTest.keyClicks(self.editor.line, letter)

    def _press(self, key: Qt.Key) -> None:
        from PySide6.QtTest import QTest

        QTest.keyClick(self.editor.line, key)

    def _timed(self, work: Callable[[], object]) -> float:
        start = time.perf_counter()
        work()
        self.app.processEvents()
        return time.perf_counter() - start


def _fill(desk: Any) -> tuple[int, list[int]]:
    from sqlalchemy import insert

    from imgdesk.domain.meetings import Minute
    from imgdesk.services import meetings, minutes, people

    for name in ("UNDP", "OHCHR", "UNEP"):
        people.add_organization(desk, name, name)
    meeting_id = meetings.add_meeting(desk, "19 July 2023")
    items = [minutes.add_item(desk, meeting_id, f"Item {number}") for number in range(ITEMS)]
    text = "Members reviewed the slots that are **still open** and took note of the limited capacity. "
    rows = [
        {
            "agenda_item_id": items[n * ITEMS // PARAGRAPHS],
            "position": float(n),
            "kind": "note",
            "text": text * (n % 4 + 1),
        }
        for n in range(PARAGRAPHS)
    ]
    with desk.change("Fill the meeting") as session:
        session.exec(insert(Minute), params=rows)
    return meeting_id, items


if __name__ == "__main__":
    main()
