"""Panels with known spending, and tables from which their columns come."""

from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from tools.evaluation import evaluate
from tools.investment import SPENDING, Panel
from tools.investment.windows import WINDOWS
from tools.portfolio import DATE_TYPE, Portfolio

DAY = date(2026, 9, 30)


def panel(won: ArrayLike, types: ArrayLike | None = None) -> Panel:
    """Partners who were there all the time, of one type unless given; quarters are the latest first."""
    amounts = np.asarray(won, dtype="float64")
    many = len(amounts)
    kinds = np.zeros(many, np.int64) if types is None else np.asarray(types)
    ids = pd.Index([f"P{number:04}" for number in range(many)], name="partner_id")
    names = tuple(f"type {number}" for number in range(int(kinds.max(initial=0)) + 1))
    return Panel(ids, kinds, names, amounts, np.full(many, WINDOWS - 1), np.full(many, -1))


def lifted(
    slope: float, many: int = 200, seed: int = 1, *, noise: float = 0.3
) -> tuple[Panel, np.ndarray[Any, Any]]:
    """Half of the partners get 1,000 in a quarter; the two quarters after bring slope * log 2 more."""
    chance = np.random.default_rng(seed)
    spent = 1000.0 * (chance.random((many, WINDOWS)) < 0.5)
    level = chance.lognormal(9, 0.5, many)[:, None]
    won = level * chance.lognormal(0, noise, (many, WINDOWS))
    for later in (1, 2):
        won[:, :-later] += slope * np.log(2) / 2 * (spent[:, later:] > 0)
    return panel(won, np.arange(many) % 2), spent


def partners(*ids: str) -> pd.DataFrame:
    """Active partners with the columns that investment reads."""
    frame = pd.DataFrame(index=pd.Index([*ids], name="partner_id"))
    frame = frame.assign(name=frame.index, type="si", status="active", signed_on=pd.Timestamp(2020, 1, 1))
    for name in ("ended_on", "attention_ticket_since"):
        frame[name] = pd.Series(pd.NaT, index=frame.index, dtype=DATE_TYPE)
    return frame


def portfolio(frame: pd.DataFrame) -> Portfolio:
    """Those partners at the day."""
    return Portfolio(DAY, "EUR", frame)


def spending(ids: list[str], as_of: date = DAY, **tables: list[dict[str, Any]]) -> pd.DataFrame:
    """The columns of `SPENDING`, evaluated over these rows."""
    columns: dict[str, dict[str, str]] = {
        "deals": {"stage": "str", "closed_on": DATE_TYPE, "amount_base": "float64"},
        "costs": {"kind": "str", "date": DATE_TYPE, "amount_base": "float64"},
        "activities": {"kind": "str", "date": DATE_TYPE},
        "contacts": {"left_on": DATE_TYPE, "opted_out": "bool"},
    }
    frames = {
        name: pd.DataFrame(tables.get(name, []), columns=["partner_id", *kinds]).astype(
            {"partner_id": "str", **kinds}
        )
        for name, kinds in columns.items()
    }
    frames["partners"] = pd.DataFrame({"partner_id": ids})
    return evaluate(SPENDING, frames, as_of)
