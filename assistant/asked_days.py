"""What is said of the day that a question itself names."""

from __future__ import annotations

from datetime import date
from typing import Final

from tools.facts import Fact, Findings, Kind, Statement, Unit

DAY: Final = Kind("answer.day", Unit.DATE, "day asked about")


def on_that_day(day: date) -> Findings:
    """That everything after it stood so at the end of that day."""
    return Findings((Statement("answer.on_that_day", {"day": Fact(DAY, None, day, day)}),))


def out_of_reach(day: date, last: date) -> Findings:
    """That nothing can be told of it."""
    slots = {"day": Fact(DAY, None, day, last, subject="asked"), "last": Fact(DAY, None, last, last)}
    return Findings((Statement("answer.day_out_of_reach", slots),))


def no_such_day() -> Findings:
    """That no calendar has it."""
    return Findings((Statement("answer.no_such_day"),))
