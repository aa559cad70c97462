"""What holds for every test: no screen, no network, a home of its own; and the fixtures that several folders share."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from imgdesk.store.desk import Desk

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

hypothesis.settings.register_profile("default", deadline=None, print_blob=True, max_examples=50)
hypothesis.settings.register_profile("thorough", deadline=None, print_blob=True, max_examples=2000)
hypothesis.settings.load_profile("default")  # pytest --hypothesis-profile=thorough for a long look

_QT_FIXTURES = {"qapp", "qtbot", "qtmodeltester"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    thorough = hypothesis.settings.get_current_profile_name() == "thorough"
    for item in items:
        if thorough and hypothesis.is_hypothesis_test(getattr(item, "function", None)):
            # A time limit that ends a property in the middle of an example is told as a strategy that is flaky.
            item.add_marker(pytest.mark.timeout(0))
        if _QT_FIXTURES.intersection(getattr(item, "fixturenames", ())):
            item.add_marker("gui")


@pytest.fixture(autouse=True)
def own_home(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """The folder that stands for the person's own: settings, backups and exports of this test alone."""
    home = tmp_path_factory.getbasetemp() / f"home-{abs(hash(request.node.nodeid)):x}"
    monkeypatch.setenv("IMGDESK_HOME", str(home))
    return home


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Make every connection fail, and the test with it, even where the code swallows the error."""
    tried: list[object] = []

    def refuse(*address: object) -> None:
        tried.append(address[1:] or address)
        raise OSError("tests have no network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    yield
    assert not tried, f"the code asked for the network: {tried}"


@pytest.fixture(autouse=True)
def one_application(request: pytest.FixtureRequest) -> None:
    """Start with the application of the window where a picture may be drawn: Qt allows one, and the first stays."""
    if request.path.parent.name in {"cli", "reports"}:
        request.getfixturevalue("qapp")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real papers beside the checkout; where it is absent the test is skipped."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip("the real papers are not beside this checkout")
    return folder


# The desk: fixtures of the store and of the layers above it.


class Clock:
    """A clock that stands still until it is set."""

    def __init__(self) -> None:
        self.now = datetime(2023, 5, 12, 9, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    """The clock of the desks in this test: 12 May 2023, half past nine, UTC."""
    return Clock()


@pytest.fixture(scope="session")
def empty_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk without a plan, made once; tests work on copies."""
    path = tmp_path_factory.mktemp("desks") / "empty.imgdesk"
    Desk.create(path, "IMG on Human Rights and the Environment").close()
    return path


@pytest.fixture(scope="session")
def made_plan_desk(empty_desk: Path) -> Path:
    """A desk with a small plan, made once: two sections, two focus areas, six activities (ids 1 to 6)."""
    from imgdesk.services import parts, people, workplan

    path = empty_desk.with_name("plan.imgdesk")
    shutil.copyfile(empty_desk, path)
    with Desk.open(path, clock=Clock()) as desk:
        plan = parts.add_workplan(
            desk, "Second workplan", "2023-2025", objective="Rights and the environment"
        )
        firm = parts.add_section(desk, plan, "2023", year=2023)
        later = parts.add_section(desk, plan, "2024", year=2024, provisional=True, note="to be discussed")
        for number, lead in ((1, "UNDP"), (2, "OHCHR")):
            area = parts.add_focus_area(desk, plan, number, f"Focus area of {lead}")
            organization = people.add_organization(desk, lead, lead)
            people.hold_role(desk, "focus area lead", organization_id=organization, focus_area_id=area)
        for place, (output, when, leads) in enumerate(
            (
                (
                    "Policy brief on the right to a healthy environment",
                    "March 2023",
                    "UNDP & OHCHR (FA1/FA2)",
                ),
                ("Side event at the HLPF", "July", "FA2"),
                ("[Training for country teams]", "TBD", "UNEP/FA1"),
                ("Briefing of the Senior Officials (TBC)", "late 2023", "All"),
                ("Mapping of defenders", "Q1", "UNDP"),
                ("Lessons learned", "", "FA2/all"),
            )
        ):
            section = firm if place < 4 else later
            fields = {"when": when, "leads": leads, "category": "Policy (all levels)"}
            workplan.add_activity(desk, section, output, fields=fields)
    return path


@pytest.fixture(scope="session")
def dump() -> Callable[[Desk], dict[str, list[tuple[Any, ...]]]]:
    """A function from a desk to all its rows, table by table; not the journal, nor the bytes that no step holds."""

    def rows_of(desk: Desk) -> dict[str, list[tuple[Any, ...]]]:
        tables = desk.read(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'step%' "
            "AND name <> 'stored_file'"
        )
        return {name: desk.read(f'SELECT * FROM "{name}" ORDER BY id') for (name,) in tables}

    return rows_of


@pytest.fixture
def desk(empty_desk: Path, tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    """An open desk without a plan."""
    shutil.copyfile(empty_desk, tmp_path / "d.imgdesk")
    with Desk.open(tmp_path / "d.imgdesk", clock=clock) as opened:
        yield opened


@pytest.fixture
def plan_desk(made_plan_desk: Path, tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    """An open desk with a small plan."""
    shutil.copyfile(made_plan_desk, tmp_path / "p.imgdesk")
    with Desk.open(tmp_path / "p.imgdesk", clock=clock) as opened:
        yield opened
