"""New, open, recent, sample, copy and close, with the dialogs answered by the test."""

from __future__ import annotations

from pathlib import Path

import pytest

from imgdesk.store.desk import Desk
from imgdesk.ui.dialogs.file_choice import FileChoice
from imgdesk.ui.dialogs.new_desk import NewDesk, NewDeskDialog


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch):
    """Answer the dialogs: answer(new=..., open=..., save=...)."""

    def give(new: NewDesk | None = None, open: Path | None = None, save: Path | None = None) -> None:  # noqa: A002
        monkeypatch.setattr(NewDeskDialog, "ask", classmethod(lambda cls, *_: new))
        monkeypatch.setattr(FileChoice, "ask_open", classmethod(lambda cls, *_: open))
        monkeypatch.setattr(FileChoice, "ask_save", classmethod(lambda cls, *_: save))

    return give


def test_a_new_desk_is_made_opened_and_remembered(started, answer, tmp_path: Path) -> None:
    path = tmp_path / "new.imgdesk"
    answer(new=NewDesk(path, "Group on Forests"))
    started.action("new").trigger()
    assert path.is_file()
    assert started.controller.group_name() == "Group on Forests"
    assert started.settings.recent == [str(path)]


def test_cancel_changes_nothing(started, answer) -> None:
    answer()
    for name in ("new", "open", "sample"):
        started.action(name).trigger()
    assert started.controller.desk is None
    assert started.window.welcome.isVisible()


def test_a_refusal_is_one_sentence_and_leaves_the_open_desk(
    started, answer, desk_file, told, tmp_path
) -> None:
    started.controller.open_path(desk_file)
    broken = tmp_path / "broken.imgdesk"
    broken.write_bytes(b"no desk" * 100)
    answer(open=broken)
    started.action("open").trigger()
    assert len(told) == 1
    assert started.controller.desk.path == desk_file
    assert started.settings.recent == [str(desk_file)]


def test_a_desk_is_never_written_over_by_new(started, answer, desk_file, told) -> None:
    before = desk_file.read_bytes()
    answer(new=NewDesk(desk_file, "Other"))
    started.action("new").trigger()
    assert len(told) == 1
    assert desk_file.read_bytes() == before


def test_the_sample_is_complete(started, answer, tmp_path: Path) -> None:
    answer(save=tmp_path / "sample.imgdesk")
    started.action("sample").trigger()
    assert started.controller.desk is not None
    assert started.controller.desk.read("SELECT count(*) FROM activity")[0][0] > 10


def test_a_copy_is_whole_and_the_desk_stays(
    started, answer, desk_file: Path, tmp_path: Path, rename_group
) -> None:
    started.controller.open_path(desk_file)
    rename_group(started.controller.desk, "Rivers and Lakes")
    answer(save=tmp_path / "copy.imgdesk")
    started.action("save_copy").trigger()
    assert started.controller.desk.path == desk_file
    assert "copy.imgdesk" in started.window.toast.text()
    with Desk.open(tmp_path / "copy.imgdesk") as copy:
        assert copy.read("SELECT name FROM working_group") == [("Rivers and Lakes",)]


def test_close_returns_to_the_welcome_page_which_knows_the_desk(started, desk_file: Path) -> None:
    started.controller.open_path(desk_file)
    started.action("close").trigger()
    assert started.controller.desk is None
    assert started.window.welcome.isVisible()
    assert started.window.windowTitle() == "imgdesk"
    assert not started.action("undo").isEnabled()


def test_opening_another_desk_closes_the_first(
    started, desk_file: Path, tmp_path: Path, rename_group
) -> None:
    Desk.create(tmp_path / "second.imgdesk", "Second").close()
    started.controller.open_path(desk_file)
    first = started.controller.bridge
    heard: list[object] = []
    first.changed.connect(heard.append)
    started.controller.open_path(tmp_path / "second.imgdesk")
    rename_group(started.controller.desk, "Changed")
    assert heard == []
    assert started.controller.group_name() == "Changed"


def test_two_windows_may_have_one_desk_open(started, qtbot, theme, desk_file: Path, rename_group) -> None:
    other = type(started)(qtbot, theme)
    started.controller.open_path(desk_file)
    other.controller.open_path(desk_file)
    rename_group(other.controller.desk, "Shared")
    started.controller.bridge.look_outside()
    assert started.controller.group_name() == "Shared"


def test_an_unwritable_settings_folder_keeps_no_one_from_a_desk(started, desk_file, monkeypatch) -> None:
    from imgdesk.errors import UserError

    def refuse(self) -> None:
        raise UserError("no")

    monkeypatch.setattr(type(started.settings), "save", refuse)
    started.controller.open_path(desk_file)
    started.controller.forget_recent()
    assert started.window.close()
