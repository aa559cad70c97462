"""From words to records: one organization written two ways is one, two that look alike are two."""

from __future__ import annotations

from imgdesk.services import people
from imgdesk.services.resolve import Directory
from imgdesk.store.desk import Desk


def organizations(desk: Desk, *texts: str) -> list[int]:
    with desk.change("Read") as session:
        directory = Directory(session)
        return [directory.organization(text) for text in texts]


def categories(desk: Desk, *texts: str) -> list[int | None]:
    with desk.change("Read") as session:
        directory = Directory(session)
        return [directory.category(text) for text in texts]


def aliases(desk: Desk, table: str = "organization") -> list[str]:
    return [text for (text,) in desk.read(f"SELECT text FROM {table}_alias ORDER BY id")]


def test_a_team_written_in_full_and_short_is_one(desk: Desk) -> None:
    for texts in (
        ("FAO Right to Food Team (RTFT)", "FAO RTFT", "RTFT", "fao right to food team"),
        ("FAO RTFT", "FAO Right to Food Team (RTFT)"),
    ):
        assert len(set(organizations(desk, *texts))) == 1
    assert desk.read("SELECT name, acronym FROM organization") == [("FAO Right to Food Team", "RTFT")]
    assert sorted(aliases(desk)) == ["FAO RTFT", "FAO Right to Food Team (RTFT)", "fao right to food team"]


def test_it_is_still_one_in_the_next_change(desk: Desk) -> None:
    first = organizations(desk, "FAO Right to Food Team (RTFT)")
    assert organizations(desk, "FAO RTFT") == first
    known = aliases(desk)
    assert organizations(desk, "FAO RTFT", "FAO Right to Food Team (RTFT)") == first * 2
    assert aliases(desk) == known


def test_an_organization_typed_by_hand_is_found_by_every_name(desk: Desk) -> None:
    known = people.add_organization(desk, "FAO Right to Food Team", "RTFT")
    assert organizations(desk, "FAO RTFT", "RTFT", "FAO Right to Food Team (RTFT)") == [known] * 3
    other = people.add_organization(desk, "United Nations Environment Programme", "UNEP")
    people.add_alias(desk, other, "PNUE")
    assert organizations(desk, "UNEP", "unep", "UN Environment Programme", "PNUE") == [other] * 4


def test_the_same_acronym_under_another_parent_is_another(desk: Desk) -> None:
    fao, who, parent = organizations(desk, "FAO RTFT", "WHO RTFT", "FAO")
    assert len({fao, who, parent}) == 3
    assert organizations(desk, "WHO RTFT", "FAO RTFT", "FAO") == [who, fao, parent]


def test_a_spelling_is_kept_once_and_a_name_is_no_spelling(desk: Desk) -> None:
    organizations(desk, "UNDP", "UNDP", " UNDP ", "undp")
    assert desk.read("SELECT name, acronym FROM organization") == [("UNDP", "UNDP")]
    assert aliases(desk) == ["undp"]


def test_a_category_written_three_ways_is_one(desk: Desk) -> None:
    texts = (
        "Dissemination and Internal UN capacity building (all levels)",
        "Dissemination and Internal UN Capacity Building",
        "Dissemination and internal UN capacity-building (all levels)",
        "",
        "(all levels)",
    )
    first, second, third, nothing, aside = categories(desk, *texts)
    assert first == second == third
    assert (nothing, aside) == (None, None)
    assert desk.read("SELECT name FROM category") == [("Dissemination and Internal UN capacity building",)]
    assert aliases(desk, "category") == list(texts[:3])
    assert categories(desk, texts[0]) == [first]
    assert len(aliases(desk, "category")) == 3
