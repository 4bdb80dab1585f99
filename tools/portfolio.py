"""Everything at one `as_of` date: one row per partner, with only what was knowable at the end of that day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final

import pandas as pd

from tools import schema
from tools.conditions import ACTIVE_STATUSES

DATE_TYPE: Final = "datetime64[us]"
_DTYPES: Final[dict[schema.Type, Any]] = {
    schema.Type.NUMBER: "float64",
    schema.Type.MONEY: "float64",
    schema.Type.WHOLE: "float64",
    schema.Type.DATE: DATE_TYPE,
    schema.Type.MONTH: DATE_TYPE,
    schema.Type.FLAG: "boolean",
    schema.Type.NAMES: "object",
    schema.Type.REQUIREMENTS: "object",
}


@dataclass(frozen=True, eq=False)
class Portfolio:
    """All partners at the end of one day.

    Attributes:
        as_of: The day.
        currency: ISO code of every money column; the column `currency` is what the partner's own file used.
        partners: Indexed by `partner_id`, sorted; the columns of the partners table and one per aggregate.
            Dates are datetime64 or NaT, numbers float64 or NaN, text `str` or NaN, flags bool, lists lists.
    """

    as_of: date
    currency: str
    partners: pd.DataFrame

    @property
    def peers(self) -> pd.DataFrame:
        """The partners that a partner is measured against: those active or paused."""
        return self.partners[self.is_peer]

    @cached_property
    def is_peer(self) -> pd.Series[bool]:
        """Who is among the peers."""
        return self.partners["status"].isin(ACTIVE_STATUSES)


def typed(rows: Sequence[Sequence[object]] | pd.DataFrame, table: schema.Table) -> pd.DataFrame:
    """A frame of rows of `table` with one dtype per column, the same whether rows are many, few or none.

    A frame may have fewer columns than the table, and those that stand beside them (`Table.beside`). A month
    is its last day.

    Raises:
        KeyError: A column that the table does not have.
    """
    frame = rows if isinstance(rows, pd.DataFrame) else pd.DataFrame(rows, columns=_names(table))
    kinds = {column.name: column.type for column in (*table.columns, *table.beside)}
    return pd.DataFrame(
        {name: _column(frame[name], kinds[name]) for name in frame.columns}, index=frame.index
    )


def as_known(partners: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """The partners as they were known at the end of `as_of`.

    Dates after it are blanked and the status follows the dates: a partner who signs or ends later is not
    yet active or ended. A status given without dates is believed, a missing one means active. The column
    `heard_of` is False while every date that tells of the partner lies ahead.
    """
    names = [column.name for column in schema.PARTNERS.columns if column.type is schema.Type.DATE]
    dates = partners[names]
    known = dates.where(dates <= pd.Timestamp(as_of))
    heard_of = known.notna().any(axis="columns") | dates.isna().all(axis="columns")
    status = _status(partners, known)
    return partners.assign(**{name: known[name] for name in names}, status=status, heard_of=heard_of)


def _status(given: pd.DataFrame, known: pd.DataFrame) -> pd.Series[str]:
    """What the dates allow of the given status."""
    status = given["status"].fillna("active")
    later = {
        name: given[name].notna() & known[name].isna() for name in ("applied_on", "signed_on", "ended_on")
    }
    before = pd.Series("prospect", index=given.index, dtype="str").mask(
        known["applied_on"].notna(), "applicant"
    )
    status = status.mask(later["ended_on"] & status.eq("ended"), "active")
    status = status.mask(later["signed_on"] & status.ne("ended"), before)
    status = status.mask(later["applied_on"] & status.eq("applicant"), "prospect")
    signed_again = known["signed_on"] > known["ended_on"]
    return status.mask(known["ended_on"].notna() & ~signed_again, "ended")


def _names(table: schema.Table) -> list[str]:
    return [column.name for column in table.columns]


def _column(values: pd.Series[Any], kind: schema.Type) -> pd.Series[Any]:
    """One column in its dtype; missing flags are false and missing lists empty."""
    dtype = _DTYPES.get(kind, "str")
    if dtype == DATE_TYPE:
        return pd.to_datetime(values).astype(DATE_TYPE)
    cast: pd.Series[Any] = values.astype(dtype)
    if kind is schema.Type.FLAG:
        return cast.fillna(value=False).astype(bool)
    if dtype == "object":
        return cast.map(lambda names: names if isinstance(names, list) else [])
    return cast
