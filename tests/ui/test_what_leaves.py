"""What of the minutes leaves the desk is asked where there is a choice, and nothing internal is ticked at first."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from imgdesk.services import meetings, minutes
from imgdesk.store.desk import Desk
from imgdesk.ui.dialogs.what_leaves import Counts, WhatLeaves, counts
from imgdesk.views import minutes as view
from imgdesk.views.minutes import MeetingRecord


@pytest.fixture
def meeting(tmp_path: Path) -> MeetingRecord:
    """Three paragraphs that go out, two internal ones of which one is a draft decision, and a draft decision."""
    with Desk.create(tmp_path / "m.imgdesk", "Group") as desk:
        key = meetings.add_meeting(desk, "19 July 2023", title="Talk")
        item = minutes.add_item(desk, key, "Matters")
        for number in range(3):
            minutes.add_minute(desk, item, f"Said {number}.")
        minutes.set_internal(desk, minutes.add_minute(desk, item, "Between us."), True)
        for text in ("Perhaps.", "Perhaps between us."):
            minutes.set_draft(desk, minutes.add_minute(desk, item, text, "decision"), True)
        minutes.set_internal(desk, desk.read("SELECT max(id) FROM minute")[0][0], True)
        minutes.add_minute(desk, item, "  ")
        found = view.record(desk, key)
        assert found is not None
        return found


def test_an_internal_draft_counts_once_and_an_empty_paragraph_not_at_all(meeting: MeetingRecord) -> None:
    assert counts(meeting) == Counts(leaving=3, internal=2, drafts=1)


def test_nothing_internal_is_ticked_and_the_sentence_follows_the_ticks(qtbot, theme, nameless) -> None:
    dialog = WhatLeaves("Talk", Counts(3, 2, 1))
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.answer() == []
    assert dialog.told.text() == "3 paragraphs leave the desk, 3 stay inside."
    qtbot.keyClick(dialog.internal, Qt.Key.Key_Space)
    assert dialog.told.text() == "5 paragraphs leave the desk, 1 stays inside."
    dialog.drafts.setChecked(True)
    assert dialog.told.text() == "6 paragraphs leave the desk, none stays inside."
    assert dialog.answer() == ["--internal", "--drafts"]
    assert [dialog.internal.text(), dialog.drafts.text()] == [
        "Also 2 internal paragraphs",
        "Also 1 draft decision",
    ]
    assert nameless(dialog) == []


def test_what_there_is_none_of_is_not_offered(qtbot, theme) -> None:
    dialog = WhatLeaves("Talk", Counts(1, 0, 2))
    qtbot.addWidget(dialog)
    dialog.show()
    assert [dialog.internal.isVisible(), dialog.drafts.isVisible()] == [False, True]
    assert dialog.told.text() == "1 paragraph leaves the desk, 2 stay inside."


def test_it_asks_only_where_there_is_a_choice(monkeypatch, theme, meeting: MeetingRecord) -> None:
    asked: list[str] = []
    monkeypatch.setattr(WhatLeaves, "exec", lambda self: asked.append(self.windowTitle()) or 0)
    assert WhatLeaves.ask(meeting._replace(items=())) == []
    assert asked == []
    assert WhatLeaves.ask(meeting) is None
    monkeypatch.setattr(WhatLeaves, "exec", lambda self: self.drafts.setChecked(True) or 1)
    assert WhatLeaves.ask(meeting) == ["--drafts"]
    assert asked == ["What leaves"]
