"""A verdict explained: what is wrong where and what would be right, and which fact backs what may stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Final

from assistant.contract import ShownFact
from assistant.figures import name_of, value_of
from tools.facts import Fact, Unit
from tools.grounding.dates import moments
from tools.grounding.numbers import quantities
from tools.grounding.problems import LEAKS, Problem, ProblemKind
from tools.grounding.verifier import Grounds, backings, verify

_PLAINER: Final = {
    ProblemKind.INTERNAL_WORD: "say it in words that are about their business",
    ProblemKind.FOREIGN_NAME: "leave the name out",
    ProblemKind.ENCODED: "leave it out or write plain words",
    ProblemKind.TABOO: "leave it out",
    ProblemKind.MARKUP: "write plain text",
    ProblemKind.DIRECTION: "turn the word round",
    ProblemKind.LINK: "leave it out",
    ProblemKind.ADDRESS: "leave it out",
}
_NOT_ON_FILE: Final = "a name that is in none of this partner's facts"


@dataclass(frozen=True)
class Wrong:
    """One piece that must not stand.

    Attributes:
        line: Counted from 1.
        why: One sentence without a full stop.
        instead: What would be right.
        leak: Whether not even a person may let it stand.
    """

    line: int
    piece: str
    kind: ProblemKind
    why: str
    instead: str
    leak: bool


@dataclass(frozen=True)
class Backed:
    """One piece that a fact backs, and the fact in words."""

    line: int
    piece: str
    fact: str
    fact_id: str


@dataclass(frozen=True)
class Explanation:
    """All that the verifier has to say about a text, by position."""

    wrong: tuple[Wrong, ...]
    backed: tuple[Backed, ...]


def explained(text: str, grounds: Grounds, *, hides_others: bool = False) -> Explanation:
    """What the verifier holds against a text, and what it accepts.

    Args:
        hides_others: The reader may not learn who else is a partner: such a name is told as any unknown one.
    """
    problems = (_hidden(one) if hides_others else one for one in verify(text, grounds).problems)
    return Explanation(
        tuple(
            Wrong(
                _line(text, one.start),
                one.text,
                one.kind,
                one.reason,
                _instead(one, grounds),
                one.kind in LEAKS,
            )
            for one in problems
        ),
        tuple(
            Backed(
                _line(text, one.start),
                text[one.start : one.end].rstrip(" ."),
                in_words(one.fact),
                one.fact.id,
            )
            for one in backings(text, grounds)
        ),
    )


def in_words(fact: Fact) -> str:
    """A fact as its name and its value: `deals won, 12 months: 3`."""
    shown = ShownFact(
        id=fact.id,
        kind=fact.kind.name,
        label=fact.kind.label,
        value=fact.value,
        unit=fact.unit,
        as_of=fact.as_of,
    )
    return f"{name_of(shown)}: {value_of(shown)}"


def _hidden(problem: Problem) -> Problem:
    if problem.kind is not ProblemKind.FOREIGN_NAME:
        return problem
    return Problem(ProblemKind.NAME, problem.start, problem.end, problem.text, _NOT_ON_FILE)


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def _instead(problem: Problem, grounds: Grounds) -> str:
    """The nearest thing that may stand; what to do where there is none."""
    if problem.kind in _PLAINER:
        return _PLAINER[problem.kind]
    if problem.kind is ProblemKind.NAME:
        known = {word: name for name in reversed(grounds.names) for word in (*name.split(), name)}
        near = get_close_matches(problem.text, known, n=1)
        return f"do you mean {known[near[0]]!r}?" if near else "leave the name out"
    near_facts = sorted(_distances(problem, grounds), key=lambda found: found[0])
    return f"nearest fact: {in_words(near_facts[0][1])}" if near_facts else "leave it out: no fact is near"


def _distances(problem: Problem, grounds: Grounds) -> Iterator[tuple[float, Fact]]:
    """Facts of the same sort, each with how far it is from what was said."""
    if problem.kind is ProblemKind.DATE:
        yield from _days_away(problem, grounds)
        return
    for quantity in quantities(problem.text, grounds.language):
        said = quantity.readings[0][0] / (100 if quantity.percent else 1)
        wanted = _units(money=bool(quantity.currency), share=quantity.percent)
        for fact in grounds.facts:
            if fact.kind.unit in wanted and isinstance(fact.value, int | float):
                yield abs(abs(float(fact.value)) - said), fact


def _units(*, money: bool, share: bool) -> tuple[Unit, ...]:
    if money:
        return (Unit.MONEY,)
    return (Unit.SHARE,) if share else (Unit.COUNT, Unit.DAYS, Unit.MONEY)


def _days_away(problem: Problem, grounds: Grounds) -> Iterator[tuple[float, Fact]]:
    for moment in moments(problem.text.lower(), grounds.as_of, grounds.language):
        year, month, day = moment.options[0] if moment.options else (None, None, None)
        for fact in grounds.facts:
            if not isinstance(fact.value, date):
                continue
            if moment.first and moment.last:
                middle = moment.first + (moment.last - moment.first) / 2
                yield abs((fact.value - middle).days), fact
            else:
                apart = (
                    12 * (fact.value.year - (year or grounds.as_of.year)) + fact.value.month - (month or 6)
                )
                yield abs(31 * apart + fact.value.day - (day or 15)), fact
