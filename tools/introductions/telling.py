"""What is said of one pair: what each side gains, what speaks for and against it, whom to ask."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

import pandas as pd

from tools import matching
from tools.about import About, Row, Slots, is_missing
from tools.facts import Fact, Statement
from tools.introductions import kinds
from tools.introductions.contacts import person_fact
from tools.introductions.ground import Ground
from tools.introductions.hindrances import hindrance_statements
from tools.introductions.pairing import best_technologies, counting_cells
from tools.introductions.people import reachable
from tools.introductions.policy import IntroductionPolicy
from tools.introductions.sides import Gain, demand_keys, in_cells, named
from tools.matching import Evidence, Need, Rows
from tools.portfolio import Portfolio
from tools.segments import Segments

_COMPETES: Final = 0.25  # of the smaller one's business: less is not worth a word


@dataclass(frozen=True, eq=False)
class Telling:
    """Tells of pairs at one day.

    Attributes:
        need: What was asked for; with nothing in it, each side's best technology is told.
        rows: Of every partner that is told of, as known on the day.
        blocked: What `hindrances` returned.
    """

    portfolio: Portfolio
    ground: Ground
    segments: Segments
    policy: IntroductionPolicy
    need: Need
    rows: Rows
    blocked: pd.DataFrame

    def about(self, partner_id: object) -> About:
        """One partner."""
        return About(self.portfolio, str(partner_id))

    def pair(self, pair: Row) -> Iterator[Statement]:
        """What both gain, whoever gains a skill first; what speaks for and against it."""
        partner, other = self.about(pair["partner"]), self.about(pair["other"])
        gains = list(self._gain(partner, other, self.need))
        more = list(self._gain(other, partner, Need()))
        names: Slots = {"partner": named(partner), "other": named(other)}
        if not gains and not more:
            yield Statement("introductions.neither", names)
        elif not gains:
            yield from (*more, Statement("introductions.work", names))
        elif not more:
            yield from gains
            if gains[0].key.startswith("introductions.gains"):  # there is work to share in
                swapped: Slots = {"partner": named(other), "other": named(partner)}
                yield Statement("introductions.work", swapped)
        else:
            yield from (*gains, *more)
        yield from self._beside(partner, other, pair)

    def topic(self, partner_id: str, other_id: str) -> Fact | None:
        """The technology in which the other brings the partner most; None if it brings nothing."""
        best = best_technologies(self.ground, partner_id, other_id, self.policy, 1)
        if not best:
            return None
        name = self.segments.spelled("technology", best[0][0])
        return self.about(partner_id).fact(kinds.TECHNOLOGY, name, other_id)

    def score(self, pair: Row) -> Fact:
        """How well they complete each other, with all deals and leads that count.

        Where something was asked for, what the other has to show there stands for what the partner gains.
        """
        fact = self.about(pair["partner"]).fact(kinds.SCORE, pair["score"], f"{pair['other']} {self._asked}")
        partner_id, other_id = str(pair["partner"]), str(pair["other"])
        if self.need.asked:
            shown = Evidence.of(self.about(other_id), self.rows, self.need)
            mine = tuple(key for fact in (shown.delivered(), shown.won(), shown.held()) for key in fact.rows)
        else:
            mine = self._counting(partner_id, other_id)
        return replace(fact, rows=(*mine, *self._counting(other_id, partner_id)))

    def weight(self, pair: Row) -> str:
        """Ending of a phrase: "" where both gain, `_uneven` where one gains most of it, `_little`."""
        shares = pair["share"], pair["other_share"]
        if min(shares) >= self.policy.even:
            return ""
        return "_uneven" if max(shares) >= self.policy.even else "_little"

    def sides(self, pair: Row) -> Slots:
        """Both names; where one gains most of it, who does (`gains`) and who does not (`gives`)."""
        names = {name: named(self.about(pair[name])) for name in ("partner", "other")}
        if self.weight(pair) != "_uneven":
            return {**names}
        more, less = ("partner", "other") if pair["share"] >= pair["other_share"] else ("other", "partner")
        return {**names, "gains": names[more], "gives": names[less]}

    def _counting(self, partner_id: str, other_id: str) -> tuple[str, ...]:
        """Keys of the partner's deals and leads in every cell in which the other is clearly better."""
        cells = counting_cells(self.ground, partner_id, other_id, self.policy)
        return demand_keys(self.about(partner_id), self.rows, lambda rows: in_cells(rows, cells))

    def hindrances(self, partner_id: str) -> Iterator[Statement]:
        """Why this partner should meet nobody now."""
        return hindrance_statements(self.about(partner_id), self.blocked)

    @property
    def _asked(self) -> str:
        return self.need.subject if self.need.asked else ""

    def _gain(self, partner: About, other: About, need: Need) -> Iterator[Statement]:
        if need.asked:
            yield from Gain(partner, other, need, self._fields(need), self.rows).statements()
            return
        for gain in self._gains(partner.partner_id, other.partner_id):
            yield from gain.statements()

    def _gains(self, partner_id: str, other_id: str) -> tuple[Gain, ...]:
        """What the partner gains in the technology in which the other brings it most."""
        topic = self.topic(partner_id, other_id)
        if topic is None:
            return ()
        need = Need(technologies=frozenset({str(topic.value)}))
        return (Gain(self.about(partner_id), self.about(other_id), need, {"field": topic}, self.rows),)

    def _fields(self, need: Need) -> Slots:
        """What was asked for as slots: one field alone is called so."""
        own = {"sector": kinds.SECTOR, "technology": kinds.TECHNOLOGY}
        found = {
            name: replace(fact, kind=own[name])
            for name, fact in matching.fields(self.portfolio, replace(need, language="")).items()
        }
        return {"field": next(iter(found.values()))} if len(found) == 1 else {**found}

    def _beside(self, partner: About, other: About, pair: Row) -> Iterator[Statement]:
        """Competition, regions and languages."""
        sides: Slots = {"partner": named(partner), "other": named(other)}
        if pair["overlap"] >= _COMPETES:
            share = partner.fact(kinds.OVERLAP, pair["overlap"], other.partner_id)
            yield Statement("introductions.compete", {**sides, "share": share})
        regions = [self._region(one) for one in (partner, other)]
        if pair["near"] is None:
            yield Statement("introductions.region_unknown", sides)
        elif regions[0] and regions[1]:
            slots: Slots = {**sides, "region": regions[0], "other_region": regions[1]}
            yield Statement("introductions.near" if pair["near"] else "introductions.far", slots)
        yield self._language(partner, other, pair, sides)

    def _region(self, about: About) -> Fact | None:
        region = self.portfolio.partners["region"][about.partner_id]
        return None if is_missing(region) else about.fact(kinds.REGION, region)

    def _language(self, partner: About, other: About, pair: Row, sides: Slots) -> Statement:
        if not pair["speaks"]:
            return Statement("introductions.language_unknown", sides, follows=True)
        languages = self.ground.languages_in(int(pair["shared"]))
        if not languages:
            return Statement("introductions.no_language", sides, follows=True)
        fact = matching.language_fact(self.portfolio, languages[0])
        subject = f"{other.partner_id} {fact.subject}"
        spoken = replace(fact, kind=kinds.LANGUAGE, partner_id=partner.partner_id, subject=subject)
        return Statement("introductions.language", {"language": spoken}, follows=True)

    def asks(self, pair: Row) -> Iterator[Statement]:
        """Whom to ask on each side before any name is exchanged."""
        partner, other = self.about(pair["partner"]), self.about(pair["other"])
        people = [(one, self._first(one.partner_id)) for one in (partner, other)]
        if all(person for _, person in people):
            first, second = (person_fact(about, person or {}) for about, person in people)
            slots: Slots = {"person": first, "other_person": second}
            yield Statement("introductions.ask", {**slots, "partner": named(partner), "other": named(other)})

    def _first(self, partner_id: str) -> Row | None:
        return next(iter(reachable(partner_id, self.rows)), None)
