"""Attention for the whole portfolio: one item per partner, in the order in which to look at them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import pandas as pd

from tools.about import About, Row, is_missing
from tools.attention import kinds
from tools.attention.items import AttentionItem, Lane
from tools.attention.policy import AttentionPolicy
from tools.attention.readings import readings
from tools.attention.reasons import lane_readings
from tools.portfolio import Portfolio


def attention(
    portfolio: Portfolio,
    tiers: pd.DataFrame,
    journey: pd.DataFrame,
    promises: pd.DataFrame,
    policy: AttentionPolicy,
) -> tuple[AttentionItem, ...]:
    """Every partner that needs a person at the portfolio's date, most urgent first.

    Every n-th place is kept for rising partners, so that fires do not crowd them out; partners to part ways
    with come last; ended ones never come.

    Args:
        portfolio: At the day in question.
        tiers: What `tools.tiers.tiers` returned for a history that ends with `portfolio`.
        journey: What `tools.journey.journey` returned for the same.
        promises: Columns `partner_id`, `owed_by` (`us`, `them`), `due_on` (datetime64 or NaT), `status`.
        policy: Weights and thresholds.
    """
    frame = readings(portfolio, tiers, journey, promises, policy)
    lanes = [f"lane_{lane}" for lane in Lane if lane is not Lane.PART_WAYS]
    listed = frame[(frame[lanes].max(axis=1) > 0) | frame["part_ways"]]
    rows = listed[_told(portfolio, listed)].to_dict("records")
    items = [
        _item(About(portfolio, str(partner_id), str(row["name"])), cast("Row", row))
        for partner_id, row in zip(listed.index, rows, strict=True)
    ]
    return arranged(items, policy.rising_every)


def arranged(items: Sequence[AttentionItem], every: int) -> tuple[AttentionItem, ...]:
    """Items by urgency, then money, then id; each `every`-th place goes to the next best rising one."""
    ordered = sorted(
        items, key=lambda item: (-item.urgency, -float(str(item.at_stake.value)), item.partner_id)
    )
    rising = [item for item in ordered if item.lane is Lane.RISING]
    placed: dict[str, AttentionItem] = {}
    for item in ordered:
        while (len(placed) + 1) % every == 0 and rising:
            best = rising.pop(0)
            placed.setdefault(best.partner_id, best)
        placed.setdefault(item.partner_id, item)
    return tuple(placed.values())


def _told(portfolio: Portfolio, frame: pd.DataFrame) -> list[str]:
    """Columns that reasons are told from; making rows of all the others would take most of the time."""
    others = set(portfolio.partners.columns) - {"name", "signed_on"}
    return [name for name in frame.columns if name not in others or name.startswith("attention_")]


def _item(about: About, row: Row) -> AttentionItem:
    found = lane_readings(about, row)
    touch = row["attention_last_touch"]
    return AttentionItem(
        partner_id=about.partner_id,
        readings=found,
        at_stake=about.fact(kinds.AT_STAKE, _stake(found[0].lane, row)),
        last_touch=None if is_missing(touch) else touch.date(),
    )


def _stake(lane: Lane, row: Row) -> float:
    """What the last 90 days brought when rising, what 90 days used to bring when going dark, else the loss.

    Late open deals count too when something is due.
    """
    if lane is Lane.RISING:
        return float(row["last_quarter"])
    if lane is Lane.GOING_DARK:
        return float(row["typical_quarter"])
    late = float(row["attention_late_deals_amount"]) if lane is Lane.DUE else 0.0
    return float(row["loss"]) + late
