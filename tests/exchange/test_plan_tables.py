"""Tables of workplans in the shapes that papers have."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from docx.document import Document

from imgdesk.domain.draft import PlanDraft, SectionDraft
from imgdesk.errors import UserError
from imgdesk.exchange.plan_headers import field_of, find_columns
from imgdesk.exchange.word_plan import read_workplan
from tests.exchange.docx_files import (
    W,
    add_footnotes,
    add_table,
    document,
    footnote,
    paper_with,
    put_xml,
    run,
    save,
)

FULL = ("Activity", "Output", "Lead Agencies", "Date", "Partners")
SHORT = ("Date", "Output", "Lead Agencies")


def read(paper: Document, folder: Path) -> PlanDraft:
    return read_workplan(save(paper, folder / "plan.docx"))


def section(header: Sequence[str], rows: Sequence[Sequence[str]], folder: Path) -> SectionDraft:
    draft = read(paper_with(header, rows), folder)
    assert len(draft.sections) == 1
    return draft.sections[0]


def outputs(draft: PlanDraft) -> list[list[str]]:
    return [[row.output for row in part.activities] for part in draft.sections]


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("Lead Agencies", "leads"),
        ("LEAD AGENCY/AGENCIES:", "leads"),
        ("Responsible entity", "leads"),
        ("Focus Area Lead", "leads"),
        ("Who?", "leads"),
        ("Chef(s) de file", "leads"),
        ("Organismo responsable", "leads"),
        ("Entidad líder", "leads"),
        ("Date", "when"),
        ("Indicative timeline", "when"),
        ("Time frame", "when"),
        ("When", "when"),
        ("Échéance", "when"),
        ("Calendrier", "when"),
        ("Fecha prevista", "when"),
        ("Plazo", "when"),
        ("Partners", "partners"),
        ("Contributing organizations", "partners"),
        ("Partenaires", "partners"),
        ("Socios", "partners"),
        ("Output", "output"),
        ("Expected deliverables", "output"),
        ("Résultats attendus", "output"),
        ("Productos", "output"),
        ("Activities / Outputs", "output"),
        ("Activity", "activity"),
        ("Activités prévues", "activity"),
        ("Actividades", "activity"),
        ("Type of activity", "category"),
        ("Area of work", "category"),
        ("Workstream", "category"),
        ("Volet", "category"),
        ("Ámbito", "category"),
        ("Status", "status"),
        ("État d’avancement", "status"),
        ("Estado", "status"),
        ("Remarks", "notes"),
        ("Observaciones", "notes"),
        ("Focus Area", "focus_areas"),
        ("No.", "number"),
        ("N°", "number"),
        ("#", "number"),
        ("Budget (USD)", ""),
        ("", ""),
        ("UNDP will lead the work on guidance together with all partners", ""),
    ],
)
def test_column_names_are_known_in_three_languages(name: str, field: str) -> None:
    assert field_of(name) == field


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        (FULL, ("category", "output", "leads", "when", "partners")),
        (SHORT, ("when", "output", "leads")),
        (("Activity", "Lead", "When"), ("output", "leads", "when")),
        (("Area of work", "Activity", "Lead"), ("category", "output", "leads")),
        (("Theme", "Activity", "Output", "Lead"), ("category", "output", "notes", "leads")),
        (("Activité", "Produit", "Chef de file", "Échéance"), ("category", "output", "leads", "when")),
        (("Plazo", "Actividad", "Responsable"), ("when", "output", "leads")),
    ],
)
def test_activity_is_the_category_beside_output_and_the_output_alone(
    header: tuple[str, ...], fields: tuple[str, ...]
) -> None:
    found = find_columns([header])
    assert found is not None
    assert found.fields == fields


@pytest.mark.parametrize(
    "header",
    [
        ("Name", "E-mail"),
        ("Output", "Budget"),
        ("Lead", "Date"),
        ("Indicator", "Baseline", "Target"),
        ("",),
        (),
    ],
)
def test_other_tables_are_no_workplans(header: tuple[str, ...]) -> None:
    assert find_columns([header]) is None


def test_columns_are_taken_by_name_in_any_order(tmp_path: Path) -> None:
    for header in (FULL, FULL[::-1], (FULL[3], FULL[1], FULL[4], FULL[0], FULL[2])):
        row = {
            "Activity": "Coordination",
            "Output": "Plan",
            "Lead Agencies": "UNDP",
            "Date": "TBC",
            "Partners": "FAO",
        }
        (activity,) = section(header, [[row[name] for name in header]], tmp_path).activities
        found = (activity.category, activity.output, activity.leads, activity.when, activity.partners)
        assert found == ("Coordination", "Plan", "UNDP", "TBC", "FAO")
        assert activity.source == "table 1, row 1"


def test_french_and_spanish_tables_are_read(tmp_path: Path) -> None:
    paper = document()
    paper.add_heading("Calendrier indicatif et liste des activités 2024", 1)
    french = ("Activité", "Résultat", "Organismes chefs de file", "Échéance", "Partenaires")
    add_table(
        paper, french, [("Plaidoyer", "Événement parallèle", "HCDH et PNUE", "janvier-mars 2024", "FAO")]
    )
    paper.add_heading("2025 [provisional, por confirmar]", 1)
    add_table(
        paper, ("Plazo", "Actividad", "Responsable"), [("por confirmar", "[Evento paralelo]", "ACNUDH")]
    )
    draft = read(paper, tmp_path)
    assert [(s.title, s.year, s.provisional, s.note) for s in draft.sections] == [
        ("2024", 2024, False, ""),
        ("2025", 2025, True, "provisional, por confirmar"),
    ]
    first, second = draft.sections[0].activities[0], draft.sections[1].activities[0]
    assert (first.category, first.output, first.leads) == ("Plaidoyer", "Événement parallèle", "HCDH et PNUE")
    assert (first.when, first.partners) == ("janvier-mars 2024", "FAO")
    assert (second.output, second.leads, second.when) == ("[Evento paralelo]", "ACNUDH", "por confirmar")


def test_the_header_may_stand_below_a_title_row_and_again_further_down(tmp_path: Path) -> None:
    rows = [("Indicative list", "", ""), SHORT, ("May", "One", "UNDP"), SHORT, ("June", "Two", "UNEP")]
    draft = read(paper_with(("2024", "", ""), rows), tmp_path)
    assert outputs(draft) == [["One", "Two"]]
    assert draft.tables[0].headers == {"Date": "when", "Output": "output", "Lead Agencies": "leads"}
    assert draft.unplaced == ("Table 1: Indicative list",)


def test_a_header_deeper_than_five_rows_is_not_looked_for(tmp_path: Path) -> None:
    rows = [("a", "b", "c")] * 5 + [SHORT, ("May", "One", "UNDP")]
    with pytest.raises(UserError, match="no table that looks like a workplan"):
        read(paper_with(("x", "y", "z"), rows), tmp_path)


def test_a_row_cut_by_a_page_is_joined_and_reported(tmp_path: Path) -> None:
    rows = [
        ("Guidance", "Initial discussion of a common strategy/themes", "FA2", "June 2023", "FAO RTFT"),
        ("", "and potential activities", "", "", ""),
        ("Advocacy", "Side event", "FA2", "July 2023", ""),
    ]
    draft = read(paper_with(FULL, rows), tmp_path)
    first, second = draft.sections[0].activities
    assert first.output == "Initial discussion of a common strategy/themes and potential activities"
    assert first.source == "table 1, rows 1 and 2"
    assert second.source == "table 1, row 3"
    assert draft.tables[0].joined == ("row 2 carries on row 1: and potential activities",)
    assert draft.tables[0].rows == 2


@pytest.mark.parametrize(
    ("above", "below", "joined"),
    [
        (
            "Workshop in Nairobi on",
            "Human Rights and the Rio Conventions",
            "Workshop in Nairobi on Human Rights",
        ),
        ("Cross-", "cutting strategy", "Cross-cutting strategy"),
        ("Side event", "(TBC)", "Side event (TBC)"),
        ("Guidance (for country", "Teams) on NBSAPs", "Guidance (for country Teams) on NBSAPs"),
        ("Guidance on NBSAPs", "Rio Conventions", "Guidance on NBSAPs Rio Conventions"),
    ],
)
def test_the_rest_of_a_row_is_joined_however_it_begins(
    tmp_path: Path, above: str, below: str, joined: str
) -> None:
    rows = [
        ("Guidance", above, "FA2", "June", ""),
        ("", below, "", "", ""),
        ("Advocacy", "Event", "FA2", "July", ""),
    ]
    draft = read(paper_with(FULL, rows), tmp_path)
    assert draft.sections[0].activities[0].output.startswith(joined)
    assert outputs(draft)[0][1:] == ["Event"]


def test_several_cells_of_a_row_may_be_cut(tmp_path: Path) -> None:
    rows = [
        ("Dissemination and internal", "Discussions on how to", "UNDP", "2023-24", "FAO Right to"),
        ("capacity building", "present guidance", "", "", "Food Team (RTFT)"),
        ("", "", "(FA1)", "", ""),
    ]
    (row,) = section(FULL, rows, tmp_path).activities
    assert row.category == "Dissemination and internal capacity building"
    assert row.output == "Discussions on how to present guidance"
    assert row.partners == "FAO Right to Food Team (RTFT)"
    assert row.leads == "UNDP (FA1)"
    assert row.source == "table 1, rows 1 and 2 and 3"


def test_rows_without_a_date_or_a_category_of_their_own_are_not_rests(tmp_path: Path) -> None:
    rows = [
        ("", "[Develop guidance]", "FA2"),
        ("", "[In partnership with RCO, train]", "FA3"),
        ("", "Review", ""),
    ]
    assert [row.output for row in section(SHORT, rows, tmp_path).activities] == [row[1] for row in rows]
    rows = [
        ("Coordination", "Plan", "UNDP", "May", ""),
        ("", "[Retreat]", "", "", ""),
        ("", "briefing", "UNEP", "", ""),
    ]
    found = section(FULL, [[*row] for row in rows], tmp_path).activities
    assert [row.output for row in found] == ["Plan", "[Retreat]", "briefing"]


def test_a_row_in_brackets_is_its_own_even_where_every_other_row_has_a_category(tmp_path: Path) -> None:
    rows = [("Coordination", "Plan", "UNDP", "May", ""), ("", "[Retreat]", "", "", "")]
    assert [row.output for row in section(FULL, rows, tmp_path).activities] == ["Plan", "[Retreat]"]


def test_footnotes_of_a_joined_row_move_with_their_words(tmp_path: Path) -> None:
    paper = paper_with(FULL, [("Guidance", "Initial talks", "FA2", "June", ""), ("", "x", "", "", "")])
    put_xml(paper.tables[0].rows[2].cells[1], run("and a paper") + footnote(1))
    path = add_footnotes(save(paper, tmp_path / "plan.docx"), {1: "Tbc"})
    (row,) = read_workplan(path).sections[0].activities
    assert row.output == "Initial talks and a paper"
    assert row.footnotes[0].offset == len(row.output)


def test_cells_merged_downwards_are_spread(tmp_path: Path) -> None:
    paper = paper_with(
        FULL, [("", "One", "", "May", ""), ("", "Two", "", "June", ""), ("Advocacy", "Three", "", "", "")]
    )
    cells = paper.tables[0].columns[0].cells
    cells[1].merge(cells[2]).text = "Coordination"
    leads = paper.tables[0].columns[2].cells
    leads[1].merge(leads[3]).text = "UNDP & OHCHR"
    draft = read(paper, tmp_path)
    found = [(row.category, row.output, row.leads) for row in draft.sections[0].activities]
    assert found == [
        ("Coordination", "One", "UNDP & OHCHR"),
        ("Coordination", "Two", "UNDP & OHCHR"),
        ("Advocacy", "Three", "UNDP & OHCHR"),
    ]
    assert draft.tables[0].joined == ()


def test_cells_merged_sideways_keep_their_words_in_the_first_column(tmp_path: Path) -> None:
    paper = paper_with(
        ("Output", "Lead", "Partners", "Date"), [("Event", "", "", "May"), ("Paper", "FAO", "", "")]
    )
    cells = paper.tables[0].rows[1].cells
    cells[1].merge(cells[2]).text = "UNDP and UNEP"
    first, second = read(paper, tmp_path).sections[0].activities
    assert (first.leads, first.partners, first.when) == ("UNDP and UNEP", "", "May")
    assert second.leads == "FAO"


def test_a_row_that_starts_further_right_keeps_its_columns(tmp_path: Path) -> None:
    paper = paper_with(SHORT, [("May", "One", "UNDP"), ("x", "Two", "UNEP")])
    row = paper.tables[0].rows[2]._tr
    row.remove(row.findall(f"{{{W}}}tc")[0])
    row.get_or_add_trPr().append(row.makeelement(f"{{{W}}}gridBefore", {f"{{{W}}}val": "1"}))
    assert [(a.when, a.output) for a in read(paper, tmp_path).sections[0].activities] == [
        ("May", "One"),
        ("", "Two"),
    ]


def merged_row(paper: Document, at: int, text: str) -> None:
    cells = paper.tables[0].rows[at].cells
    cells[0].merge(cells[-1]).text = text


def test_a_merged_row_with_a_year_opens_a_section(tmp_path: Path) -> None:
    rows = [("", "", ""), ("May", "One", "UNDP"), ("", "", ""), ("", "Two", "UNEP")]
    paper = paper_with(SHORT, rows)
    merged_row(paper, 1, "2024")
    merged_row(paper, 3, "2025 [provisional]")
    draft = read(paper, tmp_path)
    assert [(s.title, s.year, s.provisional) for s in draft.sections] == [
        ("2024", 2024, False),
        ("2025", 2025, True),
    ]
    assert outputs(draft) == [["One"], ["Two"]]


def test_a_merged_row_without_a_year_is_the_category_of_the_rows_below(tmp_path: Path) -> None:
    paper = paper_with(SHORT, [("", "", ""), ("May", "One", "UNDP"), ("June", "Two", "UNEP"), ("", "", "")])
    merged_row(paper, 1, "Advocacy and visibility")
    merged_row(paper, 4, "Dates may change")
    draft = read(paper, tmp_path)
    assert {row.category for row in draft.sections[0].activities} == {"Advocacy and visibility"}
    assert draft.unplaced == ("Table 1: Dates may change",)


def test_a_category_given_once_serves_the_rows_below(tmp_path: Path) -> None:
    rows = [
        ("Coordination", "", "", "", ""),
        ("", "Plan", "UNDP", "May", ""),
        ("", "Retreat", "UNEP", "June", ""),
    ]
    assert {row.category for row in section(FULL, rows, tmp_path).activities} == {"Coordination"}


def test_an_activity_named_only_in_the_category_column_is_kept(tmp_path: Path) -> None:
    (row,) = section(FULL, [("Quarterly meeting", "", "UNDP", "May", "")], tmp_path).activities
    assert (row.output, row.category, row.leads) == ("Quarterly meeting", "", "UNDP")


def test_columns_not_understood_are_reported_with_their_words(tmp_path: Path) -> None:
    header = ("No.", "Output", "Lead", "Budget (USD)", "")
    rows = [
        ("1", "Event", "UNDP", "5,000", "ask Ana"),
        ("2", "Paper", "UNEP", "", ""),
        ("3a", "Note", "FAO", "200", ""),
    ]
    draft = read(paper_with(header, rows), tmp_path)
    assert draft.tables[0].headers == {"No.": "number", "Output": "output", "Lead": "leads"}
    assert draft.tables[0].not_understood == ("Budget (USD)", "column 5", "No.")
    assert draft.unplaced == (
        "Table 1, row 1, Budget (USD): 5,000",
        "Table 1, row 1, column 5: ask Ana",
        "Table 1, row 3, No.: 3a",
        "Table 1, row 3, Budget (USD): 200",
    )


def test_status_and_remarks_are_kept_as_written(tmp_path: Path) -> None:
    header = ("Output", "Lead", "Date", "Status", "Remarks")
    draft = read(paper_with(header, [("Event", "UNDP", "May", "Under way", "Room to be found")]), tmp_path)
    (row,) = draft.sections[0].activities
    assert (row.status, row.notes) == ("Under way", "Room to be found")
    assert draft.unplaced == ()


@pytest.mark.parametrize(
    ("areas", "lead", "leads", "category"),
    [
        ("1", "UNDP", "UNDP (FA1)", ""),
        ("FA1/FA2", "UNDP", "UNDP (FA1/FA2)", ""),
        ("Focus Area 2", "", "Focus Area 2", ""),
        ("Biodiversity", "UNDP", "UNDP", "Biodiversity"),
    ],
)
def test_a_focus_area_column_joins_the_leads(
    tmp_path: Path, areas: str, lead: str, leads: str, category: str
) -> None:
    (row,) = section(
        ("Focus Area", "Output", "Lead", "Date"), [(areas, "Event", lead, "May")], tmp_path
    ).activities
    assert (row.leads, row.category) == (leads, category)


def test_two_columns_of_one_meaning_are_put_together(tmp_path: Path) -> None:
    (row,) = section(
        ("Output", "Start date", "End date"), [("Event", "May 2024", "June 2024")], tmp_path
    ).activities
    assert row.when == "May 2024 to June 2024"
    (row,) = section(("Output", "Month", "Year"), [("Event", "May", "2024")], tmp_path).activities
    assert row.when == "May 2024"
    (row,) = section(("Output", "Lead agency", "Co-lead"), [("Event", "UNDP", "UNEP")], tmp_path).activities
    assert row.leads == "UNDP; UNEP"


def test_a_table_carried_on_without_its_header_is_read(tmp_path: Path) -> None:
    paper = paper_with(SHORT, [("May", "One", "UNDP")])
    add_table(paper, ("June", "Two", "UNEP"), [("July", "Three", "FAO")])
    draft = read(paper, tmp_path)
    assert outputs(draft) == [["One", "Two", "Three"]]
    assert [table.rows for table in draft.tables] == [1, 2]


def test_a_table_that_is_no_workplan_is_listed(tmp_path: Path) -> None:
    paper = paper_with(SHORT, [("May", "One", "UNDP")])
    paper.add_paragraph("Contacts")
    add_table(paper, ("Name", "E-mail"), [("Ana", "ana@example.org")])
    assert read(paper, tmp_path).unplaced == ("Table 2: Name | E-mail", "Table 2: Ana | ana@example.org")


def test_brackets_tbd_and_dates_stay_as_written(tmp_path: Path) -> None:
    rows = [("TBD", "[IMG side event on RHE at UNGA]", "FA2/all"), ("1-12 May 2023 (TBD).", "Event.", "")]
    found = [(row.when, row.output, row.leads) for row in section(SHORT, rows, tmp_path).activities]
    assert found == rows


def test_footnotes_that_an_activity_cannot_hold_are_listed(tmp_path: Path) -> None:
    paper = paper_with((*SHORT, "Remarks", "Budget"), [("May", "One", "UNDP", "x", "y")])
    cells = paper.tables[0].rows[1].cells
    put_xml(cells[3], run("Room") + footnote(1))
    put_xml(cells[4], run("200") + footnote(2))
    path = add_footnotes(save(paper, tmp_path / "plan.docx"), {1: "Tbc", 2: "Indicative"})
    assert read_workplan(path).unplaced == (
        "Table 1, row 1, Budget: 200",
        "Table 1, row 1, footnote: Indicative",
        "Table 1, row 1, footnote: Tbc",
    )
