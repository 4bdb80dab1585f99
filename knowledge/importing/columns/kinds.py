"""For each type of column: how a text becomes a value, and what the value must be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache, partial
from typing import Any, Final, TypeAlias

from knowledge.importing.columns import codes, texts
from knowledge.importing.columns.cells import Value
from knowledge.importing.columns.choice_words import choice_code
from knowledge.importing.columns.days import read_day
from knowledge.importing.columns.periods import read_month, read_period
from knowledge.importing.columns.quantities import QUANTITIES, bounds, noun, read_number
from knowledge.importing.columns.rules import Rule
from knowledge.importing.columns.severities import severity_of
from knowledge.importing.columns.style import Style
from tools.schema import Column, Type

Checked: TypeAlias = str | float | date
"""What a text is turned into before it is checked."""

_FIRST_YEAR, _LAST_YEAR = 1900, 2199


def _number_reader(column: Column, style: Style) -> Callable[[str], float]:
    read = partial(read_number, column=column, style=style)
    if column.name != "severity":
        return read
    return lambda text: severity_of(text) or read(text)


_CONVERT: Final[dict[Type, Callable[[Column, Style], Callable[[str], Checked]]]] = {
    Type.EMAIL: lambda _column, _style: str.lower,
    Type.NUMBER: _number_reader,
    Type.MONEY: _number_reader,
    Type.WHOLE: _number_reader,
    Type.FLAG: lambda _column, _style: str.lower,
    Type.DATE: lambda _column, style: partial(read_day, style=style),
    Type.MONTH: lambda _column, style: partial(read_month, style=style),
    Type.PERIOD: lambda _column, style: partial(read_period, style=style),
    Type.CURRENCY: lambda _column, _style: codes.currency_code,
    Type.CHOICE: lambda column, _style: partial(choice_code, column=column),
    Type.REQUIREMENTS: lambda _column, _style: codes.joined_requirements,
}
_FINISH: Final[dict[Type, Callable[[Column], Callable[[Any], Value]]]] = {
    Type.WHOLE: lambda _column: int,
    Type.NAMES: lambda column: partial(codes.split_names, column=column),
    Type.FLAG: lambda _column: codes.FLAGS.__getitem__,
    Type.REQUIREMENTS: lambda _column: codes.split_requirements,
}


def converter(column: Column, style: Style) -> Callable[[str], Checked] | None:
    """Turns the text of a cell that is not empty into what the rules of the column check.

    Returns:
        A function that raises ValueError with what would be valid; None if the text itself is checked.
    """
    make = _CONVERT.get(column.type)
    return make(column, style) if make else None


def finisher(column: Column) -> Callable[[Any], Value] | None:
    """Turns what no rule refused into what is kept; None if it is kept as it is."""
    make = _FINISH.get(column.type)
    return make(column) if make else None


def is_list(column: Column) -> bool:
    """Whether the column's values are lists."""
    return column.type in (Type.NAMES, Type.REQUIREMENTS)


def is_text(column: Column) -> bool:
    """Whether any text may stand in the column, `N/A` too."""
    return column.type is Type.TEXT or (column.type is Type.NAMES and not column.choices)


@lru_cache(maxsize=1_000)
def rules_of(column: Column, *, is_key: bool) -> tuple[Rule, ...]:
    """What every value of the column must be."""
    if column.type in QUANTITIES:
        return (_range_rule(column),)
    if column.type is Type.TEXT and column.name in texts.PROSE:
        return texts.PROSE_RULES
    if column.type is Type.TEXT:
        return texts.KEY if is_key or column.references else texts.LINE
    if column.type is Type.NAMES:
        return (*texts.LINE, codes.items_rule(column)) if column.choices else texts.LINE
    if column.type is Type.CHOICE:
        return (codes.choice_rule(column.choices),)
    return (codes.currency_rule(),) if column.type is Type.CURRENCY else _RULES[column.type]


def _range_rule(column: Column) -> Rule:
    low, high = bounds(column)
    expected = f"{noun(column)} from {low:,.16g} to {high:,.16g}"
    return Rule(expected, lambda numbers: numbers.astype(float).between(low, high))


_DAYS: Final = Rule(
    f"a date between {_FIRST_YEAR} and {_LAST_YEAR}",
    lambda days: days.between(date(_FIRST_YEAR, 1, 1), date(_LAST_YEAR, 12, 31)),
)
_PERIODS: Final = Rule(
    f"a period between {_FIRST_YEAR} and {_LAST_YEAR}",
    lambda periods: periods.str[:4].between(str(_FIRST_YEAR), str(_LAST_YEAR)),
)
_RULES: Final[dict[Type, tuple[Rule, ...]]] = {
    Type.EMAIL: texts.EMAIL,
    Type.FLAG: (codes.FLAG_RULE,),
    Type.DATE: (_DAYS,),
    Type.MONTH: (_DAYS,),
    Type.PERIOD: (_PERIODS,),
    Type.REQUIREMENTS: (codes.REQUIREMENTS_RULE,),
}
