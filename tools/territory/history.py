"""What deals of the past tell of open ones: how many are won at which age, and how old won ones were."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tools.territory.deals import Array, Deals
from tools.territory.policy import TerritoryPolicy

_FAR = 4000  # days of age that are told apart


@dataclass(frozen=True, eq=False)
class History:
    """Chances by age, of the whole portfolio.

    Attributes:
        won_by: Chance that a deal was won by the end of each day of its age, 0 to `_FAR`.
        open_after: Chance that it is still open then.
        young: Share of won deals that were no older than that on the day they were won; 1 throughout if no
            won deal has a day of creation.
        closed: Closed deals that it rests on.
        success: Per partner (in the order of `Deals.partner.known`, a last one for no partner): won deals
            against the usual, 1 is usual, shrunk.
    """

    won_by: Array
    open_after: Array
    young: Array
    closed: int
    success: Array

    @classmethod
    def of(cls, deals: Deals, policy: TerritoryPolicy) -> History:
        """Chances from deals of the last `history_days`.

        Of the deals created in that time, at every day of age: hazard = closed at that age / open until then,
        for won and lost deals apart, deals that are still open counting until today (Aalen and Johansen,
        1978). Beyond the age that fewer than `least_at_risk` deals have reached, one hazard holds, taken from
        there on and the `pooled_days` before. A partner's success = (won + k * usual share) / (closed + k) /
        usual share, with k = `partner_deals`; 1 is usual, higher is better.
        """
        recent = (deals.created >= -policy.history_days) & (deals.won | deals.lost | deals.open)
        age = np.where(deals.open, -deals.created, deals.closed - deals.created)
        rows = np.flatnonzero(recent & (age >= 0))
        ages = np.minimum(age[rows], _FAR).astype(np.int64)
        counts = np.bincount(ages, minlength=_FAR + 1)
        at_risk = counts[::-1].cumsum()[::-1].astype(np.float64)
        won, lost = (
            _hazards(np.bincount(ages[which[rows]], minlength=_FAR + 1), at_risk, policy)
            for which in (deals.won, deals.lost)
        )
        after = np.cumprod(1.0 - np.minimum(won + lost, 1.0))
        before = np.concatenate(([1.0], after[:-1]))
        return cls(
            won_by=np.cumsum(before * won),
            open_after=after,
            young=_young(deals, policy),
            closed=int((deals.won | deals.lost)[rows].sum()),
            success=_success(deals, policy),
        )

    def chances(self, deals: Deals, after: int, until: int) -> Array:
        """Chance of each open deal to be won more than `after` and at most `until` days from now, 0-1.

        (won by age + until - won by age + after) / open at its age, times the partner's success, at most 1. A
        deal without a day of creation has the mean chance of those that have one.
        """
        age = np.clip(np.nan_to_num(-deals.created, nan=0.0), 0, _FAR).astype(np.int64)
        later = self.won_by[np.minimum(age + until, _FAR)] - self.won_by[np.minimum(age + after, _FAR)]
        still = self.open_after[age]
        chance = np.divide(later, still, out=np.zeros(len(age)), where=still > 0)
        undated = np.isnan(deals.created)
        if undated.any() and not undated.all():
            chance[undated] = chance[~undated].mean()
        found: Array = np.minimum(chance * deals.partner.gathered(self.success), 1.0)
        return found

    def new_days(self, after: int, until: int) -> float:
        """Days' worth of run rate that deals which do not exist yet bring in that time.

        sum over days s = after + 1 .. until of the share of won deals younger than s: what is won on day s by
        an older deal is in the pipeline already.
        """
        days = np.arange(after, until)
        return float(self.young[np.minimum(days, _FAR)].sum())


def _hazards(events: Array, at_risk: Array, policy: TerritoryPolicy) -> Array:
    """Chance to close at each age, of deals open until then."""
    hazard: Array = np.divide(events, at_risk, out=np.zeros(len(events)), where=at_risk > 0)
    enough = np.flatnonzero(at_risk >= policy.least_at_risk)
    last = int(enough[-1]) if len(enough) else -1
    first = max(0, last + 1 - policy.pooled_days)
    risked = at_risk[first:].sum()
    hazard[last + 1 :] = events[first:].sum() / risked if risked else 0.0
    return hazard


def _young(deals: Deals, policy: TerritoryPolicy) -> Array:
    """Share of the won deals by their age on the day they were won."""
    age = deals.closed - deals.created
    ages = age[deals.won & (deals.closed >= -policy.history_days) & (age >= 0)]
    if not len(ages):
        return np.ones(_FAR + 1)
    counts = np.bincount(np.minimum(ages, _FAR).astype(np.int64), minlength=_FAR + 1)
    return np.cumsum(counts) / len(ages)


def _success(deals: Deals, policy: TerritoryPolicy) -> Array:
    """Won against closed deals of each partner, against the usual."""
    size = len(deals.partner.known) + 1
    recent = deals.closed >= -policy.history_days
    won, lost = (
        np.bincount(deals.partner.places[which & recent] % size, minlength=size)
        for which in (deals.won, deals.lost)
    )
    closed = won + lost
    if not won.sum():
        return np.ones(size)
    usual = won.sum() / closed.sum()
    weight = policy.partner_deals
    shrunk = np.divide(
        won + weight * usual, closed + weight, out=np.full(size, usual), where=closed + weight > 0
    )
    found: Array = shrunk / usual
    return found
