"""Partners handed on one by one: a good proposal, quickly, where an exact search would take too long."""

from __future__ import annotations

import numpy as np

from tools.workload.problem import NOBODY, Array, Problem

_NEXT_TO_NOTHING = 1e-9


def handed_on(problem: Problem) -> Array:
    """Who gets whom, by simple rules; everybody moves once at most, and to who has the hours.

    First every partner without an owner, the largest first: to the person with least cost whom it fits. Then,
    while somebody has too much: from whom has most too much, the smallest partner that ends it, else the
    largest that fits anywhere.
    """
    given, hours, owner = problem.owner.copy(), problem.hours, problem.owner
    over = problem.loads(owner) - problem.room
    left = problem.limit - problem.loads(owner)
    homeless = np.flatnonzero(owner == NOBODY)
    for partner in homeless[np.argsort(-hours[homeless], kind="stable")]:
        taker = _taker(hours[partner], left, problem.cost[partner])
        if taker != NOBODY:
            given[partner] = taker
            left[taker] -= hours[partner]
            over[taker] += hours[partner]
    theirs = {int(one): np.flatnonzero(owner == one) for one in np.flatnonzero(over > 0)}
    stuck = np.zeros(len(left), dtype=bool)
    while (heavy := np.where(stuck, 0.0, over)).max(initial=0.0) > _NEXT_TO_NOTHING:
        giver = int(heavy.argmax())
        kept = theirs.get(giver, homeless[:0])
        kept = theirs[giver] = kept[given[kept] == giver]
        others = np.where(np.arange(len(left)) == giver, -np.inf, left)
        partner = _leaving(hours, kept, heavy[giver], float(others.max(initial=0.0)))
        if partner is None:
            stuck[giver] = True
            continue
        taker = _taker(hours[partner], others, problem.cost[partner])
        for place, sign in ((giver, -1), (taker, 1)):
            left[place] -= sign * hours[partner]
            over[place] += sign * hours[partner]
        given[partner] = taker
    return given


def _leaving(hours: Array, movable: Array, excess: float, most: float) -> int | None:
    """The partner that goes: the smallest that is enough, else the largest that somebody has room for."""
    fitting = movable[(hours[movable] > 0) & (hours[movable] <= most + _NEXT_TO_NOTHING)]
    if not len(fitting):
        return None
    enough = fitting[hours[fitting] >= excess - _NEXT_TO_NOTHING]
    return int(enough[hours[enough].argmin()] if len(enough) else fitting[hours[fitting].argmax()])


def _taker(hours: float, left: Array, cost: Array) -> int:
    """The person with least cost whom it fits; `NOBODY` without one."""
    fits = left >= hours - _NEXT_TO_NOTHING
    return int(np.where(fits, cost, np.inf).argmin()) if fits.any() else NOBODY
