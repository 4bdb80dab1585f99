"""Merging partners and taking them apart again, on both databases."""

from datetime import date

import pytest
from sqlalchemy import Connection, insert, select, update

from knowledge.errors import NotMerged, PartnerUnknown, SamePartner
from knowledge.identity import merge, merged_ids, separate, unmerge
from knowledge.stored_settings import data_version, store_setting
from knowledge.tables import INCOMING, SOURCE_ID, digest_settings, drafts, plays_done, readings, vectors
from tests.identity_worlds import NOW, OURS, THEIRS, add_partner, add_row, contents, fill_world

PARTNERS = INCOMING["partners"]


@pytest.fixture
def world(connection: Connection) -> Connection:
    fill_world(connection)
    return connection


def row_of(connection: Connection, partner_id: str) -> dict[str, object]:
    query = select(PARTNERS).where(PARTNERS.c.partner_id == partner_id)
    return dict(connection.execute(query).mappings().one())


def months(connection: Connection, partner_id: str) -> dict[date, float]:
    usage = INCOMING["usage"]
    query = select(usage.c.month, usage.c.active).where(usage.c.partner_id == partner_id)
    return {row.month: row.active for row in connection.execute(query)}


@pytest.mark.parametrize("named", [(OURS, THEIRS), (THEIRS, OURS)])
def test_our_own_id_stays_whichever_is_named_first(world: Connection, named: tuple[str, str]) -> None:
    assert merge(world, *named, "priya", NOW) == OURS
    assert merged_ids(world) == {THEIRS: OURS}
    assert world.scalar(select(PARTNERS.c.partner_id).where(PARTNERS.c.partner_id == THEIRS)) is None


def test_empty_columns_are_filled_and_given_ones_stay(world: Connection) -> None:
    merge(world, THEIRS, OURS, "priya", NOW)
    row = row_of(world, OURS)
    assert (row["name"], row["country"]) == ("Norvanta GmbH", "DE")
    assert (row["website"], row["signed_on"]) == ("norvanta.example", date(2024, 2, 29))
    assert (row["annual_revenue"], row["annual_revenue_base"], row["currency"]) == (1250.5, 1150.46, "USD")
    assert row["aliases"] == ["NORVANTA", "Norvanta Nord"]
    assert row["attributes"] == {"Tier": "A", "Owner": "Ana"}


def test_amounts_in_another_currency_are_not_mixed_in(world: Connection) -> None:
    own = {"potential_revenue": 9.0, "currency": "EUR"}
    world.execute(update(PARTNERS).where(PARTNERS.c.partner_id == OURS).values(**own))
    merge(world, THEIRS, OURS, "priya", NOW)
    row = row_of(world, OURS)
    assert (row["annual_revenue"], row["annual_revenue_base"], row["currency"]) == (None, None, "EUR")


def test_every_row_about_them_follows_and_remembers_where_it_came_from(world: Connection) -> None:
    merge(world, THEIRS, OURS, "priya", NOW)
    for table in INCOMING.values():
        if SOURCE_ID not in table.c:
            continue
        query = select(table.c.partner_id, table.c[SOURCE_ID]).where(table.c.partner_id != "P2")
        assert set(map(tuple, world.execute(query))) == {(OURS, None), (OURS, THEIRS)}, table.name
    for made_from_notes in (readings, vectors):
        owners = world.scalars(select(made_from_notes.c.partner_id)).all()
        assert sorted(owners) == [OURS, OURS, "P2"]
    assert world.scalar(select(drafts.c.partner_id)) == OURS
    assert world.scalars(select(plays_done.c.partner_id)).all() == [OURS, OURS]


def test_of_two_rows_for_one_month_the_partner_keeps_its_own(world: Connection) -> None:
    world.execute(update(INCOMING["usage"]).where(INCOMING["usage"].c.partner_id == OURS).values(active=1.0))
    merge(world, THEIRS, OURS, "priya", NOW)
    assert months(world, OURS) == {date(2026, 6, 30): 3.0, date(2026, 7, 31): 1.0}


def test_whoever_muted_the_merged_one_has_the_other_muted_once(world: Connection) -> None:
    merge(world, THEIRS, OURS, "priya", NOW)
    query = select(digest_settings.c.muted_partner_ids).order_by(digest_settings.c.manager_email)
    assert world.scalars(query).all() == [["P2", OURS], [OURS]]


def test_a_merge_taken_back_leaves_every_table_as_it_was(world: Connection) -> None:
    before, version = contents(world), data_version(world)
    merge(world, THEIRS, OURS, "priya", NOW)
    assert contents(world) != before
    assert unmerge(world, THEIRS, "priya", NOW) == OURS
    assert contents(world) == before
    assert data_version(world) == version + 2


def test_what_was_merged_before_follows_and_comes_back_with_it(world: Connection) -> None:
    add_partner(world, "salesforce:001", "Norvanta Inc", city="Kiel", employees=12)
    add_row(world, "deals", deal_id="sf-d", partner_id="salesforce:001", stage="open")
    add_row(world, "usage", partner_id="salesforce:001", month=date(2026, 7, 31), active=8.0)
    apart = contents(world)
    assert merge(world, "salesforce:001", THEIRS, "priya", NOW) == THEIRS  # it has more rows
    pair = contents(world)
    merge(world, THEIRS, OURS, "priya", NOW)
    assert merged_ids(world) == {THEIRS: OURS, "salesforce:001": OURS}
    assert row_of(world, OURS)["employees"] == 12
    unmerge(world, THEIRS, "priya", NOW)
    assert contents(world) == pair
    unmerge(world, "salesforce:001", "priya", NOW)
    assert contents(world) == apart


def test_partners_merged_one_by_one_can_be_taken_out_in_any_order(world: Connection) -> None:
    add_partner(world, "salesforce:001", "Norvanta Inc", website="other.example", employees=12)
    add_row(world, "usage", partner_id="salesforce:001", month=date(2026, 6, 30), active=8.0)
    apart = contents(world)
    merge(world, "salesforce:001", OURS, "priya", NOW)
    alone = contents(world)
    merge(world, THEIRS, OURS, "priya", NOW)
    assert row_of(world, OURS)["website"] == "norvanta.example"
    unmerge(world, THEIRS, "priya", NOW)
    assert contents(world) == alone
    merge(world, THEIRS, OURS, "priya", NOW)
    unmerge(world, "salesforce:001", "priya", NOW)
    unmerge(world, THEIRS, "priya", NOW)
    assert contents(world) == apart


def test_a_row_kept_out_comes_in_when_the_one_in_its_way_leaves(world: Connection) -> None:
    add_partner(world, "salesforce:001", "Norvanta Inc")
    june = date(2026, 6, 30)
    add_row(world, "usage", partner_id="salesforce:001", month=june, active=8.0)
    merge(world, THEIRS, OURS, "priya", NOW)
    merge(world, "salesforce:001", OURS, "priya", NOW)
    assert months(world, OURS)[june] == 3.0
    unmerge(world, THEIRS, "priya", NOW)
    assert (months(world, OURS)[june], months(world, THEIRS)[june]) == (8.0, 3.0)


def test_what_came_in_meanwhile_is_sorted_to_the_partner_it_named(world: Connection) -> None:
    merge(world, THEIRS, OURS, "priya", NOW)
    add_row(world, "deals", deal_id="new", partner_id=OURS, source_partner_id=THEIRS, stage="open")
    unmerge(world, THEIRS, "priya", NOW)
    deals = INCOMING["deals"]
    assert world.scalar(select(deals.c.partner_id).where(deals.c.deal_id == "new")) == THEIRS


def test_what_a_person_changed_meanwhile_stays_theirs(world: Connection) -> None:
    merge(world, THEIRS, OURS, "priya", NOW)
    changed = {"website": "new.example", "aliases": ["NORVANTA", "Norvanta Nord", "NV"]}
    world.execute(update(PARTNERS).where(PARTNERS.c.partner_id == OURS).values(**changed))
    unmerge(world, THEIRS, "priya", NOW)
    row = row_of(world, OURS)
    assert (row["website"], row["aliases"], row["signed_on"]) == ("new.example", ["NV"], None)


def test_amounts_set_aside_come_back_at_the_rate_of_today(world: Connection) -> None:
    store_setting(world, "base_currency", "EUR")
    merge(world, THEIRS, OURS, "priya", NOW)
    world.execute(insert(INCOMING["fx"]).values(currency="USD", rate_to_base=0.5))
    unmerge(world, THEIRS, "priya", NOW)
    assert row_of(world, THEIRS)["annual_revenue_base"] == 625.25


def test_an_unknown_partner_is_answered_with_the_nearest(world: Connection) -> None:
    with pytest.raises(PartnerUnknown, match=r"'hubspot:71'; did you mean hubspot:17"):
        merge(world, OURS, "hubspot:71", "priya", NOW)


def test_a_partner_is_not_merged_into_itself_nor_twice(world: Connection) -> None:
    with pytest.raises(SamePartner, match="the same id"):
        merge(world, OURS, OURS, "priya", NOW)
    merge(world, OURS, THEIRS, "priya", NOW)
    with pytest.raises(SamePartner, match="one partner already, 'P1'"):
        merge(world, THEIRS, OURS, "priya", NOW)


def test_taking_out_the_one_that_stayed_names_the_one_to_take_out(world: Connection) -> None:
    merge(world, OURS, THEIRS, "priya", NOW)
    with pytest.raises(NotMerged, match="Part of it: hubspot:17"):
        unmerge(world, OURS, "priya", NOW)


def test_telling_merged_partners_apart_takes_the_merge_back(world: Connection) -> None:
    before = contents(world)
    merge(world, OURS, THEIRS, "priya", NOW)
    separate(world, OURS, THEIRS, "priya", NOW)
    assert contents(world) == before
