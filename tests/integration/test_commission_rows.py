"""Rows of commissions and their deals: customers as people write them, invoices as known on a day."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import Connection, create_engine

from knowledge.commissions import customer_deals, invoice_numbers
from knowledge.tables import INCOMING

DAY = date(2026, 10, 31)
CUSTOMERS = (
    *("Gießerei Vilsau", "Ærø Havn", "Þór", "ЖИЛСТРОЙ", "Ķekava", "O\u2019Reilly", "100%_Pure", "Möllbach"),
    *("Plain", "Another"),
)


@pytest.fixture(scope="module")
def connection() -> Iterator[Connection]:
    engine = create_engine("sqlite://")
    tables = [INCOMING["deals"], INCOMING["commissions"]]
    tables[0].metadata.create_all(engine, tables=tables)
    with engine.connect() as opened:
        yield opened
    engine.dispose()


@pytest.fixture(scope="module")
def deals(connection: Connection) -> Connection:
    won = {"partner_id": "P", "stage": "won", "created_on": DAY, "closed_on": DAY}
    rows = [{"deal_id": customer, "customer": customer, **won} for customer in CUSTOMERS]
    connection.execute(INCOMING["deals"].insert(), rows)
    return connection


@pytest.mark.parametrize(
    ("written", "customer"),
    [
        ("giesserei vilsau", "Gießerei Vilsau"),
        ("Ærø", "Ærø Havn"),
        ("þór", "Þór"),
        ("жилстрой", "ЖИЛСТРОЙ"),
        ("kekava", "Ķekava"),
        ("O'Reilly", "O\u2019Reilly"),
        ("100%_pure", "100%_Pure"),
        (" MOLLBACH ", "Möllbach"),
    ],
)
def test_a_customer_is_found_however_it_is_written(deals: Connection, written: str, customer: str) -> None:
    assert list(customer_deals(deals, written, {"P"}, DAY)["customer"]) == [customer]


def test_no_name_and_another_partners_customer_find_nothing(deals: Connection) -> None:
    assert customer_deals(deals, " ", {"P"}, DAY).empty
    assert customer_deals(deals, "plain", {"Q"}, DAY).empty


def test_an_invoice_of_a_later_period_or_payment_is_not_known_yet(connection: Connection) -> None:
    row = {"partner_id": "P", "amount": 5.0, "period": "2026-09", "period_ends_on": date(2026, 9, 30)}
    later = {"period": "2026-11", "period_ends_on": date(2026, 11, 30)}
    rows = [
        {**row, "paid_on": None, "invoice": "open"},
        {**row, "paid_on": DAY, "invoice": "paid"},
        {**row, "paid_on": date(2026, 11, 2), "invoice": "paid later"},
        {**row, **later, "paid_on": None, "invoice": "earned later"},
        {**row, **later, "paid_on": DAY, "invoice": "paid in advance"},
    ]
    filled = [{**one, "commission_id": f"C{at}"} for at, one in enumerate(rows)]
    connection.execute(INCOMING["commissions"].insert(), filled)
    assert set(invoice_numbers(connection, DAY)["invoice"]) == {"open", "paid", "paid in advance"}
