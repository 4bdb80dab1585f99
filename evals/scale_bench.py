"""`python -m evals.scale_bench --partners 1000 10000 100000`: what the science costs, and how that grows.

Each size runs in processes of its own, so that its peak memory is its own. Beside it, in the same run, pandas
and DuckDB compute some of the same aggregates over the same deals.
"""

from __future__ import annotations

import argparse
import gc
import json
import math
import os
import platform
import resource
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Final

from sqlalchemy import Connection, Engine, insert

from assistant.app import open_rapport
from assistant.science import AGGREGATES, WALKED
from assistant.settings import Settings
from assistant.standing import Standing
from assistant.standings import MONTHS, Standings, month_ends
from evals.scale_compare import compared
from evals.scale_draw import THROUGH
from evals.scale_timing import timed
from evals.scale_world import partner_name, write_world
from knowledge.columns import KeptColumns, needed
from knowledge.database import open_database, sqlite_url
from knowledge.portfolio import load_portfolio
from knowledge.stored_settings import grow_data_version
from knowledge.tables import deals
from tools import tiers
from tools.policy import Policy
from tools.portfolio import Portfolio

SIZES: Final = (1_000, 10_000, 100_000)
HISTORY: Final = 24
_MEGABYTE: Final = 1024  # ru_maxrss counts kilobytes on Linux
_PROMISED: Final = {
    "full rescore": "5 s",
    "24 month-ends": "60 s",
    "warm question": "0.3 s",
    "memory, MB": "1,500",
}
_SCIENCE: Final = ("scorecards", "tiers", "journey", "outlook", "attention")


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a table: a row per figure, a column per size, the exponent from each size to the next."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--partners", type=int, nargs="+", default=list(SIZES))
    sizes = sorted(parser.parse_args(arguments).partners)
    found = {size: _in_own_process(size) for size in sizes}
    print(_machine())
    print(
        f"{'seconds for partners':36}" + "".join(f"{size:>12,}" for size in sizes) + "   exponents  promised"
    )
    for name in found[sizes[-1]]:
        print(_line(name, [found[size][name] for size in sizes], sizes))


def _machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{os.cpu_count()} cores ({platform.machine()}), {memory:.0f} GB, {platform.system()}, "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}; 50 deals per partner"
    )


def _line(name: str, figures: Sequence[float], sizes: Sequence[int]) -> str:
    cells = "".join(f"{figure:12,.3f}" for figure in figures)
    known = [(size, figure) for size, figure in zip(sizes, figures, strict=True) if figure > 0]
    steps = [math.log(b[1] / a[1]) / math.log(b[0] / a[0]) for a, b in pairwise(known)]
    promised = f"  under {_PROMISED[name]}" if name in _PROMISED else ""
    return f"{name:36}{cells}   {' '.join(f'{step:5.2f}' for step in steps)}{promised}"


def _in_own_process(partners: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        figures: dict[str, float] = {}
        for part in _PARTS:
            command = [sys.executable, "-m", "evals.scale_bench", "--part", part, str(partners), folder]
            output = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout  # noqa: S603 -- our own command
            figures |= json.loads(output.splitlines()[-1])
        return figures


def _write(partners: int, home: Path) -> dict[str, float]:
    """The world, in a process of its own too: a child's peak begins with what its parent holds."""
    write_world(home / "rapport.db", partners).dispose()
    return {}


def _rescore(partners: int, home: Path) -> dict[str, float]:
    """Columns out of SQL, a full rescore once they and the month-ends are there, and one after 20 deals."""
    engine = _engine(home)
    columns = KeptColumns(home / "columns")
    with engine.connect() as connection:
        build, _ = timed(lambda: columns.tables(connection, needed(AGGREGATES)))
    first, _ = timed(lambda: _science(Standings(engine, Policy(), columns).at(THROUGH)))
    gc.collect()  # of the first standing nothing is left
    standings = Standings(engine, Policy(), columns)
    for day in month_ends(THROUGH, MONTHS):
        standings.month_end(day)
    full, _ = timed(lambda: _science(standings.at(THROUGH)))
    small = _small_import(engine, partners)
    again, _ = timed(lambda: _science(standings.at(THROUGH)))
    engine.dispose()
    return {
        "columns built": build,
        "first rescore, with 6 month-ends": first,
        "full rescore": full,
        f"rescore after {small} deals": again,
        "memory, MB": _megabytes(),
    }


def _science(standing: Standing) -> None:
    """Everything that a person may be told of where partners stand."""
    for part in _SCIENCE:
        getattr(standing, part)


def _small_import(engine: Engine, partners: int, count: int = 20) -> int:
    """As an import leaves it: rows stored, and whose they are."""
    ids = [f"P{number * partners // count:06d}" for number in range(count)]
    won = {"stage": "won", "closed_on": THROUGH, "created_on": THROUGH, "amount": 1e4, "amount_base": 1e4}
    rows = [{"deal_id": f"new:{number}", "partner_id": one, **won} for number, one in enumerate(ids)]
    with engine.begin() as connection:
        connection.execute(insert(deals), rows)
        grow_data_version(connection, ids)
    return count


def _history(_partners: int, home: Path) -> dict[str, float]:
    """Tiers walked through two years, one portfolio at a time."""
    engine = _engine(home)
    columns = KeptColumns(home / "columns")
    with engine.connect() as connection:
        columns.tables(connection, needed(WALKED))
        seconds, _ = timed(lambda: _walked(connection, columns))
    engine.dispose()
    return {f"{HISTORY} month-ends": seconds, "  memory of that, MB": _megabytes()}


def _walked(connection: Connection, columns: KeptColumns) -> int:
    def history() -> Iterator[Portfolio]:
        for day in month_ends(THROUGH, HISTORY):
            yield load_portfolio(connection, day, WALKED, columns)

    return sum(len(graded) for _day, graded in tiers.walk(history(), Policy().tiers))


def _ask(partners: int, home: Path) -> dict[str, float]:
    """Three questions, each asked once before it is timed."""
    name = partner_name(partners // 3)
    questions = ("Which partners need attention?", f"How is {name} doing?", f"Why did {name} drop?")
    with open_rapport(Settings(home=home)) as rapport:
        person = rapport.person("")
        asked = {words: partial(rapport.ask, words, person) for words in questions}
        first, _ = timed(asked[questions[0]])
        for ask in asked.values():
            ask()
        seconds = {words: median(timed(ask)[0] for _run in range(3)) for words, ask in asked.items()}
    told = {f"  {words.replace(name, 'X')}": second for words, second in seconds.items()}
    figures = {"first question of a process": first, "warm question": median(seconds.values()), **told}
    return {**figures, "  memory of a process that answers, MB": _megabytes()}


def _compare(_partners: int, home: Path) -> dict[str, float]:
    engine = _engine(home)
    with engine.connect() as connection:
        figures = compared(connection, KeptColumns(home / "columns"))
    engine.dispose()
    return figures


def _engine(home: Path) -> Engine:
    return open_database(sqlite_url(home / "rapport.db"))


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _MEGABYTE


_PARTS: Final = {"write": _write, "rescore": _rescore, "history": _history, "ask": _ask, "compare": _compare}

if __name__ == "__main__":
    if sys.argv[1:2] == ["--part"]:
        print(json.dumps(_PARTS[sys.argv[2]](int(sys.argv[3]), Path(sys.argv[4]))))
    else:
        main()
