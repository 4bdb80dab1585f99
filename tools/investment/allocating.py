"""An amount placed where the next of it went together with most, within what was ever seen."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from tools.investment.panel import Array
from tools.investment.response import Response, units

_STEPS: Final = 10  # that a lot is rounded to
_ENOUGH: Final = 1e-9  # of the amount, below which nothing is left to place


@dataclass(frozen=True, eq=False)
class Placed:
    """Who gets how much.

    Attributes:
        partners: By partner id, most return first: `amount`; `expected`, `low` and `high`, margin that such
            an amount went together with, beyond the usual; `group`.
        left: What could not be placed within what was seen.
    """

    partners: pd.DataFrame
    left: float


def lot_of(scale: float, amount: float) -> float:
    """The usual spend in two leading figures, so that nobody is given odd cents; at most the whole amount."""
    if scale < 1:
        return min(scale, amount)
    size = 10.0 ** max(math.floor(math.log10(scale)) - 1, 0)
    return min(round(scale / size) * size, amount)


def place(
    response: Response, candidates: pd.DataFrame, amount: float, margin: float, most_lots: int
) -> Placed:
    """The amount in lots of the usual spend, each where it goes together with most.

    A lot l on top of s is worth slope * margin * (log(1 + (s + l) / scale) - log(1 + s / scale)). As each
    further lot at a partner is worth less, taking the best next lot again and again is the best possible with
    lots of that size (equal marginal return). Nobody gets more in a quarter than nine of ten spends at like
    partners, nor more than is expected to bring the headroom; groups in which the interval holds zero get
    nothing. Equal lots go first to who comes first in `order`.

    Args:
        response: What such spending went together with.
        candidates: By partner id: `group`; `spent`, what they got in the last quarter; `headroom`, revenue
            still to be had (NaN: not known); `order`, higher first.
        amount: To be placed, above 0.
        margin: Share of won revenue that is margin.
        most_lots: Most lots for one partner.
    """
    able = candidates.join(response.paying, on="group", how="inner")
    lot = lot_of(response.scale, amount)
    able = able.assign(room=_even(_room(able, response.scale), lot)).query("room > 0").sort_index()
    taken, left = _taken(able, response.scale, lot, amount, most_lots)
    given = able.assign(amount=taken).query("amount > 0")
    start = given["spent"].to_numpy()
    gained = units(start + given["amount"].to_numpy(), response.scale) - units(start, response.scale)
    worth = {
        name: given[end] * gained * margin
        for name, end in (("expected", "slope"), ("low", "low"), ("high", "high"))
    }
    found = given[["amount", "group"]].assign(**worth)
    return Placed(found.sort_values("expected", ascending=False, kind="stable"), left)


def _room(able: pd.DataFrame, scale: float) -> pd.Series:
    """What each partner can still get in a quarter, by like partners and by headroom."""
    seen = able["most"] - able["spent"]
    reach = able["headroom"].clip(lower=0) / able["slope"] + units(able["spent"].to_numpy(), scale)
    worthwhile = scale * np.expm1(reach.clip(upper=_FAR)) - able["spent"]
    room: pd.Series[float] = seen.clip(upper=worthwhile.fillna(np.inf)).clip(lower=0)
    return room


def _even(room: pd.Series, lot: float) -> pd.Series:
    """Rounded down to tenths of a lot, so that limits give nobody odd cents."""
    step = lot / _STEPS
    rounded: pd.Series[float] = (room / step + _ENOUGH) // 1 * step
    return rounded


def _taken(able: pd.DataFrame, scale: float, lot: float, amount: float, most: int) -> tuple[Array, float]:
    """What each partner gets, and what is left."""
    room, start = able["room"].to_numpy(), able["spent"].to_numpy()
    lots = np.minimum(np.ceil(room / lot), most).astype(np.int64)
    who = np.repeat(np.arange(len(able)), lots)
    number = np.arange(len(who)) - np.repeat(np.cumsum(lots) - lots, lots)
    begin = number * lot
    size = np.minimum(begin + lot, room[who]) - begin
    gain = units(start[who] + begin + size, scale) - units(start[who] + begin, scale)
    worth = able["slope"].to_numpy()[who] * gain / size
    order = np.lexsort((number, who, -able["order"].to_numpy()[who], -np.round(worth, 12)))
    before = np.cumsum(size[order]) - size[order]
    got = np.clip(amount - before, 0, size[order])
    taken = np.bincount(who[order], got, minlength=len(able))
    left = amount - float(taken.sum())
    return taken, left if left > _ENOUGH * amount else 0.0


_FAR: Final = 50.0  # response units beyond which an amount has no number
