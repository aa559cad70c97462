"""What holds for every test: no screen, no network, a home of its own; and the fixtures that several folders share."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

hypothesis.settings.register_profile("default", deadline=None, print_blob=True, max_examples=50)
hypothesis.settings.register_profile("thorough", deadline=None, print_blob=True, max_examples=2000)
hypothesis.settings.load_profile("default")  # pytest --hypothesis-profile=thorough for a long look

_QT_FIXTURES = {"qapp", "qtbot", "qtmodeltester"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
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


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real papers beside the checkout; where it is absent the test is skipped."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip("the real papers are not beside this checkout")
    return folder


# The desk: fixtures of the store and of the layers above it.
