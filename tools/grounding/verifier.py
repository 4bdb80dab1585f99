"""The verifier: every number, date, name, address and link of a text must be a fact of this partner.

It checks tokens, not claims; the one claim it checks is the direction of a change.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from tools.facts import Fact, Unit
from tools.grounding import dates, numbers
from tools.grounding.addresses import active_characters, addresses
from tools.grounding.directions import wrong_direction
from tools.grounding.folding import canonical, cleaned
from tools.grounding.internal_words import internal_index
from tools.grounding.names import Found, NameIndex
from tools.grounding.problems import LEAKS, Problem, ProblemKind, Verdict
from tools.grounding.taboos import touched
from tools.grounding.unknown_names import sentence_starts, unknown_names
from tools.grounding.word_lists import lines, ordinary, proper, words
from tools.spelling import fold

_IDIOMS: Final = re.compile("|".join(lines("idioms")))
"""The short fixed list: numbers that state nothing, above all how long a call takes."""

_SENTENCE: Final = re.compile(r"[^.!?\n]+(?:[.!?](?!\s|$)[^.!?\n]*)*")
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_FIRST_WORDS: Final = re.compile(r"(?P<word>[^\W\d_]+)(?:\s+(?P<next>[^\W\d_]+))?")
_LETTER: Final = re.compile(r"[^\W\d_]")
_BLANK: Final = "\u2003"
_FREE_NUMBERS: Final = frozenset({1.0})


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
        named = (Unit.NAME, Unit.ID, Unit.LABEL)
        return (*self.allowed_names, *(str(fact.value) for fact in self.facts if fact.kind.unit in named))


def verify(text: str, grounds: Grounds) -> Verdict:
    """Name everything in `text` that no fact backs or that must not leave.

    Returns:
        A verdict whose spans are in `text` as given.
    """
    kept: list[Problem] = []
    for problem in sorted(_Check(text, grounds).problems(), key=_gravest_first):
        if all(problem.end <= other.start or other.end <= problem.start for other in kept):
            kept.append(problem)
    return Verdict(tuple(sorted(kept, key=lambda problem: problem.start)))


def _gravest_first(problem: Problem) -> tuple[bool, int, int]:
    """Leaks before questions, then by position, the shorter first: of overlapping ones the first is told."""
    return problem.kind not in LEAKS, problem.start, problem.end


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
        self.stated: list[tuple[int, Fact]] = []

    def problems(self) -> Iterator[Problem]:
        yield from self._leaks()
        self._blank_original(self.own_spans)
        for quote in self.grounds.quotes:
            plain = cleaned(quote).text
            self._blank(lambda text, plain=plain: _occurrences(text, plain))  # type: ignore[misc]  # mypy cannot infer a default of a lambda
        yield from self._addresses()
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

    def _dates(self) -> Iterator[Problem]:
        facts, as_of = self.grounds.facts, self.grounds.as_of
        for moment in dates.moments(self.open, as_of, self.grounds.language):
            fact = dates.backed(moment, facts, as_of)
            if fact is None and not (moment.first and any("last_year" in known.kind.name for known in facts)):
                yield self._problem(
                    ProblemKind.DATE, moment.start, moment.end, "a date that is none of the facts"
                )
            self.open = (
                self.open[: moment.start] + _BLANK * (moment.end - moment.start) + self.open[moment.end :]
            )

    def _numbers(self) -> Iterator[Problem]:
        self._blank(lambda text: ((m.start(), m.end()) for m in _IDIOMS.finditer(_same_length_fold(text))))
        free = _FREE_NUMBERS | numbers.label_numbers(self.grounds.facts) | {float(self.grounds.as_of.year)}
        for quantity in numbers.quantities(self.open, self.grounds.language):
            fact = numbers.backed(quantity, self.grounds.facts)
            plain = not (quantity.currency or quantity.percent)
            if fact is not None:
                self.stated.append((quantity.start, fact))
            elif not (plain and any(number in free for number, _ in quantity.readings)):
                yield self._problem(
                    ProblemKind.NUMBER, quantity.start, quantity.end, "a number that is none of the facts"
                )

    def _directions(self) -> Iterator[Problem]:
        for sentence in _SENTENCE.finditer(self.clean.text):
            facts = [fact for start, fact in self.stated if sentence.start() <= start < sentence.end()]
            if facts and (word := wrong_direction(_same_length_fold(sentence[0]), facts)):
                start = sentence.start() + word.start()
                yield self._problem(
                    ProblemKind.DIRECTION, start, start + len(word[0]), "the change went the other way"
                )

    def _problem(self, kind: ProblemKind, start: int, end: int, reason: str) -> Problem:
        first, last = self.clean.span(start, end)
        return Problem(kind, first, last, self.given[first:last], reason)

    def _blank_original(self, spans: list[tuple[int, int]]) -> None:
        explained = [any(start <= at < end for start, end in spans) for at in self.clean.origin]
        self.open = "".join(
            _BLANK if out else letter for letter, out in zip(self.open, explained, strict=True)
        )

    def _blank(self, find: Callable[[str], Iterator[tuple[int, int]]]) -> None:
        for start, end in list(find(self.open)):
            self.open = self.open[:start] + _BLANK * (end - start) + self.open[end:]


def _same_length_fold(text: str) -> str:
    return "".join(folded if len(folded := fold(letter)) == 1 else letter.lower()[:1] for letter in text)


def _occurrences(text: str, piece: str) -> Iterator[tuple[int, int]]:
    start = text.find(piece) if piece.strip() else -1
    while start >= 0:
        yield start, start + len(piece)
        start = text.find(piece, start + len(piece))
