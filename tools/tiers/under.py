"""Who would be in another tier under other weights or thresholds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import pandas as pd

from tools.about import About, Slots, about_all, is_missing, row_of
from tools.facts import Fact, Findings, Kind, Statement, Suggestion, TableSpec, Unit
from tools.portfolio import Portfolio
from tools.tiers import kinds
from tools.tiers.assumed import Assumed, assumptions
from tools.tiers.figures import leads_facts, relevance_facts
from tools.tiers.moves import Direction, moves
from tools.tiers.policy import TierPolicy
from tools.tiers.whose import Whom

PARTNERS: Final = Kind("tier.partners", Unit.COUNT, "partners in question")
MOVED: Final = Kind("tier.would_move", Unit.COUNT, "partners that would move")
BAR_NOW: Final = Kind("tier.bar_now", Unit.COUNT, "where high begins now")
BAR_THEN: Final = Kind("tier.bar_then", Unit.COUNT, "where high begins under the assumption")
WOULD_BE: Final = Kind("tier.would_be", Unit.LABEL, "tier under the assumption")
RELEVANCE_THEN: Final = Kind("tier.relevance_then", Unit.POINTS, "relevance under the assumption")

_TOLD: Final = 5
_SIDES: Final = ("leads", "relevance")


def portfolio_what_if(
    portfolio: Portfolio,
    now: pd.DataFrame,
    then: pd.DataFrame,
    policy: TierPolicy,
    assumed: Assumed,
    whom: Whom,
    *,
    limit: int = 10,
) -> Findings:
    """Who would move from where to where if the whole history had been judged by another policy.

    Args:
        portfolio: At the day in question.
        now: What `tools.tiers.tiers` returned under the policy as it is.
        then: The same for the same history under `policy`.
        policy: The policy assumed.
        assumed: In what it differs.
        whom: Partners that the question is about.
        limit: Partners in the table at most.
    """
    among = sorted(set(whom.ids) & set(now.index[now["tier"].ne("") | then["tier"].ne("")]))
    moved = moves(now.loc[among], then.loc[among])
    order = moved["direction"].map({name: at for at, name in enumerate(Direction)})
    listed = moved.assign(order=order, id=moved.index).sort_values(["order", "after", "id"])
    return Findings(
        statements=(
            _head(portfolio, whom, len(moved), len(among)),
            *_counts(portfolio, moved),
            *assumptions(portfolio, policy, assumed),
            *_bars(portfolio, now, then),
            *_told(portfolio, listed, now, then),
        ),
        table=_table(portfolio, listed.head(limit), then) if len(moved) else None,
        suggestions=(Suggestion("suggest.tier_moves"),),
    )


def _head(portfolio: Portfolio, whom: Whom, moved: int, total: int) -> Statement:
    """How many would move, of whom; that there is nobody to judge."""
    slots: Slots = {"whose": whom.words(portfolio)}
    if not total:
        return Statement("tier.nobody_to_judge", slots)
    slots["total"] = about_all(portfolio, PARTNERS, total, whom.whose)
    if not moved:
        return Statement("tier.nobody_would_move", slots)
    return Statement("tier.would_move", slots | {"moved": about_all(portfolio, MOVED, moved, whom.whose)})


def partner_under(
    portfolio: Portfolio,
    now: pd.DataFrame,
    then: pd.DataFrame,
    policy: TierPolicy,
    assumed: Assumed,
    partner_id: str,
) -> tuple[Statement, ...]:
    """Where one partner would be under another policy; arguments as for `portfolio_what_if`."""
    about = About(portfolio, partner_id)
    slots: Slots = {"partner": about.partner()}
    was, would = str(now["tier"][partner_id]), str(then["tier"][partner_id])
    said = (*assumptions(portfolio, policy, assumed), *_bars(portfolio, now, then))
    if not would:
        return (Statement("tier.gone_then" if was else "tier.none_then", slots), *said)
    slots["then"] = about.fact(WOULD_BE, f"tier.{would}")
    if was and was != would:
        slots["now"] = about.fact(kinds.TIER, f"tier.{was}")
    key = "tier.partner_stays" if was == would else "tier.partner_moves" if was else "tier.partner_gets"
    return (Statement(key, slots), *_figure(portfolio, now, then, partner_id), *said)


def _counts(portfolio: Portfolio, moved: pd.DataFrame) -> Iterator[Statement]:
    """How many go from which tier to which, most first; only moves between tiers."""
    between = moved[moved["before"].ne("") & moved["after"].ne("")]
    pairs = (between["before"] + ">" + between["after"]).value_counts()
    for pair, count in sorted(pairs.items(), key=lambda item: (-item[1], str(item[0]))):
        was, _, would = str(pair).partition(">")
        slots: Slots = {
            "count": about_all(portfolio, MOVED, count, str(pair)),
            "before": about_all(portfolio, kinds.TIER, f"tier.{was}", str(pair)),
            "after": about_all(portfolio, WOULD_BE, f"tier.{would}", str(pair)),
        }
        yield Statement("tier.would_pair", slots, follows=True)


def _told(
    portfolio: Portfolio, listed: pd.DataFrame, now: pd.DataFrame, then: pd.DataFrame
) -> Iterator[Statement]:
    between = listed[listed["before"].ne("") & listed["after"].ne("")]
    for partner_id, row in between.head(_TOLD).iterrows():
        about = About(portfolio, str(partner_id))
        slots: Slots = {
            "partner": about.partner(),
            "before": about.fact(kinds.TIER, f"tier.{row['before']}"),
            "after": about.fact(WOULD_BE, f"tier.{row['after']}"),
        }
        yield Statement("tier.would_partner", slots)
        yield from _figure(portfolio, now, then, about.partner_id)


def _figure(
    portfolio: Portfolio, now: pd.DataFrame, then: pd.DataFrame, partner_id: str
) -> Iterator[Statement]:
    """The partner's figures on each side that crosses, now and as they would be counted."""
    was, would = row_of(now, partner_id), row_of(then, partner_id)
    about = About(portfolio, partner_id)
    if was["leads_high"] != would["leads_high"]:
        (at, _), (counted, begins) = leads_facts(about, was), leads_facts(about, would)
        slots: Slots = {
            "now": at,
            "then": _as(kinds.LEADS_THEN, counted),
            "begins": _as(BAR_THEN, begins, "leads"),
        }
        yield Statement("tier.would_leads", slots, follows=True)
    known = not (is_missing(was["relevance"]) or is_missing(would["relevance"]))
    if was["relevance_high"] != would["relevance_high"] and known:
        (at, _), (counted, begins) = relevance_facts(about, was), relevance_facts(about, would)
        slots = {
            "now": at,
            "then": _as(RELEVANCE_THEN, counted),
            "begins": _as(BAR_THEN, begins, "relevance"),
        }
        yield Statement("tier.would_relevance", slots, follows=True)


def _as(kind: Kind, fact: Fact, subject: str = "") -> Fact:
    """The same value under the assumption."""
    return replace(fact, kind=kind, subject=subject)


def _bars(portfolio: Portfolio, now: pd.DataFrame, then: pd.DataFrame) -> Iterator[Statement]:
    """Where high begins now and then, for each side on which that differs."""
    for side in _SIDES:
        if now.empty or (was := _begins(now, side)) == (would := _begins(then, side)):
            continue
        slots: Slots = {
            "before": Fact(BAR_NOW, None, was, portfolio.as_of, side),
            "after": Fact(BAR_THEN, None, would, portfolio.as_of, side),
        }
        yield Statement(f"tier.bar_{side}", slots)


def _begins(graded: pd.DataFrame, side: str) -> float:
    return round(float(graded[f"{side}_threshold"].iloc[0]), 1)


def _table(portfolio: Portfolio, listed: pd.DataFrame, then: pd.DataFrame) -> TableSpec:
    cells = []
    for partner_id, row in listed.iterrows():
        about, would = About(portfolio, str(partner_id)), row_of(then, str(partner_id))
        unknown = is_missing(would["relevance"])
        cells.append(
            (
                about.partner(),
                about.fact(kinds.TIER, f"tier.{row['before']}") if row["before"] else None,
                about.fact(WOULD_BE, f"tier.{row['after']}") if row["after"] else None,
                _as(kinds.LEADS_THEN, leads_facts(about, would)[0]),
                None if unknown else _as(RELEVANCE_THEN, relevance_facts(about, would)[0]),
            )
        )
    return TableSpec(
        "tier.moves_title",
        ("partner", "tier", "would be", "leads and deals as counted", "relevance"),
        tuple(cells),
    )
