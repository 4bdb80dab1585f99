"""The SQL tables of what holds for the data as a whole: settings, fits, and what changed lately."""

from __future__ import annotations

from typing import Final

from sqlalchemy import JSON, Column, Date, DateTime, Integer, String, Table, Text

from knowledge.tables.base import metadata

settings: Final = Table(
    "settings",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", Text, nullable=False),
)
"""`data_version` (grows with every import that changed a row), `through`, `base_currency`, and whether all is
still the sample."""

fits: Final = Table(
    "fits",
    metadata,
    Column("model", String, primary_key=True),
    Column("fitted_through", Date, primary_key=True),
    Column("coefficients", JSON, nullable=False),
    Column("fitted_at", DateTime(timezone=True), nullable=False),
)
"""Coefficients fitted on the portfolio's own history; none of it lies after `fitted_through`."""

changed_partners: Final = Table(
    "changed_partners",
    metadata,
    Column("partner_id", Text, primary_key=True),
    Column("version", Integer, nullable=False, index=True),
)
"""Partners of whom some row changed, with the `data_version` in which it last did; `rebuilt_version` in
`settings` says from which version on this is complete."""
