"""The fewest changes of manager after which nobody has more work than hours."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np

from tools.workload.handing import handed_on
from tools.workload.policy import WorkloadPolicy
from tools.workload.problem import NOBODY, Array, Problem
from tools.workload.solving import solved
from tools.workload.team import TOLERANCE


class Search(StrEnum):
    """How good a proposal is."""

    FEWEST = "fewest"  # proven: no proposal leaves fewer hours undone, or as few with fewer moves
    GOOD = "good"  # the best found


@dataclass(frozen=True, eq=False)
class Proposal:
    """Who gets whom.

    Attributes:
        given: n: place of the person; `NOBODY` where nobody has the hours.
        search: How good it is.
        undone: Hours a week that stay too many or find nobody.
    """

    given: Array
    search: Search
    undone: float


def rebalanced(problem: Problem, policy: WorkloadPolicy) -> Proposal | None:
    """The proposal that leaves the fewest hours undone, of these the fewest moves, of these the least cost.

    Nobody gets more than they have hours for. Three aims, one after the other, as mixed integer programs
    solved with HiGHS (Huangfu and Hall, 2018): minimise overload + hours that find nobody; minimise moves +
    cost of moves / (n + 1), with no more undone than that. Beyond `exact_choices` partners times people, or
    where the search ends early, partners are handed on one by one and the better of both is taken.
    Deterministic but for the limit in seconds.

    Returns:
        None if there is nobody to give partners to.
    """
    if not len(problem.room):
        return None
    if not len(problem.hours):
        return Proposal(problem.owner, Search.FEWEST, problem.undone(problem.owner))
    if not (problem.owner == NOBODY).any() and problem.undone(problem.owner) <= TOLERANCE:
        return Proposal(problem.owner, Search.FEWEST, problem.undone(problem.owner))
    fallback = handed_on(problem)
    if problem.cost.size > policy.exact_choices:
        return Proposal(fallback, Search.GOOD, problem.undone(fallback))
    found, proven = _searched(problem, policy)
    best = fallback if found is None else min((found, fallback), key=lambda given: _rank(problem, given))
    return Proposal(best, Search.FEWEST if proven else Search.GOOD, problem.undone(best))


def _rank(problem: Problem, given: Array) -> tuple[int, int, int, float]:
    moved = (given != problem.owner) & (given != NOBODY)
    cost = problem.cost[np.arange(len(given)), given] * moved
    left = int((given == NOBODY).sum())
    return round(problem.undone(given) / TOLERANCE), left, int(moved.sum()), float(cost.sum())


def _searched(problem: Problem, policy: WorkloadPolicy) -> tuple[Array | None, bool]:
    """What the two programs find, and whether both were solved to the end."""
    least, first = solved(problem, policy, _undone_weights(problem), None)
    if least is None:
        return None, False
    most = problem.undone(least) + TOLERANCE / 2
    given, second = solved(problem, policy, _move_weights(problem), most)
    return (least if given is None else given), first and second


_LITTLE: Final = 1e-4  # hours a week: a partner that needs none has to find somebody, too


def _undone_weights(problem: Problem) -> Array:
    people = np.ones(len(problem.room))
    return np.concatenate((np.zeros(problem.cost.size), people, problem.hours + _LITTLE))


def _move_weights(problem: Problem) -> Array:
    people, n = len(problem.room), len(problem.hours)
    moved = 1 + problem.cost / (n + 1)
    weights = np.where(problem.owner[:, None] == np.arange(people), 0.0, moved)
    return np.concatenate((weights.ravel(), np.zeros(people), np.full(n, n + 2.0)))
