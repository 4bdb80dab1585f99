"""The rows of incoming tables as columns: an index beside SQL, for what has to look at all of them."""

from __future__ import annotations

from knowledge.columns.frames import evaluated, seen_groups
from knowledge.columns.rows import needed
from knowledge.columns.source import Columns, FreshColumns, KeptColumns

__all__ = ["Columns", "FreshColumns", "KeptColumns", "evaluated", "needed", "seen_groups"]
