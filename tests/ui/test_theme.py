"""Both palettes against the contrast rules, the switch between them, icons and type."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPalette
from PySide6.QtWidgets import QToolButton

from imgdesk.ui.theme import Theme, contrast, load_palette

TEXT_ON_GROUND = [
    *[(text, ground) for text in ("text", "muted", "accent") for ground in ("bg", "surface", "raised")],
    *[(text, ground) for text in ("red", "amber", "green") for ground in ("bg", "surface", "raised")],
    ("text", "grid"), ("text", "sel"), ("text", "accentbg"), ("accent", "accentbg"), ("accent", "sel"),
    ("red", "redbg"), ("amber", "amberbg"), ("green", "greenbg"), ("red", "sel"), ("amber", "sel"), ("text", "redbg"),
    ("text", "amberbg"), ("text", "greenbg"), ("onaccent", "accent"), ("onaccent", "accenthover"), ("surface", "text"),
]  # fmt: skip


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast(QColor("#000000"), QColor("#FFFFFF")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("#FFFFFF")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_ON_GROUND)
def test_words_are_readable_on_their_grounds(name: str, text: str, ground: str) -> None:
    roles = load_palette(name)
    assert contrast(roles[text], roles[ground]) >= 4.5


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize("ground", ["bg", "surface", "raised"])
def test_the_focus_ring_stands_out(name: str, ground: str) -> None:
    roles = load_palette(name)
    assert contrast(roles["accent"], roles[ground]) >= 3


def test_both_themes_have_the_same_roles() -> None:
    assert load_palette("light").keys() == load_palette("dark").keys()


def test_a_switch_changes_the_palette_and_says_so_once(qapp, theme: Theme, qtbot) -> None:
    light = qapp.palette().color(QPalette.ColorRole.Window)
    with qtbot.waitSignal(theme.changed):
        theme.set_mode("dark")
    assert theme.name == "dark"
    assert qapp.palette().color(QPalette.ColorRole.Window) != light
    heard: list[bool] = []
    theme.changed.connect(lambda: heard.append(True))
    theme.set_mode("dark")
    assert not heard


def test_auto_follows_the_system(qapp, theme: Theme) -> None:
    theme.set_mode("auto")
    dark = qapp.styleHints().colorScheme() == Qt.ColorScheme.Dark
    assert theme.name == ("dark" if dark else "light")
    assert theme.mode == "auto"


def test_an_unknown_mode_is_auto(theme: Theme) -> None:
    theme.set_mode("sepia")
    assert theme.mode == "auto"


def test_icons_take_the_colour_of_their_role(theme: Theme) -> None:
    image = theme.pixmap("plus", "accent", 24).toImage()
    pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    strongest = max(pixels, key=lambda pixel: pixel.alpha())
    wanted = theme.color("accent")
    assert strongest.alpha() > 100
    assert abs(strongest.red() - wanted.red()) <= 3
    assert abs(strongest.blue() - wanted.blue()) <= 3
    assert pixels[0].alpha() == 0


def test_an_icon_is_drawn_once(theme: Theme) -> None:
    assert theme.pixmap("plus").cacheKey() == theme.pixmap("plus").cacheKey()


def test_bound_icons_follow_a_switch_and_dead_targets_are_left_alone(qtbot, theme: Theme) -> None:
    alive, parent = QToolButton(), QObject()
    qtbot.addWidget(alive)
    theme.bind(alive, "plus")
    gone = QToolButton()
    theme.bind(gone, "plus")
    gone.deleteLater()
    del gone, parent
    before = alive.icon().pixmap(16).toImage()
    theme.set_mode("dark")
    assert alive.icon().pixmap(16).toImage() != before


def test_digits_are_tabular(theme: Theme) -> None:
    for semibold in (False, True):
        metrics = QFontMetrics(theme.font(13, semibold=semibold))
        assert len({metrics.horizontalAdvance(digit) for digit in "0123456789"}) == 1


def test_the_bundled_typeface_is_used(theme: Theme) -> None:
    from PySide6.QtGui import QFontInfo

    assert QFontInfo(theme.font()).family() == "Noto Sans"
    assert theme.font(15, semibold=True).pixelSize() == 15
