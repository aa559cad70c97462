"""Where things are: the files that ship with the program and the folders that belong to the person using it.

Shipped files lie beside the package in a checkout, inside it when installed from a wheel, and in the unpacked bundle
when frozen; everybody else asks here instead of guessing from ``__file__``. The person's folders follow the habits of
the operating system, or all lie under IMGDESK_HOME when that is set (a stick that is carried around, a test).
Asking creates a folder where that is possible; where it is not, the one who writes there says so.
"""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

_HERE = Path(__file__).resolve().parent


def resource(*parts: str) -> Path:
    """The path of a shipped resource, such as ``resource("icons", "home.svg")``."""
    return _root().joinpath("resources", *parts)


def migrations() -> Path:
    """The folder of the numbered migrations of the desk file."""
    return _root() / "db" / "migrations"


def sample() -> Path:
    """The folder of the sample desk as readable data."""
    return _root() / "db" / "sample"


def config_dir() -> Path:
    """The folder of the settings."""
    return _own("config", "user_config_dir")


def state_dir() -> Path:
    """The folder of what the program remembers by itself: automatic backups and logs."""
    return _own("state", "user_state_dir")


def exports_dir() -> Path:
    """The folder that receives exports by default: ``exports`` in a checkout, otherwise one among the documents."""
    if not os.environ.get("IMGDESK_HOME") and _root() == _HERE.parent:
        return _made(_HERE.parent / "exports", 0o777)
    return _own("exports", "user_documents_dir", "imgdesk", mode=0o777)


def _root() -> Path:
    bundle = getattr(sys, "_MEIPASS", None)
    if bundle:
        return Path(bundle)
    return _HERE.parent if (_HERE.parent / "resources").is_dir() else _HERE


def _own(under_home: str, function: str, *below: str, mode: int = 0o700) -> Path:
    home = os.environ.get("IMGDESK_HOME")
    if home:
        return _made(Path(home).expanduser().absolute() / under_home, mode)
    import platformdirs

    if function == "user_documents_dir":
        return _made(Path(platformdirs.user_documents_dir(), *below), mode)
    return _made(Path(getattr(platformdirs, function)("imgdesk", appauthor=False)), mode)


def _made(folder: Path, mode: int) -> Path:
    with contextlib.suppress(OSError):
        folder.mkdir(mode=mode, parents=True, exist_ok=True)
    return folder


def own_command() -> list[str]:
    """Return the program and first arguments that run our own command line, from source or frozen."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "imgdesk"]
