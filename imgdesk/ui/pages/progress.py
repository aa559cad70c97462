"""The Progress page: where each focus area stands in a period, what the indicators say, and who contributes to what.

Every gesture calls a service; what it changed comes back by the bridge and is laid over what is shown, so that choice
and scroll position stay where the person left them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, ClassVar, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from imgdesk.ui.dialogs.period_form import PeriodFields, PeriodForm, ready_periods
from imgdesk.ui.pages.page import DeskPage
from imgdesk.ui.pages.progress_bar import ClosedLine, ProgressBar
from imgdesk.ui.pages.progress_edits import ProgressEdits
from imgdesk.ui.pages.progress_empty import missing_in
from imgdesk.ui.pages.progress_parts import AreasPart, CoveragePart, IndicatorsPart, Part, stacked
from imgdesk.ui.pages.progress_state import AREAS, COVERAGE, INDICATORS, PLACES, ProgressState
from imgdesk.ui.progress.lines import Source
from imgdesk.ui.progress.report import collected_words
from imgdesk.ui.widgets.buttons import Button
from imgdesk.ui.widgets.empty_state import EmptyState
from imgdesk.ui.widgets.toast import Toast
from imgdesk.views.search import targets

if TYPE_CHECKING:
    from imgdesk.services.progress import Collected
    from imgdesk.store.desk import Desk
    from imgdesk.store.journal import Changes
    from imgdesk.ui.bridge import DeskBridge

AnyPart = TypeVar("AnyPart", AreasPart, IndicatorsPart, CoveragePart)


class ProgressPage(DeskPage):
    """See the module; `today` is asked at every look, `state` is None while no desk is open."""

    keys: ClassVar[Sequence[tuple[str, str]]] = (
        ("Ctrl+PgUp, Ctrl+PgDown", "Period before, next period"),
        ("Alt+1, Alt+2, Alt+3", "Areas, indicators, coverage"),
        ("Left, Right", "Choose the focus area"), ("Down", "From the cards to the report"),
        ("F2, Enter, click", "Edit a line, a field or a cell"),
        ("Enter while typing", "Keep the line and begin the next"),
        ("Ins", "New line, new indicator"), ("Del", "Remove the line, the indicator or the value"),
        ("Alt+Up, Alt+Down", "Move the line"), ("Space", "Tick an activity that contributes"),
        ("Alt+Enter, Esc", "Go to the report or the side panel, and back"),
    )  # fmt: skip

    def _build(self) -> None:
        theme = self._theme
        self.state: ProgressState | None = None
        self.toast = Toast(self)
        self.edits = ProgressEdits(lambda: self.state, self.notice.emit, self._asked, self._deleted)
        self.bar, self.closed = ProgressBar(theme), ClosedLine()
        self._made: list[Part] = []
        self.empty = EmptyState(theme, "progress")
        self._button = Button("Collect all areas", "primary", self)
        self._button.hide()
        self._paper = Button("Progress report…", parent=self)
        self._paper.hide()
        self.stack = stacked(self, (self.bar, self.closed), self.empty)
        self.setWindowTitle("Progress")
        self._connect()

    def _connect(self) -> None:
        bar = self.bar
        bar.menu.aboutToShow.connect(self._fill_periods)
        bar.period_chosen.connect(self.choose_period)
        bar.stepped.connect(self.step)
        bar.place_chosen.connect(self.show_place)
        bar.filtered.connect(self._filter)
        bar.left.connect(self._take_focus)
        bar.framework_chosen.connect(self._choose_framework)
        self.closed.reopen_wanted.connect(self.edits.reopen_period)
        self.notice.connect(self.toast.hide)
        self.empty.chosen.connect(self._empty_chosen)
        self._button.clicked.connect(self._press)
        self._paper.clicked.connect(self.export)
        keys: list[tuple[str, Callable[[], object]]] = [
            ("Ctrl+PgUp", partial(self.step, -1)), ("Ctrl+PgDown", partial(self.step, 1)), ("Ins", self._insert),
            ("Alt+Return", self._enter_detail), ("Alt+Enter", self._enter_detail),
        ]  # fmt: skip
        keys += [(f"Alt+{number}", partial(self.show_place, name)) for number, name in enumerate(PLACES, 1)]
        for key, do in keys:
            shortcut = QShortcut(
                QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
            )
            shortcut.activated.connect(do)

    # The parts: each is made when it is first shown, and kept

    @cached_property
    def areas(self) -> AreasPart:
        """The cards and the report."""
        part = AreasPart(self._theme)
        part.cards.chosen.connect(self._choose_area)
        part.report.source_wanted.connect(self._go_to_source)
        part.report.collected.connect(self._collected)
        part.report.refused.connect(self.notice)
        return self._keep(part)

    @cached_property
    def indicators(self) -> IndicatorsPart:
        """The table of indicators."""
        part = IndicatorsPart(self._theme, self.edits)
        part.refused.connect(self.notice)
        part.chosen.connect(self._narrow)
        return self._keep(part)

    @cached_property
    def coverage(self) -> CoveragePart:
        """The matrix."""
        part = CoveragePart(self._theme, self.edits)
        part.activity_wanted.connect(partial(self.record_wanted.emit, "activity"))
        return self._keep(part)

    def _keep(self, part: AnyPart) -> AnyPart:
        self.stack.addWidget(part)
        self._made.append(part)
        part.fit(self.width())
        return part

    def part(self, place: str) -> AreasPart | IndicatorsPart | CoveragePart:
        """Return the part that is shown at a place."""
        if place == AREAS:
            return self.areas
        return self.indicators if place == INDICATORS else self.coverage

    # The page as the window sees it

    def header_widgets(self) -> Sequence[QWidget]:
        return (self._paper, self._button)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        return {
            "collect": self.collect, "new_period": self.new_period, "new_indicator": self.new_indicator,
            "delete": self.delete, "move_up": partial(self._shift, -1), "move_down": partial(self._shift, 1),
            "find": self.bar.seek,
        }  # fmt: skip

    def open(self, desk: Desk, bridge: DeskBridge) -> None:
        self._bridge = bridge
        self.state = ProgressState(desk, self._today)
        bridge.changed.connect(self._changed)
        self.bar.field.clear()

    def close_desk(self) -> None:
        self.finish()
        if self._bridge is not None:
            self._bridge.changed.disconnect(self._changed)
        for part in self._made:
            part.forget()
        self._bridge = self.state = None

    def activate(self) -> None:
        if self.state is not None:
            self.state.load()  # what was changed on other pages was not followed
            self._show()
        self._take_focus()

    def show_record(self, kind: str, record_id: int) -> None:
        """Go to the report of a focus area, to an indicator or to a result."""
        state = self.state
        if state is None:
            return
        self.finish()
        if kind == "focus_area_report":
            rows = state.desk.read(
                "SELECT period_id, focus_area_id FROM focus_area_report WHERE id = ?", (record_id,)
            )
            if rows:
                state.choose_period(rows[0][0])
                state.choose_area(rows[0][1])
                self.show_place(AREAS)
        elif kind == "indicator":
            self.bar.field.clear()
            self.show_place(INDICATORS)
            self.indicators.table.choose((kind, record_id))
        elif kind == "result":
            self._show_result(state, record_id)

    def _show_result(self, state: ProgressState, result_id: int) -> None:
        row = next((one for one in state.read.results if one.id == result_id), None)
        if row is not None:
            state.choose_framework(row.framework_id)
            self.show_place(COVERAGE)
            self.coverage.table.choose(result_id)

    # Showing

    def _changed(self, _changes: Changes | None) -> None:
        """Show the desk anew; while another page is in front this waits for `activate`."""
        if self.state is not None and self.isVisible():
            self.state.load()
            self._show()

    def _show(self) -> None:
        state = self.state
        if state is None:
            return
        self.bar.show_state(state)
        self.closed.show_period(
            state.period if state.place != COVERAGE else None, can=not state.desk.read_only
        )
        wanted = self._say_empty(state)
        if wanted:
            self.stack.setCurrentWidget(self.empty)
            self.status_changed.emit("")
        else:
            part = self.part(state.place)
            self.stack.setCurrentWidget(part)
            self.status_changed.emit(part.show_state(state))
        self._narrow()

    def _say_empty(self, state: ProgressState) -> bool:
        """Say what is missing and what to do about it; return whether there is nothing else to show."""
        missing = missing_in(state)
        if missing is not None:
            self.empty.say(missing.heading, missing.text, *missing.choices, can=not state.desk.read_only)
        return missing is not None

    def _narrow(self) -> None:
        """Enable the commands that make sense now."""
        state = self.state
        if state is None or not self.isVisible():
            return
        place, can = state.place, not state.desk.read_only
        report = place == AREAS and state.editable and state.card is not None
        indicator = can and bool(state.read.results)
        self._actions.allow("collect", report)
        self._actions.allow("new_period", can and state.read.plan is not None)
        self._actions.allow("new_indicator", indicator)
        for name in ("move_up", "move_down"):
            self._actions.allow(name, report)
        self._actions.allow(
            "delete", report or (place == INDICATORS and can and bool(self.indicators.name()))
        )
        self._actions.allow("find", place == INDICATORS and bool(state.read.indicators))
        self._paper.setVisible(place == AREAS and state.period is not None)
        self._button.setVisible(place != COVERAGE)
        self._button.setText("Collect all areas" if place == AREAS else "New indicator")
        self._button.setEnabled(report if place == AREAS else indicator)

    def _take_focus(self) -> None:
        state = self.state
        if state is None or self.stack.currentWidget() is self.empty:
            first, _ = self.empty.buttons()
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.part(state.place).take_focus()

    def finish(self) -> None:
        """Keep what is being typed."""
        for part in self._made:
            part.finish()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for part in self._made:
            part.fit(event.size().width())

    # Choosing

    def show_place(self, place: str) -> None:
        """Show areas, indicators or coverage."""
        if self.state is not None:
            self.finish()
            if place != self.state.place:
                self.toast.hide()  # it speaks of the part that is left
            self.state.place = place
            self._show()
            self._take_focus()

    def choose_period(self, period_id: int) -> None:
        """Use another period."""
        if self.state is not None:
            self.finish()
            self.state.choose_period(period_id)
            self._show()

    def step(self, onward: int) -> None:
        """Use the next (1) or the previous (-1) period."""
        there = self.state.beside(onward) if self.state is not None else None
        if there is not None:
            self.choose_period(there.id)

    def _choose_area(self, area_id: int) -> None:
        if self.state is not None:
            self.finish()
            self.state.choose_area(area_id)
            self._show()

    def _choose_framework(self, framework_id: int) -> None:
        if self.state is not None:
            self.state.choose_framework(framework_id)
            self._show()

    def _filter(self, text: str) -> None:
        if self.state is not None:
            self.finish()
            self.state.text = text
            self._show()

    def _go_to_source(self, source: Source) -> None:
        """Go to the record that a line speaks of; a decision is shown where it was taken."""
        if self.state is None:
            return
        self.finish()
        found = (source.kind, source.id)
        if source.kind == "decision":
            found = next(iter(targets(self.state.desk, "decision", source.id)), found)
        self.record_wanted.emit(*found)

    def _enter_detail(self) -> None:
        if self.state is not None and self.stack.currentWidget() is not self.empty:
            self.part(self.state.place).enter_detail()

    # Changing

    def _insert(self) -> None:
        """Add what belongs where the keyboard is: a line, or an indicator."""
        if self.state is not None and self.state.place == INDICATORS:
            self.new_indicator()
        elif self.state is not None and self.state.place == AREAS and self.state.editable:
            at = self.areas.report.focused()
            part = at[0] if at is not None else next(iter(self.areas.report.parts.values()))
            part.begin_new(behind=at[1].id if at is not None else None)

    def _press(self) -> None:
        if self.state is not None and self.state.place == INDICATORS:
            self.new_indicator()
        else:
            self.collect_all()

    def _shift(self, onward: int) -> None:
        self.areas.report.shift(onward)

    def collect(self) -> None:
        """Fill the report in use."""
        self.areas.report.collect()

    def collect_all(self) -> None:
        """Fill the reports of all focus areas of the period, as one step."""
        from imgdesk import services

        state, done = self.state, []
        at = state.period if state is not None else None
        if state is None or at is None:
            return
        self.finish()
        if self.edits.do(
            lambda desk: done.append(services.progress.collect_all(desk, at.id, today=state.today))
        ):
            self._collected(done[0])

    def _collected(self, done: Collected) -> None:
        changed = done.added or done.updated or done.removed
        if changed:
            self.toast.say_undone_by(collected_words(done), self._actions["undo"])
        else:
            self.toast.say(collected_words(done))

    def export(self) -> None:
        """Write the progress report of the period shown to a file."""
        period = self.state.period if self.state is not None else None
        if period is not None:
            self.finish()
            self.export_wanted.emit("export_progress", ["--period", str(period.id)], period.title)

    def new_period(self) -> None:
        """Ask for a new period."""
        state = self.state
        if state is not None and not state.desk.read_only:
            self.finish()
            save = partial(self.edits.save_period, None)
            known = {row.title.casefold() for row in state.read.periods}
            ready = [words for words in ready_periods(state.today) if words.casefold() not in known]
            if PeriodForm.ask("New reporting period", "Add", PeriodFields(), ready, state.understood, save):
                self._show()

    def edit_period(self) -> None:
        """Ask for the fields of the period in use."""
        state = self.state
        at = state.period if state is not None else None
        if state is not None and at is not None:
            self.finish()
            given = PeriodFields(at.when_text, at.title, at.kind, at.background)
            save = partial(self.edits.save_period, at.id)
            PeriodForm.ask("Reporting period", "Save", given, (), state.understood, save)

    def new_indicator(self) -> None:
        """Ask for a new indicator of the result in use."""
        from imgdesk.ui.dialogs.indicator_form import IndicatorForm

        made: list[int] = []
        state = self.state
        if state is None or state.desk.read_only or not state.read.results:
            return
        self.finish()
        add = partial(self.edits.add_indicator, made=made.append)
        if IndicatorForm.ask(state.result_choices(), self.indicators.result_id(), add):
            self.show_record("indicator", made[0])

    def delete(self) -> None:
        """Take out the line, or delete the indicator or the result, that the keyboard is in."""
        state = self.state
        if state is None:
            return
        if state.place == AREAS:
            self.areas.report.delete()
        elif state.place == INDICATORS:
            key = self.indicators.key()
            if key is not None:
                self.finish()
                self.edits.delete(key, self.indicators.name())

    def _deleted(self, what: str) -> None:
        self.toast.say_undone_by(f"Deleted {what}.", self._actions["undo"])

    def _asked(self, question: str) -> None:
        if question:
            self.toast.say(f"Kept as text. {question} Settle it beside the table.")

    # Menus

    def _fill_periods(self) -> None:
        state = self.state
        if state is None:
            return
        at, can = state.period, not state.desk.read_only
        self.bar.fill(state.read.periods, at.id if at is not None else None)
        menu = self.bar.menu
        menu.addAction(self._actions["new_period"])
        if at is None:
            return
        opened = at.status == "open"
        menu.addAction("&Edit this period…", self.edit_period).setEnabled(can and opened)
        verb = self.edits.close_period if opened else self.edits.reopen_period
        menu.addAction("&Close this period" if opened else "&Reopen this period", verb).setEnabled(can)
        menu.addAction("&Delete this period", self.edits.delete_period).setEnabled(can and opened)

    def _empty_chosen(self, name: str) -> None:
        from imgdesk.ui.dialogs.indicator_form import ResultForm

        chosen: dict[str, Callable[[], object]] = {
            "ready": self._add_ready, "period": self.new_period, "indicator": self.new_indicator,
            "clear": self.bar.field.clear, "workplan": self._actions["import_workplan"].trigger,
            "framework": self._actions["import_framework"].trigger,
            "result": partial(ResultForm.ask, self.edits.add_result),
        }  # fmt: skip
        chosen[name]()

    def _add_ready(self) -> None:
        if self.state is not None:
            refusal = self.edits.save_period(None, PeriodFields(ready_periods(self.state.today)[0]))
            if refusal:
                self.notice.emit(refusal)
            self._show()
            self._take_focus()
