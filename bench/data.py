"""Desks of any size for the measurements, the same at every run."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from imgdesk.domain.columns import when_values
from imgdesk.domain.meetings import AgendaItem, Meeting, Minute
from imgdesk.domain.plan import Activity, ActivityFocusArea, ActivityLead
from imgdesk.domain.timing import parse
from imgdesk.services import parts, people
from imgdesk.store.desk import Desk

MONTHS = "Jan Feb March April May June July Aug Sept Oct Nov Dec".split()
WORDS = "guidance training side event strategy briefing review dialogue module checklist survey paper".split()
STATUSES = ("planned", "planned", "under way", "done", "delayed")
YEARS = (2023, 2024, 2025)


def make_desk(path: Path, count: int) -> Path:
    """Make a desk with `count` activities in three sections and return its path."""
    draw = random.Random(count)
    with Desk.create(path, "A group", origin="bench") as desk:
        plan = parts.add_workplan(desk, "Workplan", "2023-2025")
        sections = [parts.add_section(desk, plan, str(y), year=y, provisional=y > YEARS[0]) for y in YEARS]
        areas = [parts.add_focus_area(desk, plan, number, f"Focus area {number}") for number in (1, 2, 3)]
        leads = [people.add_organization(desk, name, name) for name in ("UNDP", "OHCHR", "UNEP")]
        parts.add_coverage_gap(desk, plan, "No support", "April to late autumn 2023")
        rows = [activity_row(number, sections, draw) for number in range(1, count + 1)]
        links = [{"activity_id": n, "position": 0, "key": draw.randrange(3)} for n in range(1, count + 1)]
        with desk.change("Fill the desk") as session:
            session.exec(insert(Activity), params=rows)
            session.exec(
                insert(ActivityFocusArea), params=[_link(row, "focus_area_id", areas) for row in links]
            )
            session.exec(insert(ActivityLead), params=[_link(row, "organization_id", leads) for row in links])
    return path


def add_minutes(desk: Desk, count: int, vocabulary: int = 4_000) -> list[str]:
    """Write `count` paragraphs of about 90 words into meetings of 100 each; return words that occur in them.

    The words are as unequally frequent as those of a language, so that some prefixes match nearly every paragraph.
    """
    draw = random.Random(count)
    letters = "etaoinshrdlcumwfgypbvk"
    words = [*WORDS, *("".join(draw.choices(letters, k=draw.randint(4, 10))) for _ in range(vocabulary))]
    weights = [1 / place for place in range(1, len(words) + 1)]
    held = [{"id": n, **when_values(parse(f"{n % 28 + 1} {MONTHS[n % 12]} 2023"))} for n in _up_to(count)]
    items = [{"meeting_id": row["id"], "position": 1.0, "title": "Any other matter"} for row in held]
    paragraphs = [
        {
            "agenda_item_id": n // 100 + 1,
            "position": float(n),
            "text": " ".join(draw.choices(words, weights, k=90)),
        }
        for n in range(count)
    ]
    with desk.change("Write the minutes") as session:
        for table, rows in ((Meeting, held), (AgendaItem, items), (Minute, paragraphs)):
            session.exec(insert(table), params=rows)
    return words[: len(WORDS)]


def _up_to(count: int) -> range:
    return range(1, count // 100 + 1)


def activity_row(number: int, sections: list[int], draw: random.Random) -> dict[str, Any]:
    """Return the columns of one activity, with a date of some precision."""
    place = number % 3
    year, month = YEARS[place], draw.choice(MONTHS)
    text = draw.choice(
        (f"{draw.randint(1, 28)} {month} {year}", f"{month} {year}", f"Q{draw.randint(1, 4)} {year}", "TBD")
    )
    return {
        "id": number,
        "plan_section_id": sections[place],
        "position": float(number),
        "ref": f"{year % 100}-{number}",
        "output": f"{number} {' '.join(draw.choice(WORDS) for _ in range(8))}",
        "lead_text": draw.choice(("UNDP (FA1)", "OHCHR (FA2)", "UNEP/FA3")),
        "status": draw.choice(STATUSES),
        "percent": draw.randrange(0, 101, 10),
        "unconfirmed": draw.random() < 0.1,
        **when_values(parse(text, year=year)),
    }


def _link(row: dict[str, int], column: str, keys: list[int]) -> dict[str, int]:
    return {"activity_id": row["activity_id"], "position": row["position"], column: keys[row["key"]]}
