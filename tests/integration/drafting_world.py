"""One partner and what a message to it may be made of; each test adds its own rows."""

from datetime import date, timedelta

from sqlalchemy import Connection, insert

from assistant.drafting.gathering import Addressing, Subject, gather
from assistant.drafting.material import Material
from assistant.drafting.occasions import SLOTS, Occasion, Purpose
from knowledge.partners import contacts_of, partner_card
from knowledge.people import Person
from knowledge.tables import INCOMING
from tools.facts import Fact

AS_OF = date(2026, 10, 31)
PRIYA = Person("priya@vendor.example", "Priya Shah")


def days_ago(days: int) -> date:
    return AS_OF - timedelta(days=days)


def add(connection: Connection, table: str, **row: object) -> None:
    connection.execute(insert(INCOMING[table]).values(**row))


def load(connection: Connection) -> Connection:
    for partner_id, name in (("P1", "Lakeside Group"), ("P2", "Harbor")):
        add(connection, "partners", partner_id=partner_id, name=name, status="active")
    add(connection, "contacts", contact_id="C1", partner_id="P1", name="Dana Weber",
        email="dana@lakeside.example", primary=True)  # fmt: skip
    add(connection, "contacts", contact_id="C9", partner_id="P2", name="Mia Lind",
        email="mia@harbor.example")  # fmt: skip
    return connection


def material(connection: Connection, purpose: Purpose = Purpose.CHECK_IN, **subject: str) -> Material:
    partner = partner_card(connection, "P1")
    assert partner is not None
    contacts = tuple(contacts_of(connection, "P1"))
    addressing = Addressing(partner, contacts[0], PRIYA, None, contacts)
    return gather(connection, addressing, Subject(purpose, **subject), AS_OF)


def told(made: Material) -> dict[Occasion, dict[str, object]]:
    """What fills the slots, by occasion; each has the slots that its occasion asks for."""
    for one in made.moments:
        assert SLOTS[one.occasion].always <= one.slots.keys() <= SLOTS[one.occasion].all, one
    return {
        one.occasion: {
            name: source.value if isinstance(source, Fact) else source.text
            for name, source in one.slots.items()
        }
        for one in made.moments
    }
