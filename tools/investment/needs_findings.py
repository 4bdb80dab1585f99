"""What is said about what groups of partners take, and whether our hours suffice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pandas as pd

from tools.about import Among
from tools.facts import Fact, Findings, Statement, TableSpec
from tools.investment import kinds
from tools.investment.needs import grouped
from tools.investment.telling import told
from tools.investment.words import Words

_COLUMNS: Final = (
    "group", "partners", "hours a week", "by service level", "hours a year each", "money", "money each",
    "won revenue",
)  # fmt: skip


@dataclass(frozen=True)
class Capacity:
    """Hours a week of those who look after the partners in question, against all partners of theirs.

    Attributes:
        managers: How many they are; 0 if none is known.
        available: What they have for partners together.
        unknown: How many of them have no hours on record.
        assumed: Hours a week that are assumed for each of these.
        partners: How many partners they look after.
        taken: Hours a week that all of these took.
    """

    managers: int
    available: float
    unknown: int
    assumed: float
    partners: int
    taken: float


def needs_findings(
    among: Among, needed: pd.DataFrame, groups: pd.Series[str], capacity: Capacity, words: Words
) -> Findings:
    """What each group takes, most hours first, and whether our hours suffice for all.

    Args:
        among: Makes facts about the partners in question.
        needed: What `tools.investment.needs` found of them.
        groups: Group by partner id, several times for a partner of several; "" for one without.
        capacity: Hours that there are.
        words: What groups are called.
    """
    found = grouped(needed, groups)
    if not (found.index != "").any():
        return Findings((Statement("program_parts.no_groups"),))
    rows = [_group(among, str(name), row, words) for name, row in found.iterrows()]
    said = [Statement("program_parts.no_hours")]
    if needed["hours"].sum():
        said = [_most(rows), *_afford(among, needed, capacity)]
    asked = told(among, kinds.ASKED_FOR, needed["asked_week"].sum())
    said.append(Statement("program_parts.service", {"asked": asked}, follows=True))
    if groups.index.has_duplicates:
        said.append(Statement("program_parts.in_several"))
    said.append(Statement("program_parts.hours_from"))
    return Findings(tuple(said), TableSpec("program_parts.needs", _COLUMNS, tuple(rows)))


def _most(rows: list[tuple[Fact, ...]]) -> Statement:
    group, partners, week, asked, each, money, *_ = rows[0]
    slots = {"group": group, "partners": partners, "week": week, "asked": asked, "each": each, "money": money}
    return Statement("program_parts.most", slots)


def _group(among: Among, name: str, row: pd.Series[float], words: Words) -> tuple[Fact, ...]:
    subject, each = f"{words.by} {name}", row / row["partners"]
    return (
        told(among, *words.said(name), subject),
        told(among, kinds.MEMBERS, row["partners"], subject),
        told(among, kinds.HOURS_WEEK, row["hours_week"], subject),
        told(among, kinds.ASKED_FOR, row["asked_week"], subject),
        told(among, kinds.HOURS_EACH, each["hours"], subject),
        told(among, kinds.MONEY, row["money"], subject),
        told(among, kinds.MONEY_EACH, each["money"], subject),
        told(among, kinds.REVENUE, row["revenue"], subject),
    )


def _afford(among: Among, needed: pd.DataFrame, capacity: Capacity) -> list[Statement]:
    """Whether the hours that managers have suffice for those that all of their partners took."""
    total = told(among, kinds.HOURS_WEEK, needed["hours_week"].sum(), "all")
    members = told(among, kinds.MEMBERS, len(needed), "all")
    said = [Statement("program_parts.total", {"total": total, "partners": members})]
    if not capacity.managers:
        return [*said, Statement("program_parts.capacity_unknown", follows=True)]
    slots = {
        "taken": told(among, kinds.TAKEN, capacity.taken),
        "partners": told(among, kinds.MEMBERS, capacity.partners, "of these managers"),
        "available": told(among, kinds.AVAILABLE, capacity.available),
    }
    fits = capacity.taken <= capacity.available
    key = "program_parts.affordable" if fits else "program_parts.not_affordable"
    said.append(Statement(key, slots, follows=True))
    if capacity.unknown:
        assumed = {
            "unknown": told(among, kinds.UNKNOWN, capacity.unknown),
            "each": told(among, kinds.ASSUMED, capacity.assumed),
        }
        said.append(Statement("program_parts.some_unknown", assumed, follows=True))
    return said
