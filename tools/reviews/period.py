"""Two days of one walk side by side: who moved, and by which side of the tier."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from tools.about import Row, is_missing, row_of
from tools.portfolio import Portfolio
from tools.tiers.moves import Direction, moves

LISTED = (Direction.UP, Direction.DOWN, Direction.ASIDE)


@dataclass(frozen=True, eq=False)
class Period:
    """From the end of one day to the end of another.

    Attributes:
        start, end: The portfolios.
        before, after: What one walk of `tools.tiers.walk` said of both days, with what people had decided.
        done: What `tools.reviews.doings.doings` counted in between.
    """

    start: Portfolio
    end: Portfolio
    before: pd.DataFrame
    after: pd.DataFrame
    done: pd.DataFrame

    @cached_property
    def moved(self) -> pd.DataFrame:
        """Whose tier differs, as `tools.tiers.moves.moves` says."""
        return moves(self.before, self.after)

    def row(self, partner_id: str, *, at_start: bool) -> Row | None:
        """The partner's row at one end; None if it was not heard of yet."""
        frame = self.before if at_start else self.after
        return row_of(frame, partner_id) if partner_id in frame.index else None


def crossed(before: Row | None, after: Row, side: str) -> str:
    """What moved a side of the tier; "" if it did not change.

    `rose`, `fell`; `bar`: the threshold moved; `known`, `unknown`: the value came or went; `lifted`:
    it was high in between, and only the band keeps it there.
    """
    if before is None or bool(before[f"{side}_high"]) == bool(after[f"{side}_high"]):
        return ""
    was, now = before[side], after[side]
    if is_missing(was) or is_missing(now):
        return "known" if is_missing(was) else "unknown"
    begins = after[f"{side}_threshold"]
    if after[f"{side}_high"]:
        return "lifted" if now < begins else "rose" if now > was else "bar"
    return "fell" if now < was else "bar"
