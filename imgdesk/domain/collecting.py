"""What a report says by itself: the lines that the record gives for a period, how they land beside what a person
wrote, and the rating and percentage that the activities propose.

A line that somebody edited, wrote or dropped is never touched. A proposal stands beside the human judgement. Pure: days
and rows are arguments, nothing is read from the desk here.

What happened on which day: a change of status on the day on which the journal has it; one recorded within RECORDED_LATE
days after the activity's last day counts on that day, because people record late. An activity that came into the desk
as done counts on its last day, one that came as under way on its first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple, Protocol

from imgdesk.domain.standing import is_open
from imgdesk.text import one_line, shorten

RECORDED_LATE: Final = 31
"""For so many days after its end an activity that is set to done counts as done on its last day."""
_QUOTED: Final = 160
_PART_OF: Final = {
    "finished": "key result",
    "begun": "key result",
    "decided": "key result",
    "action closed": "key result",
    "indicator moved": "key result",
    "slipped": "challenge",
    "cancelled": "challenge",
    "action overdue": "challenge",
    "ahead": "way forward",
}


class Dated(Protocol):
    """What has a window of days, as ISO text."""

    @property
    def earliest(self) -> str | None: ...
    @property
    def latest(self) -> str | None: ...


class Stretch(NamedTuple):
    """A period by its first and last day."""

    first: date
    last: date

    def holds(self, day: date | None) -> bool:
        """Tell whether `day` lies in the period."""
        return day is not None and self.first <= day <= self.last

    def after(self) -> Stretch:
        """Return the stretch behind this one, as long as it."""
        days = self.last - self.first
        first = self.last + min(timedelta(1), date.max - self.last)
        return Stretch(first, first + min(days, date.max - first))


class Moved(NamedTuple):
    """One change of an activity in the journal: the day, and status and date before and after.

    `latest` and `latest_after` are the last day, None where no date was agreed.
    """

    day: date
    status: str
    status_after: str
    when: str
    when_after: str
    latest: str | None
    latest_after: str | None


class ActivityRow(NamedTuple):
    """An activity of the area with what happened to it, oldest first; days are ISO text.

    `undated`: no date was agreed, its days are those of its year.
    """

    id: int
    output: str
    when_text: str
    earliest: str | None
    latest: str | None
    status: str
    percent: int
    undated: bool = False
    history: tuple[Moved, ...] = ()


class DecisionRow(NamedTuple):
    """A decision that was taken, with its day."""

    id: int
    text: str
    day: date | None
    meeting: str
    activity_id: int | None = None


class ActionRow(NamedTuple):
    """An action; `closed` is the day on which it was done."""

    id: int
    text: str
    owners: str
    due: str
    latest: str | None
    status: str
    closed: date | None
    activity_id: int | None = None
    decision_id: int | None = None


class IndicatorRow(NamedTuple):
    """An indicator that the area contributes to: its actual value in the period and the one before, in words."""

    id: int
    name: str
    before: str
    now: str


class Line(NamedTuple):
    """A line that the record gives; `what` as in progress_words.LINE_KINDS, the links are ids."""

    what: str
    part: str
    text: str
    activity_id: int | None = None
    decision_id: int | None = None
    action_id: int | None = None
    indicator_id: int | None = None


class Known(NamedTuple):
    """A line that stands in the report already, dropped ones too."""

    id: int
    state: str
    what: str
    collected: str
    activity_id: int | None
    decision_id: int | None
    action_id: int | None
    indicator_id: int | None


class Landing(NamedTuple):
    """What collecting does to a report; `kept` counts the lines that are a person's and stay as they are."""

    added: tuple[Line, ...]
    updated: tuple[tuple[int, Line], ...]
    removed: tuple[int, ...]
    kept: int


class Proposed(NamedTuple):
    """A rating and a percentage that the activities propose, each with how it was found."""

    rating: str
    reason: str
    percent: int | None
    how: str


def lines(
    period: Stretch,
    activities: Sequence[ActivityRow],
    decisions: Iterable[DecisionRow] = (),
    actions: Iterable[ActionRow] = (),
    indicators: Iterable[IndicatorRow] = (),
    *,
    today: date,
) -> list[Line]:
    """Return the lines that the record gives for a period, by part and kind, each once."""
    found = [line for row in activities for line in _of_activity(row, period, today)]
    found += [_decided(row) for row in decisions if period.holds(row.day)]
    found += [line for row in actions for line in _of_action(row, period, today)]
    found += [
        _line("indicator moved", f"{row.name}: {row.now}{f' (before: {row.before})' if row.before else ''}.",
              indicator_id=row.id)
        for row in indicators
        if row.now and row.now != row.before
    ]  # fmt: skip
    order = tuple(_PART_OF)
    return sorted(found, key=lambda line: order.index(line.what))


def land(known: Sequence[Known], found: Sequence[Line]) -> Landing:
    """Return what has to change so that untouched lines say what the record says now."""
    ours = {_key(row): row for row in known if row.what}
    words = {(row.what, row.collected) for row in known if row.what and row.state != "collected"}
    seen = set()
    added, updated = [], []
    for line in found:
        row = ours.get(_key(line))
        if row is None:
            if (line.what, line.text) not in words:
                added.append(line)
            continue
        seen.add(row.id)
        if row.state == "collected" and (row.collected != line.text or _links(row) != _links(line)):
            updated.append((row.id, line))
    removed = tuple(row.id for row in known if row.state == "collected" and row.id not in seen)
    return Landing(tuple(added), tuple(updated), removed, sum(row.state != "collected" for row in known))


def proposed(period: Stretch | None, activities: Sequence[ActivityRow], today: date) -> Proposed:
    """Return the rating and the percentage that the activities of an area propose for a period, as on a day.

    Counted are those whose dates touch the period and that are not cancelled; for the rating also those that are late
    from before. Late is what is marked as delayed, and what is open behind the end of its window: more than half of all
    makes "off track", less "constrained".
    """
    if period is None:
        return Proposed("", "The period has no days.", None, "")
    rows = [row for row in activities if row.status != "cancelled" and touches(row, period)]
    seen = min(today, period.after().first).isoformat()
    late = [row for row in activities if is_open(row) and _late(row, period, seen)]
    every = len({row.id for row in (*rows, *late)})
    if not every:
        return Proposed(
            "", "No activity of this area is dated in the period.", None, "no activity in the period"
        )
    percent, how = _mean(rows)
    done = sum(row.status == "done" for row in rows)
    if late:
        word = "off track" if len(late) * 2 > every else "constrained"
        return Proposed(
            word, f"{len(late)} of {_count(every, 'activity')} late: {_named(late)}", percent, how
        )
    if done == every:
        return Proposed("complete", f"{_count(done, 'activity')} done, none open.", percent, how)
    if all(row.status in ("planned", "delayed") for row in rows):
        return Proposed("not started", f"{_count(every, 'activity')} planned, nothing late.", percent, how)
    return Proposed("on track", f"{done} of {_count(every, 'activity')} done, nothing late.", percent, how)


def _mean(rows: Sequence[ActivityRow]) -> tuple[int | None, str]:
    if not rows:
        return None, "no activity in the period"
    total = sum(100 if row.status == "done" else row.percent for row in rows)
    return round(total / len(rows)), f"mean progress of {_count(len(rows), 'activity')} dated in the period"


def _of_activity(row: ActivityRow, period: Stretch, today: date) -> list[Line]:
    name = _quoted(row.output)
    date_said = f" ({one_line(row.when_text)})" if row.when_text.strip() else ""
    if row.status == "done" and period.holds(_finished(row)):
        return [_line("finished", f"{name}: finished{date_said}.", activity_id=row.id)]
    if row.status == "cancelled":
        day = next(
            (step.day for step in reversed(row.history) if step.status_after == "cancelled"), _day(row.latest)
        )
        return [_line("cancelled", f"{name}: cancelled.", activity_id=row.id)] if period.holds(day) else []
    found = []
    if period.holds(_begun(row)):
        percent = f", {row.percent} % done" if row.status == "under way" and row.percent else ""
        found.append(_line("begun", f"{name}: begun{percent}.", activity_id=row.id))
    if slip := _slip(row, period, today):
        found.append(_line("slipped", f"{name}: {slip}.", activity_id=row.id))
    ahead = period.after()
    if is_open(row) and row.status != "under way" and not row.undated and ahead.holds(_day(row.earliest)):
        found.append(_line("ahead", f"{name}{date_said}.", activity_id=row.id))
    return found


def _finished(row: ActivityRow) -> date | None:
    """Return the day on which a done activity counts as finished; see the module's rule."""
    recorded = next((step.day for step in reversed(row.history) if step.status_after == "done"), None)
    last = _day(row.latest)
    if recorded is None or (last is not None and last < recorded <= last + _grace(last)):
        return last
    return recorded


def _grace(last: date) -> timedelta:
    return min(timedelta(RECORDED_LATE), date.max - last)


def _begun(row: ActivityRow) -> date | None:
    """Return the day on which an activity began, for one that is under way or was."""
    recorded = next((step.day for step in row.history if step.status_after == "under way"), None)
    return recorded or (_day(row.earliest) if row.status == "under way" else None)


def _slip(row: ActivityRow, period: Stretch, today: date) -> str:
    """Return how an open activity slipped in the period: its date moved later, or its last day went by."""
    if not is_open(row):
        return ""
    moved = [step for step in row.history if period.holds(step.day) and step.when != step.when_after]
    agreed = next((step for step in moved if step.latest), None)
    if agreed is not None and (agreed.latest or "") < (moved[-1].latest_after or ""):
        return f"moved from {_or_none(agreed.when)} to {_or_none(moved[-1].when_after)}"
    last = _day(row.latest)
    if period.holds(last) and last is not None and last < today:
        return f"due {one_line(row.when_text)}, {'delayed' if row.status == 'delayed' else 'still open'}"
    return ""


def _decided(row: DecisionRow) -> Line:
    at = f" ({row.meeting})" if row.meeting else ""
    text = f"Decided: {one_line(row.text).rstrip('.')}{at}."
    return _line("decided", text, decision_id=row.id, activity_id=row.activity_id)


def _of_action(row: ActionRow, period: Stretch, today: date) -> list[Line]:
    owners = f" ({row.owners})" if row.owners else ""
    text = one_line(row.text).rstrip(".")
    links = {"action_id": row.id, "activity_id": row.activity_id, "decision_id": row.decision_id}
    if row.status == "done":
        closed = period.holds(row.closed)
        return [_line("action closed", f"Done: {text}{owners}.", **links)] if closed else []
    last = _day(row.latest)
    if row.status == "dropped" or last is None or last > period.last or last >= today:
        return []
    return [_line("action overdue", f"Overdue: {text}{owners}, due {one_line(row.due)}.", **links)]


def _line(what: str, text: str, **links: int | None) -> Line:
    return Line(what, _PART_OF[what], text, **links)


def _key(row: Known | Line) -> tuple[str, int | None]:
    """Return what a line is about: its kind and the record that this kind tells of."""
    if row.what == "decided":
        return row.what, row.decision_id
    if row.what.startswith("action"):
        return row.what, row.action_id
    return row.what, row.indicator_id if row.what == "indicator moved" else row.activity_id


def _links(row: Known | Line) -> tuple[int | None, ...]:
    return row.activity_id, row.decision_id, row.action_id, row.indicator_id


def touches(row: Dated, period: Stretch) -> bool:
    """Tell whether the dates of an activity touch a period; one without dates touches none."""
    first, last = row.earliest or row.latest, row.latest or row.earliest
    if first is None or last is None:
        return False
    return first <= period.last.isoformat() and last >= period.first.isoformat()


def _late(row: ActivityRow, period: Stretch, seen: str) -> bool:
    """Tell whether an open activity is late on the day `seen`, at the latest the day after the period."""
    if row.status == "delayed":
        return (row.earliest or row.latest or "9999") <= period.last.isoformat()
    return row.latest is not None and row.latest < seen


def _named(rows: Sequence[ActivityRow]) -> str:
    names = "; ".join(shorten(row.output or "an activity without text", 60) for row in rows[:2])
    return (
        f"{names} and {len(rows) - 2} more."
        if len(rows) > 2
        else names
        if names.endswith("…")
        else f"{names}."
    )


def _quoted(text: str) -> str:
    return shorten(text.strip() or "An activity without text", _QUOTED).rstrip(".")


def _or_none(text: str) -> str:
    return one_line(text) or "no date"


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _count(number: int, word: str) -> str:
    return f"{number} {word if number == 1 else f'{word[:-1]}ies'}"
