"""What partners' attributes said on an earlier day, from the changes that imports have kept."""

from datetime import date

import pandas as pd
import pytest
from sqlalchemy import Connection, insert

from knowledge.attribute_history import changes_after
from knowledge.portfolio import load_portfolio
from knowledge.stored_settings import store_setting
from knowledge.tables import INCOMING, attribute_changes
from tools.portfolio import DATE_TYPE

FIRST, MARCH, JUNE = date(2026, 1, 10), date(2026, 3, 31), date(2026, 6, 30)


@pytest.fixture
def stored(connection: Connection) -> Connection:
    """One partner that was silver until 31 March and gold until 30 June, and one that never changed."""
    rows: list[dict[str, object]] = [
        {"partner_id": "p1", "name": "Acme", "program_level": "Platinum", "share_of_wallet": 0.5},
        {"partner_id": "p2", "name": "Bolt", "program_level": "Silver", "share_of_wallet": None},
    ]
    connection.execute(insert(INCOMING["partners"]), [{**row, "first_imported_on": FIRST} for row in rows])
    _change(connection, "program_level", MARCH, "Silver", "Gold")
    _change(connection, "program_level", JUNE, "Gold", "Platinum")
    return connection


def _change(
    connection: Connection, attribute: str, day: date, before: object, after: object, partner_id: str = "p1"
) -> None:
    values = {"attribute": attribute, "changed_on": day, "before": before, "after": after}
    connection.execute(insert(attribute_changes).values(partner_id=partner_id, **values))


def _levels(connection: Connection, day: date) -> list[str]:
    return load_portfolio(connection, day, ()).partners["program_level"].tolist()


@pytest.mark.parametrize(
    ("day", "level"),
    [
        (date(2025, 6, 1), "Silver"),  # before the first import the first known value counts
        (date(2026, 3, 30), "Silver"),
        (MARCH, "Gold"),
        (date(2026, 6, 29), "Gold"),
        (JUNE, "Platinum"),
        (date(2026, 12, 1), "Platinum"),
    ],
)
def test_what_held_on_a_day_is_what_the_first_later_change_replaced(
    stored: Connection, day: date, level: str
) -> None:
    assert _levels(stored, day) == [level, "Silver"]


def test_a_change_imported_later_does_not_alter_an_earlier_day(stored: Connection) -> None:
    before = load_portfolio(stored, MARCH, ()).partners
    stored.execute(INCOMING["partners"].update().values(program_level="Registered", share_of_wallet=0.9))
    _change(stored, "program_level", date(2026, 8, 1), "Platinum", "Registered")
    _change(stored, "share_of_wallet", date(2026, 8, 1), 0.5, 0.9)
    _change(stored, "program_level", date(2026, 8, 1), "Silver", "Registered", "p2")
    _change(stored, "share_of_wallet", date(2026, 8, 1), None, 0.9, "p2")
    pd.testing.assert_frame_equal(load_portfolio(stored, MARCH, ()).partners, before)


def test_only_changes_after_the_day_are_read(stored: Connection) -> None:
    assert changes_after(stored, MARCH)["changed_on"].tolist() == [JUNE]
    assert changes_after(stored, JUNE).empty


def test_changes_of_partners_that_are_gone_are_passed_over(stored: Connection) -> None:
    _change(stored, "type", JUNE, "si", "isv", "p9")
    assert list(load_portfolio(stored, MARCH, ()).partners.index) == ["p1", "p2"]


def test_a_partner_that_has_ended_was_active_before_the_import_that_said_so(stored: Connection) -> None:
    stored.execute(INCOMING["partners"].update().values(status="ended"))
    _change(stored, "status", JUNE, "active", "ended")
    assert load_portfolio(stored, MARCH, ()).partners["status"].tolist() == ["active", "ended"]


def test_the_day_since_which_attributes_are_known_stands_beside_them(stored: Connection) -> None:
    stored.execute(insert(INCOMING["partners"]).values(partner_id="p3", name="Old", first_imported_on=None))
    since = load_portfolio(stored, MARCH, ()).partners["attributes_since"]
    assert since.dtype == DATE_TYPE
    assert [None if pd.isna(day) else day.date() for day in since] == [FIRST, FIRST, None]


def test_columns_keep_their_types_with_and_without_changes(stored: Connection) -> None:
    _change(stored, "share_of_wallet", JUNE, None, 0.5)
    earlier, now = (load_portfolio(stored, day, ()).partners for day in (MARCH, JUNE))
    assert earlier.dtypes.to_dict() == now.dtypes.to_dict()
    assert earlier["share_of_wallet"].isna().all()


def test_on_the_last_day_that_the_data_covers_what_the_import_brought_holds(stored: Connection) -> None:
    store_setting(stored, "through", MARCH.isoformat())
    assert _levels(stored, MARCH) == ["Platinum", "Silver"]
    store_setting(stored, "through", JUNE.isoformat())
    assert _levels(stored, MARCH) == ["Gold", "Silver"]
