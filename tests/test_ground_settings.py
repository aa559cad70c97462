"""Settings and places: what is remembered between two days, and where things lie."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import imgdesk
from imgdesk import paths
from imgdesk.errors import UserError
from imgdesk.settings import Settings, _understood


def settings_file(text: str) -> None:
    (paths.config_dir() / "settings.json").write_bytes(text.encode())


def test_nothing_saved_gives_the_defaults() -> None:
    assert Settings.load() == Settings(recent=[], theme="auto", geometry="", layout={})


def test_what_is_saved_comes_back(tmp_path: Path) -> None:
    settings = Settings(theme="dark", geometry="AdnQ", layout={"workplan": "AAAA"}, choices={"d": "x"})
    settings.remember(tmp_path / "Groupe santé.imgdesk")
    settings.save()
    assert Settings.load() == settings


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "\x00", "[" * 100_000, '{"recent": '])
def test_a_damaged_file_gives_the_defaults(text: str) -> None:
    settings_file(text)
    assert Settings.load() == Settings()


def test_a_file_in_a_foreign_encoding_gives_the_defaults() -> None:
    (paths.config_dir() / "settings.json").write_bytes(b'{"theme": "\xff"}')
    assert Settings.load() == Settings()


def test_what_is_understood_is_kept_beside_what_is_not() -> None:
    settings_file(
        json.dumps(
            {"theme": "pink", "geometry": 3, "recent": ["a", 1, None], "layout": {"x": "y", "z": 0}, "new": 1}
        )
    )
    assert Settings.load() == Settings(recent=["a"], layout={"x": "y"})


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda v: st.lists(v) | st.dictionaries(st.text(), v),
)


@given(st.dictionaries(st.sampled_from(["recent", "theme", "geometry", "layout", "other"]), json_values))
def test_any_json_is_understood_as_settings_that_can_be_saved(read: dict[str, object]) -> None:
    settings = _understood(read)
    assert settings.theme in ("auto", "light", "dark")
    settings.save()
    assert Settings.load() == settings


def test_recent_desks_are_newest_first_once_and_ten(tmp_path: Path) -> None:
    settings = Settings()
    for number in [*range(12), 5]:
        settings.remember(tmp_path / f"{number}.imgdesk")
    assert [Path(p).stem for p in settings.recent] == ["5", "11", "10", "9", "8", "7", "6", "4", "3", "2"]
    assert all(Path(p).is_absolute() for p in settings.recent)


def test_a_relative_path_is_remembered_from_where_it_was_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    settings = Settings()
    settings.remember("here.imgdesk")
    assert settings.recent == [str(Path.cwd() / "here.imgdesk")]


def test_a_home_that_cannot_be_made_is_no_error_to_read_and_one_sentence_to_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("IMGDESK_HOME", str(tmp_path / "file"))
    assert Settings.load() == Settings()
    with pytest.raises(UserError, match=r"“settings\.json” cannot be written"):
        Settings().save()


def test_everything_of_the_person_is_under_the_home_given(own_home: Path) -> None:
    folders = [paths.config_dir(), paths.state_dir(), paths.exports_dir()]
    assert all(folder.is_dir() and folder.parent == own_home for folder in folders)
    assert len(set(folders)) == 3


def test_without_a_home_the_system_says_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("IMGDESK_HOME")
    monkeypatch.setattr(
        "platformdirs.user_config_dir", lambda name, appauthor: str(tmp_path / "config" / name)
    )
    monkeypatch.setattr("platformdirs.user_state_dir", lambda name, appauthor: str(tmp_path / "state" / name))
    assert paths.config_dir() == tmp_path / "config" / "imgdesk"
    assert paths.state_dir() == tmp_path / "state" / "imgdesk"


def test_shipped_files_are_there() -> None:
    assert paths.resource("fonts", "NotoSans-Regular.ttf").is_file()
    assert paths.resource("icons", "imgdesk.svg").is_file()
    assert paths.migrations().is_dir()


def test_a_frozen_program_finds_its_files_in_the_bundle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.resource("icons") == tmp_path / "resources" / "icons"
    assert paths.migrations() == tmp_path / "db" / "migrations"
    assert paths.sample() == tmp_path / "db" / "sample"


def test_the_version_is_the_same_everywhere() -> None:
    import tomllib

    project = tomllib.loads((Path(__file__).resolve().parents[1] / "pyproject.toml").read_text("utf-8"))
    assert project["project"]["version"] == imgdesk.__version__
