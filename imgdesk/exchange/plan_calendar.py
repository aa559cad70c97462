"""Tables that say when by place: a column for each quarter, month or year, with crosses or shading in the rows.

The names of the marked columns become the date as text ("Q1 2024 to Q3 2024"); nothing is computed here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from imgdesk.domain.leads import fold

_MONTHS = (
    "jan january janvier janv enero ene feb february fevrier fev febrero mar march mars marzo apr april avril avr"
    " abril abr may mai mayo jun june juin junio jul july juillet juil julio aug august aout agosto ago sep sept"
    " september septembre septiembre oct october octobre octubre nov november novembre noviembre dec december"
    " decembre diciembre dic"
).split()
_UNIT = re.compile(
    rf"(?:q[1-4]|[1-4]q|t[1-4]|h[12]|s[12]|[1-4](?:st|nd|rd|th) quarter|{'|'.join(_MONTHS)})(?: (?:of )?20\d\d)?|20\d\d"
)
_YEAR = re.compile(r"20\d\d")
_SIGN = re.compile(r"[xX×✓✔☒☑•●■▪*+√]{1,3}")


def is_unit(header: str) -> bool:
    """Return whether a column name is a stretch of time: "Q1", "T3 2024", "Jan", "2024"."""
    return bool(_UNIT.fullmatch(fold(header)))


def is_sign(text: str) -> bool:
    """Return whether a cell only marks its column."""
    return bool(_SIGN.fullmatch(text))


def unit_names(upper: Sequence[str], lower: Sequence[str]) -> dict[int, str]:
    """Return the names of the time columns of a header in two rows, "Q1" below "2024", by place.

    The lower row may repeat the upper beside its units, as cells merged over both rows do, but say nothing else.
    """
    units = {at: text.strip() for at, text in enumerate(lower) if is_unit(text)}
    others = (at for at in range(len(lower)) if at not in units and lower[at].strip())
    if len(units) < 2 or any(at >= len(upper) or fold(upper[at]) != fold(lower[at]) for at in others):
        return {}
    above = {at: upper[at].strip() if at < len(upper) else "" for at in units}
    return {
        at: f"{name} {above[at]}" if _YEAR.fullmatch(above[at]) and not _YEAR.search(name) else name
        for at, name in units.items()
    }


def marked_text(names: Sequence[str], marked: Sequence[int], columns: Sequence[int]) -> str:
    """Return the marked columns as text: neighbours as "Q1 to Q3", stretches apart with a comma."""
    places = [columns.index(at) for at in marked]
    stretches: list[list[int]] = []
    for place in sorted(set(places)):
        if stretches and stretches[-1][1] == place - 1:
            stretches[-1][1] = place
        else:
            stretches.append([place, place])
    label = [names[at].strip() for at in columns]
    return ", ".join(label[a] if a == b else f"{label[a]} to {label[b]}" for a, b in stretches)
