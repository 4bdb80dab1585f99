"""Current and potential revenue of every partner, with the range that the potential is expected in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tools.portfolio import Portfolio
from tools.potential.features import columns, declared_fields, worked_fields
from tools.potential.known import Lesson, Source, known_figures, lesson
from tools.potential.policy import PotentialPolicy
from tools.potential.ranges import Errors, quantile
from tools.potential.ridge import Numbers, Ridge
from tools.potential.shift import shift_weights

Flags: TypeAlias = NDArray[np.bool_]

_ROWS_A_FEATURE: Final = 4  # partners learnt from that each feature takes, so that ranges hold with few too
_FEATURES_LEAST: Final = 2
_SHIFT_LEAST: Final = 30  # partners learnt from, from which weights for the others are steadier than none
_RANGE: Final = ["potential", "low", "high"]


@dataclass(frozen=True, eq=False)
class Potentials:
    """Current and potential revenue of every partner that somebody has heard of and that has not ended.

    Attributes:
        portfolio: What was read.
        frame: Indexed by `partner_id`, sorted. `current` (won in 365 days, base currency; 0 or more),
            `potential` (a year, base currency; at least `current`; NaN if nothing tells), `low` and `high`
            (range that holds the true potential of 80 % of estimated partners; both equal to `potential`
            where it is on file), `source` (`Source`), `headroom` (potential - current, 0 or more, higher is
            more that could come), `on_file` (potential as the file has it, NaN without), `peers` (number of
            partners that an estimate was learnt from, 0 without one).
        learnt: What the estimates were learnt from, one per row of the frame.
        features: One row per row of the frame: what makes partners alike.
        declared: The fields that each partner declares, as `declared_fields` gives them.
    """

    portfolio: Portfolio
    policy: PotentialPolicy
    frame: pd.DataFrame
    learnt: Lesson
    features: Numbers
    declared: pd.DataFrame

    @cached_property
    def peers(self) -> pd.DataFrame:
        """Rows of the frame of who is active or paused and has a potential, on file or estimated."""
        active = self.portfolio.is_peer.loc[self.frame.index]
        return self.frame[active & self.frame["potential"].notna()]


def potentials(portfolio: Portfolio, policy: PotentialPolicy, pairs: pd.DataFrame) -> Potentials:
    """Potential of every partner: on file, else implied by its share of wallet, else told from its peers.

    Implied: current / share of wallet; its range from how far implied potentials lie off those on file.
    From peers: log-linear ridge regression on type, size, relevance, revenue, region and fields; its range
    from the quantiles of left-out errors (jackknife; Barber et al., 2021), wider where errors are larger.
    Where a share of wallet misses potentials on file by more than the peers do, peers are believed.

    Args:
        portfolio: With the aggregates of `tools.outlook`.
        policy: What it takes to be learnt from.
        pairs: `Segments.pairs` of the whole portfolio: who works where.
    """
    figures = known_figures(portfolio)
    partners = portfolio.partners.loc[figures.index]
    taught = lesson(portfolio, figures, policy)
    declared = declared_fields(partners)
    features = columns(
        partners,
        worked_fields(declared, pairs),
        most=max(_FEATURES_LEAST, int((~np.isnan(taught.values)).sum()) // _ROWS_A_FEATURE),
        revenue=taught.source is not Source.ATTAINED,
    )
    found = _estimated(partners, taught, features, policy)
    found = _from_wallets(found, figures, policy)
    frame = _bounded(_from_file(found, figures), figures)
    return Potentials(portfolio, policy, frame, taught, features, declared)


def _estimated(
    partners: pd.DataFrame, taught: Lesson, features: Numbers, policy: PotentialPolicy
) -> pd.DataFrame:
    """Everybody's potential as their peers have it."""
    if taught.source is Source.NONE:
        nothing = pd.DataFrame(np.nan, index=partners.index, columns=_RANGE)
        return nothing.assign(source=str(Source.NONE), peers=0)
    learnt = ~np.isnan(taught.values)
    fit = Ridge.fit(features[learnt], taught.values[learnt])
    errors = Errors.of(fit, features[learnt], features)
    weights = _weights(taught, features, learnt)
    shares, expected = _shares(taught, policy), fit.predict(features)
    logs = np.empty((len(partners), len(_RANGE)))
    peers = np.empty(len(partners))
    for rows, among in _kinds(partners["type"], learnt, policy.kind_least):
        known = among[learnt]
        off = [errors.among(known).quantile(share, weights[known]) for share in shares]
        logs[rows] = expected[rows, None] + errors.spread[rows, None] * np.array(off)
        peers[rows] = among.sum()
    frame = pd.DataFrame(np.exp(logs), index=partners.index, columns=_RANGE)
    return frame.assign(source=str(taught.source), peers=peers.astype("int64"))


def _weights(taught: Lesson, features: Numbers, learnt: Flags) -> Numbers:
    """What each error counts: more where partners without a known potential are more frequent."""
    if taught.source is Source.ATTAINED or learnt.sum() < _SHIFT_LEAST or learnt.all():
        return np.ones(int(learnt.sum()))
    return shift_weights(features, learnt, ~learnt)


def _shares(taught: Lesson, policy: PotentialPolicy) -> tuple[float, float, float]:
    """Shares of errors that lie below the estimate, its low and its high end.

    Of revenue attained, the middle and both ends of the better partners.
    """
    tail = (1 - policy.coverage) / 2
    if taught.source is Source.PEERS:
        return 0.5, tail, 1 - tail
    best = policy.best_share
    return 1 - best / 2, 1 - best * (1 - tail), 1 - best * tail


def _kinds(types: pd.Series, learnt: Flags, least: int) -> list[tuple[Flags, Flags]]:
    """Partners whose errors are alike, and whose errors tell: of their type where enough are known."""
    counts = types[learnt].value_counts()
    own = sorted(str(name) for name in counts.index[counts >= least])
    found = [types.eq(name).to_numpy(bool) for name in own]
    others = ~types.isin(own).to_numpy(bool)
    return [*((rows, rows & learnt) for rows in found), (others, learnt)]


def _from_wallets(found: pd.DataFrame, figures: pd.DataFrame, policy: PotentialPolicy) -> pd.DataFrame:
    """What shares of wallet imply, unless they are known to miss by more than the peers do."""
    low, high, measured = _wallet_errors(figures, policy)
    narrower = (found["high"] / found["low"]) < np.exp(high - low)
    taken = figures["implied"].notna() & ~(narrower if measured else False)
    implied = figures["implied"]
    ends = {"potential": implied, "low": implied * np.exp(low), "high": implied * np.exp(high)}
    made = {name: found[name].mask(taken, values) for name, values in ends.items()}
    return found.assign(
        **made,
        source=found["source"].mask(taken, str(Source.WALLET)),
        peers=found["peers"].mask(taken, 0),
    )


def _wallet_errors(figures: pd.DataFrame, policy: PotentialPolicy) -> tuple[float, float, bool]:
    """Logarithms of what the truth is over what was implied, low and high; and whether they were measured."""
    truth = figures["on_file"].clip(lower=figures["current"]) / figures["implied"]
    errors = np.log(truth[figures["on_file"] > 0].dropna().to_numpy("float64"))
    if len(errors) < policy.wallet_least:
        off = float(np.log(policy.wallet_times))
        return -off, off, False
    tail = (1 - policy.coverage) / 2
    low, high = (quantile(errors, share, len(errors)) for share in (tail, 1 - tail))
    return min(low, 0.0), max(high, 0.0), True


def _from_file(found: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    given = figures["on_file"].notna()
    ends = {name: found[name].mask(given, figures["on_file"]) for name in _RANGE}
    return found.assign(
        **ends, source=found["source"].mask(given, str(Source.GIVEN)), peers=found["peers"].mask(given, 0)
    )


def _bounded(found: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """Nobody's potential is below what they bring already."""
    ends = {name: found[name].clip(lower=figures["current"]) for name in _RANGE}
    return figures[["current", "on_file"]].assign(
        **ends,
        headroom=ends["potential"] - figures["current"],
        source=found["source"],
        peers=found["peers"],
    )
