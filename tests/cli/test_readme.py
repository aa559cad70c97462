"""The README names every command, every list and every export kind, and the two commands that a newcomer types."""

from __future__ import annotations

from pathlib import Path

import pytest

from imgdesk.arguments import COMMANDS, EXPORTS, LISTS

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(COMMANDS.keys() - {"window"}))
def test_every_command_is_named(name: str) -> None:
    assert f"imgdesk {name}" in README


@pytest.mark.parametrize("kind", EXPORTS)
def test_every_export_kind_is_named_with_its_endings(kind: str) -> None:
    assert f"`{kind}`" in README
    for ending in EXPORTS[kind]:
        assert f"`{ending}`" in README


@pytest.mark.parametrize("kind", LISTS)
def test_every_list_is_named(kind: str) -> None:
    assert kind in README.split("imgdesk list ")[1].split()[0].split("|")


def test_the_two_commands_come_first() -> None:
    assert README.index("make demo") < README.index("make test") < README.index("## What it does")


def test_the_picture_is_there() -> None:
    name = README.split("![The workplan page](")[1].split(")")[0]
    assert (Path(__file__).parents[2] / name).is_file()
