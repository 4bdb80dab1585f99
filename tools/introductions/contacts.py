"""The people of an introduction: whom it means, whom to ask, who said what to which colleague."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from tools.about import About, Row, Slots, is_missing
from tools.facts import Audience, Fact, Findings, Quote, Statement
from tools.introductions import kinds
from tools.introductions.introduction import Consent, Introduction, Side, State
from tools.introductions.people import reachable
from tools.introductions.sides import named
from tools.matching import Rows
from tools.portfolio import Portfolio

_ASKED_BACK: Final = 5  # people named when words fit several or nobody


@dataclass(frozen=True, eq=False)
class People:
    """Contacts and colleagues, as known on the portfolio's day.

    Attributes:
        managers: Name of each colleague by e-mail.
        owners: E-mail of the manager of each partner.
        rows: `contacts` of every partner that is told of.
        asker: E-mail of who reads this.
    """

    portfolio: Portfolio
    managers: Mapping[str, str]
    owners: Mapping[str, str]
    rows: Rows
    asker: str

    def about(self, partner_id: str) -> About:
        """One partner."""
        return About(self.portfolio, partner_id)

    def manager(self, about: About, email: str) -> Fact:
        """A colleague's name."""
        return about.fact(kinds.MANAGER, self.managers.get(email.lower(), email), email)

    def asks(self, one: Introduction) -> Iterator[Statement]:
        """Whom to ask for a yes, without naming anybody of the other side to them."""
        for side in one.sides:
            if side.consent is Consent.ASKED and one.state is State.PROPOSED:
                yield self._ask(side)

    def meant(self, one: Introduction) -> Iterator[Statement]:
        """Whom it means on each side; of one who may not be asked any more, who may instead."""
        for side in one.sides:
            about, person = self.about(side.partner_id), self._contact(side.contact_id)
            if not side.contact_id:
                continue
            if person is not None and self._may_be_asked(side):
                slots: Slots = {"partner": named(about), "person": person_fact(about, person)}
                yield Statement("introductions.means", slots, follows=True)
            elif one.state is State.PROPOSED:
                yield self._gone(about, person)

    def answer(self, one: Introduction, side: Side) -> Iterator[Statement]:
        """What a side said, who said so and in which words it was noted."""
        about = self.about(side.partner_id)
        slots: Slots = {"partner": named(about)}
        if side.consent is not Consent.ASKED and side.consent_on is not None:
            slots["day"] = about.fact(kinds.CONSENT_ON, side.consent_on, one.introduction_id)
            slots["manager"] = self.manager(about, side.consent_by)
        yield Statement(f"introductions.side_{side.consent}", slots, follows=True)
        if side.words:
            heard: Slots = {"words": self._quoted(one, side)}
            if (person := self._contact(side.said_by)) is not None:
                heard["person"] = person_fact(about, person)
            yield Statement(f"introductions.heard{'_from' if 'person' in heard else ''}", heard, follows=True)

    def _ask(self, side: Side) -> Statement:
        about = self.about(side.partner_id)
        slots: Slots = {"partner": named(about)}
        there = reachable(side.partner_id, self.rows)
        if side.contact_id and not there:
            return Statement("introductions.against_nobody", slots)
        if side.contact_id:
            meant = (one for one in there if one["contact_id"] == side.contact_id)
            slots["person"] = person_fact(about, next(meant, there[0]))
        if (owner := self.owners.get(side.partner_id)) and owner != self.asker:
            slots["manager"] = self.manager(about, owner)
        key = "_".join(["ask_side", *(name for name in ("person", "manager") if name in slots)])
        return Statement(f"introductions.{key}", slots)

    def _gone(self, about: About, person: Row | None) -> Statement:
        """That the person meant has left or may not be written to, and who may be asked."""
        slots: Slots = {"partner": named(about)}
        if person is not None:
            slots["person"] = person_fact(about, person)
        why = "unknown" if person is None else "opted_out" if is_missing(person["left_on"]) else "left"
        instead = next(iter(reachable(about.partner_id, self.rows)), None)
        if instead is not None:
            slots["instead"] = person_fact(about, instead)
        return Statement(f"introductions.gone_{why}{'' if instead else '_nobody'}", slots, follows=True)

    def _may_be_asked(self, side: Side) -> bool:
        there = reachable(side.partner_id, self.rows)
        return any(one["contact_id"] == side.contact_id for one in there)

    def _contact(self, contact_id: str) -> Row | None:
        contacts = self.rows["contacts"]
        found = contacts[contacts["contact_id"].eq(contact_id)].to_dict("records")
        return {str(name): cell for name, cell in found[0].items()} if found else None

    def _quoted(self, one: Introduction, side: Side) -> Quote:
        return Quote(
            note_id=f"introduction:{one.introduction_id}:{one.sides.index(side)}",
            partner_id=side.partner_id,
            start=0,
            end=len(side.words),
            text=side.words,
            author="",
            written_on=side.consent_on or self.portfolio.as_of,
            audience=Audience.INTERNAL,
        )


def person_fact(about: About, contact: Mapping[str, object]) -> Fact:
    """A person's name, internal until both sides have agreed."""
    fact = about.fact(kinds.PERSON, contact["name"], str(contact["contact_id"]))
    return replace(fact, rows=(f"contact:{contact['contact_id']}",))


def unclear_person(about: About, role: str, people: Sequence[Row], *, several: bool) -> Findings:
    """Asks back whom a word such as "data lead" means at a partner.

    Args:
        about: The partner.
        role: The asker's words; empty where a person was named.
        people: Whom it may mean, or who else could be introduced.
        several: Whether the words fit all of these, not none.
    """
    slots: Slots = {"partner": named(about)}
    if role:
        slots["role"] = about.fact(kinds.ASKED_ROLE, role, role)
    key = "several_people" if several else "no_such_role" if role else "no_such_person"
    told = [Statement(f"introductions.{key}", slots)]
    for person in people[:_ASKED_BACK]:
        one: Slots = {"person": person_fact(about, person)}
        if not is_missing(person["role"]) and person["role"]:
            fact = about.fact(kinds.ROLE, person["role"], str(person["contact_id"]))
            one["role"] = replace(fact, rows=(f"contact:{person['contact_id']}",))
        told.append(Statement(f"introductions.person{'_role' if 'role' in one else ''}", one, follows=True))
    return Findings(tuple(told))
