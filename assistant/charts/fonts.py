"""Fonts of pictures: one that is the same on every machine, then installed ones for scripts that it lacks."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

FAMILY: Final = "DejaVu Sans"
"""Comes with matplotlib."""

_SCRIPTS: Final = "日ひ한ไहবதతಕമગਕසខမაԱአ"
"""A letter of each script for which another font is looked for."""

_BOXES: Final = "Last Resort"  # begins the name of a font that has a box for every letter
_EM: Final = 100.0  # points at which letters are measured
_POINTS_PER_INCH: Final = 72.0
_SUBPIXELS: Final = 64.0  # the font tells widths in parts of a pixel


def has(letter: str) -> bool:
    """Whether some font draws the letter."""
    return ord(letter) in _letters(FAMILY) or any(ord(letter) in known for known in _others().values())


def families(words: str) -> list[str]:
    """The fonts that the words need, best first."""
    known = _letters(FAMILY)
    plain = all(ord(letter) in known or letter.isspace() for letter in words)
    return [FAMILY] if plain else [FAMILY, *_others()]


def width_of(words: str, weight: str) -> float:
    """Width of a line of words in ems."""
    from matplotlib.font_manager import get_font

    font = get_font([_file(family, weight) for family in families(words)])
    font.set_size(_EM, _POINTS_PER_INCH)
    font.set_text(words, 0.0)
    return float(font.get_width_height()[0]) / _SUBPIXELS / _EM


@cache
def _others() -> Mapping[str, frozenset[int]]:
    """Other families with their letters: for each script that is lacking the first by name that has it."""
    found: dict[str, frozenset[int]] = {}
    for letter in map(ord, _SCRIPTS):
        if any(letter in known for known in (_letters(FAMILY), *found.values())):
            continue
        family = next((one for one in _installed() if letter in _letters(one)), None)
        if family:
            found[family] = _letters(family)
    return found


@cache
def _installed() -> list[str]:
    from matplotlib.font_manager import fontManager

    upright = (one for one in fontManager.ttflist if (one.style, one.weight) == ("normal", 400))
    return sorted({one.name for one in upright if not one.name.startswith(_BOXES)})


@cache
def _letters(family: str) -> frozenset[int]:
    """What its ordinary weight has; of ours what the bold one has too, which writes titles."""
    from matplotlib.font_manager import get_font

    weights = ("normal", "bold") if family == FAMILY else ("normal",)
    return frozenset.intersection(*(frozenset(get_font(_file(family, one)).get_charmap()) for one in weights))


@cache
def _file(family: str, weight: str) -> str:
    from matplotlib.font_manager import FontProperties, findfont

    return findfont(FontProperties(family=[family], weight=weight))
