"""`python -m evals.lifetime_bench`: does the 80 % interval of what partners bring hold what they then bring?

Portfolios are drawn from known parameters; the interval is told on a day, what follows is drawn too. Judged
are partners who have not ended and won something within the 12 months before the day, together and by
quarters of that revenue, the smallest first; then those who won nothing. Beside them stands last year's
revenue times the horizon. `--marketplace FOLDER` does the same on real deals.
"""

from __future__ import annotations

import argparse
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from scipy.stats import binomtest

from evals.lifetime_market import folds
from evals.lifetime_worlds import WORLDS, World, generated
from tools.economics.ahead import ahead
from tools.economics.calibrating import LEVEL, Correction, correction, uncorrected, unjudged
from tools.economics.months import YEAR_MONTHS, Flags, Floats, History
from tools.economics.rates import rates

HORIZONS: Final = (12, 36)
_CASES: Final = 3_000  # partners of a world, over as many draws as it takes
_MOST_DRAWS: Final = 40
_TOLERANCE: Final = 0.05


@dataclass(frozen=True)
class Judged:
    """How intervals did on one portfolio.

    Attributes:
        held: Whether each interval held what came.
        size: 0 for who won nothing in 12 months, else quarter by what was won, 1 the smallest.
        raw: The same without correction by the portfolio's own past.
        width: Of each interval; `mean`: what was expected; `came`: what came; `naive`: last year's revenue
            times the horizon.
    """

    held: Floats
    size: Floats
    raw: Floats
    width: Floats
    mean: Floats
    came: Floats
    naive: Floats


def judged(history: History, came: Floats, months: int) -> Judged:
    """Tell the intervals on the day, and compare."""
    places = np.flatnonzero(np.isnan(history.ended) & ~np.isnan(history.selling))
    known = correction(history, months)
    believed = rates(history)
    told = ahead(believed, months, unjudged(known, months, believed.recent)).of(places)
    came = came[places]

    def holds(by: Correction) -> tuple[Floats, Floats]:
        low, high = by.intervals(told)
        return ((came >= low) & (came <= high)).astype(float), high - low

    held, width = holds(known)
    naive = history.revenue[places, :YEAR_MONTHS].sum(axis=1) * months / YEAR_MONTHS
    raw = holds(uncorrected())[0]
    return Judged(held, _size(told.recent, told.quiet), raw, width, told.mean * known.factor, came, naive)


def _size(recent: Floats, quiet: Flags) -> Floats:
    edges = np.quantile(recent[~quiet], (0.25, 0.5, 0.75)) if not quiet.all() else np.empty(0)
    return np.where(quiet, 0.0, 1.0 + np.searchsorted(edges, recent, side="right"))


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a line per world and horizon."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--marketplace", type=Path, help="folder with partners.csv and deals.csv")
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args(arguments)
    print(
        f"{'world':34}{'ahead':>6}{'cases':>7}{'held':>7}  {'95 %':13}{'uncorrected':>12}{'width/mean':>11}"
        f"{'came/mean':>10}{'error':>7}{'naive':>7}  {'held by quarter':20}{'quiet':>7}"
    )
    if asked.marketplace:
        for name, months, history, came in folds(asked.marketplace):
            print(_line(name, months, [judged(history, came, months)]))
        return
    for months in HORIZONS:
        for world in WORLDS:
            print(_line(world.name, months, [*_draws(world, months, asked.seed)]))


def _draws(world: World, months: int, seed: int) -> Iterator[Judged]:
    number = min(max(_CASES // world.partners, 1), _MOST_DRAWS)
    for draw in range(number):
        chance = np.random.default_rng([zlib.crc32(world.name.encode()), months, seed, draw])
        yield judged(*generated(world, months, chance), months)


def _line(name: str, months: int, draws: Sequence[Judged]) -> str:
    """Coverage with its binomial interval; mean absolute errors relative to what came."""

    def pooled(part: str) -> Floats:
        return np.concatenate([getattr(one, part) for one in draws])

    size = pooled("size")
    live = size > 0
    held, came, mean = (pooled(name)[live] for name in ("held", "came", "mean"))
    sure = binomtest(int(held.sum()), len(held)).proportion_ci()
    errors = (np.abs(came - one).sum() / came.sum() for one in (mean, pooled("naive")[live]))
    off = "" if abs(held.mean() - LEVEL) <= _TOLERANCE else "  off"
    by_size = "".join(f"{pooled('held')[size == one].mean():>5.2f}" for one in (1, 2, 3, 4))
    still = pooled("held")[~live].mean() if not live.all() else float("nan")
    return (
        f"{name:34}{months:>6}{len(held):>7,}{held.mean():>7.3f}  {sure.low:.3f}-{sure.high:.3f}"
        f"{pooled('raw')[live].mean():>13.3f}{pooled('width')[live].sum() / mean.sum():>11.2f}"
        f"{came.sum() / mean.sum():>10.2f}"
        + "".join(f"{one:>7.2f}" for one in errors)
        + by_size.rjust(22)
        + f"{still:>7.2f}{off}"
    )


if __name__ == "__main__":
    main()
