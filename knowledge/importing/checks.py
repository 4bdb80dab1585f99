"""What must hold between the cells of one row."""

from __future__ import annotations

from datetime import date
from typing import Final

from knowledge.importing.batch import Batch
from knowledge.importing.columns import Value

_IN_ORDER: Final = {
    "deals": ("created_on", "closed_on"),
    "leads": ("created_on", "decided_on"),
    "certifications": ("earned_on", "expires_on"),
    "tickets": ("opened_on", "closed_on"),
    "offers": ("starts_on", "ends_on"),
}
"""The second date is never before the first. A partner may sign again after having ended, so not there; and a
commission may be approved after the day on which it was due."""

_CLOSED: Final = frozenset({"won", "lost"})


def check_rows(batch: Batch) -> None:
    """Refuse rows whose cells contradict each other."""
    name = batch.feed.table.name
    if name in _IN_ORDER:
        _refuse_backward_dates(batch, *_IN_ORDER[name])
    if name == "deals":
        _refuse_undated_deals(batch)
    if name == "usage":
        _refuse_more_active_than_licensed(batch)


def _refuse_backward_dates(batch: Batch, earlier: str, later: str) -> None:
    if earlier not in batch.values or later not in batch.values:
        return
    mended = list(batch.values[earlier])
    for row, (first, second) in enumerate(zip(batch.values[earlier], batch.values[later], strict=True)):
        if first is None or second is None or not _is_before(second, first):
            continue
        if batch.feed.prefix:  # systems write the evening of one time zone and the morning of another
            mended[row] = second
            batch.mended[f"{earlier} was after {later}, and is taken to be the same day"] += 1
        else:
            batch.refuse(row, later, f"a date on or after {earlier}, {first}")
    batch.values[earlier] = mended


def _is_before(one: Value, other: Value) -> bool:
    return isinstance(one, date) and isinstance(other, date) and one < other


def _refuse_undated_deals(batch: Batch) -> None:
    """A deal that was won or lost on no day would count in no period."""
    pairs = zip(batch.column("stage"), batch.column("closed_on"), strict=True)
    for row, (stage, closed_on) in enumerate(pairs):
        if closed_on is None and stage in _CLOSED and not batch.cell(row, "closed_on"):
            batch.refuse(row, "closed_on", f"the date on which the deal was {stage}")


def _refuse_more_active_than_licensed(batch: Batch) -> None:
    """More in use than sold is a mistake in one of the two."""
    pairs = zip(batch.column("licensed"), batch.column("active"), strict=True)
    for row, (licensed, active) in enumerate(pairs):
        if isinstance(licensed, float) and isinstance(active, float) and active > licensed:
            batch.refuse(row, "active", f"at most licensed, {licensed:,.16g}")
