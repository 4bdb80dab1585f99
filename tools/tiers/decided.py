"""Tiers that a person decided in a review, held until the next quarter's review."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import pandas as pd

from tools.portfolio import DATE_TYPE
from tools.tiers.tier import NoTier, Tier


@dataclass(frozen=True)
class Held:
    """A tier that a person set in place of the computed one.

    Attributes:
        review_on: End of the quarter that was reviewed.
        decided_on: Day of the decision.
        role: Of who decided it: `lead`, `admin`; empty if they are no longer on file.
    """

    partner_id: str
    review_on: date
    tier: Tier
    decided_on: date
    role: str


def quarter_end(day: date) -> date:
    """The last end of a quarter on or before that day."""
    ended = pd.Timestamp(day) + pd.Timedelta(days=1)
    return (ended.to_period("Q") - 1).end_time.date()


def with_decisions(graded: pd.DataFrame, as_of: date, held: Iterable[Held]) -> pd.DataFrame:
    """The tiers with those that people decided in the review that is in force on `as_of`.

    A decision holds from the end of the quarter that it reviews until the end of the next; it does not bring
    back a partner that has ended.

    Args:
        graded: What `tools.tiers.tiers` returned.
        as_of: The day of `graded`.
        held: Overrides of any review; one per partner and review.

    Returns:
        `graded` with the decided `tier`, and beside it `computed`, the tier by the figures; `decided_by`, the
        role of who decided ("" for nobody); `decided_on` (NaT for nobody).
    """
    review = quarter_end(as_of)
    judged = graded.index[graded["no_tier"].ne(NoTier.ENDED)]
    mine = {one.partner_id: one for one in held if one.review_on == review and one.partner_id in judged}
    none = pd.Series("", index=graded.index, dtype="str")
    tier, role, day = graded["tier"].copy(), none, pd.Series(pd.NaT, index=graded.index, dtype=DATE_TYPE)
    for partner_id, one in mine.items():  # as few as people decide by hand
        tier[partner_id], role[partner_id] = one.tier.value, one.role or "lead"
        day[partner_id] = pd.Timestamp(one.decided_on)
    return graded.assign(
        computed=graded["tier"],
        tier=tier,
        no_tier=graded["no_tier"].where(role.eq(""), ""),
        decided_by=role,
        decided_on=day,
    )
