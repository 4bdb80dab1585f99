"""What one side of a pair would gain: its demand, and what the other has to show."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from tools import schema
from tools.about import About, Slots
from tools.facts import Fact, Kind, Statement
from tools.introductions import kinds
from tools.matching import Evidence, Need, Rows
from tools.matching.evidence import asked_for
from tools.opening import row_keys
from tools.segments import field_key

_YEAR = pd.Timedelta(days=365)


@dataclass(frozen=True, eq=False)
class Gain:
    """What a partner would get from the other in one field.

    Attributes:
        partner, other: Who gains, and from whom.
        field: Names of what it is about: `technology`, `sector` or both.
    """

    partner: About
    other: About
    need: Need
    field: Slots
    rows: Rows

    def statements(self) -> tuple[Statement, ...]:
        """The gain in a paragraph: demand, what the other shows, what the partner has itself."""
        demand = self.demand()
        who: Slots = {"partner": named(self.partner), "other": named(self.other), **self.field}
        both = "_both" if len(self.field) > 1 else ""
        if demand.value:
            first = Statement(f"introductions.gains{both}", {**who, "demand": demand})
        else:
            first = Statement(f"introductions.brings{both}", who)
        return (first, *self._shown(), *self._own())

    def demand(self) -> Fact:
        """The partner's open deals there, and its won deals and leads of 365 days, with their rows."""
        keys = demand_keys(self.partner, self.rows, lambda rows: asked_for(rows, self.need))
        return replace(self._fact(self.partner, kinds.DEMAND, len(keys)), rows=keys)

    def _shown(self) -> tuple[Statement, ...]:
        """What the other has to show there: projects and certified people, else won deals."""
        evidence = Evidence.of(self.other, self.rows, self.need)
        last = evidence.last_delivered()
        certified = self._certified(evidence)
        slots: Slots = {"other": named(self.other)}
        if last is not None:
            slots["delivered"] = replace(evidence.delivered(), kind=kinds.DELIVERED)
            slots["last"] = replace(last, kind=kinds.LAST_DELIVERED)
        if certified is not None:
            slots["certified"] = certified
        if last is None and certified is None:
            if evidence.deals.empty:
                return ()
            slots["won"] = replace(evidence.won(), kind=kinds.WON)
            return (Statement("introductions.shows_deals", slots, follows=True),)
        parts = [part for part, there in (("projects", last), ("people", certified)) if there is not None]
        return (Statement(f"introductions.shows_{'_'.join(parts)}", slots, follows=True),)

    def _own(self) -> tuple[Statement, ...]:
        """What the partner has there itself, so that the difference can be argued with."""
        evidence = Evidence.of(self.partner, self.rows, self.need)
        certified = self._certified(evidence)
        slots: Slots = {"partner": named(self.partner)}
        if evidence.projects.empty and certified is None:
            return (Statement("introductions.own_nothing", slots, follows=True),)
        slots["delivered"] = replace(evidence.delivered(), kind=kinds.DELIVERED)
        slots["certified"] = certified or self._fact(self.partner, kinds.CERTIFIED, 0)
        return (Statement("introductions.own_some", slots, follows=True),)

    def _certified(self, evidence: Evidence) -> Fact | None:
        """People certified in the technology; None if a technology is not asked for, or nobody is."""
        if not self.need.technologies or evidence.certifications.empty:
            return None
        return replace(evidence.certified_people(), kind=kinds.CERTIFIED)

    def _fact(self, about: About, kind: Kind, value: object) -> Fact:
        return about.fact(kind, value, self.need.subject)


def demand_keys(about: About, rows: Rows, wanted: Callable[[pd.DataFrame], pd.DataFrame]) -> tuple[str, ...]:
    """Keys of a partner's open deals, and of its won deals and leads of 365 days, among the wanted rows.

    Args:
        about: The partner.
        rows: `deals` and `leads` as known on the day.
        wanted: Keeps the rows of the field in question.
    """
    day = pd.Timestamp(about.portfolio.as_of)
    deals, leads = (wanted(_counted(about, rows[name])) for name in ("deals", "leads"))
    won = deals["stage"].eq("won") & (deals["closed_on"] > day - _YEAR) & (deals["closed_on"] <= day)
    recent = leads[(leads["created_on"] > day - _YEAR) & (leads["created_on"] <= day)]
    return (*row_keys(deals[deals["stage"].eq("open") | won], schema.DEALS), *row_keys(recent, schema.LEADS))


def in_cells(rows: pd.DataFrame, cells: Collection[tuple[str, str]]) -> pd.DataFrame:
    """The rows of these cells, given by the keys of sector and technology."""
    keys = zip(rows["sector"].map(field_key), rows["technology"].map(field_key), strict=True)
    return rows[np.fromiter((key in cells for key in keys), dtype=bool, count=len(rows))]


def _counted(about: About, rows: pd.DataFrame) -> pd.DataFrame:
    """The partner's rows that name a sector and a technology, as the cells count them."""
    named_both = rows["sector"].fillna("").ne("") & rows["technology"].fillna("").ne("")
    return rows[rows["partner_id"].eq(about.partner_id) & named_both]


def named(about: About) -> Fact:
    """A partner's name, internal: to the other side it is nobody's business before both agree."""
    return replace(about.partner(), kind=kinds.PARTNER)
