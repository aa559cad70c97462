"""The sample desk, made once for all papers; tests work on copies."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from imgdesk.services.sample import create_sample
from imgdesk.store.desk import Desk


@pytest.fixture(scope="session")
def made_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.imgdesk"
    create_sample(path, clock=lambda: datetime(2023, 6, 20, tzinfo=UTC)).close()
    return path


@pytest.fixture
def sample(made_sample: Path, tmp_path: Path, clock: Any) -> Iterator[Desk]:
    """An open sample desk, set up on 20 June 2023."""
    (tmp_path / "s.imgdesk").write_bytes(made_sample.read_bytes())
    with Desk.open(tmp_path / "s.imgdesk", clock=clock) as opened:
        yield opened
