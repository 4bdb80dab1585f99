"""Where introductions stand: what each side said, when and to whom, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tools.about import About, Slots, about_all
from tools.facts import Audience, Fact, Findings, Kind, Quote, Statement, Suggestion, TableSpec
from tools.introductions import kinds
from tools.introductions.contacts import People
from tools.introductions.introduction import Consent, Introduction, State, may_exchange
from tools.introductions.sides import named
from tools.portfolio import Portfolio

_COLUMNS = ("partner", "answer", "other side", "answer", "proposed on", "stands")
_TOLD = 3  # introductions in sentences; the table has the others


@dataclass(frozen=True, eq=False)
class Register:
    """Introductions on record as they were known on the portfolio's day.

    Attributes:
        people: Of all partners that are told of.
    """

    portfolio: Portfolio
    people: People

    def findings(self, found: Sequence[Introduction], asked: str) -> Findings:
        """The introductions that were asked for, newest first.

        Args:
            found: As known on the day.
            asked: What was asked: `none_two`, `none_of` or `none`, the phrase if there are none.
        """
        if not found:
            return Findings((Statement(f"introductions.{asked}"),))
        said = [line for one in found[:_TOLD] for line in self.told(one)]
        if len(found) > 1:
            count = about_all(
                self.portfolio, kinds.COUNT, len(found), " ".join(o.introduction_id for o in found)
            )
            said.insert(0, Statement("introductions.on_record", {"count": count}))
        table = TableSpec("introductions.record_title", _COLUMNS, tuple(self._row(one) for one in found))
        return Findings(tuple(said), table if len(found) > 1 else None, self.next_steps(found[0]))

    def told(self, one: Introduction) -> Iterator[Statement]:
        """One introduction in a paragraph."""
        first = self.people.about(one.first.partner_id)
        proposed = first.fact(kinds.PROPOSED_ON, one.proposed_at.date(), one.introduction_id)
        slots: Slots = {
            **self.both(one),
            "day": proposed,
            "manager": self.people.manager(first, one.proposed_by),
        }
        yield Statement("introductions.proposed_by", slots)
        yield from self._topic(one, first)
        for side in one.sides:
            yield from self.people.answer(one, side)
        yield from self._stands(one)

    def both(self, one: Introduction) -> Slots:
        """The names of both sides as slots."""
        first, second = (self.people.about(partner_id) for partner_id in one.partner_ids)
        return {"partner": named(first), "other": named(second)}

    def _topic(self, one: Introduction, first: About) -> Iterator[Statement]:
        """What it is about, and whom it means."""
        if said := [word for word in (one.technology, one.sector) if word]:
            topic = first.fact(kinds.TOPIC, ", ".join(said), one.introduction_id)
            yield Statement("introductions.about", {"topic": topic}, follows=True)
        yield from self.people.meant(one)

    def _stands(self, one: Introduction) -> Iterator[Statement]:
        """Closed, made with what came of it, ready, or waiting."""
        names = self.both(one)
        if one.state is State.CLOSED:
            same = one.first.partner_id == one.second.partner_id
            yield Statement("introductions.closed_merged" if same else "introductions.closed", follows=True)
        elif one.state is State.MADE:
            yield from self._made(one)
        elif may_exchange(one):
            yield Statement("introductions.ready", names, follows=True)

    def before(self, one: Introduction) -> Iterator[Statement]:
        """That two partners declined, or were introduced, before."""
        names = self.both(one)
        if one.state is State.MADE and one.made_on:
            day = self._day(one, kinds.MADE_ON, one.made_on)
            yield Statement("introductions.before_made", {**names, "day": day})
        for side in one.sides:
            if side.consent is Consent.DECLINED and side.consent_on:
                about = self.people.about(side.partner_id)
                declined = about.fact(kinds.CONSENT_ON, side.consent_on, one.introduction_id)
                other = next(name for name in names.values() if name != named(about))
                slots: Slots = {"partner": named(about), "other": other, "day": declined}
                yield Statement("introductions.before_declined", slots)

    def _made(self, one: Introduction) -> Iterator[Statement]:
        """The day on which they were introduced, and what came of it."""
        if one.made_on:
            slots: Slots = {**self.both(one), "day": self._day(one, kinds.MADE_ON, one.made_on)}
            yield Statement("introductions.made", slots, follows=True)
        if one.outcome and one.outcome_on:
            day = self._day(one, kinds.OUTCOME_ON, one.outcome_on)
            yield Statement("introductions.outcome", {"day": day, "words": self._quoted(one)}, follows=True)

    def _day(self, one: Introduction, kind: Kind, day: date) -> Fact:
        return self.people.about(one.first.partner_id).fact(kind, day, one.introduction_id)

    def next_steps(self, one: Introduction) -> tuple[Suggestion, ...]:
        """What can be said next: that a side agreed, that both were introduced."""
        return tuple(self._next(one))

    def only_manager(self, partner_id: str) -> Statement:
        """That only who looks after the partner may note its answer."""
        about = self.people.about(partner_id)
        slots: Slots = {"partner": named(about)}
        if owner := self.people.owners.get(partner_id):
            return Statement(
                "introductions.only_manager", {**slots, "manager": self.people.manager(about, owner)}
            )
        return Statement("introductions.only_lead", slots)

    def _next(self, one: Introduction) -> Iterator[Suggestion]:
        names = {name: fact for name, fact in self.both(one).items() if isinstance(fact, Fact)}
        for partner_id in one.waiting_for:
            yield Suggestion("introductions.say_agreed", {"partner": named(self.people.about(partner_id))})
        if one.state is State.PROPOSED and may_exchange(one):
            yield Suggestion("introductions.say_made", names)

    def _row(self, one: Introduction) -> tuple[Fact | None, ...]:
        first, second = (self.people.about(partner_id) for partner_id in one.partner_ids)
        subject = one.introduction_id
        said = [
            about.fact(kinds.CONSENT, f"consent.{side.consent}", f"{subject} {number}")
            for number, (about, side) in enumerate(zip((first, second), one.sides, strict=True))
        ]
        proposed = first.fact(kinds.PROPOSED_ON, one.proposed_at.date(), subject)
        state = first.fact(kinds.STATE, f"introduction.{one.state}", subject)
        return (named(first), said[0], named(second), said[1], proposed, state)

    def _quoted(self, one: Introduction) -> Quote:
        return Quote(
            note_id=f"introduction:{one.introduction_id}",
            partner_id=one.first.partner_id,
            start=0,
            end=len(one.outcome),
            text=one.outcome,
            author="",
            written_on=one.outcome_on or self.portfolio.as_of,
            audience=Audience.INTERNAL,
        )
