"""What a statement changed, and whose rows they were."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Changed:
    """Rows that are new, differ or are gone.

    Attributes:
        partners: Those whose rows they are, and those whose rows they were.
    """

    rows: int = 0
    partners: frozenset[str] = frozenset()

    @classmethod
    def returned(cls, partner_ids: Iterable[str | None]) -> Changed:
        """From the partner of each row, as a statement returned them; None for rows about no partner."""
        rows, partners = 0, set[str]()
        for partner_id in partner_ids:
            rows += 1
            if partner_id is not None:
                partners.add(partner_id)
        return cls(rows, frozenset(partners))
