"""The partner science at one day: scorecards, tiers, journeys, attention; computed when first asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Final, Self

import pandas as pd

from assistant.stored import Stored
from knowledge.reviews import Decision, held
from tools import (
    attention,
    journey,
    matching,
    outlook,
    program,
    scorecard,
    segments,
    tiers,
)
from tools.attention import Attention, Sources
from tools.policy import Policy
from tools.portfolio import Portfolio
from tools.program import Levels
from tools.scorecard import Scorecards
from tools.segments import Segments

WALKED: Final = (*tiers.AGGREGATES, *journey.AGGREGATES)
AGGREGATES: Final = (
    *WALKED,
    *attention.AGGREGATES,
    *outlook.AGGREGATES,
    *program.AGGREGATES,
    *scorecard.AGGREGATES,
)


@dataclass(frozen=True)
class Science:
    """Where every partner stands at the end of `as_of`; each part is computed when it is first asked for."""

    as_of: date
    policy: Policy
    portfolio: Portfolio
    stored: Stored

    def under(self, policy: Policy) -> Self:
        """The same day judged by other weights and thresholds; nothing is loaded again."""
        changed = replace(self, policy=policy)
        changed.__dict__["history"] = self.history
        return changed

    @cached_property
    def history(self) -> tuple[Portfolio, ...]:
        """Month-ends before `as_of`, oldest first, then the day itself."""
        return (*self.stored.month_ends(), self.portfolio)

    @cached_property
    def scorecards(self) -> Scorecards:
        """The 5Cs of every partner."""
        pairs = self.segments.pairs
        covered = pairs.index[pairs["qualified"]]
        return scorecard.scorecards(self.portfolio, self.policy.scorecard, covered)

    @cached_property
    def tiers(self) -> pd.DataFrame:
        """The tier of every partner, walked through the history, with what people decided."""
        return self.tiers_on(self.as_of)

    @cached_property
    def decisions(self) -> list[Decision]:
        """What people decided in reviews by then."""
        return self.stored.decisions()

    @cached_property
    def walked(self) -> dict[date, pd.DataFrame]:
        """The tiers by the figures at the end of each day of the history."""
        return dict(tiers.walk(self.history, self.policy.tiers))

    def tiers_on(self, day: date) -> pd.DataFrame:
        """The tiers on a day of the history, with what people decided of them by now."""
        return tiers.with_decisions(self.walked[day], day, held(self.decisions))

    def reaching(self, day: date) -> Self:
        """The same standing with a history that has `day`, so that both ends come from one walk."""
        if day in self.walked:
            return self
        longer = replace(self)
        longer.__dict__["history"] = (*self.stored.history_from(day), self.portfolio)
        return longer

    @cached_property
    def journey(self) -> pd.DataFrame:
        """The journey phase of every partner."""
        return journey.journey(self.history, self.policy.journey)

    @cached_property
    def promises(self) -> pd.DataFrame:
        """Promises read out of notes by then."""
        return self.stored.promises()

    @cached_property
    def levels(self) -> Levels:
        """The levels of the partner program and what they ask for, in rising order."""
        return Levels.of(self.stored.levels())

    @cached_property
    def certificates(self) -> pd.DataFrame:
        """Every certificate earned by then, valid or not."""
        return self.stored.certificates()

    @cached_property
    def outlook(self) -> pd.DataFrame:
        """What the next 90 days may bring, by coefficients that were fitted on nothing later than the day."""
        return outlook.outlook(self.portfolio, self.policy.outlook, self.stored.coefficients())

    @cached_property
    def segments(self) -> Segments:
        """Who is qualified in which sector and technology, and the demand there."""
        pairs = self.stored.cells(segments.PAIR_AGGREGATES, ("sector", "technology"))
        certified = self.stored.cells(segments.CERTIFICATION_AGGREGATES, ("technology",))
        return Segments.of(self.portfolio.partners, pairs, certified)

    @cached_property
    def experience(self) -> matching.Experience:
        """What every partner did, holds and lists, by sector and technology."""
        return matching.Experience.of(
            self.portfolio.partners,
            self.segments,
            sectors=self.stored.cells(segments.WORK, ("sector",)),
            technologies=self.stored.cells(segments.WORK, ("technology",)),
            speakers=self.stored.cells((matching.SPEAKERS,), ("language",)),
        )

    @cached_property
    def attention(self) -> Attention:
        """Every partner that needs a person, most urgent first; reasons are told when they are asked for."""
        risk = program.level_risk(self.portfolio, self.levels)
        sources = Sources(self.tiers, self.journey, self.outlook, self.promises, risk)
        return attention.attention(self.portfolio, sources, self.policy.attention)
