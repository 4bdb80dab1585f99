"""A chart whose every point is a fact; code draws it for a page, a deck or Slack."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from tools.facts import Fact


class ChartForm(StrEnum):
    """How the points are drawn."""

    COLUMNS = "columns"
    LINE = "line"


@dataclass(frozen=True)
class Series:
    """One row of points.

    Attributes:
        label: Code of its name in the legend, for example `series.licensed`.
        points: One per category; None where nothing is known.
    """

    label: str
    points: tuple[Fact | None, ...]


@dataclass(frozen=True)
class ChartSpec:
    """A chart over categories, such as quarters.

    Attributes:
        key: Key of the phrase that is its title.
        form: How it is drawn.
        categories: What stands under the axis, in order.
        series: At least one, each as long as `categories`.
    """

    key: str
    form: ChartForm
    categories: tuple[Fact, ...]
    series: tuple[Series, ...]

    def facts(self) -> Iterator[Fact]:
        """Every fact in it: categories, then points."""
        yield from self.categories
        for row in self.series:
            yield from (point for point in row.points if point is not None)
