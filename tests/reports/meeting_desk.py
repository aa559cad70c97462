"""A desk with two meetings of a series, as the papers of a meeting need it: everything that they can tell, once."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from imgdesk.services import action_points, meetings, minutes, next_meeting, people
from imgdesk.store.desk import Desk

TODAY = date(2023, 7, 14)
TOLD = """The slots still open were reviewed:

- the **High-Level Political Forum**, in July;
- the *SDG Summit*, in September:
  1. with a partner,
  2. or alone.

Capacity in the secretariat is limited until the autumn."""


class Meetings(NamedTuple):
    """The ids of the two meetings, and of items and paragraphs of the first."""

    first: int
    second: int
    slots: int


def execute(desk: Desk, statement: str, *values: object) -> None:
    """Change rows for which a service is not needed here."""
    with desk.change("Prepare") as session:
        session.connection().exec_driver_sql(statement, values)


def fill(desk: Desk) -> Meetings:
    """Hold the first meeting of a series in a desk with a plan, and prepare the second."""
    execute(desk, "UPDATE working_group SET acronym = 'IMG', parent = 'Environment Management Group'")
    known = {acronym: key for key, acronym in desk.read("SELECT id, acronym FROM organization")}
    for acronym in ("UNDP", "OHCHR", "UNEP", "FAO", "ILO"):
        if acronym not in known:
            known[acronym] = people.add_organization(desk, f"The whole name of {acronym}", acronym)
    for acronym in ("OHCHR", "UNDP", "UNEP"):
        people.hold_role(desk, "co-chair", organization_id=known[acronym])
    ana = people.add_person(desk, "Ana Silva", organization_id=known["OHCHR"])
    ben = people.add_person(desk, "Ben Okoth", organization_id=known["FAO"])
    series = meetings.add_series(desk, "IMG meeting", "img", rhythm="quarterly")
    first = meetings.add_meeting(
        desk, "19 April 2023", series_id=series, start_time="15:00", time_zone="Europe/Zurich",
        place="Palais Wilson and online", link="https://meet.example.org/img?x=1&y=2", chair_id=known["OHCHR"],
    )  # fmt: skip
    meetings.mark_attendance(desk, first, organization_id=known["FAO"], person_id=ben, on_behalf_of="RTFT")
    meetings.mark_attendance(desk, first, organization_id=known["OHCHR"], person_id=ana)
    meetings.mark_attendance(desk, first, organization_id=known["UNDP"])
    meetings.mark_attendance(desk, first, organization_id=known["ILO"], state="apologies")
    meetings.mark_attendance(desk, first, organization_id=known["UNEP"], state="absent")
    opening = minutes.add_item(desk, first, "Adoption of the agenda", presenter="OHCHR", minutes_planned=5)
    slots = minutes.add_item(
        desk, first, "Side events in 2023", presenter="UNDP", minutes_planned=25, activity_id=2
    )
    minutes.add_item(desk, first, "Other matters", minutes_planned=10)
    minutes.add_minute(desk, opening, "The agenda was adopted.")
    minutes.add_minute(desk, slots, TOLD)
    moved = minutes.add_minute(
        desk, slots, "The group applies for a slot at the HLPF.", "decision", activity_id=2
    )
    minutes.add_minute(desk, slots, "Two agencies are not convinced.")
    minutes.add_minute(desk, slots, "The Summit is left to the co-chairs.", "decision")
    send = "Send title and three speakers, balanced by region and gender."
    minutes.add_minute(desk, slots, send, "action", owners="OHCHR, UNEP", due="by 15 July", activity_id=2)
    minutes.add_minute(desk, slots, "Sound out the two agencies.", "action", owners="UNDP")
    execute(
        desk, "UPDATE minute SET internal = 1 WHERE text LIKE '%two agencies%' OR text LIKE 'Two agencies%'"
    )
    execute(desk, "UPDATE decision SET draft = 1 WHERE text LIKE 'The Summit%'")
    execute(
        desk,
        "INSERT INTO plan_change (minute_id, activity_id, activity, what, before, after, decided_at) "
        "VALUES (?, 2, 'Side event at the HLPF', 'moved', 'June 2023', 'July 2023', '2023-04-19')",
        moved,
    )
    meetings.edit_meeting(desk, first, status="held")
    second = next_meeting.next_meeting(desk, series, today=TODAY, when="19 July 2023")
    action_points.set_action_status(desk, 1, "under way", meeting_id=second)
    return Meetings(first, second, slots)
