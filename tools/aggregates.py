"""Per-partner aggregates as data: what a measure needs from the rows, declared once.

`knowledge/columns` computes declarations for everybody at once; `evaluate` does it with pandas, plainly; both
must agree.
Every aggregate sees only what was knowable at the end of `as_of`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class Function(StrEnum):
    """How a partner's rows become one value. Over no rows: 0 for counts and sums, else missing."""

    COUNT = "count"  # of rows; of those with a value of `column`, if it is given
    SUM = "sum"
    MIN = "min"
    MAX = "max"
    DISTINCT = "distinct"  # number of different non-empty values of `column`
    EFFECTIVE = "effective"  # effective number of values of `column`: 1 / sum of squared shares of row counts
    SECOND = "second"  # the second smallest value of `column` (a date, as a rule)
    DECAYED = "decayed"  # sum of value ** power * exp(-age / scale), age in days of `aged_by` before `as_of`


class Op(StrEnum):
    """Comparison in a condition."""

    IN = "in"
    AFTER = "after"  # later than the day (as_of + days)
    UNTIL = "until"  # on or before the day (as_of + days)
    MISSING_OR_AFTER = "missing or after"
    NOT_LATER_THAN = "not later than"  # on or before the day in the column `other` of the same row


@dataclass(frozen=True)
class Condition:
    """A row counts only if this holds.

    Attributes:
        values: For `Op.IN`; a number or flag as text ("1", "true").
        days: For the date operators: the day meant is `as_of` plus this many days (negative is the past).
        other: For `Op.NOT_LATER_THAN`.
    """

    column: str
    op: Op
    values: tuple[str, ...] = ()
    days: int = 0
    other: str = ""


Conditions: TypeAlias = tuple[Condition, ...]


@dataclass(frozen=True)
class Aggregate:
    """One column of the per-partner frame.

    Attributes:
        name: The column's name in the frame, for example `won_revenue_365d`.
        table: Name of an incoming table.
        function: What is computed.
        column: The column it is computed over; may be empty for `COUNT`, and for `DECAYED`, where every row
            is worth 1. An amount is taken in base currency.
        where: All must hold. Declare the date condition here too, so that nothing after `as_of` counts.
        aged_by: For `DECAYED`: the date column that tells a row's age.
        scale: For `DECAYED`: days in which a row's weight falls to 1/e.
        power: For `DECAYED`: the value's exponent.
    """

    name: str
    table: str
    function: Function
    column: str = ""
    where: Conditions = ()
    aged_by: str = ""
    scale: int = 0
    power: int = 1


def within(column: str, days: int, skip: int = 0) -> Conditions:
    """The `days` days that end `skip` days before `as_of`: (as_of - skip - days, as_of - skip]."""
    return (Condition(column, Op.AFTER, days=-skip - days), Condition(column, Op.UNTIL, days=-skip))


def ever(column: str) -> Conditions:
    """Any day up to and including `as_of`."""
    return (Condition(column, Op.UNTIL),)


def among(column: str, *values: str) -> Conditions:
    """`column` holds one of `values`."""
    return (Condition(column, Op.IN, values=values),)
