"""How well each partner fits a need: delivered projects, won deals, certifications, what they declare."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import pandas as pd

from tools.matching.experience import Experience
from tools.matching.need import Need
from tools.matching.policy import MatchingPolicy
from tools.portfolio import Portfolio
from tools.segments import WORK, are_among, holding

LEVELS: Final = {"associate": 1, "professional": 2, "expert": 3}
"""Certification points by level; a certification without a level counts as an associate's."""
_WORK: Final = [item.name for item in WORK]


def expertise(
    portfolio: Portfolio, experience: Experience, need: Need, policy: MatchingPolicy
) -> pd.DataFrame:
    """How well every partner fits, among those that have not ended.

    score = 100 * sum(weight * amount / (amount + half)) / sum(weights), over four parts: delivered projects,
    won deals, certification points in the technology (1 associate, 2 professional, 3 expert), and the share
    of the asked fields that the partner lists, taken as it is. A project or won deal is worth
    exp(-age / 730 days), in only one of two fields asked for `partial` of it. Of a project's worth,
    `rating_share` depends on the customer's rating / 10 and `on_time_share` on delivery by the promised day;
    `typical` stands for what is not recorded. Without a technology asked for, certifications are left out.

    Args:
        portfolio: At the day in question.
        experience: At the same day.
        need: What is looked for.
        policy: Weights.

    Returns:
        Indexed by partner id: `score` (0-100, higher is better), `shown` (work or a certification for every
        field asked), `speaks` (the language asked for), `fits` (speaks, and every field is shown or listed),
        `projects`, `deals`, `certifications` and `listed` (amounts that enter the score), `won` (won deals in
        all fields).
    """
    ids = portfolio.partners.index
    work, points = _Work.of(experience, need, ids), _points(experience, need, ids)
    listed, known = _listed(experience, need, ids), work.known()
    known["technology"] |= points > 0
    frame = pd.DataFrame(
        {
            "projects": work.worth(policy.partial, lambda done: _delivered(done, policy)),
            "deals": work.worth(policy.partial, lambda done: done["cell_won_worth"]),
            "certifications": points,
            "listed": listed[need.asked].mean(axis="columns").fillna(0.0),
            "won": work.both["cell_won"],
            "shown": known[need.asked].all(axis="columns"),
            "speaks": _speaks(experience, need, ids),
        }
    )
    frame["score"] = sum((part.points(frame) for part in parts(need, policy)), start=0.0 * points)
    frame["fits"] = (known | listed)[need.asked].all(axis="columns") & frame["speaks"]
    return frame[portfolio.partners["status"].ne("ended")]


def skills(experience: Experience, policy: MatchingPolicy) -> pd.Series[float]:
    """What every partner has shown in every technology, whatever the sector.

    skill = sum(weight * amount / (amount + half)) / sum(weights) over delivered projects, won deals and
    certification points, counted as in `expertise`; what partners only list does not count.

    Returns:
        0-1 by `partner_id` and `technology`, higher is better; only where there is something to show.
    """
    work, held = experience.technologies, experience.segments.certified
    points = held["cell_valid"] + held["cell_professional"] + 2 * held["cell_expert"]
    weights = policy.projects_weight + policy.deals_weight + policy.certifications_weight or 1.0
    delivered, won = _delivered(work, policy), work["cell_won_worth"]
    by_work = policy.projects_weight * delivered / (delivered + policy.projects_half)
    by_work += policy.deals_weight * won / (won + policy.deals_half)
    by_papers = policy.certifications_weight * points / (points + policy.certifications_half)
    shares = pd.concat([by_work[by_work > 0], by_papers[by_papers > 0]]) / weights
    skill: pd.Series[float] = shares.groupby(level=["partner_id", "technology"]).sum()
    return skill


@dataclass(frozen=True)
class Part:
    """One kind of evidence in a score.

    Attributes:
        column: Of what `expertise` returns.
        weight: Share of the 100 points.
        half: Amount that gives half of them; 0 where the amount itself is the share that is reached.
    """

    column: str
    weight: float
    half: float

    def points(self, frame: pd.DataFrame) -> pd.Series[float]:
        """What the part adds to the score, 0 to 100 times its weight; more evidence never adds less."""
        amount = frame[self.column]
        return 100 * self.weight * (amount / (amount + self.half) if self.half else amount)

    def variance(self, frame: pd.DataFrame) -> pd.Series[float]:
        """How uncertain those points are, squared, if the amounts are counts by chance (Poisson).

        To first order: (slope of the points at the amount)^2 * amount. What is listed is no count: 0.
        """
        amount = frame[self.column]
        slope = 100 * self.weight * self.half / (amount + self.half) ** 2 if self.half else 0.0 * amount
        return slope**2 * amount


def parts(need: Need, policy: MatchingPolicy) -> tuple[Part, ...]:
    """What the score of a need is made of; the weights sum to 1."""
    found = [
        Part("projects", policy.projects_weight, policy.projects_half),
        Part("deals", policy.deals_weight, policy.deals_half),
        Part("listed", policy.declared_weight, 0),
    ]
    if need.technologies:
        found.append(Part("certifications", policy.certifications_weight, policy.certifications_half))
    total = sum(part.weight for part in found)
    return tuple(Part(part.column, part.weight / total, part.half) for part in found)


@dataclass(frozen=True, eq=False)
class _Work:
    """Work in all fields asked for, and in each of them; columns of `WORK` by partner, 0 for none."""

    both: pd.DataFrame
    sector: pd.DataFrame
    technology: pd.DataFrame

    @classmethod
    def of(cls, experience: Experience, need: Need, ids: pd.Index[str]) -> _Work:
        """The work that a need asks for; without any field, all work that names a sector."""
        sectors, technologies = need.sector_keys, need.technology_keys
        sector = _summed(holding(experience.sectors, sector=sectors), ids)
        technology = _summed(holding(experience.technologies, technology=technologies), ids)
        if sectors and technologies:
            pairs = holding(experience.segments.pairs, sector=sectors, technology=technologies)
            return cls(_summed(pairs, ids), sector, technology)
        return cls(technology, technology, technology) if technologies else cls(sector, sector, sector)

    def worth(self, partial: float, of: Callable[[pd.DataFrame], pd.Series[float]]) -> pd.Series[float]:
        """Worth of the work in all fields, and part of the worth of that in only one."""
        both = of(self.both)
        beside = (of(self.sector) - both) + (of(self.technology) - both)
        return both + partial * beside.clip(lower=0.0)

    def known(self) -> pd.DataFrame:
        """Whether a partner delivered or won anything in each field."""
        done = {"sector": self.sector, "technology": self.technology}
        return pd.DataFrame(
            {name: (work["cell_won"] > 0) | (work["cell_delivered"] > 0) for name, work in done.items()}
        )


def _summed(cells: pd.DataFrame, ids: pd.Index[str]) -> pd.DataFrame:
    return cells[_WORK].groupby(level="partner_id").sum().reindex(ids).fillna(0.0)


def _delivered(work: pd.DataFrame, policy: MatchingPolicy) -> pd.Series[float]:
    """Decayed worth of delivered projects by rating and punctuality."""
    every = work["cell_delivered_worth"]
    rated = work["cell_rating_worth"] / 10 + policy.typical * (every - work["cell_rated_worth"])
    on_time = work["cell_on_time_worth"] + policy.typical * (every - work["cell_promised_worth"])
    rest = 1 - policy.rating_share - policy.on_time_share
    return (rest * every + policy.rating_share * rated + policy.on_time_share * on_time).clip(lower=0.0)


def _points(experience: Experience, need: Need, ids: pd.Index[str]) -> pd.Series[float]:
    """Points of valid certifications in the technology, or in any if none is asked for."""
    held = holding(experience.segments.certified, technology=need.technology_keys)
    points = held["cell_valid"] + held["cell_professional"] + 2 * held["cell_expert"]
    return points.groupby(level="partner_id").sum().reindex(ids).fillna(0.0)


def _listed(experience: Experience, need: Need, ids: pd.Index[str]) -> pd.DataFrame:
    """Whether a partner lists each field."""
    keys = {"sector": need.sector_keys, "technology": need.technology_keys}
    return pd.DataFrame({name: _has(experience.listed[name], wanted, ids) for name, wanted in keys.items()})


def _speaks(experience: Experience, need: Need, ids: pd.Index[str]) -> pd.Series[bool]:
    """Whether a partner lists the language or a contact speaks it; true if none is asked for."""
    if not need.language:
        return pd.Series(data=True, index=ids)
    return _has(experience.languages, frozenset({need.language}), ids)


def _has(held: pd.Series[str], wanted: frozenset[str], ids: pd.Index[str]) -> pd.Series[bool]:
    return pd.Series(are_among(ids, held.index[held.isin(list(wanted))]), index=ids)
