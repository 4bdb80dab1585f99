"""The signals of all partners side by side, and which lanes each partner is in."""

from __future__ import annotations

import numpy as np
import pandas as pd

from tools.attention.due import DUE, due
from tools.attention.items import PRESSING, Lane
from tools.attention.policy import AttentionPolicy
from tools.attention.rising import rising
from tools.attention.signals import days_since, working
from tools.attention.sources import Sources
from tools.portfolio import Portfolio


def readings(portfolio: Portfolio, sources: Sources, policy: AttentionPolicy) -> pd.DataFrame:
    """Every signal of every partner, its lanes, and its place among the others.

    Only active partners are at risk, go dark or rise: a pause was agreed, and a prospect has nothing to lose.
    Something may be due with everybody but ended ones.

    Returns:
        Indexed by partner id, as the portfolio. Per lane `lane_<lane>`, its urgency (0-1, 0: not in it);
        `part_ways`; `lane`, the number of the strongest lane in `PRESSING` (-1: in none) and `urgency` in it;
        `stake`, money per 90 days in base currency, the same in whatever lane: for who mostly rises what the
        last 90 days brought beyond a typical 90, for others max(expected loss, typical 90 days - last 90
        days, 0) + late open deals; `fell`, whether an active partner brought less than half of what it used
        to; `unusual`, whether it is silent for longer than usual; and what `tools.outlook`, `rising` and
        `due` found.
    """
    partners = portfolio.partners
    tier = sources.tiers["tier"].reindex(partners.index).fillna("")
    dark = sources.outlook["dark"]
    up = rising(portfolio, dark, tier, policy)
    matters = due(portfolio, sources, up["leads_growth"] > 0, policy.due)
    frame = pd.concat([sources.outlook.reindex(partners.index), up, matters], axis=1)
    lively = days_since(portfolio, partners["attention_last_touch"]) <= policy.lively_days
    here = partners["status"].eq("active") & (partners["outlook_wins_730d"] >= policy.known_wins)
    frame = frame.assign(
        loss=frame["loss"].fillna(0.0),
        told=sources.outlook["told"].eq(other=True) if "told" in sources.outlook else False,
        fell=here & (2 * frame["last_quarter"] < frame["typical_quarter"]),
        unusual=_unusual(frame, policy),
        tier=tier,
        phase=sources.journey["phase"],
        phase_days=sources.journey["days"],
        lively=lively,
    )
    placed = _placed(pd.concat([frame, _lanes(portfolio, frame, policy)], axis=1))
    return placed.assign(stake=_stake(placed, partners["attention_late_deals_amount"]))


def _lanes(portfolio: Portfolio, frame: pd.DataFrame, policy: AttentionPolicy) -> pd.DataFrame:
    """Urgency per lane; nothing but `part_ways` for those to part ways with."""
    here = portfolio.partners["status"].eq("active")
    known = portfolio.partners["outlook_wins_730d"] >= policy.known_wins
    lanes = pd.DataFrame(
        {
            "lane_money_at_risk": _money(frame, here, known, policy),
            "lane_going_dark": _dark(frame, here, known, policy),
            "lane_rising": (policy.rising_urgency + policy.rising_growth * frame["score"]).where(
                frame["rises"] & here
            ),
            "lane_due": frame[list(DUE)].max(axis=1),
        },
    ).fillna(0.0)
    calm = (lanes.max(axis=1) < policy.part_ways_below) & ~frame["rises"]
    parted = _part_ways(portfolio, frame, policy) & calm
    return lanes.clip(upper=1.0).mask(parted, 0.0).assign(part_ways=parted)


def _placed(frame: pd.DataFrame) -> pd.DataFrame:
    """With the strongest lane and its urgency; the first lane wins a tie."""
    lanes = frame[[f"lane_{lane}" for lane in PRESSING]].to_numpy()
    best = lanes.argmax(axis=1)
    urgency = lanes[np.arange(len(frame)), best]
    return frame.assign(lane=np.where(urgency > 0, best, -1), urgency=urgency)


def _stake(frame: pd.DataFrame, late_deals: pd.Series) -> pd.Series:
    """Money at stake in 90 days, whatever lane is asked for."""
    change = (frame["last_quarter"] - frame["typical_quarter"]).fillna(0.0)
    at_risk = frame["loss"].clip(lower=-change) + late_deals.fillna(0.0)
    mostly_rises = frame["lane"].eq(PRESSING.index(Lane.RISING))
    stake: pd.Series = at_risk.mask(mostly_rises, change).clip(lower=0.0)
    return stake


def _money(frame: pd.DataFrame, here: pd.Series, known: pd.Series, policy: AttentionPolicy) -> pd.Series:
    """By expected loss, where it is among the largest and something slips.

    Urgency grows with the percentile of the loss among all active partners with one, so that a lane of large
    partners does not fill the list by itself.
    """
    loss = frame["loss"].where(here & (frame["loss"] > 0))
    least = policy.risk_percentile / 100
    above = ((loss.rank(pct=True) - least) / (1 - least)).where(loss >= loss.quantile(least))
    chance = frame["chance_decline"]
    likely = (chance >= policy.risk_chance) | (chance.isna() & (frame["dark"] >= policy.risk_from))
    inside = known & likely & _slips(frame, policy)
    return (policy.risk_urgency + policy.risk_size * above.clip(0, 1)).where(inside)


def _slips(frame: pd.DataFrame, policy: AttentionPolicy) -> pd.Series:
    """Silent for longer than usual, or slowing clearly."""
    return frame["unusual"] | (frame["slowing"] >= policy.slowing_from)


def _unusual(frame: pd.DataFrame, policy: AttentionPolicy) -> pd.Series:
    usual = (policy.silence_times * frame["rhythm"]).fillna(policy.dark_days)
    return frame["silent_days"] > usual


def _dark(frame: pd.DataFrame, here: pd.Series, known: pd.Series, policy: AttentionPolicy) -> pd.Series:
    """Grows with the chance of silence, with size, and with how fresh the silence is.

    Who is just leaving can still be kept; who fell silent a year ago is told, later in the list.
    """
    usual = np.maximum(policy.silence_times * frame["rhythm"].fillna(0), policy.dark_days)
    beyond = (frame["silent_days"] - usual).clip(lower=0)
    fresh = 0.5 ** (beyond / policy.dark_half_life)
    size = frame["typical_quarter"].where(here & (frame["typical_quarter"] > 0)).rank(pct=True).fillna(0)
    chance = frame["chance_silent"].fillna(frame["dark"])
    urgency = (
        policy.dark_urgency
        + policy.dark_chance * chance
        + policy.dark_size * size
        + policy.dark_fresh * fresh
    )
    return urgency.where(here & known & (frame["dark"] >= policy.dark_from) & (frame["silent_days"] > usual))


def _part_ways(portfolio: Portfolio, frame: pd.DataFrame, policy: AttentionPolicy) -> pd.Series:
    """Low on both sides, long signed, no business for a year and no contact for long.

    Only in a portfolio that records both business and contact: silence in the data alone is no reason.
    """
    partners = portfolio.partners
    wins = partners["outlook_wins_365d"]
    recorded = wins.sum() > 0 and partners["attention_last_touch"].notna().any()
    signed = days_since(portfolio, partners["signed_on"]) >= policy.part_ways_days
    idle = wins.eq(0) & (frame["leads_quarter"] + frame["leads_before"]).eq(0)
    silence = days_since(portfolio, partners["attention_last_touch"])
    quiet = silence.isna() | (silence >= policy.part_ways_silence)
    return frame["tier"].eq("dementor") & working(portfolio) & signed & idle & quiet & bool(recorded)
