"""What moved in a month among some partners: tiers, phases, scores, deals, promises, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain, islice
from typing import Final

import numpy as np
import pandas as pd

from assistant.standing import Standing
from tools.about import About, about_all
from tools.attention import kinds as attention_kinds
from tools.facts import Fact, Kind, Statement, Unit
from tools.territory import Deals

DEALS: Final = Kind("month.deals", Unit.COUNT, "deals decided in the month")
MONEY: Final = Kind("month.amount", Unit.MONEY, "worth of these deals")
PARTNERS: Final = Kind("month.partners", Unit.COUNT, "partners")
PROMISES: Final = Kind("month.promises", Unit.COUNT, "promises")
CLEARLY: Final = 5.0
"""Points of the score by which a partner must have moved to be counted: less comes and goes by itself."""
_TOLD: Final = 4
"""Statements of a month at most, beside the tiers and the next step: more than that is not read."""


@dataclass(frozen=True, eq=False)
class Month:
    """One month.

    Attributes:
        start, end: The standing at the end of the day before the month, and at its last day.
        ids: Whose month it is.
    """

    start: Standing
    end: Standing
    ids: frozenset[str]

    def statements(self) -> Iterator[Statement]:
        """The most telling of all but the tiers: deals and promises, then scores, then phases."""
        every = chain(
            self._deals(),
            self._promises(),
            self._moved("score", *self._scores()),
            self._moved("phase", *self._phases()),
        )
        yield from islice(every, _TOLD)

    def next_step(self) -> Iterator[Statement]:
        """What to do first in the month that begins."""
        for item in self.end.attention.items(self.end.attention.of(self.ids)[:1]):
            about = About(self.end.portfolio, item.partner_id)
            play = about.fact(attention_kinds.PLAY, item.play)
            yield Statement("month.next", {"partner": about.partner(), "play": play})

    def _deals(self) -> Iterator[Statement]:
        deals, days = self.end.deals, (self.end.as_of - self.start.as_of).days
        decided = (deals.closed > -days) & (deals.closed <= 0) & self._own(deals)
        for stage in ("won", "lost"):
            chosen = decided & deals.among(stage)
            count = self._count(DEALS, int(chosen.sum()), stage)
            if not count.value:
                yield Statement(f"month.none_{stage}")
                continue
            worth = Fact(
                MONEY, None, float(deals.amount[chosen].sum()), self.end.as_of, stage,
                self.end.portfolio.currency,
            )  # fmt: skip
            yield Statement(f"month.{stage}", {"count": count, "worth": worth})

    def _own(self, deals: Deals) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        mine = np.array([*(one in self.ids for one in deals.partner.known), False])
        return np.asarray(mine[deals.partner.places])

    def _phases(self) -> tuple[int, int]:
        """Partners that came further on their way, and that fell back."""
        both = self._both(self.start.journey["order"], self.end.journey["order"])
        return int((both["end"] > both["start"]).sum()), int((both["end"] < both["start"]).sum())

    def _scores(self) -> tuple[int, int]:
        """Partners with a clearly higher and a clearly lower score."""
        both = self._both(self.start.scorecards.total, self.end.scorecards.total)
        change = both["end"] - both["start"]
        return int((change >= CLEARLY).sum()), int((change <= -CLEARLY).sum())

    def _both(self, start: pd.Series[float], end: pd.Series[float]) -> pd.DataFrame:
        mine = end.index[end.index.isin(list(self.ids))]
        return pd.DataFrame({"start": start.reindex(mine), "end": end.reindex(mine)}).dropna()

    def _moved(self, what: str, up: int, down: int) -> Iterator[Statement]:
        if up or down:
            slots = {
                "up": self._count(PARTNERS, up, f"{what} up"),
                "down": self._count(PARTNERS, down, f"{what} down"),
            }
            yield Statement(f"month.{what}", slots)

    def _promises(self) -> Iterator[Statement]:
        """Those of ours that were kept in the month, and those that are late at its end."""
        keys = ["note_id", "start"]
        then, now = (self._ours(one.promises) for one in (self.start, self.end))
        waiting = then[then["status"].eq("open")].set_index(keys).index
        kept = now[now["status"].eq("kept") & pd.MultiIndex.from_frame(now[keys]).isin(waiting)]
        late = now[now["status"].eq("open") & now["due_on"].lt(pd.Timestamp(self.end.as_of))]
        if len(kept) or len(late):
            slots = {
                "kept": self._count(PROMISES, len(kept), "kept"),
                "late": self._count(PROMISES, len(late), "late"),
            }
            yield Statement("month.promises", slots)

    def _ours(self, promises: pd.DataFrame) -> pd.DataFrame:
        return promises[promises["owed_by"].eq("us") & promises["partner_id"].isin(list(self.ids))]

    def _count(self, kind: Kind, value: int, subject: str) -> Fact:
        return about_all(self.end.portfolio, kind, value, subject)


def ends_of(month: str) -> tuple[date, date]:
    """The last day before a month such as `2026-09`, and its own last day."""
    first = date.fromisoformat(f"{month}-01")
    following = (first + timedelta(days=31)).replace(day=1)
    return first - timedelta(days=1), following - timedelta(days=1)
