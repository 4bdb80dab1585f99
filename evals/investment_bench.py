"""`python -m evals.investment_bench --worlds 40`: what the science says of spending whose return is known.

For every way in which money may have been given and every return that it may have: the share of intervals
of like partners that hold the true return (at the spends seen; promised: at least 90 %), the share of worlds
and of groups without a return in which one is claimed (promised: at most 10 %), and, where something is
placed, the share of the best possible return, in usual spends, that the placed amount brings, beside
spreading it evenly (far below what was ever spent on one: right only where the first cents return most),
giving it to the biggest, and to those with the best ratio of last year's revenue to spending.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from evals.investment_worlds import Assigned, Drawn, World, draw
from tools.investment import InvestmentPolicy, Response, candidates, place, respond
from tools.investment.panel import Array
from tools.investment.response import AFTER

_POLICY: Final = InvestmentPolicy()
_AMOUNT: Final = 100_000.0
_RETURNS: Final = ((0.0, 0.0, 0.0), (0.4, 0.4, 0.4), (0.0, 0.3, 0.8))
_SIZES: Final = (40, 300)
_HEADER: Final = (
    f"{'partners':>8} {'true returns':16} {'shape':10} {'money goes to':26} {'held':>6} {'claimed':>8}"
    f" {'false':>6} {'ours':>6} {'evenly':>7} {'biggest':>8} {'last ROI':>9}"
)


@dataclass(frozen=True)
class Outcome:
    """One world's outcome.

    Attributes:
        held: For each group, whether its interval holds the true return.
        claimed: Whether a return is claimed at all.
        false: For each group without a return, whether one is claimed of it.
        shares: Return of ours and the three simple ways, in shares of the best; empty if nothing is placed.
    """

    held: tuple[bool, ...]
    claimed: bool
    false: tuple[bool, ...]
    shares: tuple[float, ...]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a line per kind of world."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--worlds", type=int, default=40, help="drawn of each kind")
    many = parser.parse_args(arguments).worlds
    print(_HEADER)
    for world in _worlds():
        print(_line(world, [judged(draw(world, seed)) for seed in range(many)]))


def judged(drawn: Drawn) -> Outcome:
    """What is said of one portfolio, against what is true of it."""
    response = respond(drawn.panel, drawn.spent, np.zeros_like(drawn.spent), _POLICY)
    true = _true(drawn, response)
    groups, paying = response.groups.loc[true.index], response.paying.index
    held = (groups["low"] <= true) & (true <= groups["high"])
    nothing = true.index[true == 0]
    return Outcome(
        tuple(held),
        response.clear,
        tuple(nothing.isin(paying)),
        _shares(drawn, response) if len(paying) else (),
    )


def _true(drawn: Drawn, response: Response) -> pd.Series:
    """Return per response unit of each group, over the spends that were seen of it."""
    spent, group = drawn.spent[:, AFTER:], drawn.panel.groups(0)
    brought = np.column_stack([drawn.brought(column) for column in spent.T]).sum(axis=1)
    told = response.units(spent).sum(axis=1)
    sums = pd.DataFrame({"brought": brought, "told": told}).groupby(group).sum()
    sums = sums[sums["told"] > 0]
    return (sums["brought"] / sums["told"]).reindex(response.groups.index).dropna()


def _shares(drawn: Drawn, response: Response) -> tuple[float, ...]:
    """What each way of placing the amount truly brings, in shares of the best one."""
    panel, most = drawn.panel, float(drawn.spent.max())
    ids = panel.ids
    placed = place(
        response,
        candidates(panel, np.zeros_like(drawn.spent), pd.Series(dtype="float64")),
        _AMOUNT,
        1.0,
        _POLICY.most_lots,
    )
    ours = placed.partners["amount"].reindex(ids).fillna(0.0).to_numpy()
    given = float(ours.sum())
    year = panel.won[:, :4].sum(axis=1)
    ratio = year / np.maximum(drawn.spent[:, :4].sum(axis=1), 1.0)
    lots = max(round(given / drawn.usual), 1)
    ways = (ours, np.full(len(ids), given / len(ids)), _first(year, lots, given), _first(ratio, lots, given))
    best = drawn.brought(_best(drawn, given, most)).sum()
    return tuple(float(drawn.brought(way).sum() / best) for way in ways)


def _first(order: Array, lots: int, given: float) -> Array:
    """As much for each of the first."""
    chosen = np.argsort(-order, kind="stable")[:lots]
    amounts = np.zeros(len(order))
    amounts[chosen] = given / len(chosen)
    return amounts


def _best(drawn: Drawn, given: float, most: float) -> Array:
    """By the true return, in usual spends, each where it brings most; few smaller ones were ever seen."""
    step = drawn.usual
    pieces = np.arange(0.0, most, step)
    worth = np.column_stack([drawn.brought(np.full(len(drawn.worth), one + step)) for one in pieces])
    gains = np.diff(worth, axis=1, prepend=0.0)
    chosen = np.argsort(-gains, axis=None, kind="stable")[: max(round(given / step), 1)]
    who = np.unravel_index(chosen, gains.shape)[0]
    return np.bincount(who, minlength=len(drawn.worth)) * step


def _worlds() -> Iterator[World]:
    for partners in _SIZES:
        for returns in _RETURNS:
            for saturating in (False, True) if any(returns) else (False,):
                for assigned in Assigned:
                    yield World(assigned, returns, saturating, partners=partners)


def _line(world: World, found: Sequence[Outcome]) -> str:
    held = np.mean([one for each in found for one in each.held])
    false = [one for each in found for one in each.false]
    shares = np.array([each.shares for each in found if each.shares]).reshape(-1, 4)
    returns = " ".join(f"{one:g}" for one in world.returns)
    shape = "saturating" if world.saturating else "log"
    told = (
        "".join(f"{one:>{width}.2f}" for one, width in zip(shares.mean(axis=0), (7, 8, 9, 10), strict=True))
        if len(shares)
        else ""
    )
    wrong = f"{np.mean(false):>7.1%}" if false else f"{'':>7}"
    claimed = np.mean([each.claimed for each in found])
    named = f"{world.partners:>8} {returns:16} {shape:10} {world.assigned:26}"
    return f"{named} {held:>6.1%} {claimed:>8.1%}{wrong}{told}"


if __name__ == "__main__":
    main()
