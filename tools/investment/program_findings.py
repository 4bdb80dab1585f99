"""What is said about the program: what its parts went together with, and which hurts least."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tools.about import Among, Slots
from tools.facts import Fact, Findings, Kind, Statement, TableSpec
from tools.investment import kinds
from tools.investment.parts import LevelPart, Part
from tools.investment.policy import InvestmentPolicy
from tools.investment.telling import between, sure, told
from tools.portfolio import Portfolio

_PARTS: Final = ("part", "partners", "without", "spent", "more won revenue each", "low", "high")
_LARGEST: Final = 3


def parts_findings(
    portfolio: Portfolio,
    found: Sequence[Part],
    levels: Sequence[LevelPart],
    policy: InvestmentPolicy,
) -> Findings:
    """Which level could go with the least loss, told with how little is known; a table of all parts.

    Args:
        portfolio: Of the day.
        found: Kinds of money and of activities.
        levels: Levels against those below.
        policy: How sure the intervals are.
    """
    among = Among.of(portfolio, portfolio.partners.index, "program parts")
    rows = [_level_row(among, one) for one in levels] + [_part_row(among, one) for one in found]
    table = TableSpec("program_parts.parts", _PARTS, tuple(rows)) if rows else None
    compared = [one for one in levels if one.at_worst is not None]
    judged = [one for one in found if one.each is not None]
    if not compared and not judged:
        return Findings((Statement("program_parts.nothing"),), table)
    first, *more = [*_levels_said(among, levels, compared), *_parts_said(among, judged)]
    no_proof = Statement("program_parts.no_proof", {"sure": sure(among, policy)})
    return Findings((first, no_proof, *more), table)


def _levels_said(among: Among, levels: Sequence[LevelPart], compared: Sequence[LevelPart]) -> list[Statement]:
    """The level that would be missed least at the far end of what the history allows."""
    if not compared:
        return [Statement("program_parts.levels_few")] if levels else []
    least = min(compared, key=lambda one: (one.at_worst or 0.0, one.level))
    low, high = least.low or 0.0, least.high or 0.0
    key = "least_unclear" if low <= 0 <= high else "least"
    key = "only" if len(compared) == 1 and len(levels) > 1 else key
    level = told(among, kinds.LEVEL, least.level, least.level)
    lower = told(among, kinds.LOWER, least.lower, least.level)
    sizes: Slots = {
        "partners": told(among, kinds.MEMBERS, least.partners, least.level),
        "below": told(among, kinds.WITHOUT, least.below, least.level),
    }
    kept = {
        "kept": told(among, kinds.KEPT, least.kept, least.level),
        "kept_below": told(among, kinds.KEPT_LOWER, least.kept_below, least.level),
    }
    both = {"level": level, "lower": lower}
    return [
        Statement(f"program_parts.{key}", both),
        between(among, "program_parts.level", low, high, least.level, {**both, **sizes}),
        Statement("program_parts.kept", {**both, **kept}, follows=True),
    ]


def _parts_said(among: Among, judged: Sequence[Part]) -> list[Statement]:
    """Parts that clearly went together with more, then those of which it cannot be told."""
    said = []
    for one in judged[:_LARGEST]:
        part = told(among, kinds.PART, f"what.{one.name}", one.name)
        sizes: Slots = {
            "part": part,
            "partners": told(among, kinds.PARTNERS, one.partners, one.name),
            "without": told(among, kinds.WITHOUT, one.without, one.name),
            "usual": told(
                among, kinds.USUAL_TIMES if one.spent is None else kinds.USUAL, one.usual, one.name
            ),
        }
        unit = "times" if one.spent is None else "money"
        key = "program_parts.clear" if one.clear else "program_parts.unclear"
        said.append(Statement(key, {"part": part}))
        low, high = one.low or 0.0, one.high or 0.0
        said.append(between(among, f"program_parts.part_{unit}", low, high, one.name, sizes))
    return said


def _part_row(among: Among, one: Part) -> tuple[Fact | None, ...]:
    return (
        told(among, kinds.PART, f"what.{one.name}", one.name),
        told(among, kinds.PARTNERS, one.partners, one.name),
        told(among, kinds.WITHOUT, one.without, one.name),
        _maybe(among, kinds.MONEY, one.spent, one.name),
        *_range(among, one, one.name),
    )


def _level_row(among: Among, one: LevelPart) -> tuple[Fact | None, ...]:
    return (
        told(among, kinds.LEVEL, one.level, one.level),
        told(among, kinds.MEMBERS, one.partners, one.level),
        told(among, kinds.WITHOUT, one.below, one.level),
        told(among, kinds.MONEY, one.spent, one.level),
        *_range(among, one, one.level),
    )


def _range(among: Among, one: Part | LevelPart, subject: str) -> tuple[Fact | None, ...]:
    ends = ((kinds.EACH, one.each), (kinds.EACH_LOW, one.low), (kinds.EACH_HIGH, one.high))
    return tuple(_maybe(among, kind, value, subject) for kind, value in ends)


def _maybe(among: Among, kind: Kind, value: float | None, subject: str) -> Fact | None:
    return None if value is None else told(among, kind, value, subject)
