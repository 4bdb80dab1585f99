"""One partner as it is compared: its evidence, where it stands, and what speaks against it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

import pandas as pd

from tools import schema
from tools.about import About, Row, is_missing
from tools.attention.signals import TICKET_DAYS
from tools.conditions import SEVERE_UNTIL
from tools.facts import Audience, Fact, Kind, Statement, Unit
from tools.matching import Evidence, Need, fields
from tools.opening import row_keys

FIT: Final = Kind("compare.fit", Unit.POINTS, "fit")
SCORE: Final = Kind("compare.score", Unit.POINTS, "score")
LANE: Final = Kind("compare.attention", Unit.LABEL, "needs attention")
REGION: Final = Kind("compare.region", Unit.NAME, "region", Audience.SHAREABLE, behind=("region",))
LANGUAGES: Final = Kind(
    "compare.languages", Unit.NAME, "languages", Audience.SHAREABLE, behind=("languages",)
)
TICKETS: Final = Kind("compare.severe_tickets", Unit.COUNT, "open severe tickets", Audience.SHAREABLE)
OVERDUE: Final = Kind(
    "compare.overdue_projects", Unit.COUNT, "projects past their promised day", Audience.SHAREABLE
)


@dataclass(frozen=True, eq=False)
class Side:
    """One of the partners that are compared.

    Attributes:
        evidence: What it has to show for the need.
        fit: Its row of `expertise`.
        tickets: Its tickets as known on the day.
        score: Its total score, 0-100; NaN if it has none.
        tier, phase: As label facts; None if it has none.
        lane: Code of the strongest lane of attention that it is in, with `_dark` where it is going dark
            besides; "" for none.
        dark: Whether it is going dark.
    """

    evidence: Evidence
    fit: Row
    tickets: pd.DataFrame
    score: float
    tier: Fact | None
    phase: Fact | None
    lane: str
    dark: bool

    @property
    def about(self) -> About:
        """The partner."""
        return self.evidence.about

    def fitting(self) -> Fact:
        """How well it fits, 0-100."""
        return self.about.fact(FIT, self.fit["score"], self.evidence.subject)

    def severe(self) -> Fact:
        """Number of open tickets of severity 1 or 2, of the same age as those that need attention."""
        day = pd.Timestamp(self.about.portfolio.as_of)
        opened = self.tickets["opened_on"]
        recent = (opened > day - pd.Timedelta(days=TICKET_DAYS)) & (opened <= day)
        still = self.tickets["closed_on"].isna() & (self.tickets["severity"] <= SEVERE_UNTIL)
        found = self.tickets[recent & still]
        return self._counted(TICKETS, found, schema.TICKETS)

    def overdue(self) -> Fact:
        """Number of projects that were promised for an earlier day and are not delivered."""
        ongoing = self.evidence.ongoing
        late = ongoing[ongoing["promised_on"] < pd.Timestamp(self.about.portfolio.as_of)]
        return self._counted(OVERDUE, late, schema.PROJECTS)

    def _counted(self, kind: Kind, rows: pd.DataFrame, table: schema.Table) -> Fact:
        return replace(self.about.fact(kind, len(rows)), rows=row_keys(rows, table))


def against(side: Side, need: Need, *, dark: bool) -> Iterator[Statement]:
    """What speaks against a partner; that it is going dark only with `dark`."""
    named = fields(side.about.portfolio, need)
    if side.dark and dark:
        yield Statement("comparison.dark", follows=True)
    if need.technologies and side.evidence.certifications.empty and not side.evidence.nothing:
        yield Statement("comparison.uncertified", {"technology": named["technology"]}, follows=True)
    if not side.fit["speaks"]:
        yield Statement("comparison.no_language", {"language": named["language"]}, follows=True)
    if (tickets := side.severe()).value:
        yield Statement("comparison.tickets", {"tickets": tickets}, follows=True)
    if (overdue := side.overdue()).value:
        yield Statement("comparison.overdue", {"overdue": overdue}, follows=True)


COLUMNS: Final = (
    "partner", "fit", "projects", "on time", "rating", "certified people", "won deals", "last won",
    "open projects", "severe tickets", "score", "tier", "phase", "attention", "region", "languages",
)  # fmt: skip


def line(side: Side) -> tuple[Fact | None, ...]:
    """The partner's row of the table."""
    about, evidence = side.about, side.evidence
    partner = about.portfolio.partners.loc[about.partner_id]
    region, languages = partner["region"], ", ".join(partner["languages"])
    return (
        about.partner(),
        side.fitting(),
        evidence.delivered(),
        evidence.on_time_share(),
        evidence.rating(),
        evidence.certified_people(),
        evidence.won(),
        evidence.last_won(),
        evidence.open_projects(),
        side.severe(),
        None if is_missing(side.score) else about.fact(SCORE, side.score),
        side.tier,
        side.phase,
        about.fact(LANE, f"lane.{side.lane}") if side.lane else None,
        None if is_missing(region) else about.fact(REGION, region),
        about.fact(LANGUAGES, languages) if languages else None,
    )
