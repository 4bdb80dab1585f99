"""The difference of two scorecards, taken apart without a remainder."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

from tools.scorecard import MEASURES, Measure, ScorecardPolicy, Scorecards, raw_values, scored


@dataclass(frozen=True, eq=False)
class Decomposition:
    """Points of the total by partner and measure; the three add up to the difference of the totals.

    Attributes:
        own: What the partner did: its new value scored against the old peers, at the old weight.
        peers: What the others did: the rest of the change in score, at the old weight.
        weights: What data that came, went or weighs otherwise did: the change in weight times how far the
            score stands from the old total, so that a new measure as good as the rest changes nothing.
    """

    own: pd.DataFrame
    peers: pd.DataFrame
    weights: pd.DataFrame

    @property
    def total(self) -> pd.DataFrame:
        """All three together."""
        return self.own + self.peers + self.weights


def decompose(before: Scorecards, after: Scorecards, only: Collection[str] | None = None) -> Decomposition:
    """Take apart the change of every partner that has a total in both.

    Args:
        before: Scorecards of the earlier day.
        after: Scorecards of the later day.
        only: Just these partners; None for all.

    Raises:
        ValueError: The two were scored by policies that differ in more than weights, so that what the policy
            did could not be told from what the partners did.
    """
    if _unweighted(before) != _unweighted(after):
        raise ValueError("scorecards under policies that differ in more than weights cannot be compared")
    ids = before.total.dropna().index.intersection(after.total.dropna().index)
    if only is not None:
        ids = ids[ids.isin(list(only))]
    parts = {measure.name: _parts(measure, ids, before, after) for measure in MEASURES}
    return Decomposition(
        *(
            pd.DataFrame({name: columns[part] for name, columns in parts.items()}, index=ids)
            for part in ("own", "peers", "weights")
        )
    )


def _unweighted(cards: Scorecards) -> ScorecardPolicy:
    """Its policy but for the weights."""
    return cards.policy.model_copy(update={"weights": {}})


def _parts(measure: Measure, ids: pd.Index[str], before: Scorecards, after: Scorecards) -> pd.DataFrame:
    """One measure's part in every partner's change."""
    name = measure.name
    old, new = before.score[name].reindex(ids), after.score[name].reindex(ids)
    held, weight = before.weight[name].reindex(ids), after.weight[name].reindex(ids)
    alone = scored(
        measure,
        _own_values(measure, ids, before, after),
        after.types.reindex(ids),
        before.reference(measure),
        before.policy,
    )
    shift = (weight - held) * (new.fillna(old).fillna(0.0) - before.total.reindex(ids))
    both = old.notna() & new.notna() & alone.notna()
    return pd.DataFrame(
        {
            "own": (held * (alone - old)).where(both, 0.0),
            "peers": (held * (new - alone)).where(both, 0.0),
            "weights": shift,
        }
    )


def _own_values(
    measure: Measure, ids: pd.Index[str], before: Scorecards, after: Scorecards
) -> pd.Series[float]:
    """The new values as they would be had the others done nothing."""
    values = after.raw[measure.name].reindex(ids)
    if not measure.pooled:
        return values
    alone = raw_values(measure, after.reading_of(ids, beside=before))
    return alone.where(values.notna(), values)
