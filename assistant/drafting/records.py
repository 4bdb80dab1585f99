"""What is on record about one partner, row by row: as much of each row as a message may speak of.

Plain rows, not frames: a partner has a few of each, and a thousand messages are gathered in a minute.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from tools.billing import State

Day: TypeAlias = date
"""Some rows have a field that is called `date`."""


@dataclass(frozen=True)
class Profile:
    """Of the partner itself. Days after the one in question are None, texts empty when not given."""

    first_contact_on: date | None = None
    applied_on: date | None = None
    signed_on: date | None = None
    program_level: str = ""
    sectors: tuple[str, ...] = ()
    technologies: tuple[str, ...] = ()

    def as_known(self, day: Day) -> Profile:
        """Without what had not happened at the end of the day."""
        return replace(
            self,
            first_contact_on=_until(self.first_contact_on, day),
            applied_on=_until(self.applied_on, day),
            signed_on=_until(self.signed_on, day),
        )


@dataclass(frozen=True)
class Deal:
    """One deal; of an open one, `closed_on` is the day hoped for."""

    deal_id: str
    created_on: date | None = None
    closed_on: date | None = None
    stage: str = "open"
    customer: str = ""
    sector: str = ""
    technology: str = ""
    kind: str = ""
    amount: float | None = None
    currency: str = ""

    def as_known(self, day: Day) -> Deal | None:
        """The deal at the end of the day: one that closed later was open. None: nobody had heard of it."""
        is_open = self.stage == "open"
        if _is_later(self.created_on or (None if is_open else self.closed_on), day):
            return None
        if not is_open and _is_later(self.closed_on, day):
            return replace(self, stage="open", closed_on=None)
        return self


@dataclass(frozen=True)
class Lead:
    """One lead; `in` comes from the partner, `out` went to it."""

    lead_id: str
    created_on: date | None = None
    decided_on: date | None = None
    direction: str = ""
    status: str = ""

    def as_known(self, day: Day) -> Lead | None:
        """The lead at the end of the day: one that was decided later was new."""
        if _is_later(self.created_on or self.decided_on, day):
            return None
        return replace(self, status="new", decided_on=None) if _is_later(self.decided_on, day) else self


@dataclass(frozen=True)
class Certificate:
    """One certificate of one person."""

    certification_id: str
    earned_on: date
    person: str
    name: str
    expires_on: date | None = None

    def as_known(self, day: Day) -> Certificate | None:
        """None before it was earned."""
        return None if self.earned_on > day else self


@dataclass(frozen=True)
class Project:
    """One project that the partner delivers."""

    project_id: str
    promised_on: date | None = None
    delivered_on: date | None = None
    customer: str = ""
    sector: str = ""
    technology: str = ""

    def as_known(self, day: Day) -> Project | None:
        """The project at the end of the day: not delivered if it was delivered later."""
        if self.promised_on is None and _is_later(self.delivered_on, day):
            return None
        return replace(self, delivered_on=_until(self.delivered_on, day))


@dataclass(frozen=True)
class Activity:
    """One contact; `in` came from the partner, `out` from us."""

    activity_id: str
    date: Day
    kind: str = ""
    direction: str = ""
    person: str = ""
    by: str = ""
    subject: str = ""

    def as_known(self, day: Day) -> Activity | None:
        """None before it happened."""
        return None if self.date > day else self


@dataclass(frozen=True)
class Ticket:
    """One support ticket; severity 1 is the worst, 4 the mildest."""

    ticket_id: str
    opened_on: date
    closed_on: date | None = None
    severity: int | None = None

    def as_known(self, day: Day) -> Ticket | None:
        """The ticket at the end of the day: open if it was closed later."""
        if self.opened_on > day:
            return None
        return replace(self, closed_on=_until(self.closed_on, day))


@dataclass(frozen=True)
class Survey:
    """That a survey was answered; what was answered stays with us."""

    survey_id: str
    date: Day

    def as_known(self, day: Day) -> Survey | None:
        """None before it was answered."""
        return None if self.date > day else self


@dataclass(frozen=True)
class Commission:
    """One commission; a clawback has a negative amount. Empty currency: the base currency."""

    commission_id: str
    period: str
    period_ends_on: Day
    amount: float
    currency: str = ""
    status: str = ""
    approved_on: Day | None = None
    due_on: Day | None = None
    paid_on: Day | None = None

    def as_known(self, day: Day) -> Commission | None:
        """The commission at the end of the day, what came later undone; None: it was not earned yet."""
        days = (self.period_ends_on, self.approved_on, self.paid_on)
        if min(one for one in days if one is not None) > day:
            return None
        status = "approved" if self.status == "paid" and _is_later(self.paid_on, day) else self.status
        is_settled = status == "approved" or (status == "paid" and self.paid_on is None)
        if is_settled and _is_later(self.approved_on, day):
            status = "pending"
        approved_on, paid_on = _until(self.approved_on, day), _until(self.paid_on, day)
        known = replace(self, status=status, approved_on=approved_on, paid_on=paid_on)
        exists = self.period_ends_on <= day or known.state(day) is State.PAID
        return known if exists else None

    def state(self, day: Day) -> State:
        """Where it stands, as in `tools.billing.ledger`."""
        if self.status == State.PAID or self.paid_on is not None:
            return State.PAID
        if self.status == State.ON_HOLD:
            return State.ON_HOLD
        if _is_later(day, self.due_on):
            return State.LATE
        return State.APPROVED if self.is_approved else State.PENDING

    @property
    def is_approved(self) -> bool:
        """Whether somebody has approved it, paid or not: by its status, else by the day."""
        return self.status == State.APPROVED or (not self.status and self.approved_on is not None)


@dataclass(frozen=True)
class OnRecord:
    """Everything above of one partner as known at the end of a day, each kind sorted by key."""

    profile: Profile = Profile()
    deals: tuple[Deal, ...] = ()
    leads: tuple[Lead, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    projects: tuple[Project, ...] = ()
    activities: tuple[Activity, ...] = ()
    tickets: tuple[Ticket, ...] = ()
    surveys: tuple[Survey, ...] = ()


def _is_later(happened: Day | None, day: Day | None) -> bool:
    return happened is not None and day is not None and happened > day


def _until(happened: Day | None, day: Day) -> Day | None:
    return None if _is_later(happened, day) else happened
