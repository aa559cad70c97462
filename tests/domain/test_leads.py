"""Lead and partner cells as the workplans write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imgdesk.domain.leads import fold, organization_keys, read_leads, read_organizations, same_organization


@pytest.mark.parametrize(
    ("text", "names", "focus_areas", "everyone"),
    [
        ("UNDP/OHCHR/UNEP (all Focus Areas)", ("UNDP", "OHCHR", "UNEP"), (), True),
        ("UNDP & OHCHR (FA1/FA2)", ("UNDP", "OHCHR"), (1, 2), False),
        ("UNDP (FA1)", ("UNDP",), (1,), False),
        ("FA1/FA2", (), (1, 2), False),
        ("FA2/FA1", (), (2, 1), False),
        ("OHCHR/FA2", ("OHCHR",), (2,), False),
        ("OHCHR (FA2)", ("OHCHR",), (2,), False),
        ("UNEP/FA3", ("UNEP",), (3,), False),
        ("FA2", (), (2,), False),
        ("FA2/all", (), (2,), True),
        ("All", (), (), True),
        ("all", (), (), True),
        ("All co-chairs", (), (), True),
        ("All IMG members", (), (), True),
        ("Co-chairs (OHCHR, UNDP and UNEP)", ("OHCHR", "UNDP", "UNEP"), (), True),
        ("OHCHR, UNDP and UNEP", ("OHCHR", "UNDP", "UNEP"), (), False),
        ("Focus Area 2", (), (2,), False),
        ("Focus Areas 1, 2 and 3", (), (1, 2, 3), False),
        ("Focus Area II", (), (2,), False),
        ("FA 1 & 3", (), (1, 3), False),
        ("FA1-3", (), (1, 2, 3), False),
        ("FA1/2", (), (1, 2), False),
        ("FA1, 2023", (), (1,), False),
        ("TBC", (), (), False),
        ("tbd", (), (), False),
        ("-", (), (), False),
        ("", (), (), False),
        ("FAO/RTFT", ("FAO", "RTFT"), (), False),
        ("FAO", ("FAO",), (), False),
        ("UNDP (lead), FAO (TBC)", ("UNDP", "FAO"), (), False),
        ("Lead: UNDP; Support: FAO", ("UNDP", "FAO"), (), False),
        ("FA2 lead: OHCHR", ("OHCHR",), (2,), False),
        ("OHCHR (with UNEP)", ("OHCHR", "UNEP"), (), False),
        ("UNDP (with support from FAO and WHO)", ("UNDP", "FAO", "WHO"), (), False),
        ("the IMG co-chairs", (), (), True),
        ("EMG Secretariat", ("EMG Secretariat",), (), False),
        ("[UNDP/FAO]", ("UNDP", "FAO"), (), False),
        ("UNDP (FA1", ("UNDP",), (1,), False),
        ("tous les coprésidents", (), (), True),
        ("HCDH et PNUE (FA2)", ("HCDH", "PNUE"), (2,), False),
        ("ACNUDH y PNUMA", ("ACNUDH", "PNUMA"), (), False),
    ],
)
def test_a_lead_cell_names_organizations_focus_areas_or_everybody(
    text: str, names: tuple[str, ...], focus_areas: tuple[int, ...], everyone: bool
) -> None:
    leads = read_leads(text)
    assert (leads.names, leads.focus_areas, leads.everyone) == (names, focus_areas, everyone)
    assert leads.text == text


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("FAO Right to Food Team (RTFT)", ("FAO Right to Food Team (RTFT)",)),
        ("FAO RTFT", ("FAO RTFT",)),
        ("FAO Right to Food Team (RTFT) and UNEP", ("FAO Right to Food Team (RTFT)", "UNEP")),
        ("Food and Agriculture Organization", ("Food and Agriculture Organization",)),
        ("UNDP and Food and Agriculture Organization", ("UNDP", "Food and Agriculture Organization")),
        ("Ministry of Health and WHO", ("Ministry of Health", "WHO")),
        (
            "UN Office for Drugs and Crime (UNODC), UN Women and UN-Habitat",
            ("UN Office for Drugs and Crime (UNODC)", "UN Women", "UN-Habitat"),
        ),
        ("UNEP in collaboration with FAO", ("UNEP", "FAO")),
        ("- UNDP\n- FAO\n- UNDP", ("UNDP", "FAO")),
        ("UNDP, FAO, etc.", ("UNDP", "FAO")),
        ("Education for All", ("Education for All",)),
        ("n/a", ()),
    ],
)
def test_a_partners_cell_is_split_between_organizations_and_never_inside(
    text: str, names: tuple[str, ...]
) -> None:
    assert read_organizations(text) == names


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("FAO Right to Food Team (RTFT)", "FAO RTFT", True),
        ("FAO RTFT", "RTFT", True),
        ("fao rtft", "FAO-RTFT", True),
        ("UN Environment Programme (UNEP)", "UNEP", True),
        ("United Nations Environment Programme", "UN Environment Programme", True),
        ("Programme des Nations Unies pour l'environnement (PNUE)", "pnue", True),
        ("Comisión Económica", "COMISION ECONOMICA", True),
        ("UN DESA", "DESA", True),
        ("FAO Right to Food Team (RTFT)", "FAO", False),
        ("FAO RTFT", "WHO RTFT", False),
        ("UNDP HQ", "UNEP HQ", False),
        ("UNDP", "UNEP", False),
        ("", "", False),
    ],
)
def test_two_spellings_of_one_organization_are_recognised(first: str, second: str, same: bool) -> None:
    assert same_organization(first, second) is same
    assert same_organization(second, first) is same


def test_the_keys_of_a_team_hold_its_parent_only_in_front_of_its_own_acronym() -> None:
    assert organization_keys("FAO Right to Food Team (RTFT)") == {
        "fao right to food team",
        "rtft",
        "fao rtft",
    }


def test_folding_takes_away_accents_case_and_signs() -> None:
    assert fold("  Chef(s) de FILE – Échéance ") == "chef s de file echeance"


@given(st.text(max_size=300))
def test_any_text_is_read_without_an_error_and_kept(text: str) -> None:
    leads = read_leads(text)
    assert leads.text == text
    assert all(name.strip() == name and name for name in leads.names)
    assert len(set(leads.names)) == len(leads.names)
    assert all(number > 0 for number in leads.focus_areas)


@pytest.mark.parametrize(
    "text", ["UNDP and " * 11_000, "(" * 100_000, "a (" * 30_000, " " * 100_000 + "&", "FA1 " * 25_000]
)
@pytest.mark.timeout(5)
def test_a_very_long_cell_is_read_at_once(text: str) -> None:
    assert read_leads(text).text == text
