"""The progress report: what people judged and wrote, in the order of the group's own reports, and nothing else."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader

from imgdesk.errors import UserError
from imgdesk.reports.blocks import Annex, Block, Clause, Document, Entry, Heading, Paragraph, Table, Text
from imgdesk.reports.compose.paper import compose
from imgdesk.reports.docx import write_docx
from imgdesk.reports.export import export_paper
from imgdesk.reports.pdf import write_pdf
from imgdesk.services import framework, parts, progress, workplan
from imgdesk.services.sample import create_sample
from imgdesk.store.desk import Desk

TODAY = date(2023, 7, 14)
ORDER = [
    "Background",
    "Status by focus area",
    "Key activities and results",
    "Challenges",
    "Way forward",
    "Indicators that moved",
    "Activities of the period",
]


@pytest.fixture
def group(plan_desk: Desk) -> Desk:
    """A desk with two focus areas, a half year that is open (1), and a report on the first area (1)."""
    progress.add_period(
        plan_desk, 1, "first half of 2023", background="The group **met** twice.\n\n- so\n- and so"
    )
    progress.start_report(plan_desk, 1, 1)
    return plan_desk


def words(text: Text) -> str:
    return "".join(span.text for span in text)


def under(paper: Document, heading: str) -> list[Block]:
    """The blocks of a paper under one of its headings of the first level."""
    places = [n for n, row in enumerate(paper.blocks) if isinstance(row, Heading | Annex) and not _inner(row)]
    (start,) = [n for n in places if paper.blocks[n].text == heading]  # type: ignore[union-attr]
    end = next((n for n in places if n > start), len(paper.blocks))
    return list(paper.blocks[start + 1 : end])


def _inner(row: Block) -> bool:
    return isinstance(row, Heading) and row.level > 1


def told(paper: Document, heading: str) -> list[str]:
    """What stands under a heading, a block a line: numbers, bullets, and rows of tables."""
    found = []
    for block in under(paper, heading):
        match block:
            case Heading():
                found.append(f"## {block.text}")
            case Clause():
                sign = "#" if block.headed else ""
                found.append(f"{block.number}.{sign} {words(block.text)}")
                found += [f"   {words(part.text)}" for part in block.after]
            case Entry():
                found.append(f"{'-' * block.level} {words(block.text)}")
            case Paragraph():
                found.append(words(block.text))
            case Table():
                found += [" | ".join(map(words, row)) for row in block.rows]
    return found


def pdf_pages(paper: Document) -> list[str]:
    out = io.BytesIO()
    write_pdf(paper, out)
    return ["".join(page.extract_text().split()) for page in PdfReader(out).pages]


def report(desk: Desk, period_id: int | None = None) -> Document:
    return compose(desk, None, "progress", today=TODAY, period_id=period_id).document


def test_the_order_is_that_of_the_groups_own_reports(group: Desk) -> None:
    paper = report(group)
    headings = [row.text for row in paper.blocks if isinstance(row, Heading | Annex) and not _inner(row)]
    assert headings == [row for row in ORDER if row != "Indicators that moved"]  # none has
    assert (paper.title, paper.subtitle) == (
        "Progress report",
        "Reporting period: first half of 2023 (1 January - 30 June 2023)",
    )
    assert paper.status is not None
    assert paper.status.text == "DRAFT, the period is open"
    assert told(paper, "Background") == ["The group met twice.", "- so", "- and so"]


@pytest.mark.parametrize(
    ("when", "title", "said"),
    [
        ("October 2011 - May 2012", "", "October 2011 - May 2012 (1 October 2011 - 31 May 2012)"),
        ("1 May 2023 - 3 June 2023", "", "1 May 2023 - 3 June 2023 (1 May - 3 June 2023)"),
        ("Q1 2023", "Start-up phase", "Start-up phase, Q1 2023 (1 January - 31 March 2023)"),
        ("1 May - 3 June 2023", "", "1 May - 3 June 2023"),
    ],
)
def test_a_period_is_named_as_agreed_and_by_its_days(
    plan_desk: Desk, when: str, title: str, said: str
) -> None:
    key = progress.add_period(plan_desk, 1, when, title=title)
    assert report(plan_desk, key).subtitle == f"Reporting period: {said}"


def test_a_closed_period_is_no_draft(group: Desk) -> None:
    progress.close_period(group, 1, today=TODAY)
    status = report(group).status
    assert status is not None
    assert (status.text, status.role) == ("Closed on 14 July 2023", "green")


def test_the_status_is_what_people_said_and_the_words_are_explained(group: Desk) -> None:
    workplan.edit_activities(group, [1, 2, 3], status="done")
    progress.edit_report(
        group, 1, rag="off track", rag_reason="*No* visas.", percent=40, percent_reason="By count."
    )
    rows = told(report(group), "Status by focus area")
    assert rows[:2] == [
        "1 Focus area of UNDP (UNDP) | R off track | 40 %\nset by hand: By count. | – | No visas.",
        "2 Focus area of OHCHR (OHCHR) | nothing recorded |  |  | ",
    ]
    for words_said in ("G on track:", "A constrained:", "R off track:", "C complete:", "N not started:"):
        assert words_said in rows[2]
    assert rows[2].startswith("There is no period before to compare with.")
    (table,) = [row for row in under(report(group), "Status by focus area") if isinstance(row, Table)]
    assert [(span.style, span.role) for span in table.rows[0][1]] == [("tag", "red")]


def test_a_trend_is_told_beside_the_period_that_it_compares_with(group: Desk) -> None:
    progress.edit_report(group, 1, rag="constrained")
    later = progress.add_period(group, 1, "second half of 2023")
    key = progress.start_report(group, later, 1)
    progress.edit_report(group, key, rag="on track")
    progress.compute_percent(group, key, today=TODAY)
    rows = told(report(group), "Status by focus area")
    assert "| G on track | " in rows[0]
    assert "\ncomputed: mean progress of " in rows[0]
    assert "| ↑ better |" in rows[0]
    assert "Trend: the rating beside that of the first half of 2023." in rows[-1]


def test_results_are_numbered_through_the_paper_with_their_headings(group: Desk) -> None:
    second = progress.start_report(group, 1, 2)
    progress.add_line(
        group, 1, "key result", "First.\n\nSecond:\n\n1. one\n2. two", heading="Re-launch of the portal"
    )
    progress.add_line(group, 1, "key result", "The plan was agreed.", activity_id=1)
    progress.add_line(group, second, "key result", "The plan was agreed.", activity_id=1)
    progress.add_line(group, second, "key result", "- a list at once")
    progress.add_line(group, second, "key result", heading="Only a heading")
    progress.add_line(group, second, "challenge", "Slow.", heading="Visas")
    assert told(report(group), "Key activities and results") == [
        "## All focus areas",
        "1. The plan was agreed.",
        "## Focus area 1: Focus area of UNDP (UNDP)",
        "2.# Re-launch of the portal", "   First.", "   Second:", "   one", "   two",
        "## Focus area 2: Focus area of OHCHR (OHCHR)",
        "3. ", "   a list at once",
        "4.# Only a heading",
    ]  # fmt: skip
    assert told(report(group), "Challenges") == [
        "## Focus area 2: Focus area of OHCHR (OHCHR)",
        "- Visas. Slow.",
        "Nothing recorded for focus area 1.",
    ]


def test_the_same_words_about_other_records_are_told_apart(group: Desk) -> None:
    second = progress.start_report(group, 1, 2)
    progress.add_line(group, 1, "challenge", "Late.", activity_id=1)
    progress.add_line(group, second, "challenge", "Late.", activity_id=2)
    assert told(report(group), "Challenges")[1::2] == ["- Late.", "- Late."]


def test_what_is_below_the_first_paragraph_of_an_entry_stands_below_it(group: Desk) -> None:
    progress.add_line(group, 1, "way forward", "Ask them:\n\n- once,\n- twice.\n\nThen write.")
    progress.add_line(group, 1, "way forward", "- bare")
    entries = under(report(group), "Way forward")
    assert [(row.level, words(row.text)) for row in entries if isinstance(row, Entry | Paragraph)][:5] == [
        (1, "Ask them:"), (2, "once,"), (2, "twice."), (1, "Then write."), (1, "bare"),
    ]  # fmt: skip


def test_dropped_lines_stay_out(group: Desk) -> None:
    workplan.edit_activity(group, 1, status="done")
    progress.collect(group, 1, today=TODAY)
    shown = told(report(group), "Key activities and results")
    (line,) = group.read("SELECT id FROM report_line WHERE what = 'finished' AND activity_id = 1")
    progress.drop_line(group, line[0])
    assert len(told(report(group), "Key activities and results")) < len(shown)


def test_indicators_that_moved_stand_as_at_the_end_of_the_period(group: Desk) -> None:
    later = progress.add_period(group, 1, "second half of 2023")
    result = framework.add_result(group, framework.add_framework(group, "The framework"), "Rights", code="M1")
    given = {
        "code": "M1.1", "baseline_value": 47.0, "baseline_text": "47 countries in the 3rd cycle",
        "target_value": 80.0, "target_text": "80 countries", "unit": "countries",
    }  # fmt: skip
    counted = framework.add_indicator(group, result, "Mid-term reports", **given)
    worded = framework.add_indicator(group, result, "Joint statements", measure="qualitative", code="M1.2")
    framework.add_indicator(group, result, "Never measured", code="M1.3")
    framework.add_value(group, counted, 1, "60 countries", comment="By June.")
    framework.add_value(group, counted, 1, "55 countries", kind="target")
    framework.add_value(group, counted, later, "90 countries")
    framework.add_value(group, worded, 1, "has increased significantly")
    assert told(report(group, 1), "Indicators that moved")[:-1] == [
        "M1.1 | Mid-term reports | 47 countries in the 3rd cycle | 80 countries\nfor the period: 55 countries | "
        "60 countries\nBy June. | 39 % of the way",
        "M1.2 | Joint statements | none | none | has increased significantly | told in words",
    ]
    assert "130 % of the way, target met" in told(report(group, later), "Indicators that moved")[0]


def test_the_annex_has_the_activities_of_the_period_by_status(group: Desk) -> None:
    workplan.edit_activity(group, 1, status="done", when="March 2023")
    workplan.edit_activity(group, 2, status="under way", when="June - July 2023")
    workplan.edit_activity(group, 3, when="July 2023")
    rows = told(report(group), "Activities of the period")
    assert rows[0] == "Status as recorded on 14 July 2023."
    assert rows[1] == "## Done (1)"
    assert [row for row in rows if row.startswith("##")][:2] == ["## Done (1)", "## Under way (1)"]
    (third,) = group.read("SELECT ref FROM activity WHERE id = 3")
    assert not [row for row in rows if row.startswith(f"{third[0]} | July")]


def test_where_nothing_is_there_it_says_so_and_no_table_is_empty(desk: Desk) -> None:
    plan = parts.add_workplan(desk, "A plan without anything")
    key = progress.add_period(desk, plan, "Q1 2023")
    paper = report(desk, key)
    assert not [row for row in paper.blocks if isinstance(row, Table)]
    for heading in ORDER[:5]:
        assert told(paper, heading) == ["Nothing recorded."]
    assert not [row for row in paper.blocks if isinstance(row, Heading) and row.text == ORDER[5]]
    assert told(paper, ORDER[6]) == ["No activity of the workplan is dated in this period."]
    assert len(pdf_pages(paper)) == 2


def test_without_an_id_the_newest_with_a_report(group: Desk) -> None:
    progress.add_period(group, 1, "second half of 2023")
    assert "first half" in report(group).subtitle
    with pytest.raises(UserError, match="no reporting period 99"):
        report(group, 99)
    progress.delete_report(group, 1)
    with pytest.raises(UserError, match="no report on a focus area yet"):
        report(group)


def test_markup_stays_what_it_is(group: Desk) -> None:
    nasty = "<b>&amp; <img src=x> </para> {{x}} =1+1 ]]>"
    progress.edit_period(group, 1, title=nasty, background=nasty)
    progress.edit_report(group, 1, rag="on track", rag_reason=nasty, percent=1, percent_reason=nasty)
    for part in ("key result", "challenge", "way forward"):
        progress.add_line(group, 1, part, nasty, heading=nasty)
    paper = report(group)
    squeezed = "".join(nasty.split())
    assert "".join(pdf_pages(paper)).count(squeezed) >= 9
    out = io.BytesIO()
    write_docx(paper, out)
    made = docx.Document(out)
    assert sum(nasty in row.text for row in made.paragraphs) >= 6
    assert nasty in made.tables[1].cell(1, 4).text


def test_texts_of_a_hundred_thousand_characters_are_whole(group: Desk) -> None:
    text = " ".join(f"word{number}" for number in range(11_500))[:100_000]
    progress.edit_period(group, 1, title=text, background=text)
    progress.edit_report(group, 1, rag_reason=text, percent=1, percent_reason=text)
    progress.add_line(group, 1, "key result", text, heading=text)
    progress.add_line(group, 1, "challenge", text)
    paper = report(group)
    pages = pdf_pages(paper)
    assert "".join(pages).count(text.split()[-2]) == 4
    assert len(pages) < 200
    write_docx(paper, io.BytesIO())


def test_the_sample_as_pdf_and_word(tmp_path: Path) -> None:
    with create_sample(tmp_path / "s.imgdesk") as desk:
        paper = report(desk, 1)
        pages = pdf_pages(paper)
        assert len(pages) == 3
        assert "Secondworkplandraftedandagreedwiththemembers" in pages[0]
        assert "".join(pages).count("Secondworkplandraftedandagreedwiththemembers:finished") == 1
        for ending in (".pdf", ".docx"):
            for name in ("a", "b"):
                export_paper(desk, tmp_path / f"{name}{ending}", "progress", today=TODAY, period_id=2)
            assert (tmp_path / f"a{ending}").read_bytes() == (tmp_path / f"b{ending}").read_bytes()
        with pytest.raises(UserError, match="A progress report is written as .pdf or .docx"):
            export_paper(desk, tmp_path / "a.odt", "progress", today=TODAY)
    made = docx.Document(str(tmp_path / "a.docx"))
    styles = {row.text: row.style.name for row in made.paragraphs if row.style is not None}
    assert styles["Challenges"] == "Heading 1"


def test_a_result_with_a_heading_is_a_numbered_heading_in_word(group: Desk) -> None:
    progress.add_line(group, 1, "key result", "Agreed.", heading="A strategy")
    out = io.BytesIO()
    write_docx(report(group), out)
    rows = [(row.style.name, row.text) for row in docx.Document(out).paragraphs if row.style is not None]
    at = rows.index(("Numbered heading", "A strategy"))
    assert rows[at + 1] == ("Paragraph continued", "Agreed.")
