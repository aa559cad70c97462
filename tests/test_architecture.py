"""The rules of the house, held by reading the source: layers, purity, lazy imports, what a file may say.

Imports are read from the syntax tree, those inside functions too, so that a hidden import is found as well.
"""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "imgdesk"
MODULES = sorted(PACKAGE.rglob("*.py"))

LAYERS = [
    {"errors", "paths", "settings", "files", "palette", "text"},
    {"domain"},
    {"store"},
    {"views", "services", "gantt"},
    {"exchange", "reports"},
    {"arguments", "cli", "cli_exports", "ui", "__main__"},
]
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}

IMPURE_MODULES = {
    "asyncio",
    "glob",
    "io",
    "os",
    "pathlib",
    "shutil",
    "socket",
    "sqlcipher3",
    "sqlite3",
    "subprocess",
    "tempfile",
    "time",
}
IMPURE_CALLS = {"now", "open", "today", "utcnow"}
HEAVY = {"docx", "openpyxl", "reportlab", "sqlalchemy", "sqlmodel"}

# An address is allowed where it is not one: the name of an XML vocabulary, or a host that exists nowhere.
NAMES_NOT_ADDRESSES = re.compile(
    r"https?://(www\.w3\.org|purl\.[a-z.]+|schemas\.[a-z]+\.(com|org)|[\w.-]*\bexample\b|[\w.-]+\.invalid|localhost)"
)
FORBIDDEN = {
    "address": re.compile(r"https?://[\w-]+\.\S+"),
    "package index": re.compile("|".join(["py" + r"pi\b", "--(extra-)?" + "index-url", "--find" + "-links"])),
    "path of one machine": re.compile(
        r"(?<![\w.*])/("
        + "|".join(["work", "root", "tmp", r"home/\w+", r"Users/\w+"])
        + r")(?=[/\s\"'`,;:)]|$)"
    ),
}


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(node: ast.AST) -> Iterator[str]:
    """The modules that a node imports; ``from a import b`` gives both a and a.b."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        yield node.module or ""
        yield from (f"{node.module}.{alias.name}" for alias in node.names)


def all_imports(path: Path) -> set[str]:
    return {name for node in ast.walk(tree(path)) for name in imports_of(node)}


def imports_at_start(path: Path) -> set[str]:
    """What is imported when the module is: nothing inside functions, nothing for the type checker alone."""

    def reached(body: list[ast.stmt]) -> Iterator[ast.stmt]:
        for statement in body:
            yield statement
            if isinstance(statement, ast.If) and "TYPE_CHECKING" in ast.unparse(statement.test):
                yield from reached(statement.orelse)
            elif not isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
                for field in ("body", "orelse", "finalbody"):
                    yield from reached(getattr(statement, field, []))
                for handler in getattr(statement, "handlers", []):
                    yield from reached(handler.body)

    return {name for statement in reached(tree(path).body) for name in imports_of(statement)}


def layer_of(module: str) -> int | None:
    parts = module.split(".")
    return LEVEL.get(parts[1]) if parts[0] == "imgdesk" and len(parts) > 1 else None


def test_every_module_has_a_layer() -> None:
    known = set(LEVEL) | {"__init__"}
    assert {path.relative_to(PACKAGE).parts[0].removesuffix(".py") for path in MODULES} <= known


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_go_down_or_stay(path: Path) -> None:
    own = layer_of(name_of(path))
    higher = {name for name in all_imports(path) if (layer_of(name) or 0) > (own or 0)}
    assert not higher, "a module imports its own layer or a lower one"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_only_the_window_knows_qt(path: Path) -> None:
    qt = {name for name in all_imports(path) if name.split(".")[0] in {"PySide6", "shiboken6"}}
    assert not qt or "ui" in path.relative_to(PACKAGE).parts


@pytest.mark.parametrize("path", sorted(PACKAGE.joinpath("domain").rglob("*.py")), ids=name_of)
def test_the_domain_is_pure(path: Path) -> None:
    imported = {name.split(".")[0] for name in all_imports(path)} & IMPURE_MODULES
    called = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            called.add(
                node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            )
    assert not imported | called & IMPURE_CALLS, "no file, no database, no clock: today is an argument"


def test_only_the_store_knows_the_driver() -> None:
    drivers = {"sqlcipher3", "sqlite3"}
    users = {
        name_of(path) for path in MODULES if {name.split(".")[0] for name in all_imports(path)} & drivers
    }
    assert {user for user in users if not user.startswith("imgdesk.store")} == set()


@pytest.mark.parametrize("part", ["ui", "views", "gantt", "store/desk.py"])
def test_nothing_heavy_is_imported_before_it_is_needed(part: str) -> None:
    place = PACKAGE / part
    paths = [place] if place.suffix else sorted(place.rglob("*.py"))
    heavy = {
        f"{name_of(path)}: {name}"
        for path in paths
        for name in imports_at_start(path)
        if name.split(".")[0] in HEAVY
    }
    assert not heavy


def test_pages_are_read_without_the_write_side() -> None:
    """Importing all that the first paint reads brings in none of the heavy libraries, not even by a detour."""
    names = [name_of(path) for part in ("views", "gantt") for path in sorted((PACKAGE / part).rglob("*.py"))]
    names += ["imgdesk.store.desk", "imgdesk.services"]
    program = f"import {', '.join(names)}, sys; print(*sorted({HEAVY!r} & set(sys.modules)))"
    assert run_python(program) == ""


def test_services_come_on_first_use() -> None:
    program = (
        "import sys, imgdesk.services as services\n"
        "before = [m for m in sys.modules if m.startswith('imgdesk.services.')]\n"
        "services.workplan\n"
        "print(before, 'imgdesk.services.workplan' in sys.modules)\n"
    )
    assert run_python(program) == "[] True"


def run_python(program: str) -> str:
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    return run.stdout.strip()


def test_one_module_alone_may_make_paragraphs() -> None:
    """A Paragraph reads its text as markup, so one helper that escapes is the only one to know it."""
    users = set()
    for path in MODULES:
        words = {node.attr for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute)}
        words |= {name.rpartition(".")[2] for name in all_imports(path) if name.startswith("reportlab")}
        if words & {"Paragraph", "XPreformatted"}:
            users.add(name_of(path))
    assert len(users) <= 1, users


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_file_can_be_read_in_one_sitting(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 500


def our_files() -> list[Path]:
    git = shutil.which("git")
    if git and (ROOT / ".git").exists():
        listed = subprocess.run(
            [git, "-C", str(ROOT), "ls-files", "-z"], capture_output=True, text=True, check=False
        )
        if listed.returncode == 0:
            return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]
    pytest.skip("this is not a checkout that git can list")


def test_every_module_says_what_it_holds() -> None:
    silent = [path for path in our_files() if path.suffix == ".py" and not ast.get_docstring(tree(path))]
    assert not silent


def test_no_file_names_an_address_an_index_or_a_machine() -> None:
    found = []
    for path in our_files():
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        text = NAMES_NOT_ADDRESSES.sub("", text)
        found += [
            f"{path.relative_to(ROOT)}: {what}: {m.group()}"
            for what, mark in FORBIDDEN.items()
            for m in mark.finditer(text)
        ]
    assert not found
