"""What the columns of a workplan table are called, in English, French and Spanish.

Columns are found by name and never by place: two tables of one paper may order them differently. Every paper names
them a little differently too, so a header counts by the words in it. Names are compared folded: no case, accents,
punctuation. One table of words; readers of other formats use the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from imgdesk.domain.leads import fold
from imgdesk.exchange.plan_calendar import is_unit, unit_names

_MAX_WORDS = 7
_SEARCHED_ROWS = 5

# The first field that matches wins: "Lead partner" is a lead, "Status / date" a status, "Activity / output" an output.
_NAMES: tuple[tuple[str, str], ...] = (
    ("number", r"(?:no|nr|n|num|number|numero|ref|reference|item|sl no|s no|id|code)(?: no)?"),
    (
        "leads",
        r".*\b(?:leads?|leading|responsib\w*|respons\w+|who|owners?|in charge|focal points?|chefs? de file"
        r"|pilotes?|lider(?:es)?|liderazgo|encargad[oa]s?|a cargo|quien|qui"
        r"|implementing (?:agenc|entit|organi[sz]ation|partner)\w*"
        r"|organismes? directeurs?|entidad(?:es)? principal(?:es)?|organismos? principal(?:es)?)\b.*",
    ),
    (
        "partners",
        r".*\b(?:partners?|partnerships?|contribut\w+|support(?:ing|ed)?(?: \w+)?|collaborat\w+|cooperat\w+"
        r"|stakeholders?|partenaires?|parties prenantes|appui|socios?|asociad[oa]s?|contrapartes?|colaborador\w*)\b.*",
    ),
    ("status", r".*\b(?:status|progress|state of play|etat|statut|avancement|estado|situacion|avance)\b.*"),
    (
        "when",
        r".*\b(?:dates?|when|timelines?|time ?frames?|timing|schedules?d?|periods?|deadlines?|due|months?"
        r"|years?|quarters?|calendars?|duration|start|end|begin|finish|calendrier|echeanc\w+|delais?|periodes?|quand|mois|annees?"
        r"|trimestres?|debut|fin|fechas?|plazos?|cronograma|calendario|cuando|periodos?|mes(?:es)?|ano|inicio)\b.*",
    ),
    ("focus_areas", r"(?:focus areas?|fas?|domaines? prioritaires?|areas? prioritarias?|areas? tematicas?)(?: no)?"),
    (
        "output",
        r".*\b(?:outputs?|deliverables?|products?|results?|tasks?|actions?|descriptions?|what|produits?|extrants?"
        r"|livrables?|resultats?|taches?|productos?|resultados?|entregables?|tareas?|accion(?:es)?|descripcion)\b.*",
    ),
    ("activity", r".*\b(?:activit(?:y|ies)|activites?|actividad(?:es)?)\b.*"),
    (
        "category",
        r".*\b(?:categor(?:y|ies)|types?|areas? of work|work ?streams?|themes?|components?|pillars?|strands?"
        r"|clusters?|objectives?|areas?|categories?|domaines?|axes?|volets?|objectifs?|categorias?|ambitos?|ejes?"
        r"|lineas? de (?:trabajo|accion)|tipos?|componentes?|objetivos?)\b.*",
    ),
    (
        "notes",
        r".*\b(?:notes?|remarks?|comments?|observations?|remarques?|commentaires?|observacion(?:es)?|notas?"
        r"|comentarios?|follow up|next steps)\b.*",
    ),
)  # fmt: skip
_PATTERNS = tuple((field, re.compile(pattern)) for field, pattern in _NAMES)
_PLURAL = re.compile(r"\((?:e?s|x)\)", re.IGNORECASE)
_TYPE_OF = re.compile(
    r"(?:types?|categor(?:y|ies)|areas?|themes?|tipos?|categorias?|categories?|domaines?) (?:of|d|de|des) "
)


@dataclass(frozen=True)
class Columns:
    """A header row: its place in the table, the field of each column ("" not understood) and the names as written."""

    row: int
    fields: tuple[str, ...]
    names: tuple[str, ...]
    depth: int = 1
    """How many rows the header has; `row` is the last of them."""

    def as_headers(self) -> dict[str, str]:
        """Return header to field as a report shows it; columns that were not understood are left out."""
        return {name: field for name, field in zip(self.names, self.fields, strict=True) if field and name}


def find_columns(rows: Sequence[Sequence[str]]) -> Columns | None:
    """Return the header among the first five rows, None for a table that is no workplan.

    A workplan table names what is done and at least one of: who leads, when, with whom, status. Of several rows
    the one that names the most fields is taken. "Activity" beside "Output" is the category; alone it is the output.
    """
    best: Columns | None = None
    for at, row in enumerate(rows[:_SEARCHED_ROWS]):
        fields = _fields(row)
        named = {field for field in fields if field}
        filled = sum(1 for text in row if fold(text))
        if "output" not in named or not named & {"leads", "when", "partners", "status", "calendar"}:
            continue
        if sum(1 for field in fields if field) * 2 < filled:
            continue
        if best is None or len(named) > len({field for field in best.fields if field}):
            best = Columns(at, tuple(fields), tuple(row))
    if best is not None and best.row + 1 < len(rows):
        return _with_second_row(best, rows[best.row + 1])
    return best


def _fields(row: Sequence[str]) -> list[str]:
    """Return the fields of a header row; names of time are columns of a calendar where there are several."""
    units = {at for at, text in enumerate(row) if is_unit(text)}
    if len(units) < 2:
        units = set()
    return _settle(["calendar" if at in units else field_of(text) for at, text in enumerate(row)])


def _with_second_row(columns: Columns, row: Sequence[str]) -> Columns:
    """Return the columns with the names a second header row gives: quarters below a year or a "Timeline"."""
    units = unit_names(columns.names, row)
    if not units or any(columns.fields[at] not in {"", "when", "calendar"} for at in units):
        return columns
    fields = tuple("calendar" if at in units else field for at, field in enumerate(columns.fields))
    names = tuple(units.get(at, name) for at, name in enumerate(columns.names))
    return Columns(columns.row + 1, fields, names, depth=2)


def field_of(header: str) -> str:
    """Return the field a column name stands for: output, activity, category, when, leads, ... or "" for none."""
    if header.strip() in {"#", "№"}:
        return "number"
    folded = fold(_PLURAL.sub("s", header))
    if not folded or len(folded.split()) > _MAX_WORDS or len(folded) > 80:
        return ""
    if _TYPE_OF.match(folded):
        return "category"
    return next((field for field, pattern in _PATTERNS if pattern.fullmatch(folded)), "")


def _settle(fields: list[str]) -> list[str]:
    """Decide what "Activity" is beside the other columns, and leave one column for the main text."""
    found = set(fields)
    if "activity" not in found:
        meaning = ""
    elif "output" not in found:
        meaning = "output"
    else:
        meaning = "category" if "category" not in found else "output"
    settled = []
    for field in fields:
        if field == "activity":
            settled.append(meaning)
        elif field == "output" and meaning == "output":
            settled.append("notes")
        else:
            settled.append(field)
    return settled
