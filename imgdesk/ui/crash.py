"""What happens when there is a bug: a calm dialog with a report that holds no word of the person's work.

Catches what no one caught, in slots, virtual methods and plain threads. A UserError that arrives here is only a
refusal that nobody showed, so it is shown as one. The report names files of the program, lines and kinds of errors;
never the error's own words, which may quote a desk.
"""

from __future__ import annotations

import platform
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit

from imgdesk import __version__
from imgdesk.errors import UserError
from imgdesk.ui.dialogs.dialog import Dialog, host
from imgdesk.ui.dialogs.message import Message
from imgdesk.ui.widgets.labels import Label

_PACKAGE = Path(__file__).resolve().parent.parent


class CrashReporter(QObject):
    """Takes over the hooks of Python; `saved_until` gives the words for the time of the last saved change."""

    _caught = Signal(str, str)

    def __init__(self, saved_until: Callable[[], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._saved_until = saved_until
        self._shown: CrashDialog | None = None
        self._caught.connect(self._show)

    def install(self) -> None:
        """Catch everything from now on, in all threads."""
        sys.excepthook = self.handle
        threading.excepthook = self._handle_thread

    def handle(
        self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None = None
    ) -> None:
        """Show a refusal as a message, anything else as a crash; an interrupt ends the program as always."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error or kind(), trace)
            return
        sys.__excepthook__(kind, error or kind(), trace)
        self._caught.emit(str(error) if issubclass(kind, UserError) else "", report(kind, error, trace))

    def dialog(self) -> CrashDialog | None:
        """Return the dialog that is open, if one is."""
        return self._shown

    def _handle_thread(self, args: threading.ExceptHookArgs) -> None:
        self.handle(args.exc_type, args.exc_value, args.exc_traceback)

    def _show(self, refusal: str, text: str) -> None:
        if refusal:
            Message.tell(refusal)
        elif self._shown is None:
            self._shown = CrashDialog(text, self._saved_until())
            self._shown.finished.connect(self._forget)
            self._shown.open()

    def _forget(self) -> None:
        self._shown = None


class CrashDialog(Dialog):
    """Says that the data is safe, shows the report, copies it."""

    def __init__(self, text: str, saved_until: str) -> None:
        super().__init__("imgdesk", "Something went wrong inside the program", host())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(640, 440)
        self._text = text
        saved = (
            f"Your data is saved up to {saved_until}."
            if saved_until
            else "No desk was open; nothing is lost."
        )
        self.body.addWidget(Label(saved, "strong", wrap=True))
        hint = (
            "You can go on working. If this happens again, close and open the desk, and send us this report."
        )
        self.body.addWidget(Label(f"{hint} It holds nothing of what you wrote.", "muted", wrap=True))
        view = QPlainTextEdit(text, readOnly=True)
        view.setAccessibleName("Report")
        view.setTabChangesFocus(True)
        self.body.addWidget(view, 1)
        self._copy = self.add_button("Copy report")
        self._copy.clicked.disconnect()
        self._copy.clicked.connect(self.copy)
        self.add_button("Go on", main=True)

    def copy(self) -> None:
        """Put the report on the clipboard."""
        QGuiApplication.clipboard().setText(self._text)
        self._copy.setText("Copied")


def report(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> str:
    """Return versions and the trace as file, line and function, the innermost last; no messages, no values."""
    lines = [
        f"imgdesk {__version__}, Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}",
        f"thread: {'main' if threading.current_thread() is threading.main_thread() else 'background'}",
    ]
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        lines += _trace_lines(type(error), error.__traceback__)
        error = error.__cause__ or error.__context__
    if not seen:
        lines += _trace_lines(kind, trace)
    return "\n".join(lines)


def _trace_lines(kind: type[BaseException], trace: TracebackType | None) -> list[str]:
    frames = traceback.extract_tb(trace)
    return [kind.__name__, *(f"  {_place(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames)]


def _place(filename: str) -> str:
    path = Path(filename)
    return path.relative_to(_PACKAGE).as_posix() if path.is_relative_to(_PACKAGE) else path.name
