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
    assert route(PARTNER, [dana, OLE], "C1", AS_OF) == Refusal(reason, "P1", OLE)
    assert route(PARTNER, [dana], "C1", AS_OF) == Refusal(reason, "P1", None)


def test_without_a_wish_the_next_contact_is_taken() -> None:
    found = route(PARTNER, [replace(DANA, opted_out=True), OLE], None, AS_OF)
    assert isinstance(found, Route)
    assert found.contact == OLE


def test_a_contact_who_leaves_later_is_still_there() -> None:
    assert isinstance(route(PARTNER, [replace(DANA, left_on=date(2027, 1, 1))], None, AS_OF), Route)


def test_nobody_is_written_to_after_the_end_or_without_contacts() -> None:
    assert route(PARTNER, [], None, AS_OF) == Refusal(RefusalReason.NO_CONTACT, "P1")
    ended = replace(PARTNER, status="ended")
    assert route(ended, [DANA], None, AS_OF) == Refusal(RefusalReason.PARTNER_ENDED, "P1")


@pytest.mark.parametrize("reason", list(RefusalReason))
def test_every_refusal_has_words(reason: RefusalReason) -> None:
    assert phrases().text(f"draft.{reason}").words
