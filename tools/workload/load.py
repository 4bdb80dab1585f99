"""What a question about workload found, ready to be said."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from tools.about import About, Among, Slots
from tools.facts import Fact, Kind
from tools.kinds import MANAGER
from tools.portfolio import Portfolio
from tools.workload import kinds
from tools.workload.service import NO_TIER
from tools.workload.team import TOLERANCE, Member, Team


@dataclass(frozen=True)
class Assumed:
    """What-ifs.

    Attributes:
        more: People who come (or go, if negative), each with the default hours.
        hours: Hours a week that everybody has; None for what is on file.
        times: Service takes so many times as long.
        tier: Only that of this tier; None for all.
    """

    more: int = 0
    hours: float | None = None
    times: float = 1.0
    tier: str | None = None


@dataclass(frozen=True, eq=False)
class Load:
    """Hours of a team, and the facts that tell of them.

    Attributes:
        among: Makes facts about this question.
        asker: E-mail of whoever asks.
        region: Where was searched, if that was asked for.
        gone: E-mail of who leaves or hands everything on.
    """

    among: Among
    team: Team
    assumed: Assumed
    asker: str
    region: str = ""
    gone: frozenset[str] = frozenset()

    @property
    def portfolio(self) -> Portfolio:
        """The day."""
        return self.among.portfolio

    def hours(self, kind: Kind, value: float, subject: str = "") -> Fact:
        """Hours a week, to the tenth."""
        return self.number(kind, round(value, 1) + 0.0, subject)

    def number(self, kind: Kind, value: float, subject: str = "") -> Fact:
        """A number that need not be whole."""
        said = f"{self.among.subject} {subject}".strip()
        return Fact(kind, None, value, self.portfolio.as_of, said)

    def count(self, kind: Kind, value: int, subject: str = "") -> Fact:
        """A whole number, or a word."""
        return self.among.fact(kind, value, subject)

    def label(self, kind: Kind, code: str, subject: str) -> Fact:
        """A word of ours."""
        return self.among.fact(kind, code, subject)

    def person(self, member: Member, kind: Kind = MANAGER, subject: str = "") -> Fact:
        """One of us by name."""
        return Fact(kind, None, member.name, self.portfolio.as_of, f"{member.email} {subject}".strip())

    def region_named(self) -> Fact:
        """Where was searched."""
        return self.among.fact(kinds.REGION, self.region)

    def partner(self, partner_id: str) -> About:
        """Makes facts about a partner."""
        return About(self.portfolio, partner_id)

    def of_partner(self, partner_id: str, kind: Kind, value: float) -> Fact:
        """Hours a week of one partner."""
        subject = self._assuming if kind is kinds.PARTNER_HOURS else ""
        made = self.partner(partner_id).fact(kind, value, subject)
        return replace(made, value=round(value, 1) + 0.0)

    @property
    def _assuming(self) -> str:
        return "" if self.assumed.times == 1 else f"x{self.assumed.times} {self.assumed.tier or ''}"


def newcomers(load: Load) -> tuple[Member, ...]:
    """People who are assumed to come: nobody's language or region is known of them."""
    names = [f"a new colleague ({number})" for number in range(1, load.assumed.more + 1)]
    if len(names) == 1:
        names = ["a new colleague"]
    return tuple(Member(name, name, hours_per_week=load.team.policy.default_hours) for name in names)


def balance(load: Load, over: float, subject: str) -> tuple[str, Slots]:
    """Whether it is too much (`over`), fits (`room`) or is just full, and by how many hours."""
    if over > TOLERANCE:
        return "over", {"over": load.hours(kinds.OVER, over, subject)}
    if over < -TOLERANCE:
        return "room", {"room": load.hours(kinds.ROOM, -over, subject)}
    return "full", {}


def tier_label(tier: str, number: int) -> str:
    """Code of the words for so many partners of a tier."""
    return f"load_{'one' if number == 1 else 'tier'}.{tier or NO_TIER}"


def by_tier(partners: pd.DataFrame) -> pd.DataFrame:
    """Hours and number of partners by tier, most hours first; of equals the first by name."""
    summed = partners.groupby("tier")["hours"].agg(["sum", "size"]).reset_index()
    return summed.sort_values(["sum", "tier"], ascending=[False, True]).set_index("tier")
