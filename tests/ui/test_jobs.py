"""The command line as a child process: done, refused, cancelled, not startable."""

from __future__ import annotations

from pathlib import Path

import pytest

from imgdesk.store.desk import Desk
from imgdesk.ui import jobs
from imgdesk.ui.jobs import ProcessJob, refusal


def test_a_child_process_answers_with_its_output(qtbot) -> None:
    job = ProcessJob(["when", "July 2023", "--json"])
    with qtbot.waitSignal(job.done, timeout=20000) as answer:
        job.start()
    assert '"2023-07-31"' in answer.args[0]


def test_a_refusal_arrives_as_its_sentence(qtbot, tmp_path: Path) -> None:
    job = ProcessJob(["export", "brief", str(tmp_path / "none.imgdesk"), "-o", str(tmp_path / "b.pdf")])
    with qtbot.waitSignal(job.failed, timeout=20000) as answer:
        job.start()
    assert "none.imgdesk" in answer.args[0]
    assert "\n" not in answer.args[0]
    assert list(tmp_path.iterdir()) == []


def test_a_cancelled_job_leaves_nothing(qtbot, tmp_path: Path) -> None:
    Desk.create(tmp_path / "d.imgdesk", "G").close()
    job = ProcessJob(["export", "brief", str(tmp_path / "d.imgdesk"), "-o", str(tmp_path / "b.pdf")])
    job.start()
    with qtbot.waitSignal(job.cancelled, timeout=20000):
        job.cancel()
    assert [path.name for path in tmp_path.iterdir()] == ["d.imgdesk"]


def test_a_program_that_cannot_start_is_told(qtbot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(jobs, "own_command", lambda: [str(tmp_path / "missing")])
    job = ProcessJob(["when", "July"])
    with qtbot.waitSignal(job.failed, timeout=20000) as answer:
        job.start()
    assert "could not be started" in answer.args[0]


@pytest.mark.parametrize(
    ("code", "errors", "shown"),
    [
        (1, "imgdesk: No such desk.\n", "No such desk."),
        (1, "warning\n\nNo such desk.\n", "No such desk."),
        (1, "", "The work ended with an error inside the program. Nothing was written."),
        (
            1,
            "Traceback (most recent call last):\n  File x\nKeyError: 'a'\n",
            "The work ended with an error inside the program. Nothing was written.",
        ),
        (2, "usage: imgdesk", "The work ended with an error inside the program. Nothing was written."),
    ],
)
def test_only_a_refusal_is_shown_in_its_own_words(code: int, errors: str, shown: str) -> None:
    assert refusal(code, errors) == shown
