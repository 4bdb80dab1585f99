"""One introduction: who would meet whom, what each side said, whether it was made, what came of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum


class State(StrEnum):
    """Where an introduction stands."""

    PROPOSED = "proposed"
    MADE = "made"
    CLOSED = "closed"


class Consent(StrEnum):
    """What one side said; `asked` until it has said something."""

    ASKED = "asked"
    AGREED = "agreed"
    DECLINED = "declined"


@dataclass(frozen=True)
class Side:
    """One of the two partners.

    Attributes:
        contact_id: The person who would be introduced; empty if none was named.
        consent_on: The day on which the answer was noted.
        consent_by: E-mail of the colleague who heard it.
        said_by: The contact who gave the answer; empty if the words named nobody.
        words: What that colleague wrote of the answer, as written.
    """

    partner_id: str
    contact_id: str = ""
    consent: Consent = Consent.ASKED
    consent_on: date | None = None
    consent_by: str = ""
    said_by: str = ""
    words: str = ""


@dataclass(frozen=True)
class Introduction:
    """Two partners who may be brought together.

    Attributes:
        first, second: The sides; the first is whom it was proposed for.
        sector, technology: What it is about, as asked; empty if nothing was said.
        made_on: The day on which both were introduced, as noted.
        outcome: What came of it, in the words of who logged it.
        outcome_on: The day on which that was logged.
        proposed_by: E-mail.
    """

    introduction_id: str
    first: Side
    second: Side
    state: State
    proposed_by: str
    proposed_at: datetime
    sector: str = ""
    technology: str = ""
    made_on: date | None = None
    outcome: str = ""
    outcome_on: date | None = None

    @property
    def sides(self) -> tuple[Side, Side]:
        """Both sides, the first before."""
        return self.first, self.second

    @property
    def partner_ids(self) -> tuple[str, str]:
        """Both partners, in the order of the sides."""
        return self.first.partner_id, self.second.partner_id

    @property
    def waiting_for(self) -> tuple[str, ...]:
        """Partners whose answer is missing; nobody once it is made or closed."""
        if self.state is not State.PROPOSED:
            return ()
        return tuple(side.partner_id for side in self.sides if side.consent is Consent.ASKED)


def may_exchange(introduction: Introduction) -> bool:
    """Whether what is known of one side's people may be told to the other.

    Only after both sides have agreed, and never once it is closed. Whoever writes to a side asks this first.
    """
    agreed = all(side.consent is Consent.AGREED for side in introduction.sides)
    return agreed and introduction.state is not State.CLOSED


def settled(introduction: Introduction) -> Introduction:
    """Closed where a side declined, or where both sides have become one partner since."""
    declined = any(side.consent is Consent.DECLINED for side in introduction.sides)
    one = introduction.first.partner_id == introduction.second.partner_id
    return replace(introduction, state=State.CLOSED) if declined or one else introduction


def as_known(introduction: Introduction, day: date) -> Introduction | None:
    """The introduction at the end of that day; None if nobody had proposed it.

    What came later, an answer, that it was made, its outcome, is taken back: nothing is told too early.
    """
    if introduction.proposed_at.date() > day:
        return None
    first, second = (_side_on(side, day) for side in introduction.sides)
    known = replace(introduction, first=first, second=second)
    if _after(introduction.outcome_on, day):
        known = replace(known, outcome="", outcome_on=None)
    if _after(introduction.made_on, day):
        known = replace(known, made_on=None, state=State.PROPOSED)
    elif introduction.state is State.CLOSED:  # closed by an answer, which may have come later
        known = replace(known, state=State.MADE if introduction.made_on else State.PROPOSED)
    return settled(known)


def _after(happened: date | None, day: date) -> bool:
    return happened is not None and happened > day


def _side_on(side: Side, day: date) -> Side:
    if side.consent_on is None or side.consent_on <= day:
        return side
    return Side(side.partner_id, side.contact_id)
