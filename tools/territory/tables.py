"""Targets as a table: what stands against each, and who could fill what is missing."""

from __future__ import annotations

from typing import Final

from tools.facts import Fact, Kind, TableSpec
from tools.territory import kinds
from tools.territory.deals import FIELDS, NONE
from tools.territory.forecast import Forecast
from tools.territory.helpers import filler
from tools.territory.plan import Cell, Plan, Whose

_FIGURES: Final = (
    "target", "won", "open deals may bring", "new deals may bring", "expected", "missing",
)  # fmt: skip


def cell_table(plan: Plan, limit: int) -> TableSpec | None:
    """One line for each target, the largest gap first."""
    if not plan.cells:
        return None
    columns = (*FIELDS, *_FIGURES, "could fill it")
    return TableSpec("territory.title", columns, tuple(_line(plan, cell) for cell in plan.cells[:limit]))


def group_table(plan: Plan, by: str, limit: int) -> TableSpec:
    """One line for each region, sector or technology."""
    rows = tuple(
        (group_name(plan, by, key), *_figures(plan, one, f"{by} {key or NONE}"))
        for key, one in [*plan.groups(by)][:limit]
    )
    return TableSpec("territory.title", (by, *_FIGURES), rows)


def group_name(plan: Plan, by: str, key: str) -> Fact:
    """Name of a region, sector or technology; a word for targets that name none."""
    return plan.named(by, key) or plan.fact(kinds.NO_KEY, f"no_{by}", by)


def _line(plan: Plan, cell: Cell) -> tuple[Fact | None, ...]:
    names = tuple(plan.named(field, key) for field, key in zip(FIELDS, cell.keys, strict=True))
    told = filler(plan, cell) if cell.forecast.misses and not plan.past else None
    return (*names, *_figures(plan, cell.forecast, cell.subject), told)


def _figures(plan: Plan, forecast: Forecast, subject: str) -> tuple[Fact | None, ...]:
    """Target, won, pipeline, run rate, expected, missing; what a past period cannot have stays empty."""
    ahead: tuple[tuple[Kind, float], ...] = (
        (kinds.PIPELINE, forecast.pipeline),
        (kinds.RUN_RATE, forecast.run_rate),
        (kinds.EXPECTED, forecast.expected),
    )
    missing = forecast.gap > 0 and plan.whose is Whose.ALL
    return (
        plan.fact(kinds.TARGET, forecast.target, subject),
        plan.fact(kinds.WON, forecast.won, subject),
        *(None if plan.past else plan.fact(kind, value, subject) for kind, value in ahead),
        plan.fact(kinds.GAP, forecast.gap, subject) if missing else None,
    )
