"""Two days of one walk side by side: who moved, and by which side of the tier."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from tools.about import Row, is_missing, row_of
from tools.portfolio import Portfolio
from tools.reviews.aftermath import Watched, play_sides
from tools.reviews.doings import DONE
from tools.reviews.policy import ReviewPolicy
from tools.reviews.worked import Comparison, Sides, comparisons, kind_sides
from tools.tiers.moves import Direction, moves

LISTED = (Direction.UP, Direction.DOWN, Direction.ASIDE)


@dataclass(frozen=True, eq=False)
class Period:
    """From the end of one day to the end of another.

    Attributes:
        start, end: The portfolios.
        before, after: What one walk of `tools.tiers.walk` said of both days, with what people had decided.
        done: What `tools.reviews.doings.doings` counted in between.
        watched: The plays on record, to tell what followed them; None if there are none.
    """

    start: Portfolio
    end: Portfolio
    before: pd.DataFrame
    after: pd.DataFrame
    done: pd.DataFrame
    watched: Watched | None = None

    @cached_property
    def moved(self) -> pd.DataFrame:
        """Whose tier differs, as `tools.tiers.moves.moves` says."""
        return moves(self.before, self.after)

    def row(self, partner_id: str, *, at_start: bool) -> Row | None:
        """The partner's row at one end; None if it was not heard of yet."""
        frame = self.before if at_start else self.after
        return row_of(frame, partner_id) if partner_id in frame.index else None

    def compared(self, ids: Collection[str], policy: ReviewPolicy) -> list[Comparison]:
        """What went together with moving up among these partners, the clearest first.

        Kinds of things are counted in the period, beside the moves in it. A play is set beside the moves in
        the months after it alone, as `tools.reviews.aftermath.play_sides` counts them.
        """
        return comparisons(self._sides(ids, policy), policy)

    def _sides(self, ids: Collection[str], policy: ReviewPolicy) -> Iterator[Sides]:
        among = self.done[self.done.index.isin(list(ids))]
        yield from kind_sides(self.before, self.moved, among[[kind for kind in DONE if kind in among]])
        if self.watched is not None:
            yield from play_sides(self.watched, among.index, policy.watch_months)


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
