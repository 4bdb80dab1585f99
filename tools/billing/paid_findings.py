"""What was paid: by the day of payment, or of what was earned for a period."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from tools.about import Slots
from tools.billing import kinds
from tools.billing.asking import Asked
from tools.billing.check_findings import check_statements
from tools.billing.currencies import in_currencies, totalled, untotalled
from tools.billing.ledger import State, clawbacks, earnings, in_state, within
from tools.billing.lines import lines_left_out, lines_table
from tools.billing.totals import by_partner, partners_left_out
from tools.facts import Findings, Statement, Suggestion


def paid_findings(asked: Asked) -> Findings:
    """How much was paid and when; says whether it counts by day of payment or by period earned."""
    if not asked.recorded:
        return Findings((Statement("billing.not_recorded"),))
    settled = in_state(asked.rows, State.PAID)
    rows = earnings(settled).sort_values("paid_on", ascending=False, kind="stable")
    if rows.empty:
        said = (asked.said(f"no_paid{_way(asked)}", {}), *_undated(asked), *_taken_back(asked, settled))
        return Findings(said, suggestions=_suggested(asked))
    inside, counted = totalled(asked, rows)
    several = asked.partner_id is None and not counted.empty
    left_out = partners_left_out(inside, counted) if several else lines_left_out(inside, rows)
    said = (
        *(untotalled(asked, rows) if counted.empty else _answer(inside, counted, rows)),
        *_undated(asked),
        *_taken_back(asked, settled),
        *check_statements(asked, rows),
        *left_out,
    )
    table = by_partner(inside, counted) if several else lines_table(inside, rows, "billing.paid_title")
    return Findings(said, table, _suggested(asked))


def _answer(asked: Asked, counted: pd.DataFrame, rows: pd.DataFrame) -> Iterator[Statement]:
    yield _headline(asked, counted)
    yield from _other_periods(asked, counted)
    yield from in_currencies(asked, rows)


def _taken_back(asked: Asked, settled: pd.DataFrame) -> Iterator[Statement]:
    """What came back to us."""
    inside, back = totalled(asked, clawbacks(settled))
    if not back.empty:
        amount = inside.money(kinds.CLAWED, back, size=True)
        yield Statement("billing.clawback_settled", {"amount": amount, "count": asked.count(back)})


def _way(asked: Asked) -> str:
    """How the rows were chosen, as the ending of a phrase's key."""
    return f"_by_{asked.dated}" if asked.span else ""


def _headline(asked: Asked, rows: pd.DataFrame) -> Statement:
    slots: Slots = {
        "amount": asked.money(kinds.IN_STATE[State.PAID], rows),
        "count": asked.count(rows),
        "partners": asked.partners(rows),
    }
    if rows["paid_on"].isna().all():
        return asked.said(f"paid_undated{_way(asked)}", slots)
    slots["day"] = asked.last(kinds.PAID_ON, rows, "paid_on")
    return asked.said(f"paid{_way(asked)}", slots)


def _other_periods(asked: Asked, rows: pd.DataFrame) -> Iterator[Statement]:
    """What of it was earned for other periods than the one in which it was paid."""
    if asked.span is None or asked.dated != "paid":
        return
    other = rows.drop(within(rows, asked.span).index)
    if not other.empty:
        slots: Slots = {
            "amount": asked.money(kinds.OTHER_PERIODS, other),
            "period": asked.period(asked.span),
        }
        yield Statement("billing.other_periods", slots)


def _undated(asked: Asked) -> Iterator[Statement]:
    """What is marked as paid without a date, so that no period of payment has it."""
    if asked.span is None or asked.dated != "paid":
        return
    paid = in_state(earnings(asked.ledger), State.PAID)
    inside, undated = totalled(asked, paid[paid["paid_on"].isna()])
    if not undated.empty:
        yield Statement("billing.paid_without_date", {"amount": inside.money(kinds.UNDATED, undated)})


def _suggested(asked: Asked) -> tuple[Suggestion, ...]:
    if asked.partner_id is None:
        return (Suggestion("billing.ask_late"),)
    return (Suggestion("billing.ask_unpaid", {"partner": asked.about().partner()}),)
