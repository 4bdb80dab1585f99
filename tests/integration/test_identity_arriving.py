"""Rows of merged partners that come in again: the set-aside row, what it fills, and nothing else."""

from collections.abc import Mapping

import pytest
from sqlalchemy import Column, Connection, MetaData, Table, insert, select, update

from knowledge.identity import merge, take_merged, unmerge
from knowledge.stored_settings import data_version
from knowledge.tables import INCOMING
from tests.identity_worlds import DAY, NOW, OURS, THEIRS, contents, fill_world

PARTNERS = INCOMING["partners"]


@pytest.fixture
def merged(connection: Connection) -> Connection:
    fill_world(connection)
    merge(connection, THEIRS, OURS, "priya", NOW)
    return connection


def stage(connection: Connection, *rows: Mapping[str, object]) -> Table:
    columns = [Column(name, PARTNERS.c[name].type) for name in rows[0]]
    staged = Table("staged_partners_1", MetaData(), *columns, prefixes=["TEMPORARY"])
    staged.create(connection)
    connection.execute(insert(staged), list(rows))
    return staged


def write(connection: Connection, staged: Table) -> None:
    """As an import does: what was staged replaces what is stored."""
    for row in connection.execute(select(staged)).mappings().all():
        own = PARTNERS.c.partner_id == row["partner_id"]
        connection.execute(update(PARTNERS).where(own).values(dict(row)))


def row_of(connection: Connection, partner_id: str) -> dict[str, object]:
    query = select(PARTNERS).where(PARTNERS.c.partner_id == partner_id)
    return dict(connection.execute(query).mappings().one())


def test_a_merged_partner_leaves_the_rows_to_write_and_refreshes_what_it_fills(merged: Connection) -> None:
    staged = stage(merged, {"partner_id": THEIRS, "name": "NORVANTA", "website": "norvanta.eu.example"})
    version = data_version(merged)
    assert take_merged(merged, staged, DAY) == 1
    assert merged.execute(select(staged)).all() == []
    assert row_of(merged, OURS)["website"] == "norvanta.eu.example"
    assert data_version(merged) == version + 1
    unmerge(merged, THEIRS, "priya", NOW)
    assert row_of(merged, THEIRS)["website"] == "norvanta.eu.example"
    assert row_of(merged, OURS)["website"] is None


def test_the_same_row_again_changes_nothing(merged: Connection) -> None:
    before, version = contents(merged), data_version(merged)
    staged = stage(merged, {"partner_id": THEIRS, "name": "NORVANTA", "website": "norvanta.example"})
    assert take_merged(merged, staged, DAY) == 0
    assert contents(merged) == before
    assert data_version(merged) == version


def test_a_partner_whose_file_says_nothing_stays_filled(merged: Connection) -> None:
    before = contents(merged)
    staged = stage(merged, {"partner_id": OURS, "name": "Norvanta GmbH", "website": None, "aliases": []})
    assert take_merged(merged, staged, DAY) == 0
    write(merged, staged)
    assert contents(merged) == before


def test_what_the_file_of_the_partner_gives_now_is_its_own(merged: Connection) -> None:
    given = {"partner_id": OURS, "name": "Norvanta GmbH", "website": "own.example", "aliases": ["NV"]}
    staged = stage(merged, given)
    take_merged(merged, staged, DAY)
    write(merged, staged)
    assert row_of(merged, OURS)["aliases"] == ["NV", "NORVANTA", "Norvanta Nord"]
    unmerge(merged, THEIRS, "priya", NOW)
    row = row_of(merged, OURS)
    assert (row["website"], row["aliases"], row["signed_on"]) == ("own.example", ["NV"], None)


def test_own_amounts_in_another_currency_drive_the_filled_ones_out(merged: Connection) -> None:
    money = {"potential_revenue": 5.0, "annual_revenue": None, "currency": "EUR"}
    staged = stage(merged, {"partner_id": OURS, "name": "Norvanta GmbH", **money})
    take_merged(merged, staged, DAY)
    write(merged, staged)
    row = row_of(merged, OURS)
    assert (row["annual_revenue"], row["annual_revenue_base"], row["currency"]) == (None, None, "EUR")


def test_a_column_that_neither_file_has_stays(merged: Connection) -> None:
    staged = stage(
        merged, {"partner_id": THEIRS, "name": "Norvanta Group"}, {"partner_id": "P2", "name": "S"}
    )
    assert take_merged(merged, staged, DAY) == 1
    assert merged.scalars(select(staged.c.partner_id)).all() == ["P2"]
    row = row_of(merged, OURS)
    assert row["website"] == "norvanta.example"
    assert row["aliases"] == ["Norvanta Group", "Norvanta Nord"]


def test_nothing_is_taken_when_nobody_was_ever_merged(connection: Connection) -> None:
    staged = stage(connection, {"partner_id": OURS, "name": "Norvanta GmbH"})
    assert take_merged(connection, staged, DAY) == 0
    assert len(connection.execute(select(staged)).all()) == 1
