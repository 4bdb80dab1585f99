"""What we owe a partner for its deals, and what we spend on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from knowledge.sample.draws import Draws
from knowledge.sample.facts import Record
from knowledge.sample.ledger import Commission, Cost, Ticket
from knowledge.sample.rows import Deal

INFLUENCED: Final = 0.5  # share of the usual rate for a deal that a partner only helped with
_DUE_DAYS: Final = 30  # after the end of the month
_HELD: Final = 0.06
_HOLDS_SINCE: Final = 200  # days ago; older holds are settled
_LATE: Final = 0.16
_QUARTER: Final = 91
_HOUR: Final = 70.0  # base currency for an hour of support
_FEW_HOURS: Final = 6.0


def commission_rows(
    draws: Draws, record: Record, rate: float, hold_reasons: Sequence[str], first_id: int
) -> list[Commission]:
    """A commission for every deal won in a month that has ended: `rate` of its amount."""
    until = record.span.until
    rows: list[Commission] = []
    for deal in record.won:
        closed = deal.closed_on or until
        month_end = (closed.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        if month_end <= until:
            row = _commission(draws, record, deal, month_end, rate)
            if draws.chance(_HELD) and record.ago(deal) < _HOLDS_SINCE:
                held = row._replace(approved_on=None, paid_on=None, invoice="", status="on_hold")
                row = held._replace(hold_reason=draws.pick(hold_reasons))
            rows.append(row._replace(commission_id=f"COM-{first_id + len(rows)}"))
    return rows


def _commission(draws: Draws, record: Record, deal: Deal, month_end: date, rate: float) -> Commission:
    """Approved early in the next month and paid by the day it is due, or late."""
    until, due = record.span.until, month_end + timedelta(days=_DUE_DAYS)
    approved = month_end + timedelta(days=draws.between(3, 11))
    paid = due + timedelta(days=draws.between(6, 90) if draws.chance(_LATE) else -draws.between(0, 9))
    is_approved, is_paid = approved <= until, paid <= until
    share = rate * (INFLUENCED if deal.kind == "influenced" else 1.0)
    return Commission(
        commission_id="",
        partner_id=deal.partner_id,
        period=month_end.strftime("%Y-%m"),
        deal_id=deal.deal_id,
        amount=round(deal.amount * share, 2),
        currency=deal.currency,
        status="paid" if is_paid else "approved" if is_approved else "pending",
        hold_reason="",
        approved_on=approved if is_approved else None,
        due_on=due,
        paid_on=paid if is_paid else None,
        invoice=f"PAY-{month_end:%y%m}-{1001 + record.part.number}" if is_paid else "",
    )


class _Spent(NamedTuple):
    """A cost before it has an id: days ago, what for, how much in base currency."""

    ago: int
    kind: str
    amount: float


def cost_rows(
    draws: Draws, record: Record, tickets: Sequence[Ticket], fx: dict[str, float], first_id: int
) -> list[Cost]:
    """What we spent on the partner, oldest first; marketing funds are in its own currency."""
    drawn = [*_once(draws, record), *_each_quarter(draws, record), *_support(record, tickets)]
    spent = sorted((each for each in drawn if record.is_partner(each.ago)), reverse=True)
    own = record.part.country.currency
    rows = []
    for at, (ago, kind, amount) in enumerate(spent):
        currency = own if kind == "mdf" else "EUR"
        worth = max(round(amount / fx[currency] / 10) * 10, 50)
        row = Cost(
            f"CST-{first_id + at}", record.part.partner_id, record.span.workday(ago), kind, worth, currency
        )
        rows.append(row)
    return rows


def _once(draws: Draws, record: Record) -> Iterator[_Spent]:
    """Winning the partner, and every certificate."""
    signed, covered = record.milestones.signed, record.span.days
    if signed is not None and signed <= covered:
        yield _Spent(signed, "acquisition", draws.around(3200.0, 0.5))
    for held in record.certifications:
        ago = record.span.ago(held.earned_on)
        if ago <= covered:
            yield _Spent(ago, "enablement", draws.around(480.0, 0.2))


def _each_quarter(draws: Draws, record: Record) -> Iterator[_Spent]:
    """Marketing funds and incentives where there is business, visits where there is a joint plan."""
    story = record.part.story
    worth = story.wins * 3 * story.amount
    earliest = min(record.milestones.business_from, record.span.days)
    for ago in range(story.silent_days + draws.between(5, 85), earliest, _QUARTER):
        if worth and draws.chance(0.4 if story.planned else 0.12):
            yield _Spent(ago, "mdf", max(draws.around(worth * 0.03, 0.4), 400.0))
        if worth and draws.chance(0.1):
            yield _Spent(ago, "incentive", draws.around(600.0, 0.4))
        if story.planned:
            yield _Spent(ago, "management", draws.around(450.0, 0.3))


def _support(record: Record, tickets: Sequence[Ticket]) -> Iterator[_Spent]:
    """The hours of a quarter's tickets, if they are more than a few, on the day of the last of them."""
    quarters: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for ticket in tickets:
        ago = record.span.ago(ticket.opened_on)
        quarters[ago // _QUARTER].append((ago, ticket.hours))
    for opened in quarters.values():
        spent = sum(hours for _, hours in opened)
        if spent > _FEW_HOURS:
            yield _Spent(min(opened)[0], "support", spent * _HOUR)
