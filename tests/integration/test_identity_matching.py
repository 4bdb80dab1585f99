"""Looking for partners that are one: sure pairs are merged, doubtful ones wait, decisions stay."""

import random
from time import perf_counter

import pytest
from sqlalchemy import Connection, insert, select, update

from knowledge.identity import (
    Matched,
    match_partners,
    merge,
    merged_ids,
    proposals,
    separate,
    unmerge,
)
from knowledge.import_runs import pairs_waiting
from knowledge.stored_settings import data_version
from knowledge.tables import INCOMING, partner_matches
from tests.identity_worlds import NOW, add_partner, add_row, contents
from tests.unit.tools.likeness.companies import world_of

PARTNERS = INCOMING["partners"]


def test_sure_pairs_are_merged_and_a_second_look_changes_nothing(connection: Connection) -> None:
    add_partner(connection, "P1", "Norvanta GmbH", website="https://www.norvanta.example/de")
    add_partner(connection, "hubspot:17", "NORVANTA", website="norvanta.example")
    assert match_partners(connection, NOW) == Matched(merged=1, proposed=0)
    assert merged_ids(connection) == {"hubspot:17": "P1"}
    before, version = contents(connection), data_version(connection)
    assert match_partners(connection, NOW) == Matched(merged=0, proposed=0)
    assert (contents(connection), data_version(connection)) == (before, version)


def test_a_pair_in_three_systems_becomes_one_partner(connection: Connection) -> None:
    for partner_id in ("salesforce:1", "hubspot:1", "P1"):
        add_partner(connection, partner_id, "Norvanta", website="norvanta.example")
    assert match_partners(connection, NOW).merged == 2
    assert merged_ids(connection) == {"hubspot:1": "P1", "salesforce:1": "P1"}


def test_what_one_merge_brings_settles_the_next(connection: Connection) -> None:
    add_partner(connection, "P1", "Norvanta", attributes={"HubSpot ID": "17"})
    add_partner(connection, "hubspot:17", "Norvanta", website="norvanta.example")
    add_partner(connection, "dub:9", "Norvanta Ltd", website="http://norvanta.example")
    match_partners(connection, NOW)
    assert merged_ids(connection) == {"dub:9": "P1", "hubspot:17": "P1"}


def test_of_two_foreign_ids_the_one_with_more_rows_stays(connection: Connection) -> None:
    for partner_id in ("hubspot:1", "salesforce:1"):
        add_partner(connection, partner_id, "Norvanta", website="norvanta.example")
    add_row(connection, "deals", deal_id="d", partner_id="salesforce:1", stage="open")
    match_partners(connection, NOW)
    assert merged_ids(connection) == {"hubspot:1": "salesforce:1"}


def test_a_contact_at_their_domain_is_a_sign(connection: Connection) -> None:
    add_partner(connection, "P1", "Norvanta", website="norvanta.example")
    add_partner(connection, "hubspot:1", "Norvanta Group")
    add_row(
        connection, "contacts", contact_id="c", partner_id="hubspot:1", name="A", email="a@norvanta.example"
    )
    assert match_partners(connection, NOW).merged == 1


@pytest.fixture
def doubtful(connection: Connection) -> Connection:
    add_partner(connection, "P1", "Orange", country="FR", website="orange-one.example")
    add_partner(connection, "hubspot:1", "Orange", country="Poland", website="orange-two.example")
    match_partners(connection, NOW)
    return connection


def test_a_doubtful_pair_waits_with_both_sides_and_reasons(doubtful: Connection) -> None:
    (found,) = proposals(doubtful)
    assert (found.source.partner_id, found.partner.partner_id) == ("hubspot:1", "P1")
    assert (found.source.country, found.partner.website) == ("Poland", "orange-one.example")
    assert [str(reason) for reason in found.reasons] == [
        "same_name",
        "other_website",
        "other_country",
        "common_name",
    ]
    assert pairs_waiting(doubtful) == 1


def test_pairs_told_apart_are_never_proposed_again(doubtful: Connection) -> None:
    separate(doubtful, "P1", "hubspot:1", "priya", NOW)
    doubtful.execute(update(PARTNERS).values(country="FR", website="orange-one.example"))
    assert match_partners(doubtful, NOW) == Matched(merged=0, proposed=0)
    state = select(partner_matches.c.state, partner_matches.c.decided_by)
    assert doubtful.execute(state).all() == [("separate", "priya")]


def test_a_merge_taken_back_is_never_made_again(connection: Connection) -> None:
    for partner_id in ("P1", "hubspot:1", "salesforce:1"):
        add_partner(connection, partner_id, "Norvanta", website="norvanta.example")
    match_partners(connection, NOW)
    unmerge(connection, "hubspot:1", "priya", NOW)
    match_partners(connection, NOW)
    assert merged_ids(connection) == {"salesforce:1": "P1"}
    assert pairs_waiting(connection) == 0


def test_a_pair_that_no_longer_looks_alike_is_forgotten(doubtful: Connection) -> None:
    doubtful.execute(update(PARTNERS).where(PARTNERS.c.partner_id == "P1").values(name="Lemon"))
    assert match_partners(doubtful, NOW).proposed == 0
    assert proposals(doubtful) == []


def test_a_person_merges_what_no_rule_would(doubtful: Connection) -> None:
    merge(doubtful, "P1", "hubspot:1", "priya", NOW)
    assert match_partners(doubtful, NOW) == Matched(merged=0, proposed=0)
    assert merged_ids(doubtful) == {"hubspot:1": "P1"}


def test_a_row_written_under_a_merged_id_meanwhile_follows(connection: Connection) -> None:
    for partner_id in ("P1", "hubspot:1"):
        add_partner(connection, partner_id, "Norvanta", website="norvanta.example")
    match_partners(connection, NOW)
    add_row(connection, "deals", deal_id="late", partner_id="hubspot:1", stage="open")
    match_partners(connection, NOW)
    assert connection.scalar(select(INCOMING["deals"].c.partner_id)) == "P1"


def test_four_hundred_of_two_thousand_are_found_again_and_nobody_else(connection: Connection) -> None:
    companies, same = world_of(random.Random(7), partners=2_000, again=400)
    rows = [
        {
            "partner_id": one.partner_id,
            "name": one.name,
            "country": one.country,
            "city": one.city,
            "website": one.website,
        }
        for one in companies
    ]
    connection.execute(insert(PARTNERS), rows)
    started = perf_counter()
    matched = match_partners(connection, NOW)
    merged = merged_ids(connection)
    asked = {(one.source.partner_id, one.partner.partner_id) for one in proposals(connection)}
    wrong = {pair for pair in merged.items() if same.get(pair[0]) != pair[1]}
    found = len(merged) - len(wrong)
    missed = same.keys() - merged.keys() - {source for source, _ in asked & set(same.items())}
    print(  # noqa: T201 -- the figures of this test, with `pytest -s`
        f"\nsure: precision {found / len(merged):.3f}, recall {found / len(same):.3f}; "
        f"with proposals: recall {1 - len(missed) / len(same):.3f}, {matched.proposed} proposed; "
        f"{perf_counter() - started:.1f} s"
    )
    assert not wrong
    assert found >= 0.7 * len(same)
    assert len(missed) <= 0.05 * len(same)
