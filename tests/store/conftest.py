"""Fixtures of the store's own tests."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as driver

from imgdesk.store.desk import Desk


@pytest.fixture
def memory_path(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where the system has one: a kill and a restart are the same there, without the wait."""
    if not os.access("/dev/shm", os.W_OK):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
        yield Path(folder)


@pytest.fixture
def raw(plan_desk: Desk, request: pytest.FixtureRequest) -> Iterator[driver.Connection]:
    """A desk opened without the program, with the ROWS of the test's module in it."""
    path = plan_desk.path
    plan_desk.close()
    connection = driver.connect(str(path))
    connection.execute("PRAGMA foreign_keys = ON")
    for statement in request.module.ROWS:
        connection.execute(statement)
    yield connection
    connection.close()
