"""Whole papers: the real one where it is at hand, and papers that look otherwise."""

from __future__ import annotations

import html
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from docx.document import Document
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from imgdesk.domain.draft import PlanDraft
from imgdesk.errors import UserError
from imgdesk.exchange.word_plan import read_workplan
from tests.exchange.docx_files import (
    HEADER,
    add_footnotes,
    add_table,
    add_xml,
    bold_line,
    document,
    footnote,
    paper_with,
    put_xml,
    rewrite,
    run,
    save,
)

ROW = ("Side event at HLPF", "OHCHR (FA2)", "July 2023")
NO_TABLE = "has no table that looks like a workplan"


def read(paper: Document, folder: Path) -> PlanDraft:
    return read_workplan(save(paper, folder / "plan.docx"))


def words_of_file(path: Path) -> Counter[str]:
    """Count the words a reader sees, list marks apart, from the raw XML without the reader under test."""
    with zipfile.ZipFile(path) as archive:
        parts = [name for name in archive.namelist() if re.fullmatch(r"word/(document|footnotes)\.xml", name)]
        xml = "".join(archive.read(name).decode() for name in parts)
    xml = re.sub(r"<w:(?:tab|br|cr)/>|</w:p>", " ", xml)
    xml = re.sub(r"(?<=>)[a-z]\) ", "", xml)
    xml = re.sub(r"<w:(delText|instrText)\b.*?</w:\1>", "", xml)
    text = unicodedata.normalize("NFC", html.unescape(re.sub(r"<[^>]*>", "", xml)))
    return Counter(re.findall(r"\w+", text))


def words_of_draft(draft: PlanDraft) -> Counter[str]:
    return Counter(word for text in texts(draft.as_dict()) for word in re.findall(r"\w+", text))


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from texts(inner) if key != "headers" else (name for pair in inner.items() for name in pair)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts(inner)
    elif value is not None:
        yield str(value)


def lost(path: Path, draft: PlanDraft) -> Counter[str]:
    return words_of_file(path) - words_of_draft(draft)


# The consultant's own paper


@pytest.fixture
def real(shared: Path) -> Path:
    path = shared / "sources" / "workplan-2023-25.docx"
    if not path.is_file():
        pytest.skip("the real workplan is not beside this checkout")
    return path


def test_the_real_paper_gives_its_sections_and_activities(real: Path) -> None:
    draft = read_workplan(real)
    assert [(s.title, s.year, s.provisional, s.note, len(s.activities)) for s in draft.sections] == [
        ("2023", 2023, False, "", 12),
        ("2024", 2024, True, "provisional, to be discussed further in late 2023/early 2024", 8),
        ("2025", 2025, True, "provisional suggestions, to be discussed further in 2024", 3),
    ]
    assert [(t.section, t.rows, len(t.joined), t.not_understood) for t in draft.tables] == [
        ("2023", 12, 1, ()),
        ("2024", 8, 0, ()),
        ("2025", 3, 0, ()),
    ]
    assert draft.unplaced == ()


def test_the_real_paper_keeps_its_cells_as_written(real: Path) -> None:
    first, second, third = (section.activities for section in read_workplan(real).sections)
    assert [row.when for row in first] == [
        *(
            "Jan-March 2023",
            "Feb-March 2023",
            "March 2023",
            "TBC",
            "2023-24",
            "May 2023",
            "June 2023",
            "June 2023",
        ),
        *("July 2023", "September 2023", "TBD", "Nov-Dec 2023"),
    ]
    assert [row.leads for row in first] == [
        *(
            "UNDP/OHCHR/UNEP (all Focus Areas)",
            "UNDP & OHCHR (FA1/FA2)",
            "UNDP (FA1)",
            "UNDP (FA1)",
            "FA1/FA2",
        ),
        *("OHCHR/FA2", "FA2", "FA1/FA2", "FA2", "OHCHR (FA2)", "UNEP/FA3", "OHCHR (FA2)"),
    ]
    assert {row.partners for row in first} == {"", "FAO RTFT", "FAO Right to Food Team (RTFT)"}
    assert {row.category for row in first if row.category.startswith("Prod")} == {
        "Producing Global Guidance and strategies",
        "Producing Global Guidance and Strategies",
    }
    assert [row.when for row in second] == ["TBD"] * 5 + ["Sept 2024", "TBD", "TBD"]
    assert [row.leads for row in second][-3:] == ["FA2/all"] * 3
    assert [(row.when, row.leads) for row in third] == [("", "FA2"), ("", "FA3"), ("", "All")]
    assert all(row.output.startswith("[") and row.output.endswith("]") for row in [*second[-2:], *third])


def test_the_real_paper_has_its_split_row_joined_and_its_footnotes_in_place(real: Path) -> None:
    rows = read_workplan(real).sections[0].activities
    assert rows[6].output.endswith(
        "a common strategy/themes and potential activities on Human Rights and the Rio Conventions"
    )
    assert rows[6].source == "table 1, rows 7 and 8"
    notes = [(row.output, note.field, note.offset, note.text) for row in rows for note in row.footnotes]
    assert notes == [
        (text, "output", len(text), "Subject to capacity")
        for text in ("IMG side event at HLPF (TBC)", "IMG side event at SDG summit (TBC)")
    ]


def test_the_real_paper_gives_the_plan_around_its_tables(real: Path) -> None:
    draft = read_workplan(real)
    assert draft.group == "Issue Management Group on Human Rights and the Environment"
    assert draft.period == "2023-2025"
    assert draft.duration == "36 months (with possibility of extension)"
    assert draft.objective.startswith("Integrate the human right to a healthy environment")
    assert draft.co_chairs == ("OHCHR", "UNDP", "UNEP")
    assert [role.role for role in draft.roles] == [
        *("Co-Chairs", "Focus Area Leads", "EMG Consultant", "contributing organizations"),
    ]
    assert [
        (area.number, area.leads, [part.year for part in area.indicative]) for area in draft.focus_areas
    ] == [
        (1, "UNDP", [2023, None]),
        (2, "OHCHR", [2023, 2024, 2025]),
        (3, "UNEP", [2023, 2024, 2025]),
    ]
    assert [gap.when for gap in draft.gaps] == ["April to late Autumn 2023"]
    assert draft.gaps[0].text == draft.sections[0].narrative[-1].text
    assert "".join(part.label for part in draft.sections[0].narrative) == "a)b)c)d)e)f)g)h)"
    assert [part.heading for part in draft.narrative] == [
        "Background and Context",
        "Background and Context",
        "Connection between the IMG and other human-rights related processes within the UN",
        "",
    ]


def test_no_word_of_the_real_paper_is_lost(real: Path) -> None:
    assert lost(real, read_workplan(real)) == Counter()


# Other papers


def test_no_word_of_a_paper_with_everything_in_it_is_lost(tmp_path: Path) -> None:
    paper = document()
    paper.add_heading("Workplan of the Task Team on Pollution 2024-2026", 0)
    paper.add_paragraph("Objective: Less pollution. More rights.")
    paper.add_heading("Introduction", 1)
    paper.add_heading("History", 2)
    add_xml(paper, f"<w:p>{run('It began.')}{footnote(1)}</w:p>")
    paper.add_heading("Nothing here", 1)
    paper.add_heading("Activities", 1)
    paper.add_heading("2024 (tentative)", 2)
    paper.add_paragraph("Two kinds:")
    paper.add_heading("Advocacy", 3)
    table = add_table(
        paper, ("Output", "Lead", "When", "Cost"), [("Event", "UNEP", "May", "300"), ("", "", "", "")]
    )
    put_xml(table.rows[1].cells[0], run("Event") + footnote(2) + run(" in Nairobi"))
    table.rows[2].cells[0].merge(table.rows[2].cells[3]).text = "All dates may move"
    paper.add_heading("Training", 3)
    add_table(paper, ("Output", "Lead", "When"), [("Course", "FAO", "June"), ("and test", "", "")])
    paper.add_paragraph("After the tables.")
    paper.add_heading("Budget", 1)
    add_table(paper, ("Item", "Cost"), [("Rooms", "100")])
    paper.add_heading("End", 1)
    path = add_footnotes(save(paper, tmp_path / "plan.docx"), {1: "Long ago", 2: "Or June", 3: "Unused"})
    draft = read_workplan(path)
    assert lost(path, draft) == Counter()
    assert [(s.title, s.year, s.provisional, s.note) for s in draft.sections] == [
        ("2024", 2024, True, "tentative")
    ]
    assert [(row.category, row.output) for row in draft.sections[0].activities] == [
        ("Advocacy", "Event in Nairobi"),
        ("Training", "Course and test"),
    ]
    assert [part.text for part in draft.sections[0].narrative] == ["Two kinds:", "After the tables."]
    assert "End" in draft.unplaced
    assert "Table 3: Rooms | 100" in draft.unplaced


words = st.text(alphabet=st.characters(categories=("Lu", "Ll", "Nd")), min_size=1, max_size=8)
phrases = st.lists(words, min_size=1, max_size=6).map(" ".join)
AREA = "1) {} (Focus Area Lead: UNDP)"
labelled = st.sampled_from(
    [
        "Objective: {}.",
        "Timeline: {}",
        "Co-Chairs: {}",
        "Role of {}: and so on.",
        AREA,
        "Focus Area 2: {}",
        "Indicative activities 2024",
        "In 2024 {}. In 2025 more.",
        "a) {}",
        "{}:",
        "The focus areas are:",
        "2025 [provisional, {}]",
        "{}",
    ]
)
blocks = st.lists(
    st.tuples(st.sampled_from(["text", "heading", "bold", "item", "table", "other"]), labelled, phrases),
    max_size=12,
)


@settings(
    max_examples=settings().max_examples // 2, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(blocks=blocks)
@example([("text", AREA, "A"), ("heading", "Co-Chairs: {}", "B"), ("text", AREA, "C")])
@example([("text", "Co-Chairs: {}", "UNDP (Ana Roe), UNEP and FAO")])
@example([("heading", "{}", "Co-Chairs"), ("item", "{}", "UNDP, with the support of FAO.")])
def test_no_word_of_any_paper_is_lost(tmp_path: Path, blocks: list[tuple[str, str, str]]) -> None:
    paper = document()
    add_table(paper, HEADER, [ROW])
    for kind, pattern, phrase in blocks:
        text = pattern.format(phrase)
        if kind == "heading":
            paper.add_heading(text, 1 + len(text) % 3)
        elif kind == "bold":
            bold_line(paper, text)
        elif kind == "item":
            paper.add_paragraph(text, style="List Bullet")
        elif kind == "table":
            add_table(
                paper, ("When", "Output", "Lead", "Extra"), [("", text, "", ""), ("May", phrase, "FAO", text)]
            )
        elif kind == "other":
            add_table(paper, ("Name", text), [(phrase, "")])
        else:
            paper.add_paragraph(text)
    path = save(paper, tmp_path / "plan.docx")
    assert lost(path, read_workplan(path)) == Counter()


def test_a_paper_of_tables_only_has_one_section(tmp_path: Path) -> None:
    draft = read(paper_with(HEADER, [ROW]), tmp_path)
    assert [(s.title, s.heading, s.year) for s in draft.sections] == [("Workplan", "", None)]
    assert (draft.title, draft.period, draft.group, draft.narrative) == ("", "", "", ())


def test_a_section_without_a_year_has_that_of_a_plan_for_one_year(tmp_path: Path) -> None:
    paper = document()
    paper.add_heading("Work Plan 2024 of the Inter-agency Working Group on Water", 1)
    paper.add_heading("Activities", 2)
    add_table(paper, HEADER, [ROW])
    draft = read(paper, tmp_path)
    assert draft.group == "Inter-agency Working Group on Water"
    assert draft.period == "2024"
    assert [(s.title, s.year) for s in draft.sections] == [("Activities", 2024)]


def test_headings_may_be_bold_lines_and_bare_years(tmp_path: Path) -> None:
    paper = document()
    paper.add_paragraph("Draft workplan")
    bold_line(paper, "Background")
    paper.add_paragraph("How it came about.")
    paper.add_paragraph("2024")
    add_table(paper, HEADER, [ROW])
    paper.add_paragraph("2025 [provisional]")
    bold_line(paper, "Advocacy")
    add_table(paper, HEADER, [ROW])
    draft = read(paper, tmp_path)
    assert draft.title == "Draft workplan"
    assert [(part.heading, part.text) for part in draft.narrative] == [("Background", "How it came about.")]
    assert [(s.title, s.provisional, s.activities[0].category) for s in draft.sections] == [
        ("2024", False, ""),
        ("2025", True, "Advocacy"),
    ]


def test_captions_underlined_lines_and_numbered_headings_open_sections(tmp_path: Path) -> None:
    paper = document()
    paper.add_heading("1. 2024 [provisional]", 1)
    add_table(paper, HEADER, [ROW])
    paper.add_paragraph().add_run("Phase 2, 2025").underline = True
    add_table(paper, HEADER, [ROW])
    paper.add_paragraph("Table 3: Events of 2026", style="Caption")
    add_table(paper, HEADER, [ROW])
    draft = read(paper, tmp_path)
    assert [(s.heading, s.title, s.year) for s in draft.sections] == [
        ("1. 2024 [provisional]", "2024", 2024),
        ("Phase 2, 2025", "Phase 2, 2025", 2025),
        ("Table 3: Events of 2026", "Table 3: Events of 2026", 2026),
    ]


def test_a_background_heading_is_no_section(tmp_path: Path) -> None:
    paper = document()
    paper.add_heading("Background", 1)
    paper.add_paragraph("How it came about.")
    add_table(paper, HEADER, [ROW])
    draft = read(paper, tmp_path)
    assert [s.title for s in draft.sections] == ["Workplan"]
    assert [(part.heading, part.text) for part in draft.narrative] == [("Background", "How it came about.")]


def test_two_tables_under_one_heading_are_one_section(tmp_path: Path) -> None:
    paper = paper_with(HEADER, [ROW], heading="2024")
    paper.add_paragraph("And later in the year:")
    add_table(paper, HEADER, [ROW])
    draft = read(paper, tmp_path)
    assert [len(s.activities) for s in draft.sections] == [2]
    assert [row.source for row in draft.sections[0].activities] == ["table 1, row 1", "table 2, row 1"]


def test_labels_may_stand_in_headings_or_in_front_of_their_text(tmp_path: Path) -> None:
    inline, apart = document(), document()
    for label, text in (
        ("Objective", "Integrate rights."),
        ("Duration", "36 months"),
        ("Role of the Secretariat", "Convene meetings."),
    ):
        inline.add_paragraph(f"{label}: {text}")
        apart.add_heading(label, 1)
        apart.add_paragraph(text)
    inline.add_paragraph("Co-Chairs: OHCHR, UNDP and UNEP")
    apart.add_heading("Co-chairs", 1)
    for name in ("OHCHR", "UNDP", "UNEP"):
        apart.add_paragraph(name)
    for paper in (inline, apart):
        add_table(paper, HEADER, [ROW])
        draft = read(paper, tmp_path)
        assert draft.objective == "Integrate rights."
        assert draft.duration == "36 months"
        assert [(role.role, role.text) for role in draft.roles] == [("Secretariat", "Convene meetings.")]
        assert draft.co_chairs == ("OHCHR", "UNDP", "UNEP")
        assert draft.narrative == ()


@pytest.mark.parametrize(
    ("lines", "areas"),
    [
        (
            ["1) Policy (Focus Area Lead: UNDP)", "2) Treaties (Focus Area Lead: OHCHR)"],
            [(1, "Policy", "UNDP"), (2, "Treaties", "OHCHR")],
        ),
        (["Focus Area 1: Policy (UNDP lead)"], [(1, "Policy", "UNDP")]),
        (["Focus areas:", "1. Policy", "2. Treaties"], [(1, "Policy", ""), (2, "Treaties", "")]),
        (["Domaine prioritaire 1 : Appui (Chef de file : PNUD)"], [(1, "Appui", "PNUD")]),
        (["Focus Areas:", "Focus Area 1 – Policy – Lead: UNDP"], [(1, "Policy", "UNDP")]),
        (["Área prioritaria 3: Formación (Líder: PNUMA)"], [(3, "Formación", "PNUMA")]),
        (["1) Set the agenda", "2) Report"], []),
        (["Focus Area 1 in 2023 will be busy."], []),
    ],
)  # fmt: skip
def test_focus_areas_are_known_by_their_lead_or_their_heading(
    tmp_path: Path, lines: list[str], areas: list[tuple[int, str, str]]
) -> None:
    paper = document()
    for line in lines:
        paper.add_paragraph(line)
    add_table(paper, HEADER, [ROW])
    assert [(a.number, a.title, a.leads) for a in read(paper, tmp_path).focus_areas] == areas


def test_indicative_activities_are_split_by_year_and_lose_nothing(tmp_path: Path) -> None:
    text = (
        "First, a survey. In 2023 we map (e.g. The Rio Conventions). This goes on. In 2024, building on 2023, we "
        "train. From 2024 to 2026 we report. Future years are open. In future years there may be more."
    )
    paper = document()
    paper.add_paragraph("1) Policy (Lead: UNDP)")
    paper.add_paragraph("Indicative activities")
    paper.paragraphs[-1].style = paper.styles["Heading 2"]
    paper.add_paragraph(text)
    add_table(paper, HEADER, [ROW])
    (area,) = read(paper, tmp_path).focus_areas
    assert " ".join(part.text for part in area.indicative) == text
    assert [(part.year, part.text.split(".")[0]) for part in area.indicative] == [
        (None, "First, a survey"),
        (2023, "In 2023 we map (e"),
        (2024, "In 2024, building on 2023, we train"),
        (None, "From 2024 to 2026 we report"),
    ]


@pytest.mark.parametrize(
    ("sentence", "when"),
    [
        ("It will be without consultancy support from April to late Autumn 2023, so.", "April to late Autumn 2023"),
        ("There is no secretariat staff between June and September 2024.", "June and September 2024"),
        ("The group is in recess in August 2024.", "August 2024"),
        ("There is no support, cf. Decision 4 of Ms. A. Roe, from May to June 2024.", "May to June 2024"),
        ("Le groupe sera sans appui d'avril à fin automne 2023.", "avril à fin automne 2023"),
        ("El grupo estará sin apoyo de abril a junio de 2024.", "abril a junio de 2024"),
        ("UNDP will support the work in 2024.", None),
        ("Work goes on without support.", None),
    ],
)  # fmt: skip
def test_a_sentence_about_missing_support_is_a_coverage_gap(
    tmp_path: Path, sentence: str, when: str | None
) -> None:
    paper = document()
    paper.add_heading("2024", 1)
    paper.add_paragraph(f"Before. {sentence} After.")
    add_table(paper, HEADER, [ROW])
    draft = read(paper, tmp_path)
    assert [(gap.when, gap.text) for gap in draft.gaps] == ([(when, sentence)] if when else [])
    assert draft.sections[0].narrative[0].text == f"Before. {sentence} After."


def test_no_focus_area_is_a_co_chair_and_a_remark_on_one_is_told(tmp_path: Path) -> None:
    paper = paper_with(HEADER, [ROW], heading="2024")
    first = paper.paragraphs[0]
    for line in ("Co-Chairs:", "OHCHR (Ana Roe), UNDP", "1) Rivers (Focus Area Lead: UNEP)"):
        first.insert_paragraph_before(line)
    first.insert_paragraph_before("Co-Chairs:")
    first.insert_paragraph_before("1) Rivers again (Focus Area Lead: FAO)")
    draft = read(paper, tmp_path)
    assert draft.co_chairs == ("OHCHR", "UNDP")
    assert any("“OHCHR (Ana Roe), UNDP”" in note for note in draft.notes)
    assert [(area.number, area.title) for area in draft.focus_areas] == [(1, "Rivers")]
    assert [part.text for part in draft.narrative] == ["Rivers again (Focus Area Lead: FAO)"]


@pytest.mark.parametrize("with_text", [False, True])
def test_a_document_without_a_workplan_table_is_refused(tmp_path: Path, with_text: bool) -> None:
    paper = document()
    if with_text:
        paper.add_paragraph("Minutes")
        add_table(paper, ("Name", "Present"), [("Ana", "yes")])
    with pytest.raises(UserError, match=NO_TABLE) as caught:
        read(paper, tmp_path)
    assert "\n" not in str(caught.value)
    assert "“imgdesk import paper”" in str(caught.value)


@pytest.mark.parametrize(
    "body", [b"<a/>", b"<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'/>"]
)
def test_a_package_without_a_body_is_refused(tmp_path: Path, body: bytes) -> None:
    path = rewrite(save(paper_with(HEADER, [ROW]), tmp_path / "plan.docx"), {"word/document.xml": body})
    with pytest.raises(UserError, match="plan.docx"):
        read_workplan(path)


def test_reading_leaves_the_file_and_its_folder_alone(tmp_path: Path) -> None:
    path = save(paper_with(HEADER, [ROW]), tmp_path / "plan.docx")
    before = path.read_bytes()
    read_workplan(path)
    assert path.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["plan.docx"]


def test_a_year_in_the_label_is_that_of_its_text(tmp_path: Path) -> None:
    paper = paper_with(HEADER, [ROW], heading="2024")
    first = paper.paragraphs[0]
    first.insert_paragraph_before("1) Country level (Focus Area Lead: UNDP)")
    first.insert_paragraph_before("Indicative activities 2023: Share what there is. More in 2024.")
    first.insert_paragraph_before("Indicative activities: Work with others.")
    (area,) = read(paper, tmp_path).focus_areas
    assert [(part.year, part.text) for part in area.indicative] == [
        (2023, "Share what there is."),
        (2024, "More in 2024."),
        (None, "Work with others."),
    ]


def test_what_a_paper_says_of_its_status_is_told_and_no_text_of_the_plan(tmp_path: Path) -> None:
    paper = document()
    paper.styles.add_style("Status", 1)
    paper.add_paragraph("Workplan of the group", "Title")
    paper.add_paragraph("For approval", "Status")
    paper.sections[0].header.paragraphs[0].text = "Workplan of the group\tFor approval"
    paper.add_heading("2024", 1)
    add_table(paper, HEADER, [ROW])
    draft = read(paper, tmp_path)
    assert (draft.narrative, draft.unplaced) == ((), ())
    assert [note for note in draft.notes if "“For approval”" in note]
    paper.sections[0].header.paragraphs[0].text = "Workplan of the group\tnot to be passed on"
    assert read(paper, tmp_path).unplaced == ("Header: Workplan of the group\tnot to be passed on",)
