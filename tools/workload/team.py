"""Each person's partners against the hours they have."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import pandas as pd

from tools.workload.policy import WorkloadPolicy

TOLERANCE: Final = 0.05
"""Hours a week that are neither too many nor left: three minutes."""


@dataclass(frozen=True)
class Member:
    """One of us who may look after partners.

    Attributes:
        email: Who it is.
        region, language: Empty if not known; the language as an ISO code.
        hours_per_week: As on file; None without.
    """

    email: str
    name: str
    region: str = ""
    language: str = ""
    hours_per_week: float | None = None

    def available(self, policy: WorkloadPolicy) -> float:
        """Hours a week for partners: what is on file, else the default, times the share for partners."""
        given = policy.default_hours if self.hours_per_week is None else self.hours_per_week
        return given * policy.partner_share


@dataclass(frozen=True, eq=False)
class Team:
    """Who looks after whom, and how many hours that takes.

    Attributes:
        members: In the order of `loads`.
        partners: Indexed by partner id: the columns of `service`, `spent` and `owner` (e-mail, "" for
            nobody).
        policy: Service levels and hours.
        levels_only: Whether other service levels are assumed, so that what was really spent tells nothing.
    """

    members: tuple[Member, ...]
    partners: pd.DataFrame
    policy: WorkloadPolicy
    levels_only: bool = False

    @classmethod
    def of(
        cls,
        members: Sequence[Member],
        partners: pd.DataFrame,
        policy: WorkloadPolicy,
        *,
        levels_only: bool = False,
    ) -> Team:
        """The team; whoever owns partners and is no member counts as nobody."""
        known = {member.email for member in members}
        owner = partners["owner"].fillna("")
        return cls(
            tuple(members),
            partners.assign(owner=owner.where(owner.isin(list(known)), "")),
            policy,
            levels_only,
        )

    @property
    def loads(self) -> pd.DataFrame:
        """Needed against available hours a week, in the order of the members.

        Returns:
            Indexed by e-mail: `partners` (number), `needed`, `spent`, `available`, `busy` = the larger of
            needed and spent (needed alone under `levels_only`), `over` = busy - available (negative is room;
            higher is worse), all in hours a week, to the tenth.
        """
        mine = self.partners.groupby("owner")[["hours", "spent"]].agg("sum")
        index = pd.Index([member.email for member in self.members], dtype="str", name="email")
        summed = mine.reindex(index).fillna(0.0).astype("float64").round(1)
        busy = summed["hours"] if self.levels_only else summed.max(axis=1)
        counts = self.partners["owner"].value_counts().reindex(index).fillna(0).astype("int64")
        available = pd.Series(
            [round(member.available(self.policy), 1) for member in self.members], index, dtype="float64"
        )
        return pd.DataFrame(
            {
                "partners": counts,
                "needed": summed["hours"],
                "spent": summed["spent"],
                "available": available,
                "busy": busy,
                "over": (busy - available).round(1),
            }
        )

    @property
    def recorded(self) -> bool:
        """Whether any hour that was really spent is on record."""
        return bool(self.partners["spent"].gt(0).any())

    @property
    def unowned(self) -> pd.DataFrame:
        """Partners that nobody looks after."""
        return self.partners[self.partners["owner"].eq("")]

    @property
    def typical(self) -> float:
        """Mean hours a week of a partner that has a manager; of all, if none has one; NaN without any."""
        owned = self.partners[self.partners["owner"].ne("")]
        return float((self.partners if owned.empty else owned)["hours"].mean())

    def room_for(self, hours: float) -> int:
        """How many typical partners fit into so many hours a week; 0 where there is none to compare with."""
        if not self.typical > 0 or hours <= 0:
            return 0
        return math.floor(hours / self.typical + 1e-9)

    def people_missing(self, more: int = 0) -> int:
        """How many more people with the default hours all partners would need, unowned ones included.

        Args:
            more: People who are assumed to come besides.
        """
        lack = float(self.partners["hours"].sum() - self.loads["available"].sum())
        return self._people(lack, more)

    def people_missing_really(self, more: int = 0) -> int:
        """The same where people spend more than their partners need."""
        loads = self.loads
        lack = float(loads["busy"].sum() + self.unowned["hours"].sum() - loads["available"].sum())
        return max(self.people_missing(more), self._people(lack, more))

    @property
    def each(self) -> float:
        """Hours a week for partners of somebody who comes."""
        return self.policy.default_hours * self.policy.partner_share

    def _people(self, lack: float, more: int) -> int:
        return max(0, math.ceil((lack - more * self.each - TOLERANCE) / self.each))

    def at(self, email: str) -> Member | None:
        """The member of that address."""
        return next((member for member in self.members if member.email == email), None)


def with_hours(members: Sequence[Member], hours: float | None) -> tuple[Member, ...]:
    """The same people, all with these hours a week; as they are without any."""
    return tuple(member if hours is None else replace(member, hours_per_week=hours) for member in members)
