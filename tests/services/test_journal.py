"""Put back: a record stands as before a step again, as a new step; what cannot be is said in one sentence."""

from __future__ import annotations

import pytest

from imgdesk.errors import UserError
from imgdesk.services import journal, parts, workplan
from imgdesk.store.desk import Desk
from imgdesk.views import activity as activity_view
from imgdesk.views.journal import back_in_words, back_to, history
from imgdesk.views.workplan import activities_by_id, plan_sets


def newest(desk: Desk) -> int:
    return int(desk.read("SELECT max(id) FROM step")[0][0])


def test_fields_are_as_before_the_step_and_one_undo_takes_it_back(plan_desk: Desk) -> None:
    before = activities_by_id(plan_desk, [2])[2]
    workplan.edit_activity(plan_desk, 2, when="June 2023")
    step = newest(plan_desk)
    workplan.edit_activity(plan_desk, 2, status="under way", percent=30)
    changed = activities_by_id(plan_desk, [2])[2]
    said = back_in_words(plan_desk, "activity", back_to(plan_desk, "activity", 2, step))
    assert said == "date June 2023 → July; status under way → planned; progress 30 % → 0 %"
    journal.put_back(plan_desk, "activity", 2, step)
    assert activities_by_id(plan_desk, [2])[2] == before
    assert plan_desk.undo_label == "Put back “Side event at the HLPF”"
    assert history(plan_desk, "activity", 2)[-1].sentence == said
    plan_desk.undo()
    assert activities_by_id(plan_desk, [2])[2] == changed


def test_what_the_words_name_and_the_footnotes_follow(plan_desk: Desk) -> None:
    parts.add_footnote(plan_desk, 1, "Subject to capacity", offset=6)
    workplan.edit_activity(plan_desk, 1, leads="UNEP (FA2)", output="A longer policy brief on all rights")
    step = newest(plan_desk)
    leads = plan_sets(plan_desk, 1).leads[1]
    journal.put_back(plan_desk, "activity", 1, step)
    found = activity_view.activity(plan_desk, 1)
    assert found is not None
    assert plan_sets(plan_desk, 1).leads[1] == ("UNDP", "OHCHR") != leads
    assert [name[0] for name in found.focus_areas] == ["1", "2"]
    assert found.footnotes[0].text == "Subject to capacity"
    assert 0 <= found.footnotes[0].offset <= len(found.row.output)


def test_it_goes_back_to_its_section_and_its_place(plan_desk: Desk) -> None:
    before = activities_by_id(plan_desk, [2])[2]
    workplan.move_activities(plan_desk, [2], 2)
    journal.put_back(plan_desk, "activity", 2, newest(plan_desk))
    assert activities_by_id(plan_desk, [2])[2] == before


def test_a_place_that_others_changed_is_left_alone(plan_desk: Desk) -> None:
    workplan.edit_activity(plan_desk, 2, note="new")
    step = newest(plan_desk)
    workplan.move_activities(plan_desk, [2], 1)
    place = activities_by_id(plan_desk, [2])[2].position
    journal.put_back(plan_desk, "activity", 2, step)
    row = activities_by_id(plan_desk, [2])[2]
    assert (row.position, row.note) == (place, "")


def test_what_it_refers_to_must_still_be_there(plan_desk: Desk) -> None:
    event = parts.add_event(plan_desk, "COP 28")
    workplan.edit_activity(plan_desk, 2, event_id=event)
    workplan.edit_activity(plan_desk, 2, event_id=None)
    step = newest(plan_desk)
    parts.delete_event(plan_desk, event)
    label = plan_desk.undo_label
    with pytest.raises(UserError, match="The event that it had then was deleted since"):
        journal.put_back(plan_desk, "activity", 2, step)
    assert plan_desk.undo_label == label


def test_nothing_to_put_back_is_said(plan_desk: Desk) -> None:
    workplan.edit_activity(plan_desk, 2, note="new")
    step = newest(plan_desk)
    journal.put_back(plan_desk, "activity", 2, step)
    with pytest.raises(UserError, match="nothing to put back"):
        journal.put_back(plan_desk, "activity", 2, step)
    added = history(plan_desk, "activity", 2)[0].step
    with pytest.raises(UserError, match="nothing to put back"):
        journal.put_back(plan_desk, "activity", 2, added)
    workplan.delete_activities(plan_desk, [2])
    with pytest.raises(UserError, match="was deleted"):
        journal.put_back(plan_desk, "activity", 2, step)


def test_other_records_are_put_back_too(plan_desk: Desk) -> None:
    parts.edit_section(plan_desk, 2, title="2024 and on", provisional=False)
    journal.put_back(plan_desk, "plan_section", 2, newest(plan_desk))
    assert plan_desk.read("SELECT title, provisional FROM plan_section WHERE id = 2") == [("2024", 1)]
    assert plan_desk.undo_label == "Put back “2024 and on”"


def test_a_taken_place_is_refused_in_words(plan_desk: Desk) -> None:
    for first, second in ((1, 9), (2, 1)):
        with plan_desk.change("Renumber") as session:
            session.connection().exec_driver_sql(
                "UPDATE focus_area SET number = ? WHERE number = ?", (second, first)
            )
    step = plan_desk.read("SELECT min(id) FROM step WHERE label = 'Renumber'")[0][0]
    with pytest.raises(UserError, match="another entry has taken its place"):
        journal.put_back(plan_desk, "focus_area", 1, step)
