"""`python -m evals.bench`: how long a person waits, on the sample; medians beside what we promise."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from typing import Final

from assistant.app import open_database_of, open_rapport
from assistant.settings import Settings
from assistant.terminal.importing import load
from evals.import_bench import timed_import, write_deals
from knowledge.database import sqlite_url
from knowledge.sample import write_sample

RUNS: Final = 5
QUESTIONS: Final = (
    "Which partners need attention?",
    "How is Nebelhorn doing?",
    "Why did Nebelhorn drop?",
    "Who is stuck in activation?",
    "Who knows data platform in retail?",
    "Brief me on Nebelhorn",
    "Is our data fresh?",
)


def main() -> None:
    """Print one line per figure."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        settings = Settings(home=home)
        write_sample(home / "csv")
        with open_database_of(settings) as engine:
            load(engine, home / "csv", "EUR", None)
        command = [sys.executable, "-m", "assistant"]
        _line("rapport --help", 0.3, _timed(lambda: _run([*command, "--help"], home)))
        _line("cold ask", 5, _timed(lambda: _run([*command, "ask", QUESTIONS[0]], home)))
        _line("warm answer", 0.2, _warm(settings))
        _line("demo, three answers", 10, _timed(lambda: _run([*command, "demo"], home), runs=1))
        _imports(home / "deals", 1_000_000)
        _imports(home / "many deals", 5_000_000)


def _imports(folder: Path, deals: int) -> None:
    """The same folder twice into an empty SQLite database."""
    write_deals(folder / "csv", deals)
    database = sqlite_url(folder / "rapport.db")
    first, again = (timed_import(folder / "csv", database) for _ in range(2))
    rate = first.rows / first.seconds
    print(f"import of {deals:>9,} deals {rate:9,.0f} rows/s  (promised: 50,000 or more)")
    print(f"  memory {first.megabytes:15,.0f} MB      (promised: under 1,000)")
    print(f"  the same folder again {first.seconds / again.seconds:5.0f} times faster  (promised: 5 or more)")


def _warm(settings: Settings) -> list[float]:
    """One process, each question asked once before it is timed."""
    with open_rapport(settings) as rapport:
        person = rapport.person("")
        questions = [partial(rapport.ask, question, person) for question in QUESTIONS]
        for ask in questions:
            ask()
        return [second for ask in questions for second in _timed(ask)]


def _timed(work: Callable[[], object], runs: int = RUNS) -> list[float]:
    seconds = []
    for _ in range(runs):
        started = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - started)
    return seconds


def _run(command: list[str], home: Path) -> None:
    environment = os.environ | {"RAPPORT_HOME": str(home)}
    subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=True)  # noqa: S603 -- our own command


def _line(what: str, promised: float, seconds: list[float]) -> None:
    print(f"{what:<22} {median(seconds):6.2f} s  (worst {max(seconds):.2f}; promised: under {promised} s)")


if __name__ == "__main__":
    main()
