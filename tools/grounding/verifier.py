"""The verifier: every number, date, name, address and link of a text must be a fact of this partner.

It checks tokens, not claims; the one claim it checks is the direction of a change.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from tools.facts import Fact, Unit
from tools.grounding import dates, elsewhere, numbers
from tools.grounding.addresses import active_characters, addresses
from tools.grounding.directions import wrong_direction
from tools.grounding.folding import canonical, cleaned, occurrences, same_length_fold
from tools.grounding.internal_words import internal_index
from tools.grounding.names import Found, NameIndex
from tools.grounding.problems import Backing, Problem, ProblemKind, Verdict, gravest_first
from tools.grounding.taboos import touched
from tools.grounding.unknown_names import sentence_starts, unknown_names
from tools.grounding.word_lists import lines, ordinary, proper, words

_IDIOMS: Final = re.compile("|".join(lines("idioms")))
"""The short fixed list: numbers that state nothing, above all how long a call takes."""

_SENTENCE: Final = re.compile(r"[^.!?\n]+(?:[.!?](?!\s|$)[^.!?\n]*)*")
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_FIRST_WORDS: Final = re.compile(r"(?P<word>[^\W\d_]+)(?:\s+(?P<next>[^\W\d_]+))?")
_LETTER: Final = re.compile(r"[^\W\d_]")
_NAMED: Final = frozenset({Unit.NAME, Unit.ID, Unit.LABEL})
_BLANK: Final = "\u2003"


@dataclass(frozen=True)
class Grounds:
    """What a text may rest on, and what must not be in it.

    Attributes:
        facts: Facts of this partner that the reader may see.
        allowed_names: Further names, addresses and links: the manager, the program.
        quotes: Words that may stand verbatim: numbers and dates in them are their author's.
        foreign: Names, aliases, domains and people of every partner; those of this one are let through.
        internal: Words that must not leave; None for texts that stay with us.
        taboos: What this partner must not be told of, as people put it.
        as_of: The day from which "last week" counts.
    """

    facts: tuple[Fact, ...]
    as_of: date
    language: str = "en"
    allowed_names: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    foreign: NameIndex = field(default_factory=lambda: NameIndex.build(()))
    internal: NameIndex | None = field(default_factory=internal_index)
    taboos: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that may stand in the text."""
        return (*self.allowed_names, *(str(fact.value) for fact in self.facts if fact.kind.unit in _NAMED))


def verify(text: str, grounds: Grounds) -> Verdict:
    """Name everything in `text` that no fact backs or that must not leave.

    Returns:
        A verdict whose spans are in `text` as given.
    """
    kept: list[Problem] = []
    for problem in sorted(_Check(text, grounds).problems(), key=gravest_first):
        if all(problem.end <= other.start or other.end <= problem.start for other in kept):
            kept.append(problem)
    return Verdict(tuple(sorted(kept, key=lambda problem: problem.start)))


def backings(text: str, grounds: Grounds) -> tuple[Backing, ...]:
    """Every piece of `text` that a fact backs, by position: what `verify` let stand, and why."""
    check = _Check(text, grounds)
    list(check.problems())
    stated = [
        replace(one, start=start, end=end)
        for one in check.stated
        for start, end in [check.clean.span(one.start, one.end)]
    ]
    return tuple(sorted((*stated, *check.named()), key=lambda one: (one.start, one.end)))


class _Check:
    """One pass over one text: pieces that are explained are blanked out, what remains must be words."""

    def __init__(self, text: str, grounds: Grounds) -> None:
        self.given = text
        self.grounds = grounds
        self.clean = cleaned(text)
        self.starts = sentence_starts(self.clean.text)
        self.everyday = proper() | (ordinary("de") if grounds.language == "de" else frozenset())
        self.own = NameIndex.build(name for name in grounds.names if len(_LETTER.findall(name)) > 1)
        self.own_spans = [
            (found.start, found.end) for found in self.own.find(self.clean) if not found.encoded
        ]
        self.open = self.clean.text
        self.stated: list[Backing] = []

    def problems(self) -> Iterator[Problem]:
        yield from self._leaks()
        self._blank_original(self.own_spans)
        for quote in self.grounds.quotes:
            plain = cleaned(quote).text
            self._blank(lambda text, plain=plain: occurrences(text, plain))  # type: ignore[misc]  # mypy cannot infer a default of a lambda
        yield from self._addresses()
        self._blank(lambda text: ((m.start(), m.end()) for m in _IDIOMS.finditer(same_length_fold(text))))
        yield from self._elsewhere()
        yield from self._dates()
        yield from self._numbers()
        known = {canonical(word) for name in self.grounds.names for word in _LETTERS.findall(name)}
        for start, end in unknown_names(self.open, self.starts, self.grounds.language):
            if {canonical(word) for word in _LETTERS.findall(self.open[start:end])} <= known | {"s"}:
                continue
            yield self._problem(
                ProblemKind.NAME, start, end, "a name that is in none of this partner's facts"
            )
        yield from self._directions()

    def named(self) -> Iterator[Backing]:
        """The names of facts that stand in the text, the longest of those that overlap."""
        facts = {canonical(str(fact.value)): fact for fact in self.grounds.facts if fact.kind.unit in _NAMED}
        covered = 0
        for found in sorted(self.own.find(self.clean), key=lambda one: (one.start, -one.end)):
            fact = facts.get(canonical(found.name))
            if fact is not None and found.start >= covered:
                covered = found.end
                yield Backing(found.start, found.end, fact)

    def _leaks(self) -> Iterator[Problem]:
        for start, end in active_characters(self.given):
            yield Problem(ProblemKind.MARKUP, start, end, self.given[start:end], "a control character")
        for found in self.grounds.foreign.find(self.clean, self._silent_starts(), self.everyday):
            if found.encoded or not self._is_own(found):
                reason = f"names {found.name}, which is not this partner's"
                yield self._found(found, ProblemKind.FOREIGN_NAME, reason)
        for found in self.grounds.internal.find(self.clean) if self.grounds.internal else ():
            if not self._within_own(found):
                yield self._found(found, ProblemKind.INTERNAL_WORD, "a word that stays with us")
        allowed = frozenset(canonical(word) for name in self.grounds.names for word in name.split())
        for start, end, taboo in touched(self.clean.text, self.grounds.taboos, allowed):
            yield self._problem(ProblemKind.TABOO, start, end, f"their note says: {taboo}")

    def _silent_starts(self) -> frozenset[int]:
        """Starts of sentences whose first word is an everyday one that does nothing only people do."""
        known = ordinary(self.grounds.language)
        return frozenset(
            start
            for start in self.starts
            if (first := _FIRST_WORDS.match(self.clean.text, start)) is not None
            and first["word"].casefold() in known
            and (first["next"] or "").casefold() not in words("acts_of_people")
        )

    def _found(self, found: Found, kind: ProblemKind, reason: str) -> Problem:
        piece = self.given[found.start : found.end]
        if found.encoded:
            return Problem(ProblemKind.ENCODED, found.start, found.end, piece, "says something in code")
        return Problem(kind, found.start, found.end, piece, reason)

    def _is_own(self, found: Found) -> bool:
        return canonical(found.name) in self.own.whole or self._within_own(found)

    def _within_own(self, found: Found) -> bool:
        return any(start <= found.start and found.end <= end for start, end in self.own_spans)

    def _addresses(self) -> Iterator[Problem]:
        """Links and markup count even within an own name; only a whole known address may stand."""
        known = {name.casefold() for name in self.grounds.names}
        for kind, start, end, reason in addresses(self.clean.text):
            if kind is ProblemKind.MARKUP or self.clean.text[start:end].casefold() not in known:
                yield self._problem(kind, start, end, reason)
            self.open = self.open[:start] + _BLANK * (end - start) + self.open[end:]

    def _elsewhere(self) -> Iterator[Problem]:
        """Dates and numbers in words of another language than the four, but for the dates of facts."""
        for fact, said in elsewhere.spoken_days(self.grounds.facts, self.grounds.language):
            for start, end in list(occurrences(self.open, said)):
                self.stated.append(Backing(start, end, fact))
                self._blank(lambda _, span=(start, end): iter([span]))  # type: ignore[misc]  # mypy cannot infer a default of a lambda
        for kind, start, end, reason in elsewhere.words_of_values(self.open, self.grounds.language):
            yield self._problem(kind, start, end, reason)

    def _is_everyday(self, start: int, end: int) -> bool:
        return elsewhere.is_everyday_phrase(self.open[start:end], self.grounds.language)

    def _dates(self) -> Iterator[Problem]:
        facts, as_of = self.grounds.facts, self.grounds.as_of
        for moment in dates.moments(self.open, as_of, self.grounds.language):
            fact = dates.backed(moment, facts)
            if fact is not None:
                self.stated.append(Backing(moment.start, moment.end, fact))
            elif moment.loose or self._is_everyday(moment.start, moment.end):
                continue
            elif not (moment.first and any("last_year" in known.kind.name for known in facts)):
                yield self._problem(
                    ProblemKind.DATE, moment.start, moment.end, "a date that is none of the facts"
                )
            self._blank(lambda _, moment=moment: iter([(moment.start, moment.end)]))  # type: ignore[misc]  # mypy cannot infer a default of a lambda

    def _numbers(self) -> Iterator[Problem]:
        """A number with its unit is blanked out too: what is told of it says nothing of a name."""
        found = list(numbers.quantities(self.open, self.grounds.language))
        for quantity in found:
            fact = numbers.backed(quantity, self.grounds.facts)
            if fact is not None:
                self.stated.append(Backing(quantity.start, quantity.end, fact))
            elif not (self._is_free(quantity) or self._is_everyday(quantity.start, quantity.end)):
                yield self._problem(
                    ProblemKind.NUMBER, quantity.start, quantity.end, "a number that is none of the facts"
                )
        self._blank(lambda _: ((quantity.start, quantity.end) for quantity in found))

    def _is_free(self, quantity: numbers.Quantity) -> bool:
        """Whether a number states nothing: one of something, this year, what the word for a fact holds."""
        if quantity.currency or quantity.percent:
            return False
        free = {1.0, float(self.grounds.as_of.year)}
        labels = numbers.label_numbers(self.grounds.facts)
        return any(number in free for number, _ in quantity.readings) or numbers.of_label(
            quantity, self.open, labels
        )

    def _directions(self) -> Iterator[Problem]:
        for sentence in _SENTENCE.finditer(self.clean.text):
            facts = [one.fact for one in self.stated if sentence.start() <= one.start < sentence.end()]
            if facts and (word := wrong_direction(same_length_fold(sentence[0]), facts)):
                start = sentence.start() + word.start()
                yield self._problem(
                    ProblemKind.DIRECTION, start, start + len(word[0]), "the change went the other way"
                )

    def _problem(self, kind: ProblemKind, start: int, end: int, reason: str) -> Problem:
        first, last = self.clean.span(start, end)
        return Problem(kind, first, last, self.given[first:last], reason)

    def _blank_original(self, spans: list[tuple[int, int]]) -> None:
        explained = {at for start, end in spans for at in range(start, end)}
        letters = zip(self.clean.origin, self.open, strict=True)
        self.open = "".join(_BLANK if at in explained else letter for at, letter in letters)

    def _blank(self, find: Callable[[str], Iterator[tuple[int, int]]]) -> None:
        for start, end in list(find(self.open)):
            self.open = self.open[:start] + _BLANK * (end - start) + self.open[end:]
