"""Versions in the window: freeze, compare, what has changed, what is still open and what a meeting does about it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from imgdesk import services
from imgdesk.ui.dialogs.decision_form import DecisionForm, Reason, Said
from imgdesk.ui.dialogs.freeze_plan import FreezePlan, VersionDeeds, VersionFields, Versions
from imgdesk.ui.models.table import TableColumn, TableModel
from imgdesk.views import versions as view

FIELDS = VersionFields("as approved", "14 March 2023", "2nd IMG meeting", "")


@pytest.fixture
def frozen(plan_page, monkeypatch):
    """The page after freezing its plan."""
    monkeypatch.setattr(FreezePlan, "ask", classmethod(lambda cls, understood, found=None: FIELDS))
    plan_page.trigger("freeze")
    return plan_page


def versions(opened):
    return view.versions(opened.desk, opened.page.state.plan.workplan.id)


def entries(menu):
    menu.aboutToShow.emit()
    return {action.text().replace("&", ""): action for action in menu.actions() if action.text()}


def still_open(opened):
    opened.trigger("still_open")
    return opened.page.versions._open


def kinds(dialog):
    return [(row.kind, row.text) for row in dialog.model.rows()]


def choose(dialog, *texts):
    dialog.table.choose(set(texts), lambda row: row.text)


def test_freezing_keeps_the_plan_and_compares_with_it(frozen):
    (version,) = versions(frozen)
    assert (version.title, version.when_text, version.decided_by) == (
        "as approved",
        "14 March 2023",
        "2nd IMG meeting",
    )
    assert frozen.page.bar.compare.text().startswith("Compare: as approved")
    assert frozen.page.timeline.overlays.ghost(frozen.ids["talks"]).when_text == "June 2023"
    frozen.trigger("undo")
    assert versions(frozen) == []
    assert frozen.page.bar.compare.text().strip() == "Compare"
    assert frozen.page.timeline.overlays.ghost(frozen.ids["talks"]) is None


def test_the_chip_offers_the_versions(frozen):
    menu = frozen.page.bar.comparing
    assert entries(menu)["as approved"].isChecked()
    entries(menu)["With no version"].trigger()
    assert frozen.page.versions.compared == 0
    entries(menu)["as approved"].trigger()
    assert frozen.page.versions.compared == versions(frozen)[0].id
    assert {"Freeze the plan…", "Versions…", "Differences…"} <= set(entries(menu))


def test_a_cancelled_form_keeps_nothing(plan_page, monkeypatch):
    monkeypatch.setattr(FreezePlan, "ask", classmethod(lambda cls, understood, found=None: None))
    plan_page.trigger("freeze")
    assert versions(plan_page) == []


def test_the_form_tells_what_a_day_means_and_names_the_version(qtbot, theme):
    dialog = FreezePlan(
        lambda text: ("day", "14 March 2023") if text == "14.3.2023" else ("text", "not a date")
    )
    qtbot.addWidget(dialog)
    assert not dialog.main.isEnabled()
    dialog.when.setText("14.3.2023")
    assert dialog.title.text() == "approved 14.3.2023"
    assert dialog.main.isEnabled()
    QTest.keyClicks(dialog.title, "!")
    dialog.when.setText("15 March")
    assert dialog.title.text() == "approved 14.3.2023!", "a title of one's own stays"
    dialog.by.setText(" the meeting ")
    assert dialog.answer() == VersionFields("approved 14.3.2023!", "15 March", "the meeting", "")


def test_versions_are_edited_and_deleted_from_the_list(qtbot, theme, frozen, monkeypatch):
    page = frozen.page.versions
    deeds = VersionDeeds(page._versions, page.freeze, page._edit, page._delete, page.compare)
    dialog = Versions(theme, deeds)
    qtbot.addWidget(dialog)
    assert [row.title for row in dialog.model.rows()] == ["as approved"]
    changed = FIELDS._replace(title="as amended")
    monkeypatch.setattr(FreezePlan, "ask", classmethod(lambda cls, understood, found=None: changed))
    dialog.edit.click()
    assert [row.title for row in dialog.model.rows()] == ["as amended"]
    assert frozen.page.bar.compare.text().startswith("Compare: as amended")
    dialog.delete.click()
    assert dialog.model.rows() == []
    assert not dialog.compare.isEnabled()
    assert frozen.page.versions.compared == 0


def test_differences_are_told_sifted_copied_and_followed(frozen, qtbot):
    services.workplan.edit_activity(frozen.desk, frozen.ids["talks"], when="August 2023")
    services.workplan.edit_activity(frozen.desk, frozen.ids["summit"], output="Summit, with a reception")
    services.workplan.delete_activities(frozen.desk, [frozen.ids["cop"]])
    frozen.trigger("differences")
    dialog = frozen.page.versions._differences
    assert sorted(row.what for row in dialog.model.rows()) == ["changed", "dropped", "moved"]
    assert dialog.count.text() == "3 differences in 3 records"
    dialog._kinds["moved"].click()
    (row,) = dialog.model.rows()
    assert row.sentence == "“First talks with the secretariats” moved from “June 2023” to “August 2023”."
    dialog.copy.click()
    assert QApplication.clipboard().text().splitlines() == [
        "Changes since as approved", "", f"Moved: {row.sentence}",
    ]  # fmt: skip
    frozen.select("event")
    dialog.go.click()
    assert frozen.page.tree.selected_ids() == [frozen.ids["talks"]]
    frozen.trigger("undo")
    frozen.trigger("undo")
    frozen.trigger("undo")
    qtbot.waitUntil(lambda: dialog.model.rows() == [])
    assert not dialog.copy.isEnabled()
    dialog.close()


def test_going_to_a_row_clears_a_filter_that_hides_it(frozen):
    page = frozen.page
    page.bar.set_filter(page.bar.wanted._replace(text="summit"))
    page.go_to("activity", frozen.ids["talks"])
    assert not page.bar.wanted.active
    assert page.tree.selected_ids() == [frozen.ids["talks"]]
    page.group_by("lead")
    page.go_to("section", page.state.plan.sections[1].id)
    assert page.state.by == "section"
    assert page.model.group(page.tree.currentIndex()).title == "2024"


def test_without_a_version_differences_lead_to_the_list(plan_page, monkeypatch):
    shown = []
    monkeypatch.setattr(Versions, "exec", lambda self: shown.append(self.model.rows()))
    plan_page.trigger("differences")
    assert shown == [[]]


def test_what_is_open_is_listed_and_sifted(plan_page, nameless):
    dialog = still_open(plan_page)
    assert kinds(dialog) == [
        ("activity", "Side event at the HLPF (TBC)"), ("section", "2024"), ("section", "2025"),
    ]  # fmt: skip
    assert dialog.count.text() == "3 entries"
    dialog.brackets.click()
    assert [kind for kind, _ in kinds(dialog)] == ["section", "section"]
    assert dialog.count.text() == "2 of 3 entries"
    dialog.confirm_only.click()
    assert kinds(dialog) == []
    assert nameless(dialog) == []
    dialog.close()


def test_a_confirmation_is_remembered_with_its_decision_and_undone_in_one_step(plan_page, monkeypatch):
    said = Said("3rd IMG meeting", "20 July 2023", "")
    monkeypatch.setattr(DecisionForm, "ask", classmethod(lambda cls, *told: said))
    dialog = still_open(plan_page)
    choose(dialog, "Side event at the HLPF (TBC)")
    assert dialog.confirm.isEnabled()
    assert not dialog.unbracket.isEnabled()
    dialog.confirm.click()
    assert plan_page.row("event").output == "Side event at the HLPF"
    (decision,) = view.decisions(plan_page.desk, plan_page.page.state.plan.workplan.id)
    assert (decision.what, decision.decided_by, decision.when_text) == (
        "confirmed", "3rd IMG meeting", "20 July 2023",
    )  # fmt: skip
    assert [kind for kind, _ in kinds(dialog)] == ["section", "section"]
    plan_page.trigger("undo")
    assert plan_page.row("event").unconfirmed
    plan_page.qtbot.waitUntil(lambda: len(kinds(dialog)) == 3)
    dialog.close()


def test_several_lose_their_brackets_in_one_step(plan_page, monkeypatch):
    monkeypatch.setattr(DecisionForm, "ask", classmethod(lambda cls, *told: Said("4th meeting")))
    services.workplan.edit_activity(plan_page.desk, plan_page.ids["training"], provisional=True)
    dialog = still_open(plan_page)
    dialog.table.selectAll()
    dialog.unbracket.click()
    assert kinds(dialog) == [("activity", "Side event at the HLPF (TBC)")]
    assert plan_page.desk.undo_label == "Take brackets off 3 entries (4th meeting)"
    plan_page.trigger("undo")
    plan_page.qtbot.waitUntil(lambda: len(kinds(dialog)) == 4)
    dialog.close()


def test_an_entry_is_proposed_withdrawn_and_dropped(plan_page, monkeypatch):
    monkeypatch.setattr(Reason, "ask", classmethod(lambda cls, *told: "the slot closes"))
    monkeypatch.setattr(DecisionForm, "ask", classmethod(lambda cls, *told: Said()))
    dialog = still_open(plan_page)
    choose(dialog, "Side event at the HLPF (TBC)", "2024")
    assert not dialog.withdraw.isEnabled()
    dialog.propose.click()
    proposals = view.proposals(plan_page.desk, plan_page.page.state.plan.workplan.id)
    assert [row.why for row in proposals] == ["the slot closes"] * 2
    assert dialog.model.index(0, 5).data() == "proposed: the slot closes"
    assert len(dialog.table.chosen()) == 2, "what was chosen stays chosen"
    dialog.withdraw.click()
    assert plan_page.desk.undo_label == "Withdraw 2 proposals for the next agenda"
    choose(dialog, "Side event at the HLPF (TBC)")
    dialog.drop.click()
    assert plan_page.row("event").status == "cancelled"
    dialog.close()


def test_return_goes_to_the_row(plan_page):
    dialog = still_open(plan_page)
    choose(dialog, "2025")
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    assert plan_page.page.model.group(plan_page.page.tree.currentIndex()).title == "2025"
    dialog.close()


def test_a_read_only_desk_is_only_looked_at(read_only_page):
    assert not read_only_page.actions["freeze"].isEnabled()
    dialog = still_open(read_only_page)
    assert dialog.confirm.isHidden()
    assert dialog.propose.isHidden()
    dialog.close()


def test_closing_the_desk_closes_the_dialogs(frozen):
    dialog = still_open(frozen)
    frozen.trigger("differences")
    frozen.controller.close()
    assert frozen.page.versions._open is None
    assert frozen.page.versions._differences is None
    assert not dialog.isVisible()


def test_the_decision_form_says_what_was_decided(qtbot, theme):
    form = DecisionForm("Confirm this activity", "• Side event", "Confirm", lambda text: ("day", text))
    qtbot.addWidget(form)
    form.by.setText("3rd meeting ")
    form.when.setText("20 July")
    form.note.setPlainText("with thanks\n")
    assert form.answer() == Said("3rd meeting", "20 July", "with thanks")


def test_the_table_model_keeps_the_rules_of_qt(qtmodeltester):
    model = TableModel((TableColumn("Name", str), TableColumn("Length", lambda row: str(len(row)), 60)))
    model.show(["one", "three\nlines"])
    qtmodeltester.check(model)
    assert model.index(1, 0).data() == "three lines"
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Length"
    model.show([])
    assert model.rowCount() == 0


def test_undo_works_in_the_table_beside_the_window(plan_page, monkeypatch):
    monkeypatch.setattr(DecisionForm, "ask", classmethod(lambda cls, *told: Said()))
    dialog = still_open(plan_page)
    choose(dialog, "Side event at the HLPF (TBC)")
    dialog.drop.click()
    assert plan_page.row("event").status == "cancelled"
    plan_page.qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keyClick(dialog.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert plan_page.row("event").status == "planned"
    dialog.close()
