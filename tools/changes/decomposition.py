"""The difference of two scorecards, taken apart without a remainder."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from tools.scorecard import MEASURES, Measure, Scorecards, scored


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


def decompose(before: Scorecards, after: Scorecards) -> Decomposition:
    """Take apart the change of every partner that has a total in both."""
    ids = before.total.dropna().index.intersection(after.total.dropna().index)
    parts = {measure.name: _parts(measure, ids, before, after) for measure in MEASURES}
    return Decomposition(
        *(
            pd.DataFrame({name: columns[part] for name, columns in parts.items()}, index=ids)
            for part in ("own", "peers", "weights")
        )
    )


def _parts(measure: Measure, ids: pd.Index[str], before: Scorecards, after: Scorecards) -> pd.DataFrame:
    """One measure's part in every partner's change."""
    name = measure.name
    old, new = before.score[name].reindex(ids), after.score[name].reindex(ids)
    held, weight = before.weight[name].reindex(ids), after.weight[name].reindex(ids)
    types = after.portfolio.partners["type"].reindex(ids)
    alone = scored(measure, after.raw[name].reindex(ids), types, before.reference(measure), before.policy)
    shift = (weight - held) * (new.fillna(old).fillna(0.0) - before.total.reindex(ids))
    both = old.notna() & new.notna()
    return pd.DataFrame(
        {
            "own": (held * (alone - old)).where(both, 0.0),
            "peers": (held * (new - alone)).where(both, 0.0),
            "weights": shift,
        }
    )
