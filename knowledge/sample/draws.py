"""Seeded chance that gives the same values on every platform and Python version."""

from __future__ import annotations

import math
from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Draws:
    """Draws for one purpose of one partner.

    Everything is made from `Random.random`, the one method whose sequence Python promises to keep; the seed
    is a text, hashed by SHA-512, so that neither the hash seed nor the word size matters.
    """

    def __init__(self, *purpose: object) -> None:
        self._unit = Random("/".join(map(str, purpose))).random  # noqa: S311 -- sample rows, not secrets

    def chance(self, share: float) -> bool:
        """True in `share` (0-1) of the cases."""
        return self._unit() < share

    def between(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + int(self._unit() * (high - low + 1))

    def share(self, low: float, high: float) -> float:
        """A number from `low` to `high`."""
        return low + self._unit() * (high - low)

    def pick(self, choices: Sequence[T]) -> T:
        """One of `choices`, each as likely."""
        return choices[int(self._unit() * len(choices))]

    def several(self, choices: Sequence[T], count: int) -> list[T]:
        """`count` different positions of `choices` in drawn order; all of them if there are fewer."""
        rest = list(choices)
        return [rest.pop(int(self._unit() * len(rest))) for _ in range(min(count, len(rest)))]

    def weighted(self, weights: dict[T, float]) -> T:
        """A key, as likely as its weight; the mapping's order counts, so keep it fixed."""
        aim = self._unit() * sum(weights.values())
        for key, weight in weights.items():
            aim -= weight
            if aim < 0:
                return key
        return next(reversed(weights))

    def gap(self, regularity: int) -> float:
        """A waiting time with mean 1: Erlang of that shape; 1 is fully random, larger is more regular."""
        product = 1.0
        for _ in range(regularity):
            product *= 1.0 - self._unit()
        return -math.log(product) / regularity

    def around(self, median: float, spread: float) -> float:
        """A positive number around `median`; its logarithm has about the standard deviation `spread`."""
        bell = self._unit() + self._unit() + self._unit() + self._unit() - 2.0  # deviation 0.577
        return median * math.exp(bell * spread / 0.577)
