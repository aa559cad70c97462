"""What the cells of a row say about an indicator: quantities with their words, and the proposal that they make.

A cell typed as a number is that number; words are read like any text of a paper, and what they leave open is asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from imgdesk.domain.framework_sheet import ValueLine
from imgdesk.domain.indicator_text import PER_CENT, Proposal, read_baseline_line, read_number, same_measure
from imgdesk.domain.leads import fold
from imgdesk.domain.progress_words import CALCULATIONS, DIRECTIONS, MEASURES
from imgdesk.exchange.sheet_cells import NOTHING, Cell
from imgdesk.text import clean_text, one_line

_DIGITS: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]+)?$")
_POINT_AND_THREE: Final = re.compile(r"-?[1-9][0-9]{0,2}\.[0-9]{3}$")
_PLAIN: Final = re.compile(r"-?[0-9]+(?:\.[0-9]+)?$")
_LARGEST: Final = 1e15
WORDS: Final[dict[str, tuple[tuple[str, ...], dict[str, str]]]] = {
    "measure": (
        MEASURES,
        {
            "unit": "1 number numbers count units nombre unite unites numero unidad unidades absolute",
            "percentage": "2 percent percentages pourcentage porcentaje rate taux tasa",
            "nominal": "3",
            "ordinal": "4",
            "qualitative": "5 qualitatif cualitativo text texte texto",
        },
    ),
    "direction": (
        DIRECTIONS,
        {
            "ascending": "increase increasing up rising true yes hausse croissant ascendente aumento 1",
            "descending": "decrease decreasing reduce down falling false no baisse decroissant descendente reduccion 0",
            "maintain": "maintained stable keep maintenir mantener",
        },
    ),
    "calculation": (
        CALCULATIONS,
        {
            "last": "latest dernier ultimo",
            "sum": "total somme suma",
            "max": "maximum",
            "average": "mean moyenne promedio",
        },
    ),
}


class Said(NamedTuple):
    """A quantity as its cells say it."""

    value: float | None = None
    text: str = ""
    unit: str = ""
    measure: str = ""
    questions: tuple[str, ...] = ()

    @property
    def filled(self) -> bool:
        return self.value is not None or bool(self.text) or bool(self.questions)


def value_line(period: str, kind: str, parts: dict[str, Cell]) -> ValueLine:
    """Return a value of a period from its cells: "value", "text", "comment" and "source"."""
    said = read_cell(parts.get("value", NOTHING), is_number=True)
    if "text" in parts:
        words = read_cell(parts["text"])
        asked = said.questions if said.filled else words.questions
        said = Said(
            said.value if said.filled else words.value, words.text or parts["text"].text, questions=asked
        )
    comment, source = (clean_text(parts.get(name, NOTHING).text).strip() for name in ("comment", "source"))
    question = f"{kind.capitalize()} {period}: {said.questions[0]}" if said.questions else ""
    return ValueLine(period, kind, said.value, said.text, comment, source, question)


def read_cell(cell: Cell, *, is_number: bool = False, baseline: bool = False) -> Said:
    """Return what one cell says. `is_number`: its column holds numbers, so that 2023 alone is no year."""
    if cell.problem:
        return Said(text=cell.text, questions=(f"the cell holds {cell.problem}.",))
    if cell.number is not None:
        if abs(cell.number) >= _LARGEST:
            return Said(text=cell.text, questions=(f"{cell.text} is too large to keep as a number.",))
        unit, measure = (PER_CENT, "percentage") if cell.percent else ("", "")
        return Said(cell.number, "", unit, measure)
    text = one_line(cell.text)
    if not text:
        return Said()
    if is_number and _DIGITS.match(text) and not _POINT_AND_THREE.match(text):
        return Said(float(text))
    read = read_number(text)
    value, question, words = read.value, read.question, text
    if baseline:
        told = read_baseline_line(text)
        value, question, words = told.value, told.question, told.text
    plain = value is not None and bool(_PLAIN.match(text))
    return Said(
        value,
        "" if plain else words,
        read.unit,
        "" if plain else read.measure,
        (question,) if question else (),
    )


def proposed(
    title: str,
    code: str,
    fields: dict[str, Any],
    baseline: Said,
    target: Said,
    values: Sequence[ValueLine],
) -> Proposal:
    """Return the indicator that a row proposes; `fields` are those that have a column of their own."""
    measures = [said.measure for said in (target, baseline) if said.measure]
    counted = any(
        value is not None for value in (target.value, baseline.value, *(one.value for one in values))
    )
    read = read_baseline_line(baseline.text) if baseline.text else None
    made: dict[str, Any] = {
        "measure": measures[0] if measures and (not counted or measures[0] != "qualitative") else "unit",
        "unit": target.unit or baseline.unit,
        "baseline_year": read.year if read else None,
        "baseline_when": read.when if read else "",
        **fields,
    }
    if made["measure"] == "percentage" and "unit" not in fields:
        made["unit"] = PER_CENT
    whole = Proposal(title, code)._replace(**made)
    return whole._replace(
        baseline_value=baseline.value,
        baseline_text=baseline.text,
        target_value=target.value,
        target_text=target.text,
    )


def falls(row: Proposal) -> bool:
    """Tell whether the target lies below the baseline."""
    return _comparable(row) and (row.target_value or 0.0) < (row.baseline_value or 0.0)


def _comparable(row: Proposal) -> bool:
    known = row.baseline_value is not None and row.target_value is not None
    return known and same_measure(row.measure, row.baseline_text)


def doubts(row: Proposal, told: bool) -> list[str]:
    """Return what baseline and target leave to ask together."""
    if not _comparable(row):
        return []
    if row.target_value == row.baseline_value and row.direction != "maintain":
        return ["The target equals the baseline: is it a level to maintain?"]
    if not told and falls(row):
        return ["The target lies below the baseline: is it meant to fall?"]
    if told and row.direction != "maintain" and falls(row) != (row.direction == "descending"):
        return ["The target lies on the other side of the baseline: check the direction."]
    return []


def word_of(text: str, words: Sequence[str], synonyms: dict[str, str]) -> str:
    """Return which of `words` a text means, "" for none."""
    folded = fold(text)
    if text.strip() == "%":
        return "percentage" if "percentage" in words else ""
    if folded in words:
        return folded
    return next((word for word, others in synonyms.items() if folded in others.split()), "")
