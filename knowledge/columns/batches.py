"""Queries about some partners, in statements of a size that every database takes."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, Final

from sqlalchemy import ColumnElement, Select

_IDS: Final = 500  # in one statement


def in_batches(
    everything: Select[Any], partner: ColumnElement[str], partner_ids: Collection[str] | None
) -> Iterator[Select[Any]]:
    """The query once for everybody (None), or for these partners, in pieces."""
    if partner_ids is None:
        yield everything
        return
    ids = sorted(partner_ids)
    for start in range(0, len(ids), _IDS):
        yield everything.where(partner.in_(ids[start : start + _IDS]))
