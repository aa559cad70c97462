"""The results of a framework in the IATI standard: order of elements and rules, held by a small checker of our own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from imgdesk.errors import UserError
from imgdesk.exchange.iati import export_iati, told
from imgdesk.services import framework, parts, progress
from imgdesk.services.sample import create_sample
from imgdesk.store.desk import Desk

ORDER = {
    "iati-activities": ("iati-activity",),
    "iati-activity": ("iati-identifier", "title", "result"),
    "result": ("title", "description", "document-link", "reference", "indicator"),
    "indicator": ("title", "description", "document-link", "reference", "baseline", "period"),
    "baseline": ("location", "dimension", "document-link", "comment"),
    "period": ("period-start", "period-end", "target", "actual"),
    "target": ("location", "dimension", "comment", "document-link"),
    "actual": ("location", "dimension", "comment", "document-link"),
    "title": ("narrative",),
    "description": ("narrative",),
    "comment": ("narrative",),
}
DEMANDED = {
    "result": ("title", "indicator"),
    "indicator": ("title",),
    "period": ("period-start", "period-end"),
    "title": ("narrative",),
}
ONCE = ("title", "description", "period-start", "period-end", "comment")
CODES = {"result": ("type", {"1", "2", "3", "9"}), "indicator": ("measure", {"1", "2", "3", "4", "5"})}


def faults(root: Any) -> list[str]:
    """Return what the file breaks of the standard's order and rules."""
    found = []
    for element in root.iter():
        names = [child.tag for child in element]
        order = ORDER.get(element.tag, ())
        if [name for name in names if name not in order]:
            found.append(f"{element.tag} holds {names}")
            continue
        if names != sorted(names, key=order.index):
            found.append(f"{element.tag} in the order {names}")
        found += [
            f"{element.tag} without {name}" for name in DEMANDED.get(element.tag, ()) if name not in names
        ]
        found += [f"{element.tag} with two {name}" for name in ONCE if names.count(name) > 1]
        if element.tag in CODES and element.get(CODES[element.tag][0]) not in CODES[element.tag][1]:
            found.append(f"{element.tag} of no known code")
        if element.tag == "baseline" and not (element.get("year") or "").isdecimal():
            found.append("baseline without a year")
        if element.tag == "period" and not element[0].get("iso-date") < element[1].get("iso-date"):
            found.append("period that ends before it begins")
        if element.tag in ("baseline", "target", "actual"):
            qualitative = next(element.iterancestors("indicator")).get("measure") == "5"
            if qualitative == (element.get("value") is not None):
                found.append(f"{element.tag} of {'words with' if qualitative else 'numbers without'} a value")
            float(element.get("value", "0"))
        if (
            element.tag == "result"
            and element.find("reference") is not None
            and element.find("indicator/reference") is not None
        ):
            found.append("references at result and indicator")
    return found


def test_the_checker_finds_what_is_wrong() -> None:
    wrong = etree.fromstring(
        '<result type="7"><indicator measure="1"><baseline/><title/>'
        '<period><period-start iso-date="2024-01-02"/><period-end iso-date="2024-01-01"/></period></indicator></result>'
    )
    assert len(faults(wrong)) == 7


@pytest.fixture
def frame(plan_desk: Desk) -> int:
    """A framework with a result O1."""
    key = framework.add_framework(plan_desk, "Rivers & rights", period="2024-2027")
    return framework.add_result(plan_desk, key, "Laws <protect>", code="O1", kind="outcome")


def written(desk: Desk, tmp_path: Path) -> tuple[Any, list[str]]:
    path = tmp_path / "i.xml"
    left_out = export_iati(desk, path)
    root = etree.fromstring(path.read_bytes())
    assert faults(root) == []
    return root, left_out


def test_the_sample_keeps_the_order_and_the_rules(tmp_path: Path) -> None:
    with create_sample(tmp_path / "sample.imgdesk") as desk:
        root, left_out = written(desk, tmp_path)
    assert root.get("version") == "2.03"
    assert len(root.findall(".//indicator")) == 31
    assert any(sentence.startswith("G6.2: the baseline") for sentence in left_out)


def test_measures_directions_and_values(plan_desk: Desk, frame: int, tmp_path: Path) -> None:
    framework.add_indicator(
        plan_desk,
        frame,
        "Deaths",
        direction="descending",
        baseline="9 deaths in 2022",
        target="5 deaths",
        target_when="2027",
    )
    framework.add_indicator(
        plan_desk, frame, "Level", direction="maintain", measure="percentage", target="60 %"
    )
    framework.add_indicator(
        plan_desk, frame, "Support", measure="qualitative", baseline="low in 2021", target="has grown"
    )
    root, _ = written(plan_desk, tmp_path)
    deaths, level, support = root.iter("indicator")
    assert (deaths.get("measure"), deaths.get("ascending")) == ("1", "false")
    assert (deaths.find("baseline").get("year"), deaths.find("baseline").get("value")) == ("2022", "9")
    assert deaths.find("period/period-start").get("iso-date") == "2024-01-01"
    assert deaths.find("period/period-end").get("iso-date") == "2027-12-31"
    assert (level.get("measure"), level.get("ascending"), level.find("period/target").get("value")) == (
        "2",
        None,
        "60",
    )
    assert support.get("measure") == "5"
    assert support.findtext("period/target/comment/narrative") == "has grown"
    assert root.find(".//result/reference").attrib == {"vocabulary": "99", "code": "O1"}
    assert root.findtext(".//result/title/narrative") == "Laws <protect>"


def test_values_stand_in_the_days_of_their_periods(plan_desk: Desk, frame: int, tmp_path: Path) -> None:
    key = framework.add_indicator(plan_desk, frame, "Laws")
    period = progress.add_period(plan_desk, 1, "first half of 2024")
    framework.add_value(plan_desk, key, period, "4", "target")
    framework.add_value(plan_desk, key, period, "3 laws", comment="one is late")
    framework.add_value(plan_desk, key, period, "many")
    root, left_out = written(plan_desk, tmp_path)
    [found] = root.iter("period")
    assert [part.get("iso-date") for part in found[:2]] == ["2024-01-01", "2024-06-30"]
    assert [(part.tag, part.get("value")) for part in found[2:]] == [("target", "4"), ("actual", "3")]
    assert found.findtext("actual/comment/narrative") == "3 laws. one is late"
    assert "Laws: the actual of first half of 2024, which is no number, is left out." in left_out


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"baseline": "9 deaths"}, "the baseline, which names no year"),
        ({"baseline": "2.356 ratifications in 2021"}, "the baseline, which is no number"),
        (
            {"measure": "percentage", "baseline": "189 reports in 2023"},
            "the baseline, which counts something else than the target",
        ),
        ({"target": "hundreds"}, "the target, which is no number"),
    ],
)
def test_what_the_standard_cannot_take_is_left_out_and_said(
    plan_desk, frame, tmp_path, fields, words
) -> None:
    framework.add_indicator(plan_desk, frame, "Deaths", **fields)
    root, left_out = written(plan_desk, tmp_path)
    assert f"Deaths: {words}, is left out." in left_out
    assert root.find(".//baseline") is None
    assert root.find(".//period") is None


def test_a_target_without_known_days_is_left_out(plan_desk: Desk, tmp_path: Path) -> None:
    key = framework.add_framework(plan_desk, "Undated")
    result = framework.add_result(plan_desk, key, "Laws")
    framework.add_result(plan_desk, key, "Nothing measured")
    framework.add_indicator(plan_desk, result, "Deaths", target="5")
    root, left_out = written(plan_desk, tmp_path)
    assert root.find(".//period") is None
    assert any("first and last day are not known" in sentence for sentence in left_out)
    assert any("without an indicator are left out" in sentence for sentence in left_out)


def test_a_desk_without_an_indicator_writes_nothing(plan_desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no indicator to write"):
        export_iati(plan_desk, tmp_path / "i.xml")
    assert not (tmp_path / "i.xml").exists()


def test_many_sentences_are_cut_and_counted() -> None:
    assert told(["a"] * 3) == ["a"] * 3
    assert told([str(n) for n in range(50)], 10)[-1] == "… and 41 more."


def test_parts_of_a_desk_are_written_apart(plan_desk: Desk, frame: int, tmp_path: Path) -> None:
    parts.add_workplan(plan_desk, "Third workplan", "2026-2027")
    other = framework.add_framework(plan_desk, "Peace")
    for result in (frame, framework.add_result(plan_desk, other, "Calm")):
        framework.add_indicator(plan_desk, result, "Laws", target="3")
    root, _ = written(plan_desk, tmp_path)
    assert [one.findtext("title/narrative") for one in root] == ["Rivers & rights", "Peace"]
