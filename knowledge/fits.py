"""Coefficients fitted on the portfolio's own history, kept with the last day of what they were fitted on."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from sqlalchemy import Connection, select

from knowledge.stored_settings import grow_data_version
from knowledge.tables import fits
from knowledge.upserting import upsert
from tools.outlook import Coefficients

_MODEL: Final = "outlook"


def stored_coefficients(connection: Connection, as_of: date) -> Coefficients | None:
    """The newest coefficients that were fitted on nothing after `as_of`; None if there are none."""
    row = connection.scalar(
        select(fits.c.coefficients)
        .where(fits.c.model == _MODEL, fits.c.fitted_through <= as_of)
        .order_by(fits.c.fitted_through.desc())
        .limit(1)
    )
    return None if row is None else Coefficients.model_validate(row)


def store_coefficients(connection: Connection, coefficients: Coefficients, now: datetime) -> None:
    """Keep coefficients; those of the same day are replaced. What was computed with others is outdated.

    Raises:
        ValueError: They were fitted on no history.
    """
    if coefficients.fitted_through is None:
        raise ValueError("only coefficients fitted on a history are kept: fitted_through is missing")
    row = {
        "model": _MODEL,
        "fitted_through": coefficients.fitted_through,
        "coefficients": coefficients.model_dump(mode="json"),
        "fitted_at": now,
    }
    upsert(connection, fits, [row])
    grow_data_version(connection, ())  # no row of a partner differs, but what is said of them does
