"""The 5Cs scorecard of every partner at once."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from tools.portfolio import Portfolio
from tools.scorecard.measure import Category, Measure
from tools.scorecard.measures import MEASURES
from tools.scorecard.policy import ScorecardPolicy
from tools.scorecard.scoring import Reference, raw_values, scored


@dataclass(frozen=True, eq=False)
class Scorecards:
    """Scorecards of all partners active or paused; others have none and are nobody's peers.

    Attributes:
        portfolio: What was scored.
        raw: Partner by measure, in the measure's unit; NaN is missing, never zero.
        score: Partner by measure, 0-100, 100 is best.
        weight: Partner by measure, 0-1; 0 where the score is missing, a row adds up to 1 unless all are.
        points: Partner by measure: score times weight; a row adds up to the total.
        categories: Partner by category, 0-100; NaN where all of its measures are missing.
        total: 0-100; NaN for a partner with no data at all.
        category_backed: Partner by category, share of its weight backed by data; NaN if it weighs 0.
        confidence: Share of the whole weight that is backed by data, 0-1.
    """

    portfolio: Portfolio
    policy: ScorecardPolicy
    raw: pd.DataFrame
    score: pd.DataFrame
    weight: pd.DataFrame
    points: pd.DataFrame
    categories: pd.DataFrame
    category_backed: pd.DataFrame
    total: pd.Series[float]
    confidence: pd.Series[float]

    def reference(self, measure: Measure) -> Reference:
        """The peers' raw values of a measure."""
        return Reference(self.raw[measure.name], self.portfolio.partners["type"].reindex(self.raw.index))

    def low_confidence(self, partner_id: str) -> bool:
        """Whether so little data backs the total that it must be said."""
        return bool(self.confidence[partner_id] < self.policy.low_confidence)


def scorecards(portfolio: Portfolio, policy: ScorecardPolicy) -> Scorecards:
    """Score every partner active or paused against the others, by type and altogether.

    Args:
        portfolio: Loaded with at least `tools.scorecard.AGGREGATES`.
        policy: Weights and thresholds.
    """
    weights, peers = _weights(policy), portfolio.peers
    raw = pd.DataFrame({m.name: raw_values(m, peers, policy) for m in MEASURES}, index=peers.index)
    types = peers["type"]
    score = pd.DataFrame(
        {m.name: scored(m, raw[m.name], types, Reference(raw[m.name], types), policy) for m in MEASURES},
        index=peers.index,
    )
    backed = score.notna().mul(weights, axis=1)
    weight = backed.div(backed.sum(axis=1).where(lambda total: total > 0), axis=0).fillna(0.0)
    points = (score * weight).fillna(0.0)
    total = points.sum(axis=1).where(backed.sum(axis=1) > 0)
    categories = _by_category(points).div(_by_category(weight).where(lambda share: share > 0))
    return Scorecards(
        portfolio=portfolio,
        policy=policy,
        raw=raw,
        score=score,
        weight=weight,
        points=points,
        categories=categories,
        category_backed=_by_category(backed).div(_by_category(weights.to_frame().T).iloc[0]),
        total=total,
        confidence=backed.sum(axis=1) / weights.sum(),
    )


def _weights(policy: ScorecardPolicy) -> pd.Series[float]:
    """Weight of every measure in points: the policy's, else the measure's own."""
    return pd.Series({m.name: float(policy.weights.get(m.name, m.weight)) for m in MEASURES})


def _by_category(frame: pd.DataFrame) -> pd.DataFrame:
    """Sums of the measures' columns, one column per category."""
    return pd.DataFrame(
        {
            str(category): frame[[m.name for m in MEASURES if m.category is category]].sum(axis=1)
            for category in Category
        },
        index=frame.index,
    )
