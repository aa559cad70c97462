"""Long work outside the window's process: the command line as a child, so that nothing ever stalls the window.

A job is a list of arguments for `imgdesk`. What it prints is its answer, its last line on standard error says how it
ended and is the sentence to show when it refuses; the lines before it are what a person should know besides.
Cancelling kills the child: files are written whole or not at all, and a desk's transaction that was not committed
never happened.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Signal

import imgdesk
from imgdesk.paths import own_command

DONE, REFUSED = 0, 1
_MISTAKE = "Traceback (most recent call last):"
"""A child that ends by a mistake of the program says this, and its code is that of a refusal."""


class Job(QObject):
    """One piece of work. Exactly one of `done`, `failed` and `cancelled` is emitted, once."""

    done = Signal(str)
    """What it printed on standard output."""
    failed = Signal(str)
    """One sentence to show."""
    cancelled = Signal()
    told = Signal(str)
    """A line that it printed, as it goes on; all of them come before `done`."""
    typed = ""
    """What it reads on its standard input; to be set before it starts."""
    remarks: Sequence[str] = ()
    """What a person should know of how it ended, known from `done` or `failed` on: sentences."""

    def start(self) -> None:
        """Begin; returns at once."""
        raise NotImplementedError

    def cancel(self) -> None:
        """Stop it; what it was writing is as if it had never begun."""
        raise NotImplementedError


class ProcessJob(Job):
    """The command line run as a child process."""

    def __init__(self, arguments: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        program, *first = own_command()
        self._stopped = False
        self._process = QProcess(self)
        self._process.setProgram(program)
        self._process.setArguments([*first, *arguments])
        self._process.setProcessEnvironment(_environment())
        self._out = b""
        self._lines = 0
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.finished.connect(self._finished)
        self._process.errorOccurred.connect(self._broken)

    def start(self) -> None:
        self._process.start(QProcess.OpenModeFlag.ReadWrite if self.typed else QProcess.OpenModeFlag.ReadOnly)
        if self.typed:
            self._process.write(self.typed.encode("utf-8", "replace"))
            self._process.closeWriteChannel()

    def cancel(self) -> None:
        if self._process.state() != QProcess.ProcessState.NotRunning:
            self._stopped = True
            self._process.kill()

    def _broken(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self.failed.emit(
                "The work could not be started: the program's own files may be damaged. Install it again."
            )

    def _read(self) -> None:
        self._out += bytes(self._process.readAllStandardOutput().data())
        whole = self._out.split(b"\n")[:-1]
        for line in whole[self._lines :]:
            self._lines += 1
            self.told.emit(line.decode("utf-8", "replace"))

    def _finished(self, code: int, status: QProcess.ExitStatus) -> None:
        self._read()
        out = self._out.decode("utf-8", "replace")
        err = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace")
        if self._stopped:
            self.cancelled.emit()
        elif status == QProcess.ExitStatus.CrashExit:
            self.failed.emit("The work ended unexpectedly. Nothing was written; please try again.")
        else:
            self._report(code, out, err)

    def _report(self, code: int, out: str, err: str) -> None:
        self.remarks = remarks(err)
        if code == DONE:
            self.done.emit(out)
        else:
            self.failed.emit(refusal(code, err))


class InlineJob(Job):
    """The twin for tests: calls `run(arguments) -> (exit code, output, errors)` in this process, to the end."""

    def __init__(
        self, run: Callable[[Sequence[str]], tuple[int, str, str]], arguments: Sequence[str],
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._run, self._arguments = run, arguments

    def start(self) -> None:
        code, out, err = self._run(self._arguments)
        self.remarks = remarks(err)
        for line in out.splitlines():
            self.told.emit(line)
        if code == DONE:
            self.done.emit(out)
        else:
            self.failed.emit(refusal(code, err))

    def cancel(self) -> None:
        self.cancelled.emit()


MakeJob = Callable[[Sequence[str], QObject], Job]
"""How work is started: `ProcessJob` in the window, something around `InlineJob` in tests."""


def refusal(code: int, errors: str) -> str:
    """Return the sentence to show for a job that ended with `code`: its own last line, or else ours."""
    lines = _lines(errors)
    if code == REFUSED and lines and _MISTAKE not in lines:
        return lines[-1].removeprefix("imgdesk: ")
    return "The work ended with an error inside the program. Nothing was written."


def remarks(errors: str) -> list[str]:
    """Return the sentences before the last one, which says how the job ended; each of them once."""
    return list(dict.fromkeys(_lines(errors)[:-1]))


def _lines(errors: str) -> list[str]:
    return [line.strip() for line in errors.splitlines() if line.strip()]


def _environment() -> QProcessEnvironment:
    environment = QProcessEnvironment.systemEnvironment()
    environment.insert("PYTHONUTF8", "1")
    home = str(Path(imgdesk.__file__).parent.parent)
    rest = environment.value("PYTHONPATH", "")
    environment.insert("PYTHONPATH", os.pathsep.join([home, rest]) if rest else home)
    return environment
