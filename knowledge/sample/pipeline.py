"""Deals and leads of a partner, in the rhythm of its story."""

from __future__ import annotations

from typing import Final

from knowledge.sample.casting import Part
from knowledge.sample.draws import Draws
from knowledge.sample.material import Market
from knowledge.sample.names import Customers
from knowledge.sample.rhythm import Span, event_agos
from knowledge.sample.rows import Deal, Lead

_KINDS: Final = {
    "reseller": "resale",
    "distributor": "resale",
    "referral": "referral",
    "affiliate": "referral",
}
_BIG_DEAL_AGO: Final = 133
_OTHER_REGION: Final = 0.1
_IN_DOLLARS: Final = 0.04


class Business:
    """Draws the deals and leads of one partner.

    Args:
        business_from: Days ago of the signature; nothing is dated before it.
    """

    def __init__(
        self, draws: Draws, part: Part, market: Market, customers: Customers, span: Span, business_from: int
    ) -> None:
        self._draws, self._part, self._market, self._customers = draws, part, market, customers
        self._span, self._from = span, business_from
        self._earliest = min(business_from, span.days)

    def deals(self, first_id: int) -> list[Deal]:
        """Won and lost deals by the day they closed, then the open ones."""
        drawn = [*self._closed(), *self._opened()]
        return [deal._replace(deal_id=f"OPP-{first_id + at}") for at, deal in enumerate(drawn)]

    def leads(self, first_id: int) -> list[Lead]:
        """Leads in both directions, oldest first."""
        story = self._part.story
        moments = [(ago, "in") for ago in self._agos(story.leads_in, 3)]
        moments += [(ago, "out") for ago in self._agos(story.leads_out, 1)]
        ordered = sorted(moments, reverse=True)
        return [self._lead(f"LEAD-{first_id + at}", ago, way) for at, (ago, way) in enumerate(ordered)]

    def _agos(self, per_month: float, regularity: int) -> list[int]:
        story = self._part.story
        return event_agos(self._draws, per_month, story.rhythm, self._earliest, regularity=regularity)

    def _closed(self) -> list[Deal]:
        story = self._part.story
        moments = [(ago, "won", story.amount) for ago in self._agos(story.wins, 8)]
        moments += [(ago, "lost", story.amount) for ago in self._agos(story.losses, 1)]
        if story.big_deal:
            moments.append((_BIG_DEAL_AGO, "won", story.big_deal))
        return [self._deal(ago, stage, amount) for ago, stage, amount in sorted(moments, reverse=True)]

    def _opened(self) -> list[Deal]:
        story = self._part.story
        wins = round(story.wins)
        count = self._draws.between(*(story.open_deals or (wins, 1 + 3 * wins)))
        newest = min(story.silent_days, max(self._from - 1, 0))
        agos = [newest + self._draws.between(2, 75) for _ in range(count)]
        return [self._deal(min(ago, self._from), "open", story.amount) for ago in sorted(agos, reverse=True)]

    def _deal(self, ago: int, stage: str, median: float) -> Deal:
        draws, part = self._draws, self._part
        created = ago if stage == "open" else min(ago + draws.between(25, 120), max(self._from, ago))
        sector = self._sector()
        big = median == part.story.big_deal
        currency = "USD" if draws.chance(_IN_DOLLARS) else part.country.currency
        amount = (median if big else draws.around(median, 0.45)) / self._market.fx[currency]
        return Deal(
            deal_id="",
            partner_id=part.partner_id,
            created_on=self._span.workday(created),
            closed_on=None if stage == "open" else self._span.workday(ago),
            stage=stage,
            amount=max(int(round(amount, -2)), 500),
            currency=currency,
            kind=_KINDS.get(part.type) or draws.weighted({"cosell": 0.6, "resale": 0.2, "influenced": 0.2}),
            customer=draws.pick(self._customers[sector]),
            sector=sector,
            technology=self._technology(),
            region=self._region(),
            lost_reason=draws.pick(tuple(self._market.lost_reasons)) if stage == "lost" else "",
        )

    def _lead(self, lead_id: str, ago: int, direction: str) -> Lead:
        decided = ago - self._draws.between(3, 20)
        status = self._decision() if decided >= 0 else "new"
        return Lead(
            lead_id=lead_id,
            partner_id=self._part.partner_id,
            created_on=self._span.workday(ago),
            direction=direction,
            status=status,
            decided_on=None if status == "new" else self._span.workday(decided),
            sector=self._sector(),
            technology=self._technology(),
            region=self._region(),
        )

    def _decision(self) -> str:
        """Accepted by the story's share; a third of those became deals where there are deals at all."""
        story = self._part.story
        if not self._draws.chance(story.accepted):
            return "rejected"
        return "converted" if story.wins and self._draws.chance(0.35) else "accepted"

    def _sector(self) -> str:
        return self._draws.weighted(_falling(self._part.sectors))

    def _technology(self) -> str:
        return self._draws.weighted(_falling(self._part.technologies))

    def _region(self) -> str:
        if not self._draws.chance(_OTHER_REGION):
            return self._part.country.region
        return self._draws.pick(tuple(self._market.countries.values())).region


def _falling(names: tuple[str, ...]) -> dict[str, float]:
    """The first name is the specialty: each further one is half as likely."""
    return {name: 0.5**at for at, name in enumerate(names)}
