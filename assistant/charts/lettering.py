"""Words made to fit: what the font has, as wide as there is room for."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Final

FAMILY: Final = "DejaVu Sans"
"""Comes with matplotlib, so that a picture is the same on every machine."""

_NO_GLYPH: Final = "▯"
_CUT: Final = "…"
_POINTS_PER_INCH: Final = 72.0
_UNDRAWN: Final = frozenset(("Cc", "Cf", "Cn", "Co", "Cs", "Me"))
_SYMBOLS: Final = frozenset(("So", "Sk"))
_SELECTORS: Final = range(0xFE00, 0xFE10)
_EM: Final = 100.0  # points at which letters are measured
_SUBPIXELS: Final = 64.0  # the font tells widths in parts of a pixel
_SOME: Final = 6  # letters: fewer do not tell what the word is
_NARROWEST: Final = 0.2  # ems: hardly a letter is narrower


def drawable(words: str) -> str:
    """The words on one line; an emoji without a glyph goes, a letter without one becomes a box."""
    known = _known()
    return " ".join("".join(_letter(one, known) for one in words).split())


def _letter(letter: str, known: frozenset[int]) -> str:
    if letter.isspace():
        return " "
    kind = unicodedata.category(letter)
    if kind in _UNDRAWN or ord(letter) in _SELECTORS:
        return ""
    if ord(letter) in known:
        return letter
    return "" if kind in _SYMBOLS else _NO_GLYPH


@cache
def _known() -> frozenset[int]:
    """What both weights have."""
    from matplotlib.font_manager import get_font

    regular, bold = (get_font(_file(weight)).get_charmap() for weight in ("normal", "bold"))
    return frozenset(regular) & frozenset(bold)


@dataclass(frozen=True)
class Lettering:
    """Letters of one size.

    Attributes:
        points: Their size.
        weight: `normal` or `bold`.
    """

    points: float
    weight: str = "normal"

    def width(self, words: str) -> float:
        """Inches that the words take on one line."""
        shown = drawable(words)
        return _width(shown, self.weight) * self.points / _POINTS_PER_INCH if shown else 0.0

    def cut(self, words: str, inches: float) -> str:
        """The words, with … at the end where there is no room for all of them."""
        words = drawable(words)
        most = int(inches * _POINTS_PER_INCH / self.points / _NARROWEST) + 1
        if len(words) <= most and self.width(words) <= inches:
            return words
        low, high = 0, min(len(words), most)
        while high - low > 1:
            middle = (low + high) // 2
            fits = self.width(words[:middle].rstrip() + _CUT) <= inches
            low, high = (middle, high) if fits else (low, middle)
        return words[:low].rstrip() + _CUT

    def wrapped(self, words: str, inches: float, lines: int) -> str:
        """The words on at most so many lines, broken between words where possible, the last one cut."""
        done: list[str] = []
        rest = drawable(words)
        while rest and len(done) < lines - 1 and self.width(rest) > inches:
            if not (first := self._first_line(rest, inches)):
                break
            done.append(first)
            rest = rest[len(first) :].lstrip()
        return "\n".join([*done, self.cut(rest, inches)] if rest else done)

    def _first_line(self, words: str, inches: float) -> str:
        """As many whole words as fit; of a single long one the letters that fit, if those are some."""
        parts, taken = words.split(" "), 0
        while taken < len(parts) and self.width(" ".join(parts[: taken + 1])) <= inches:
            taken += 1
        if taken:
            return " ".join(parts[:taken])
        first = self.cut(parts[0], inches).removesuffix(_CUT)
        return first if len(first) >= _SOME else ""


def _width(words: str, weight: str) -> float:
    """Width in ems."""
    from matplotlib.font_manager import get_font

    font = get_font(_file(weight))
    font.set_size(_EM, _POINTS_PER_INCH)
    font.set_text(words, 0.0)
    return float(font.get_width_height()[0]) / _SUBPIXELS / _EM


@cache
def _file(weight: str) -> str:
    from matplotlib.font_manager import FontProperties, findfont

    return findfont(FontProperties(family=FAMILY, weight=weight))
