"""The swap test: a message without names, laid beside the fact sheets of all partners, must point to one.

The matcher is fixed. It knows how values are written, and from the messages of another program which words
stand beside which kind of fact; of the writer's patterns and the ids in a message it knows nothing.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from math import exp, log
from typing import Final, TypeAlias

from assistant.drafting.wording import spoken
from evals.drafts.masking import FIELDS, QUOTED, names_in, names_of, without_names
from evals.drafts.program import Message
from tools.facts import Fact, Quote, Unit

Sources: TypeAlias = Mapping[str, Fact | Quote]
_SENTENCE: Final = re.compile(r"(?<=[.!?])(?<!\d\.)\s+|\n+")
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_QUOTE: Final = "quote"
_UNSEEN: Final = 1e-6  # likelihood of a value that is not on the sheet
_BEFORE: Final = 9  # words
_AFTER: Final = 6
_TIE: Final = 1e-9
_SMOOTHING: Final = 2.0
_DOUBT: Final = 0.05  # the share of all kinds together that words alone never rule out


@dataclass(frozen=True)
class Entry:
    """One line of a fact sheet: what it is and how a message writes it."""

    kind: str
    written: str


@dataclass(frozen=True)
class Sheet:
    """All that a message to one partner could say, in one language; without names."""

    partner_id: str
    entries: frozenset[Entry]


def sheet_of(partner_id: str, sources: Sources, language: str, as_of: date, *, fields: bool) -> Sheet:
    """The fact sheet; with sectors and technologies if `fields`."""
    names = names_in(sources.values(), fields=not fields)
    entries = (one for source in sources.values() for one in _entries(source, language, as_of, fields=fields))
    return Sheet(
        partner_id,
        frozenset(
            Entry(one.kind, without_names(one.written, names)) if one.kind == _QUOTE else one
            for one in entries
        ),
    )


def _entries(source: Fact | Quote, language: str, as_of: date, *, fields: bool) -> Iterator[Entry]:
    if isinstance(source, Quote):
        yield Entry(_QUOTE, source.text.strip(" .!?…"))
    elif source.kind.unit is not Unit.NAME or (fields and source.kind in FIELDS):
        yield Entry(source.kind.name, spoken(source, language, as_of))


class Cues:
    """Which words stand beside which kind of fact: naive Bayes over the sentences of another program."""

    def __init__(self, messages: Iterable[Message]) -> None:
        self._words: Final[dict[tuple[str, str], Counter[str]]] = defaultdict(Counter)
        self._kinds: Final[dict[str, Counter[str]]] = defaultdict(Counter)
        self._anywhere: Final[dict[str, Counter[str]]] = defaultdict(Counter)
        for message in messages:
            self._learn(message)

    def _learn(self, message: Message) -> None:
        sources = message.material.sources
        entries = [
            entry
            for source in sources.values()
            if source.id in message.text.fact_ids
            for entry in _entries(source, message.language, message.material.as_of, fields=True)
        ]
        for sentence in _SENTENCE.split(message.text.body):
            for entry in entries:
                if (at := sentence.find(entry.written)) >= 0:
                    self._kinds[message.language][entry.kind] += 1
                    said = set(_words(_around(sentence, at, at + len(entry.written))))
                    self._words[message.language, entry.kind].update(said)
                    self._anywhere[message.language].update(said)

    def of(self, sentence: str, language: str, kinds: frozenset[str]) -> dict[str, float]:
        """Probability of each of the kinds, given the sentence that a value stands in."""
        scores = {kind: self._score(kind, set(_words(sentence)), language) for kind in kinds}
        highest = max(scores.values(), default=0.0)
        weights = {kind: exp(score - highest) for kind, score in scores.items()}
        total = sum(weights.values()) or 1.0
        doubt = _DOUBT / max(len(kinds), 1)
        return {kind: (1 - _DOUBT) * weight / total + doubt for kind, weight in weights.items()}

    def _score(self, kind: str, said: set[str], language: str) -> float:
        """Log-likelihood of the words beside that kind; one that is rare leans on how common a word is."""
        seen, all_seen = self._kinds[language], self._kinds[language].total() or 1
        beside, anywhere = self._words[language, kind], self._anywhere[language]
        score = log((seen[kind] + _SMOOTHING) / all_seen)
        for word in said:
            usual = (anywhere[word] + _SMOOTHING) / (all_seen + 1)
            score += log((beside[word] + _SMOOTHING * usual) / (seen[kind] + _SMOOTHING)) - log(usual)
        return score


class Matcher:
    """Names the partner whose fact sheet explains a message best."""

    def __init__(self, sheets: Iterable[Sheet], cues: Cues, language: str) -> None:
        self._cues, self._language = cues, language
        self._holders: Final[dict[str, list[tuple[str, str]]]] = defaultdict(list)
        self._partners: Final[list[str]] = []
        for sheet in sheets:
            self._partners.append(sheet.partner_id)
            for entry in sheet.entries:
                self._holders[entry.written].append((sheet.partner_id, entry.kind))
        known = sorted((form for form in self._holders if form), key=len, reverse=True)
        self._quotes: Final = [
            form for form in known if any(kind == _QUOTE for _, kind in self._holders[form])
        ]
        others = [form for form in known if form not in set(self._quotes)]
        self._forms: Final = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, others)) or '(?!)'})(?!\w)")

    def named(self, body: str) -> str | None:
        """Id of the one partner that a message without names points to; None if it is a tie."""
        points: dict[str, float] = defaultdict(float)
        mentions = list(self._mentions(body))
        if not mentions:
            return None
        for written, sentence in mentions:
            for partner, share in self._likelihoods(written, sentence).items():
                points[partner] += self._rarity(written) * (log(share) - log(_UNSEEN))
        (first, most), *rest = sorted(points.items(), key=lambda found: -found[1])[:2]
        return None if rest and most - rest[0][1] < _TIE else first

    def _mentions(self, body: str) -> Iterator[tuple[str, str]]:
        """Every value that stands in the text, with its sentence."""
        for quoted in QUOTED.finditer(body):
            said = quoted[0][1:-1].strip(" .!?…")
            yield from ((form, quoted[0]) for form in self._quotes if form in said or said in form)
        for sentence in _SENTENCE.split(QUOTED.sub("", body)):
            for match in self._forms.finditer(sentence):
                yield match[0], _around(sentence, *match.span())

    def _likelihoods(self, written: str, sentence: str) -> dict[str, float]:
        holders = self._holders[written]
        kinds = self._cues.of(sentence, self._language, frozenset(kind for _, kind in holders))
        shares: dict[str, float] = defaultdict(float)
        for partner, kind in holders:
            shares[partner] += kinds[kind]
        return {partner: max(share, _UNSEEN) for partner, share in shares.items()}

    def _rarity(self, written: str) -> float:
        holders = len({partner for partner, _ in self._holders[written]})
        return 1.0 + log(len(self._partners) / holders)


def masked_body(message: Message, *, fields: bool) -> str:
    """What the matcher gets to see: subject and body without names."""
    return without_names(message.whole, names_of(message.material, fields=not fields))


def _around(sentence: str, start: int, end: int) -> str:
    """What stands near a value: the words before it and some after."""
    before, after = sentence[:start].split(" "), sentence[end:].split(" ")
    return " ".join((*before[-_BEFORE:], *after[:_AFTER]))


def _words(sentence: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(sentence)]
