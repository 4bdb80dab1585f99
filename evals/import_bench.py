"""How fast files come in, how much memory that takes, and what a second import of the same folder costs."""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

from knowledge.database import migrate, open_database
from knowledge.importing import import_folder

_FIRST_DAY: Final = date(2021, 1, 1)
_MEGABYTE: Final = 1024  # ru_maxrss counts kilobytes on Linux


@dataclass(frozen=True)
class Imported:
    """One import of a folder by a process of its own.

    Attributes:
        seconds: Of the import alone, without the start of the process.
        megabytes: The most memory that the process held.
    """

    rows: int
    seconds: float
    megabytes: float


def write_deals(folder: Path, deals: int, partners: int = 3_000, seed: int = 2026) -> Path:
    """A folder with that many deals: 13 columns, amounts and dates as various as in life."""
    draw = random.Random(seed)
    folder.mkdir(parents=True)
    names = "".join(f"P{number},Partner {number} Ltd,DE\n" for number in range(partners))
    (folder / "partners.csv").write_text("partner_id,name,country\n" + names)
    (folder / "fx.csv").write_text("currency,rate_to_base\nUSD,0.9\nGBP,1.2\n")
    with (folder / "deals.csv").open("w") as out:
        out.write(
            "deal_id,partner_id,created_on,closed_on,stage,amount,currency,kind,customer,sector,technology,"
            "region,lost_reason\n"
        )
        out.writelines(_deals(draw, deals, partners))
    return folder


def _deals(draw: random.Random, deals: int, partners: int) -> Iterator[str]:
    sectors = ("Retail", "Health", "Finance", "Energy", "Public Sector")
    for number in range(deals):
        created = _FIRST_DAY + timedelta(days=draw.randrange(1_800))
        closed = created + timedelta(days=draw.randrange(1, 120))
        stage = draw.choice(("won", "lost", "won"))
        amount = f"{draw.lognormvariate(9, 1):.2f}"
        yield (
            f"D{number:07d},P{draw.randrange(partners)},{created},{closed},{stage},{amount},"
            f"{draw.choice(('EUR', 'USD', 'GBP'))},resale,Customer {draw.randrange(20_000)},"
            f"{draw.choice(sectors)},Data Platform,DACH,{'price' if stage == 'lost' else ''}\n"
        )


def timed_import(folder: Path, database: str) -> Imported:
    """Import the folder in a process of its own."""
    command = [sys.executable, "-m", "evals.import_bench", str(folder), database]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 -- our own command
    return Imported(**json.loads(output))


def _import(folder: Path, database: str) -> Imported:
    engine = open_database(database)
    migrate(engine)
    started = time.perf_counter()
    report = import_folder(engine, folder, base_currency="EUR", now=datetime(2026, 9, 30, tzinfo=UTC))
    seconds = time.perf_counter() - started
    engine.dispose()
    if report.problems:
        sys.exit(f"the bench's own folder does not come in: {report.problems[0]}")
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _MEGABYTE
    return Imported(sum(table.rows_in for table in report.tables), seconds, megabytes)


if __name__ == "__main__":
    print(json.dumps(_import(Path(sys.argv[1]), sys.argv[2]).__dict__))
