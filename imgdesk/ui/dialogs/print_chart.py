"""The chart on paper: choices at the left, the pages as they will be printed at the right.

The preview is drawn by the code that prints. Nothing is written until a button says so; the choices are remembered
for the next time, without what belongs to one desk (titles, dates, the version compared with).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from imgdesk import paths
from imgdesk.errors import UserError
from imgdesk.reports import style
from imgdesk.reports.chart import ChartPlan, PageSetup, Window
from imgdesk.reports.chart_layout import page_layout
from imgdesk.reports.chart_options import ChartOptions, options_from_words, options_words
from imgdesk.reports.chart_paging import Paging
from imgdesk.reports.compose.gantt import bounds, chart_of, ghosts_of
from imgdesk.reports.compose.reading import day_text, read
from imgdesk.settings import Settings
from imgdesk.text import safe_name
from imgdesk.ui.chart_jobs import (
    Job,
    Steps,
    copy_picture,
    print_pages,
    set_up_printer,
    write_pdf,
    write_picture,
)
from imgdesk.ui.dialogs.chart_form import ChartForm, Choices, grouping_choices
from imgdesk.ui.dialogs.dialog import Dialog, host
from imgdesk.ui.dialogs.file_choice import FileChoice
from imgdesk.ui.dialogs.message import Message
from imgdesk.ui.theme import Theme
from imgdesk.ui.widgets.buttons import Button, IconButton
from imgdesk.ui.widgets.labels import ElidedLabel, Label
from imgdesk.ui.widgets.page_view import STEP, PageView
from imgdesk.ui.widgets.scroll import ScrollArea
from imgdesk.views import versions

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk

REMEMBERED = "print_chart"
FORM_WIDTH = 348
WAIT = 60
"""Milliseconds after the last key before the pages are made anew."""


class PrinterChoice:
    """The system's own printer dialog, as a question."""

    @classmethod
    def ask(cls, parent: QWidget, setup: PageSetup, pages: int) -> QPrinter | None:
        """Return the printer chosen, set up for the chart's paper and with the pages wanted, or None for Cancel."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        set_up_printer(printer, setup)
        dialog = QPrintDialog(printer, parent)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        if pages:
            dialog.setMinMax(1, pages)
        if not dialog.exec():
            return None
        set_up_printer(printer, setup)  # the paper is chosen here, with the preview, and not there
        return printer


class PrintChart(Dialog):
    """Print preview of the current workplan's chart. `show_for` runs it."""

    def __init__(self, theme: Theme, desk: Desk, settings: Settings, today: date) -> None:
        super().__init__("Print the chart", "", host())
        self._theme, self._desk, self._settings, self._today = theme, desk, settings, today
        self._reading = read(desk)
        self._ghosts: dict[int | None, tuple[str, Mapping[int, Window]]] = {None: ("", {})}
        self._plan: ChartPlan | None = None
        self._setup: PageSetup | None = None
        self._options = ChartOptions()
        self._said = self._stopped = ""
        self._steps = Steps(self)
        self._steps.moved.connect(lambda share: self._say(f"Working: {share:.0%}"))
        self._steps.ended.connect(self._ended)
        self._later = QTimer(self, singleShot=True, interval=WAIT)
        self._later.timeout.connect(self.refresh)
        self._build()
        self.form.show_options(self._remembered())
        self.form.changed.connect(self._later.start)
        self.refresh()
        self.form.field("page").setFocus()

    @classmethod
    def show_for(cls, theme: Theme, desk: Desk, settings: Settings, today: date | None = None) -> None:
        """Run the dialog over the active window; a desk without a workplan gets one sentence instead."""
        try:
            dialog = cls(theme, desk, settings, today or QDate.currentDate().toPython())  # type: ignore[arg-type]
        except UserError as error:
            Message.tell(str(error))
            return
        dialog.exec()
        dialog.deleteLater()

    # --- what it is made of

    def _build(self) -> None:
        self.setMinimumSize(760, 480)
        self.resize(1220, 680)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(12)
        first, last = bounds(self._reading, self._today)
        self.form = ChartForm(
            self._theme, grouping_choices(), self._version_choices(), (day_text(first), day_text(last))
        )
        self.view = PageView(self._theme)
        self.view.place_changed.connect(self._show_place)
        area = ScrollArea(self.form, "Choices")
        area.setFixedWidth(FORM_WIDTH)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._bar())
        right.addWidget(self.view, 1)
        row = QHBoxLayout()
        row.setSpacing(0)
        rail = QFrame()
        rail.setProperty("look", "rail")
        inside = QVBoxLayout(rail)
        inside.setContentsMargins(0, 0, 1, 0)
        inside.addWidget(area)
        row.addWidget(rail)
        row.addLayout(right, 1)
        self.body.addLayout(row, 1)
        self._add_buttons()

    def _bar(self) -> QFrame:
        bar = QFrame()
        bar.setProperty("look", "toolbar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 6, 12, 6)
        self._place = ElidedLabel("", "strong")
        row.addWidget(self._place, 1)
        for icon, name, keys, act in (
            ("minus", "Smaller", "Ctrl+-", lambda: self.view.zoom_by(1 / STEP)),
            ("plus", "Larger", "Ctrl++", lambda: self.view.zoom_by(STEP)),
            ("fit", "Fit the width", "Ctrl+0", self.view.zoom_fit),
        ):
            button = IconButton(self._theme, icon, name)
            button.setShortcut(QKeySequence(keys))
            button.setToolTip(f"{name} ({keys})")
            button.clicked.connect(act)
            row.addWidget(button)
        return bar

    def _add_buttons(self) -> None:
        self._buttons.setContentsMargins(16, 0, 16, 0)
        self._note = Label("", "muted", wrap=True)
        self._note.setAccessibleName("Message")
        self._buttons.insertWidget(0, self._note, 1)
        self.close_button = self.add_button("Close")
        self.acts = [
            self._act("Copy as picture", "Ctrl+Shift+C", self.copy_picture),
            self._act("Save as picture…", "Ctrl+Shift+S", self.save_picture),
            self._act("Print…", "Ctrl+P", self.print_out),
            self._act("Save as PDF…", "Ctrl+S", self.save_pdf, "primary"),
        ]
        self.acts[-1].setDefault(True)

    def _act(self, text: str, keys: str, act: Callable[[], None], kind: str = "plain") -> Button:
        button = Button(text, kind)
        button.setShortcut(QKeySequence(keys))
        button.setToolTip(keys)
        button.clicked.connect(act)
        self._buttons.addWidget(button)
        return button

    def _version_choices(self) -> Choices:
        rows = versions.versions(self._desk, self._reading.plan.workplan.id)
        return [("", "With no version"), *((str(row.id), row.title) for row in reversed(rows))]

    # --- what is shown

    def refresh(self) -> None:
        """Make the pages anew from the choices; what cannot be printed is said, and the last pages stay."""
        self._later.stop()
        try:
            options = self.form.options()
            plan = self._composed(options)
            setup = page_layout(plan, options)
            paging = Paging(plan, setup)
        except UserError as error:
            self._say(str(error), bad=True)
            self._allow(False)
            return
        self._options, self._plan, self._setup = options, plan, setup
        self.view.show_paging(paging)
        self._say(_boxes(plan))
        self._allow(True)

    def _composed(self, options: ChartOptions) -> ChartPlan:
        if options.version not in self._ghosts:
            workplan = self._reading.plan.workplan.id
            self._ghosts[options.version] = ghosts_of(self._desk, workplan, options.version)
        name, ghosts = self._ghosts[options.version]
        return chart_of(self._reading, today=self._today, options=options, ghosts=ghosts, ghost_name=name)

    def _show_place(self, words: str) -> None:
        self._place.set_text(words[:1].upper() + words[1:])

    def _say(self, text: str, *, bad: bool = False) -> None:
        self._note.setText(text)
        self._note.setAccessibleDescription(text)
        look = "tag" if bad else "muted"
        if self._note.property("look") != look:
            self._note.setProperty("look", look)
            self._note.setProperty("tone", "red" if bad else "")
            self._note.style().unpolish(self._note)
            self._note.style().polish(self._note)

    def _allow(self, allowed: bool) -> None:
        for button in self.acts:
            button.setEnabled(allowed)

    # --- what it does

    def save_pdf(self) -> None:
        """Ask where and write the pages as PDF."""
        path = FileChoice.ask_save("Save the chart", self._suggested(".pdf"), "PDF (*.pdf)")
        if path is not None:
            plan, setup = self._ready()
            self._run(lambda: write_pdf(plan, setup, path), f"Saved “{path.name}”.")

    def print_out(self) -> None:
        """Ask for a printer and print the pages."""
        plan, setup = self._ready()
        printer = PrinterChoice.ask(self, setup, self.view.paging.total if self.view.paging else 0)
        if printer is not None:
            stopped = "Cancelled: pages that the printer has already may still come out."
            self._run(lambda: print_pages(plan, setup, printer), "Sent to the printer.", stopped)

    def save_picture(self) -> None:
        """Ask where and write the whole chart as one picture."""
        kinds = "Picture (*.png);;Drawing (*.svg)"
        path = FileChoice.ask_save("Save the chart as a picture", self._suggested(".png"), kinds)
        if path is not None:
            plan, options = self._ready()[0], self._options
            self._run(lambda: write_picture(plan, options, path), f"Saved “{path.name}”.")

    def copy_picture(self) -> None:
        """Put the whole chart on the clipboard, as pixels and as a drawing."""
        plan, options = self._ready()[0], self._options
        said = "Copied: paste it into a slide or a message."
        self._run(lambda: copy_picture(plan, options), said, "Cancelled: nothing was copied.")

    def _ready(self) -> tuple[ChartPlan, PageSetup]:
        """What is shown, after a choice that was still waiting has been taken in."""
        if self._later.isActive():
            self.refresh()
        assert self._plan is not None
        assert self._setup is not None
        return self._plan, self._setup

    def _suggested(self, ending: str) -> Path:
        name = safe_name(f"{self._desk.path.stem} chart {self._today.isoformat()}{ending}")
        return paths.exports_dir() / name

    def _run(
        self, make: Callable[[], Job], said: str, stopped: str = "Cancelled: nothing was written."
    ) -> None:
        self._said, self._stopped = said, stopped
        self.form.setEnabled(False)
        self._allow(False)
        self.close_button.setText("Cancel")
        self._steps.start(make)

    def _ended(self, problem: str) -> None:
        self.form.setEnabled(True)
        self._allow(True)
        self.close_button.setText("Close")
        self._say(problem or self._said, bad=bool(problem))

    # --- what is remembered

    def _remembered(self) -> ChartOptions:
        try:
            words = json.loads(self._settings.choices.get(REMEMBERED, "{}"))
            return options_from_words(words) if isinstance(words, dict) else ChartOptions()
        except (ValueError, UserError, RecursionError):
            return ChartOptions()

    def _remember(self) -> None:
        own = replace(self._options, title="", subtitle="", first=None, last=None, version=None)
        words = json.dumps(options_words(own))
        if self._settings.choices.get(REMEMBERED, "{}") != words:
            self._settings.choices[REMEMBERED] = words
            self._settings.save()

    def reject(self) -> None:
        if self._steps.running:
            self._steps.cancel()
            self._ended(self._stopped)
            return
        self._leave()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._steps.cancel()
        self._leave()
        super().closeEvent(event)

    def _leave(self) -> None:
        self.view.show_paging(None)
        try:
            self._remember()
        except UserError:
            return  # a window that cannot remember must still close


def _boxes(plan: ChartPlan) -> str:
    """A warning where letters of the plan are not in the typeface of paper."""
    cells = (text for group in plan.groups for row in group.rows for text in (row.output, row.lead_text))
    for text in (plan.title, *cells):
        missing = style.unprintable(text)
        if missing:
            return (
                f"Some letters, such as “{missing[:3]}”, print as boxes; a picture saved as .svg keeps them."
            )
    return ""
