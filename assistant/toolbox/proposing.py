"""The moves that the latest review proposes, with what was decided of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pandas as pd

from assistant.standing import Standing
from knowledge.changes import Change
from knowledge.reviews import Decision, from_json
from tools import reviews, tiers
from tools.portfolio import Portfolio


@dataclass(frozen=True, eq=False)
class Proposed:
    """One review.

    Attributes:
        portfolio: At the end of the quarter under review.
        listed: What `tools.reviews.proposals` found, of the partners in question.
        decided: What was decided in this review, by partner.
        computed: The tiers by the figures on that day.
    """

    portfolio: Portfolio
    listed: pd.DataFrame
    decided: dict[str, Decision]
    computed: pd.DataFrame

    @property
    def review_on(self) -> date:
        """End of the quarter under review."""
        return self.portfolio.as_of

    @property
    def waiting(self) -> tuple[str, ...]:
        """Partners whose proposal nobody has decided, by id."""
        return tuple(map(str, self.listed.index[self.listed["state"].eq(reviews.OPEN)]))

    def before(self, change: Change | None) -> Proposed:
        """The review as it was before that change decided in it, so that a retry tells the same."""
        if change is None or change.before is None:
            return self
        made, back = set(change.before["made"]), [from_json(one) for one in change.before["dropped"]]
        decided = {name: one for name, one in self.decided.items() if name not in made}
        decided |= {one.partner_id: one for one in back}
        listed = self.listed.copy()
        listed.loc[listed.index.isin(list(made)), "state"] = reviews.OPEN
        for one in back:
            listed.loc[listed.index == one.partner_id, "state"] = one.decision.value
        return replace(self, listed=listed, decided=decided)


def proposed(standing: Standing, ids: Collection[str], direction: str | None = None) -> Proposed:
    """The review of the quarter that ended on the day of the standing, or last before it.

    Args:
        standing: At the day in question.
        ids: Partners that the question is about.
        direction: Only proposals to move `up` or `down`.
    """
    until = tiers.quarter_end(standing.as_of)
    before = tiers.quarter_end(until - timedelta(days=1))
    standing = standing.reaching(before).reaching(until)
    decided = {one.partner_id: one for one in standing.decisions if one.review_on == until}
    outcomes = {name: (one.decision.value, one.tier) for name, one in decided.items()}
    listed = reviews.proposals(standing.tiers_on(before), standing.walked[until], outcomes)
    portfolio = next(one for one in standing.history if one.as_of == until)
    kept = listed[listed.index.isin(list(ids))]
    if direction is not None:
        kept = kept[kept["direction"].eq(direction)]
    return Proposed(portfolio, kept, decided, standing.walked[until])
