"""What imports keep beside the data: runs, history, which partners are one, snapshots."""

from __future__ import annotations

from typing import Final

from sqlalchemy import JSON, Column, Date, DateTime, Float, Integer, String, Table, Text

from knowledge.tables.base import metadata

imports: Final = Table(
    "imports",
    metadata,
    Column("import_id", Integer, primary_key=True),
    Column("table_name", String, nullable=False, index=True),
    Column("file_name", Text, nullable=False),
    Column("imported_at", DateTime(timezone=True), nullable=False),
    Column("rows_in", Integer, nullable=False),
    Column("rows_changed", Integer, nullable=False),
    Column("run_id", Integer, index=True),
    Column("digest", String),
    Column("rows_rejected", Integer, nullable=False, server_default="0"),
    Column("rows_skipped", Integer, nullable=False, server_default="0"),
    Column("rows_removed", Integer, nullable=False, server_default="0"),
)
"""One row per file and table that came in; `digest` is of all that its rows depended on."""

import_runs: Final = Table(
    "import_runs",
    metadata,
    Column("run_id", Integer, primary_key=True),
    Column("folder", Text, nullable=False),
    Column("started_at", DateTime(timezone=True), nullable=False),
    Column("seconds", Float, nullable=False),
    Column("through", Date),
    Column("rows_in", Integer, nullable=False),
    Column("rows_changed", Integer, nullable=False),
    Column("rows_rejected", Integer, nullable=False),
    Column("files_out", Integer, nullable=False),
    Column("problems", JSON, nullable=False),
    Column("steps", JSON, nullable=False),
)
"""One row per import: its sums, the first problems in words, and the seconds of what followed it by step."""

attribute_changes: Final = Table(
    "attribute_changes",
    metadata,
    Column("partner_id", Text, primary_key=True),
    Column("attribute", String, primary_key=True),
    Column("changed_on", Date, primary_key=True),
    Column("before", JSON),
    Column("after", JSON),
)
"""History of `schema.TRACKED`: one row per attribute and day on which an import changed it. What held on a
day is `before` of the first later change, else what the partner's row says."""

partner_matches: Final = Table(
    "partner_matches",
    metadata,
    Column("source_id", Text, primary_key=True),
    Column("partner_id", Text, primary_key=True),
    Column("state", String, nullable=False),
    Column("score", Float, nullable=False),
    Column("reasons", JSON, nullable=False),
    Column("decided_by", Text, nullable=False),
    Column("decided_at", DateTime(timezone=True), nullable=False),
)
"""Two partner ids that may be one partner: `proposed`, `merged` or `separate`, with why and who decided."""

merged_partners: Final = Table(
    "merged_partners",
    metadata,
    Column("source_id", Text, primary_key=True),
    Column("partner_id", Text, nullable=False, index=True),
    Column("row", JSON, nullable=False),
    Column("filled", JSON, nullable=False),
    Column("moved", JSON, nullable=False),
    Column("merged_at", DateTime(timezone=True), nullable=False),
)
"""Partners that are part of another one: their own row, set aside, the columns of the other that it filled,
and what else was moved and cannot be told from the rows. Rows of other tables name them in
`source_partner_id`."""

snapshots: Final = Table(
    "snapshots",
    metadata,
    Column("partner_id", Text, primary_key=True),
    Column("as_of", Date, primary_key=True),
    Column("policy", String, nullable=False),
    Column("score", Float),
    Column("confidence", Float),
    Column("categories", JSON, nullable=False),
    Column("tier", String),
    Column("phase", String),
)
"""Scorecard, tier and phase as they were computed for a day, with the digest of the policy used."""
