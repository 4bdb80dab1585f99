"""How well potentials are estimated where the truth is known.

`python -m evals.potential_bench` draws portfolios of several kinds. Beside it stands what somebody would do
by hand: the median of the type, and twice what a partner brings.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import spearmanr

from evals.potential_worlds import KINDS, Kind, no_pairs, world
from tools.potential import PotentialPolicy, Source, potentials
from tools.reviews.worked import wilson

_ROWS: Final = 6_000  # partners to draw of each kind, in as many worlds as it takes
_MOST_WORLDS: Final = 40
_SURE: Final = 0.95
_FEWEST: Final = 3  # estimates in a world below which it has no rank correlation
_NEARLY: Final = 1e-9  # relative slack of a comparison of floats


@dataclass(frozen=True)
class Measured:
    """One world: whether each range held, how wide it was, and how well each method ranks partners."""

    held: NDArray[np.bool_]
    width: NDArray[np.float64]
    rank: float
    rank_of_median: float
    rank_of_double: float
    held_by_median: NDArray[np.bool_]


def measured(kind: Kind, seed: int, policy: PotentialPolicy) -> Measured | None:
    """One world of that kind, of the partners whose potential is estimated; None with hardly any."""
    portfolio, truth = world(kind, seed)
    frame = potentials(portfolio, policy, no_pairs()).frame
    asked = frame[frame["source"].isin([Source.WALLET, Source.PEERS])]
    if len(asked) < _FEWEST:
        return None
    true = truth[asked.index]
    middle, low, high = _type_medians(portfolio.partners, frame, policy)
    return Measured(
        held=_within(true, asked["low"], asked["high"]),
        width=(asked["high"] / asked["low"]).to_numpy(),
        rank=_rank(asked["potential"], true),
        rank_of_median=_rank(middle[asked.index], true),
        rank_of_double=_rank(2 * asked["current"], true),
        held_by_median=_within(true, low[asked.index], high[asked.index]),
    )


def report(kinds: tuple[Kind, ...] = KINDS) -> Iterator[str]:
    """One line per kind: coverage with its 95 % interval, width, and rank correlation beside naive ones."""
    policy = PotentialPolicy()
    yield (
        f"{'world':40}{'estimates':>10}{'held':>7}{'95 %':>14}{'high/low':>10}{'rank':>7}"
        f"{'type median':>13}{'twice current':>15}{'median held':>13}"
    )
    for kind in kinds:
        worlds = min(_MOST_WORLDS, max(2, _ROWS // kind.partners))
        found = [one for seed in range(worlds) if (one := measured(kind, seed, policy))]
        held = np.concatenate([one.held for one in found])
        low, high = wilson(float(held.mean()), len(held), _SURE)
        width = np.median(np.concatenate([one.width for one in found]))
        naive = np.concatenate([one.held_by_median for one in found]).mean()
        ranks = [
            np.nanmean([getattr(one, name) for one in found])
            for name in ("rank", "rank_of_median", "rank_of_double")
        ]
        yield (
            f"{kind.name:40}{len(held):>10,}{held.mean():>7.1%}{f'{low:.1%}-{high:.1%}':>14}{width:>10.1f}"
            f"{ranks[0]:>7.2f}{ranks[1]:>13.2f}{ranks[2]:>15.2f}{naive:>13.1%}"
        )


def _type_medians(
    partners: pd.DataFrame, frame: pd.DataFrame, policy: PotentialPolicy
) -> tuple[pd.Series[float], pd.Series[float], pd.Series[float]]:
    """What somebody would do by hand: the quantiles of the potentials on file of the same type."""
    tail = (1 - policy.coverage) / 2
    types = partners["type"].reindex(frame.index)
    known = frame["on_file"]
    low, middle, high = (
        types.map(known.groupby(types).quantile(share)).fillna(known.quantile(share))
        for share in (tail, 0.5, 1 - tail)
    )
    return middle, low, high


def _within(true: pd.Series[float], low: pd.Series[float], high: pd.Series[float]) -> NDArray[np.bool_]:
    return ((true >= low * (1 - _NEARLY)) & (true <= high * (1 + _NEARLY))).to_numpy(bool)


def _rank(guess: pd.Series[float], true: pd.Series[float]) -> float:
    return float(spearmanr(guess, true).statistic) if guess.min() < guess.max() else float("nan")


def main() -> None:
    """Print the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.parse_args()
    for line in report():
        print(line, flush=True)


if __name__ == "__main__":
    main()
