"""What working with us is worth to every partner: relationships, market momentum, economics."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
import pandas as pd

from tools.billing import paid_in_time
from tools.portfolio import Portfolio
from tools.proposition.market import Market
from tools.proposition.money import money
from tools.proposition.policy import PropositionPolicy

_TEN: Final = 10.0
_FULL: Final = 100.0
_HALF: Final = 50.0


class Part(StrEnum):
    """What a partner gets from working with us."""

    RELATIONSHIPS = "relationships"
    MOMENTUM = "momentum"
    ECONOMICS = "economics"


MEASURES: Final[Mapping[Part, tuple[str, ...]]] = {
    Part.RELATIONSHIPS: ("relationship_survey", "support_survey", "promises", "paid_in_time", "answers"),
    Part.MOMENTUM: ("momentum_survey", "demand", "share_change", "growth", "releases"),
    Part.ECONOMICS: ("economics_survey", "earned"),
}
"""Measures of each part, by the name of their column."""


@dataclass(frozen=True, eq=False)
class Propositions:
    """The proposition to every partner of a portfolio.

    Attributes:
        frame: As `propositions` returns it.
        market: Behind momentum.
        settled: Our promises that were kept or are past due, as `promises` has them.
    """

    portfolio: Portfolio
    frame: pd.DataFrame
    market: Market
    settled: pd.DataFrame
    policy: PropositionPolicy


def propositions(
    portfolio: Portfolio, market: Market, promises: pd.DataFrame, policy: PropositionPolicy
) -> Propositions:
    """How strong our proposition is, part by part: 0 to 100 points, higher is better for the partner.

    A part is the weighted mean of those of its measures that the data tells of; `<part>_backed` is the share
    of its weight that they make. Windows end on the portfolio's day and are 365 days unless said.

    relationships: surveys about the relationship (weight `survey_weight`) and about support, mean score x 10;
    promises, share of ours that were kept among those kept or past due; paid_in_time, share of commission
    payments made by their due date; answers, their contacts per contact of ours (180 days), at most 100.
    momentum: the survey about momentum (`survey_weight`); then over the cells (sector x technology) that
    they work in, weighted by their work there: demand, 50 x market index; share_change, 50 + 50 x change of
    our market share in a year / `full_share_change`; growth, 50 + 50 x (won - won the year before) / both;
    releases of ours / `full_releases`; each kept within 0 to 100.
    economics: the survey about economics (`survey_weight`); earned (`earned_weight`), the percentile rank of
    `net` (see `money`) among active or paused partners of the same type, of all types where fewer than
    `least_partners` are of it; equal values share a rank.

    Args:
        portfolio: Loaded with the planning aggregates.
        market: Of the same day.
        promises: Read out of notes by then.
        policy: Assumptions and weights.

    Returns:
        `frame`, by partner id: a column per measure (points; NaN if not known), per part its points and
        `<part>_backed` (0-1), `score` = mean of the parts known (NaN where less than
        `least_backed` of them all is backed), the columns of `money`, and of `Market.around`.
    """
    read = portfolio.partners
    earned, settled = money(portfolio, policy), _settled(promises, portfolio)
    around = market.around(read.index)
    measures = pd.DataFrame(
        {
            **_surveys(read),
            "promises": _kept(settled, read.index) * _FULL,
            "paid_in_time": paid_in_time(portfolio) * _FULL,
            "answers": _answers(read),
            **_momentum(around, policy),
            "earned": _ranks(earned["net"], portfolio, policy.least_partners),
        }
    )
    parts = pd.concat([_part(measures, part, policy) for part in Part], axis=1)
    backed = parts[[f"{part}_backed" for part in Part]].mean(axis=1)
    score = parts[[str(part) for part in Part]].mean(axis=1).where(backed >= policy.least_backed)
    frame = pd.concat([measures, parts, score.rename("score"), earned, around.add_prefix("market_")], axis=1)
    return Propositions(portfolio, frame, market, settled, policy)


def _part(measures: pd.DataFrame, part: Part, policy: PropositionPolicy) -> pd.DataFrame:
    columns = list(MEASURES[part])
    weights = np.array([_weight(name, part, policy) for name in columns])
    values = measures[columns].to_numpy(dtype=np.float64)
    known = ~np.isnan(values) * weights
    total = known.sum(axis=1)
    points = np.divide(
        (np.nan_to_num(values) * weights).sum(axis=1),
        total,
        out=np.full(len(values), np.nan),
        where=total > 0,
    )
    return pd.DataFrame({str(part): points, f"{part}_backed": total / weights.sum()}, index=measures.index)


def _weight(name: str, part: Part, policy: PropositionPolicy) -> float:
    if name == MEASURES[part][0]:
        return policy.survey_weight
    return policy.earned_weight if name == "earned" else 1.0


def _surveys(read: pd.DataFrame) -> dict[str, pd.Series]:
    """Mean score of a year's answers, of 10, as points."""
    found = {}
    for name in ("relationship", "support", "momentum", "economics"):
        answers = read[f"sc_{name}_365d"]
        found[f"{name}_survey"] = read[f"sc_{name}_sum_365d"] / answers.where(answers > 0) * _TEN
    return found


def _settled(promises: pd.DataFrame, portfolio: Portfolio) -> pd.DataFrame:
    """Our promises that were kept, or are past due."""
    waits = promises["status"].eq("open") & ~(promises["due_on"] < pd.Timestamp(portfolio.as_of))
    ours: pd.DataFrame = promises[promises["owed_by"].eq("us") & ~waits]
    return ours


def _kept(ours: pd.DataFrame, partners: pd.Index) -> pd.Series:
    """Share of our promises that were kept, of those kept or past due."""
    return ours["status"].eq("kept").groupby(ours["partner_id"]).mean().reindex(partners).astype("float64")


def _answers(read: pd.DataFrame) -> pd.Series:
    ours = read["sc_out_180d"]
    return (read["sc_in_180d"] / ours.where(ours > 0)).clip(0, 1) * _FULL


def _momentum(around: pd.DataFrame, policy: PropositionPolicy) -> dict[str, pd.Series]:
    return {
        "demand": (around["demand"] * _HALF).clip(0, _FULL),
        "share_change": (_HALF + _HALF * around["change"] / policy.full_share_change).clip(0, _FULL),
        "growth": _HALF + _HALF * around["growth"],
        "releases": (around["releases"] / policy.full_releases * _FULL).clip(0, _FULL),
    }


def _ranks(values: pd.Series, portfolio: Portfolio, least: int) -> pd.Series:
    """Percentile among peers of the same type: half of those equal count as below."""
    peers = values[portfolio.is_peer]
    types = portfolio.partners["type"][portfolio.is_peer].fillna("")
    sizes = peers.groupby(types).transform("count")
    groups = types.where((sizes >= least) & types.ne(""), "")
    alike = peers.groupby(groups)
    ranks = (alike.rank() - 0.5) / alike.transform("count") * _FULL
    few = groups.eq("")
    among_all = (peers.rank() - 0.5) / peers.count() * _FULL
    enough = peers.count() >= least
    ranks = ranks.where(~few, among_all if enough else np.nan)
    return ranks.reindex(values.index)
