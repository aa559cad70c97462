"""Versions of the plan and the life of its brackets: freeze, confirm, unbracket, drop, propose for an agenda.

Freezing copies what a paper shows, inside the database and in one step. A decision settles a doubt and remembers who
took it in the same step: text, flag and memory cannot part ways.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from sqlmodel import Session, SQLModel, col, select

from imgdesk.domain.doubts import COLUMNS, TEXTS, doubts, without_inner_brackets, words_in_brackets
from imgdesk.domain.marks import without_unconfirmed
from imgdesk.domain.plan import Activity, PlanSection, Workplan
from imgdesk.domain.timing import Timing
from imgdesk.domain.timing import format as format_timing
from imgdesk.domain.versions import AgendaProposal, PlanVersion, StandingDecision
from imgdesk.errors import UserError
from imgdesk.services import records, workplan
from imgdesk.store.desk import utc_now
from imgdesk.text import clean_text, one_line, shorten
from imgdesk.views.plan_images import IMAGES

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk

_FREEZE: Final = (
    "INSERT INTO plan_version_row (plan_version_id, kind, record_id, position, image) SELECT ?, ?, *"
)
_TEXT_FIELDS: Final = dict(zip(TEXTS, ("output", "leads", "partners", "category"), strict=True))
_TBC: Final = re.compile(
    r"\bt\.?\s?b\.?\s?c\b\.?|\bto be confirmed\b|\bà confirmer\b|\bpor confirmar\b|\?", re.IGNORECASE
)


def freeze_plan(
    desk: Desk,
    workplan_id: int,
    title: str,
    when: str = "",
    decided_by: str = "",
    note: str = "",
    *,
    at: datetime | None = None,
) -> int:
    """Keep the workplan as it stands now as a version, as one step, and return the version's id.

    `when` is the day agreed as a date as agreed ("14 March 2023"), `decided_by` the meeting or decision in words, `at`
    the moment of freezing (None: now). Raises UserError without a title.
    """
    with desk.change(f"Freeze the plan {records.quoted(title)}") as session:
        records.found(session, Workplan, workplan_id)
        row = PlanVersion(
            workplan_id=workplan_id,
            title=records.required(title, "title of the version"),
            decided_by=clean_text(decided_by).strip(),
            note=clean_text(note),
            made_at=records.moment(at),
        )
        row.put(records.timing(session, one_line(when)))
        version_id = records.added(session, row)
        for kind, images in IMAGES.items():
            session.connection().exec_driver_sql(
                f"{_FREEZE} FROM ({images})", (version_id, kind, workplan_id)
            )
        return version_id


def edit_version(desk: Desk, version_id: int, **fields: Any) -> None:
    """Set title, when, decided_by or note of a version; what it holds never changes."""
    if "title" in fields:
        fields["title"] = records.required(fields["title"], "title of the version")
    records.edit(desk, PlanVersion, version_id, fields, ("title", "when", "decided_by", "note"))


def delete_version(desk: Desk, version_id: int) -> None:
    """Delete a version with all that it holds; the plan itself is not touched."""
    records.delete(desk, PlanVersion, version_id)


def confirm_activity(
    desk: Desk,
    activity_id: int,
    decided_by: str = "",
    when: str = "",
    note: str = "",
    *,
    at: datetime | None = None,
) -> int:
    """Take "unconfirmed" off an activity, "TBC" off its words and its date, and return the decision's id.

    A date that is nothing but "TBC" stays: there is none to confirm. Raises UserError when nothing is to be confirmed
    and no decision is named; a decision about what was confirmed before is remembered all the same.
    """
    return _decide(desk, activity_id, "confirmed", "Confirm", _confirmed, (decided_by, when, note), at)


def unbracket_activity(
    desk: Desk,
    activity_id: int,
    decided_by: str = "",
    when: str = "",
    note: str = "",
    *,
    at: datetime | None = None,
) -> int:
    """Take the brackets off an activity and its date and return the decision's id.

    An activity that is not in brackets as a whole has the words in it taken out of theirs. Raises UserError when there
    are no brackets and no decision is named.
    """
    return _decide(
        desk, activity_id, "unbracketed", "Take brackets off", _unbracketed, (decided_by, when, note), at
    )


def unbracket_section(
    desk: Desk,
    section_id: int,
    decided_by: str = "",
    when: str = "",
    note: str = "",
    *,
    at: datetime | None = None,
) -> int:
    """Take a whole section out of its brackets and return the decision's id; brackets within it stay.

    Raises UserError when the section is firm already and no decision is named.
    """
    decided_by = clean_text(decided_by).strip()
    label = f"Take brackets off {records.described(desk, PlanSection, section_id)}"
    with desk.change(_with_name(label, decided_by)) as session:
        section = records.found(session, PlanSection, section_id)
        if not (section.provisional or decided_by or when):
            raise UserError(
                f"Section {records.quoted(section.title)} is not in brackets: nothing was changed."
            )
        section.provisional = False
        _take_up(session, AgendaProposal.plan_section_id, section_id)
        decision = StandingDecision(
            workplan_id=section.workplan_id,
            plan_section_id=section_id,
            text=section.title,
            what="unbracketed",
            made_at=records.moment(at),
        )
        return _remember(session, decision, (decided_by, when, note))


def drop_activity(
    desk: Desk,
    activity_id: int,
    decided_by: str = "",
    when: str = "",
    note: str = "",
    *,
    at: datetime | None = None,
) -> int:
    """Cancel an activity and return the decision's id; the row stays, so that papers can show what was dropped."""
    return _decide(desk, activity_id, "dropped", "Drop", _dropped, (decided_by, when, note), at)


def delete_decision(desk: Desk, decision_id: int) -> None:
    """Forget a decision that was remembered by mistake; the activity stays as it is."""
    records.delete(desk, StandingDecision, decision_id)


def propose_for_agenda(
    desk: Desk,
    ids: Sequence[int],
    why: str = "",
    *,
    section_ids: Sequence[int] = (),
    today: date | None = None,
) -> list[int]:
    """Propose activities, and whole sections, for the next agenda as one step; return the ids of their proposals.

    One that is proposed already keeps its proposal, with the new reason where one is given. `today` None: now, in UTC.
    """
    activities, sections = list(dict.fromkeys(ids)), list(dict.fromkeys(section_ids))
    if not (activities or sections):
        return []
    day, why = (today or utc_now().date()).isoformat(), clean_text(why).strip()
    with desk.change(_label_of_proposal(desk, activities, sections)) as session:
        rows = [
            *_proposed(session, Activity, AgendaProposal.activity_id, activities),
            *_proposed(session, PlanSection, AgendaProposal.plan_section_id, sections),
        ]
        for row in rows:
            row.why = why or row.why
            row.proposed_at = row.proposed_at or day
        session.add_all(rows)
        session.flush()
        return [row.id or 0 for row in rows]


def withdraw_proposal(desk: Desk, proposal_id: int) -> None:
    """Take an open proposal back; raises UserError when it was taken up or withdrawn already."""
    with desk.change("Withdraw a proposal for the next agenda") as session:
        row = records.found(session, AgendaProposal, proposal_id)
        if row.state != "open":
            raise UserError(
                f"This proposal is {row.state} already, so it cannot be withdrawn: propose it again."
            )
        row.state = "withdrawn"


def _decide(
    desk: Desk,
    activity_id: int,
    what: str,
    verb: str,
    settled: Callable[[Session, Activity], dict[str, Any]],
    said: tuple[str, str, str],
    at: datetime | None,
) -> int:
    decided_by, when = clean_text(said[0]).strip(), one_line(said[1])
    with desk.change(_label_of_decision(desk, activity_id, verb, decided_by)) as session:
        activity = records.found(session, Activity, activity_id)
        text, fields = activity.output, settled(session, activity)
        if not (fields or decided_by or when):
            raise UserError(
                f"{records.quoted(text)} needs no such decision: nothing about it is open in this way."
            )
        workplan.edit_activity(desk, activity_id, **fields)
        if what == "dropped" or not doubts({name: getattr(activity, name) for name in COLUMNS}):
            _take_up(session, AgendaProposal.activity_id, activity_id)
        decision = StandingDecision(
            workplan_id=records.found(session, PlanSection, activity.plan_section_id).workplan_id,
            activity_id=activity_id,
            text=text,
            what=what,
            made_at=records.moment(at),
        )
        return _remember(session, decision, said)


def _remember(session: Session, decision: StandingDecision, said: tuple[str, str, str]) -> int:
    decided_by, when, note = said
    decision.decided_by, decision.note = clean_text(decided_by).strip(), clean_text(note)
    decision.put(records.timing(session, one_line(when)))
    return records.added(session, decision)


def _confirmed(session: Session, activity: Activity) -> dict[str, Any]:
    fields: dict[str, Any] = {"unconfirmed": False} if activity.unconfirmed else {}
    date_alone = one_line(_TBC.sub("", without_unconfirmed(activity.when_text))).strip(" ,;:–-")
    if activity.when_tbc and date_alone:
        fields["when"] = _date_without(session, activity, "tbc", date_alone)
    return fields


def _unbracketed(session: Session, activity: Activity) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    if activity.provisional:
        fields["provisional"] = False
    else:
        for column, field in _TEXT_FIELDS.items():
            if words_in_brackets(getattr(activity, column)):
                fields[field] = without_inner_brackets(getattr(activity, column))
    if activity.when_provisional:
        plain = without_inner_brackets(activity.when_text)
        fields["when"] = _date_without(session, activity, "provisional", one_line(plain))
    return fields


def _dropped(_session: Session, activity: Activity) -> dict[str, Any]:
    return {} if activity.status == "cancelled" else {"status": "cancelled"}


def _date_without(session: Session, activity: Activity, flag: str, text: str) -> str:
    """Return `text` where it is the same date without the flag, or else that date in plain words."""
    year = records.found(session, PlanSection, activity.plan_section_id).year
    agreed = records.timing(session, activity.when_text, year)
    wanted = replace(agreed, tbc=False) if flag == "tbc" else replace(agreed, provisional=False)
    same = _window(records.timing(session, text, year)) == _window(wanted)
    return text if same else format_timing(wanted)


def _window(timing: Timing) -> Timing:
    return replace(timing, text="")


def _proposed(
    session: Session, kind: type[SQLModel], column: Any, ids: Sequence[int]
) -> list[AgendaProposal]:
    """Return the open proposals of some records, in the order of their ids, with new ones where there is none."""
    known = {getattr(row, column.key): row for row in _open_proposals(session, column, ids)}
    for row_id in ids:
        if row_id not in known:
            records.found(session, kind, row_id)
            known[row_id] = AgendaProposal(proposed_at="")
            setattr(known[row_id], column.key, row_id)
    return [known[row_id] for row_id in ids]


def _open_proposals(session: Session, column: Any, ids: Sequence[int]) -> Sequence[AgendaProposal]:
    return session.exec(
        select(AgendaProposal).where(AgendaProposal.state == "open", col(column).in_(ids))
    ).all()


def _take_up(session: Session, column: Any, row_id: int) -> None:
    """Close the open proposals of a record on which a decision was taken."""
    for proposal in _open_proposals(session, column, [row_id]):
        proposal.state = "taken"


def _label_of_decision(desk: Desk, activity_id: int, verb: str, decided_by: str) -> str:
    return _with_name(f"{verb} {_words_of(desk, activity_id)}", decided_by)


def _label_of_proposal(desk: Desk, activities: Sequence[int], sections: Sequence[int]) -> str:
    if len(activities) + len(sections) > 1:
        what = f"{len(activities) + len(sections)} entries" if sections else f"{len(activities)} activities"
    else:
        what = (
            _words_of(desk, activities[0])
            if activities
            else records.described(desk, PlanSection, sections[0])
        )
    return f"Propose {what} for the next agenda"


def _words_of(desk: Desk, activity_id: int) -> str:
    found = desk.read("SELECT output FROM activity WHERE id = ?", (activity_id,))
    return records.quoted(found[0][0] if found else "")


def _with_name(label: str, decided_by: str) -> str:
    return f"{label} ({shorten(decided_by, 60)})" if decided_by else label
