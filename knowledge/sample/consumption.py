"""How much of what a partner sold is in use at its customers, month by month."""

from __future__ import annotations

from typing import Final

from knowledge.sample.draws import Draws
from knowledge.sample.facts import Record
from knowledge.sample.ledger import Usage
from knowledge.sample.rhythm import MONTH_DAYS, pace_at

_SEAT: Final = 650.0  # base currency that a seat costs in a year
_CONTRACT: Final = 365  # days that a deal's seats are licensed
_SLOWNESS: Final = 0.25  # share of the way that use moves in a month


def usage_rows(draws: Draws, record: Record, fx: dict[str, float]) -> list[Usage]:
    """A row per month with a licence: seats follow the deals won, their use follows the story's rhythm."""
    steps, span = record.part.story.touch_rhythm or record.part.story.rhythm, record.span
    sold = [(record.ago(deal), round(deal.amount * fx[deal.currency] / _SEAT)) for deal in record.won]
    best, share = draws.share(0.62, 0.9), 0.0
    rows: list[Usage] = []
    for month in span.month_ends():
        ago = span.ago(month)
        licensed = _before(record, ago) + sum(seats for day, seats in sold if ago <= day < ago + _CONTRACT)
        if not licensed or not record.is_partner(ago):
            continue
        aim = best * (0.4 + 0.6 * pace_at(steps, ago))
        share += (aim - share) * _SLOWNESS if rows else aim
        active = min(licensed, round(licensed * share * draws.share(0.96, 1.04)))
        rows.append(Usage(record.part.partner_id, month.strftime("%Y-%m"), licensed, active))
    return rows


def _before(record: Record, ago: int) -> int:
    """Seats still licensed from deals that were won before the time that the sample covers."""
    story, covered = record.part.story, record.span.days
    days = min(ago + _CONTRACT, record.milestones.business_from) - max(covered, ago)
    yearly = story.wins * story.rhythm[0][1] * story.amount / _SEAT
    return round(max(days, 0) / MONTH_DAYS * yearly)
