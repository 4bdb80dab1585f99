"""What every answer about the proposition is told from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

import numpy as np
import pandas as pd

from tools.about import About, Slots, plain
from tools.economics import Movements
from tools.facts import Fact, Kind, Statement, Unit
from tools.listing import NAMED, listing
from tools.portfolio import Portfolio
from tools.program import Levels
from tools.proposition import kinds
from tools.proposition.earnings import first_years
from tools.proposition.groups import Group
from tools.proposition.money import SOURCES
from tools.proposition.offering import Field, fitting_offers, releases
from tools.proposition.parts import Propositions
from tools.proposition.policy import PropositionPolicy
from tools.proposition.usual import Usual, usual

_OFFERS: Final = 1


@dataclass(frozen=True, eq=False)
class Told:
    """One question about the proposition.

    Attributes:
        found: Of the whole portfolio.
        ids: Partners in question, whom the asker may see.
        levels: Of the program.
        benefits: What each level brings, by its name.
        vendor: Rows of the vendor table as known on the day.
        offers: The offers table.
        flow: Reads what partners earned row by row, when it is asked for.
        open_books: Whether partners of the whole portfolio may be counted, however few they are.
        asked: Tells the facts of one question from another's.
    """

    found: Propositions
    ids: frozenset[str]
    levels: Levels
    benefits: Mapping[str, str]
    vendor: pd.DataFrame
    offers: pd.DataFrame
    flow: Callable[[], Mapping[str, Movements]]
    open_books: bool
    asked: str = ""

    @property
    def portfolio(self) -> Portfolio:
        """All partners."""
        return self.found.portfolio

    @property
    def frame(self) -> pd.DataFrame:
        """Scores and money of all partners."""
        return self.found.frame

    @property
    def policy(self) -> PropositionPolicy:
        """Assumptions."""
        return self.found.policy

    @cached_property
    def first_years(self) -> pd.Series:
        """What every partner earned in its first year."""
        return first_years(self.portfolio, self.frame, self.flow(), self.policy)

    def about(self, partner_id: str) -> About:
        """Makes facts about a partner."""
        return About(self.portfolio, partner_id)

    def all(self, kind: Kind, value: object, subject: str = "") -> Fact:
        """A fact about no single partner."""
        currency = self.portfolio.currency if kind.unit is Unit.MONEY else ""
        named = f"{self.asked} {subject}".strip()
        return Fact(kind, None, plain(value, kind.unit), self.portfolio.as_of, named, currency)

    def usual(self, ids: pd.Index, name: str) -> Usual | None:
        """The usual `total` or source of these partners; None for too few."""
        values = self.first_years if name == "first_year" else self.frame[name]
        return usual(values.reindex(ids), self.policy.least_partners)

    def usual_slots(self, found: Usual, kind: Kind, subject: str) -> dict[str, Fact]:
        """`median`, `low` and `high` of a usual figure."""
        subject = f"{kind.name.rpartition('.')[2]} {subject}".strip()
        return {
            "median": self.all(kind, found.median, subject),
            "low": self.all(kinds.USUAL_LOW, found.low, subject),
            "high": self.all(kinds.USUAL_HIGH, found.high, subject),
        }

    def least(self) -> Fact:
        """From how many partners a median is told."""
        return self.all(kinds.LEAST, self.policy.least_partners, "least")

    def assumed(self) -> tuple[Statement, ...]:
        """The margin that is assumed on resale, where resale is on record."""
        if self.frame["margin"].isna().all():
            return ()
        return (Statement("proposition.assumed", {"share": self.share_assumed()}),)

    def share_assumed(self) -> Fact:
        """The margin assumed on resale."""
        return self.all(kinds.SHARE_ASSUMED, self.policy.resale_margin)

    def unrecorded(self) -> tuple[Statement, ...]:
        """What partners may earn and no data tells of."""
        missing = (name for name in SOURCES if self.frame[name].isna().all())
        return tuple(Statement(f"proposition.unrecorded_{name}") for name in missing)

    def offering(self, field: Field) -> tuple[Statement, ...]:
        """The next offer, and our newest releases, in a field."""
        offers = fitting_offers(self.offers, field, self.portfolio.as_of)
        names = releases(self.vendor, field.sectors, field.technologies, self.portfolio.as_of)
        facts = [self.all(kinds.RELEASE, one, one) for one in names]
        said = [self._offer(row) for _, row in offers.head(_OFFERS).iterrows()]
        return (*said, *listing("proposition.released", facts[:NAMED], facts[0])) if facts else (*said,)

    def _offer(self, row: pd.Series) -> Statement:
        rows = (f"offer:{row['offer_id']}",)
        key = str(row["offer_id"])
        slots: Slots = {"offer": replace(self.all(kinds.OFFER, row["name"], key), rows=rows)}
        if row["running"]:
            return Statement("proposition.offer", slots)
        slots["starts"] = replace(self.all(kinds.OFFER_STARTS, row["starts_on"], key), rows=rows)
        return Statement("proposition.offer_dated", slots)

    def benefits_of(self, rank: int) -> Fact | None:
        """What a level brings; None if it is not on record."""
        name = self.levels.ranked[rank].name
        words = self.benefits.get(name, "")
        return self.all(kinds.BENEFITS, words, name) if words else None

    def of_group(self, key: str, group: Group) -> tuple[str, Slots]:
        """The phrase `key` for what is known of the group, ending in `_type`, `_where`, both or neither."""
        slots: Slots = {}
        if group.type:
            slots["type"] = self.all(kinds.TYPE, f"proposition_type.{group.type}", group.type)
        if group.where:
            slots["where"] = self.all(kinds.WHERE, group.where, group.where)
        return "_".join([key, *slots]), slots

    def points(self, partner_id: str, kind: Kind, value: float) -> Fact | None:
        """A score of a partner; None if it has none."""
        return None if np.isnan(value) else self.about(partner_id).fact(kind, value)
