"""Judges an answer by its words alone, Rapport's and a peer's the same way.

Its limits: that a number or name is there does not say that it is used rightly, or of whom; more than was
asked for is not counted against anybody; an ordinary word may be a partner's name; whether somebody declines
is read off a few words and the absence of figures. It compares answers, and is no score of Rapport alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from evals.cases import Case, ExpectedFact, Outcome
from evals.peers.reading import PartnerReader, ReadText
from tools.names import NameIndex
from tools.spelling import fold

_DECLINES: Final = re.compile(
    r"\b(?:can ?not|can't|cant|could ?n[o']t|unable|not able|not possible|impossible|will not|won't|may not"
    r"|must not|not allowed|only .{0,60} may|outside|declin\w*|sorry|no access|read.only"
    r"|(?:i|we) (?:\w+ ){1,2}(?:no|nothing|nobody)\b|there (?:is|are) (?:no|nobody|nothing)"
    r"|not? (?:find|found|exist)|kann .{0,40}\bnicht|nicht moglich|darf .{0,40}\bnicht|kein\w*|leider"
    r"|unbekannt|ne (?:peux|peut|puis|trouve|connais) |impossible|desole|aucun\w*|pas en mesure"
    r"|no (?:puedo|podemos|es posible|encuentro|conozco|existe|hay)|lo siento|ningun\w*)"
)
_OFFERED: Final = 2  # of the candidates, at least: who reads two names knows that it is a choice
_ASKED_BACK: Final = frozenset((Outcome.CLARIFY, Outcome.ASK))
_DECLINED: Final = frozenset(
    (Outcome.UNKNOWN, Outcome.OUT_OF_SCOPE, Outcome.FORBIDDEN, Outcome.REFUSED, Outcome.NOT_YET)
)


@dataclass(frozen=True)
class WordVerdict:
    """What the words of an answer do; None where the case expects nothing of the kind.

    Attributes:
        shown: Every expected fact, partner and word is there.
        safe: Nothing is there that must not be.
        held_back: It asks which is meant, or declines, as it should.
    """

    shown: bool | None
    safe: bool | None
    held_back: bool | None


@dataclass(frozen=True)
class WordJudge:
    """Judges answers in one world.

    Attributes:
        names: Everybody in it.
        as_of: The day on which was asked.
    """

    names: NameIndex
    as_of: date

    def judge(self, case: Case, text: str) -> WordVerdict:
        """Judge one answer; who says nothing shows nothing and holds nothing back, and is not called safe."""
        shown = list(self._wanted(case, text))
        safe = not any(fold(word) in fold(text) for word in case.never)
        return WordVerdict(
            shown=all(shown) if shown else None,
            safe=safe if case.never and text else None,
            held_back=self._held_back(case, text),
        )

    def _wanted(self, case: Case, text: str) -> Iterator[bool]:
        """Of each expected thing whether it is there; a partner whom the question names need not be."""
        if case.outcome is not None:
            return
        there, told = ReadText(text, self.as_of), _asked_about(case)
        named = self._partners.named_in(text) | told
        yield from (_shows(there, fact) for fact in case.facts)
        wanted = {*case.partners, *(fact.partner for fact in case.facts if fact.partner)} - told
        yield from (partner in named for partner in sorted(wanted))
        yield from (there.says(words) for words in case.says)

    def _held_back(self, case: Case, text: str) -> bool | None:
        if case.outcome not in _ASKED_BACK | _DECLINED:
            return None
        question = ReadText("\n".join((*case.after, case.ask)), self.as_of)
        if ReadText(text, self.as_of).adds_figures(question):
            return False
        offered = self._partners.named_in(text) & set(case.candidates)
        if len(offered) < min(_OFFERED, len(case.candidates)):
            return False
        return "?" in text if case.outcome in _ASKED_BACK else bool(_DECLINES.search(fold(text)))

    @cached_property
    def _partners(self) -> PartnerReader:
        return PartnerReader(self.names)


def _shows(text: ReadText, fact: ExpectedFact) -> bool:
    match fact.value:
        case date():
            return text.says_day(fact.value)
        case str():
            return text.says(fact.value)
        case _:
            return text.says_number(fact.value)


def _asked_about(case: Case) -> set[str]:
    """Ids that the expected calls name: the asker said whom, so the answer need not say it again."""
    return {str(value) for call in case.calls for arguments in call.values() for value in _values(arguments)}


def _values(arguments: Mapping[str, object]) -> Iterator[object]:
    for value in arguments.values():
        if isinstance(value, list):
            yield from value
        else:
            yield value
