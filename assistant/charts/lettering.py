"""Words made to fit: letters that some font has, as wide as there is room for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from assistant.charts.fonts import has, width_of
from assistant.contract import ShownChart

_CUT: Final = "…"
_POINTS_PER_INCH: Final = 72.0
_UNDRAWN: Final = frozenset(("Cc", "Cf", "Cn", "Co", "Cs", "Me"))
_SYMBOLS: Final = frozenset(("So", "Sk"))
_SELECTORS: Final = range(0xFE00, 0xFE10)
_SOME: Final = 6  # letters: fewer do not tell what the word is
_TELLING: Final = 2  # letters of a name that is drawn in part
_NARROWEST: Final = 0.2  # ems: hardly a letter is narrower
_LEFT_OUT: Final = re.compile("…[…\\s]*(?=…)")


def drawable(words: str) -> str:
    """The words on one line; an emoji without a glyph goes, letters without one become one `…`."""
    told = _LEFT_OUT.sub("", "".join(map(_letter, words)))
    return " ".join(told.split())


def spelled(chart: ShownChart) -> ShownChart:
    """The chart with names in letters that can be drawn: `#3` for the third row or column that has none."""
    return chart.model_copy(
        update={
            "categories": _numbered(chart.categories),
            "series": [
                one.model_copy(update={"label": label, "names": [_told(name) for name in one.names]})
                for one, label in zip(chart.series, _numbered(one.label for one in chart.series), strict=True)
            ],
        }
    )


def _numbered(names: Iterable[str]) -> list[str]:
    return [_told(name) or f"#{number}" for number, name in enumerate(names, 1)]


def _told(name: str) -> str:
    """The name, if what can be drawn of it says anything."""
    words = drawable(name)
    whole = _CUT not in words or _CUT in name
    return words if whole or sum(map(str.isalpha, words)) >= _TELLING else ""


def _letter(letter: str) -> str:
    if letter.isspace():
        return " "
    kind = unicodedata.category(letter)
    if kind in _UNDRAWN or ord(letter) in _SELECTORS:
        return ""
    if has(letter):
        return letter
    return "" if kind in _SYMBOLS else _CUT


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
        return width_of(shown, self.weight) * self.points / _POINTS_PER_INCH if shown else 0.0

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
