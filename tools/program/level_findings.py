"""Who of many partners does not meet its program level, how far off, and who is about to lose it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

import numpy as np
import pandas as pd

from tools.about import About, Row, Slots
from tools.counted import counted
from tools.facts import Fact, Findings, Statement, Suggestion, TableSpec
from tools.portfolio import Portfolio
from tools.program import kinds
from tools.program.judging import CENT, asks, judged, recorded
from tools.program.levels import REQUIREMENTS, Levels, Requirement
from tools.program.losing_findings import Lost, losing_cells, losing_statements

_SAID: Final = 5
_COLUMNS: Final = (
    "partner",
    "program level",
    "meets",
    "certifications needed",
    "revenue needed",
    "wins needed",
    "keeps it until",
)


def level_findings(
    portfolio: Portfolio,
    levels: Levels,
    ids: Collection[str],
    lost: Lost,
    asked: int | None = None,
    *,
    limit: int = 10,
) -> Findings:
    """Which partners do not meet their program level, furthest off first, and who loses it by a day.

    Args:
        portfolio: Loaded with the program's aggregates.
        levels: The program's levels, at least one.
        ids: Partners in question.
        lost: Who loses its level if nothing new comes, at least of these.
        asked: Only partners on the level of that rank.
        limit: Partners of each kind shown at most.
    """
    known = recorded(portfolio)
    if not known:
        return Findings((Statement("certifications.nothing_recorded_all"),))
    everybody = judged(portfolio, levels)
    placed = _with_gaps(everybody[everybody.index.isin(list(ids))], levels, known)
    chosen = placed[placed["own"] >= 0] if asked is None else placed[placed["own"] == asked]
    named: Slots = {} if asked is None else {"level": _level(portfolio, levels, asked)}
    if chosen.empty:
        return Findings((_nobody(portfolio, placed, named, asked), *_unrecorded(levels, known)))
    short = chosen[~chosen["holds"]].assign(id=lambda rows: rows.index)
    short = short.sort_values(["distance", "id"], ascending=[False, True])
    lost = lost.among(chosen.index)
    said = (
        _headline(portfolio, chosen, short, named),
        *(_falls_short(portfolio, levels, row) for row in _records(short, _SAID)),
        *(losing_statements(portfolio, lost) if chosen["holds"].any() else ()),
        *_above(portfolio, chosen),
        *(_without_level(portfolio, placed) if asked is None else ()),
        *_unrecorded(levels, known),
    )
    cells = [_cells(portfolio, levels, row) for row in _records(short, limit)]
    cells += losing_cells(portfolio, lost, limit)
    table = TableSpec("certifications.short_title", _COLUMNS, tuple(cells)) if cells else None
    return Findings(said, table, _suggested(portfolio, [*short.index, *lost.rows.index]))


def no_levels(levels: Levels) -> Findings:
    """That the program's levels, or what they ask for, are not in the data, and what to do about it."""
    missing = "levels_ask_nothing" if levels.ranked else "no_levels"
    return Findings((Statement(f"certifications.{missing}"),))


def on_level(portfolio: Portfolio, levels: Levels, rank: int, *, anybody: bool) -> Statement:
    """That the answer is about partners on that level alone, or that there are none."""
    key = "on_level" if anybody else "none_on_level"
    return Statement(f"certifications.{key}", {"level": _level(portfolio, levels, rank)})


def _level(portfolio: Portfolio, levels: Levels, rank: int) -> Fact:
    """The level that the question is about."""
    name = levels.ranked[rank].name
    return kinds.over(portfolio, kinds.ASKED_LEVEL, name, name)


def unknown_level(portfolio: Portfolio, levels: Levels, words: str) -> Findings:
    """That the program has no such level, with those that it has, the nearest first."""
    there = ", ".join(levels.nearest(words))
    slots = {
        "asked": kinds.over(portfolio, kinds.ASKED_FOR, words, words),
        "levels": kinds.over(portfolio, kinds.EXISTING, there, there),
    }
    return Findings((Statement("certifications.unknown_level", slots),))


def _with_gaps(verdict: pd.DataFrame, levels: Levels, known: frozenset[Requirement]) -> pd.DataFrame:
    """The verdict with `short_<requirement>`, by how much the own level is missed; 0 where it is not."""
    asked = asks(levels, known)
    own = verdict["own"].to_numpy()
    actual = verdict[[str(one) for one in REQUIREMENTS]].to_numpy()
    wanted = np.where(own[:, None] >= 0, asked[own], np.nan)
    lacking = np.nan_to_num(wanted - actual)
    lacking = np.where(lacking > CENT, lacking, 0.0)
    return verdict.assign(**{f"short_{one}": lacking[:, at] for at, one in enumerate(REQUIREMENTS)})


def _headline(portfolio: Portfolio, chosen: pd.DataFrame, short: pd.DataFrame, named: Slots) -> Statement:
    """How many of how many do not meet their level, or the level that was asked about."""
    within = counted(chosen.index, "placed")
    slots = {"count": kinds.over(portfolio, kinds.PARTNERS, len(chosen), within), **named}
    where = "_level" if named else ""
    if short.empty:
        return Statement(f"certifications.all_meet{where}", slots)
    slots["short"] = kinds.over(portfolio, kinds.SHORT_PARTNERS, len(short), within)
    return Statement(f"certifications.some_short{where}", slots)


def _falls_short(portfolio: Portfolio, levels: Levels, row: Row) -> Statement:
    """One partner: what is missing for its level, and which level it meets."""
    about = About(portfolio, str(row["id"]))
    slots: Slots = {
        "partner": about.partner(),
        "level": kinds.placed(about, levels.ranked[row["own"]].name),
    }
    lacking = [one for one in REQUIREMENTS if row[f"short_{one}"]]
    slots |= {str(one): about.fact(kinds.SHORT[one], row[f"short_{one}"], "own") for one in lacking}
    return Statement(f"certifications.falls_short_{'_'.join(lacking)}", slots)


def _above(portfolio: Portfolio, chosen: pd.DataFrame) -> list[Statement]:
    """How many meet a higher level than they have."""
    above = int((chosen["holds"] & (chosen["reached"] > chosen["own"])).sum())
    if not above:
        return []
    within = counted(chosen.index, "above")
    return [
        Statement(
            "certifications.above", {"count": kinds.over(portfolio, kinds.ABOVE_PARTNERS, above, within)}
        )
    ]


def _without_level(portfolio: Portfolio, placed: pd.DataFrame) -> list[Statement]:
    """Partners whose level is not on file, or is none of the program's."""
    count = int((placed["own"] < 0).sum())
    if not count:
        return []
    fact = kinds.over(portfolio, kinds.UNPLACED, count, counted(placed.index, "without"))
    return [Statement("certifications.without_level", {"count": fact})]


def _nobody(portfolio: Portfolio, placed: pd.DataFrame, named: Slots, asked: int | None) -> Statement:
    """Nobody in question is on that level, or on any."""
    if asked is None:
        return Statement("certifications.nobody_placed")
    fit = int((placed["reached"] >= asked).sum())
    if not fit:
        return Statement("certifications.nobody_on_level", named)
    count = kinds.over(portfolio, kinds.ABOVE_PARTNERS, fit, counted(placed.index, f"fit {asked}"))
    return Statement("certifications.nobody_on_level_fit", {**named, "count": count})


def _unrecorded(levels: Levels, known: frozenset[Requirement]) -> list[Statement]:
    """What levels ask for and nobody's data tells of."""
    wanted = {one for level in levels.ranked for one in level.asks}
    return [Statement(f"certifications.unrecorded_{one}") for one in REQUIREMENTS if one in wanted - known]


def _cells(portfolio: Portfolio, levels: Levels, row: Row) -> tuple[Fact | None, ...]:
    about = About(portfolio, str(row["id"]))
    reached = int(row["reached"])
    return (
        about.partner(),
        kinds.placed(about, levels.ranked[row["own"]].name),
        about.fact(kinds.REACHED, levels.ranked[reached].name) if reached >= 0 else None,
        *(
            about.fact(kinds.SHORT[one], row[f"short_{one}"], "own") if row[f"short_{one}"] else None
            for one in REQUIREMENTS
        ),
        None,
    )


def _suggested(portfolio: Portfolio, ids: Sequence[object]) -> tuple[Suggestion, ...]:
    """The first one, requirement by requirement."""
    if not ids:
        return (Suggestion("certifications.ask_expiring"),)
    return (Suggestion("certifications.ask_level", {"partner": About(portfolio, str(ids[0])).partner()}),)


def _records(rows: pd.DataFrame, limit: int) -> list[Row]:
    return [{str(key): row[key] for key in row} for row in rows.head(limit).to_dict("records")]
