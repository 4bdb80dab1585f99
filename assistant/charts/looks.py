"""How charts look: colours that everybody tells apart, and the sizes for a message and for a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

COLOURS: Final = ("#0b62a4", "#c2570c", "#0c0c44", "#a48270", "#7722dd", "#553333")
"""Told apart with any kind of colour blindness; at least 3:1 on the panel."""

MARKERS: Final = "os^Dv*"
"""A shape per series: nothing is told by colour alone."""

INK: Final = "#26292e"
FAINT_INK: Final = "#565b63"
LINES: Final = "#c9ccd1"
EMPTY: Final = "#e4e5e8"
EDGE: Final = "#7d828a"
"""Around a cell: at least 3:1 on the panel and on pale cells."""


_LINEAR: Final = 0.04045  # below it sRGB is linear


@dataclass(frozen=True)
class Look:
    """Sizes in inches and points.

    Attributes:
        width, height: Of the whole picture.
        dpi: Pixels per inch.
        panel: Colour behind everything: opaque, so that ink stands on it in any theme; empty: see-through.
        titled: Whether the title stands in the picture.
        title, body, small: Points of letters.
    """

    width: float
    height: float
    dpi: int
    panel: str
    titled: bool
    title: float
    body: float
    small: float


PICTURE: Final = Look(6.0, 3.5, 200, "#f8f8f6", titled=True, title=11, body=8.5, small=8)
"""For a message, which is light in one theme and dark in the other; twice the pixels that it is shown at."""

PAGE: Final = Look(8.0, 3.2, 100, "", titled=False, title=12, body=9, small=8)
"""For a page that has the title over it."""


def contrast(one: str, other: str) -> float:
    """Contrast of two colours such as `#26292e`, 1-21, higher is easier to read (WCAG 2.2, 1.4.3)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [part / 12.92 if part <= _LINEAR else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
