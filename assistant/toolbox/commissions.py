"""`commission_statement`."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Final, Literal

import pandas as pd
from sqlalchemy import Connection

from assistant.toolbox.gaps import admitting_gaps
from assistant.toolbox.money_arguments import CommissionStatement
from assistant.toolbox.scope import in_scope
from assistant.toolbox.turn import Office, Turn
from knowledge.commissions import (
    any_commissions,
    commissions_dated,
    commissions_of_period,
    customer_deals,
    invoice_numbers,
    invoiced_commissions,
    partner_commissions,
    unpaid_commissions,
)
from knowledge.people import all_people
from prompts.words import words_for
from tools.billing import (
    Asked,
    Dated,
    Span,
    check_findings,
    deal_findings,
    invoice_findings,
    nearest,
    open_findings,
    paid_findings,
    statement_findings,
    why_findings,
)
from tools.facts import Findings
from tools.names import NameKind
from tools.spelling import fold

_NEAREST: Final = 3
_OPEN: Final = ("on_hold", "late", "unpaid")


@admitting_gaps
def commission_statement(arguments: CommissionStatement, turn: Turn, office: Office) -> Findings:
    """What was earned, paid and is owed; what waits and why; an invoice; a deal; why it differs."""
    ids = _ids(arguments, turn, office)
    with office.engine.connect() as connection:
        asked = _asked(arguments, turn, office, connection)
        if arguments.invoice:
            return _invoice(arguments.invoice, asked, ids, connection)
        if arguments.customer:
            deals = customer_deals(connection, arguments.customer, ids, turn.as_of)
            whose = deals["partner_id"].unique()
            found = replace(asked, ledger=partner_commissions(connection, whose, turn.as_of))
            known = turn.names.resolve(arguments.customer, (NameKind.CUSTOMER,))
            return deal_findings(found, arguments.customer, deals, (*known.ids, *known.nearest)[:_NEAREST])
        before = _before(arguments, asked)
        asked = replace(asked, ledger=_rows(arguments, asked, before, ids, connection))
    if before is not None:
        return why_findings(asked, before)
    if arguments.show in ("on_hold", "late", "unpaid"):
        return open_findings(asked, arguments.show)
    if arguments.show == "check":
        return check_findings(asked)
    paid = arguments.show == "paid" or asked.dated == "paid"
    return paid_findings(asked) if paid else statement_findings(asked)


def _ids(arguments: CommissionStatement, turn: Turn, office: Office) -> frozenset[str]:
    """Whose commissions: the partner's; of an invoice or a customer, anybody's whom the asker may see."""
    if arguments.partner:
        return frozenset({arguments.partner})
    if arguments.invoice or arguments.customer:
        return turn.access.visible
    return in_scope(arguments, turn.access, office.standings.at(turn.as_of))


def _asked(arguments: CommissionStatement, turn: Turn, office: Office, connection: Connection) -> Asked:
    """The question without its rows."""
    return Asked(
        portfolio=office.standings.at(turn.as_of).portfolio,
        ledger=pd.DataFrame(),
        partner_id=arguments.partner,
        span=_span(arguments, turn.as_of),
        dated=_dated(arguments),
        limit=arguments.limit,
        recorded=any_commissions(connection),
        people={person.email: person.name for person in all_people(connection)},
        claimed=_claimed(turn.words) if arguments.show == "why" else None,
    )


def _claimed(words: str) -> Literal["less", "more"] | None:
    """Which way the asker says that a commission went; none if they say both or neither."""
    less, more = (bool(words_for(f"went_{way}").search(fold(words))) for way in ("down", "up"))
    return None if less == more else "less" if less else "more"


def _span(arguments: CommissionStatement, as_of: date) -> Span | None:
    """The period asked for; else the last closed month, and of everybody's payments the running year.

    A difference to an earlier period is that of the next one, or of the last closed month if that is later.
    What is open or cannot be right, one partner's payments and a customer's deals are told of any time.
    """
    if arguments.period:
        return Span.of(arguments.period)
    closed = Span.last_closed_month(as_of)
    if arguments.show == "why" and arguments.before:
        before = Span.of(arguments.before)
        return closed if before.unit == closed.unit and before.last < closed.first else before.after
    if arguments.customer or arguments.show in (*_OPEN, "check"):
        return None
    if arguments.show == "paid":
        return None if arguments.partner else Span.of(str(as_of.year))
    return closed


def _dated(arguments: CommissionStatement) -> Dated:
    """Which day the period is about; a difference is told of what was earned."""
    if arguments.show == "why":
        return "earned"
    return arguments.dated or ("paid" if arguments.show == "paid" else "earned")


def _before(arguments: CommissionStatement, asked: Asked) -> Span | None:
    """The period to compare with, where a difference was asked about."""
    if arguments.show != "why" or asked.span is None:
        return None
    return Span.of(arguments.before) if arguments.before else asked.span.before


def _rows(
    arguments: CommissionStatement,
    asked: Asked,
    before: Span | None,
    ids: Collection[str],
    connection: Connection,
) -> pd.DataFrame:
    """The ledger that the question needs: all of one partner's or to be checked, else what answers it."""
    as_of = asked.portfolio.as_of
    if asked.partner_id or arguments.show == "check":
        return partner_commissions(connection, ids, as_of)
    if arguments.show in _OPEN:
        rows = unpaid_commissions(connection, as_of)
    elif asked.span and asked.dated != "earned":
        rows = commissions_dated(connection, asked.span, asked.dated, as_of)
    else:
        spans = [span for span in (asked.span, before) if span]
        parts = [commissions_of_period(connection, span, as_of) for span in spans]
        rows = pd.concat(parts).drop_duplicates("commission_id")
    return rows[rows["partner_id"].isin(ids)].reset_index(drop=True)


def _invoice(invoice: str, asked: Asked, ids: Collection[str], connection: Connection) -> Findings:
    """The invoice among those that the asker may see; what comes near only if there is none."""
    as_of = asked.portfolio.as_of
    rows = invoiced_commissions(connection, invoice, as_of)
    rows = rows[rows["partner_id"].isin(ids)]
    found = invoice_findings(replace(asked, ledger=rows), invoice)
    if found.table is not None:
        return found
    known = invoice_numbers(connection, as_of)
    near = nearest(invoice, known.loc[known["partner_id"].isin(ids), "invoice"])
    return invoice_findings(replace(asked, ledger=rows), invoice, near)
