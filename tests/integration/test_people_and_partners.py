from datetime import date

import pytest
from sqlalchemy import Connection, insert

from knowledge.notes import Note, own_words
from knowledge.partners import contact_card, contacts_of, partner_card, partner_cards
from knowledge.people import Role, all_people, nearest_people, person_by_email, person_by_slack_id
from knowledge.tables import INCOMING
from tools.facts import Audience

PRIYA = {"email": "Priya.Shah@example.com", "name": "Priya Shah", "slack_user_id": "U1", "role": None}
JONAS = {"email": "jonas@example.com", "name": "Jonas Weber", "slack_user_id": None, "role": "lead"}
ACME = {"partner_id": "a", "name": "Acme GmbH", "aliases": ["Acme"], "languages": ["de", "en"]}
BOLT = {"partner_id": "b", "name": "Bolt Systems", "aliases": None, "languages": None}
DANA = {
    "contact_id": "c1",
    "partner_id": "a",
    "name": "Dana Koch",
    "email": "dana@acme.example",
    "primary": None,
}
SAM = {"contact_id": "c2", "partner_id": "a", "name": "Sam Lind", "email": None, "primary": True}


@pytest.fixture
def filled(connection: Connection) -> Connection:
    connection.execute(insert(INCOMING["managers"]), [PRIYA, JONAS])
    connection.execute(insert(INCOMING["partners"]), [ACME, BOLT])
    connection.execute(insert(INCOMING["contacts"]), [DANA, SAM])
    return connection


def test_a_person_is_found_by_address_in_any_case_and_is_a_manager_by_default(filled: Connection) -> None:
    person = person_by_email(filled, " PRIYA.shah@EXAMPLE.com ")
    assert person is not None
    assert (person.name, person.role, person.timezone) == ("Priya Shah", Role.MANAGER, "")


def test_a_person_is_found_by_slack_id_but_nobody_by_an_empty_one(filled: Connection) -> None:
    found = person_by_slack_id(filled, "U1")
    assert found is not None
    assert found.email == PRIYA["email"]
    assert person_by_slack_id(filled, "") is None
    assert person_by_slack_id(filled, "U2") is None


def test_an_unknown_person_is_nobody_and_the_nearest_can_be_named(filled: Connection) -> None:
    assert person_by_email(filled, "pria.shah@example.com") is None
    assert [person.name for person in nearest_people(filled, "pria.shah@example.com", limit=1)] == [
        "Priya Shah"
    ]
    assert nearest_people(filled, "zzzz") == []
    assert len(all_people(filled)) == 2


def test_a_partner_card_has_empty_text_where_nothing_was_given(filled: Connection) -> None:
    assert partner_card(filled, "x") is None
    assert [card.language for card in partner_cards(filled, ["b", "a", "x"]).values()] == ["de", ""]
    bolt = partner_card(filled, "b")
    assert bolt is not None
    assert (bolt.aliases, bolt.website) == ((), "")


def test_primary_contacts_come_first(filled: Connection) -> None:
    assert [contact.name for contact in contacts_of(filled, "a")] == ["Sam Lind", "Dana Koch"]
    dana = contact_card(filled, "c1")
    assert dana is not None
    assert (dana.primary, dana.opted_out, dana.left_on) == (False, False, None)


@pytest.mark.parametrize(
    ("author", "visibility", "expected"),
    [
        ("Dana@Acme.example", Audience.SHAREABLE, True),
        ("Sam Lind", Audience.SHAREABLE, True),
        ("Dana@Acme.example", Audience.INTERNAL, False),
        ("priya.shah@example.com", Audience.SHAREABLE, False),
        ("", Audience.SHAREABLE, False),
    ],
)
def test_own_words_are_shareable_and_by_a_contact_of_that_partner(
    filled: Connection, author: str, visibility: Audience, expected: bool
) -> None:
    note = Note("n", "a", date(2026, 5, 1), "We like it.", author=author, visibility=visibility)
    assert own_words(filled, note) is expected
