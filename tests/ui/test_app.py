from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import imgdesk

HEAVY = ("sqlmodel", "sqlalchemy", "pydantic", "openpyxl", "reportlab", "docx", "lxml", "PIL")

OPENED = """
import sys
from imgdesk.settings import Settings
from imgdesk.ui import app as start

app = start.application()
window, controller = start.build(start.Theme(app), Settings.load())
window.show()
controller.open_path(sys.argv[1]) if len(sys.argv) > 1 else window.show_welcome()
app.processEvents()
assert not window.grab().isNull()
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""


def imported(home: Path, *arguments: str) -> set[str]:
    """Return the top-level modules that a new process has imported when its window stands."""
    environment = {
        **os.environ,
        "IMGDESK_HOME": str(home),
        "PYTHONPATH": str(Path(imgdesk.__file__).parents[1]),
    }
    done = subprocess.run(
        [sys.executable, "-c", OPENED, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split())


def test_the_welcome_page_paints_without_the_database(own_home: Path) -> None:
    modules = imported(own_home)
    assert "PySide6" in modules
    assert modules.isdisjoint({*HEAVY, "sqlcipher3"})


def test_a_desk_paints_without_the_heavy_libraries(own_home: Path, desk_file: Path) -> None:
    modules = imported(own_home, str(desk_file))
    assert "sqlcipher3" in modules
    assert modules.isdisjoint(HEAVY)


@pytest.mark.parametrize("scale", ["1", "1.5", "2"])
def test_the_window_is_drawn_at_every_scale(own_home: Path, tmp_path: Path, scale: str) -> None:
    script = OPENED.replace("print(", f"window.grab().save({str(tmp_path / 'w.png')!r})\nprint(")
    environment = {**os.environ, "IMGDESK_HOME": str(own_home), "QT_SCALE_FACTOR": scale}
    subprocess.run([sys.executable, "-c", script], env=environment, check=True, capture_output=True)
    from PySide6.QtGui import QImage

    image = QImage(str(tmp_path / "w.png"))
    assert image.width() == round(1440 * float(scale))
