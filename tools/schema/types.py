"""What a table that comes in is made of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Type(StrEnum):
    """Type of a column's cells."""

    TEXT = "text"
    NAMES = "list"  # separated by `;`
    NUMBER = "number"
    MONEY = "money"
    WHOLE = "whole number"
    FLAG = "true or false"
    DATE = "date"
    MONTH = "month"  # `2026-09`; kept as its last day, the day at whose end it is known
    PERIOD = "period"  # `2026-09`, `2026-Q3` or `2026`, kept as written
    EMAIL = "e-mail"
    CURRENCY = "currency"
    CHOICE = "choice"
    REQUIREMENTS = "requirements"  # a list of `measure>=value`


@dataclass(frozen=True)
class Column:
    """One column of an incoming table.

    Attributes:
        choices: Valid values, for `Type.CHOICE`, or valid items, for `Type.NAMES`; any if empty.
        low, high: Closed range of a number.
        references: The table whose key this column holds.
        about: What a cell says, in half a sentence, with its unit; for the documentation of the format.
    """

    name: str
    type: Type = Type.TEXT
    required: bool = False
    choices: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    references: str | None = None
    about: str = ""


@dataclass(frozen=True)
class Table:
    """One incoming table.

    Attributes:
        key: Names of the columns that together identify a row; a text among them that is not required is
            empty, never missing.
        event_date: Column that dates a row for coverage; None for tables without events.
        about: What a row is, in half a sentence.
    """

    name: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    event_date: str | None = None
    about: str = ""

    def column(self, name: str) -> Column:
        """The column of that name; KeyError if the table has none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    def of_type(self, *types: Type) -> tuple[Column, ...]:
        """The columns of these types, in order."""
        return tuple(column for column in self.columns if column.type in types)

    @property
    def beside(self) -> tuple[Column, ...]:
        """What the import works out of its cells: amounts in base currency, the last day of a period.

        An amount without currency of its own is in base currency already.
        """
        amounts = (
            self.of_type(Type.MONEY) if any(column.name == "currency" for column in self.columns) else ()
        )
        return (
            *(Column(in_base(column.name), Type.MONEY) for column in amounts),
            *(Column(period_end(column.name), Type.DATE) for column in self.of_type(Type.PERIOD)),
        )


def in_base(column: str) -> str:
    """Name of the column beside an amount that holds it in base currency."""
    return f"{column}_base"


def period_end(column: str) -> str:
    """Name of the column beside a period that holds its last day."""
    return f"{column}_ends_on"


def partner() -> Column:
    """The column that says which partner a row is about."""
    return Column("partner_id", required=True, references="partners", about="the partner")
