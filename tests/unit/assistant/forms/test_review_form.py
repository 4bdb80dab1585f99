"""The review in pages of ten, and what a lead may say to a move."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pandas as pd
import pytest

from assistant.access import Access
from assistant.errors import FieldInvalid, NotAllowed, OutOfDate
from assistant.forms.review_form import LONGEST_REASON, ON_A_PAGE, Verdict, decided, page_of
from assistant.toolbox.proposing import Proposed
from knowledge.people import Person, Role

UNTIL, NOW = date(2026, 9, 30), datetime(2026, 10, 5, tzinfo=UTC)
LEAD = Person("lea@example.com", "Lea", role=Role.LEAD)


@dataclass(frozen=True)
class Portfolio:
    """What the form reads of one."""

    partners: pd.DataFrame
    as_of: date = UNTIL


def review(count: int = 25) -> Proposed:
    ids = [f"P{number:02}" for number in range(count)]
    listed = pd.DataFrame({"before": "dementor", "after": "growth_hacker", "state": "open"}, index=ids)
    portfolio = Portfolio(pd.DataFrame({"name": ids}, index=ids))
    return Proposed(portfolio, listed, {}, listed)  # type: ignore[arg-type]  # a portfolio of names alone


def access(person: Person = LEAD) -> Access:
    return Access(person, {f"P{number:02}": "ben@example.com" for number in range(24)}, own_book_only=False)


@pytest.mark.parametrize(
    ("number", "first", "shown"), [(0, "P00", 10), (2, "P20", 5), (99, "P20", 5), (-1, "P00", 10)]
)
def test_a_page_has_ten_moves_and_there_is_always_one(number: int, first: str, shown: int) -> None:
    page = page_of(review(), number)
    assert (page.moves[0].partner_id, len(page.moves), page.waiting, page.pages) == (first, shown, 25, 3)
    assert len(page.moves) <= ON_A_PAGE


def test_a_review_in_which_nothing_waits_has_no_moves() -> None:
    assert page_of(review(0), 0).moves == ()


def test_the_proposed_tier_accepts_and_another_overrides_with_its_reason() -> None:
    verdicts = [
        Verdict("P01", "growth_hacker", "growth_hacker", "not needed"),
        Verdict("P02", "growth_hacker", "key_partner", " They won Globex "),
    ]
    put = decided(review(), verdicts, access(), NOW)["put"]
    said = [(one["decision"], one["tier"], one["reason"]) for one in put]
    assert said == [("accepted", "growth_hacker", ""), ("overridden", "key_partner", "They won Globex")]


@pytest.mark.parametrize(
    ("verdict", "error"),
    [
        (Verdict("P01", "growth_hacker", "key_partner", "  "), FieldInvalid),
        (Verdict("P01", "growth_hacker", "key_partner", "x" * (LONGEST_REASON + 1)), FieldInvalid),
        (Verdict("P01", "growth_hacker", "boss", "x"), FieldInvalid),
        (Verdict("P01", "key_partner", "key_partner"), OutOfDate),  # the form showed another proposal
        (Verdict("P99", "growth_hacker", "growth_hacker"), OutOfDate),  # nobody of that id
        (Verdict("P24", "growth_hacker", "growth_hacker"), OutOfDate),  # whom the lead may not see
    ],
)
def test_what_does_not_fit_decides_nothing(verdict: Verdict, error: type[Exception]) -> None:
    with pytest.raises(error):
        decided(review(), [Verdict("P00", "growth_hacker", "growth_hacker"), verdict], access(), NOW)


@pytest.mark.parametrize("role", [Role.MANAGER, Role.VIEWER])
def test_only_a_lead_decides(role: Role) -> None:
    with pytest.raises(NotAllowed):
        decided(review(), [], access(Person("ada@example.com", "Ada", role=role)), NOW)
