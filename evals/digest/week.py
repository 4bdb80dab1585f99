"""One person's digest of one day beside `partners_needing_attention` of that day and a week before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final, TypeAlias

from assistant.access import Access
from assistant.contract import Answer
from assistant.rapport import Rapport
from assistant.toolbox.arguments import PartnersNeedingAttention
from assistant.toolbox.attention import partners_needing_attention
from assistant.toolbox.turn import Turn
from knowledge.digests import settings_of
from knowledge.partners import partner_cards
from knowledge.people import Person
from tools.facts import Fact, Findings, Value

WEEK: Final = timedelta(days=7)
_ALL: Final = 50
_KEPT: Final = ("attention.lane", "attention.reason")
_WORSENING: Final = ("_days", "late", "held", "loss", "at_stake", "expiring", "severe")
"""Parts of the names of kinds that are worse the higher they are."""

Row: TypeAlias = Mapping[str, Value]
"""A partner's line of a table: kind to value."""


@dataclass(frozen=True)
class Week:
    """What one person is told on one day.

    Attributes:
        findings: What the digest says.
        answer: The same as the person reads it.
        now: Everybody who needs the person that day, by partner id.
        before: The same a week earlier.
        told_before: What the digest told of each partner a week earlier.
        most: How many partners the person wants.
        everybody: Names of all partners, by id.
    """

    access: Access
    day: date
    findings: Findings
    answer: Answer
    now: Mapping[str, Row]
    before: Mapping[str, Row]
    told_before: Mapping[str, Row]
    most: int
    everybody: Mapping[str, str]

    @property
    def listed(self) -> list[str]:
        """Partner ids of the table, top down."""
        rows = self.findings.table.rows if self.findings.table else ()
        return [fact.partner_id for row in rows if (fact := row[0]) and fact.partner_id]

    @property
    def rows(self) -> dict[str, Row]:
        """The digest's table, by partner id."""
        return rows_of(self.findings)

    def changed(self, partner_id: str) -> bool:
        """Whether the partner was not on the list a week before, or stood there for another reason."""
        return _kept(self.now.get(partner_id, {})) != _kept(self.before.get(partner_id, {}))

    def worse(self, partner_id: str) -> bool:
        """Whether something told of the partner is more than it was a week before, or was not told then."""
        told, before = facts_of(self.findings, partner_id), self.told_before.get(partner_id)
        if before is None:  # told for the first time, though on the list before
            return True
        return any(_grown(kind, value, before.get(kind)) for kind, value in told.items())


def weeks_of(rapport: Rapport, person: Person, days: Sequence[date]) -> Iterator[Week]:
    """Everything about one person's digests of these days, each a week after the one before it."""
    access = rapport.roster.access(person)
    with rapport.engine.connect() as connection:
        most = settings_of(connection, person).items
        everybody = {card.id: card.name for card in partner_cards(connection).values()}
    every = [days[0] - WEEK, *days]
    told = {day: rapport.digests.findings(access, day) for day in every}
    lists = {day: rows_of(_attention(rapport, access, day)) for day in every}
    for earlier, day in pairwise(every):
        yield Week(
            access=access,
            day=day,
            findings=told[day],
            answer=rapport.asking.told(told[day], access, day),
            now=lists[day],
            before=lists[earlier],
            told_before={one: facts_of(told[earlier], one) for one in rows_of(told[earlier])},
            most=most,
            everybody=everybody,
        )


def rows_of(findings: Findings) -> dict[str, Row]:
    """A table of partners by partner id: the value of every cell by its kind."""
    rows = findings.table.rows if findings.table else ()
    return {
        row[0].partner_id: {fact.kind.name: fact.value for fact in row if fact}
        for row in rows
        if row[0] and row[0].partner_id
    }


def facts_of(findings: Findings, partner_id: str) -> Row:
    """What is told of one partner, by kind."""
    return {fact.kind.name: fact.value for fact in findings.facts() if fact.partner_id == partner_id}


def about_partners(findings: Findings) -> Iterator[Fact]:
    """The facts that are about one partner."""
    return (fact for fact in findings.facts() if fact.partner_id)


def _attention(rapport: Rapport, access: Access, day: date) -> Findings:
    """The answer to `which partners need attention`, with everybody in the table."""
    turn = Turn(f"digest:{day}", "", day, day, "evals", access, rapport.roster.names(access))
    return partners_needing_attention(PartnersNeedingAttention(limit=_ALL), turn, rapport.asking.office)


def _kept(row: Row) -> list[Value | None]:
    return [row.get(kind) for kind in _KEPT]


def _grown(kind: str, value: Value, before: Value | None) -> bool:
    if before is None:
        return True
    numbers = isinstance(value, int | float) and isinstance(before, int | float)
    return bool(numbers and any(part in kind for part in _WORSENING) and value > before)  # type: ignore[operator]  # numbers, as asked above
