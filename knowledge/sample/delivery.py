"""Projects that partners deliver for customers they have won, and the tickets they open with us."""

from __future__ import annotations

from typing import Final

from knowledge.sample.draws import Draws
from knowledge.sample.facts import Record
from knowledge.sample.ledger import Project, Ticket
from knowledge.sample.rhythm import event_agos, pace_at
from knowledge.sample.rows import Deal

_WITH_PROJECT: Final = 0.55  # of the deals that a partner does not only pass on
_RATED: Final = 0.8
_BUSY: Final = 0.5  # pace below which a partner is short of people
_SEVERITIES: Final = {1: 0.05, 2: 0.2, 3: 0.45, 4: 0.3}
_DAYS: Final = {1: 3.0, 2: 6.0, 3: 12.0, 4: 20.0}  # usual days until a ticket is closed
_HOURS: Final = {1: 14.0, 2: 6.0, 3: 2.5, 4: 1.0}
_FORGOTTEN: Final = 0.06  # share of tickets that take far longer
_BURNING: Final = 0.08  # share of partners with a severe ticket open for weeks


def project_rows(draws: Draws, record: Record, first_id: int) -> list[Project]:
    """A project for many of the deals won; promised when the deal is won, delivered early or late."""
    short_of_people = pace_at(record.part.story.rhythm, 0) < _BUSY
    rows: list[Project] = []
    quality = draws.share(6.2, 8.4) if short_of_people else draws.share(6.8, 9.4)
    for deal in record.won:
        if deal.kind == "referral" or not draws.chance(_WITH_PROJECT):
            continue
        promised = record.ago(deal) - draws.between(40, 150)
        late = draws.between(15, 70) if draws.chance(0.45 if short_of_people else 0.15) else 0
        row = _project(draws, record, deal, promised, draws.between(-12, 9) + late, quality)
        rows.append(row._replace(project_id=f"PRJ-{first_id + len(rows)}"))
    return rows


def _project(draws: Draws, record: Record, deal: Deal, promised: int, late: int, quality: float) -> Project:
    """One project; it is under way if its day of delivery lies ahead. `promised` is in days ago."""
    delivered = promised - late if promised >= late else None
    rating = min(10.0, quality + draws.share(-1.2, 1.0) - max(late, 0) / 25)
    rated = draws.chance(_RATED) and delivered is not None
    return Project(
        project_id="",
        partner_id=deal.partner_id,
        customer=deal.customer,
        sector=deal.sector,
        technology=deal.technology,
        promised_on=record.span.workday(promised),
        delivered_on=None if delivered is None else record.span.workday(delivered),
        value=max(round(deal.amount * draws.share(0.2, 0.7) / 100) * 100, 500),
        currency=deal.currency,
        rating=round(rating, 1) if rated else None,
        people=";".join(_crew(draws, record, deal.technology)),
    )


def _crew(draws: Draws, record: Record, technology: str) -> list[str]:
    """One to three people who hold a certification, of that technology if anybody does."""
    held = record.certifications
    fitting = [each for each in held if each.technology == technology] or held
    return draws.several(tuple(dict.fromkeys(each.person for each in fitting)), draws.between(1, 3))


def ticket_rows(draws: Draws, record: Record, subjects: tuple[str, ...], first_id: int) -> list[Ticket]:
    """Tickets in the rhythm of the partner's contact with us, more where customers are many."""
    story = record.part.story
    steps = story.touch_rhythm or story.rhythm
    per_month = 0.06 * story.touches + 0.22 * story.wins
    earliest = min(record.milestones.business_from, record.span.days)
    opened = [
        (ago, draws.weighted(_SEVERITIES))
        for ago in event_agos(draws, per_month, steps, earliest, story.silent_days, 1)
    ]
    burning = draws.between(12, 40)
    is_burning = draws.chance(_BURNING) and story.silent_days < burning < earliest
    rows = [_ticket(draws, record, *each, subjects) for each in opened]
    if is_burning:
        severe = _ticket(draws, record, burning, draws.between(1, 2), subjects)
        rows.append(severe._replace(closed_on=None))
    rows.sort(key=lambda row: row.opened_on)
    return [row._replace(ticket_id=f"TCK-{first_id + at}") for at, row in enumerate(rows)]


def _ticket(draws: Draws, record: Record, ago: int, severity: int, subjects: tuple[str, ...]) -> Ticket:
    part, span = record.part, record.span
    took = draws.around(_DAYS[severity], 0.6) * (8 if draws.chance(_FORGOTTEN) else 1)
    return Ticket(
        ticket_id="",
        partner_id=part.partner_id,
        opened_on=span.workday(ago),
        closed_on=span.workday(ago - int(took)) if took <= ago else None,
        severity=severity,
        hours=max(0.25, round(draws.around(_HOURS[severity], 0.5) * 4) / 4),
        subject=draws.pick(subjects).format(tech=draws.pick(part.technologies)),
    )
