"""Portfolios with a known truth: partners who win deals, drift, stop, and what they bring afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from tools.economics.months import MONTHS, YEAR_MONTHS, Floats, History

_TYPES: Final = 4
_FROM_THE_START: Final = 0.3  # share of partners who signed before the data begins


@dataclass(frozen=True)
class World:
    """How a portfolio's partners sell.

    Attributes:
        partners: How many have ever signed by the day.
        past: Months of data before the day.
        rate: Won deals a month of a usual partner.
        alike: Shape of the gamma distribution of rates; larger is more alike.
        stops: Share that stops in a year.
        swing: Amplitude of the seasons, 0-1.
        lumps: Mean number of deals that come together.
        spread: Log deviation of a partner's deals; `sizes` of the partners' usual deals.
        drift: Growth of everybody's rate in a year, as a factor.
        wander: Log deviation by which a partner's own rate moves in a year.
    """

    name: str
    partners: int = 400
    past: int = 36
    rate: float = 0.5
    alike: float = 1.0
    stops: float = 0.1
    swing: float = 0.0
    lumps: float = 1.0
    spread: float = 0.7
    sizes: float = 0.7
    drift: float = 1.0
    wander: float = 0.0


WORLDS: Final = (
    World("stable", stops=0.04),
    World("many leaving", stops=0.4),
    World("seasonal", swing=0.7),
    World("lumpy deals", lumps=3.0, spread=1.3),
    World("rare deals", rate=0.12, sizes=1.0),
    World("few partners (30)", partners=30),
    World("many partners (3,000)", partners=3_000),
    World("young data (9 months)", past=9),
    World("18 months of data", past=18),
    World("growing by half a year", drift=1.5),
    World("shrinking by a third a year", drift=0.67),
    World("wandering rates", wander=0.6),
    World("everything at once", swing=0.5, lumps=2.0, wander=0.4, drift=1.2, stops=0.25, partners=1_000),
)


def generated(world: World, ahead: int, chance: np.random.Generator) -> tuple[History, Floats]:
    """The history until the day, and what each partner then wins in the `ahead` months that follow.

    Stopping is known of one in three who stopped: the others just fall silent.
    """
    size, months = world.partners, world.past + ahead
    kind = chance.integers(0, _TYPES, size)
    rate = world.rate * (0.5 + kind / (_TYPES - 1)) * chance.gamma(world.alike, 1 / world.alike, size)
    joined = np.where(chance.random(size) < _FROM_THE_START, 0.0, chance.random(size) * world.past)
    lived = joined + chance.exponential(YEAR_MONTHS / -np.log(1 - world.stops), size)
    at = np.arange(months)
    season = 1 + world.swing * np.sin(2 * np.pi * at / YEAR_MONTHS)
    trend = world.drift ** ((at - world.past) / YEAR_MONTHS)
    steps = chance.normal(0, world.wander / YEAR_MONTHS**0.5, (size, months))
    sells = np.clip(np.minimum(at + 1, lived[:, None]) - np.maximum(at, joined[:, None]), 0, 1)
    pace = rate[:, None] * season * trend * np.exp(np.cumsum(steps, axis=1)) * sells
    groups = chance.poisson(pace / world.lumps)
    more = chance.poisson(groups * (world.lumps - 1.0))
    wins = np.asarray(groups + more, dtype=np.float64)
    usual = 20_000.0 * np.exp(chance.normal(0, world.sizes, size)) * (1.0 + kind)
    revenue, squares = _amounts(wins, usual, world.spread, chance)
    told = np.flatnonzero(joined < world.past)
    stopped = np.where((lived < world.past) & (chance.random(size) < 1 / 3), world.past - lived, np.nan)
    history = History(
        wins=_back(wins, world.past),
        revenue=_back(revenue, world.past),
        squares=_back(squares, world.past),
        selling=world.past - joined,
        ended=stopped,
        groups=kind.astype(np.intp),
    )
    return history.of(told), revenue[told, world.past :].sum(axis=1)


def _amounts(
    wins: Floats, usual: Floats, spread: float, chance: np.random.Generator
) -> tuple[Floats, Floats]:
    """Sums of log-normal deals and of their squares, by partner and month."""
    number = wins.ravel().astype(int)
    place = np.repeat(np.arange(number.size), number)
    deals = np.repeat(usual, wins.shape[1])[place] * np.exp(
        chance.normal(-(spread**2) / 2, spread, len(place))
    )
    revenue, squares = (
        np.asarray(np.bincount(place, weights=deals**power, minlength=number.size), dtype=np.float64)
        for power in (1, 2)
    )
    return revenue.reshape(wins.shape), squares.reshape(wins.shape)


def _back(by_month: Floats, past: int) -> Floats:
    """The months before the day, last first."""
    told = np.zeros((len(by_month), MONTHS))
    kept = min(past, MONTHS)
    told[:, :kept] = by_month[:, past - kept : past][:, ::-1]
    return told
