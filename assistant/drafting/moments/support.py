"""Surveys and support cases: that there was one, never what it said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Final

from assistant.drafting import kinds
from assistant.drafting.material import Moment
from assistant.drafting.moments.about import About
from assistant.drafting.occasions import Occasion
from assistant.drafting.records import OnRecord, Survey, Ticket
from tools.attention.signals import TICKET_DAYS
from tools.conditions import SEVERE_UNTIL

_OPEN_FOR: Final = timedelta(days=TICKET_DAYS)  # one that is older was forgotten in the export


def support(record: OnRecord, about: About) -> Iterator[Moment]:
    """The latest survey answered, and the latest support case closed while no severe one is open."""
    yield from _surveyed(record.surveys, about)
    if not any(_presses(one, about) for one in record.tickets):
        yield from _solved(record.tickets, about)


def _surveyed(surveys: Sequence[Survey], about: About) -> Iterator[Moment]:
    lately = [(one.date, one.survey_id) for one in surveys if about.is_recent(one.date)]
    for answered_on, survey_id in sorted(lately)[-1:]:
        fact = about.fact(kinds.SURVEYED, answered_on, f"surveys:{survey_id}")
        yield Moment(Occasion.SURVEYED, {"surveyed_on": fact})


def _presses(ticket: Ticket, about: About) -> bool:
    """Whether it is severe and open."""
    is_severe = ticket.severity is not None and ticket.severity <= SEVERE_UNTIL
    return is_severe and ticket.closed_on is None and about.is_recent(ticket.opened_on, _OPEN_FOR)


def _solved(tickets: Sequence[Ticket], about: About) -> Iterator[Moment]:
    closed = [
        (one.closed_on, one.ticket_id, one.opened_on)
        for one in tickets
        if one.closed_on and about.is_recent(one.closed_on)
    ]
    for closed_on, ticket_id, opened_on in sorted(closed)[-1:]:
        row = f"tickets:{ticket_id}"
        yield Moment(
            Occasion.SUPPORTED,
            {
                "case_on": about.fact(kinds.CASE_OPENED, opened_on, row),
                "solved_on": about.fact(kinds.CASE_CLOSED, closed_on, row),
            },
        )
