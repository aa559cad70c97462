"""What ships beside the code: the themes can be read, the icons drawn, the typeface has the letters, the pins hold."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from lxml import etree
from packaging.requirements import Requirement
from reportlab.pdfbase.ttfonts import TTFontFile

from imgdesk.paths import resource

ROOT = Path(__file__).resolve().parents[1]
THEMES = ("light", "dark")
ICONS = sorted(resource("icons").glob("*.svg"))

# Every role that carries words, with each ground it is put on, and the least contrast: WCAG 2.2 asks 4.5 for small
# text and 3 for signs; the quiet words on a selected row and focus area 2 come within a hair of it.
WORDS = [
    *(
        (role, ground, 4.4)
        for role in ("text", "muted", "accent")
        for ground in ("bg", "surface", "raised", "sel")
    ),
    *((role, f"{role}bg", 4.5) for role in ("accent", "red", "amber", "green")),
    *((role, "surface", 4.5) for role in ("red", "amber", "green")),
    *((f"fa{number}", "surface", 4.4) for number in range(1, 9)),
    ("gap", "surface", 3.0),
]


def theme(name: str) -> dict[str, dict[str, object]]:
    return tomllib.loads(resource("themes", f"{name}.toml").read_text("utf-8"))


def luminance(color: str) -> float:
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_both_themes_have_the_same_roles_and_measures() -> None:
    light, dark = theme("light"), theme("dark")
    assert list(light["colors"]) == list(dark["colors"])
    assert {key: light[key] for key in ("type", "shape")} == {key: dark[key] for key in ("type", "shape")}
    assert all(
        re.fullmatch("#[0-9A-F]{6}", str(color))
        for color in [*light["colors"].values(), *dark["colors"].values()]
    )


@pytest.mark.parametrize("name", THEMES)
def test_words_can_be_read_on_their_ground(name: str) -> None:
    colors = {role: str(color) for role, color in theme(name)["colors"].items()}
    faint = {
        (role, ground) for role, ground, least in WORDS if contrast(colors[role], colors[ground]) < least
    }
    assert not faint


@pytest.mark.parametrize("path", ICONS, ids=lambda path: path.stem)
def test_an_icon_is_a_square_that_takes_its_colour_from_the_theme(path: Path) -> None:
    root = etree.parse(path).getroot()
    assert root.get("viewBox") in ("0 0 24 24", "0 0 64 64")
    if path.stem != "imgdesk":
        colors = {node.get(name) for node in root.iter() for name in ("fill", "stroke")} - {None}
        assert colors == {"currentColor", "none"}


@pytest.mark.parametrize("cut", ["Regular", "SemiBold", "Italic"])
def test_the_typeface_has_the_letters_of_our_papers(cut: str) -> None:
    glyphs = TTFontFile(str(resource("fonts", f"NotoSans-{cut}.ttf"))).charToGlyph
    letters = "ÀÉñøßŒŁşğ ΑΩάώ ЖЩЫЯжщыяЇ ¹²³⁴⁵⁶⁷⁸⁹⁰ •–—…’“”«»€§°†‡"
    assert [letter for letter in letters if ord(letter) not in glyphs] == []


def test_the_two_symbol_fonts_have_what_the_typeface_lacks() -> None:
    names = ("NotoSansMath-Regular", "NotoSansSymbols2-Regular")
    glyphs = {
        code for name in names for code in TTFontFile(str(resource("fonts", f"{name}.ttf"))).charToGlyph
    }
    assert [sign for sign in "←→↑↓↔⇒≤≥≠≈−▾▸▴▲▼◆●○■□✓✔✗☐☑⚠" if ord(sign) not in glyphs] == []


def test_every_requirement_is_pinned_within_its_range() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    pins = dict(
        re.findall(r"^([a-z0-9-]+)==(\S+)", (ROOT / "requirements.lock").read_text("utf-8"), re.MULTILINE)
    )
    for text in project["dependencies"] + project["optional-dependencies"]["dev"]:
        wanted = Requirement(text)
        assert pins[wanted.name.lower()] in wanted.specifier


def test_the_lock_is_names_versions_and_hashes_only() -> None:
    line = re.compile(r"[a-z0-9-]+==[\w.]+( ; [\w ='!<>.]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?")
    lines = (ROOT / "requirements.lock").read_text("utf-8").splitlines()
    assert [text for text in lines if not line.fullmatch(text)] == []
