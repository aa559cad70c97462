"""What the columns of a results framework are called, in English, French and Spanish.

Columns are found by name, in any order. Names are compared folded: no case, accents, punctuation. A column of actual
or of target values names its period: "Actual 2024", "2024 H1 actual".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from imgdesk.domain.leads import fold
from imgdesk.domain.timing import parse
from imgdesk.text import one_line

_SEARCHED_ROWS: Final = 10
_LONGEST: Final = 120
_CODE: Final = r"(?:code|codes|no|nr|number|ref|reference|id|numero|codigo|identifiant)"
_OF: Final = r"(?: (?:of|of the|de|du|des|del|de la|de l|d))?"
_RESULT: Final = (
    r"(?:results?|outcomes?|outputs?|impacts?|resultats?|effets?|produits?|extrants?|resultados?|efectos?|productos?"
    r"|impactos?)"
)
_PILLAR: Final = (
    r"(?:parents?|pillars?|goals?|(?:strategic )?objectives?|axes?|axis|piliers?|objectifs?"
    r"|axe strategique|pilar(?:es)?|objetivos?|ejes?|ejes? estrategicos?|metas? globales?)"
)
_INDICATOR: Final = (
    r"(?:(?:key |performance |key performance )?indicators?|kpis?|indicateurs?|indicador(?:es)?)"
)
_BASE_FR: Final = r"(?:de |d )?(?:reference|base|depart)"
_BASE_ES: Final = r"(?:de )?(?:la )?(?:linea (?:de )?base|base|referencia)"
_NAMES: Final = (
    ("id", r"(?:imgdesk )?id"),
    ("framework", r"(?:results? )?frameworks?|cadre(?: (?:de|des) resultats)?|marco(?: de resultados)?"),
    ("result_kind", r"(?:result )?(?:kind|level)|result type|type of result|niveau|type de resultat|nivel"
                    r"|tipo de resultado"),
    ("result_code", rf"{_RESULT} {_CODE}|{_CODE}{_OF} {_RESULT}"),
    ("result", rf"(?:expected |global )?{_RESULT}(?: (?:statement|title|description|attendus?|esperados?|name))?"),
    ("pillar_code", rf"{_PILLAR} {_CODE}|{_CODE}{_OF} {_PILLAR}"),
    ("pillar", rf"{_PILLAR}(?: (?:title|name|statement))?"),
    ("indicator_code", rf"{_INDICATOR} {_CODE}|{_CODE}{_OF} {_INDICATOR}|{_CODE}"),
    ("measure", rf"measures?|measure type|type of (?:measure|indicator)|{_INDICATOR} (?:type|measure)"
                rf"|type(?: d)? indicateur|(?:type de )?mesure|tipo de (?:indicador|medida)|medida"),
    ("indicator", rf"{_INDICATOR}(?: (?:title|name|statement|description|de (?:performance|resultat|desempeno)))?"),
    ("direction", r"directions?|sens|sentido|direccion"),
    ("unit", r"units?(?: of (?:measure|measurement))?|unites?(?: de mesure)?|unidad(?:es)?(?: de medida)?"),
    ("cumulative", r"cumulative|cumulatif|acumulativo|acumulado"),
    ("calculation", r"calculation|calculated as|calcul|calculo|mode de calcul"),
    ("baseline_value", rf"(?:base ?line) (?:value|number|figure)|valeur {_BASE_FR}|valor {_BASE_ES}"),
    ("baseline_text", r"base ?line (?:text|words|description|as written)"),
    ("baseline_year", rf"base ?line year|year of base ?line|annee {_BASE_FR}|ano {_BASE_ES}"),
    ("baseline_when", rf"base ?line (?:when|date|period|time)|date {_BASE_FR}|fecha {_BASE_ES}"),
    ("baseline", rf"base ?lines?|reference|(?:situation|niveau|donnees?|point) {_BASE_FR}|ligne de base|base"
                 r"|linea (?:de )?base|situacion inicial"),
    ("target_value", r"targets? (?:value|number|figure)|valeur cible|valor (?:de la )?meta"),
    ("target_text", r"targets? (?:text|words|description|as written)"),
    ("target_when", r"targets? (?:year|date|when|period|time)|year of target|(?:annee|date) (?:de la )?cible"
                    r"|(?:ano|fecha) (?:de la )?meta|echeance"),
    ("target", r"(?:overall |final |end )?targets?|(?:valeurs? )?cibles?|metas?"),
    ("source", r"sources?(?: (?:of|de|des) (?:data|information|verification|donnees))?|means of verification|mov"
               r"|data sources?|moyens? de verification|fuentes?(?: de (?:verificacion|datos|informacion))?"
               r"|medios? de verificacion"),
    ("note", r"comments?|notes?|remarks?|observations?|commentaires?|remarques?|comentarios?|observacion(?:es)?"
             r"|notas?"),
)  # fmt: skip
_PATTERNS: Final = tuple((field, re.compile(pattern)) for field, pattern in _NAMES)
_KIND_WORDS: Final = (
    ("outcome", re.compile(r"outcomes?|effets?|efectos?")),
    ("output", re.compile(r"outputs?|produits?|extrants?|productos?")),
    ("impact", re.compile(r"impacts?|impactos?")),
    ("pillar", re.compile(r"pillars?|piliers?|pilar(?:es)?")),
    ("goal", re.compile(r"(?:global |strategic )?(?:goals?|objectives?)|objectifs?|objetivos?")),
)
_ACTUAL: Final = (
    r"(?:actuals?|achieved|achievements?|realised|realized|réalisés?|realises?|réalisations?|atteints?"
    r"|alcanzados?|logros?|logrados?|ejecutados?)"
)
_TARGET: Final = r"(?:targets?|cibles?|metas?)"
_PART: Final = (
    r"(?P<part>values?|text|words|comments?|notes?|sources?|valeur|commentaires?|valor|comentarios?|fuentes?)"
)
_COMMENT: Final = r"(?P<part>comments?|notes?|commentaires?|comentarios?)"
_BEFORE: Final = re.compile(
    rf"(?:(?P<actual>{_ACTUAL})|(?P<target>{_TARGET}))(?:\s+{_PART})?[\s:,(–-]+(?P<period>.*?)\)?$",
    re.IGNORECASE,
)
_BEHIND: Final = re.compile(
    rf"(?P<period>.+?)[\s:,(–-]+(?:(?P<actual>{_ACTUAL})|(?P<target>{_TARGET}))(?:\s+{_PART})?\)?$",
    re.IGNORECASE,
)
_COMMENT_ON: Final = re.compile(rf"{_COMMENT}[\s:,(–-]+(?P<period>.+?)\)?$", re.IGNORECASE)
_DATED: Final = re.compile(r"(?P<name>.+?)[\s:,(–-]+(?P<year>(?:19|20|21)[0-9]{2})\)?$")
_PARTS: Final = (
    ("text", ("text", "word")),
    ("comment", ("comment", "note")),
    ("source", ("source", "fuente")),
)


class Field(NamedTuple):
    """What a column holds: a field of an indicator or its result, or a part of a value; `period` where it names one.

    The values of a period are "actual in period" and "target in period", alone or with text, comment or source.
    """

    name: str = ""
    period: str = ""
    kind: str = ""
    """The kind of result that the header says ("Outcome"), where it says one."""


class Columns(NamedTuple):
    """The header of a table: the index of its last row, its columns, and their names as written."""

    row: int
    fields: tuple[Field, ...]
    names: tuple[str, ...]

    def place(self, name: str) -> int | None:
        """Return the place of a column, or None where the table has none."""
        return next((at for at, field in enumerate(self.fields) if field.name == name), None)


def field_of(header: str) -> Field:
    """Return what a column name stands for; no name for one that is not understood."""
    line = one_line(header)
    folded = fold(line.replace("№", "no"))
    if line in ("#", "№"):
        return Field("indicator_code")
    if not folded or len(line) > _LONGEST:
        return Field()
    for field, pattern in _PATTERNS:
        if pattern.fullmatch(folded):
            return Field(field, kind=_kind(folded) if field in ("result", "pillar") else "")
    dated = _DATED.match(line)
    if dated and field_of(dated["name"]).name in ("baseline", "baseline_value"):
        return Field(field_of(dated["name"]).name, dated["year"])
    return _value_field(line)


def find_columns(rows: Sequence[Sequence[str]]) -> Columns | None:
    """Return the header among the first ten rows, None for a table that is no framework.

    A framework names its indicators or its targets, and one thing more. Of several rows the one that names the most is
    taken; names in the row below ("Baseline" over "Value" and "Year") are read together with those above.
    """
    best: Columns | None = None
    for at, row in enumerate(rows[:_SEARCHED_ROWS]):
        found = Columns(at, _settled([field_of(text) for text in row]), tuple(row))
        for columns in (found, _with_second_row(found, rows[at + 1] if at + 1 < len(rows) else ())):
            if _is_framework(columns) and (best is None or _known(columns) > _known(best)):
                best = columns
    return best


def _is_framework(columns: Columns) -> bool:
    named = {field.name for field in columns.fields if field.name}
    filled = sum(1 for name in columns.names if one_line(name))
    main = named & {"indicator", "target", "target_value", "target_text"}
    return bool(main) and len(named) > 1 and _known(columns) * 2 >= filled


def _known(columns: Columns) -> int:
    return sum(1 for field in columns.fields if field.name)


def _value_field(line: str) -> Field:
    found = _BEFORE.match(line) or _BEHIND.match(line)
    if found is None or (found.re is _BEHIND and parse(found["period"]).latest is None):
        found = _COMMENT_ON.match(line)
        known = found is not None and parse(found["period"]).latest is not None
        return Field("actual in period comment", found["period"].strip()) if found and known else _bare(line)
    kind = "actual" if found["actual"] else "target"
    part = (found["part"] or "").casefold()
    ending = next((name for name, words in _PARTS if part.startswith(words)), "")
    return Field(f"{kind} in period {ending}".rstrip(), found["period"].strip())


def _bare(line: str) -> Field:
    return Field("actual in period") if re.fullmatch(_ACTUAL, line, re.IGNORECASE) else Field()


def _kind(folded: str) -> str:
    return next((kind for kind, pattern in _KIND_WORDS if pattern.search(folded)), "")


def _settled(fields: Sequence[Field]) -> tuple[Field, ...]:
    """Keep the first column of each name; one target of one year is the target itself."""
    seen: set[tuple[str, str]] = set()
    kept = []
    for field in fields:
        known = (field.name, field.period if "in period" in field.name else "")
        kept.append(Field() if known in seen else field)
        seen.add(known)
    dated = [field for field in kept if field.name == "target in period"]
    if len(dated) != 1 or any(field.name in ("target", "target_value", "target_text") for field in kept):
        return tuple(kept)
    return tuple(Field("target", field.period) if field in dated else field for field in kept)


def _with_second_row(columns: Columns, row: Sequence[str]) -> Columns:
    """Return the columns with the names of a second header row, or as they were where it is none."""
    width = max(len(columns.names), len(row))
    above = _carried([*columns.names, *[""] * (width - len(columns.names))])
    below = [*map(one_line, row), *[""] * (width - len(row))]
    names, fields, more = [], [], False
    for top, own, text in zip(
        above, [*columns.names, *[""] * (width - len(columns.names))], below, strict=True
    ):
        name = f"{top} {text}".strip() if text else own
        field = field_of(name)
        if text and not field.name and field_of(text).name and not one_line(own):
            name, field = text, field_of(text)
        if text and not field.name:
            return columns
        more = more or bool(text)
        names.append(name)
        fields.append(field)
    return Columns(columns.row + 1, _settled(fields), tuple(names)) if more else columns


def _carried(names: Sequence[str]) -> list[str]:
    carried, last = [], ""
    for name in names:
        last = one_line(name) or last
        carried.append(last)
    return carried
