"""Every table is known whichever service is asked for first."""

from __future__ import annotations

import pkgutil
import subprocess
import sys
from importlib import import_module

from sqlmodel import SQLModel

from imgdesk import domain, services
from imgdesk.services import records

RESOLVED = """
from importlib import import_module
import_module("imgdesk.services.{name}")
from sqlmodel import SQLModel
for table in SQLModel.metadata.tables.values():
    for key in table.foreign_keys:
        assert key.column is not None
"""


def rows_in(name: str) -> bool:
    module = import_module(f"{domain.__name__}.{name}")
    return any(
        isinstance(kind, type)
        and issubclass(kind, SQLModel)
        and hasattr(kind, "__table__")
        and kind.__module__ == module.__name__
        for kind in vars(module).values()
    )


def test_all_modules_with_rows_are_among_them() -> None:
    names = {found.name for found in pkgutil.iter_modules(domain.__path__) if rows_in(found.name)}
    assert {module.__name__.rpartition(".")[2] for module in records.TABLES} == names


def test_a_service_that_is_asked_for_alone_knows_all_tables_that_its_rows_refer_to() -> None:
    name = "paper_import"
    assert name in services.MODULES
    subprocess.run([sys.executable, "-c", RESOLVED.format(name=name)], check=True)
