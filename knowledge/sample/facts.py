"""What a partner's notes may mention: slots filled from its own rows, so that notes and tables agree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.sample.casting import Part
from knowledge.sample.material import Market
from knowledge.sample.profiles import Milestones, Team
from knowledge.sample.rhythm import MONTH_DAYS, Span
from knowledge.sample.rows import Certification, Deal
from knowledge.sample.wording import amount_words, day_words, month_name, person_words


@dataclass(frozen=True)
class Record:
    """Everything known of a partner before notes and activities are written."""

    part: Part
    span: Span
    milestones: Milestones
    team: Team
    manager_name: str
    manager_email: str
    deals: tuple[Deal, ...]
    certifications: tuple[Certification, ...]

    @property
    def won(self) -> list[Deal]:
        """Deals won, by the day they closed."""
        return [deal for deal in self.deals if deal.stage == "won"]

    def ago(self, deal: Deal) -> int:
        """Days ago that the deal closed; that it was registered if it is open."""
        return self.span.ago(_closed(deal))

    def is_partner(self, ago: int) -> bool:
        """Whether the contract was signed and had not ended, so many days ago."""
        signed, ended = self.milestones.signed, self.milestones.ended
        return signed is not None and ago <= signed and (ended is None or ended < ago)

    @property
    def business_days(self) -> int:
        """Days ago until which the story's rhythm ran; 0 if it still does."""
        months, times = self.part.story.rhythm[-1]
        return 0 if times else int(months * MONTH_DAYS)

    @property
    def quiet_days(self) -> int:
        """The youngest ordinary note or touch, in days ago."""
        waiting = 16 if "unanswered_email" in self.part.twists else 3
        return max(self.part.story.silent_days + 3, waiting)


def base_slots(record: Record, market: Market) -> dict[str, str]:
    """The slots that every note of the partner may use; people only if they are on record."""
    part, team, language = record.part, record.team, record.part.language
    season = record.span.until + timedelta(days=95)
    slots = {
        "p": part.short_name,
        "city": part.city,
        "tech": market.technologies[part.technologies[0]][language],
        "season": month_name(season, language),
    }
    if record.won:
        slots["big"] = max(record.won, key=lambda deal: deal.amount).customer
    if team.on_record:
        slots |= person_words(team.primary, language)
        slots |= {"c2": team.others[0].name.split()[0]} if team.others else {}
        slots |= {"left": team.left.name} if team.left else {}
    return slots | _expiry_slots(record)


def deal_slots(deal: Deal, deals: Iterable[Deal], language: str, market: Market) -> dict[str, str]:
    """The slots of a note about a deal that was won or lost.

    `{first}` and `{again}` are empty: they mark templates that are true only of a customer's first or of a
    later won deal among the partner's `deals`.
    """
    before = any(
        other.customer == deal.customer and other.stage == "won" and _closed(other) < _closed(deal)
        for other in deals
    )
    slots = {
        "again" if before else "first": "",
        "deal": deal.customer,
        "deal_on": day_words(_closed(deal), language),
        "tech": market.technologies[deal.technology][language],
        "n": str(max(10, min(240, deal.amount // 750 * 5))),  # users, in proportion to the contract
        "amount": amount_words(deal.amount, deal.currency, language),
    }
    if deal.lost_reason:
        slots["reason"] = market.lost_reasons[deal.lost_reason][language]
    return slots


def _closed(deal: Deal) -> date:
    return deal.closed_on or deal.created_on


def certification_slots(held: Certification, language: str, market: Market) -> dict[str, str]:
    """The slots of a note about somebody's certification."""
    return {
        "holder": held.person,
        "cert": held.name,
        "cert_on": day_words(held.earned_on, language),
        "tech": market.technologies[held.technology][language],
    }


def _expiry_slots(record: Record) -> dict[str, str]:
    """The newest certification that has run out and the next that will within 60 days, if there are any."""
    until, language = record.span.until, record.part.language
    lapsed = [held for held in record.certifications if held.expires_on <= until]
    soon = [held for held in record.certifications if until < held.expires_on <= until + timedelta(days=60)]
    return _named("lapsed", lapsed[-1:], language) | _named("expiring", soon[:1], language)


def _named(slot: str, found: Iterable[Certification], language: str) -> dict[str, str]:
    return {
        key: words
        for held in found
        for key, words in (
            (slot, held.name),
            (f"{slot}_holder", held.person),
            (f"{slot}_on", day_words(held.expires_on, language)),
        )
    }
