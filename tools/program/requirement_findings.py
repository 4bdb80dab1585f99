"""Whether one partner meets a level: each requirement, what is short, how long it holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd

from tools.about import About, Row, Slots, is_missing, row_of
from tools.facts import Fact, Findings, Kind, Statement, Suggestion, TableSpec
from tools.portfolio import Portfolio
from tools.program import kinds
from tools.program.judging import CENT, judged, level_risk, recorded
from tools.program.lasting import lasting
from tools.program.levels import Level, Levels, Requirement


@dataclass(frozen=True, eq=False)
class Check:
    """One partner against one level.

    Attributes:
        about: The partner.
        levels: The program's levels.
        level: The one in question.
        actual: The partner's row of `judged`.
        known: Requirements that are recorded at all.
        until: By requirement, the last day on which it holds if nothing new comes; only those that end.
    """

    about: About
    levels: Levels
    level: Level
    actual: Row
    known: frozenset[Requirement]
    until: Mapping[Requirement, date]

    @cached_property
    def asked(self) -> tuple[Requirement, ...]:
        """What the level asks for and the data tells of."""
        return tuple(one for one in self.level.asks if one in self.known)

    @cached_property
    def short(self) -> dict[Requirement, float]:
        """By how much each unmet requirement is short."""
        lacking = {one: self.level.asks[one] - float(self.actual[one]) for one in self.asked}
        return {one: by for one, by in lacking.items() if by > CENT}

    def fact(self, table: Mapping[Requirement, Kind], one: Requirement, value: object) -> Fact:
        """A fact about a requirement of this level."""
        subject = "" if table is kinds.ACTUAL else self.level.name
        return self.about.fact(table[one], value, subject)


def requirement_findings(
    portfolio: Portfolio,
    levels: Levels,
    rows: Mapping[str, pd.DataFrame],
    partner_id: str,
    asked: int | None = None,
) -> Findings:
    """Whether the partner meets a level, requirement by requirement.

    Args:
        portfolio: Loaded with the program's aggregates.
        levels: The program's levels, at least one.
        rows: The partner's `certifications` and `deals`, as known on the portfolio's day.
        partner_id: The partner.
        asked: Rank of the level that was asked about; by default the partner's own, without one the highest
            that it meets.
    """
    about, verdict = About(portfolio, partner_id), row_of(judged(portfolio, levels), partner_id)
    rank = _rank(verdict, asked)
    known = recorded(portfolio)
    level = levels.ranked[rank]
    check = Check(about, levels, level, verdict, known, _until(rows, level, about))
    if not check.asked and level.asks:
        return Findings((Statement("certifications.nothing_recorded", {"level": _level(check)}),))
    said = (
        *_remarks(check),
        _verdict(check, own=asked is None and verdict["own"] >= 0),
        *_requirements(check),
        *_lasting(check),
        *_reached(check),
    )
    return Findings(said, _table(check), _next_steps(check, rank))


def _rank(verdict: Row, asked: int | None) -> int:
    """The level that the answer is about."""
    if asked is not None:
        return asked
    return int(verdict["own"]) if verdict["own"] >= 0 else max(int(verdict["reached"]), 0)


def _until(rows: Mapping[str, pd.DataFrame], level: Level, about: About) -> dict[Requirement, date]:
    """The last day of each requirement that holds today and ends by itself."""
    days = lasting(rows, level, about.portfolio.as_of)
    if about.partner_id not in days.index:
        return {}
    row = row_of(days, about.partner_id)
    return {one: row[one].date() for one in level.asks if not is_missing(row[one])}


def _verdict(check: Check, *, own: bool) -> Statement:
    """The answer in a sentence: yes or no, with the level on file where that differs."""
    slots: Slots = {"partner": check.about.partner(), "level": _level(check)}
    on_file = _on_file(check)
    meets = "met" if not check.short else "short"
    if not check.level.asks:
        meets = "free"
    if meets == "short":
        slots["short"] = check.about.fact(kinds.UNMET, len(check.short), check.level.name)
        slots["count"] = check.about.fact(kinds.ASKED_COUNT, len(check.asked), check.level.name)
    if own or check.actual["own"] == check.levels.ranked.index(check.level):
        return Statement(f"certifications.own_{meets}", slots)
    if on_file:
        slots["own"] = kinds.placed(check.about, on_file)
        return Statement(f"certifications.other_{meets}", slots)
    return Statement(f"certifications.unplaced_{meets}", slots)


def _remarks(check: Check) -> list[Statement]:
    """That it is no partner, or not yet; that its level is none of the program's."""
    partner = check.about.partner()
    status = check.about.portfolio.partners["status"][check.about.partner_id]
    said = []
    if status == "ended":
        said.append(Statement("certifications.ended", {"partner": partner}))
    elif status not in ("active", "paused"):
        said.append(Statement("certifications.not_signed", {"partner": partner}))
    if _on_file(check) and check.actual["own"] < 0:
        there = ", ".join(check.levels.nearest(_on_file(check)))
        slots: Slots = {
            "partner": partner,
            "own": kinds.placed(check.about, _on_file(check)),
            "levels": kinds.over(check.about.portfolio, kinds.EXISTING, there, there),
        }
        said.append(Statement("certifications.unknown_on_file", slots))
    return said


def _on_file(check: Check) -> str:
    """The partner's level as the data spells it; empty if there is none."""
    given = check.about.portfolio.partners["program_level"][check.about.partner_id]
    return given if isinstance(given, str) else ""


def _requirements(check: Check) -> list[Statement]:
    """Each requirement with what is asked, what is there and what is short; then what nobody records."""
    said = []
    for one in check.asked:
        slots: Slots = {
            "actual": check.fact(kinds.ACTUAL, one, check.actual[one]),
            "asked": check.fact(kinds.REQUIRED, one, check.level.asks[one]),
        }
        if one in check.short:
            slots["short"] = check.fact(kinds.SHORT, one, check.short[one])
        said.append(Statement(f"certifications.{'short' if one in check.short else 'met'}_{one}", slots))
    said += [
        Statement(f"certifications.unrecorded_{one}", {})
        for one in check.level.asks
        if one not in check.known
    ]
    return [*said, *_unvalued(check)]


def _unvalued(check: Check) -> tuple[Statement, ...]:
    """Won deals without an amount, where they may hide revenue."""
    row = row_of(check.about.portfolio.partners, check.about.partner_id)
    without = row["program_wins"] - row["program_wins_valued"]
    if Requirement.REVENUE not in check.short or not without:
        return ()
    return (Statement("certifications.unvalued", {"count": check.about.fact(kinds.UNVALUED, without)}),)


def _lasting(check: Check) -> list[Statement]:
    """Until when a level that is met holds; how many certifications must be renewed soon for that."""
    if check.short or not check.until:
        return []
    first = min(check.until, key=lambda one: check.until[one])
    said = [_holds(check, first)]
    if first is not Requirement.CERTIFICATIONS and Requirement.CERTIFICATIONS in check.until:
        said.append(_holds(check, Requirement.CERTIFICATIONS))
    risk = level_risk(check.about.portfolio, check.levels)
    if check.about.partner_id in risk.index and risk["level"][check.about.partner_id] == check.level.name:
        renew = risk["renew"][check.about.partner_id]
        said.append(
            Statement(
                "certifications.renew",
                {"renew": check.about.fact(kinds.RENEW, renew, "next"), "level": _level(check)},
            )
        )
    return said


def _holds(check: Check, one: Requirement) -> Statement:
    until = check.about.fact(kinds.HOLDS_UNTIL, check.until[one], f"{check.level.name}/{one}")
    return Statement(f"certifications.until_{one}", {"until": until})


def _reached(check: Check) -> tuple[Statement, ...]:
    """The highest level that the partner meets, if it is another one."""
    if check.actual["reached"] < 0:
        return (Statement("certifications.reaches_none", {"partner": check.about.partner()}),)
    if check.actual["reached"] in (check.actual["own"], check.levels.ranked.index(check.level)):
        return ()
    reached = check.levels.ranked[int(check.actual["reached"])].name
    return (Statement("certifications.reaches", {"reached": check.about.fact(kinds.REACHED, reached)}),)


def _table(check: Check) -> TableSpec | None:
    """One row per requirement."""
    cells = tuple(
        (
            check.about.fact(kinds.REQUIREMENT, f"requirement.{one}", one),
            check.fact(kinds.REQUIRED, one, check.level.asks[one]),
            check.fact(kinds.ACTUAL, one, check.actual[one]),
            check.fact(kinds.SHORT, one, check.short[one]) if one in check.short else None,
            check.about.fact(kinds.HOLDS_UNTIL, check.until[one], f"{check.level.name}/{one}")
            if one in check.until
            else None,
        )
        for one in check.asked
    )
    columns = ("requirement", "asked", "actual", "missing", "holds until")
    return TableSpec("certifications.requirements_title", columns, cells) if cells else None


def _next_steps(check: Check, rank: int) -> tuple[Suggestion, ...]:
    """What the next level takes, once this one is met; else which certifications they hold."""
    partner = check.about.partner()
    above = check.levels.above(rank)
    if check.short or above is None:
        return (Suggestion("certifications.ask_held", {"partner": partner}),)
    name = check.levels.ranked[above].name
    following = check.about.fact(kinds.NEXT_LEVEL, name, name)
    return (Suggestion("certifications.ask_next", {"partner": partner, "level": following}),)


def _level(check: Check) -> Fact:
    return check.about.fact(kinds.ASKED_LEVEL, check.level.name, check.level.name)
