from __future__ import annotations

from sqlalchemy import Connection, insert

from knowledge.directory import country_names, load_names
from knowledge.tables import INCOMING
from tools.mentions import spot
from tools.names import NameIndex, NameKind


def test_everything_with_a_name_is_found_in_a_question(connection: Connection) -> None:
    partners = [
        {
            "partner_id": "a-1",
            "name": "Lumo GmbH",
            "aliases": ["Lumo Cloud"],
            "country": "DE",
            "region": "DACH",
            "sectors": ["Healthcare"],
            "technologies": ["Azure", "SAP"],
        },
        {"partner_id": "b-2", "name": "Bolt", "sectors": ["Healthcare"]},
    ]
    for table, rows in (
        ("partners", partners),
        ("managers", [{"email": "p@x.example", "name": "Priya Rao"}]),
        ("contacts", [{"contact_id": "c-1", "partner_id": "a-1", "name": "Dana Keller"}]),
    ):
        for row in rows:
            connection.execute(insert(INCOMING[table]).values(row))
    entries = load_names(connection)
    partner = next(entry for entry in entries if entry.kind is NameKind.PARTNER)
    contact = next(entry for entry in entries if entry.kind is NameKind.CONTACT)
    assert (partner.partner_id, contact.partner_id) == ("a-1", "a-1")
    found = {
        (mention.kind.value, mention.ids)
        for mention in spot(
            "does Dana of lumo cloud do azure in Deutschland or DACH, asks Priya", NameIndex(entries)
        )
    }
    assert found == {
        ("contact", ("c-1",)),
        ("partner", ("a-1",)),
        ("technology", ("Azure",)),
        ("country", ("DE",)),
        ("region", ("DACH",)),
        ("manager", ("p@x.example",)),
    }


def test_words_of_projects_targets_offers_and_the_market_are_known_and_people_of_projects_are_no_contacts(
    connection: Connection,
) -> None:
    connection.execute(insert(INCOMING["partners"]), [{"partner_id": p, "name": p} for p in ("a-1", "b-2")])
    project = {"partner_id": "a-1", "customer": "Ostrach", "sector": "Health", "technology": "ERP"}
    connection.execute(insert(INCOMING["projects"]).values(project_id="1", people=["Ines Vogt"], **project))
    cell = {"region": "Iberia", "sector": "", "technology": "SAP", "period": "2026-Q1"}
    connection.execute(insert(INCOMING["territories"]).values(target_revenue=1.0, **cell))
    connection.execute(insert(INCOMING["vendor"]).values(**{**cell, "region": "", "sector": "Media"}))
    connection.execute(insert(INCOMING["offers"]).values(offer_id="1", name="Day", sectors=["Energy"]))
    words = {(entry.kind, entry.name) for entry in load_names(connection)}
    of_nobody = {
        (NameKind.REGION, "Iberia"),
        (NameKind.TECHNOLOGY, "SAP"),
        (NameKind.SECTOR, "Media"),
        (NameKind.SECTOR, "Energy"),
    }
    of_a_project = {
        (NameKind.CUSTOMER, "Ostrach"),
        (NameKind.SECTOR, "Health"),
        (NameKind.TECHNOLOGY, "ERP"),
    }
    partners = {(NameKind.PARTNER, "a-1"), (NameKind.PARTNER, "b-2")}
    assert words == partners | of_nobody | of_a_project
    hidden = {(entry.kind, entry.name) for entry in load_names(connection, only=frozenset({"b-2"}))}
    assert hidden == {(NameKind.PARTNER, "b-2")} | of_nobody


def test_countries_go_by_their_names_in_four_languages() -> None:
    assert {"Germany", "Deutschland", "Allemagne", "Alemania"} <= set(country_names()["DE"])
