"""What this program is, which version, and where it keeps its own files."""

from __future__ import annotations

import platform

from PySide6.QtCore import Qt, qVersion

from imgdesk import __version__, paths
from imgdesk.ui.dialogs.dialog import Dialog, host
from imgdesk.ui.widgets.labels import Label


class About(Dialog):
    """Version and folders, as text that can be copied."""

    def __init__(self) -> None:
        super().__init__("About imgdesk", f"imgdesk {__version__}", host())
        self.setMinimumWidth(440)
        self.body.addWidget(
            Label("The desk of an inter-agency group: one file, dates as they were agreed.", wrap=True)
        )
        facts = Label(
            f"Python {platform.python_version()}, Qt {qVersion()}\n"
            f"Settings: {paths.config_dir()}\nBackups and logs: {paths.state_dir()}\n"
            "Nothing leaves this computer: the program opens no network connection.",
            "muted", wrap=True,
        )  # fmt: skip
        facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.body.addWidget(facts)
        self.add_button("Close", main=True)

    @classmethod
    def present(cls) -> About:
        """Open the dialog and return it at once."""
        dialog = cls()
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog
