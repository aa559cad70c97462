"""Fixtures of the window: one theme for the session's application, and a window with a page that only remembers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

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
    """The one theme of the application, light at the beginning of each test."""
    theme_of_session.set_mode("light")
    return theme_of_session


class Started:
    """A running window and its parts, as a person has it before them; `answers` is what the command line would say."""

    def __init__(self, qtbot, theme: Theme) -> None:
        self.settings = Settings.load()
        self.asked: list[Sequence[str]] = []
        self.answers: list[tuple[int, str, str]] = []
        self.window, self.controller = start.build(
            theme, self.settings, make_job=self._job, pages=self._pages
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
