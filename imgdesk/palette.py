"""The colours by role, as screen, paper and tracker use them alike; read from resources/themes."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from imgdesk import paths
from imgdesk.errors import UserError


@cache
def theme(name: str) -> dict[str, Any]:
    """Return a theme ("light" or "dark") as its file has it; UserError where the installation is damaged."""
    try:
        return tomllib.loads(paths.resource("themes", f"{name}.toml").read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise UserError(f"The colours of the {name} theme cannot be read: install imgdesk again.") from error


def colours(name: str = "light") -> dict[str, str]:
    """Return role -> "#RRGGBB" of a theme; paper and trackers are light."""
    found: dict[str, str] = theme(name)["colors"]
    return found


def tint(colour: str, share: float, ground: str = "#FFFFFF") -> str:
    """Return `colour` laid over `ground` with an opacity of `share` (0 to 1), as "#RRGGBB"."""
    parts = ((int(colour[i : i + 2], 16), int(ground[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(front * share + back * (1 - share)):02X}" for front, back in parts)
