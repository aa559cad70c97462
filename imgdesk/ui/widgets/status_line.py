"""The line at the foot of the window: what was saved and can be undone, counts, and the long job with its Cancel."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from imgdesk.ui.theme import Theme
from imgdesk.ui.widgets.buttons import IconButton
from imgdesk.ui.widgets.labels import ElidedLabel, Label

HEIGHT = 28


class StatusLine(QFrame):
    """Emits `cancelled` when the Cancel beside the running job is pressed."""

    cancelled = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "status")
        self.setFixedHeight(HEIGHT)
        self._saved = ElidedLabel("", "small")
        self._counts = ElidedLabel("", "small")
        self._job = Label("", "small")
        self._bar = QProgressBar(textVisible=False, minimum=0, maximum=0)
        self._bar.setFixedWidth(120)
        self._bar.setAccessibleName("Progress of the running job")
        self._cancel = IconButton(theme, "close", "Cancel this job", size=12)
        self._cancel.clicked.connect(self.cancelled)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 1, 8, 0)
        row.setSpacing(24)
        row.addWidget(self._saved)
        row.addWidget(self._counts)
        row.addStretch(1)
        row.addWidget(self._job)
        row.addWidget(self._bar)
        row.addWidget(self._cancel)
        self.end_job()

    def set_saved(self, text: str) -> None:
        """Show what was saved when and what Undo would take back."""
        self._saved.set_text(text)

    def set_counts(self, text: str) -> None:
        """Show the page's own summary ("23 activities, 5 undated")."""
        self._counts.set_text(text)

    def begin_job(self, text: str) -> None:
        """Show a running job; how long it takes is not known, so the bar only says that it runs."""
        self._job.setText(text)
        for part in (self._job, self._bar, self._cancel):
            part.show()

    def end_job(self) -> None:
        """Take the job away."""
        for part in (self._job, self._bar, self._cancel):
            part.hide()

    def texts(self) -> tuple[str, str, str]:
        """Return what is said: saved, counts, job (empty when none runs)."""
        job = "" if self._job.isHidden() else self._job.text()
        return self._saved.text_in_full(), self._counts.text_in_full(), job
