"""Fixtures of the window: one theme for the session's application, and a window with a page that only remembers."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from imgdesk.settings import Settings
from imgdesk.store.desk import Desk
from imgdesk.ui import app as start
from imgdesk.ui.actions import Actions
from imgdesk.ui.dialogs.message import Message
from imgdesk.ui.jobs import InlineJob
from imgdesk.ui.main_window import PageEntry
from imgdesk.ui.pages.page import Page
from imgdesk.ui.theme import Theme
from imgdesk.ui.widgets.buttons import Button
from tests.ui.briefs_window import BriefsWindow
from tests.ui.progress_window import ProgressWindow
from tests.ui.settling import settle


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:  # what the platform without a screen cannot do is no fault of ours
            item.add_marker(pytest.mark.qt_log_ignore("^This plugin does not support"))


class NotingPage(Page):
    """A page that notes what the window asks of it."""

    keys = (("F2", "Edit"),)

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self.actions_of_window = actions
        self.noted: list[str] = []
        self.changes: list[object] = []
        self.field = QLineEdit()
        self.field.setAccessibleName("Output")
        self.button = Button("Import…", "primary")
        QVBoxLayout(self).addWidget(self.field)

    def header_widgets(self) -> Sequence[QWidget]:
        return (self.button,)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        return {
            name: lambda name=name: self.noted.append(name) for name in ("new_activity", "delete", "today")
        }

    def open(self, desk, bridge) -> None:
        self.setWindowTitle(f"Plan of {desk.path.stem}")
        bridge.changed.connect(self.changes.append)
        self.noted.append("open")

    def close_desk(self) -> None:
        self.noted.append("close")

    def activate(self) -> None:
        self.noted.append("activate")
        self.actions_of_window.allow("delete", False)
        self.status_changed.emit("2 activities")


class Told(list[str]):
    """The sentences shown in message boxes."""


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Told:
    sentences = Told()
    monkeypatch.setattr(Message, "tell", classmethod(lambda cls, text: sentences.append(text)))
    return sentences


@pytest.fixture(scope="session")
def theme_of_session(qapp) -> Theme:
    return Theme(qapp, "light")


@pytest.fixture
def theme(theme_of_session: Theme) -> Theme:
    """The one theme of the application, light at the beginning of each test, and no key held down.

    Qt remembers the Ctrl of a test's last key, and would take the next test's clicks for Ctrl clicks.
    """
    theme_of_session.set_mode("light")
    released = QWidget()
    QTest.keyClick(released, Qt.Key.Key_Shift)
    assert QApplication.keyboardModifiers() == Qt.KeyboardModifier.NoModifier
    return theme_of_session


class Started:
    """A running window and its parts, as a person has it before them; `answers` is what the command line would say."""

    def __init__(self, qtbot, theme: Theme) -> None:
        self.settings = Settings.load()
        self.asked: list[Sequence[str]] = []
        self.answers: list[tuple[int, str, str]] = []
        self.today = date(2023, 7, 14)
        self.window, self.controller = start.build(
            theme, self.settings, make_job=self._job, today=lambda: self.today, pages=self._pages
        )
        qtbot.addWidget(self.window)
        self.window.show()
        self.window.show_welcome()

    def action(self, name: str):
        return next(action for action in self.window.actions() if action.objectName() == name)

    def page(self) -> NotingPage:
        page = self.window.page()
        assert isinstance(page, NotingPage)
        return page

    def _pages(self, theme: Theme, actions: Actions, settings: Settings) -> tuple[PageEntry, ...]:
        return (
            PageEntry("Workplan", "workplan", lambda: NotingPage(actions)),
            PageEntry("Meetings", "meetings", lambda: NotingPage(actions)),
        )

    def _job(self, arguments, parent) -> InlineJob:
        def answer(given):
            self.asked.append(list(given))
            return self.answers.pop(0)

        return InlineJob(answer, arguments, parent)


@pytest.fixture
def started(qtbot, theme: Theme, told: Told) -> Started:
    return Started(qtbot, theme)


@pytest.fixture
def desk_file(tmp_path: Path) -> Path:
    path = tmp_path / "group.imgdesk"
    Desk.create(path, "Group on Rivers").close()
    return path


@pytest.fixture
def rename_group() -> Callable[[Desk, str], None]:
    """Change a desk in one step labelled "Rename to ..."."""
    return _rename_group


@pytest.fixture
def nameless() -> Callable[[QWidget], list[str]]:
    """Return the visible widgets below another that take the focus and that a screen reader has no name for."""
    return _nameless


def _nameless(root: QWidget) -> list[str]:
    found = []
    for widget in root.findChildren(QWidget):
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisible():
            interface = QAccessible.queryAccessibleInterface(widget)
            if not interface.text(QAccessible.Text.Name):
                found.append(f"{type(widget).__name__} in {type(widget.parent()).__name__}")
    return found


def _rename_group(desk: Desk, name: str) -> None:
    from imgdesk.domain.people import WorkingGroup

    with desk.change(f"Rename to {name}") as session:
        group = session.get(WorkingGroup, 1)
        assert group is not None
        group.name = name
        session.add(group)


# --- the workplan page

PLAN_DAY = date(2023, 7, 17)
"""Today in the small plan: in the middle of the HLPF."""

_PLAN_ROWS = (
    # name, section, output, when, leads, category, more fields
    (
        "draft",
        0,
        "Workplan drafted",
        "Jan-March 2023",
        "OHCHR & UNDP (FA2/FA1)",
        "Coordination",
        {"status": "done"},
    ),
    ("talks", 0, "First talks with the secretariats", "June 2023", "FA2", "Guidance", {}),
    (
        "event",
        0,
        "Side event at the HLPF (TBC)",
        "July 2023",
        "FA2",
        "Advocacy",
        {"partners": "FAO", "percent": 40},
    ),
    ("cop", 0, "Presence at the conference", "1-12 May 2023", "UNDP (FA1)", "Advocacy", {}),
    ("summit", 1, "Summit side event", "Sept 2024", "FA2/all", "Advocacy", {}),
    ("training", 1, "Training sessions", "TBD", "FA3", "Training", {}),
    ("words", 1, "Exchange of letters", "when the moon is right", "UNEP (FA3)", "", {}),
)


@pytest.fixture(scope="session")
def plan_file(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, int]]:
    """A desk with a small plan, and the ids of its activities by name; to be copied, not opened."""
    from imgdesk.services import parts, people, workplan

    path = tmp_path_factory.mktemp("plan") / "plan.imgdesk"
    with Desk.create(path, "Group on Rivers") as desk, desk.change("Make the plan"):
        plan = parts.add_workplan(desk, "Workplan 2023-25", "2023-2025")
        for number, lead in ((1, "UNDP"), (2, "OHCHR"), (3, "UNEP")):
            area = parts.add_focus_area(
                desk, plan, number, f"Focus area {number}", ("Country", "Law", "Skills")[number - 1]
            )
            organization = people.add_organization(desk, f"Office {lead}", lead)
            people.hold_role(desk, "focus area lead", organization_id=organization, focus_area_id=area)
        sections = [
            parts.add_section(desk, plan, "2023", year=2023),
            parts.add_section(
                desk, plan, "2024", year=2024, provisional=True, note="to be discussed in late 2023"
            ),
            parts.add_section(desk, plan, "2025", year=2025, provisional=True),
        ]
        event = parts.add_event(desk, "HLPF", "10-19 July 2023")
        parts.add_event(desk, "COP 28", "30 Nov - 12 Dec 2023")
        parts.add_coverage_gap(desk, plan, "no support", "April to late autumn 2023")
        ids = {}
        for name, section, output, when, leads, category, more in _PLAN_ROWS:
            fields = {"when": when, "leads": leads, "category": category, **more}
            ids[name] = workplan.add_activity(desk, sections[section], output, fields=fields)
        workplan.edit_activity(desk, ids["event"], event_id=event)
        parts.add_footnote(desk, ids["event"], "Subject to capacity")
    return path, ids


class PlanPage:
    """The window with the workplan page open over a copy of the small plan."""

    def __init__(
        self, qtbot, theme: Theme, path: Path, ids: dict[str, int], *, read_only: bool = False
    ) -> None:
        from imgdesk.ui.pages.workplan import WorkplanPage

        self.qtbot, self.ids, self.notices = qtbot, ids, []

        def pages(theme, actions, settings, *_clock) -> tuple[PageEntry, ...]:
            self.actions = actions
            return (
                PageEntry(
                    "Workplan",
                    "workplan",
                    lambda: WorkplanPage(theme, actions, settings, today=lambda: PLAN_DAY),
                    ("activity", "section", "organization"),
                ),
            )

        self.settings = Settings()
        self.window, self.controller = start.build(theme, self.settings, pages=pages)
        qtbot.addWidget(self.window)
        self.window.resize(1440, 900)
        self.window.show()
        self.controller.open_path(path, read_only=read_only)
        self.page = self.window.page()
        self.page.notice.connect(self.notices.append)
        self.settle()

    @property
    def desk(self) -> Desk:
        return self.controller.desk

    settle = staticmethod(settle)

    def select(self, *names: str) -> None:
        self.page.tree.select_ids([self.ids[name] for name in names])
        self.settle()

    def row(self, name: str):
        from imgdesk.views.workplan import activities_by_id

        return activities_by_id(self.desk, [self.ids[name]]).get(self.ids[name])

    def shown(self) -> list[tuple[str, list[str]]]:
        """The groups by title with the names of their rows."""
        names = {value: name for name, value in self.ids.items()}
        return [
            (g.title, [names.get(row.id, row.output) for row in g.rows]) for g in self.page.model.groups()
        ]

    def trigger(self, name: str) -> None:
        self.actions[name].trigger()
        self.settle()


@pytest.fixture
def plan_copy(plan_file: tuple[Path, dict[str, int]], tmp_path: Path) -> Path:
    return Path(shutil.copy(plan_file[0], tmp_path / "plan.imgdesk"))


@pytest.fixture
def plan_page(qtbot, theme: Theme, told: Told, plan_copy: Path, plan_file) -> Iterator[PlanPage]:
    opened = PlanPage(qtbot, theme, plan_copy, plan_file[1])
    yield opened
    opened.controller.close()


@pytest.fixture
def read_only_page(qtbot, theme: Theme, told: Told, plan_copy: Path, plan_file) -> Iterator[PlanPage]:
    opened = PlanPage(qtbot, theme, plan_copy, plan_file[1], read_only=True)
    yield opened
    opened.controller.close()


# --- the meetings page

MEETING_DAY = date(2023, 7, 17)
"""Today for the small desk of meetings: two days before the third one."""


@pytest.fixture(scope="session")
def meeting_file(
    tmp_path_factory: pytest.TempPathFactory, plan_file: tuple[Path, dict[str, int]]
) -> tuple[Path, dict[str, int]]:
    """The small plan with two meetings held and one to come, and ids by name; to be copied, not opened."""
    from imgdesk.services import action_points, meetings, minutes, next_meeting, people

    path = tmp_path_factory.mktemp("meetings") / "meetings.imgdesk"
    shutil.copy(plan_file[0], path)
    ids: dict[str, int] = {}
    with Desk.open(path) as desk, desk.change("Make the meetings"):
        ids["ana"] = people.add_person(desk, "Ana Silva")
        ids["series"] = meetings.add_series(desk, "IMG meeting", "img", rhythm="quarterly")
        ids["first"] = meetings.add_meeting(
            desk, "18 January 2023", series_id=ids["series"], start_time="15:00", time_zone="Geneva",
            place="Room XI", status="held",
        )  # fmt: skip
        adoption = minutes.add_item(desk, ids["first"], "Welcome")
        minutes.add_minute(desk, adoption, "The co-chairs opened the meeting.")
        ids["slots"] = minutes.add_item(desk, ids["first"], "Side events", minutes_planned=25)
        minutes.add_minute(desk, ids["slots"], "Letter to the secretariats", "action", owners="OHCHR")
        minutes.add_item(desk, ids["first"], "Training dates")
        ids["second"] = next_meeting.next_meeting(
            desk, ids["series"], today=date(2023, 4, 1), when="19 April 2023"
        )
        ids["third"] = next_meeting.next_meeting(
            desk, ids["series"], today=date(2023, 7, 1), when="19 July 2023", propose=True
        )
        ids["action"] = desk.read("SELECT id FROM action_point")[0][0]
        action_points.edit_action(desk, ids["action"], due="30 June 2023")
    return path, ids


class MeetingsOpened:
    """The window with the meetings page in front over a copy of the small desk of meetings."""

    def __init__(
        self, qtbot, theme: Theme, path: Path, ids: dict[str, int], *, read_only: bool = False
    ) -> None:
        from imgdesk.ui.pages.meetings import MeetingsPage

        self.qtbot, self.ids, self.notices, self.exported = qtbot, ids, [], []

        def pages(theme, actions, settings, *_clock) -> tuple[PageEntry, ...]:
            self.actions = actions
            return (
                PageEntry(
                    "Meetings",
                    "meetings",
                    lambda: MeetingsPage(theme, actions, settings, today=lambda: MEETING_DAY),
                    ("meeting", "minute"),
                ),
                PageEntry("Notes", "note", lambda: NotingPage(actions)),
            )

        self.settings = Settings.load()
        self.window, self.controller = start.build(theme, self.settings, pages=pages)
        qtbot.addWidget(self.window)
        self.window.resize(1440, 900)
        self.window.show()
        self.controller.open_path(path, read_only=read_only)
        self.page = self.window.page()
        self.page.notice.connect(self.notices.append)
        self.page.export_wanted.disconnect()  # no file is asked for
        self.page.export_wanted.connect(lambda *said: self.exported.append(said))
        with qtbot.waitActive(self.window):
            self.window.activateWindow()
        self.settle()

    @property
    def desk(self) -> Desk:
        return self.controller.desk

    settle = staticmethod(settle)

    def trigger(self, name: str) -> None:
        self.actions[name].trigger()
        self.settle()

    def record(self, meeting_id: int | None = None):
        from imgdesk.views import minutes

        return minutes.record(self.desk, meeting_id or self.page.record.id)

    def titles(self) -> list[str]:
        return [row.title for row in self.record().items]

    def last_step(self) -> str:
        return self.desk.undo_label

    def undo(self) -> None:
        self.desk.undo()
        self.settle()


@pytest.fixture
def meetings_copy(meeting_file: tuple[Path, dict[str, int]], tmp_path: Path) -> Path:
    return Path(shutil.copy(meeting_file[0], tmp_path / "meetings.imgdesk"))


@pytest.fixture
def meetings_page(
    qtbot, theme: Theme, told: Told, meetings_copy: Path, meeting_file
) -> Iterator[MeetingsOpened]:
    opened = MeetingsOpened(qtbot, theme, meetings_copy, meeting_file[1])
    yield opened
    opened.controller.close()


@pytest.fixture
def open_meetings(qtbot, theme: Theme, told: Told, meeting_file) -> Iterator[Callable[..., MeetingsOpened]]:
    """Open the meetings page over any desk."""
    made: list[MeetingsOpened] = []

    def opened(path: Path, **how: bool) -> MeetingsOpened:
        made.append(MeetingsOpened(qtbot, theme, path, meeting_file[1], **how))
        return made[-1]

    yield opened
    for one in made:
        one.controller.close()


# --- the progress page


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample desk; to be copied, not opened."""
    from imgdesk.services import sample

    path = tmp_path_factory.mktemp("sample") / "sample.imgdesk"
    sample.create_sample(path).close()
    return path


@pytest.fixture
def sample_copy(sample_file: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sample_file, tmp_path / "sample.imgdesk"))


@pytest.fixture
def progress_page(qtbot, theme: Theme, told: Told, sample_copy: Path) -> Iterator[ProgressWindow]:
    """The window with the progress page in front, over a copy of the sample."""
    opened = ProgressWindow(qtbot, theme, sample_copy)
    yield opened
    opened.controller.close()


@pytest.fixture
def read_only_progress(qtbot, theme: Theme, told: Told, sample_copy: Path) -> Iterator[ProgressWindow]:
    opened = ProgressWindow(qtbot, theme, sample_copy, read_only=True)
    yield opened
    opened.controller.close()


# --- the briefs page


@pytest.fixture
def briefs_page(qtbot, theme: Theme, told: Told, sample_copy: Path) -> Iterator[BriefsWindow]:
    """The window with the briefs page in front, over a copy of the sample."""
    opened = BriefsWindow(qtbot, theme, sample_copy)
    yield opened
    opened.controller.close()


@pytest.fixture
def read_only_briefs(qtbot, theme: Theme, told: Told, sample_copy: Path) -> Iterator[BriefsWindow]:
    opened = BriefsWindow(qtbot, theme, sample_copy, read_only=True)
    yield opened
    opened.controller.close()
