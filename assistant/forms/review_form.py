"""The quarterly review on a form: what waits, ten at a time, and what a lead says to each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from assistant.access import Access
from assistant.errors import FieldInvalid, NotAllowed, OutOfDate
from assistant.toolbox.proposing import Proposed
from knowledge.reviews import Decided, Decision, to_json
from tools.tiers import Tier

ON_A_PAGE: Final = 10
LONGEST_REASON: Final = 500


@dataclass(frozen=True)
class Move:
    """A move that waits for a decision; `before` and `after` are tiers."""

    partner_id: str
    name: str
    before: str
    after: str


@dataclass(frozen=True)
class ReviewPage:
    """Some of the moves that wait.

    Attributes:
        number: From 0 on.
        waiting: How many wait on all pages.
    """

    review_on: date
    number: int
    waiting: int
    moves: tuple[Move, ...]

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return -(-self.waiting // ON_A_PAGE)


@dataclass(frozen=True)
class Verdict:
    """What a lead says to one move.

    Attributes:
        shown: The tier that the form proposed.
        tier: The tier that shall hold; the proposed one accepts.
        reason: For another one.
        field: What the reason's field is called.
    """

    partner_id: str
    shown: str
    tier: str
    reason: str = ""
    field: str = ""


def page_of(review: Proposed, number: int) -> ReviewPage:
    """That page, or the last one there is."""
    waiting, names = review.waiting, review.portfolio.partners["name"]
    number = max(0, min(number, (len(waiting) - 1) // ON_A_PAGE))
    shown = waiting[number * ON_A_PAGE : (number + 1) * ON_A_PAGE]
    moves = tuple(
        Move(one, str(names[one]), str(review.listed["before"][one]), str(review.listed["after"][one]))
        for one in shown
    )
    return ReviewPage(review.review_on, number, len(waiting), moves)


def only_leads(access: Access) -> None:
    """Whether the person may decide.

    Raises:
        NotAllowed: They may not.
    """
    if not access.may_review:
        raise NotAllowed(
            "A lead or an admin decides on tiers. You can see what waits: ask me to show the review."
        )


def decided(review: Proposed, verdicts: Sequence[Verdict], access: Access, at: datetime) -> dict[str, Any]:
    """The change that makes these decisions, in JSON.

    Raises:
        NotAllowed: The person is no lead, or may not see one of the partners.
        OutOfDate: One of them is decided already, or the figures propose something else now.
        FieldInvalid: A reason is missing, or a tier is none.
    """
    only_leads(access)
    if len({one.partner_id for one in verdicts}) < len(verdicts):
        raise OutOfDate("This form names a partner twice. Close it and open it again.")
    for one in verdicts:
        _check(one, review, access)
    return {
        "review_on": review.review_on.isoformat(),
        "put": [to_json(one) for one in _decisions(review, verdicts, access, at)],
        "drop": [],
    }


def _check(verdict: Verdict, review: Proposed, access: Access) -> None:
    if verdict.tier not in set(Tier):
        raise FieldInvalid(verdict.field, "Choose a tier from the list.")
    open_now = verdict.partner_id in review.waiting and access.may_see(verdict.partner_id)
    if not open_now or review.listed["after"][verdict.partner_id] != verdict.shown:
        raise OutOfDate(
            "This review has changed since you opened it: a move was decided by somebody else, or the "
            "figures are newer. Nothing was decided. Close it and open it again."
        )
    if verdict.tier != verdict.shown and not verdict.reason.strip():
        raise FieldInvalid(verdict.field, "Another tier needs a reason, in your own words.")
    if len(verdict.reason) > LONGEST_REASON:
        raise FieldInvalid(verdict.field, f"Keep the reason under {LONGEST_REASON} characters.")


def _decisions(
    review: Proposed, verdicts: Iterable[Verdict], access: Access, at: datetime
) -> Iterable[Decision]:
    for one in verdicts:
        accepted = one.tier == one.shown
        yield Decision(
            partner_id=one.partner_id,
            review_on=review.review_on,
            decision=Decided.ACCEPTED if accepted else Decided.OVERRIDDEN,
            proposed=one.shown,
            tier=one.tier,
            reason=one.reason.strip() if not accepted else "",
            decided_by=access.person.email,
            decided_at=at,
        )
