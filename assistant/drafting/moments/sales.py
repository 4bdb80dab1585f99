"""What was won, registered, delivered and passed on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from assistant.drafting import kinds
from assistant.drafting.material import Moment
from assistant.drafting.moments.about import About
from assistant.drafting.occasions import Occasion
from assistant.drafting.records import Deal, Lead, OnRecord, Project
from tools.facts import Fact, Kind, Quote
from tools.kinds import DEAL_AMOUNT, DEAL_CLOSED, DEAL_CUSTOMER

_WINS: Final = 2  # from here on the number is worth a word
_NOT_THEIRS: Final = ("influenced",)
_TAKEN: Final = ("accepted", "converted")
_WITH_THEM: Final = ("new", "accepted")


def sales(record: OnRecord, about: About) -> Iterator[Moment]:
    """The latest win, open deal, delivery, and the latest lead each way."""
    yield from _wins(record.deals, about)
    yield from _waiting(record.deals, about)
    yield from _delivered(record.projects, about)
    yield from _leads(record.leads, about)


def _wins(deals: Sequence[Deal], about: About) -> Iterator[Moment]:
    """The latest win, as news or as a memory, and how many there were this year if that is worth a word."""
    won = [deal for deal in deals if deal.stage == "won" and deal.closed_on is not None]
    named = [(deal.closed_on, deal.deal_id, deal) for deal in won if deal.customer and deal.closed_on]
    if not named:
        return
    won_on, _, latest = max(named)
    row = f"deals:{latest.deal_id}"
    slots: dict[str, Fact | Quote] = {
        "customer": about.fact(DEAL_CUSTOMER, latest.customer, row),
        "won_on": about.fact(DEAL_CLOSED, won_on, row),
        **_names(about, row, technology=(kinds.DEAL_TECHNOLOGY, latest.technology)),
        **_names(about, row, sector=(kinds.DEAL_SECTOR, latest.sector)),
        **_amount(about, row, latest, "won_amount"),
    }
    if not about.is_recent(won_on):
        yield Moment(Occasion.PAST_WIN, slots)
        return
    yield Moment(Occasion.WIN, slots)
    rows = [f"deals:{one.deal_id}" for one in won if one.closed_on and one.closed_on.year == about.as_of.year]
    if len(rows) >= _WINS and won_on.year == about.as_of.year:
        yield Moment(Occasion.WINS, {**slots, "wins": about.fact(kinds.WINS_THIS_YEAR, len(rows), *rows)})


def _waiting(deals: Sequence[Deal], about: About) -> Iterator[Moment]:
    found = [
        (deal.created_on, deal.deal_id, deal)
        for deal in deals
        if deal.stage == "open" and deal.customer and deal.created_on and about.is_recent(deal.created_on)
    ]
    for opened_on, deal_id, deal in sorted(found)[-1:]:
        row = f"deals:{deal_id}"
        yield Moment(
            Occasion.OPEN_DEAL,
            {
                "open_customer": about.fact(DEAL_CUSTOMER, deal.customer, row),
                "opened_on": about.fact(kinds.DEAL_REGISTERED, opened_on, row),
                **_names(about, row, open_technology=(kinds.DEAL_TECHNOLOGY, deal.technology)),
                **_amount(about, row, deal, "open_amount"),
            },
        )


def _delivered(projects: Sequence[Project], about: About) -> Iterator[Moment]:
    found = [
        (project.delivered_on, project.project_id, project)
        for project in projects
        if project.customer and project.delivered_on and about.is_recent(project.delivered_on)
    ]
    for delivered_on, project_id, project in sorted(found)[-1:]:
        row = f"projects:{project_id}"
        yield Moment(
            Occasion.DELIVERED,
            {
                "project_customer": about.fact(kinds.PROJECT_CUSTOMER, project.customer, row),
                "delivered_on": about.fact(kinds.PROJECT_DELIVERED, delivered_on, row),
                **_names(about, row, project_technology=(kinds.PROJECT_TECHNOLOGY, project.technology)),
            },
        )


def _leads(leads: Sequence[Lead], about: About) -> Iterator[Moment]:
    for occasion, slot, kind, direction, statuses in (
        (Occasion.LEAD, "lead_on", kinds.LEAD_SENT, "in", _TAKEN),
        (Occasion.LEAD_SHARED, "shared_on", kinds.LEAD_SHARED, "out", _WITH_THEM),
    ):
        found = [
            (lead.created_on, lead.lead_id)
            for lead in leads
            if lead.direction == direction
            and lead.status in statuses
            and lead.created_on
            and about.is_recent(lead.created_on)
        ]
        for created_on, lead_id in sorted(found)[-1:]:
            yield Moment(occasion, {slot: about.fact(kind, created_on, f"leads:{lead_id}")})


def _names(about: About, row: str, **given: tuple[Kind, str]) -> dict[str, Fact | Quote]:
    """Facts for the names that there are."""
    return {slot: about.fact(kind, name, row) for slot, (kind, name) in given.items() if name}


def _amount(about: About, row: str, deal: Deal, slot: str) -> dict[str, Fact | Quote]:
    """The amount of a deal of their own: of one that they only influenced they may not know it."""
    if not deal.amount or deal.amount < 0 or not deal.currency or deal.kind in _NOT_THEIRS:
        return {}
    return {slot: about.fact(DEAL_AMOUNT, deal.amount, row, currency=deal.currency)}
