"""Nothing of one side reaches the other before both agreed; what came later is never told too early."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tools.facts import Audience, Kind
from tools.introductions import Consent, Introduction, Side, State, as_known, kinds, may_exchange, settled

DAY = date(2026, 9, 10)
AGREED = Side("a", "c1", Consent.AGREED, DAY, "p@v.example")
ASKED = Side("b", "c2")
DECLINED = replace(ASKED, consent=Consent.DECLINED, consent_on=DAY)
PROPOSED = Introduction("i", AGREED, ASKED, State.PROPOSED, "p@v.example", datetime(2026, 9, 1, tzinfo=UTC))
BOTH = replace(PROPOSED, second=replace(ASKED, consent=Consent.AGREED, consent_on=date(2026, 9, 20)))


@pytest.mark.parametrize(
    ("introduction", "may"),
    [
        (PROPOSED, False),
        (replace(PROPOSED, first=ASKED), False),
        (replace(PROPOSED, second=DECLINED), False),
        (settled(replace(PROPOSED, second=DECLINED)), False),
        (replace(PROPOSED, state=State.MADE), False),  # made in the table though one side never agreed
        (BOTH, True),
        (replace(BOTH, state=State.MADE), True),
        (replace(BOTH, state=State.CLOSED), False),
    ],
)
def test_names_may_be_exchanged_only_after_both_agreed(introduction: Introduction, may: bool) -> None:
    assert may_exchange(introduction) is may


def test_no_fact_of_an_introduction_may_be_shown_to_a_partner() -> None:
    declared = [kind for kind in vars(kinds).values() if isinstance(kind, Kind)]
    assert len(declared) > 10
    assert {kind.audience for kind in declared} == {Audience.INTERNAL}


def test_a_past_day_knows_only_what_was_said_by_then() -> None:
    introduced = replace(BOTH, state=State.MADE, made_on=date(2026, 9, 22))
    made = replace(introduced, outcome="a joint offer", outcome_on=date(2026, 9, 25))
    assert as_known(made, date(2026, 8, 31)) is None
    first = as_known(made, date(2026, 9, 9))
    assert first is not None
    assert [side.consent for side in first.sides] == [Consent.ASKED, Consent.ASKED]
    assert (first.state, first.waiting_for, first.outcome) == (State.PROPOSED, ("a", "b"), "")
    later = as_known(made, date(2026, 9, 19))
    assert later is not None
    assert later.waiting_for == ("b",)
    assert not may_exchange(later)
    assert as_known(made, date(2026, 9, 21)) == BOTH
    assert as_known(made, date(2026, 9, 24)) == introduced  # an outcome leaves the day it was made alone
    assert as_known(made, date(2026, 9, 25)) == made


def test_an_answer_that_came_later_closes_nothing_before() -> None:
    closed = settled(replace(PROPOSED, second=replace(DECLINED, consent_on=date(2026, 9, 20))))
    assert closed.state is State.CLOSED
    assert closed.waiting_for == ()
    before = as_known(closed, date(2026, 9, 19))
    assert before is not None
    assert before.state is State.PROPOSED
    assert as_known(closed, date(2026, 9, 20)) == closed


def test_two_sides_that_became_one_partner_have_nothing_left_to_agree_on() -> None:
    one = settled(replace(BOTH, second=replace(BOTH.second, partner_id="a")))
    assert one.state is State.CLOSED
    assert not may_exchange(one)
