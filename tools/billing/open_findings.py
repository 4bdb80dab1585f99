"""What is unpaid, on hold or late: how much, whose, why, for how long, and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum
from typing import Final, Literal

import pandas as pd

from tools.about import About, Row, Slots
from tools.billing import kinds
from tools.billing.asking import Asked
from tools.billing.check_findings import check_statements
from tools.billing.currencies import in_currencies, totalled, untotalled
from tools.billing.ledger import State, earnings, in_state, owed
from tools.billing.lines import amount, lines_left_out, lines_table, on_row, period
from tools.billing.parts import hold_reasons, open_clawbacks, parts
from tools.facts import Fact, Findings, Statement, Suggestion

Open = Literal["unpaid", "on_hold", "late"]

_SAID: Final = 3
_CENT: Final = 0.005


def open_findings(asked: Asked, show: Open) -> Findings:
    """What is still to be paid, ranked by amount (base currency), then by age.

    `on_hold` and `late` exclude each other; `unpaid` is both and what is not due yet.
    """
    if not asked.recorded:
        return Findings((Statement("billing.not_recorded"),))
    every = owed(asked.rows)
    asked_for = every if show == "unpaid" else in_state(every, State(show))
    rows = ranked(asked_for if show == "unpaid" else earnings(asked_for))
    if rows.empty:
        said = (asked.said(f"no_{show}", {}), *_only(asked), *_besides(asked, every, show))
        return Findings(said, suggestions=_suggested(asked, show, every))
    inside, counted = totalled(asked, rows)
    said = (
        *(untotalled(asked, rows) if counted.empty else _answer(inside, counted, rows, show)),
        *_besides(asked, every, show),
        *check_statements(asked, rows),
        *_next(asked, rows, show),
        *lines_left_out(inside, rows),
    )
    return Findings(said, lines_table(inside, rows, f"billing.{show}_title"), _suggested(asked, show, rows))


def ranked(rows: pd.DataFrame) -> pd.DataFrame:
    """The largest amounts first, of equal ones the oldest; without an exchange rate last."""
    by = ["amount_base", "due_on", "period_ends_on", "commission_id"]
    return rows.sort_values(by, ascending=[False, True, True, True])


def _answer(asked: Asked, counted: pd.DataFrame, rows: pd.DataFrame, show: Open) -> Iterator[Statement]:
    yield _headline(asked, counted, show)
    yield from _only(asked)
    yield from _details(asked, counted, show)
    yield from in_currencies(asked, rows)


def _headline(asked: Asked, rows: pd.DataFrame, show: Open) -> Statement:
    slots: Slots = {"count": asked.count(rows), "partners": asked.partners(rows)}
    net = fsum(rows["amount_base"])
    if show == "unpaid" and net <= -_CENT:
        return asked.said("unpaid_back", {**slots, "amount": asked.money(kinds.OWED_BACK, rows, size=True)})
    if show == "unpaid" and abs(net) < _CENT and rows["clawback"].any():
        return asked.said("unpaid_even", {**slots, "amount": asked.money(kinds.OWED, earnings(rows))})
    kind = kinds.OWED if show == "unpaid" else kinds.IN_STATE[State(show)]
    return asked.said(show, {**slots, "amount": asked.money(kind, rows)})


def _only(asked: Asked) -> Iterator[Statement]:
    """The period that was asked about, and by which day."""
    if asked.span is not None:
        yield Statement(f"billing.only_{asked.dated}", {"period": asked.period(asked.span)})


def _details(asked: Asked, rows: pd.DataFrame, show: Open) -> Iterator[Statement]:
    """The sums by state, or the reasons that hold most, and the largest commissions."""
    if show == "unpaid":
        yield from parts(asked, rows)
        return
    if show == "on_hold" and len(rows) > _SAID:
        yield from hold_reasons(asked, rows)
    yield from _lines(asked, rows, show)


def _lines(asked: Asked, rows: pd.DataFrame, show: Open) -> Iterator[Statement]:
    """The largest few, one by one."""
    for about, row in asked.each(rows, _SAID):
        yield _late_line(asked, about, row) if show == "late" else _held_line(asked, about, row)


def _held_line(asked: Asked, about: About, row: Row) -> Statement:
    slots: Slots = {"amount": amount(about, row), "period": period(about, row)}
    overdue, reason = (
        on_row(about, kinds.OVERDUE, row, "overdue"),
        on_row(about, kinds.REASON, row, "hold_reason"),
    )
    ending = ("_overdue" if overdue else "") + ("" if reason else "_unknown")
    slots.update({name: fact for name, fact in (("days", overdue), ("reason", reason)) if fact})
    return _of(asked, about, f"line_on_hold{ending}", slots)


def _late_line(asked: Asked, about: About, row: Row) -> Statement:
    slots: Slots = {"amount": amount(about, row), "period": period(about, row)}
    days, day = on_row(about, kinds.OVERDUE, row, "overdue"), on_row(about, kinds.DUE, row, "due_on")
    slots.update({name: fact for name, fact in (("days", days), ("day", day)) if fact})
    ending = "_unapproved" if row["status"] == "pending" else ""
    return _of(asked, about, f"line_late{ending}", slots)


def _of(asked: Asked, about: About, key: str, slots: Slots) -> Statement:
    """A line that names its partner, unless only one was asked about."""
    if asked.partner_id:
        return Statement(f"billing.{key}", slots)
    return Statement(f"billing.{key}_all", {**slots, "partner": about.partner()})


def _besides(asked: Asked, every: pd.DataFrame, show: Open) -> Iterator[Statement]:
    """What is left out: of late what is on hold past its due date, and clawbacks, which are owed to us."""
    held = earnings(in_state(every, State.ON_HOLD))
    inside, past = totalled(asked, held[held["overdue"].notna()])
    if show == "late" and not past.empty:
        slots: Slots = {"amount": inside.money(kinds.HELD_PAST_DUE, past), "count": asked.count(past)}
        yield Statement("billing.held_past_due", slots)
    if show != "unpaid":
        inside, back = totalled(asked, in_state(every, State(show)))
        yield from open_clawbacks(inside, back)


def _next(asked: Asked, rows: pd.DataFrame, show: Open) -> Iterator[Statement]:
    """What to do, with whom first."""
    if show == "on_hold":
        yield Statement("billing.do_on_hold", {"partner": _first(asked, rows)})
    elif not (late := in_state(earnings(rows), State.LATE)).empty:
        yield Statement("billing.do_late", {"partner": _first(asked, late)})


def _first(asked: Asked, rows: pd.DataFrame) -> Fact:
    return asked.about(str(rows["partner_id"].iloc[0])).partner()


def _suggested(asked: Asked, show: Open, rows: pd.DataFrame) -> tuple[Suggestion, ...]:
    other = Suggestion("billing.ask_late" if show == "on_hold" else "billing.ask_on_hold")
    if rows.empty:
        return (other,)
    return (Suggestion("suggest.draft", {"partner": _first(asked, ranked(rows))}), other)
