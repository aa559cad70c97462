"""Starting: what is imported before the first paint, every scale, and a quiet end whatever it is given."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import imgdesk

HEAVY = (
    "sqlmodel", "sqlalchemy", "pydantic", "openpyxl", "reportlab", "docx", "lxml", "PIL", "html", "calendar",
)  # fmt: skip

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


PAINTED = """
import os, sys
from imgdesk.cli import main
from imgdesk.ui.gantt.body import TimelineBody

painted = TimelineBody.paintEvent

def tell(body, event):
    painted(body, event)
    print(*sys.modules, *(f"Qt:{name}" for name in vars(sys.modules["PySide6.QtWidgets"])), flush=True)
    os._exit(0)

TimelineBody.paintEvent = tell
main([sys.argv[1]])
"""
LATER = (
    "imgdesk.services", "imgdesk.domain.moves", "imgdesk.domain.timing", "imgdesk.views.versions",
    "imgdesk.ui.editors", "imgdesk.ui.gantt.link_popup", "imgdesk.ui.inspector.panel", "imgdesk.ui.dialogs",
)  # fmt: skip
"""Of our own, what nobody needs who only looks."""


def test_the_chart_paints_before_what_only_a_change_needs(
    own_home: Path, tmp_path: Path, plan_file: tuple[Path, dict[str, int]]
) -> None:
    path = shutil.copy(plan_file[0], tmp_path / "plan.imgdesk")
    environment = {
        **os.environ,
        "IMGDESK_HOME": str(own_home),
        "PYTHONPATH": str(Path(imgdesk.__file__).parents[1]),
    }
    done = subprocess.run(
        [sys.executable, "-c", PAINTED, str(path)],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    found = set(done.stdout.split())
    assert {"imgdesk.ui.gantt.timeline", "sqlcipher3", "Qt:QTreeView"} <= found
    assert found.isdisjoint({*HEAVY, *LATER})
    assert "Qt:QWizard" not in found  # Qt's widget classes are made when they are asked for, not all at once


def test_the_source_of_what_is_imported_behind_the_window_is_not_kept(own_home: Path) -> None:
    code = "import linecache, imgdesk.ui, sqlmodel; print(sum(n.endswith('.py') for n in linecache.cache))"
    environment = {
        **os.environ,
        "IMGDESK_HOME": str(own_home),
        "PYTHONPATH": str(Path(imgdesk.__file__).parents[1]),
    }
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert int(done.stdout) < 10


@pytest.mark.parametrize("scale", ["1", "1.5", "2"])
def test_the_window_is_drawn_at_every_scale(own_home: Path, tmp_path: Path, scale: str) -> None:
    script = OPENED.replace("print(", f"window.grab().save({str(tmp_path / 'w.png')!r})\nprint(")
    environment = {**os.environ, "IMGDESK_HOME": str(own_home), "QT_SCALE_FACTOR": scale}
    subprocess.run([sys.executable, "-c", script], env=environment, check=True, capture_output=True)
    from PySide6.QtGui import QImage

    image = QImage(str(tmp_path / "w.png"))
    assert image.width() == round(1440 * float(scale))


RUN = """
import gc, sys
from PySide6.QtCore import QTimer
from imgdesk.ui import app as start

settle = start.settle

def settle_and_leave(app, *rest):
    settle(app, *rest)
    titles = [window.windowTitle() for window in app.topLevelWidgets() if window.isVisible()]
    print(gc.isenabled(), sys.excepthook is not sys.__excepthook__, sorted(titles), sep="|")
    QTimer.singleShot(0, app.quit)

start.settle = settle_and_leave
sys.exit(start.run(sys.argv[1] if len(sys.argv) > 1 else None))
"""


def run(home: Path, *arguments: str) -> list[str]:
    """Run the program until it has settled; return what it found then: collector on, hook in force, open windows."""
    environment = {
        **os.environ,
        "IMGDESK_HOME": str(home),
        "PYTHONPATH": str(Path(imgdesk.__file__).parents[1]),
    }
    done = subprocess.run(
        [sys.executable, "-c", RUN, *arguments], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    noise = [line for line in done.stderr.splitlines() if not line.startswith("This plugin does not support")]
    assert noise == []
    return done.stdout.strip().split("|")


def test_the_program_starts_on_the_welcome_page_and_leaves_quietly(own_home: Path) -> None:
    assert run(own_home) == ["True", "True", "['imgdesk']"]


def test_the_program_opens_the_desk_it_is_given(own_home: Path, desk_file: Path) -> None:
    assert run(own_home, str(desk_file))[2] == "['group.imgdesk - imgdesk']"


def test_a_desk_that_cannot_be_opened_leaves_the_welcome_page_and_a_message(
    own_home: Path, tmp_path: Path
) -> None:
    windows = run(own_home, str(tmp_path / "none.imgdesk"))[2]
    assert windows == "['imgdesk', 'imgdesk']"
