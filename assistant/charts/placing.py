"""Where words stand beside what they name: they cover nothing, and the same chart gives the same places."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeAlias

from assistant.charts.sheet import Box, Sheet

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Spot: TypeAlias = tuple[float, float]
"""A place on the sheet in inches, across and up."""

Strokes: TypeAlias = Sequence[tuple[Spot, Spot]]
"""Lines, each from one place to another."""

_POINT: Final = 0.055  # inches from the middle of a point to its edge
_GAP: Final = 0.025  # inches between a point and its words
_CLEAR: Final = 0.03  # inches around words that other words keep free
_AWAY: Final = 0.045  # inches between words and the points of others
_DESCENT: Final = 0.03  # inches of letters below their line


@dataclass(frozen=True, eq=False)
class Placing:
    """Words placed one after another, the most important first.

    Attributes:
        sheet: Takes the words.
        room: They stay inside it.
        points: Their middles; words stand nearer to their own than to any other.
        taken: What else they may not cover: columns, words that stand already.
        strokes: Lines that they may not cross.
    """

    sheet: Sheet
    room: Box
    points: Collection[Spot] = ()
    taken: list[Box] = field(default_factory=list)
    strokes: Strokes = ()

    def beside(self, spot: Spot, words: str) -> None:
        """Write a name at the first free side of its point, on a stroke if all else is taken."""
        sides = [*_sides(spot, self._size(words))]
        self._write(words, self._free(spot, sides, self.strokes) or self._free(spot, sides, ()))

    def around(self, spot: Spot, words: str) -> None:
        """Write a value over its point, else under it, else at another free side."""
        right, left, over, under, *corners = _sides(spot, self._size(words))
        level = [self._shifted(over), self._shifted(under)]
        further = [_lifted(level[0], _AWAY), _lifted(level[1], -_AWAY)]  # past points beside it
        self._write(words, self._free(spot, [*level, *further, *corners, right, left], self.strokes))

    def above(self, spot: Spot, words: str, *, below: bool = False) -> None:
        """Write the words over the end of a column, or under it, where nothing is in the way."""
        wide, high = self._size(words)
        left, bottom = spot[0] - wide / 2, spot[1] - high - _GAP if below else spot[1] + _GAP
        place = self._shifted(Box(left, bottom, left + wide, bottom + high))
        self._write(words, self._free(spot, [place], self.strokes))

    def _shifted(self, place: Box) -> Box:
        """The place, to the side as far as the room asks for."""
        left = max(self.room.left, min(place.left, self.room.right - place.width))
        return Box(left, place.bottom, left + place.width, place.top)

    def _size(self, words: str) -> tuple[float, float]:
        return self.sheet.small.width(words), self.sheet.line(self.sheet.small) * 0.8

    def _write(self, words: str, place: Box | None) -> None:
        if words and place is not None:
            self.taken.append(grown(place, _CLEAR))
            self.sheet.name(words, place.left, place.bottom + _DESCENT)

    def _free(self, own: Spot, places: Sequence[Box], strokes: Strokes) -> Box | None:
        taken = [*self.taken, *(grown(point_at(one), _AWAY) for one in self.points if one != own)]
        for place in places:
            free = _inside(place, self.room) and not any(_overlap(place, other) for other in taken)
            if free and not any(_crossed(place, one) for one in strokes):
                return place
        return None


def spot_of(box: Box, axes: Axes, across: float, up: float) -> Spot:
    """Where a point of the axes, which fill the box, lies on the sheet."""
    (low, high), (bottom, top) = axes.get_xlim(), axes.get_ylim()
    return (
        box.left + (across - low) / (high - low) * box.width,
        box.bottom + (up - bottom) / (top - bottom) * box.height,
    )


def point_at(spot: Spot) -> Box:
    """The square that a point covers."""
    return grown(Box(*spot, *spot), _POINT)


def grown(box: Box, by: float) -> Box:
    """The box with so many inches more on every side."""
    return Box(box.left - by, box.bottom - by, box.right + by, box.top + by)


def _lifted(box: Box, by: float) -> Box:
    return Box(box.left, box.bottom + by, box.right, box.top + by)


def _sides(spot: Spot, size: tuple[float, float]) -> Iterator[Box]:
    """Where the words of a point may stand: right, left, over, under, then the corners."""
    wide, high = size
    point = grown(point_at(spot), _GAP)
    middle, level = spot
    for left, bottom in (
        (point.right, level - high / 2),
        (point.left - wide, level - high / 2),
        (middle - wide / 2, point.top),
        (middle - wide / 2, point.bottom - high),
        (point.right, point.top - high / 3),
        (point.left - wide, point.top - high / 3),
        (point.right, point.bottom - high * 2 / 3),
        (point.left - wide, point.bottom - high * 2 / 3),
    ):
        yield Box(left, bottom, left + wide, bottom + high)


def _inside(place: Box, box: Box) -> bool:
    level = place.left >= box.left and place.right <= box.right
    return level and place.bottom >= box.bottom and place.top <= box.top


def _overlap(one: Box, other: Box) -> bool:
    level = one.left < other.right and other.left < one.right
    return level and one.bottom < other.top and other.bottom < one.top


def _crossed(place: Box, stroke: tuple[Spot, Spot]) -> bool:
    """Whether the stroke goes through the place: what is left of it once it is cut at every side."""
    (x, y), (to_x, to_y) = stroke
    begin, end = 0.0, 1.0
    for start, way, low, high in (
        (x, to_x - x, place.left, place.right),
        (y, to_y - y, place.bottom, place.top),
    ):
        if not way:
            if not low <= start <= high:
                return False
            continue
        first, last = sorted(((low - start) / way, (high - start) / way))
        begin, end = max(begin, first), min(end, last)
    return begin <= end
