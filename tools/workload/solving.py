"""Who gets whom as a mixed integer program."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from tools.workload.policy import WorkloadPolicy
from tools.workload.problem import NOBODY, Array, Problem
from tools.workload.unheard import unheard

_TRIES: Final = (True, False)
"""With presolve, then without: HiGHS ends some small programs with an error in one of the two ways."""


def solved(
    problem: Problem, policy: WorkloadPolicy, weights: Array, most: float | None
) -> tuple[Array | None, bool]:
    """The best found, and whether it was searched to the end.

    Args:
        problem: Who may get whom.
        policy: Limits of the search.
        weights: Of the variables: whether partner i goes to person j (n * m), each person's hours beyond room
            (m), whether partner i finds nobody (n).
        most: Hours a week that may be left undone; None for any.
    """
    from scipy.optimize import Bounds, milp

    n, people = problem.cost.shape
    binary = np.concatenate((np.ones(n * people), np.zeros(people), np.ones(n)))
    homeless = (problem.owner == NOBODY).astype(float)
    over = np.maximum(problem.most - problem.room, 0.0)
    upper = np.concatenate((np.ones(n * people), over, homeless))
    for presolve in _TRIES:
        with unheard():
            result = milp(
                weights,
                integrality=binary,
                bounds=Bounds(np.zeros(len(weights)), upper),
                constraints=_constraints(problem, most),
                options={
                    "node_limit": policy.search_nodes,
                    "time_limit": policy.search_seconds,
                    "mip_rel_gap": 0.0,
                    "presolve": presolve,
                },
            )
        if result.x is not None:
            return _given(result.x, n, people), result.status == 0
    return None, False


def _given(values: Array, n: int, people: int) -> Array:
    chosen = values[: n * people].reshape(n, people)
    return np.where(chosen.sum(axis=1) > 0.5, chosen.argmax(axis=1), NOBODY)  # noqa: PLR2004  # of one


def _constraints(problem: Problem, most: float | None) -> list[Any]:
    """Everybody goes to one person or nobody; nobody gets more than they may; what is undone."""
    from scipy.optimize import LinearConstraint
    from scipy.sparse import csr_array

    n, people = problem.cost.shape
    pairs, over = np.arange(n * people), n * people + np.arange(people)
    left = n * people + people + np.arange(n)
    one, who = np.repeat(np.arange(n), people), np.tile(np.arange(people), n)
    size = n * people + people + n
    rows, columns = np.concatenate((one, np.arange(n))), np.concatenate((pairs, left))
    once = csr_array((np.ones(len(rows)), (rows, columns)), shape=(n, size))
    load = np.concatenate((np.repeat(problem.hours, people), -np.ones(people)))
    places = np.concatenate((who, np.arange(people))), np.concatenate((pairs, over))
    loads = csr_array((load, places), shape=(people, size))
    room = np.minimum(problem.room, problem.most)
    made = [LinearConstraint(once, 1, 1), LinearConstraint(loads, -np.inf, room)]
    if most is not None:
        undone = np.concatenate((np.zeros(n * people), np.ones(people), problem.hours))[None, :]
        made.append(LinearConstraint(undone, -np.inf, most))
    return made
