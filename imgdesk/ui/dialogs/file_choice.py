"""The system's own file dialogs, as two questions."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from imgdesk.ui.dialogs.dialog import host

DESKS = "Desks (*.imgdesk)"
ANY = "All files (*)"


class FileChoice:
    """Asks for a file to read, or for a place to write."""

    @classmethod
    def ask_open(cls, title: str, folder: Path, kinds: str) -> Path | None:
        """Return an existing file chosen by the person. `kinds` is a Qt filter: "Desks (*.imgdesk)"."""
        name, _ = QFileDialog.getOpenFileName(host(), title, str(folder), f"{kinds};;{ANY}")
        return Path(name) if name else None

    @classmethod
    def ask_save(cls, title: str, suggested: Path, kinds: str) -> Path | None:
        """Return where to write; the ending of the chosen kind is added when the person gave none."""
        name, kind = QFileDialog.getSaveFileName(host(), title, str(suggested), kinds)
        if not name:
            return None
        path = Path(name)
        return path if path.suffix else path.with_suffix(_ending(kind) or suggested.suffix)

    @classmethod
    def ask_folder(cls, title: str, folder: Path) -> Path | None:
        """Return a folder to write into."""
        name = QFileDialog.getExistingDirectory(host(), title, str(folder))
        return Path(name) if name else None


def _ending(kind: str) -> str:
    """Return the first ending named in a Qt filter: "Chart (*.png)" -> ".png"."""
    return kind.partition("(*")[2].split(")")[0].split()[0] if "(*." in kind else ""
