"""What must hold between the cells of one row."""

from __future__ import annotations

from datetime import date
from typing import Final

from knowledge.importing.cells import Value
from knowledge.importing.rows import Rows

_IN_ORDER: Final = {
    "deals": ("created_on", "closed_on"),
    "leads": ("created_on", "decided_on"),
    "certifications": ("earned_on", "expires_on"),
}
"""The second date is never before the first. A partner may sign again after having ended, so not there."""

_CLOSED: Final = frozenset({"won", "lost"})


def check_rows(rows: Rows) -> None:
    """Refuse rows whose cells contradict each other."""
    if rows.table.name in _IN_ORDER:
        _refuse_backward_dates(rows, *_IN_ORDER[rows.table.name])
    if rows.table.name == "deals":
        _refuse_undated_deals(rows)


def _refuse_backward_dates(rows: Rows, earlier: str, later: str) -> None:
    for row, (first, second) in enumerate(zip(rows.column(earlier), rows.column(later), strict=True)):
        if _is_before(second, first):
            rows.refuse(row, later, f"a date on or after {earlier}, {first}")


def _is_before(one: Value, other: Value) -> bool:
    return isinstance(one, date) and isinstance(other, date) and one < other


def _refuse_undated_deals(rows: Rows) -> None:
    """A deal that was won or lost on no day would count in no period."""
    for row, (stage, closed_on) in enumerate(
        zip(rows.column("stage"), rows.column("closed_on"), strict=True)
    ):
        if stage in _CLOSED and closed_on is None and not rows.cell(row, "closed_on"):
            rows.refuse(row, "closed_on", f"the date on which the deal was {stage}")
