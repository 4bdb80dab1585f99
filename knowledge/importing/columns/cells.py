"""What comes out of a column of text cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

Value: TypeAlias = str | float | int | bool | date | list[str] | None


@dataclass(frozen=True)
class Cells:
    """The cells of one column.

    Attributes:
        values: One per cell; None for an empty or refused one (an empty list for lists).
        refused: Position to what would be valid, for every cell that cannot be read.
        currencies: For amounts: position to the ISO code that stands in the cell itself (`€ 12` is EUR). `$`
            alone is `$`: which dollar it is only the rest of the row or file can tell. A sign that several
            countries share (`kr`) is `?`. Absent where the cell names none.
    """

    values: Sequence[Value]
    refused: Mapping[int, str]
    currencies: Mapping[int, str]
