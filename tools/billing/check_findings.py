"""What cannot be right in the ledger: asked for, or said where it touches an answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pandas as pd

from tools.about import Slots
from tools.billing.asking import Asked
from tools.billing.checks import OF_A_DEAL, problems
from tools.billing.lines import amount, lines_left_out, lines_table, period
from tools.facts import Findings, Statement, Suggestion
from tools.portfolio import Portfolio

_NEWEST: Final = ["period_ends_on", "commission_id"]
_BY_DEAL: Final = ["deal_id", "partner_id", "period_ends_on", "commission_id"]


def check_findings(asked: Asked) -> Findings:
    """How many commissions cannot be right, in what way, and which ones; equal ones stand together."""
    if not asked.recorded:
        return Findings((Statement("billing.not_recorded"),))
    rows = asked.rows
    if rows.empty:
        return Findings((asked.said("checked_none" if asked.span is None else "none", {}),))
    broken = _broken(asked.ledger, rows, asked.portfolio.currency)
    slots: Slots = {"count": asked.count(rows), "partners": asked.partners(rows)}
    if broken.empty:
        return Findings((asked.said("checked_fine", slots),), suggestions=_suggested(asked))
    wrong = asked.ledger[asked.ledger["commission_id"].isin(broken["commission_id"])].sort_values(_BY_DEAL)
    said = (
        asked.said("checked", {**slots, "wrong": asked.count(wrong)}),
        *_told(asked, broken),
        *lines_left_out(asked, wrong),
    )
    return Findings(said, lines_table(asked, wrong, "billing.check_title"), _suggested(asked))


def check_statements(asked: Asked, rows: pd.DataFrame) -> Iterator[Statement]:
    """A statement for every invariant that some of the rows break, alone or beside others of the ledger."""
    yield from _told(asked, _broken(asked.ledger, rows, asked.portfolio.currency))


def ledger_statements(portfolio: Portfolio, rows: pd.DataFrame) -> tuple[Statement, ...]:
    """What cannot be right in these rows of `ledger`, of several partners, each way with the newest example.

    They are taken for those of 12 months. Empty if all is well.
    """
    asked = Asked(portfolio, rows)
    broken = _broken(rows, rows, portfolio.currency)
    if broken.empty:
        return ()
    wrong = rows[rows["commission_id"].isin(broken["commission_id"])]
    slots: Slots = {"count": asked.count(rows), "wrong": asked.count(wrong)}
    return (Statement("billing.checked_year", slots), *_told(asked, broken, examples=True))


def _broken(ledger: pd.DataFrame, rows: pd.DataFrame, base: str) -> pd.DataFrame:
    """Problems of these rows; where commissions of a deal are too many, all that are."""
    found = problems(ledger, base)
    of_deals = found["check"].isin(OF_A_DEAL) & found["deal_id"].isin(rows["deal_id"].dropna())
    return found[of_deals | found["commission_id"].isin(rows["commission_id"])]


def _told(asked: Asked, broken: pd.DataFrame, *, examples: bool = False) -> Iterator[Statement]:
    """A statement for every check, with the commissions that fail it behind its count."""
    for check, failing in broken.groupby("check"):
        those = asked.ledger[asked.ledger["commission_id"].isin(failing["commission_id"])]
        yield Statement(f"billing.check_{check}", {"count": asked.count(those)})
        for about, row in asked.each(those.sort_values(_NEWEST, ascending=False), int(examples)):
            slots: Slots = {"amount": amount(about, row), "period": period(about, row)}
            example = {"partner": about.partner(), **slots}
            yield Statement("billing.check_example", example, follows=True)


def _suggested(asked: Asked) -> tuple[Suggestion, ...]:
    if asked.partner_id is None:
        return (Suggestion("billing.ask_late"),)
    return (Suggestion("billing.ask_unpaid", {"partner": asked.about().partner()}),)
