"""Options that several commands share."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated

import typer

from assistant.terminal.days import a_day

AsPerson = Annotated[
    str,
    typer.Option(
        "--as",
        metavar="EMAIL",
        help="Who asks: a colleague's e-mail or name; without it, the manager with the most partners.",
    ),
]
AsAdmin = Annotated[
    str,
    typer.Option(
        "--as",
        metavar="EMAIL",
        help="Who does it: an admin's e-mail or name; without it, whoever runs this installation.",
    ),
]
AsOf = Annotated[
    datetime | None,
    typer.Option("--as-of", parser=a_day, metavar="DATE", help="Answer as of the end of that day."),
]


class FileFormat(StrEnum):
    """What an export is written as."""

    CSV = "csv"
    XLSX = "xlsx"


class BacktestEvery(StrEnum):
    """How far apart the days of a backtest are."""

    MONTH = "month"
    QUARTER = "quarter"
    WEEK = "week"


AsJson = Annotated[bool, typer.Option("--json", help="Print the answer in the documented JSON shape.")]
