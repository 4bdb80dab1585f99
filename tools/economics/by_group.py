"""What is said about money by type, tier, region and so on: a row per group."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
import pandas as pd

from tools.about import Slots
from tools.economics import kinds
from tools.economics.groups import LISTED, grouped, members
from tools.economics.many import assumed
from tools.economics.rankings import Ranking, ranking
from tools.economics.told import Economics
from tools.facts import Fact, Findings, Statement, TableSpec, Unit

_SAID: Final = 3
_WORDED: Final = ("type", "tier", "phase")
"""Groupings by words of ours."""
_RATIOS: Final = ("roi", "return")


def by_group(
    told: Economics, measure: str, cost: str | None, by: str, labels: pd.Series | None, order: str | None
) -> Findings:
    """Each group's sum (or average, for acquisition; ratio, for ROI; median, for payback), median and number.

    Args:
        told: The economics.
        measure: What is grouped.
        cost: Only costs of this kind; None for all.
        by: The grouping.
        labels: Groups that no column of the partners table holds, by partner id.
        order: Highest or lowest first; as the measure does it if None.
    """
    found = ranking(told, measure, cost)
    groups = members(told.portfolio, by, labels)
    groups = groups[groups.index.isin(list(told.ids))]
    shown = _ordered(_figures(found, groups), found, order)
    if shown.empty:
        return Findings((Statement("economics_group.nothing"), *told.lacking()))
    said = (
        Statement(
            "economics_group.headline",
            {
                "groups": told.all(kinds.OF_GROUP, len(shown), f"{found.key} groups {by}"),
                "order": told.all(
                    kinds.ORDER, f"economics_order.{_order(found, order)}", f"{found.key} {by}"
                ),
            },
        ),
        *(_line(told, found, by, str(name), row) for name, row in shown.head(_SAID).iterrows()),
        *_small(told, shown),
        *_several(by),
        *assumed(told, found),
        *told.lacking(),
    )
    return Findings(said, _table(told, found, by, shown))


def _figures(found: Ranking, groups: pd.Series) -> pd.DataFrame:
    """By group: `partners` with a value, `figure` that is told first, `median`, what a ratio is of."""
    wanted = [name for name in ("value", "net", "costs", "revenue", "spent", "left") if name in found.frame]
    shown = grouped(found.frame[wanted].assign(waiting=_waiting(found.frame)), groups)
    if found.key == "roi":
        return shown.assign(figure=shown["net"] / shown["costs"].where(shown["costs"] > 0))
    if found.key == "return":
        return shown.assign(figure=shown["revenue"] / shown["spent"].where(shown["spent"] > 0))
    names = {"acquisition": "mean", "payback": "median"}
    return shown.assign(figure=shown[names.get(found.key, "total")])


def _waiting(frame: pd.DataFrame) -> pd.Series:
    """1 for who has not paid back yet."""
    known = frame["left"] if "left" in frame else pd.Series(np.nan, frame.index)
    return known.notna().astype(float)


def _order(found: Ranking, order: str | None) -> str:
    return order or ("highest" if found.highest else "lowest")


def _ordered(shown: pd.DataFrame, found: Ranking, order: str | None) -> pd.DataFrame:
    known = shown[(shown["partners"] > 0) | (shown["waiting"] > 0)].sort_index()
    lowest = _order(found, order) == "lowest"
    return known.sort_values("figure", ascending=lowest, kind="stable", na_position="last")


def _several(by: str) -> Iterator[Statement]:
    """That groups which share partners do not add up."""
    if by in LISTED:
        yield Statement("economics_group.several")


def _group(told: Economics, by: str, name: str) -> Fact:
    if not name:
        return told.all(kinds.GROUP_LABEL, f"economics_without.{by}", f"{by} without")
    if by in _WORDED:
        return told.all(kinds.GROUP_LABEL, f"economics_{by}.{name}", f"{by} {name}")
    return told.all(kinds.GROUP, name, f"{by} {name}")


def _money(found: Ranking) -> bool:
    return found.kind.unit is Unit.MONEY and found.key not in _RATIOS


def _figure(told: Economics, found: Ranking, row: pd.Series, subject: str) -> Fact | None:
    """The figure of a group in the measure's unit."""
    kind = {"acquisition": kinds.MEAN, "payback": kinds.MONTHS, "roi": kinds.SHARE, "return": kinds.PER_UNIT}
    return told.all_or_none(kind.get(found.key, kinds.TOTAL), row["figure"], subject)


def _line(told: Economics, found: Ranking, by: str, name: str, row: pd.Series) -> Statement:
    subject = f"{found.key} {by} {name}"
    slots: Slots = {
        "group": _group(told, by, name),
        "partners": told.all(kinds.OF_GROUP, row["partners"], subject),
    }
    if found.key == "payback" and not row["partners"]:
        slots["waiting"] = told.all(kinds.WAITING, int(row["waiting"]), subject)
        del slots["partners"]
        return Statement("economics_group.line_payback_waiting", slots)
    if (figure := _figure(told, found, row, subject)) is None:
        return Statement("economics_group.no_ratio", slots)
    slots["figure"] = figure
    if found.key == "payback":
        slots["waiting"] = told.all(kinds.WAITING, int(row["waiting"]), subject)
    elif found.key == "return":
        slots["unit"] = told.all(kinds.UNIT, 1.0)
    elif _money(found):
        slots["median"] = told.all(kinds.MEDIAN, row["median"], subject)
    return Statement(f"economics_group.line_{found.key}", slots)


def _small(told: Economics, shown: pd.DataFrame) -> Iterator[Statement]:
    """That some groups are too small to tell much."""
    if (shown["partners"] < told.policy.group_least).any():
        yield Statement(
            "economics_group.small", {"least": told.all(kinds.PARTNERS, told.policy.group_least, "least")}
        )


def _table(told: Economics, found: Ranking, by: str, shown: pd.DataFrame) -> TableSpec:
    words = {
        "acquisition": "average",
        "payback": "median months",
        "roi": "ROI",
        "return": "won per unit spent",
    }
    more = ("median",) if _money(found) else ("not yet",) if found.key == "payback" else ()
    rows = tuple(
        (
            _group(told, by, str(name)),
            told.all(kinds.OF_GROUP, row["partners"], f"{found.key} {by} {name}"),
            _figure(told, found, row, f"{found.key} {by} {name}"),
            *_more(told, found, row, f"{found.key} {by} {name}"),
        )
        for name, row in shown.iterrows()
    )
    columns = (by, "partners", words.get(found.key, "in all"), *more)
    return TableSpec(f"economics_list.title_{found.key}", columns, rows)


def _more(told: Economics, found: Ranking, row: pd.Series, subject: str) -> Iterator[Fact | None]:
    """The median, where the figure is a sum; who has not paid back yet."""
    if _money(found):
        yield told.all_or_none(kinds.MEDIAN, row["median"], subject)
    elif found.key == "payback":
        yield told.all(kinds.WAITING, int(row["waiting"]), subject)
