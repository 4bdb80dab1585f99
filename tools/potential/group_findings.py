"""Untapped revenue by region, type, tier, sector and so on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

from tools.about import about_all, row_of
from tools.facts import Fact, Findings, Statement, TableSpec
from tools.potential import kinds
from tools.potential.findings import next_step
from tools.potential.told import Told, only, untapped

_SAID: Final = 3
_COLUMNS: Final = ("group", "partners", "won, 12 months", "potential a year", "untapped", "of it estimated")
_GROUP: Final = ("group", "headroom", "partners", "current", "potential")
_OURS: Final = frozenset({"type", "tier", "phase"})
_SPLIT: Final = frozenset({"sector", "technology"})


@dataclass(frozen=True)
class Groups:
    """Sums by category.

    Attributes:
        by: The category: type, tier, phase, region, country, sector, technology or manager.
        sums: What `grouped` or `grouped_by_field` returned.
        names: How groups are called, where not by themselves: a field's usual spelling, a manager's name.
    """

    by: str
    sums: pd.DataFrame
    names: Mapping[str, str]


def group_findings(told: Told, groups: Groups, *, limit: int) -> Findings:
    """Untapped revenue by category, most first.

    Args:
        told: The question.
        groups: The sums.
        limit: Rows of the table.
    """
    if groups.sums.empty:
        return Findings(untapped(told))
    shown = [str(label) for label in groups.sums.index[:limit]]
    lines = {label: _slots(told, groups, label) for label in shown}
    said = [label for label in shown[:_SAID] if groups.sums["headroom"][label] > 0]
    cells = tuple(tuple(facts.values()) for facts in lines.values())
    split = (Statement("potential.split"),) if groups.by in _SPLIT else ()
    return Findings(
        statements=(
            *untapped(told),
            *(Statement("potential.group", only(lines[label], *_GROUP)) for label in said),
            *next_step(told),
            *split,
        ),
        table=TableSpec("potential.groups_title", _COLUMNS, cells),
    )


def _slots(told: Told, groups: Groups, label: str) -> dict[str, Fact]:
    row, subject = row_of(groups.sums, label), f"{groups.by} {label}"
    return {
        "group": _group(told, groups, label),
        "partners": told.among.fact(kinds.PARTNERS, row["partners"], subject),
        "current": told.sum_of(kinds.SUM_CURRENT, row["current"], subject),
        "potential": told.sum_of(kinds.SUM_POTENTIAL, row["potential"], subject),
        "headroom": told.sum_of(kinds.SUM_HEADROOM, row["headroom"], subject),
        "estimated": told.sum_of(kinds.SUM_ESTIMATED, row["estimated"], subject),
    }


def _group(told: Told, groups: Groups, label: str) -> Fact:
    """The group's name; words of ours for types, tiers and phases, and where nothing is recorded."""
    portfolio = told.found.portfolio
    if not label:
        return about_all(portfolio, kinds.GROUP_LABEL, f"potential_without.{groups.by}", groups.by)
    if groups.by in _OURS:
        return about_all(portfolio, kinds.GROUP_LABEL, f"potential_{groups.by}.{label}", label)
    return about_all(portfolio, kinds.GROUP, groups.names.get(label, label), f"{groups.by} {label}")
