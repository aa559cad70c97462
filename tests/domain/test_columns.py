"""The columns of a date and the value that it is read into hold the same, and one writes the other whole."""

from __future__ import annotations

import pytest

from imgdesk.domain.columns import WhenColumns, when_values
from imgdesk.domain.plan import Activity, Event
from imgdesk.domain.timing import parse


def test_every_column_of_a_date_is_written() -> None:
    assert set(when_values(parse("July 2023"))) == set(WhenColumns.model_fields)


@pytest.mark.parametrize(
    "text", ["12 May 2023", "[Q3 2024]", "TBD", "by end of 2015", "about July 2023?", "soon", ""]
)
def test_a_date_put_in_a_row_leaves_nothing_of_the_former(text: str) -> None:
    row, fresh = Event(name="COP 28"), Activity(plan_section_id=1)
    row.put(parse("[quarterly, from c. 2020 (TBC)]"))
    for one in (row, fresh):
        one.put(parse(text, year=2023))
        kept = {name: getattr(one, name) for name in WhenColumns.model_fields}
        assert kept == when_values(parse(text, year=2023))
        assert kept["when_text"] == text
