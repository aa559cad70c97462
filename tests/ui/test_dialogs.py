"""What the dialogs show and which answers they allow."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from imgdesk.errors import UserError
from imgdesk.ui.actions import COMMANDS
from imgdesk.ui.dialogs import message
from imgdesk.ui.dialogs.about import About
from imgdesk.ui.dialogs.confirm import Confirm
from imgdesk.ui.dialogs.file_choice import _ending
from imgdesk.ui.dialogs.import_review import ImportReview, counted, differences
from imgdesk.ui.dialogs.message import Message
from imgdesk.ui.dialogs.new_desk import NewDeskDialog
from imgdesk.ui.dialogs.review_cards import MOST_LINES, cut
from imgdesk.ui.dialogs.shortcuts import Shortcuts, command_keys
from imgdesk.ui.telling import telling

DRAFT = {
    "title": "Second workplan",
    "period": "2023-25",
    "would_land": {"sections": 3, "activities": 23, "coverage_gaps": 1, "events": 0},
    "tables": [
        {
            "index": 1, "section": "2023", "rows": 12, "headers": {"Outputs": "output", "When?": "when", "Memo": ""},
            "joined": ["row 8 and 9"], "not_understood": ["row 3: “soonish”"],
        }
    ],
    "unplaced": ["<b>Signed</b> by all", "Annex"],
    "notes": ["Tracked changes were read as accepted."],
}  # fmt: skip


def words(dialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel)]


def button(dialog, text: str) -> QPushButton:
    return next(found for found in dialog.findChildren(QPushButton) if found.text() == text)


def test_the_review_shows_counts_headers_joins_and_what_has_no_place(qtbot, theme) -> None:
    dialog = ImportReview(DRAFT, "plan.docx")
    qtbot.addWidget(dialog)
    shown = words(dialog)
    for text in (
        "3 sections",
        "23 activities",
        "1 coverage gap",
        "12 rows",
        "Outputs",
        "Output",
        "When?",
        "not used",
    ):
        assert text in shown, text
    assert "row 8 and 9" in shown
    assert "row 3: “soonish”" in shown
    assert "<b>Signed</b> by all\nAnnex" in shown
    assert button(dialog, "Import").isEnabled()


def test_nothing_to_import_cannot_be_imported(qtbot, theme) -> None:
    dialog = ImportReview({"would_land": {"sections": 0}}, "empty.docx")
    qtbot.addWidget(dialog)
    assert not button(dialog, "Import").isEnabled()


def test_every_label_of_a_dialog_is_plain_text(qtbot, theme) -> None:
    dialog = ImportReview(DRAFT, "<img src=x>.docx")
    qtbot.addWidget(dialog)
    assert {label.textFormat() for label in dialog.findChildren(QLabel)} == {Qt.TextFormat.PlainText}


def test_counts_leave_out_what_is_not_there() -> None:
    assert counted({"sections": 3, "role_holdings": 1200, "events": 0}) == [
        "3 sections",
        "1,200 role holdings",
    ]


def test_a_plan_that_the_desk_has_shows_its_differences(qtbot, theme) -> None:
    landing = {
        "known_plan": True, "unchanged": 21, "new_rows": ["Side event"],
        "changed": [{"record": 4, "ref": "23-04", "field": "when", "ours": "", "theirs": "July 2023"}],
        "missing_rows": [{"record": 9, "ref": "", "output": "Guidance"}],
    }  # fmt: skip
    assert [part[:2] for part in differences(landing)] == [
        ("Changed cells", ["23-04, when: nothing → “July 2023”"]),
        ("New rows", ["Side event"]),
        ("Only in the desk: they stay as they are", ["activity 9 Guidance"]),
    ]
    dialog = ImportReview({"would_land": {"activities": 0}, "landing": landing}, "plan.docx")
    qtbot.addWidget(dialog)
    assert {"1 changed cell", "21 unchanged"} <= set(words(dialog))
    assert button(dialog, "Import").isEnabled()


def test_a_paper_that_changes_nothing_cannot_be_imported(qtbot, theme) -> None:
    landing = {"known_plan": True, "unchanged": 23, "new_rows": [], "changed": [], "missing_rows": []}
    dialog = ImportReview({"would_land": {"activities": 0}, "landing": landing}, "plan.docx")
    qtbot.addWidget(dialog)
    assert not button(dialog, "Import").isEnabled()


def test_long_lists_are_cut_and_say_so() -> None:
    lines = [str(number) for number in range(1000)]
    assert len(cut(lines)) == MOST_LINES
    assert cut(lines)[-1] == f"… and {1000 - MOST_LINES + 1} more"
    assert cut(lines[:MOST_LINES]) == lines[:MOST_LINES]


def test_a_new_desk_needs_a_file_that_is_not_there_in_a_folder_that_is(qtbot, theme, tmp_path: Path) -> None:
    dialog = NewDeskDialog(tmp_path / "one.imgdesk", "Rivers")
    qtbot.addWidget(dialog)
    create = button(dialog, "Create desk")
    path = next(edit for edit in dialog.findChildren(QLineEdit) if edit.accessibleName() == "File")
    assert create.isEnabled()
    (tmp_path / "taken.imgdesk").touch()
    for wrong in (
        "",
        str(tmp_path / "taken"),
        str(tmp_path / "no" / "x.imgdesk"),
        "relative.imgdesk",
        f"{tmp_path}/",
    ):
        path.setText(wrong)
        assert not create.isEnabled(), wrong
    path.setText(str(tmp_path / "v1.2"))
    assert create.isEnabled()
    assert dialog.answer().path == tmp_path / "v1.2.imgdesk"
    assert dialog.answer().group == "Rivers"


@pytest.mark.parametrize(
    "make",
    [
        lambda: Shortcuts("Workplan", [("F2", "Edit")]), About, lambda: Confirm("Sure?", "It is gone then.", "Delete"),
        lambda: ImportReview(DRAFT, "plan.docx"), lambda: NewDeskDialog(Path("/none/x.imgdesk")),
    ],
)  # fmt: skip
def test_what_takes_the_focus_has_a_name(qtbot, theme, make, nameless) -> None:
    dialog = make()
    qtbot.addWidget(dialog)
    dialog.show()
    assert nameless(dialog) == []


def test_the_list_of_keys_is_that_of_the_commands_and_the_page(qtbot, theme) -> None:
    listed = [keys for section in command_keys().values() for keys, _ in section]
    assert len(listed) == sum(1 for command in COMMANDS.values() if command.keys)
    dialog = Shortcuts("Workplan", [("F2", "Edit the name")])
    qtbot.addWidget(dialog)
    shown = words(dialog)
    for text in ("Workplan", "Edit the name", "F2", "Undo", "Ctrl+Z", "Ctrl+Shift+Z", "Zoom in"):
        assert text in shown, text


def test_a_refusal_is_told_and_a_bug_passes(told) -> None:
    with telling():
        raise UserError("No.")
    assert told == ["No."]
    with pytest.raises(ZeroDivisionError), telling():
        1 / 0  # noqa: B018


@pytest.mark.parametrize(
    ("kind", "ending"), [("PDF (*.pdf)", ".pdf"), ("Pictures (*.png *.jpg)", ".png"), ("All files (*)", "")]
)
def test_the_ending_of_a_kind_of_file(kind: str, ending: str) -> None:
    assert _ending(kind) == ending


def test_a_message_is_plain_text_over_the_window(qtbot, theme, monkeypatch: pytest.MonkeyPatch) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    monkeypatch.setattr(message, "host", lambda: window)
    Message.tell("<b>No</b>: choose another file.")
    shown = window.findChild(Message)
    assert shown.isVisible()
    assert words(shown) == ["<b>No</b>: choose another file."]
    assert shown.findChild(QLabel).textFormat() == Qt.TextFormat.PlainText
    button(shown, "Close").click()
    assert not shown.isVisible()
