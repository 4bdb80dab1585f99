"""The signals of all partners side by side, and which lanes each partner is in."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from tools.attention.dark import expected_loss, going_dark
from tools.attention.due import DUE, due
from tools.attention.policy import AttentionPolicy
from tools.attention.rising import leads_taken, rising
from tools.attention.signals import days_since, working
from tools.portfolio import Portfolio

_PRESSING: Final = 0.5  # an urgency that keeps even a partner to part ways with on the list


def readings(
    portfolio: Portfolio,
    tiers: pd.DataFrame,
    journey: pd.DataFrame,
    promises: pd.DataFrame,
    policy: AttentionPolicy,
) -> pd.DataFrame:
    """Every signal of every partner, and per lane its urgency (`lane_<lane>`, 0-1, 0: not in it).

    Arguments as in `tools.attention.attention`. Peers are all partners of the portfolio.
    """
    tier = tiers["tier"].reindex(portfolio.partners.index).fillna("")
    dark = going_dark(portfolio, policy)
    losses = expected_loss(portfolio, dark["dark"], policy)
    up = rising(portfolio, dark["dark"], tier, policy)
    matters = due(portfolio, tier, journey, promises, policy)
    frame = portfolio.partners.join([dark, losses, up, matters, leads_taken(portfolio.partners)])
    lively = days_since(portfolio, portfolio.partners["attention_last_touch"]) <= policy.lively_days
    frame = frame.assign(tier=tier, phase=journey["phase"], phase_days=journey["days"], lively=lively)
    here = portfolio.partners["status"].eq("active")  # a pause was agreed: silence is no news
    lanes = pd.DataFrame(
        {
            "lane_money_at_risk": _money(frame, here, policy),
            "lane_going_dark": _dark(frame, policy).where(here),
            "lane_rising": (0.25 + 0.45 * frame["score"]).where(frame["rises"] & here),
            "lane_due": frame[list(DUE)].max(axis=1),
        },
    ).fillna(0.0)
    parted = _part_ways(portfolio, frame, policy) & (lanes.max(axis=1) < _PRESSING) & ~frame["rises"]
    return frame.join(lanes.mask(parted, 0.0)).assign(part_ways=parted)


def _money(frame: pd.DataFrame, here: pd.Series, policy: AttentionPolicy) -> pd.Series:
    """Where the expected loss is among the largest and something slips; as much by size as by the signs."""
    loss = frame["loss"].where(here & (frame["loss"] > 0))
    enough = loss >= loss.quantile(policy.risk_percentile / 100) if loss.notna().any() else loss.notna()
    inside = enough & (frame["dark"] >= policy.risk_from) & _slips(frame, policy)
    return (0.3 + 0.35 * frame["dark"] + 0.35 * loss.rank(pct=True)).where(inside)


def _slips(frame: pd.DataFrame, policy: AttentionPolicy) -> pd.Series:
    """Silent for longer than usual, or slowing clearly, where there was a business to lose."""
    known = frame["attention_wins_730d"] >= policy.dark_wins
    usual = (policy.silence_times * frame["rhythm"]).fillna(policy.dark_days)
    return known & ((frame["silent_days"] > usual) | (frame["slowing"] >= policy.slowing_from))


def _dark(frame: pd.DataFrame, policy: AttentionPolicy) -> pd.Series:
    """Grows with the score, where there was a business to lose and the silence is unusual for them."""
    usual = np.maximum(policy.silence_times * frame["rhythm"].fillna(0), policy.dark_days)
    known = frame["attention_wins_730d"] >= policy.dark_wins
    inside = (frame["dark"] >= policy.dark_from) & known & (frame["silent_days"] > usual)
    return (0.2 + 0.8 * frame["dark"]).where(inside)


def _part_ways(portfolio: Portfolio, frame: pd.DataFrame, policy: AttentionPolicy) -> pd.Series:
    """Low on both sides, long signed, no business for a year and no contact for long.

    Only in a portfolio that records both business and contact: silence in the data alone is no reason.
    """
    recorded = frame["attention_wins_365d"].sum() > 0 and frame["attention_last_touch"].notna().any()
    signed = days_since(portfolio, frame["signed_on"]) >= policy.part_ways_days
    idle = frame["attention_wins_365d"].eq(0) & (frame["leads_quarter"] + frame["leads_before"]).eq(0)
    silence = days_since(portfolio, frame["attention_last_touch"])
    quiet = silence.isna() | (silence >= policy.part_ways_silence)
    return frame["tier"].eq("dementor") & working(portfolio) & signed & idle & quiet & bool(recorded)
