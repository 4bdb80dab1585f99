from dataclasses import replace
from datetime import date

import pytest

from assistant.drafting.recipients import Refusal, RefusalReason, Route, route
from knowledge.partners import ContactCard, PartnerCard
from prompts.phrases import phrases

AS_OF = date(2026, 10, 31)
PARTNER = PartnerCard("P1", "Lakeside")
DANA = ContactCard("C1", "P1", "Dana Weber", email="dana@lakeside.example", primary=True)
OLE = ContactCard("C2", "P1", "Ole Berg", email="ole@lakeside.example")


def test_the_first_contact_gets_the_mail() -> None:
    assert route(PARTNER, [DANA, OLE], None, AS_OF) == Route(DANA, "email", "dana@lakeside.example")


def test_a_shared_channel_is_preferred() -> None:
    shared = replace(PARTNER, slack_channel="ext-lakeside")
    assert route(shared, [DANA], None, AS_OF) == Route(DANA, "slack", "ext-lakeside")


@pytest.mark.parametrize(
    ("dana", "reason"),
    [
        (replace(DANA, opted_out=True), RefusalReason.OPTED_OUT),
        (replace(DANA, left_on=AS_OF), RefusalReason.CONTACT_LEFT),
        (replace(DANA, email=""), RefusalReason.NO_ADDRESS),
    ],
)
def test_a_named_contact_who_cannot_be_written_to_is_refused_and_another_offered(
    dana: ContactCard, reason: RefusalReason
) -> None:
    assert route(PARTNER, [dana, OLE], "C1", AS_OF) == Refusal(reason, "P1", OLE, dana)
    assert route(PARTNER, [dana], "C1", AS_OF) == Refusal(reason, "P1", None, dana)
    assert route(PARTNER, [dana], None, AS_OF) == Refusal(reason, "P1", None, dana)


def test_without_a_wish_the_next_contact_is_taken() -> None:
    found = route(PARTNER, [replace(DANA, opted_out=True), OLE], None, AS_OF)
    assert isinstance(found, Route)
    assert found.contact == OLE


def test_a_contact_who_leaves_later_is_still_there() -> None:
    assert isinstance(route(PARTNER, [replace(DANA, left_on=date(2027, 1, 1))], None, AS_OF), Route)


def test_nobody_is_written_to_without_contacts() -> None:
    assert route(PARTNER, [], None, AS_OF) == Refusal(RefusalReason.NO_CONTACT, "P1")


def test_a_contact_of_somebody_else_is_none_of_theirs() -> None:
    assert route(PARTNER, [OLE], "C9", AS_OF) == Refusal(RefusalReason.NO_CONTACT, "P1", OLE)


def test_a_channel_reaches_who_has_no_address_but_not_who_opted_out() -> None:
    shared = replace(PARTNER, slack_channel="ext-lakeside")
    assert isinstance(route(shared, [replace(DANA, email="")], None, AS_OF), Route)
    refused = route(shared, [replace(DANA, opted_out=True)], None, AS_OF)
    assert isinstance(refused, Refusal)
    assert refused.reason is RefusalReason.OPTED_OUT


@pytest.mark.parametrize(
    ("partner", "ended"),
    [
        (replace(PARTNER, status="ended"), True),
        (replace(PARTNER, status="active", ended_on=AS_OF), True),  # the status was not kept up
        (replace(PARTNER, status="ended", ended_on=date(2027, 1, 1)), False),
        (replace(PARTNER, status="paused"), False),
    ],
)
def test_nobody_is_written_to_after_the_end(partner: PartnerCard, ended: bool) -> None:
    found = route(partner, [DANA], None, AS_OF)
    assert (found == Refusal(RefusalReason.PARTNER_ENDED, "P1")) is ended


@pytest.mark.parametrize("reason", list(RefusalReason))
def test_every_refusal_has_words_with_a_next_step_and_only_slots_that_are_filled(
    reason: RefusalReason,
) -> None:
    text = phrases().text(f"draft.{reason}")
    about_a_person = {RefusalReason.OPTED_OUT, RefusalReason.CONTACT_LEFT, RefusalReason.NO_ADDRESS}
    assert text.slots == ({"partner", "person"} if reason in about_a_person else {"partner"})
    why, _, next_step = text.words.partition(". ")
    assert why
    assert next_step
