"""`RAPPORT_VISIBILITY=book`: nothing that a manager asks tells of a colleague's partners."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from assistant.app import open_rapport
from assistant.contract import Answer
from assistant.rapport import Rapport
from assistant.settings import Settings
from knowledge.people import Person
from knowledge.tables import INCOMING

HIDDEN_ID = "ACC-1018"
HIDDEN_NAME = "Thistledown"


@pytest.fixture
def rapport(sample_home: Path) -> Iterator[Rapport]:
    with open_rapport(Settings(home=sample_home, visibility="book")) as opened:
        yield opened


@pytest.fixture
def priya(rapport: Rapport) -> Person:
    return rapport.person("priya.nair@vendor.example")


def partners_told(answer: Answer) -> set[str]:
    told = {fact.partner_id for fact in answer.facts or () if fact.partner_id}
    return told | set(answer.clarify or ()) | set(answer.unknown or ())


@pytest.mark.parametrize("then", ["why?", "brief me on them", "and their journey?", "write them a check-in"])
def test_an_id_that_was_refused_is_refused_in_the_next_message_too(
    rapport: Rapport, priya: Person, then: str
) -> None:
    rapport.ask(f"How is {HIDDEN_ID} doing?", priya, thread="t")
    answer = rapport.ask(then, priya, thread="t")
    assert HIDDEN_NAME not in answer.to_json()
    assert HIDDEN_ID not in partners_told(answer)


def test_a_partner_that_moved_to_another_book_is_gone_from_the_thread(
    rapport: Rapport, priya: Person
) -> None:
    assert rapport.ask("How is Kestrel Data doing?", priya, thread="t").facts
    with rapport.engine.begin() as connection:
        partners = INCOMING["partners"]
        connection.execute(
            partners.update()
            .where(partners.c.partner_id == "ACC-1010")
            .values(manager_email="elodie.garnier@vendor.example")
        )
    rapport.roster._state = None  # as after an import
    answer = rapport.ask("why?", priya, thread="t")
    assert partners_told(answer) == set()
    assert answer.unknown == []


def test_counts_and_ranks_are_of_the_own_book(rapport: Rapport, priya: Person) -> None:
    book = rapport.roster.access(priya).visible
    health = rapport.ask("is our data complete?", priya)
    rows = {fact.value for fact in health.facts or () if fact.kind == "health.rows"}
    with rapport.engine.connect() as connection:
        mine = [
            connection.execute(select(table.c.partner_id).where(table.c.partner_id.in_(book))).all()
            for table in (INCOMING[name] for name in ("partners", "contacts", "deals", "notes"))
        ]
    assert {len(one) for one in mine} <= rows
    profile = rapport.ask("How is Kestrel Data doing?", priya)
    peers = [fact.value for fact in profile.facts or () if fact.kind == "scorecard.partners"]
    assert peers
    assert all(isinstance(value, int) and value <= len(book) for value in peers)


def test_names_and_words_of_other_books_are_in_no_index(rapport: Rapport, priya: Person) -> None:
    mine = rapport.roster.names(rapport.roster.access(priya))
    lead = rapport.person("tom.ashworth@vendor.example")
    everything = rapport.roster.names(rapport.roster.access(lead))
    customers = {entry.id for entry in mine.entries if entry.kind == "customer"}
    assert customers < {entry.id for entry in everything.entries if entry.kind == "customer"}
    with rapport.engine.connect() as connection:
        deals = INCOMING["deals"]
        book = rapport.roster.access(priya).visible
        own = select(deals.c.customer).where(deals.c.partner_id.in_(book))
        assert customers <= set(connection.execute(own).scalars())
