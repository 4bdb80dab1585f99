"""How one column of one file writes its numbers and dates."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

Decimal: TypeAlias = Literal["point", "comma"]
DayOrder: TypeAlias = Literal["day_first", "month_first"]


class Style(BaseModel):
    """How numbers and dates are written. The default is our own format: `1234.5` and `2026-09-30`.

    Our own format is understood under every style, and so is what cannot be misread: `30 Sep 2026`,
    `2026-09-30T12:00Z`, `€ 12`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    decimal: Decimal = Field("point", description="the mark before the decimals")
    thousands: bool = Field(
        default=False, description="whether the other mark, a space or an apostrophe groups thousands"
    )
    dates: DayOrder | None = Field(
        None, description="what stands first in 03/04/2026; None: refuse such cells"
    )
    epoch: Literal["s", "ms"] | None = Field(None, description="unit of dates that are numbers since 1970")
    serial: bool = Field(
        default=False, description="whether dates are the day numbers of spreadsheets: 46295 is 2026-09-30"
    )
    cents: bool = Field(default=False, description="amounts are in hundredths of the currency's unit")


PLAIN: Final = Style()
