"""Where the latest commission stands, and what a year paid; never why anything is on hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from assistant.drafting import kinds
from assistant.drafting.material import Moment
from assistant.drafting.moments.about import About
from assistant.drafting.occasions import Occasion
from assistant.drafting.records import Commission
from tools.billing import Span, State
from tools.billing import kinds as billing
from tools.facts import Fact, Quote

_YEAR: Final = timedelta(days=365)
_CENT: Final = 0.005
_DATED: Final = {
    Occasion.COMMISSION_LATE: ("payable_on", billing.DUE),
    Occasion.COMMISSION_DUE: ("payable_on", billing.DUE),
    Occasion.COMMISSION_PAID: ("paid_on", billing.PAID_ON),
}


def commissions(known: Sequence[Commission], about: About) -> Iterator[Moment]:
    """What became of the latest period's commissions, and what was paid in 365 days.

    Args:
        known: The partner's, as known on the day, each with its currency.
        about: The partner and the day.
    """
    earned = [one for one in known if one.amount >= _CENT]
    if earned:
        last = max(one.period_ends_on for one in earned)
        yield from _standing([one for one in earned if one.period_ends_on == last], about)
    yield from _paid_year(known, about)


def _standing(earned: Sequence[Commission], about: About) -> Iterator[Moment]:
    """One moment for each state: rows of one period, currency and day are one sum."""
    told: dict[Occasion, dict[tuple[date, str, str], list[Commission]]] = {}
    for one in earned:
        if (said := _occasion(one, about.as_of)) is not None:
            sums = told.setdefault(said[0], {})
            sums.setdefault((said[1] or date.min, one.currency, one.period), []).append(one)
    for occasion, sums in told.items():
        (day, currency, period), rows = max(sums.items())
        keys, first = sorted(_row(one) for one in rows), min(one.commission_id for one in rows)
        amount = sum(one.amount for one in rows)
        slots: dict[str, Fact | Quote] = {
            "amount": about.fact(billing.AMOUNT, amount, *keys, currency=currency, subject=first),
            "period": _period(period, keys, first, about),
        }
        if occasion in _DATED:
            slot, kind = _DATED[occasion]
            slots[slot] = about.fact(kind, day, *keys, subject=first)
        yield Moment(occasion, slots)


def _occasion(one: Commission, as_of: date) -> tuple[Occasion, date | None] | None:
    """What can be said of it, and the day that goes with it; None where no sentence of ours would be true."""
    state = one.state(as_of)
    if state is State.PAID and one.paid_on is not None:
        return Occasion.COMMISSION_PAID, one.paid_on
    if state is State.ON_HOLD:
        return Occasion.COMMISSION_HELD, None
    if state is State.LATE and one.is_approved and one.due_on is not None:
        return Occasion.COMMISSION_LATE, one.due_on
    if state is State.APPROVED and one.due_on is not None:
        return Occasion.COMMISSION_DUE, one.due_on
    if state is not State.PAID and not one.is_approved:
        return Occasion.COMMISSION_PENDING, None
    return None


def _period(period: str, keys: list[str], subject: str, about: About) -> Fact:
    """The month as its first day; a quarter or year in words."""
    span = Span.of(period)
    if span.unit == "month":
        return about.fact(kinds.COMMISSION_MONTH, span.first, *keys, subject=subject)
    return about.fact(billing.PERIOD, span.words, *keys, subject=subject)


def _row(one: Commission) -> str:
    return f"commissions:{one.commission_id}"


def _paid_year(known: Sequence[Commission], about: About) -> Iterator[Moment]:
    """The sum of a year in which everything was paid in one currency."""
    paid = [
        one for one in known if one.state(about.as_of) is State.PAID and about.is_recent(one.paid_on, _YEAR)
    ]
    currencies = {one.currency for one in paid}
    amount = sum(one.amount for one in paid)
    if len(currencies) == 1 and amount >= _CENT:
        rows = sorted(_row(one) for one in paid)
        fact = about.fact(kinds.PAID_YEAR, amount, *rows, currency=currencies.pop())
        yield Moment(Occasion.PAID_YEAR, {"paid_sum": fact})
