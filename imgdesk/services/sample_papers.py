"""The papers of the sample desk, from db/sample/papers.toml: written, linked and sent out by the services."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from imgdesk.services import papers, sample_meetings
from imgdesk.views import papers as view

if TYPE_CHECKING:
    from imgdesk.store.desk import Desk


def add_papers(desk: Desk, given: dict[str, Any]) -> None:
    """Add the papers of the sample's file to a desk that has its plan and its meetings, as one step."""
    with desk.change("Add the papers of the sample"):
        for row in given["paper"]:
            _add_paper(desk, row)


def _add_paper(desk: Desk, given: dict[str, Any]) -> None:
    meetings = dict(desk.read("SELECT when_text, id FROM meeting"))
    areas = dict(desk.read("SELECT number, id FROM focus_area"))
    paper_id = papers.add_paper(
        desk,
        given["kind"],
        title=given["title"],
        meeting_id=meetings[given["meeting"]] if "meeting" in given else None,
        focus_area_id=areas[given["focus_area"]] if "focus_area" in given else None,
        at=given["made"],
    )
    said = {name: given[name] for name in ("subtitle", "audience", "dated") if name in given}
    papers.edit_paper(desk, paper_id, **said)
    papers.link_activities(
        desk, paper_id, [sample_meetings.activity(desk, words) for words in given["activities"]]
    )
    if "section" in given:
        for section in view.sections(desk, paper_id):
            papers.delete_section(desk, section.id)
        for row in given["section"]:
            papers.add_section(desk, paper_id, **{**row, "text": row.get("text", "").strip()})
    else:
        by_heading = {section.heading: section.id for section in view.sections(desk, paper_id)}
        for heading, text in given["text"].items():
            papers.edit_section(desk, by_heading[heading], text=text.strip())
    papers.set_status(desk, paper_id, given.get("status", "draft"))
