"""One activity with everything around it, and the short lists of its editors."""

from __future__ import annotations

from pathlib import Path

import pytest

from imgdesk.services import parts, people, workplan
from imgdesk.store.desk import Desk
from imgdesk.views import activity as views
from imgdesk.views.people import organizations


@pytest.fixture
def desk(tmp_path: Path):
    with Desk.create(tmp_path / "d.imgdesk", "Group") as desk:
        yield desk


def test_everything_around_an_activity(desk):
    with desk.change("Make"):
        plan = parts.add_workplan(desk, "Plan")
        parts.add_focus_area(desk, plan, 1, "A long title", "Country")
        parts.add_focus_area(desk, plan, 2, "Law")
        section = parts.add_section(desk, plan, "2023", year=2023)
        event = parts.add_event(desk, "HLPF", "10-19 July 2023")
        fields = {"leads": "OHCHR (FA2/FA1)", "category": "Advocacy (external)", "event_id": event}
        number = workplan.add_activity(desk, section, "Side event", fields=fields)
        parts.add_footnote(desk, number, "Subject to capacity")
    detail = views.activity(desk, number)
    assert detail is not None
    assert (detail.row.output, detail.section, detail.year) == ("Side event", "2023", 2023)
    assert (detail.row.category, detail.category_text) == ("Advocacy", "Advocacy (external)")
    assert detail.focus_areas == ("2 Law", "1 Country")
    assert (detail.event, detail.event_when) == ("HLPF", "10-19 July 2023")
    assert [note.text for note in detail.footnotes] == ["Subject to capacity"]


def test_all_focus_areas_in_one_word(desk):
    plan = parts.add_workplan(desk, "Plan")
    section = parts.add_section(desk, plan, "2023")
    number = workplan.add_activity(desk, section, "Side event", fields={"leads": "all Focus Areas"})
    detail = views.activity(desk, number)
    assert detail is not None
    assert detail.focus_areas == ("All focus areas",)
    assert (detail.event, detail.footnotes) == ("", ())


def test_an_activity_that_is_gone(desk):
    assert views.activity(desk, 99) is None


def test_lists_for_editors(desk):
    parts.add_category(desk, "Training")
    parts.add_category(desk, "Advocacy")
    people.add_organization(desk, "World Health Organization", "WHO")
    people.add_organization(desk, "academy")
    people.add_organization(desk, "UN Environment Programme", "UNEP")
    assert views.categories(desk) == ["Training", "Advocacy"]
    assert [row.short for row in organizations(desk)] == ["academy", "UNEP", "WHO"]
    assert organizations(desk)[1].name == "UN Environment Programme"
    assert views.hemisphere(desk) == "north"
    people.edit_group(desk, hemisphere="south")
    assert views.hemisphere(desk) == "south"


def test_what_several_have_in_common(desk):
    with desk.change("Make"):
        plan = parts.add_workplan(desk, "Plan")
        section = parts.add_section(desk, plan, "2023", year=2023)
        ids = [
            workplan.add_activity(desk, section, "One", fields={"category": "Advocacy", "percent": 10}),
            workplan.add_activity(desk, section, "[Two] (TBC)", fields={"category": "Advocacy"}),
            workplan.add_activity(desk, section, "[Three]"),
        ]
    two = views.common(desk, [*ids[:2], 99])
    assert (two.ids, two.category, two.percent, two.status) == (ids[:2], "Advocacy", None, "planned")
    assert (two.section, two.event, two.event_id) == ("2023", "", 0)
    all_three = views.common(desk, ids)
    assert (all_three.category, all_three.bracketed, all_three.unconfirmed) == (None, 1, 1)
    workplan.edit_activity(desk, ids[0], event_id=parts.add_event(desk, "HLPF"))
    assert views.common(desk, ids).event_id is None


def test_an_activity_as_text_leaves_out_what_is_empty(desk):
    plan = parts.add_workplan(desk, "Plan")
    section = parts.add_section(desk, plan, "2023", year=2023)
    number = workplan.add_activity(desk, section, "", fields={"status": "under way", "percent": 30})
    detail = views.activity(desk, number)
    assert detail is not None
    assert views.as_text(detail) == "23-01 Untitled\nSection: 2023\nStatus: under way, 30 %"
