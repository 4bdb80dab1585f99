"""Commissions and the deals that they name, as known at the end of a day."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Final

import pandas as pd
from sqlalchemy import ColumnElement, Connection, and_, or_, select

from knowledge.tables import INCOMING
from tools import schema
from tools.billing import Span, digits_of, ledger
from tools.events import rows_as_known
from tools.portfolio import typed
from tools.spelling import fold

_commissions: Final = INCOMING["commissions"]
_deals: Final = INCOMING["deals"]
_AT_ONCE: Final = 10_000


def partner_commissions(connection: Connection, partner_ids: Collection[str], as_of: date) -> pd.DataFrame:
    """The ledger of these partners; see `tools.billing.ledger` for its columns."""
    rows = _in_parts(connection, schema.COMMISSIONS, "partner_id", partner_ids)
    return _known(connection, rows, as_of)


def commissions_since(connection: Connection, first: date, as_of: date) -> pd.DataFrame:
    """Everybody's ledger of the periods that ended from that day on."""
    rows = _stored(connection, schema.COMMISSIONS, _commissions.c.period_ends_on >= first)
    return _known(connection, rows, as_of)


def commissions_of_period(connection: Connection, span: Span, as_of: date) -> pd.DataFrame:
    """Everybody's ledger of the periods that end in the span, or with the quarter or year around it."""
    ends = _commissions.c.period_ends_on
    where = or_(ends.between(span.first, span.last), ends.in_(span.around))
    return _known(connection, _stored(connection, schema.COMMISSIONS, where), as_of)


def commissions_dated(connection: Connection, span: Span, dated: str, as_of: date) -> pd.DataFrame:
    """Everybody's ledger of what is due or was paid in the span; `dated` is `due` or `paid`."""
    when = _commissions.c[f"{dated}_on"].between(span.first, span.last)
    return _known(connection, _stored(connection, schema.COMMISSIONS, when), as_of)


def unpaid_commissions(connection: Connection, as_of: date) -> pd.DataFrame:
    """Everybody's ledger of what was not paid by the end of the day."""
    columns = _commissions.c
    undone = and_(columns.paid_on.is_(None), or_(columns.status != "paid", columns.status.is_(None)))
    later = or_(columns.paid_on > as_of, and_(columns.paid_on.is_(None), columns.approved_on > as_of))
    rows = _known(connection, _stored(connection, schema.COMMISSIONS, or_(undone, later)), as_of)
    return rows[rows["state"].ne("paid")]


def invoiced_commissions(connection: Connection, invoice: str, as_of: date) -> pd.DataFrame:
    """Everybody's ledger of what is on an invoice whose number may be the one asked for."""
    digits = digits_of(invoice)
    number = _commissions.c.invoice
    like = [number.contains(one, autoescape=True) for one in digits] or [
        number.icontains(invoice, autoescape=True)
    ]
    return _known(connection, _stored(connection, schema.COMMISSIONS, and_(*like)), as_of)


def invoice_numbers(connection: Connection, as_of: date) -> pd.DataFrame:
    """`partner_id` and `invoice` of every invoice on record, without those of later payments and periods."""
    columns = _commissions.c
    ended = and_(columns.paid_on.is_(None), columns.period_ends_on <= as_of)
    known = or_(columns.paid_on <= as_of, ended)
    query = select(columns.partner_id, columns.invoice).where(columns.invoice.is_not(None), known).distinct()
    rows = [tuple(row) for row in connection.execute(query)]
    return pd.DataFrame(rows, columns=["partner_id", "invoice"], dtype="str")


def customer_deals(
    connection: Connection, customer: str, partner_ids: Collection[str], as_of: date
) -> pd.DataFrame:
    """Deals, as known on the day, of these partners with a customer whose name holds the words.

    Names are compared as people write them, without case and accents; no words mean nobody.
    """
    wanted = _spelled(customer.strip())
    every = select(_deals.c.customer).where(_deals.c.customer.is_not(None)).distinct()
    names = connection.execute(every).scalars() if wanted else ()
    meant = [name for name in names if wanted in _spelled(name)]
    known = rows_as_known(_in_parts(connection, schema.DEALS, "customer", meant), schema.DEALS, as_of)
    return known[known["partner_id"].isin(partner_ids)]


def _spelled(name: str) -> str:
    return fold(name.replace("\u2019", "'"))


def any_commissions(connection: Connection) -> bool:
    """Whether the data holds a commission of anybody at all."""
    return connection.execute(select(_commissions.c.commission_id).limit(1)).first() is not None


def _known(connection: Connection, rows: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """The ledger of these stored rows."""
    known = rows_as_known(rows, schema.COMMISSIONS, as_of)
    deals = _in_parts(connection, schema.DEALS, "deal_id", known["deal_id"].dropna().unique())
    return ledger(known, rows_as_known(deals, schema.DEALS, as_of), as_of)


def _in_parts(
    connection: Connection, table: schema.Table, column: str, values: Iterable[str]
) -> pd.DataFrame:
    """Rows with one of these values in the column, not too many asked for at once."""
    wanted, stored = sorted(values), INCOMING[table.name].c[column]
    parts = [
        _stored(connection, table, stored.in_(wanted[first : first + _AT_ONCE]))
        for first in range(0, max(len(wanted), 1), _AT_ONCE)
    ]
    return pd.concat(parts, ignore_index=True)


def _stored(connection: Connection, table: schema.Table, where: ColumnElement[bool]) -> pd.DataFrame:
    names = [column.name for column in (*table.columns, *table.beside)]
    stored = INCOMING[table.name]
    query = select(*(stored.c[name] for name in names)).where(where).order_by(*stored.primary_key.columns)
    rows = [tuple(row) for row in connection.execute(query)]
    return typed(pd.DataFrame(rows, columns=names), table)
