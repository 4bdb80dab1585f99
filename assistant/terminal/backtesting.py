"""`rapport backtest`: what the outlook would have been worth on the user's own history."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from pydantic import TypeAdapter
from rich.console import Console
from rich.progress import Progress
from sqlalchemy import Connection, Engine

from assistant.app import now, open_database_of
from assistant.counting import counted
from assistant.errors import NoData
from assistant.settings import load_policy, load_settings
from assistant.terminal.backtest_screen import show_backtest
from assistant.terminal.failing import told_plainly
from assistant.terminal.printing import show_line
from knowledge.closed_quarters import closed_quarters, first_won
from knowledge.columns import KeptColumns
from knowledge.fits import store_coefficients
from knowledge.freshness import through_of
from tools.backtest import Backtest, Every, HistoryTooShort, as_of_days, backtest, boosting_installed
from tools.outlook import ENOUGH_CASES, ENOUGH_DAYS, ENOUGH_ROWS, ClosedQuarter, OutlookPolicy

_SEED: Final = 20170131
"""Of the draws behind the intervals: the same history gives the same figures."""


@dataclass(frozen=True)
class Asked:
    """What a backtest was asked for; None where it was not said."""

    start: date | None
    end: date | None
    every: Every


@told_plainly
def run_backtest(asked: Asked, *, fit: bool, as_json: bool) -> int:
    """Walk through the history, print how each ranking did, and with `fit` keep the coefficients.

    Returns:
        0; 1 when `fit` had too little to learn from.
    """
    settings = load_settings()
    with open_database_of(settings) as engine:
        found = _walked(engine, asked, load_policy(settings).outlook)
        if as_json:
            sys.stdout.write(TypeAdapter(Backtest).dump_json(found, indent=2).decode() + "\n")
        else:
            show_backtest(Console(), found, boosting=boosting_installed())
        return _keep(engine, found) if fit else 0


def _walked(engine: Engine, asked: Asked, policy: OutlookPolicy) -> Backtest:
    with engine.connect() as connection:
        quarters = _quarters(connection, asked)
        return backtest(quarters, policy, seed=_SEED, start=asked.start, boosting=boosting_installed())


def _quarters(connection: Connection, asked: Asked) -> Iterator[ClosedQuarter]:
    """Quarters from the first that can be judged from: those before the start are learnt from."""
    through = through_of(connection)
    if through is None:
        raise NoData("There is no history yet. Load a folder of CSV files: rapport import FOLDER")
    first = first_won(connection)
    try:
        as_of_days(first, through, asked.every, asked.start, asked.end)
        days = as_of_days(first, through, asked.every, None, asked.end)
    except HistoryTooShort as error:
        raise NoData(str(error)) from error
    return _shown(closed_quarters(connection, days, KeptColumns()), len(days))


def _shown(quarters: Iterable[ClosedQuarter], total: int) -> Iterator[ClosedQuarter]:
    """The quarters, with a bar on a terminal while they are gone through."""
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        yield from bar.track(quarters, total=total, description="Walking through the past")


def _keep(engine: Engine, found: Backtest) -> int:
    """Store what was fitted; 1 if there was too little to fit."""
    console = Console(stderr=True)
    if found.coefficients is None:
        show_line(
            console,
            f"Nothing was fitted: the history has {counted(found.rows, 'row')} of partners with business. "
            f"It takes {ENOUGH_ROWS}, with {ENOUGH_CASES} declines and as many silences, in {ENOUGH_DAYS} "
            "days; until then Rapport keeps its own coefficients.",
        )
        return 1
    with engine.begin() as connection:
        store_coefficients(connection, found.coefficients, now())
    show_line(
        console,
        f"Kept coefficients fitted on everything up to {found.coefficients.fitted_through}. Days before it "
        "are still judged by what was known by then.",
    )
    return 0
