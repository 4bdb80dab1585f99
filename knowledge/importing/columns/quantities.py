"""Cells of number columns: text in, number out, or what would be valid."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from knowledge.importing.columns.amounts import amount_in
from knowledge.importing.columns.currencies import UNTOLD
from knowledge.importing.columns.digits import all_own, is_unsure, own_number, strict_number, styled_number
from knowledge.importing.columns.style import Decimal, Style
from tools.schema import Column, Type

QUANTITIES: Final = frozenset({Type.NUMBER, Type.MONEY, Type.WHOLE})

_LARGEST: Final = 1e15  # beyond it a float64 no longer holds cents
_LARGEST_WHOLE: Final = 2**31 - 1
_NOUNS: Final = {Type.WHOLE: "a whole number", Type.MONEY: "an amount", Type.NUMBER: "a number"}
_PERCENTAGES: Final = (1, 100)  # the whole, in columns of shares
_DECIMALS_EXPECTED: Final = frozenset({"rate_to_base"})  # `1.085` is a rate, never a thousand


def noun(column: Column) -> str:
    """What a cell of the column is: `an amount`."""
    return _NOUNS[column.type]


def bounds(column: Column) -> tuple[float, float]:
    """Least and greatest number of the column, both included."""
    largest = _LARGEST_WHOLE if column.type is Type.WHOLE else _LARGEST
    return (
        -largest if column.low is None else column.low,
        largest if column.high is None else column.high,
    )


def may_hold_thousands(column: Column) -> bool:
    """Whether `1.234` in the column may be meant as 1234."""
    return column.name not in _DECIMALS_EXPECTED and bounds(column)[1] >= 1_000  # noqa: PLR2004  the thousand itself


def read_number(text: str, column: Column, style: Style) -> float:
    """The number that a cell of the column holds, in its unit; whether it is in range is not asked here.

    Raises:
        ValueError: What would be valid.
    """
    value = own_number(text)
    if value is None:
        value = _framed_number(text, column, style)
    if column.type is Type.WHOLE and not value.is_integer():
        raise ValueError(noun(column))
    return value / 100 if style.cents and column.type is Type.MONEY else value


def own_numbers(texts: Sequence[str], column: Column, style: Style) -> list[float] | None:
    """The numbers of all texts at once, where each is in our own format; None if one may not be."""
    in_units = style.cents or column.type is Type.WHOLE
    if column.type not in QUANTITIES or in_units or not all_own(texts):
        return None
    return list(map(float, texts))


def currency_in(text: str) -> str:
    """The currency that stands in a cell that is an amount: ISO code, `$`, `UNTOLD`, or empty for none."""
    amount = None if text[0].isdigit() and text[-1].isdigit() else amount_in(text)
    if amount is None or not amount.frame.is_money:
        return ""
    return amount.frame.currency or UNTOLD


def _framed_number(text: str, column: Column, style: Style) -> float:
    amount = amount_in(text)
    if amount is None or (amount.frame.is_money and column.type is not Type.MONEY):
        raise ValueError(_what_is_missing(text, column, style))
    value = styled_number(amount.digits, style, may_be_thousands=may_hold_thousands(column))
    if value is None:
        raise ValueError(_how_to_write(amount.digits, column, style))
    return amount.frame.factor * (_share(value, column) if amount.frame.percent else value)


def _share(percent: float, column: Column) -> float:
    """A percentage in the unit of the column."""
    low, high = bounds(column)
    if low != 0 or high not in _PERCENTAGES:
        raise ValueError(f"{noun(column)} without a percent sign")
    return percent * high / 100


def _what_is_missing(text: str, column: Column, style: Style) -> str:
    if text.startswith("="):
        return f"{noun(column)}, not a formula"
    return f"{noun(column)} without a currency" if amount_in(text) else _format(column, style)


def _how_to_write(digits: str, column: Column, style: Style) -> str:
    """What to change on digits that have the wrong marks for the column."""
    if column.type is Type.WHOLE and not style.thousands:
        return f"{noun(column)} written as 1234, without thousands marks"
    if is_unsure(digits, style) and "." in digits:
        return f"{noun(column)} written as 1234 or 1.2340; a point before three digits may mark thousands"
    other: Decimal = "comma" if style.decimal == "point" else "point"
    if style.thousands and strict_number(digits, other) is not None:
        return f"{noun(column)} with a {style.decimal} before the decimals, as most of this column"
    return _format(column, style)


def _format(column: Column, style: Style) -> str:
    if column.type is Type.WHOLE:
        return noun(column)
    if style.decimal == "comma":
        return f"{noun(column)} written as 1234,5"
    return f"{noun(column)} written as 1234.5" + ("" if style.thousands else ", without thousands marks")
