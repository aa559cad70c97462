"""What the window remembers between two days: never anything about the work itself.

One small JSON file in the person's settings folder. A missing, damaged or newer file is no error: what can be read
is taken, the rest has its default, because nobody should be kept from work by a window size.
"""

from __future__ import annotations

import dataclasses
import json
import os
from pathlib import Path
from typing import Any, Literal, cast

from imgdesk import paths
from imgdesk.files import atomic_write

Theme = Literal["auto", "light", "dark"]

_RECENT = 10


@dataclasses.dataclass
class Settings:
    """The settings of one person on one computer.

    ``recent``: absolute paths of desks, newest first. ``geometry`` and the values of ``layout`` (by the name of a
    splitter or table header): the state Qt saves, as base64 text; empty or missing means the default. ``choices``:
    what a dialog was told last, by the name of the dialog, as text that it understands itself.
    """

    recent: list[str] = dataclasses.field(default_factory=list)
    theme: Theme = "auto"
    geometry: str = ""
    layout: dict[str, str] = dataclasses.field(default_factory=dict)
    choices: dict[str, str] = dataclasses.field(default_factory=dict)

    @classmethod
    def load(cls) -> Settings:
        """The settings as saved, with the default for whatever is missing or not understood; never an error."""
        try:
            read = json.loads(_file().read_text("utf-8"))
        except (OSError, ValueError, RecursionError):
            return cls()
        return _understood(read) if isinstance(read, dict) else cls()

    def save(self) -> None:
        """Write the settings; UserError when the folder cannot be written."""
        text = json.dumps(dataclasses.asdict(self), indent=2, ensure_ascii=False)
        with atomic_write(_file()) as file:
            file.write(text.encode("utf-8", "replace") + b"\n")

    def remember(self, path: str | os.PathLike[str]) -> None:
        """Put a desk at the head of the recent ones; ten are kept. Call ``save`` to make it last."""
        newest = os.path.abspath(path)
        self.recent = [newest, *(other for other in self.recent if other != newest)][:_RECENT]


def _file() -> Path:
    return paths.config_dir() / "settings.json"


def _understood(read: dict[str, Any]) -> Settings:
    settings = Settings()
    recent, theme, geometry = (read.get(key) for key in ("recent", "theme", "geometry"))
    if isinstance(recent, list):
        settings.recent = [item for item in recent if isinstance(item, str)][:_RECENT]
    if theme in ("auto", "light", "dark"):
        settings.theme = cast(Theme, theme)
    if isinstance(geometry, str):
        settings.geometry = geometry
    settings.layout, settings.choices = _texts(read.get("layout")), _texts(read.get("choices"))
    return settings


def _texts(read: object) -> dict[str, str]:
    """The texts of a dictionary by their keys; nothing of anything else."""
    if not isinstance(read, dict):
        return {}
    return {key: value for key, value in read.items() if isinstance(value, str)}
