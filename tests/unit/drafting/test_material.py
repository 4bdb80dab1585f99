from dataclasses import replace
from datetime import date

import pytest

from assistant.drafting.material import Material, Moment, Occasion, Purpose, Recipient
from tools.facts import Audience, Fact, Kind, Quote, Unit
from tools.kinds import DEAL_CUSTOMER
from tools.sharing import NotShareableError

AS_OF = date(2026, 10, 31)
DANA = Recipient("C1", "Dana Weber", "CEO", "en", formal=False)
CUSTOMER = Fact(DEAL_CUSTOMER, "P1", "Stadtwerke Auental", AS_OF)
SCORE = Fact(Kind("score.total", Unit.POINTS, "score"), "P1", 61, AS_OF)
WORDS = Quote("N1", "P1", 0, 5, "Hello", "Dana Weber", AS_OF, Audience.SHAREABLE, own_words=True)


def material(source: Fact | Quote) -> Material:
    moment = Moment(Occasion.WIN, {"customer": source})
    return Material("P1", "Lakeside", DANA, "Priya Shah", Purpose.CHECK_IN, AS_OF, (moment,))


def test_shareable_things_of_the_partner_are_let_in() -> None:
    assert material(CUSTOMER).facts == (CUSTOMER,)
    assert material(WORDS).quotes == (WORDS,)


@pytest.mark.parametrize(
    "source",
    [
        SCORE,
        replace(CUSTOMER, kind=replace(DEAL_CUSTOMER, audience=Audience.INTERNAL)),
        replace(WORDS, audience=Audience.INTERNAL),
        replace(CUSTOMER, partner_id="P2"),
        replace(WORDS, partner_id="P2"),
    ],
)
def test_internal_things_and_other_partners_cannot_be_made_material(source: Fact | Quote) -> None:
    with pytest.raises(NotShareableError):
        material(source)


@pytest.mark.parametrize(
    ("name", "first"), [("Dana Weber", "Dana"), ("Dr. Dana Weber", "Dana"), ("Dana", "Dana")]
)
def test_the_first_name_is_the_first_that_is_no_title(name: str, first: str) -> None:
    assert replace(DANA, name=name).first_name == first
