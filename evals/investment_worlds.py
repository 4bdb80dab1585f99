"""Partners, spending and revenue drawn with a known response, for judging what the science says of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
import pandas as pd

from tools.investment.panel import Array, Panel
from tools.investment.windows import WINDOWS

TYPES: Final = ("isv", "reseller", "si")
_SEASON: Final = (1.3, 0.9, 1.0, 0.8)  # the last quarter of a year is the best


class Assigned(StrEnum):
    """Who gets the money."""

    ANYBODY = "anybody"
    BIG = "the big ones"
    RISING = "those rising for long"
    LUCKY = "those with a good quarter"


@dataclass(frozen=True)
class World:
    """How a portfolio is drawn.

    Attributes:
        returns: By partner type, revenue in two quarters that the usual spend brings, in shares of the usual
            partner's revenue of a quarter.
        saturating: Nothing more comes of what exceeds the usual spend.
        noise: Spread of a quarter's revenue around what it would be, on the log scale.
        partners: How many.
    """

    assigned: Assigned = Assigned.ANYBODY
    returns: tuple[float, float, float] = (0.0, 0.0, 0.0)
    saturating: bool = False
    noise: float = 0.6
    partners: int = 300


@dataclass(frozen=True, eq=False)
class Drawn:
    """One portfolio of a world.

    Attributes:
        usual: Usual spend.
        worth: By partner, revenue that the usual spend brings.
    """

    panel: Panel
    spent: Array
    usual: float
    worth: Array
    saturating: bool

    def brought(self, amounts: Array) -> Array:
        """Revenue that these amounts truly bring, by partner."""
        return self.worth * shape(amounts / self.usual, saturating=self.saturating)


def shape(times: Array, *, saturating: bool) -> Array:
    """What so many times the usual spend brings, in shares of what the usual one brings."""
    found: Array = np.minimum(times, 1.0) if saturating else np.log1p(times) / np.log(2)
    return found


def draw(world: World, seed: int) -> Drawn:
    """A portfolio of that world; its quarters go by oldest first inside, latest first in the panel."""
    chance = np.random.default_rng(seed)
    many, usual = world.partners, 4_000.0
    level = chance.lognormal(10, 1, many)
    trend = chance.normal(0, 0.06, many)
    types = chance.integers(0, len(TYPES), many)
    typical = float(np.exp(10))
    worth = np.array(world.returns)[types] * typical
    won, spent = np.zeros((many, WINDOWS)), np.zeros((many, WINDOWS))
    surprise = np.exp(chance.normal(-(world.noise**2) / 2, world.noise, (many, WINDOWS)))
    for quarter in range(WINDOWS):
        expected = level * np.exp(trend * (quarter - WINDOWS / 2)) * _SEASON[quarter % 4]
        past = spent[:, max(quarter - 2, 0) : quarter] / usual
        lift = worth / 2 * shape(past, saturating=world.saturating).sum(axis=1)
        won[:, quarter] = expected * surprise[:, quarter] + lift * np.sqrt(surprise[:, quarter])
        gets = chance.random(many) < _likely(world, level, trend, surprise[:, quarter])
        spent[:, quarter] = gets * usual * chance.lognormal(0, 0.6, many)
    ids = pd.Index([f"P{number:05}" for number in range(many)], name="partner_id")
    panel = Panel(ids, types, TYPES, won[:, ::-1], np.full(many, WINDOWS - 1), np.full(many, -1))
    return Drawn(panel, spent[:, ::-1], usual, worth, world.saturating)


def _likely(world: World, level: Array, trend: Array, surprise: Array) -> Array:
    """Each partner's chance of money in a quarter; a fifth of them on average."""
    pull = {
        Assigned.ANYBODY: np.zeros(len(level)),
        Assigned.BIG: np.log(level) - 10,
        Assigned.RISING: trend / 0.06,
        Assigned.LUCKY: np.log(surprise) / world.noise,
    }[world.assigned]
    likely: Array = 1 / (1 + np.exp(1.5 - pull))
    return likely
