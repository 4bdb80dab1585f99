"""A chart whose every point is a fact; code draws it for a page, a deck or Slack."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tools.facts import Fact

MOST: Final = 2
"""Charts beside one answer: as many as Slack shows in a message, and as many as anybody looks at."""

_LEAST: Final = 2  # of anything that is to be compared


class ChartForm(StrEnum):
    """How the points are drawn."""

    COLUMNS = "columns"  # groups of upright bars, one per series
    STACKED = "stacked"  # upright bars on top of each other
    LINE = "line"
    SCATTER = "scatter"  # points with a place on both axes
    HEAT = "heat"  # a cell per category and series, the darker the more


@dataclass(frozen=True)
class Series:
    """One row of points.

    Attributes:
        label: What it is called in the legend: a code such as `series.licensed`, or a fact with a name.
        points: One per category; None where nothing is known. Upwards, for a scatter.
        across: For a scatter alone: where each point lies from left to right.
        names: For a scatter alone: what each point is called.
    """

    label: str | Fact
    points: tuple[Fact | None, ...]
    across: tuple[Fact, ...] = ()
    names: tuple[Fact, ...] = ()

    def facts(self) -> Iterator[Fact]:
        """Every fact in it."""
        yield from (point for point in self.points if point is not None)
        yield from (*self.across, *self.names)
        if isinstance(self.label, Fact):
            yield self.label


@dataclass(frozen=True)
class ChartSpec:
    """A chart over categories, such as quarters.

    Attributes:
        key: Key of the phrase that is its title.
        form: How it is drawn.
        categories: What stands under the axis, in order; empty for a scatter.
        series: At least one, each as long as `categories`.
        axes: Codes of what the axes say, across and up, such as `axis.relevance`; empty: nothing.
        edges: For a scatter alone: where its lines stand, across and up.
    """

    key: str
    form: ChartForm
    categories: tuple[Fact, ...]
    series: tuple[Series, ...]
    axes: tuple[str, str] = ("", "")
    edges: tuple[Fact, ...] = ()

    def facts(self) -> Iterator[Fact]:
        """Every fact in it: categories, then points."""
        yield from self.categories
        for row in self.series:
            yield from row.facts()
        yield from self.edges

    @property
    def telling(self) -> bool:
        """Whether there is something to see.

        That is: two points at least, not all of them zero; in a heat map two rows and columns, not all alike.
        """
        points = [point.value for row in self.series for point in row.points if point is not None]
        if len(points) < _LEAST:
            return False
        if self.form is ChartForm.SCATTER:
            return True
        if self.form is ChartForm.HEAT:
            wide = min(len(self.categories), len(self.series)) >= _LEAST
            return wide and len(set(points)) >= _LEAST
        return any(points)


def worth_showing(*charts: ChartSpec | None) -> tuple[ChartSpec, ...]:
    """The first two of these that tell something."""
    return tuple(chart for chart in charts if chart is not None and chart.telling)[:MOST]
