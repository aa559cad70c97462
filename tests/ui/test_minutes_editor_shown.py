"""What the live document of a meeting shows: words and chips, places and clicks, names for who hears it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from imgdesk.services import meetings, minutes, plan_changes, workplan
from imgdesk.ui.minutes import words
from imgdesk.ui.minutes.layout import PAD, TEXT
from imgdesk.ui.minutes.pasting import paragraphs
from tests.ui.typed_meeting import ITEMS, TODAY, Key, TypedMeeting


@pytest.fixture
def meeting(qtbot, theme, desk) -> Iterator[TypedMeeting]:
    made = TypedMeeting(qtbot, theme, desk)
    yield made
    made.close()


LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def shown(row, today: date = TODAY) -> str:
    return "".join(run.text for run in words.runs(row, today)).replace("\u00a0", " ").replace("\u2011", "-")


def tones(row, today: date = TODAY) -> list[tuple[str, str]]:
    return [
        (run.text.strip("\u00a0").replace("\u00a0", " "), run.style)
        for run in words.runs(row, today)
        if run.style in words.CHIPS
    ]


def place_of(meeting: TypedMeeting, number: int) -> int:
    place = meeting.editor.flow.place(("paragraph", meeting.rows()[number].id))
    assert place is not None
    return place


def click(meeting: TypedMeeting, place: int, x: float, y: float) -> None:
    box = meeting.editor.box(place)
    QTest.mouseClick(
        meeting.editor.viewport(), LEFT, NONE, QPoint(round(box.left() + x), round(box.top() + y))
    )


# --- words and chips


def test_light_markdown_is_shown_as_such_and_anything_else_as_text(meeting):
    text = "**Bold** and *slanted* <b>x</b> ![p](http://host.invalid/p.png)\n\n- one\n- two"
    minutes.add_minute(meeting.desk, meeting.items[0], text)
    made = words.runs(meeting.rows()[0], TODAY)
    assert [run.text for run in made if run.style == "bold"] == ["Bold"]
    assert [run.text for run in made if run.style == "italic"] == ["slanted"]
    told = shown(meeting.rows()[0])
    assert "<b>x</b> ![p](http://host.invalid/p.png)" in told
    assert told.split("\u2028")[1:] == ["• one", "• two"]
    for run in made:
        if run.source >= 0 and "\u2028" not in run.text:
            assert text[run.source : run.source + len(run.text)] == run.text


def test_an_action_shows_owners_due_date_and_status_when_it_is_not_open(meeting):
    def add(due: str) -> None:
        minutes.add_minute(meeting.desk, meeting.items[0], "Do", "action", owners="UNEP", due=due)

    for due in ("15 July", "30 June 2023", "late August", "when funds arrive", "by 20 July 2023"):
        add(due)
    rows = meeting.rows()
    assert shown(rows[0]).startswith("Action. Do")
    assert [tones(row)[1] for row in rows] == [
        ("by 15 July", "amber"),
        ("due 30 June 2023, overdue", "red"),
        ("due late August", "amber"),
        ("when funds arrive", "kept"),
        ("by 20 July 2023", "amber"),
    ]
    assert tones(rows[0])[0] == ("UNEP", "neutral")
    assert tones(rows[1]._replace(status="done"))[1:] == [("by 30 June 2023", "amber"), ("done", "green")]


def test_a_decision_says_what_it_changed_and_goes_there(meeting):
    minutes.add_minute(meeting.desk, meeting.items[0], "Later", "decision")
    workplan.edit_activity(meeting.desk, meeting.activity, when="June 2023")
    plan_changes.change_plan(
        meeting.desk, meeting.rows()[0].id, "moved", activity_id=meeting.activity, when="July 2023"
    )
    assert "Side event at the HLPF: June 2023 → July 2023" in shown(meeting.rows()[0])
    place, wanted = place_of(meeting, 0), []
    meeting.editor.activity_wanted.connect(wanted.append)
    link = meeting.editor.flow.laid(place).links[0][0].center()
    click(meeting, place, TEXT + link.x(), PAD + link.y())
    meeting.editor.go_to_paragraph(meeting.rows()[0].id)
    QTest.keyClick(meeting.editor, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert wanted == [meeting.activity, meeting.activity]
    assert meeting.line() is None


def test_drafts_and_internal_paragraphs_say_so(meeting):
    made = minutes.add_minute(meeting.desk, meeting.items[0], "Not yet", "decision", internal=True)
    minutes.set_draft(meeting.desk, made, True)
    (row,) = meeting.rows()
    assert shown(row).startswith("Draft decision. Not yet")
    assert tones(row) == [("internal", "neutral")]


# --- the line


@pytest.mark.parametrize(
    ("typed", "tone", "said"),
    [
        ("Send it late August", "amber", "21-31 August 2023"),
        ("Send it by 15 July", "green", "15 July 2023"),
        ("Send it (due when funds arrive)", "kept", "kept as text"),
    ],
)
def test_the_end_of_the_line_says_what_its_date_would_mean(meeting, typed, tone, said):
    meeting.go(0)
    meeting.type(typed)
    shown_tone, words_shown = meeting.editor.meaning
    assert shown_tone == tone
    assert said in words_shown


def test_the_end_of_a_resolution_is_no_date(meeting):
    meeting.go(0)
    meeting.type("Recalled resolution 48/13")
    assert meeting.editor.meaning == ("", "")


def test_the_line_stands_where_the_words_stood(meeting):
    minutes.add_minute(meeting.desk, meeting.items[0], "Words " * 60)
    place = place_of(meeting, 0)
    tall = meeting.editor.flow.tall(place)
    meeting.edit(0)
    line = meeting.editor.line
    assert meeting.editor.flow.tall(place) == tall
    assert line.geometry().left() == round(meeting.editor.box(place).left() + TEXT)
    assert line.lines() == meeting.editor.flow.laid(place).lines.lineCount()
    meeting.type("Words " * 30)
    assert meeting.editor.flow.tall(place) > tall
    assert line.geometry().height() >= line.lines() * line.fontMetrics().height()


def test_a_click_edits_at_the_clicked_place(meeting):
    minutes.add_minute(meeting.desk, meeting.items[0], "**Bold** words here")
    place = place_of(meeting, 0)
    width = meeting.editor.flow.laid(place).lines.lineAt(0).cursorToX(len("Bold words"))[0]
    click(meeting, place, TEXT + width + 1, PAD + 8)
    assert meeting.line() == "**Bold** words here"
    assert meeting.editor.line.textCursor().position() == len("**Bold** words")


def test_clicks_on_a_heading_an_empty_item_and_below_everything(meeting):
    wanted = []
    meeting.editor.item_edit_wanted.connect(wanted.append)
    heading = meeting.editor.flow.place(("item", meeting.items[1]))
    click(meeting, heading, 40, 24)
    assert meeting.editor.current() == (meeting.items[1], None)
    box = meeting.editor.box(heading).center().toPoint()
    QTest.mouseDClick(meeting.editor.viewport(), LEFT, NONE, box)
    assert wanted == [meeting.items[1]]
    click(meeting, meeting.editor.flow.place(("empty", meeting.items[1])), 80, 12)
    assert meeting.editor.current() == (meeting.items[1], None)
    assert meeting.line() == ""
    QTest.mouseClick(
        meeting.editor.viewport(), LEFT, NONE, QPoint(200, meeting.editor.viewport().height() - 8)
    )
    assert meeting.editor.current() == (meeting.items[2], None)


def test_a_context_menu_is_wanted_for_the_paragraph_under_the_mouse(meeting):
    minutes.add_minute(meeting.desk, meeting.items[0], "One")
    wanted = []
    meeting.editor.menu_wanted.connect(lambda _at, minute_id: wanted.append(minute_id))
    at = meeting.editor.box(place_of(meeting, 0)).center().toPoint()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, meeting.editor.viewport().mapToGlobal(at))
    QApplication.sendEvent(meeting.editor.viewport(), event)
    assert wanted == [meeting.rows()[0].id]


def test_a_meeting_without_an_agenda_asks_for_an_item(meeting):
    for item in meeting.items:
        minutes.delete_item(meeting.desk, item)
    wanted = []
    meeting.editor.item_wanted.connect(lambda: wanted.append(1))
    QTest.keyClick(meeting.editor, Key.Key_Return)
    QTest.mouseClick(meeting.editor.viewport(), LEFT, NONE, QPoint(100, 100))
    assert len(wanted) == 2


def test_the_wheel_scrolls_the_document_also_over_the_line(meeting):
    with meeting.desk.change("Fill"):
        for number in range(60):
            minutes.add_minute(meeting.desk, meeting.items[0], f"Paragraph {number}")
    meeting.edit(30)
    bar = meeting.editor.verticalScrollBar()
    before, at = bar.value(), QPointF(20, 8)
    assert meeting.editor.line.verticalScrollBar().maximum() == 0
    event = QWheelEvent(
        at, meeting.editor.line.mapToGlobal(at), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton, NONE,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(meeting.editor.line.viewport(), event)
    assert bar.value() > before


def test_a_line_taller_than_the_window_scrolls_in_itself(meeting):
    minutes.add_minute(meeting.desk, meeting.items[0], "x" * 50_000)
    meeting.edit(0)
    line = meeting.editor.line
    assert line.height() < meeting.editor.viewport().height()
    assert line.verticalScrollBar().maximum() > 0
    meeting.type("y")
    meeting.press(Key.Key_Escape)
    assert meeting.texts() == ["x" * 50_000 + "y"]


# --- in words and counts


def test_the_line_and_the_surface_say_where_they_are(meeting):
    minutes.add_minute(meeting.desk, meeting.items[1], "Do it", "action")
    meeting.edit(0)
    said = "Paragraph 1, action, item 2 Side events in 2023"
    assert meeting.editor.line.accessibleName() == said
    meeting.press(Key.Key_Escape)
    assert meeting.editor.accessibleName() == f"Minutes: {said}"
    meeting.go(0)
    assert meeting.editor.line.accessibleName() == f"New paragraph, note, item 1 {ITEMS[0]}"


def test_paragraphs_decisions_and_actions_are_counted(meeting):
    told = []
    meeting.editor.counted.connect(told.append)
    minutes.add_minute(meeting.desk, meeting.items[0], "One")
    minutes.add_minute(meeting.desk, meeting.items[0], "Two", "decision")
    assert told == ["1 paragraph", "2 paragraphs · 1 decision"]


def test_a_long_meeting_lays_out_only_what_is_seen(meeting):
    with meeting.desk.change("Fill"):
        for number in range(300):
            minutes.add_minute(
                meeting.desk, meeting.items[0], f"Paragraph {number} " + "words " * (number % 40)
            )
    meeting.show()
    flow = meeting.editor.flow
    measured = sum(known[2] for known in flow._known.values())
    assert measured < 60
    meeting.editor.go_to_paragraph(meeting.rows()[250].id)
    box = meeting.editor.box(place_of(meeting, 250))
    assert box.top() >= 0
    assert box.bottom() <= meeting.editor.viewport().height()
    at = QPointF(box.center())
    assert meeting.editor.block_at(at.y()) == place_of(meeting, 250)


def test_another_theme_and_larger_type_are_followed(meeting, theme):
    minutes.add_minute(meeting.desk, meeting.items[0], "Do it", "action")
    place = place_of(meeting, 0)
    tall = meeting.editor.flow.tall(place)
    theme.set_mode("dark")
    try:
        image = meeting.editor.viewport().grab().toImage()
        box = meeting.editor.box(place)
        ratio = image.devicePixelRatio()
        ground = image.pixelColor(round((box.right() - 20) * ratio), round(box.center().y() * ratio))
        assert ground == theme.color("amberbg")
        theme.set_type_scale(2)
        assert meeting.editor.flow.tall(place) > tall
    finally:
        theme.set_type_scale(1)


def test_an_open_line_is_kept_when_another_meeting_is_shown(meeting):
    meeting.go(0)
    meeting.type("Words")
    other = meetings.add_meeting(meeting.desk, "2 October 2023")
    first, meeting.id = meeting.id, other
    meeting.show()
    assert meeting.line() is None
    meeting.id = first
    assert meeting.texts() == ["Words"]


# --- the clipboard


def test_lists_from_word_keep_their_marks_and_nothing_else():
    html = (
        "<html><head><style>p {color: red}</style><title>t</title></head><body>"
        "<p class=MsoNormal>Intro&nbsp;text <img src='http://host.invalid/a.png'></p>"
        "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]>"
        "<span>·<span>&nbsp;&nbsp; </span></span><![endif]>First</p>"
        "<ol start=3><li><p>Third <a href='javascript:alert(1)'>link</a></p></li><li>Fourth</li></ol>"
        "<ul><li>Point</li></ul></body></html>"
    )
    assert paragraphs("ignored", html) == [
        "Intro\u00a0text",
        "- First",
        "3. Third link",
        "4. Fourth",
        "- Point",
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("• One\n•\tTwo", ["- One", "- Two"]),
        ("1.\tOne\na) Two", ["1. One", "a) Two"]),
        ("\n  \nOnly\n", ["Only"]),
        ("*slanted* words", ["*slanted* words"]),
        ("- already", ["- already"]),
        ("48/13. of the council", ["48/13. of the council"]),
        ("", []),
    ],
)
def test_plain_text_keeps_list_marks(text, found):
    assert paragraphs(text) == found


def test_html_that_cannot_be_read_is_not():
    assert paragraphs("plain", "<ul><li>a<![unknown[x]]>") == ["plain"]
