"""The statement: what was earned for a period, what of it is paid, and what is still owed."""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum
from typing import Final

import pandas as pd

from tools.about import Slots
from tools.billing import kinds
from tools.billing.asking import Asked
from tools.billing.check_findings import check_statements
from tools.billing.currencies import in_currencies, totalled, untotalled
from tools.billing.ledger import State, clawbacks, in_state, owed, wider
from tools.billing.lines import lines_left_out, lines_table
from tools.billing.longer import longer_periods
from tools.billing.parts import parts
from tools.billing.periods import Span
from tools.billing.totals import by_partner, partners_left_out
from tools.facts import Findings, Statement, Suggestion, TableSpec

_CENT: Final = 0.005


def statement_findings(asked: Asked) -> Findings:
    """What was earned for the period, paid and still owed, by state; a line per deal, or per partner."""
    if not asked.recorded:
        return Findings((Statement("billing.not_recorded"),))
    rows = asked.rows
    if rows.empty:
        return Findings((*_nothing(asked), *_around(asked)), suggestions=_suggested(asked))
    inside, counted = totalled(asked, rows)
    said = (
        *(untotalled(asked, rows) if counted.empty else _answer(inside, counted, rows)),
        *_around(asked),
        *check_statements(asked, rows),
        *_left_out(inside, counted, rows),
    )
    return Findings(said, _table(inside, counted, rows), _suggested(asked))


def _answer(asked: Asked, counted: pd.DataFrame, rows: pd.DataFrame) -> Iterator[Statement]:
    yield _headline(asked, counted)
    yield from parts(asked, owed(counted))
    yield from _taken_back(asked, counted)
    yield from in_currencies(asked, rows)


def _headline(asked: Asked, rows: pd.DataFrame) -> Statement:
    """What we owe, of what was earned."""
    open_rows, paid = owed(rows), in_state(rows, State.PAID)
    ending = "_due" if asked.dated == "due" else ""
    slots: Slots = {
        "earned": asked.money(kinds.EARNED, rows),
        "paid": asked.money(kinds.IN_STATE[State.PAID], paid),
        "partners": asked.partners(rows),
        "count": asked.count(rows),
    }
    net = fsum(open_rows["amount_base"])
    if open_rows.empty:
        return _settled(asked, paid, slots, ending)
    if abs(net) < _CENT and open_rows["clawback"].any():
        return asked.said(f"statement_even{ending}", slots)
    if net < 0:
        back = asked.money(kinds.OWED_BACK, open_rows, size=True)
        return asked.said(f"statement_back{ending}", {**slots, "back": back})
    slots["owed"] = asked.money(kinds.OWED, open_rows)
    return asked.said(f"statement_{'unpaid' if paid.empty else 'owed'}{ending}", slots)


def _settled(asked: Asked, paid: pd.DataFrame, slots: Slots, ending: str) -> Statement:
    """That all is paid, or that more was taken back than was earned."""
    if fsum(paid["amount_base"]) <= -_CENT:
        back = asked.money(kinds.CLAWED, paid, "net", size=True)
        return asked.said(f"statement_settled{ending}", {"back": back})
    if paid["paid_on"].isna().all():
        return asked.said(f"statement_paid_undated{ending}", slots)
    day = asked.last(kinds.PAID_ON, paid, "paid_on")
    return asked.said(f"statement_paid{ending}", {**slots, "day": day})


def _taken_back(asked: Asked, rows: pd.DataFrame) -> Iterator[Statement]:
    clawed = clawbacks(rows)
    if not clawed.empty:
        yield Statement("billing.taken_back", {"amount": asked.money(kinds.CLAWED, clawed, size=True)})


def _nothing(asked: Asked) -> Iterator[Statement]:
    """That there is no commission, and which one was the last."""
    yield asked.said("none_due" if asked.dated == "due" else "none", {})
    newest = asked.ledger.sort_values("period_ends_on").tail(1)
    if asked.partner_id and not newest.index.isin(_longer(asked).index).all():
        last = asked.period(Span.of(newest["period"].iloc[0]))
        yield asked.said(
            "last_one", {"last": last, "amount": asked.money(kinds.EARNED, newest), "period": last}
        )


def _around(asked: Asked) -> Iterator[Statement]:
    """That the period goes on, what covers it and more, and what is owed besides."""
    if asked.span is None:
        return
    period = asked.period(asked.span)
    if asked.dated == "earned" and asked.runs:
        yield Statement("billing.running", {"period": period})
    longer = _longer(asked)
    yield from longer_periods(asked, longer, asked.span)
    if asked.partner_id:
        rest = owed(asked.ledger.drop(asked.rows.index.union(longer.index)))
        inside, rest = totalled(asked, rest)
        if not rest.empty:
            amount = inside.money(kinds.ELSEWHERE, rest)
            yield asked.said("elsewhere", {"amount": amount, "count": asked.count(rest)})


def _longer(asked: Asked) -> pd.DataFrame:
    """What was earned for longer periods that the one asked about is part of."""
    if asked.span is None or asked.dated != "earned":
        return asked.ledger.head(0)
    return wider(asked.ledger, asked.span)


def _table(asked: Asked, counted: pd.DataFrame, rows: pd.DataFrame) -> TableSpec | None:
    if asked.partner_id is None and not counted.empty:
        return by_partner(asked, counted)
    return lines_table(asked, rows, "billing.statement_title")


def _left_out(asked: Asked, counted: pd.DataFrame, rows: pd.DataFrame) -> Iterator[Statement]:
    if asked.partner_id is None and not counted.empty:
        return partners_left_out(asked, counted)
    return lines_left_out(asked, rows)


def _suggested(asked: Asked) -> tuple[Suggestion, ...]:
    if asked.partner_id is None:
        return (Suggestion("billing.ask_on_hold"), Suggestion("billing.ask_late"))
    partner = {"partner": asked.about().partner()}
    return (Suggestion("billing.ask_why", partner), Suggestion("billing.ask_unpaid", partner))
