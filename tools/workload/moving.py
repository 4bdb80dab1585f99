"""Which partners change to whom, with what that does to everybody's hours."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from tools.workload.fit import Against, Fit, Ties, Why
from tools.workload.problem import NOBODY, Array, Problem
from tools.workload.rebalancing import Search, rebalanced
from tools.workload.team import TOLERANCE, Member, Team

MOST_CHOICES = 4_000_000
"""Partners times people beyond which a question has to be narrowed: the answer would not be read anyway."""

_TIES: Final = 0.01  # of the cost: as little as it takes to tell equally good takers apart
_LITTLE: Final = 1e-9


class TooMany(Exception):
    """There are too many partners and people for one proposal."""


@dataclass(frozen=True)
class Move:
    """One change of manager; a proposal.

    Attributes:
        giver: None if nobody looks after the partner.
        hours: A week.
        why, against: What speaks for and against it.
    """

    partner_id: str
    giver: Member | None
    taker: Member
    hours: float
    why: tuple[Why, ...]
    against: tuple[Against, ...]


@dataclass(frozen=True, eq=False)
class Moving:
    """A proposal.

    Attributes:
        moves: The largest first.
        search: How good it is.
        members: Who took part, without whoever leaves.
        before, after: Load of each of them (hours a week), by e-mail.
        available: Hours a week of each.
        missing: Hours a week beyond what they have, or of partners that find nobody, all added up.
        left: Ids of the partners that have to change and find nobody with the hours, the largest first.
    """

    moves: tuple[Move, ...]
    search: Search
    members: tuple[Member, ...]
    before: pd.Series[float]
    after: pd.Series[float]
    available: pd.Series[float]
    missing: float
    left: tuple[str, ...] = ()

    @property
    def overloaded_before(self) -> tuple[Member, ...]:
        """Who has too much now."""
        return tuple(
            one for one in self.members if self.before[one.email] > self.available[one.email] + TOLERANCE
        )

    @property
    def overloaded_after(self) -> tuple[Member, ...]:
        """Who has too much then."""
        return tuple(
            one for one in self.members if self.after[one.email] > self.available[one.email] + TOLERANCE
        )


def moving(
    team: Team,
    partners: pd.DataFrame,
    ties: Ties,
    movable: Collection[str],
    members: Sequence[Member],
    *,
    evenly: bool = False,
) -> Moving:
    """The fewest moves of `movable` partners among `members` after which nobody has too much.

    Partners of somebody who is not among the members (who leaves, say) have to move; those of nobody too.
    Nobody gets more than they have hours for; who really spends more than their partners need has less to
    give. Of equally good takers the one with more room is taken.

    Args:
        team: Who looks after whom.
        partners: Of the portfolio.
        ties: What binds partners to people.
        movable: Ids of the partners that may change; those that the team does not count are left out.
        members: Who takes part.
        evenly: The hours are shared out as evenly as there is room, before anything else counts.

    Raises:
        TooMany: Partners times people are more than `MOST_CHOICES`.
    """
    every = team.partners.index[team.partners.index.isin(list(movable))]
    many = len(every) * len(members) > team.policy.exact_choices
    ids = _that_matter(team, every, members) if many else every
    if len(ids) * len(members) > MOST_CHOICES:
        raise TooMany
    fit, hours = Fit.of(ids, partners, team, members, ties), _Hours.of(team, ids, members)
    problem = _problem(hours, team, ids, fit, evenly=evenly)
    found = rebalanced(problem, team.policy)
    given = problem.owner if found is None else found.given
    after = hours.loads - hours.moved + problem.loads(given)
    left = ids[given == NOBODY]
    return Moving(
        moves=_moves(problem, given, ids, team, members, fit),
        search=Search.GOOD if found is None or len(ids) < len(every) else found.search,
        members=tuple(members),
        before=hours.loads,
        after=after,
        available=hours.available,
        missing=float((after - hours.available).clip(lower=0).sum() + team.partners["hours"][left].sum()),
        left=tuple(team.partners["hours"][left].sort_values(ascending=False, kind="stable").index),
    )


@dataclass(frozen=True)
class _Hours:
    """Hours a week of everybody who takes part, by e-mail.

    Attributes:
        moved: Of the partners that may change, as of now; part of `loads`.
        spare: Hours that are really spent beyond what partners need.
    """

    available: pd.Series[float]
    loads: pd.Series[float]
    moved: pd.Series[float]
    spare: pd.Series[float]

    @classmethod
    def of(cls, team: Team, ids: pd.Index[str], members: Sequence[Member]) -> _Hours:
        emails = pd.Index([member.email for member in members], dtype="str")
        frame, owners = team.partners[["hours", "spent"]], team.partners["owner"]
        summed = frame.groupby(owners).sum().reindex(emails).fillna(0.0)
        moved = frame["hours"][ids].groupby(owners[ids]).sum().reindex(emails).fillna(0.0)
        spare = (summed["spent"] - summed["hours"]).clip(lower=0) * (not team.levels_only)
        available = pd.Series([one.available(team.policy) for one in members], emails, dtype="float64")
        return cls(available, summed["hours"], moved, spare)


def _problem(hours: _Hours, team: Team, ids: pd.Index[str], fit: Fit, *, evenly: bool) -> Problem:
    weekly, emails = team.partners["hours"][ids].to_numpy(), hours.available.index
    room = (hours.available - (hours.loads - hours.moved)).to_numpy()
    limit = room - hours.spare.to_numpy()
    if evenly and len(ids) and len(emails):
        room = _even_room(room, float(weekly.sum()))
    tightness = 1.0 - np.clip(limit / max(limit.max(initial=0.0), _LITTLE), 0.0, 1.0)
    return Problem(
        hours=weekly,
        owner=emails.get_indexer(pd.Index(team.partners["owner"][ids], dtype="str")),
        room=room,
        limit=limit,
        cost=(fit.cost + _TIES * tightness) / (1 + _TIES),
    )


def _even_room(room: Array, hours: float) -> Array:
    """The room of each as if all were filled to one level; what does not fit anywhere is shared equally."""
    free = np.maximum(room, 0.0)
    if (lack := hours - free.sum()) >= 0:
        shared: Array = free + lack / len(room)
        return shared
    left = hours
    for place, one in enumerate(np.sort(free)):
        level = left / (len(free) - place)
        if one >= level:
            return np.minimum(free, level)
        left -= one
    return free


def _that_matter(team: Team, ids: pd.Index[str], members: Sequence[Member]) -> pd.Index[str]:
    """Of very many partners those of people who have too much, or of nobody here."""
    loads = team.loads
    over = (loads["needed"] - loads["available"]).to_dict()
    calm = {one.email for one in members if over.get(one.email, 0.0) <= TOLERANCE}
    return ids[~team.partners["owner"][ids].isin(list(calm))]


def _moves(
    problem: Problem, given: Array, ids: pd.Index[str], team: Team, members: Sequence[Member], fit: Fit
) -> tuple[Move, ...]:
    places = np.flatnonzero((given != problem.owner) & (given != NOBODY)).tolist()
    owners = team.partners["owner"]
    made = [
        Move(
            str(ids[place]),
            team.at(owners[ids[place]]),
            members[given[place]],
            float(problem.hours[place]),
            fit.why(place, int(given[place])),
            fit.against(place, int(given[place])),
        )
        for place in places
    ]
    return tuple(sorted(made, key=lambda move: (-move.hours, move.partner_id)))
