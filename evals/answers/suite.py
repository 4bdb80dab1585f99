"""How answers are written: those to the suite *questions*, of the half that may be looked at.

What is judged here holds for any question, so no case says it: the cases lend their questions alone. What was
asked in the same run is not asked again.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from assistant.contract import Answer
from assistant.rapport import Rapport
from evals.cases import Case
from evals.frozen import AS_OF
from evals.replies import Overheard
from evals.reporting import Score, Suite
from evals.shown import holds_a_fact, unshown, words_of_prose
from knowledge.partners import partner_cards
from tools.grounding.names import NameIndex
from tools.spelling import fold

WORDS: Final = 120
_PRINTED: Final = 40
_SENTENCE: Final = re.compile(r"\S.*?[.!?](?=\s|$)|\S.+", re.DOTALL)
_NONE: Final = re.compile(
    r"\b(?:no|not|none|nobody|nothing|never|nowhere|without|cannot|outside|unknown|all|everybody|every|"
    r"everything|only|done|which|what|shall)\b"
)
"""Words of an answer that there is none, that it holds for all, or that asks back."""


def run_answers(cases: Sequence[Case], heard: Overheard, rapport: Rapport) -> Suite:
    """Judge how the answers to the half that may be looked at are written."""
    with rapport.engine.connect() as connection:
        everybody = NameIndex.build([card.name for card in partner_cards(connection).values()])
    marks: dict[str, list[bool]] = defaultdict(list)
    wrong: list[str] = []
    for case in cases:
        if case.measuring:
            continue
        answer = heard.first(case.ask, case.asker, case.after).answer
        for group, good, what in _marks(answer, everybody) if answer else ():
            marks[group].append(good)
            wrong += [] if good else [f"{group}: {case.ask!r}: {what!r}"]
    for group, good, what in _gaps(rapport):
        marks[group].append(good)
        wrong += [] if good else [f"{group}: {what!r}"]
    scores = [Score(group, sum(found), len(found)) for group, found in marks.items()]
    return Suite("answers", scores, sorted(wrong)[:_PRINTED])


def _marks(answer: Answer, everybody: NameIndex) -> Iterator[tuple[str, bool, str]]:
    words = words_of_prose(answer)
    yield "at most 120 words", words <= WORDS, f"{words} words"
    yield "never empty", bool(answer.text.strip()), ""
    if not answer.calls or answer.clarify or answer.unknown or answer.refuse:
        return
    first = first_sentence(answer.text)
    leads = holds_a_fact(first, answer, everybody) or bool(_NONE.search(fold(first)))
    yield "leads with a fact, or says that there is none", leads, first
    stray = unshown(answer, everybody, _day(answer))
    yield "numbers, dates and names are facts", not stray, f"{stray} in {answer.text}"


def first_sentence(text: str) -> str:
    """What is read first."""
    found = _SENTENCE.search(text)
    return found[0] if found else ""


def _day(answer: Answer) -> date:
    return max((fact.as_of for fact in answer.facts or ()), default=AS_OF)


def _gaps(rapport: Rapport) -> Iterator[tuple[str, bool, str]]:
    """A partner that has no usage on file is told so when asked how it is doing and what it consumes."""
    person = rapport.person("nora.lind@vendor.example")
    for asked in ("How is Globex doing?", "How is Globex doing on consumption?"):
        answer = rapport.ask(asked, person)
        said = fold(answer.text)
        yield (
            "says which data is missing",
            "consumption" in said and _NONE.search(said) is not None,
            answer.text,
        )
