"""Who is in a phase, who is stuck there, and which missing step holds up most of them."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from tools.about import About, Row, Slots, about_all, is_missing, row_of
from tools.counted import counted
from tools.facts import Fact, Findings, Quote, Statement, Suggestion, TableSpec
from tools.journey import kinds
from tools.journey.phases import MISSING, Phase
from tools.journey.statements import entered, missing, next_step, phase_of, stay, too_long
from tools.portfolio import Portfolio

_SAID = 5
_STEPS = 3
_COLUMNS = ("partner", "phase", "since", "days", "missing first", "next step")


def members(
    portfolio: Portfolio, rows: pd.DataFrame, phase: Phase | None, *, stuck: bool, limit: int
) -> Findings:
    """Those of `rows` in a phase (longest first), or stuck (furthest over the limit first).

    Where nobody is stuck, who has taken longer than it should; without them, everybody there.
    """
    chosen = rows if phase is None else rows[rows["phase"].eq(phase)]
    slow = chosen["days"] > chosen["target"]
    listed = _ordered(chosen, slow, stuck=stuck)
    named = [About(portfolio, str(partner_id)) for partner_id in listed.index[:limit]]
    said = [line for about in named[:_SAID] for line in _told(about, row_of(listed, about.partner_id))]
    return Findings(
        statements=(
            _headline(portfolio, chosen, slow, phase, stuck=stuck),
            *_holding_up(portfolio, listed),
            *said,
        ),
        table=_table(named, listed) if named else None,
        suggestions=(Suggestion("suggest.draft", {"partner": named[0].partner()}),) if named else (),
    )


def _ordered(chosen: pd.DataFrame, slow: pd.Series, *, stuck: bool) -> pd.DataFrame:
    """Who is listed, in which order."""
    keyed = chosen.assign(id=chosen.index, over=chosen["days"] / chosen["limit"])
    if not stuck:
        listed, by = keyed, "days"
    elif keyed["stuck"].any():
        listed, by = keyed[keyed["stuck"]], "over"
    else:
        listed, by = keyed[slow] if slow.any() else keyed, "days"
    return listed.sort_values([by, "id"], ascending=[False, True])


def _headline(
    portfolio: Portfolio, chosen: pd.DataFrame, slow: pd.Series, phase: Phase | None, *, stuck: bool
) -> Statement:
    """How many, and how many of them are stuck; else how many have taken longer than it should."""
    where, slots = "anywhere", dict[str, Fact | Quote]()
    if phase:
        where, slots["phase"] = "in_phase", about_all(portfolio, kinds.PHASE, f"phase.{phase}", phase)
    if chosen.empty:
        return Statement(f"journey.nobody_{where}", slots)
    within = counted(chosen.index, phase or "all")
    slots["count"] = about_all(portfolio, kinds.PARTNERS_IN, len(chosen), within)
    number = int(chosen["stuck"].sum())
    if stuck and not number:
        return _nobody_stuck(portfolio, chosen[slow], within, where, slots)
    slots["stuck"] = about_all(portfolio, kinds.STUCK_IN, number, within)
    return Statement(f"journey.{'stuck' if stuck else 'members'}_{where}", slots)


def _nobody_stuck(
    portfolio: Portfolio, slow: pd.DataFrame, within: str, where: str, slots: Slots
) -> Statement:
    """That nobody is stuck, and how many of them have taken longer than it should all the same."""
    if slow.empty:
        return Statement(f"journey.not_stuck_{where}", slots)
    slots["slow"] = about_all(portfolio, kinds.SLOW_IN, len(slow), within)
    if where == "anywhere":
        return Statement("journey.slow_anywhere", slots)
    row = row_of(slow, slow.index[0])
    slots["after"] = about_all(portfolio, kinds.STUCK_AFTER, row["limit"], row["phase"])
    slots["target"] = about_all(portfolio, kinds.TARGET, row["target"], row["phase"])
    del slots["count"]
    return Statement(f"journey.slow_{where}{'' if row['limit_peers'] else '_default'}", slots)


def _holding_up(portfolio: Portfolio, listed: pd.DataFrame) -> list[Statement]:
    """How many of several lack each step, the commonest first; ties in the order of the journey."""
    if len(listed) <= 1:
        return []
    lacking = Counter(code for codes in listed["missing"] for code in codes)
    total = about_all(portfolio, kinds.PARTNERS_IN, len(listed), counted(listed.index, "listed"))
    return [
        Statement(
            "journey.lacking",
            {
                "count": about_all(portfolio, kinds.LACKING, count, counted(listed.index, code)),
                "total": total,
                "step": about_all(portfolio, kinds.MISSING_STEP, f"missing.{code}", code),
            },
        )
        for code, count in sorted(lacking.items(), key=_commonest)[:_STEPS]
    ]


def _commonest(lacking: tuple[str, int]) -> tuple[int, int]:
    code, count = lacking
    return -count, MISSING.index(code)


def _told(about: About, row: Row) -> tuple[Statement, ...]:
    return (stay(about, row), *too_long(about, row), *missing(about, row), *next_step(about, row))


def _table(named: list[About], rows: pd.DataFrame) -> TableSpec:
    cells = tuple(_cells(about, row_of(rows, about.partner_id)) for about in named)
    return TableSpec("journey.title", _COLUMNS, cells)


def _cells(about: About, row: Row) -> tuple[Fact | None, ...]:
    dated = not is_missing(row["entered"])
    first = row["missing"][0] if row["missing"] else ""
    return (
        about.partner(),
        phase_of(about, row),
        entered(about, row) if dated else None,
        about.fact(kinds.DAYS, row["days"]) if dated else None,
        about.fact(kinds.MISSING_STEP, f"missing.{first}", first) if first else None,
        about.fact(kinds.NEXT_STEP, f"step.{first}") if first else None,
    )
