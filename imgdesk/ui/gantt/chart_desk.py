"""What the chart asks of the plan and of the desk: dates read, links, what would slip; and the changes it makes.

One gesture is one call, one change and one step; a refusal is one sentence by `refused`. The services bring SQLModel,
so they are imported when the first gesture is made; so is what reads dates and links.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QObject, Signal

from imgdesk.gantt.links import LinkMap
from imgdesk.ui.models.plan_state import PlanState
from imgdesk.ui.telling import attempt
from imgdesk.views import activity as activity_view
from imgdesk.views import workplan as views
from imgdesk.views.workplan import ActivityRow, LinkRow

if TYPE_CHECKING:
    from imgdesk.domain.schedule import Critical
    from imgdesk.domain.schedule_network import Network, Slip
    from imgdesk.domain.timing import Timing
    from imgdesk.store.desk import Desk
    from imgdesk.store.journal import Changes


_SHORT: Final = 100
"""Longer texts are not remembered."""


class Moved(NamedTuple):
    """A date as a gesture would write it, and the row as it would look."""

    text: str
    row: ActivityRow


class ChartDesk(QObject):
    """Over whatever plan `state` returns; tell it of every change by `take`."""

    refused = Signal(str)
    """Why nothing was changed, in one sentence."""
    created = Signal(int)
    """An activity was drawn on the chart; it wants to be named."""
    links_changed = Signal()

    def __init__(self, state: Callable[[], PlanState | None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._links: LinkMap | None = None
        self._network: Network | None = None
        self._critical: Critical | None = None
        self._critical_ids: frozenset[int] | None = None
        self._south: bool | None = None

    # Reading

    def take(self, changes: Changes | None) -> None:
        """Forget what a change has made old; None is another desk, or anything."""
        tables = set(dict(changes.tables)) if changes is not None else None
        self._network = self._critical = self._critical_ids = None
        if tables is None or tables & {"activity_link", "working_group"}:
            self._links, self._south = None, None
            self.links_changed.emit()

    @property
    def editable(self) -> bool:
        """Whether anything may be changed."""
        state = self._state()
        return state is not None and state.plan is not None and not state.desk.read_only

    def links(self) -> LinkMap:
        """Return the links of the plan."""
        if self._links is None:
            state = self._state()
            found = views.links(state.desk, state.plan.workplan.id) if state and state.plan else []
            self._links = LinkMap(found)
        return self._links

    def link(self, link_id: int) -> LinkRow | None:
        """Return a link by its id."""
        found = self.links().find(link_id)
        return found if isinstance(found, LinkRow) else None

    def timing(self, row: ActivityRow) -> Timing:
        """Read a row's date with the year of its section."""
        return self.read(row.when_text, row.id)

    def read(self, text: str, activity_id: int = 0) -> Timing:
        """Read a date as an activity's would be read."""

        state = self._state()
        if self._south is None:
            self._south = state is not None and activity_view.hemisphere(state.desk) == "south"
        year = state.year_of(activity_id) if state and activity_id else None
        read = _parsed if len(text) < _SHORT else _parsed.__wrapped__
        return read(text, year, "south" if self._south else "north")

    def moved(self, row: ActivityRow, text: str) -> Moved:
        """Return a row as it would look with another date."""
        return Moved(text, dated_row(row, self.read(text, row.id)))

    def period(self) -> tuple[str | None, str | None]:
        """Return the first and the last day of the workplan's own period as ISO text, None where it names none."""
        state = self._state()
        return (
            (state.plan.workplan.earliest, state.plan.workplan.latest)
            if state and state.plan
            else (None, None)
        )

    def section_for(self, day: date) -> int:
        """Return the section that a new activity on a day belongs into: that year's, or the last; 0 without any."""
        state = self._state()
        sections = state.plan.sections if state and state.plan else []
        year = next((section.id for section in sections if section.year == day.year), 0)
        return year or (sections[-1].id if sections else 0)

    def slips(self, moved: Mapping[int, ActivityRow], events: Mapping[int, int] | None = None) -> list[Slip]:
        """Return what would have to slip if these rows stood so, or events moved so many days; nearest first."""
        if not self.links().all and not events:
            return []
        exact = {row_id for row_id, row in moved.items() if row.grain == "day" and not row.approximate}
        windows = {row_id: (row.earliest, row.latest) for row_id, row in moved.items()}
        found = self._net().slips(windows, exact=exact, events=events)
        return list(found.values())

    def _net(self) -> Network:
        if self._network is None:
            from imgdesk.domain.schedule_network import Network

            rows = self._rows()
            hanging = {row.id: row.event_id for row in rows if row.event_id is not None}
            self._network = Network(rows, self.link_rows(), hanging=hanging)
        return self._network

    def link_rows(self) -> list[LinkRow]:
        """Return the links as the read side gives them."""
        return [link for link in self.links().all if isinstance(link, LinkRow)]

    def critical(self) -> Critical:
        """Return the links with least room and the activities that they join."""
        if self._critical is None:
            from imgdesk.domain.schedule import critical_chain

            self._critical = critical_chain(self._rows(), self.link_rows())
        return self._critical

    def critical_ids(self) -> frozenset[int]:
        """Return the activities of the critical chain."""
        if self._critical_ids is None:
            self._critical_ids = frozenset(self.critical().ids)
        return self._critical_ids

    def name(self, activity_id: int) -> str:
        """Return what an activity is called."""
        rows = (row.output for row in self._rows() if row.id == activity_id)
        return next(rows, "") or "Untitled"

    def _rows(self) -> list[ActivityRow]:
        state = self._state()
        return state.plan.activities if state and state.plan else []

    # Changing

    def set_dates(self, texts: Mapping[int, str], verb: str = "Move") -> bool:
        """Give activities dates of their own as one step; return whether that was kept."""
        from imgdesk import services

        return self._do(lambda desk: services.schedule.set_dates(desk, texts, verb=verb))

    def add(self, section_id: int, when: str) -> int:
        """Add an activity with a date at the end of a section and return its id, 0 when refused."""
        from imgdesk import services

        made: list[int] = []
        self._do(
            lambda desk: made.append(services.workplan.add_activity(desk, section_id, fields={"when": when}))
        )
        if made:
            self.created.emit(made[0])
        return made[0] if made else 0

    def join(self, from_id: int, to_id: int, kind: str) -> bool:
        """Link two activities."""
        from imgdesk import services

        return self._do(lambda desk: services.parts.link_activities(desk, from_id, to_id, kind))

    def edit_link(self, link_id: int, kind: str, lag_days: int) -> bool:
        """Set kind and lag of a link."""
        from imgdesk import services

        return self._do(lambda desk: services.parts.edit_link(desk, link_id, kind=kind, lag_days=lag_days))

    def unlink(self, link_id: int) -> bool:
        """Delete a link."""
        from imgdesk import services

        return self._do(lambda desk: services.parts.unlink_activities(desk, link_id))

    def move_event(self, event_id: int, when: str) -> bool:
        """Give an event another date; what hangs on it goes along."""
        from imgdesk import services

        return self._do(lambda desk: services.schedule.move_event(desk, event_id, when))

    def _do(self, change: Callable[[Desk], object]) -> bool:
        state = self._state()
        if state is None or not self.editable:
            return False
        return attempt(lambda: change(state.desk), self.refused.emit)


@lru_cache(maxsize=4096)
def _parsed(text: str, year: int | None, hemisphere: str) -> Timing:
    """Read a date; many rows of a plan say the same one, and a drag reads them at every step."""
    from imgdesk.domain.timing import parse

    return parse(text, year=year, hemisphere=hemisphere)


def dated_row(row: ActivityRow, timing: Timing) -> ActivityRow:
    """Return a row with another date; its own doubts and its section's stay."""
    return row._replace(
        when_text=timing.text,
        earliest=timing.earliest.isoformat() if timing.earliest else None,
        latest=timing.latest.isoformat() if timing.latest else None,
        precision=timing.precision,
        grain=timing.grain,
        tbc=int(bool(row.unconfirmed) or timing.tbc),
        tbd=int(timing.tbd),
        approximate=int(timing.approximate),
        recurring=int(timing.recurring),
        understood=int(timing.understood),
    )
