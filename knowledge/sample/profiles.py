"""A partner's own row, its dates with us, and its contacts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from knowledge.sample.casting import Part
from knowledge.sample.draws import Draws
from knowledge.sample.material import Material, Person
from knowledge.sample.names import address, draw_person, slug
from knowledge.sample.rhythm import Span
from knowledge.sample.rows import Contact, Partner

_LONG_ENOUGH: Final = 620  # days signed, so that a certification of 18 months can have run out
_ENDED_AGO: Final = 243


@dataclass(frozen=True)
class Milestones:
    """Days before the last day; None has not happened."""

    first_contact: int
    applied: int | None = None
    signed: int | None = None
    onboarded: int | None = None
    ended: int | None = None

    @property
    def business_from(self) -> int:
        """The earliest day of business, in days ago; 0 for a partner who has not signed."""
        return self.signed or 0


def draw_milestones(draws: Draws, part: Part) -> Milestones:
    """When the partner came, applied, signed, was onboarded and left."""
    story = part.story
    if story.signed is None:
        return Milestones(draws.between(*(story.first_contact or (30, 60))))
    signed = draws.between(*story.signed)
    if any(twist.startswith("certification") for twist in part.twists):
        signed = max(signed, _LONG_ENOUGH)
    onboarded = signed - draws.between(20, 60)
    return Milestones(
        first_contact=signed + draws.between(60, 200),
        applied=signed + draws.between(20, 50),
        signed=signed,
        onboarded=onboarded if onboarded > 0 else None,
        ended=_ENDED_AGO if story.status == "ended" else None,
    )


@dataclass(frozen=True)
class Team:
    """The people of a partner; `left` is somebody who is gone, and is no contact any more."""

    primary: Person
    others: tuple[Person, ...]
    left: Person | None
    on_record: bool

    @property
    def active(self) -> tuple[Person, ...]:
        """Everybody who can be met."""
        return (self.primary, *self.others)


def draw_team(draws: Draws, part: Part, material: Material) -> Team:
    """One to three people, and one who has left where the twist says so."""
    people, roles = material.people[part.country.people], material.market.roles
    more = 2 if part.story.employees[0] > 100 else draws.between(0, 1)  # noqa: PLR2004 -- a house with departments
    more = max(more, 1 if "contact_opted_out" in part.twists else 0)
    drawn = [draw_person(draws, people, draws.pick(roles)) for _ in range(more + 3)]
    names = {part.contact.name: part.contact} | {person.name: person for person in drawn}
    others = [person for name, person in names.items() if name != part.contact.name]
    left = others.pop() if "contact_left" in part.twists else None
    return Team(part.contact, tuple(others[:more]), left, "no_contacts" not in part.twists)


def contact_rows(draws: Draws, part: Part, team: Team, first_id: int, left_on: date) -> list[Contact]:
    """The contacts on record, the primary one first."""
    if not team.on_record:
        return []
    people = [*team.active, *([team.left] if team.left else [])]
    return [
        Contact(
            contact_id=f"CON-{first_id + at}",
            partner_id=part.partner_id,
            name=person.name,
            role=person.role,
            email=address(person.name, f"{slug(part.name)}.example"),
            phone=part.country.phone.format(draws.between(0, 999)) if part.country.phone else "",
            language=part.language,
            primary=_flag(at == 0),
            opted_out=_flag(at == 0 and "contact_opted_out" in part.twists),
            left_on=left_on if person is team.left else None,
        )
        for at, person in enumerate(people)
    ]


def partner_row(
    draws: Draws, part: Part, milestones: Milestones, span: Span, manager_email: str, level: str
) -> Partner:
    """The partner's row as of the last day."""
    story, site = part.story, slug(part.name)
    employees = draws.between(*story.employees)
    yearly = story.wins * 12 * story.amount + story.big_deal
    return Partner(
        partner_id=part.partner_id,
        name=part.name,
        aliases=";".join(part.aliases),
        type=part.type,
        country=part.country.name,
        region=part.country.region,
        city=part.city,
        website=f"https://www.{site}.example",
        employees=employees,
        customers=int(employees * draws.share(0.8, 2.5)),
        market_relevance=draws.between(*story.relevance),
        sectors=";".join(part.sectors),
        technologies=";".join(part.technologies),
        languages=part.language if part.language == "en" else f"{part.language};en",
        manager_email=manager_email,
        status=story.status,
        first_contact_on=span.workday(milestones.first_contact),
        applied_on=_day(span, milestones.applied),
        signed_on=_day(span, milestones.signed),
        onboarded_on=_day(span, milestones.onboarded),
        ended_on=_day(span, milestones.ended),
        slack_channel=f"ext-{site}" if story.planned else "",
        annual_revenue=int(round(employees * draws.share(85_000, 140_000), -4)),
        share_of_wallet=round(draws.share(*story.wallet), 2) if story.wallet else None,
        potential_revenue=int(round(max(yearly * draws.share(1.4, 2.5), employees * 900.0), -3)),
        program_level=level if milestones.signed else "",
        currency=part.country.currency,
    )


def _day(span: Span, ago: int | None) -> date | None:
    return None if ago is None else span.workday(ago)


def _flag(value: bool) -> str:
    return "true" if value else "false"
