"""One partner with both sides of its tier, and the tier that other sides would bring."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from tools.about import About, Row, Slots, is_missing, row_of
from tools.facts import Fact, Kind, Statement
from tools.portfolio import Portfolio
from tools.tiers import kinds
from tools.tiers.distance import Side, leads_side, relevance_side
from tools.tiers.policy import TierPolicy
from tools.tiers.statements import is_decided
from tools.tiers.tier import tier_of
from tools.tiers.walking import too_early


@dataclass(frozen=True, eq=False)
class Case:
    """One partner whose tier is asked about.

    Attributes:
        row: Its row of the tiers.
        leads, relevance: The sides.
        early: Few leads are not held against it yet, so that it has a tier only with many.
    """

    about: About
    row: Row
    leads: Side
    relevance: Side
    early: bool

    @classmethod
    def of(cls, portfolio: Portfolio, graded: pd.DataFrame, partner_id: str, policy: TierPolicy) -> Case:
        """The partner's case; arguments as for `tools.tiers.partner_what_if`."""
        at = portfolio.partners.index.get_loc(partner_id)
        return cls(
            About(portfolio, partner_id),
            row_of(graded, partner_id),
            leads_side(portfolio, graded, partner_id, policy),
            relevance_side(portfolio, graded, partner_id, policy),
            bool(too_early(portfolio, policy)[at]),
        )

    @property
    def tier(self) -> str:
        """By the figures: a what-if is about them, whatever a person decided meanwhile."""
        return str(self.row.get("computed", self.row["tier"]))

    @property
    def on_record(self) -> bool:
        """Whether anything is known that a tier can rest on."""
        return bool(self.row["leads_recorded"]) or not is_missing(self.row["relevance"])

    def tier_at(self, *, leads_high: bool, relevance_high: bool) -> str:
        """The tier with these sides, something being on record; "" while few leads are no reason yet."""
        if self.early and not leads_high:
            return ""
        return tier_of(leads_high=leads_high, relevance_high=relevance_high).value

    def tier_fact(self, kind: Kind, tier: str, subject: str = "") -> Fact:
        """The tier as a label."""
        return self.about.fact(kind, f"tier.{tier}", subject)

    def present(self) -> Fact:
        """The tier by the figures now; it must have one."""
        return self.tier_fact(kinds.COMPUTED if is_decided(self.row) else kinds.TIER, self.tier)


def losses(case: Case) -> Iterator[Statement]:
    """For each high side the smallest loss that would cost it, and whether only the band holds it."""
    fewer, points = case.leads.to_lose(), case.relevance.to_lose()
    if fewer:
        lost: Slots = {"leads": case.about.fact(kinds.LEADS_SPARE, fewer)}
        left = case.tier_at(leads_high=False, relevance_high=case.relevance.high)
        yield _lost("leads", case, lost, left)
    if points:
        lost = {"points": case.about.fact(kinds.RELEVANCE_SPARE, points)}
        left = case.tier_at(leads_high=case.leads.high, relevance_high=False)
        yield _lost("relevance", case, lost, left)
    for side in (case.leads, case.relevance):
        if side.high and side.value_at(0) < side.threshold_at(side.value_at(0)):
            yield Statement("tier.band_to_stay")
            return


def _lost(side: str, case: Case, slots: Slots, left: str) -> Statement:
    """What a loss on one side leaves: another tier, or none while it is too early to judge few leads."""
    if not left:
        return Statement(f"tier.lost_{side}_none", slots)
    return Statement(f"tier.lost_{side}", slots | {"left": case.tier_fact(kinds.NEXT, left, f"lost_{side}")})
