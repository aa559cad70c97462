"""A bug or an unshown refusal, in the window or in a thread: what is said, and that no word of the work is in it."""

from __future__ import annotations

import sys
import threading

import pytest
from PySide6.QtGui import QGuiApplication

from imgdesk.errors import UserError
from imgdesk.ui.crash import CrashReporter, report


@pytest.fixture
def reporter(qtbot, told, monkeypatch: pytest.MonkeyPatch, capsys):
    """A reporter in force; the hooks are given back afterwards."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    reporter = CrashReporter(lambda: "14:02")
    reporter.install()
    yield reporter
    if reporter.dialog() is not None:
        reporter.dialog().reject()


def raise_secret() -> None:
    try:
        {}["Jane, defender in the valley"]
    except KeyError as error:
        raise ValueError("the name was Jane") from error


def caught() -> tuple:
    try:
        raise_secret()
    except ValueError:
        return sys.exc_info()
    raise AssertionError


def test_a_bug_shows_what_is_saved_and_a_report(reporter) -> None:
    sys.excepthook(*caught())
    dialog = reporter.dialog()
    assert dialog is not None
    texts = [child.text() for child in dialog.children() if hasattr(child, "text")]
    assert "Your data is saved up to 14:02." in texts


def test_the_report_names_places_and_kinds_but_no_contents() -> None:
    text = report(*caught())
    assert "ValueError" in text
    assert "KeyError" in text
    assert "raise_secret" in text
    assert "Jane" not in text
    assert "/" not in text.partition("\n")[2].replace("</", "")


def test_the_report_is_copied(reporter) -> None:
    sys.excepthook(*caught())
    reporter.dialog().copy()
    assert "raise_secret" in QGuiApplication.clipboard().text()


def test_a_second_bug_does_not_pile_up_dialogs(reporter) -> None:
    sys.excepthook(*caught())
    first = reporter.dialog()
    sys.excepthook(*caught())
    assert reporter.dialog() is first


def test_a_refusal_that_no_one_showed_is_shown_as_one(reporter, told) -> None:
    sys.excepthook(UserError, UserError("The desk is locked."), None)
    assert told == ["The desk is locked."]
    assert reporter.dialog() is None


def test_a_bug_in_a_thread_reaches_the_window(reporter, qtbot) -> None:
    thread = threading.Thread(target=raise_secret)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: reporter.dialog() is not None)
