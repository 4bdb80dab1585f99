"""The 5Cs scorecard of every partner at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
import pandas as pd

from tools import schema
from tools.portfolio import Portfolio
from tools.scorecard.backing import backing, cases, days_known, unrecorded
from tools.scorecard.measure import Category, Measure, Reading
from tools.scorecard.measures import MEASURES
from tools.scorecard.needs import AGGREGATES
from tools.scorecard.policy import ScorecardPolicy
from tools.scorecard.scoring import Numbers, Reference, scored, type_codes

_READ: Final = {column.name for column in schema.PARTNERS.columns} | {item.name for item in AGGREGATES}


@dataclass(frozen=True, eq=False)
class Scorecards:
    """Scorecards of all partners active or paused; others have none and are nobody's peers.

    Attributes:
        portfolio: What was scored.
        covered: Cells that partners cover, as (partner_id, sector, technology); None if not worked out.
        types: Partner type as `type_codes` gives it.
        raw: Partner by measure, in the measure's unit; NaN is missing or too early to say, never zero.
        score: Partner by measure, 0-100, 100 is best.
        backing: Partner by measure, share that data backs, 0-1; 0 where the score is missing.
        too_early: Partner by measure, whether there is a value, but too little behind it to score it.
    """

    portfolio: Portfolio
    policy: ScorecardPolicy
    covered: pd.Index[Any] | None
    types: pd.Series[int]
    raw: pd.DataFrame
    score: pd.DataFrame
    backing: pd.DataFrame
    too_early: pd.DataFrame

    @cached_property
    def weight(self) -> pd.DataFrame:
        """Partner by measure, 0-1: weight times backing; a row adds up to 1 unless nothing is backed."""
        whole = self._counted.sum(axis=1)
        return self._counted.div(whole.where(whole > 0), axis=0).fillna(0.0)

    @cached_property
    def points(self) -> pd.DataFrame:
        """Partner by measure: score times weight; a row adds up to the total."""
        return (self.score * self.weight).fillna(0.0)

    @cached_property
    def total(self) -> pd.Series[float]:
        """Score of the partner: 0-100, 100 is best; NaN where nothing is backed by data.

        Formula: sum(score * weight * backing) / sum(weight * backing) over its measures.
        """
        return self.points.sum(axis=1).where(self._counted.sum(axis=1) > 0)

    @cached_property
    def confidence(self) -> pd.Series[float]:
        """Share of the whole weight that is backed by data: 0-1.

        Formula: sum(weight * backing) / sum(weight).
        """
        return self._counted.sum(axis=1) / _weights(self.policy).sum()

    @cached_property
    def categories(self) -> pd.DataFrame:
        """Partner by category: 0-100, the total of its measures alone; NaN where all are missing."""
        return _by_category(self.points).div(_by_category(self.weight).where(lambda share: share > 0))

    @property
    def scores(self) -> pd.DataFrame:
        """Partner by `total` and category, 0-100."""
        return self.categories.assign(total=self.total)

    @cached_property
    def category_backed(self) -> pd.DataFrame:
        """Partner by category: share of its weight that is backed by data, 0-1; NaN if it weighs 0."""
        return _by_category(self._counted).div(_by_category(_weights(self.policy).to_frame().T).iloc[0])

    @cached_property
    def _counted(self) -> pd.DataFrame:
        """Partner by measure: weight in points, as far as it is backed."""
        return self.backing * _weights(self.policy)

    def reference(self, measure: Measure) -> Reference:
        """The peers' raw values of a measure."""
        return Reference(self.raw[measure.name], self.types)

    def low_confidence(self, partner_id: str) -> bool:
        """Whether so little data backs the total that it must be said."""
        return bool(self.confidence[partner_id] < self.policy.low_confidence)

    def firm(self, partner_id: str, measure: Measure) -> bool:
        """Whether enough data backs the measure to call its score a strong or a weak side."""
        return bool(self.backing[measure.name][partner_id] >= self.policy.firm_backing)

    def few_cases(self, partner_id: str, measure: Measure) -> bool:
        """Whether the value rests on so few cases that the next one may turn it around."""
        behind = cases(measure, self.portfolio.partners.loc[[partner_id]])[0]
        return bool(0 < behind < self.policy.few_cases)

    def reading_of(self, ids: pd.Index[str], beside: Scorecards) -> Reading:
        """These partners as they are here, pooled with and standing beside the peers of another day."""
        return Reading(
            self.portfolio.partners.loc[ids],
            beside.portfolio.peers,
            self.policy,
            self.covered,
            beside.covered,
        )


def scorecards(
    portfolio: Portfolio, policy: ScorecardPolicy, covered: pd.Index[Any] | None = None
) -> Scorecards:
    """Score every partner active or paused against the others, by type and altogether.

    Args:
        portfolio: Loaded with at least `tools.scorecard.AGGREGATES`.
        policy: Weights and thresholds.
        covered: Cells that each partner covers, as (partner_id, sector, technology); without them nothing is
            said of cells that only one partner covers.
    """
    read = [name for name in portfolio.partners if name in _READ]  # to copy the rest would cost memory
    peers = portfolio.partners.loc[portfolio.is_peer, read]
    reading = Reading(peers, peers, policy, covered, covered)
    days = days_known(peers, portfolio.as_of)
    values = {m.name: raw_values(m, reading).to_numpy() for m in MEASURES}
    shares = {m.name: backing(m, values[m.name], reading, days, portfolio.as_of) for m in MEASURES}
    all_values, backed = (pd.DataFrame(columns, index=peers.index) for columns in (values, shares))
    raw = all_values.where(backed > 0)
    types = type_codes(peers["type"])
    score = pd.DataFrame({m.name: _scored(m, raw, types, policy) for m in MEASURES}, index=peers.index)
    return Scorecards(
        portfolio, policy, covered, types, raw, score, backed, too_early=all_values.notna() & raw.isna()
    )


def raw_values(measure: Measure, reading: Reading) -> pd.Series[float]:
    """The measure's raw value of every row; missing for all if nobody has ever had such a thing."""
    if unrecorded(measure, reading.peers):
        return pd.Series(np.nan, index=reading.rows.index)
    return measure.values(reading).astype("float64")


def _scored(measure: Measure, raw: pd.DataFrame, types: pd.Series[int], policy: ScorecardPolicy) -> Numbers:
    """Scores of one measure, everybody against the others."""
    values = raw[measure.name]
    return scored(measure, values, types, Reference(values, types), policy).to_numpy()


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
