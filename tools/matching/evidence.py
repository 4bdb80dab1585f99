"""What one partner has to show for a need: its rows, and the facts that they make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

import pandas as pd

from tools import schema
from tools.about import About
from tools.facts import Fact, Kind
from tools.matching import kinds
from tools.matching.need import Need
from tools.opening import row_keys
from tools.segments import field_key

Rows: TypeAlias = Mapping[str, pd.DataFrame]
"""Rows of a few partners by table, as they were known on the day."""


@dataclass(frozen=True, eq=False)
class Evidence:
    """One partner's work and certifications for a need.

    Attributes:
        projects: Delivered in all the fields asked for.
        deals: Won there.
        certifications: Valid, in the technology asked for.
        subject: Of the need.
        ongoing: Projects that are not delivered, in whatever field.
    """

    about: About
    projects: pd.DataFrame
    deals: pd.DataFrame
    certifications: pd.DataFrame
    ongoing: pd.DataFrame
    subject: str

    @classmethod
    def of(cls, about: About, rows: Rows, need: Need) -> Evidence:
        """The evidence among rows of any partners."""
        day = pd.Timestamp(about.portfolio.as_of)
        projects, deals, held = (
            rows[name][rows[name]["partner_id"].eq(about.partner_id)]
            for name in ("projects", "deals", "certifications")
        )
        delivered = projects["delivered_on"] <= day
        won = deals[deals["stage"].eq("won") & (deals["closed_on"] <= day)]
        return cls(
            about,
            asked_for(projects[delivered], need),
            asked_for(won, need),
            asked_for(valid(held, day), replace(need, sectors=frozenset())),
            projects[~delivered],
            need.subject,
        )

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to show."""
        return self.projects.empty and self.deals.empty and self.certifications.empty

    def delivered(self) -> Fact:
        """Number of delivered projects."""
        return self._fact(kinds.DELIVERED, len(self.projects), self.projects, schema.PROJECTS)

    def last_delivered(self) -> Fact | None:
        """Day of the last of them; None without any."""
        return self._last(kinds.LAST_DELIVERED, self.projects, "delivered_on", schema.PROJECTS)

    def won(self) -> Fact:
        """Number of won deals."""
        return self._fact(kinds.DEALS, len(self.deals), self.deals, schema.DEALS)

    def last_won(self) -> Fact | None:
        """Day of the last of them; None without any."""
        return self._last(kinds.LAST_WON, self.deals, "closed_on", schema.DEALS)

    def held(self) -> Fact:
        """Number of valid certifications."""
        return self._fact(
            kinds.CERTIFIED, len(self.certifications), self.certifications, schema.CERTIFICATIONS
        )

    def certified_people(self) -> Fact:
        """Number of people who hold them."""
        people = self.certifications["person"].map(field_key).nunique()
        return self._fact(kinds.CERTIFIED_PEOPLE, people, self.certifications, schema.CERTIFICATIONS)

    def level(self, points: Mapping[str, int]) -> Fact | None:
        """The highest certification level; None if no certification names one."""
        named = [level for level in self.certifications["level"].dropna() if level in points]
        if not named:
            return None
        highest = max(named, key=lambda level: points[level])
        holders = self.certifications[self.certifications["level"].eq(highest)]
        return self._fact(kinds.LEVEL, f"level.{highest}", holders, schema.CERTIFICATIONS)

    def open_projects(self) -> Fact:
        """Number of projects that are not delivered."""
        return self._fact(kinds.OPEN_PROJECTS, len(self.ongoing), self.ongoing, schema.PROJECTS)

    @property
    def promised(self) -> pd.DataFrame:
        """The delivered projects that had a day promised."""
        return self.projects[self.projects["promised_on"].notna()]

    def with_promise(self) -> Fact:
        """Number of delivered projects that had a day promised."""
        return self._fact(kinds.PROMISED, len(self.promised), self.promised, schema.PROJECTS)

    def on_time(self) -> Fact:
        """Number of those delivered by that day."""
        kept = self.promised[self.promised["delivered_on"] <= self.promised["promised_on"]]
        return self._fact(kinds.ON_TIME, len(kept), kept, schema.PROJECTS)

    def on_time_share(self) -> Fact | None:
        """Share delivered by the promised day, higher is better; None if no day was promised."""
        promised = self.promised
        if promised.empty:
            return None
        share = (promised["delivered_on"] <= promised["promised_on"]).mean()
        return self._fact(kinds.ON_TIME_SHARE, share, promised, schema.PROJECTS)

    def days_late(self) -> Fact | None:
        """Median days after the promised day, of those delivered later; None without any."""
        late = self.promised[self.promised["delivered_on"] > self.promised["promised_on"]]
        if late.empty:
            return None
        days = (late["delivered_on"] - late["promised_on"]).dt.days.median()
        return self._fact(kinds.DAYS_LATE, days, late, schema.PROJECTS)

    def rating(self) -> Fact | None:
        """The customers' mean rating as points of 100, higher is better; None without any."""
        rated = self.projects[self.projects["rating"].notna()]
        if rated.empty:
            return None
        return self._fact(kinds.RATING, 10 * rated["rating"].mean(), rated, schema.PROJECTS)

    def _last(self, kind: Kind, rows: pd.DataFrame, column: str, table: schema.Table) -> Fact | None:
        if rows.empty:
            return None
        last = rows[rows[column].eq(rows[column].max())]
        return self._fact(kind, rows[column].max(), last, table)

    def _fact(self, kind: Kind, value: object, rows: pd.DataFrame, table: schema.Table) -> Fact:
        return replace(self.about.fact(kind, value, self.subject), rows=row_keys(rows, table))


def valid(certifications: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    """Certifications earned by that day that had not expired before it."""
    expires = certifications["expires_on"]
    return certifications[(certifications["earned_on"] <= day) & ~(expires < day)]


def asked_for(rows: pd.DataFrame, need: Need) -> pd.DataFrame:
    """Rows that name every field of the need."""
    for column, keys in (("sector", need.sector_keys), ("technology", need.technology_keys)):
        if keys:
            rows = rows[rows[column].fillna("").map(field_key).isin(list(keys))]
    return rows
