"""Attention for the whole portfolio: who needs a person, in the order in which to look at them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tools.about import About, Row, is_missing, row_of
from tools.attention import kinds
from tools.attention.items import PRESSING, AttentionItem, Lane
from tools.attention.order import ordered
from tools.attention.policy import AttentionPolicy
from tools.attention.readings import readings
from tools.attention.reasons import all_reasons, lane_readings
from tools.attention.sources import Sources
from tools.portfolio import Portfolio


@dataclass(frozen=True, eq=False)
class Attention:
    """Everybody who needs a person at the portfolio's day; items are made when they are asked for.

    Attributes:
        frame: What `readings` returned, only of partners on the list or to part ways with.
    """

    portfolio: Portfolio
    frame: pd.DataFrame
    policy: AttentionPolicy

    def of(self, ids: Iterable[str] | None = None, lane: Lane | None = None) -> tuple[str, ...]:
        """Those of `ids` (None: of all) that are on the list, in order.

        By urgency, then money at stake, then id; every n-th place is kept for rising partners, so that fires
        do not crowd them out.

        Args:
            ids: Partners that the question is about.
            lane: Only this lane, in the order of that lane; a partner in several is found in each. None:
                every lane but parting ways.
        """
        return self.listed(self.rows(self.portfolio.partners.index if ids is None else ids), lane)

    def listed(self, rows: NDArray[np.intp], lane: Lane | None = None) -> tuple[str, ...]:
        """As `of`, for rows of the portfolio."""
        at = self._places[rows]
        at = at[at >= 0]
        by = f"lane_{lane}" if lane in PRESSING else "urgency"
        if lane is Lane.PART_WAYS:
            at = at[self.frame["part_ways"].to_numpy()[at]]
        else:
            at = at[self.frame[by].to_numpy()[at] > 0]
        strongest = self.frame["lane"].to_numpy()[at]
        order = ordered(
            self.frame[by].to_numpy()[at],
            self.frame["stake"].to_numpy()[at],
            (strongest == PRESSING.index(Lane.RISING)) & (lane is None),
            self.policy.rising_every,
        )
        return tuple(self._ids[at[order]])

    def item(self, partner_id: str) -> AttentionItem | None:
        """One partner with reasons, the same whatever is asked; None if it is not on the list."""
        if partner_id not in self.frame.index:
            return None
        row = self._row(partner_id)
        about = About(self.portfolio, partner_id, str(row["name"]))
        found = lane_readings(about, row)
        touch = row["attention_last_touch"]
        return AttentionItem(
            partner_id=partner_id,
            readings=found,
            reasons=all_reasons(about, row, found),
            at_stake=about.fact(kinds.AT_STAKE, row["stake"]),
            last_touch=None if is_missing(touch) else touch.date(),
        )

    def items(self, partner_ids: Iterable[str]) -> tuple[AttentionItem, ...]:
        """The items of these partners, in the order given; none for who is not on the list."""
        made = (self.item(partner_id) for partner_id in partner_ids)
        return tuple(item for item in made if item is not None)

    def new_since(self, before: Attention, ids: Iterable[str]) -> tuple[str, ...]:
        """Those of `ids` that are news, in order: not there before, in another lane, or clearly worse."""
        listed = list(self.of(ids))
        now, then = (one.frame[["lane", "urgency"]].reindex(listed) for one in (self, before))
        worse = now["urgency"] - then["urgency"] >= self.policy.clearly_worse
        news = ((now["lane"] != then["lane"]) | worse).to_numpy()
        return tuple(partner_id for partner_id, new in zip(listed, news, strict=True) if new)

    def expected_loss(self, partner_ids: Iterable[str]) -> float:
        """What these partners together may bring less in the next 90 days, in base currency."""
        return float(self.frame["loss"].reindex(list(partner_ids)).sum())

    @property
    def without_history(self) -> bool:
        """Whether there is nothing on file to judge anybody by: no deal, no lead of a year, no contact."""
        partners = self.portfolio.partners
        leads = partners[["attention_leads_quarter", "attention_leads_before"]]
        return bool(partners[_HISTORY].isna().all(axis=None) and leads.eq(0).all(axis=None))

    def holding(self, partner_ids: Iterable[str], matter: str) -> frozenset[str]:
        """Those of the partners with whom that matter (a code of `tools.attention.due.DUE`) is due."""
        due = self.frame[matter] > 0
        return frozenset(partner_ids).intersection(self.frame.index[due])

    def rows(self, ids: Iterable[str]) -> NDArray[np.intp]:
        """Rows of the portfolio with these ids, each once, in its order."""
        known = self._numbers
        found = np.array([known[one] for one in frozenset(ids) if one in known], dtype=np.intp)
        return np.sort(found)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        """Row of each partner in the portfolio."""
        return {partner_id: row for row, partner_id in enumerate(self.portfolio.partners.index)}

    @cached_property
    def _ids(self) -> NDArray[np.object_]:
        """Ids of the frame as plain strings; a column of them is slow to hand out one by one."""
        return self.frame.index.to_numpy(dtype=object)

    @cached_property
    def _places(self) -> NDArray[np.intp]:
        """Row of the frame for each row of the portfolio; -1 for who is not on the list."""
        places = np.full(len(self._numbers), -1, dtype=np.intp)
        places[[self._numbers[one] for one in self._ids]] = np.arange(len(self._ids))
        return places

    def _row(self, partner_id: str) -> Row:
        """What reasons are told from: a few of the partner's columns, what was read, and its signals."""
        partners = self.portfolio.partners
        at = partners.index.get_loc(partner_id)
        own = [name for name in partners.columns if name in _OWN or name.startswith(_READ)]
        return {name: partners[name].iloc[at] for name in own} | dict(row_of(self.frame, partner_id))


_HISTORY = ["attention_first_activity", "attention_first_deal", "outlook_first_won"]
_OWN = ("name", "signed_on")
_READ = ("attention_", "outlook_")


def attention(portfolio: Portfolio, sources: Sources, policy: AttentionPolicy) -> Attention:
    """Every partner that needs a person at the portfolio's day.

    In lanes: money at risk (by expected loss), going dark, rising, due; partners to part ways with are named
    as such, never urgent; ended ones never come. Peers are all partners of the portfolio.

    Args:
        portfolio: At the day in question, with the aggregates of attention and of the outlook.
        sources: What other sciences found for it.
        policy: Weights and thresholds.
    """
    frame = readings(portfolio, sources, policy)
    listed = frame[(frame["lane"] >= 0) | frame["part_ways"]]
    return Attention(portfolio, listed, policy)
