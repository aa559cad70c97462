"""Dates as agreed: flags, words around a date, French and Spanish, the context year, and what is kept as text."""

from __future__ import annotations

import pytest

from imgdesk.domain.timing import Timing, parse

FLAGS = (
    (
        ".. none/none tbc",
        "t.b.c. | tbc | to be confirmed | Date: TBC | TBC (subject to capacity) | not yet confirmed | ?",
    ),
    (".. none/none tbd", "T.B.D. | TBA | To be determined | to be decided"),
    (".. none/none tbc tbd", "TBC/TBD"),
    (
        "2023-05-01..2023-05-31 month/month tbc",
        "May 2023 TBC | to be confirmed: May 2023 | unconfirmed, May 2023 | May 2023? | May 2023 (?) | "
        "tentatively May 2023 | TBC-May 2023 | [TBC] May 2023",
    ),
    ("2024-07-01..2024-09-30 quarter/quarter tbd", "TBD, Q3 2024"),
    ("2023-06-01..2023-07-31 range/month tbc", "June-July (TBC) 2023"),
    (".. none/none tbd provisional", "[TBD]"),
    ("2023-05-01..2023-05-31 month/month tbc provisional", "[May 2023] (TBC)"),
    ("2023-05-01..2023-05-12 range/day provisional", "[1-12 May 2023]"),
    ("2023-05-01..2023-05-31 month/month provisional", "May 2023 (provisional)"),
    ("2023-05-01..2023-05-31 month/month", "May 2023 [HLPF]"),
    (
        "2023-05-01..2023-05-31 month/month approximate",
        "around May 2023 | ca. May 2023 | approx. May 2023 | approximately May 2023 | ~May 2023 | "
        "May 2023 (approx.)",
    ),
    ("2023-05-12..2023-05-12 day/day approximate", "about 12 May 2023 | ~ 12 May 2023"),
    ("2024-01-01..2024-12-31 year/year approximate", "circa 2024 | c. 2024"),
    ("2023-05-01.. open/month approximate", "from around May 2023"),
    ("2023-05-11..2023-05-20 range/week approximate", "around mid-May 2023"),
    ("2023-01-01..2024-12-31 range/year tbc", "TBC: 2023 or 2024"),
    ("2023-07-01..2023-07-31 month/month provisional", "[HLPF, July 2023] | HLPF [July 2023]"),
    ("2023-11-01..2023-11-30 month/month", "[COP 28], Nov 2023"),
    (".. none/none provisional", "[]"),
)

RECURRING = (
    (".. open/none", "ongoing | Ongoing discussions | continuous"),
    (".. open/none recurring", "quarterly | annually | monthly"),
    ("2024-01-01..2024-12-31 year/year recurring", "quarterly in 2024"),
    ("2024-05-01..2024-05-31 month/month recurring", "Annually in May 2024 | every May 2024"),
    ("2024-01-01.. open/year recurring", "every two months from 2024"),
    ("2024-01-01..2025-12-31 range/year recurring", "twice a year, 2024-2025"),
    ("2023-01-01..2025-12-31 range/year", "ongoing, 2023-2025"),
    ("2023-04-01.. open/month recurring", "quarterly meetings from April 2023"),
)

WORDS_AROUND = (
    (
        "2023-11-01..2023-11-30 month/month",
        "COP28 Nov 2023 | COP 28 Nov 2023 | COP28/Nov 2023 | INC-3 Nov 2023",
    ),
    ("2023-11-30..2023-12-12 range/day", "COP 28 (30 Nov-12 Dec 2023) | COP 28: 30.11.-12.12.2023"),
    ("2024-10-21..2024-11-01 range/day", "CBD COP16, 21 October–1 November 2024"),
    ("2024-02-01..2024-02-29 month/month", "UNEA 6 Feb 2024 | early 2024 (February)"),
    (
        "2023-05-01..2023-05-31 month/month",
        "HRC 55 May 2023 | Phase 2 May 2023 | Session 3, May 2023 | v2.1 May 2023 | 1.5 May 2023 | "
        "Room 301 May 2023 | in May 2023 | during May 2023 | Workplan 2023-25: May 2023 | "
        'May 2023 (FA1/FA2) | training of 25 staff in May 2023 | May 2023 – HLPF | "May 2023" | '
        "May 2023 and 2 or 3 workshops | (FA1) May 2023 | 12:30 May 2023 | May 2023 - 12 participants | "
        "2-3 days in May 2023 | training through webinars in May 2023 | FA 1 May 2023 | Est. May 2023",
    ),
    ("2023-09-01..2023-09-30 month/month", "UNGA 78, September 2023 | 2023 SDG Summit, September 2023"),
    ("2024-03-11..2024-03-22 range/day", "CSW68 (11-22 March 2024)"),
    ("2023-07-10..2023-07-19 range/day", "HLPF 10-19 July 2023 | HLPF–10-19 July 2023"),
    (
        "2023-09-18..2023-09-19 range/day",
        "SDG Summit 2023, 18-19 September | SDG Summit 2023 18-19 September",
    ),
    ("2024-09-01..2024-09-30 month/month", "Q3 2024 (Sept)"),
    ("..2023-06-30 open/day", "by 30 June (2023)"),
    (
        "2023-01-01..2023-12-31 year/year",
        "5 or 6 meetings in 2023 | a été décidé en 2023 | 1.5°C 2023 | pre-summer 2023 | "
        "Spring Meetings 2023 | COP 28 2023",
    ),
    (
        "2024-01-01..2024-12-31 year/year",
        "24/7 support in 2024 | mid-term review 2024 | will fall in 2024 | subject to funding, 2024",
    ),
    ("2023-05-12..2023-05-12 day/day", "12 May 2023, 2 and 3 sessions | IMG meeting no. 7, 12 May 2023"),
    ("2023-10-01..2023-10-31 month/month", "pre-COP, Oct 2023"),
    ("2024-05-01..2024-05-31 month/month", "INB 9 (May 2024)"),
    ("2023-06-05..2023-06-05 day/day", "World Environment Day 5 June 2023"),
    ("2023-12-03..2023-12-03 day/day", "COP28 – 3 Dec 2023 | COP 28 3 December 2023"),
    ("2023-06-19..2023-07-14 range/day", "HRC 53 (19 June - 14 July 2023)"),
    ("2023-11-13..2023-11-19 range/day", "INC-3, 13-19 November 2023, Nairobi"),
    ("2024-02-26..2024-03-01 range/day", "UNEA-6 (26 Feb.-1 March 2024)"),
    ("2023-05-01..2023-05-12 range/day", "BRS COPs 2023 (1-12 May)"),
    ("2023-06-01..2023-06-30 month/month", "UNDP/June 2023"),
)

FRENCH = (
    ("2023-01-01..2023-03-31 range/month", "janvier-mars 2023"),
    ("2023-01-01..2023-01-31 month/month", "janv. 2023"),
    ("2023-02-01..2023-02-28 month/month", "févr. 2023 | FÉVRIER 2023"),
    ("2023-08-01..2023-08-31 month/month", "août 2023"),
    ("2023-12-01..2023-12-31 month/month", "déc. 2023"),
    ("2023-05-01..2023-05-01 day/day", "1er mai 2023"),
    ("2023-05-12..2023-05-12 day/day", "le 12 mai 2023 | mercredi 12 mai 2023"),
    ("2023-05-12..2023-05-14 range/day", "du 12 au 14 mai 2023"),
    ("2023-11-30..2023-12-12 range/day", "du 30 nov. au 12 déc. 2023"),
    ("2023-05-12..2023-05-13 range/day", "12 et 13 mai 2023 | 12 ou 13 mai 2023"),
    ("2023-03-01..2023-05-31 range/month", "de mars à mai 2023"),
    ("2023-05-01..2023-07-31 range/month", "entre mai et juillet 2023"),
    ("2024-01-01..2024-06-30 half/half", "1er semestre 2024 | premier semestre 2024"),
    ("2024-07-01..2024-12-31 half/half", "S2 2024"),
    ("2024-07-01..2024-09-30 quarter/quarter", "T3 2024 | 3e trimestre 2024"),
    ("2024-04-01..2024-06-30 quarter/quarter", "2ème trimestre 2024"),
    ("2024-01-01..2024-03-31 quarter/quarter", "premier trimestre de 2024"),
    ("2024-03-01..2024-05-31 season/season", "printemps 2024"),
    ("2023-06-01..2023-08-31 season/season", "été 2023"),
    ("2023-09-01..2023-11-30 season/season", "à l'automne 2023"),
    ("2023-12-01..2024-02-29 season/season", "hiver 2023"),
    ("2024-01-01..2024-04-30 range/month", "début 2024"),
    ("2023-05-01..2023-05-10 range/week", "début mai 2023"),
    ("2024-05-01..2024-08-31 range/month", "mi-2024"),
    ("2023-05-11..2023-05-20 range/week", "mi-mai 2023"),
    ("2023-09-01..2023-12-31 range/month", "fin 2023 | fin d’année 2023"),
    ("2023-06-21..2023-07-10 range/week", "fin juin - début juillet 2023"),
    ("2023-06-12..2023-06-18 week/week", "semaine du 12 juin 2023"),
    ("..2023-12-31 open/month", "d'ici fin 2023 | jusqu'à fin 2023 | avant fin 2023"),
    ("..2023-05-31 open/month", "d’ici à mai 2023"),
    ("..2023-05-12 open/day", "jusqu’au 12 mai 2023 | au plus tard le 12 mai 2023"),
    ("..2023-05-11 open/day", "avant le 12 mai 2023"),
    ("2023-06-01.. open/month", "après mai 2023"),
    ("2023-05-01.. open/month", "à partir de mai 2023 | dès mai 2023 | depuis mai 2023"),
    ("2023-05-01..2023-05-31 month/month approximate", "vers mai 2023 | environ mai 2023"),
    (".. none/none tbc", "à confirmer"),
    ("2023-05-01..2023-05-31 month/month tbc", "mai 2023 (à confirmer)"),
    (".. none/none tbd", "à déterminer | à préciser"),
    (".. open/none", "en cours"),
    ("2024-01-01..2024-12-31 year/year", "tout au long de 2024"),
    (".. open/none recurring", "trimestriel"),
    ("2024-01-01..2024-06-30 range/quarter", "T1-T2 2024"),
    ("2023-01-01..2023-03-31 range/day", "du 1er janvier au 31 mars 2023"),
    ("2023-06-01..2023-06-02 range/day", "le 1er et le 2 juin 2023"),
    ("2023-06-12..2023-06-12 day/day", "12 juin 2023, 10h-12h"),
    ("..2023-05-31 open/season", "avant l'été 2023"),
    ("2023-10-01..2023-12-31 range/month", "d'octobre à décembre 2023"),
)

SPANISH = (
    (
        "2023-01-01..2023-03-31 range/month",
        "enero-marzo de 2023 | desde enero hasta marzo de 2023 | enero - mar. 2023",
    ),
    ("2023-01-01..2023-01-31 month/month", "ene. 2023"),
    ("2023-08-01..2023-08-31 month/month", "agosto de 2023"),
    ("2023-09-01..2023-09-30 month/month", "setiembre 2023"),
    ("2023-12-01..2023-12-31 month/month", "dic 2023"),
    ("2023-05-12..2023-05-12 day/day", "12 de mayo de 2023 | miércoles 12 de mayo de 2023"),
    ("2023-05-01..2023-05-01 day/day", "1º de mayo de 2023"),
    (
        "2023-05-12..2023-05-14 range/day",
        "del 12 al 14 de mayo de 2023 | entre el 12 y el 14 de mayo de 2023",
    ),
    ("2023-05-01..2023-06-30 range/month", "mayo y junio de 2023 | mayo o junio de 2023"),
    ("2024-01-01..2024-03-31 quarter/quarter", "primer trimestre de 2024 | T1 2024"),
    ("2024-07-01..2024-09-30 quarter/quarter", "3er trimestre de 2024"),
    ("2024-07-01..2024-12-31 half/half", "segundo semestre de 2024"),
    ("2024-03-01..2024-05-31 season/season", "primavera de 2024"),
    ("2023-06-01..2023-08-31 season/season", "verano 2023"),
    ("2023-09-01..2023-11-30 season/season", "otoño de 2023"),
    ("2023-12-01..2024-02-29 season/season", "invierno 2023"),
    ("2024-01-01..2024-04-30 range/month", "principios de 2024"),
    ("2023-05-01..2023-05-10 range/week", "a principios de mayo de 2023"),
    ("2024-05-01..2024-08-31 range/month", "mediados de 2024"),
    ("2023-09-01..2023-12-31 range/month", "finales de 2023 | fin de 2023"),
    ("2023-05-21..2023-05-31 range/week", "a finales de mayo de 2023"),
    ("2023-06-12..2023-06-18 week/week", "semana del 12 de junio de 2023"),
    ("2023-06-01..2023-06-07 week/week", "primera semana de junio de 2023"),
    ("2023-05-16..2023-05-31 range/week", "segunda quincena de mayo de 2023"),
    ("..2023-12-31 open/month", "para finales de 2023"),
    ("..2023-06-30 open/month", "hasta junio de 2023"),
    ("..2023-04-30 open/month", "antes de mayo de 2023"),
    ("2023-06-01.. open/month", "después de mayo de 2023"),
    ("2023-05-01.. open/month", "desde mayo de 2023 | a partir de mayo de 2023"),
    ("2023-05-01..2023-05-31 month/month approximate", "alrededor de mayo de 2023"),
    (".. none/none tbc", "por confirmar"),
    (".. none/none tbd", "por determinar"),
    ("2023-05-01..2023-05-31 month/month tbc", "¿mayo de 2023?"),
    (".. open/none", "en curso"),
    (".. open/none recurring", "anualmente"),
    ("2023-01-01..2023-03-31 range/day", "1 de enero al 31 de marzo de 2023"),
    ("..2023-05-12 open/day", "a más tardar el 12 de mayo de 2023"),
    (".. none/none", "sin fecha"),
)

IN_2023 = (
    ("2023-05-01..2023-05-31 month/month", "May | may | May (HLPF) | HLPF, May | in May"),
    ("..2023-05-31 open/month", "by May"),
    ("2023-05-01..2023-06-30 range/month", "May or June"),
    ("2023-05-01..2023-05-31 month/month tbc", "May?"),
    ("2023-05-12..2023-05-12 day/day", "12 May"),
    ("2023-05-01..2023-05-12 range/day", "1-12 May"),
    ("2023-11-01..2023-12-31 range/month", "Nov-Dec"),
    ("2023-12-01..2024-01-31 range/month", "Dec-Jan"),
    ("2023-12-01..2024-02-29 season/season", "winter"),
    ("2023-03-01..2023-05-31 season/season", "spring"),
    ("2023-07-01..2023-09-30 quarter/quarter", "Q3"),
    ("2023-04-01..2023-06-30 quarter/quarter", "second quarter"),
    ("2023-06-01..2023-06-30 month/month", "early summer"),
    ("2023-06-21..2023-06-30 range/week", "end of June"),
    ("2023-05-11..2023-05-20 range/week", "mi-mai"),
    ("2023-01-01..2023-12-31 year/year tbc", "TBC"),
    ("2023-01-01..2023-12-31 year/year tbd", "TBD"),
    ("2023-01-01..2023-12-31 year/year tbd provisional", "[TBD]"),
    ("2023-01-01..2023-12-31 year/year", "- | n/a | ongoing | throughout the year | all year"),
    ("2023-01-01..2023-12-31 year/year recurring", "quarterly"),
    ("2023-05-01..2023-05-31 month/month recurring", "every May"),
    ("..2023-12-31 open/month", "by end of year | by year end"),
    ("2024-05-01..2024-05-31 month/month", "May 2024"),
    ("2024-01-01..2024-12-31 year/year tbc", "TBC 2024"),
    ("2024-09-01..2024-09-30 month/month", "(2024) Sept"),
)

KEPT = (
    "May | 12 May | 12-13 May | Nov-Dec | from May | Q3 | every May | by end of year | 31 April 2023 | "
    "31/04/2023 | 29 February 2023 | 30 février 2024 | 32 May 2023 | May 32, 2023 | 00 May 2023 | "
    "2023-13 | 13/2023 | 12/13/2023 | 0000-05-12 | 2023-22 | 30-2 May 2023 | Dec 2024 - Jan 2023 | "
    "after 31 December 9999 | before 1 January 0001 | winter 9999 | week 53 of 2023 | Nov-Dec 24 | "
    "May 3 training sessions | May 2023-24 | COP 28 | COP28 | A/HRC/RES/46/7 | E/CN.4/2005/10 | "
    "ST/SGB/2023/1 | S/2023/12 | 2023/65 | FA1/FA2 | 3 training sessions | this may be decided | "
    "May be decided | this may need 12 days | 36 months (with possibility of extension) | 2030 Agenda | "
    "2030 Sustainable Development Agenda | post-2015 | Stockholm +50 | 2000 participants | USD 2000 | "
    "1500 | 2020s | 12 | 05 | 1/2 | 12/05 | 5/6/7 | 10:30 | 10% | 1-12 | FY 2023 | next May 2023 | "
    "not in May 2023 | except May 2023 | within 3 months of May 2023 | "
    "postponed from May 2023 to June 2023 | May 2023 (was March 2023) | "
    "HLPF, 10-19 July 2023; SDG Summit, 18-19 September 2023 | every child | "
    "Norwegian Permanent Mission | as soon as possible | 2 weeks ago | Septmber 2023 | 12. 5. 2023 | "
    "2023 05 12 | 1-12 (May 2023) | [10-]19 July 2023 | 28 - May 2023 | May 2023-12 | "
    "post-2020 framework | >2024 | May→June 2023 | delayed from May to June 2023 | originally May 2023 | "
    "spring 2023-24 | T1-T2 | May 2023.1 | 1/1/1 | 20230512 | 29-31 Feb 2024 | before COP 28 (Nov 2023) | "
    "after HLPF (July 2023) | from HLPF (July 2023) to COP 28 (Nov 2023) | until COP 28 in Nov 2023"
)

KEPT_IN_2023 = (
    "this may be decided | we may | may be | FA1/FA2 | COP 28 | A/HRC/RES/46/7 | 29 Feb | 31 April | "
    "1-12 | T3 | S1 | three years | year 2 | will fall | Set agenda and organize regular meetings"
)


def _outcome(timing: Timing) -> str:
    """The window, precision and grain, and the flags, as the tables write them."""
    if not timing.understood:
        return "kept as text"
    flags = [
        name for name in ("tbc", "tbd", "provisional", "approximate", "recurring") if getattr(timing, name)
    ]
    window = f"{timing.earliest or ''}..{timing.latest or ''}"
    return " ".join([window, f"{timing.precision}/{timing.grain}", *flags])


def _rows(*tables: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    return [(text, expected) for table in tables for expected, texts in table for text in texts.split(" | ")]


@pytest.mark.parametrize(("text", "expected"), _rows(FLAGS, RECURRING, WORDS_AROUND, FRENCH, SPANISH))
def test_text_has_the_window_and_flags_that_were_agreed(text: str, expected: str) -> None:
    timing = parse(text)
    assert _outcome(timing) == expected
    assert timing.text == text


@pytest.mark.parametrize(("text", "expected"), _rows(IN_2023))
def test_context_year_stands_in_for_a_missing_year(text: str, expected: str) -> None:
    assert _outcome(parse(text, year=2023)) == expected


NO_DATE = ("", " ", "\t", "-", "–", "n/a", "N/A", "none", "no date", "...")


@pytest.mark.parametrize("text", NO_DATE)
def test_no_date_is_understood_as_such(text: str) -> None:
    assert _outcome(parse(text)) == ".. none/none"


@pytest.mark.parametrize("text", NO_DATE)
def test_no_date_in_a_section_is_somewhere_in_its_year(text: str) -> None:
    assert _outcome(parse(text, year=2023)) == "2023-01-01..2023-12-31 year/year"


@pytest.mark.parametrize("text", KEPT.split(" | "))
def test_text_that_is_no_certain_date_is_kept_without_a_window(text: str) -> None:
    timing = parse(text)
    assert not timing.understood
    assert (timing.text, timing.earliest, timing.latest) == (text, None, None)
    assert (timing.precision, timing.grain) == ("none", "none")


@pytest.mark.parametrize("text", KEPT_IN_2023.split(" | "))
def test_context_year_makes_no_date_of_other_text(text: str) -> None:
    timing = parse(text, year=2023)
    assert not timing.understood
    assert (timing.earliest, timing.latest) == (None, None)


@pytest.mark.parametrize("year", [0, -1, 10000])
def test_context_year_outside_the_calendar_is_none(year: int) -> None:
    assert parse("TBC", year=year) == parse("TBC")


def test_flags_of_a_text_that_is_kept_are_known() -> None:
    timing = parse("[31 April 2023] (TBC)")
    assert not timing.understood
    assert timing.tbc
