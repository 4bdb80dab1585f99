"""Levels, commissions, the quarter, offers and introductions, as moments of a message."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pandas as pd
import pytest

from assistant.drafting import kinds
from assistant.drafting.material import Moment
from assistant.drafting.moments import About
from assistant.drafting.moments.commissions import commissions
from assistant.drafting.moments.introduced import Agreed, NotAgreedError, introduced
from assistant.drafting.moments.levels import LevelChange, level_change
from assistant.drafting.moments.offers import Offer, OfferKind, offered
from assistant.drafting.moments.quarter import quarter
from assistant.drafting.occasions import SLOTS, Occasion, Purpose
from assistant.drafting.records import Commission
from knowledge.partners import ContactCard
from tools.facts import Audience, Fact
from tools.introductions import Consent, Introduction, Side, State
from tools.program import Levels

AS_OF = date(2026, 10, 31)
ABOUT = About("P1", AS_OF)
LEVELS = Levels.of(
    pd.DataFrame(
        {"program_level": ["Gold", "Silver", "Member"], "requirements": [["wins>=8"], ["wins>=4"], []]}
    )
)
AUGUST = Commission("C1", "2026-08", date(2026, 8, 31), 1240.5, "EUR")
YES = Side("P1", "C1", Consent.AGREED, date(2026, 10, 1), "p@vendor.example")
THEIR_YES = replace(YES, partner_id="P2", contact_id="C9")
AGREED = Introduction(
    "i1", YES, THEIR_YES, State.PROPOSED, "p@vendor.example", datetime(2026, 9, 1, tzinfo=UTC),
    sector="Logistics", technology="Data Platform",
)  # fmt: skip
MIA = ContactCard("C9", "P2", "Mia Lind", email="mia@harbor.example")


def values(moment: Moment | None) -> dict[str, object]:
    assert moment is not None
    assert SLOTS[moment.occasion].always <= moment.slots.keys() <= SLOTS[moment.occasion].all
    facts = [fact for fact in moment.slots.values() if isinstance(fact, Fact)]
    assert {fact.kind.audience for fact in facts} == {Audience.SHAREABLE}
    assert {fact.partner_id for fact in facts} == {"P1"}
    return {name: fact.value for name, fact in moment.slots.items() if isinstance(fact, Fact)}


def told(*rows: Commission) -> dict[Occasion, dict[str, object]]:
    return {one.occasion: values(one) for one in commissions(rows, ABOUT)}


@pytest.mark.parametrize(
    ("before", "after", "occasion"),
    [("Silver", "gold", Occasion.LEVEL_UP), ("Gold", "Member", Occasion.LEVEL_DOWN)],
)
def test_a_change_of_level_goes_up_or_down_by_what_the_levels_ask(
    before: str, after: str, occasion: Occasion
) -> None:
    (moment,) = level_change(LevelChange(date(2026, 10, 15), before, after), LEVELS, ABOUT)
    assert moment.occasion is occasion
    assert values(moment) == {
        "level": after.capitalize(), "level_before": before, "level_on": date(2026, 10, 15)
    }  # fmt: skip


@pytest.mark.parametrize(
    "change",
    [
        LevelChange(AS_OF - timedelta(days=121), "Silver", "Gold"),
        LevelChange(AS_OF + timedelta(days=1), "Silver", "Gold"),
        LevelChange(AS_OF, "", "Gold"),
        LevelChange(AS_OF, "Silver", "Platinum"),
        LevelChange(AS_OF, "Gold", "GOLD"),
    ],
)
def test_an_old_unknown_or_mere_respelling_of_a_level_is_no_occasion(change: LevelChange) -> None:
    assert not list(level_change(change, LEVELS, ABOUT))


@pytest.mark.parametrize(
    ("row", "occasion", "more"),
    [
        (replace(AUGUST, status="on_hold", due_on=date(2026, 9, 1)), Occasion.COMMISSION_HELD, {}),
        (replace(AUGUST, status="pending"), Occasion.COMMISSION_PENDING, {}),
        (replace(AUGUST, status="approved", due_on=date(2026, 11, 30)), Occasion.COMMISSION_DUE,
         {"payable_on": date(2026, 11, 30)}),
        (replace(AUGUST, status="approved", due_on=date(2026, 9, 30)), Occasion.COMMISSION_LATE,
         {"payable_on": date(2026, 9, 30)}),
        (replace(AUGUST, approved_on=date(2026, 9, 2), due_on=date(2026, 9, 30)), Occasion.COMMISSION_LATE,
         {"payable_on": date(2026, 9, 30)}),
        # Nobody has approved it: that it was due is not ours to say.
        (replace(AUGUST, status="pending", due_on=date(2026, 9, 30)), Occasion.COMMISSION_PENDING, {}),
        (replace(AUGUST, status="paid", paid_on=date(2026, 10, 12)), Occasion.COMMISSION_PAID,
         {"paid_on": date(2026, 10, 12)}),
    ],
)  # fmt: skip
def test_a_commission_is_told_by_where_it_stands_and_never_why(
    row: Commission, occasion: Occasion, more: dict[str, object]
) -> None:
    found = told(row)
    assert found.pop(occasion) == {"amount": 1240.5, "period": date(2026, 8, 1), **more}
    assert found.keys() <= {Occasion.PAID_YEAR}


@pytest.mark.parametrize(
    "row",
    [
        replace(AUGUST, status="approved"),  # by when it is paid, nobody knows
        replace(AUGUST, status="paid"),  # nor when it was
    ],
)
def test_where_no_sentence_would_be_true_none_is_said(row: Commission) -> None:
    assert not told(row)


def test_only_the_latest_period_counts_and_clawbacks_are_not_told() -> None:
    old = replace(
        AUGUST, commission_id="C0", period="2026-07", period_ends_on=date(2026, 7, 31), status="on_hold"
    )
    back = replace(
        AUGUST, commission_id="C2", period="2026-09", period_ends_on=date(2026, 9, 30), amount=-90.0
    )
    assert set(told(old, back, replace(AUGUST, status="pending"))) == {Occasion.COMMISSION_PENDING}


def test_commissions_of_one_period_currency_and_day_are_one_sum_with_all_its_rows() -> None:
    paid = replace(AUGUST, status="paid", paid_on=date(2026, 10, 12))
    other = replace(paid, commission_id="C2", amount=9.5)
    abroad = replace(paid, commission_id="C3", amount=700.0, currency="CHF", paid_on=date(2026, 10, 1))
    moments = {one.occasion: one for one in commissions((paid, other, abroad), ABOUT)}
    amount = moments[Occasion.COMMISSION_PAID].slots["amount"]
    assert isinstance(amount, Fact)
    assert (amount.value, amount.currency) == (1250.0, "EUR")
    assert amount.rows == ("commissions:C1", "commissions:C2")
    assert Occasion.PAID_YEAR not in moments, "euros and francs are not added up"


def test_facts_of_different_states_have_different_ids() -> None:
    held = [replace(AUGUST, commission_id=one, status="on_hold") for one in ("C1", "C2")]
    paid = [replace(AUGUST, commission_id=one, paid_on=date(2026, 10, 2)) for one in ("C3", "C4")]
    facts = [fact for one in commissions((*held, *paid), ABOUT) for fact in one.slots.values()]
    assert len({fact.id for fact in facts}) == len(facts)


def test_a_quarters_commission_is_named_by_its_quarter() -> None:
    row = replace(AUGUST, period="2026-Q3", period_ends_on=date(2026, 9, 30), status="pending")
    assert told(row)[Occasion.COMMISSION_PENDING]["period"] == "Q3 2026"


def test_a_year_of_payments_is_their_sum_without_what_is_older() -> None:
    rows = [
        replace(AUGUST, commission_id=f"C{days}", amount=100.0, paid_on=AS_OF - timedelta(days=days))
        for days in (0, 365, 366)
    ]
    assert told(*rows)[Occasion.PAID_YEAR] == {"paid_sum": 200.0}


@pytest.mark.parametrize(
    ("day", "end"),
    [
        (date(2026, 10, 31), date(2026, 12, 31)),
        (date(2026, 12, 10), date(2026, 12, 31)),
        (date(2026, 12, 11), date(2027, 3, 31)),
        (date(2028, 1, 1), date(2028, 3, 31)),
    ],
)
def test_a_quarter_that_is_nearly_over_leaves_no_time_for_a_review(day: date, end: date) -> None:
    assert values(quarter(About("P1", day))) == {"quarter_on": end}


WORKSHOP = Offer("O1", OfferKind.TRAINING, "Backup Workshop", date(2026, 11, 24), date(2026, 11, 25))


def test_an_offer_is_told_with_its_days() -> None:
    (training,) = offered(WORKSHOP, Purpose.TRAINING, ABOUT)
    assert values(training) == {"offer": "Backup Workshop", "offer_on": date(2026, 11, 24)}
    running = replace(WORKSHOP, kind=OfferKind.INCENTIVE, starts_on=date(2026, 9, 1))
    (campaign,) = offered(running, Purpose.CAMPAIGN, ABOUT)
    assert campaign.occasion is Occasion.CAMPAIGN_OFFER
    assert values(campaign) == {"offer": "Backup Workshop", "offer_until": date(2026, 11, 25)}


@pytest.mark.parametrize(
    ("offer", "purpose"),
    [
        (WORKSHOP, Purpose.EVENT),
        (WORKSHOP, Purpose.CHECK_IN),
        (replace(WORKSHOP, starts_on=date(2026, 10, 1), ends_on=date(2026, 10, 30)), Purpose.TRAINING),
        (replace(WORKSHOP, starts_on=date(2026, 10, 30)), Purpose.TRAINING),  # it has begun
        (replace(WORKSHOP, kind=OfferKind.CAMPAIGN, ends_on=date(2026, 10, 30)), Purpose.CAMPAIGN),
    ],
)
def test_an_offer_of_another_kind_or_one_that_is_over_is_not_made(offer: Offer, purpose: Purpose) -> None:
    assert not list(offered(offer, purpose, ABOUT))


def test_who_is_introduced_is_told_with_what_it_is_about() -> None:
    assert values(introduced(Agreed(AGREED, "P1"), "Harbor", [MIA], ABOUT)) == {
        "other_partner": "Harbor",
        "other_person": "Mia Lind",
        "other_technology": "Data Platform",
        "other_sector": "Logistics",
    }


@pytest.mark.parametrize(
    "introduction",
    [
        replace(AGREED, second=replace(THEIR_YES, consent=Consent.ASKED)),
        replace(AGREED, first=replace(YES, consent=Consent.DECLINED)),
        replace(AGREED, state=State.CLOSED),
        replace(AGREED, second=replace(THEIR_YES, consent=Consent.ASKED), state=State.MADE),
        replace(AGREED, first=replace(YES, partner_id="P3")),
    ],
)
def test_nobody_is_introduced_before_both_have_agreed(introduction: Introduction) -> None:
    with pytest.raises(NotAgreedError):
        Agreed(introduction, "P1")


@pytest.mark.parametrize("mia", [replace(MIA, opted_out=True), replace(MIA, left_on=AS_OF)])
def test_who_may_not_be_written_to_is_not_introduced_nor_is_somebody_else_instead(mia: ContactCard) -> None:
    other = ContactCard("C8", "P2", "Lea Holm", primary=True)
    assert introduced(Agreed(AGREED, "P1"), "Harbor", [other, mia], ABOUT) is None


def test_without_a_named_person_it_is_who_agreed_else_the_first_contact() -> None:
    first = ContactCard("C8", "P2", "Lea Holm", primary=True)
    unnamed = replace(AGREED, second=replace(THEIR_YES, contact_id=""))
    said_by = replace(AGREED, second=replace(THEIR_YES, contact_id="", said_by="C9"))
    for introduction, name in ((unnamed, "Lea Holm"), (said_by, "Mia Lind")):
        moment = introduced(Agreed(introduction, "P1"), "Harbor", [first, MIA], ABOUT)
        assert values(moment)["other_person"] == name


def test_money_carries_the_currency_of_the_commission() -> None:
    (moment,) = commissions((replace(AUGUST, status="pending", currency="CHF"),), ABOUT)
    amount, period = moment.slots["amount"], moment.slots["period"]
    assert isinstance(amount, Fact)
    assert amount.currency == "CHF"
    assert isinstance(period, Fact)
    assert period.kind is kinds.COMMISSION_MONTH
