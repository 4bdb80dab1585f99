"""From feedback to candidate cases: what was asked, and what should have come, by other names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import Connection

from assistant.contract import Answer
from assistant.planner.asking import own_words
from assistant.planner.date_words import MONTHS
from evals.disguise import Disguise, Secrets
from evals.frozen import AS_OF, PEOPLE
from evals.telling import Telling, prose_of, references
from knowledge.feedback import Feedback, FeedbackKind
from knowledge.people import Role, person_by_email
from knowledge.threads import Question, answer_of, earlier_turns, get_question
from tools.grounding.word_lists import LANGUAGES, ordinary
from tools.names import NameEntry
from tools.spelling import words_of

Candidate = dict[str, Any]
"""A case as YAML holds it, with `accept` and, in `comment`, what happened."""

_TELLS_MOST: Final = (FeedbackKind.CORRECTION, FeedbackKind.BAD, FeedbackKind.UNANSWERED, FeedbackKind.GOOD)
_ASKERS: Final = {Role.LEAD: PEOPLE["theo"], Role.ADMIN: PEOPLE["kim"], Role.VIEWER: PEOPLE["iris"]}
_HALF_SENTENCE: Final = 9  # words
_SAME_TALK: Final = timedelta(minutes=30)


@dataclass(frozen=True)
class Candidates:
    """Feedback as candidates.

    Attributes:
        world: Whom partners and people can be called after.
        feedback: All of it.
    """

    connection: Connection
    secrets: Secrets
    world: Sequence[NameEntry]
    feedback: Sequence[Feedback]

    def told(self) -> Iterator[Candidate]:
        """One candidate for each question, by the feedback that tells most of it."""
        by_question: dict[str, list[Feedback]] = defaultdict(list)
        for one in self.feedback:
            by_question[one.question_id].append(one)
        for question_id, given in by_question.items():
            question = get_question(self.connection, question_id)
            if question is not None:
                yield self._candidate(question, min(given, key=lambda one: _TELLS_MOST.index(one.kind)))

    def _candidate(self, question: Question, given: Feedback) -> Candidate:
        answer, right = self._answer(question.question_id), self._right(given)
        before = self._before(question)
        prose = [words for one in (answer, right) if one for call in one.calls for words in prose_of(call)]
        told = Telling(Disguise(self.secrets, self.world, _unknown(self.secrets, answer)), prose)
        after, ask = [told.words(text) for text in before], told.words(own_words(question.text))
        dated = _names_a_date((question.text, self._text(given.said_in)))
        days = timedelta() if dated else AS_OF - _told_of(answer, question)
        calls = [{call.tool: told.arguments(call, days)} for call in (right.calls if right else ())]
        language, asker = _language(ask), self._asker(question)
        return {
            "accept": False,
            "comment": self._happened(given, answer, told, ask),
            "ask": ask,
            **({"language": language} if language != "en" else {}),
            "kind": "use",
            **({"asker": asker} if asker else {}),
            **({"after": after} if after else {}),
            "calls": calls,
        }

    def _happened(self, given: Feedback, answer: Answer | None, told: Telling, ask: str) -> str:
        """What was asked, what came, and what was said to it."""
        made = ", ".join(told.call(call) for call in answer.calls) if answer else ""
        got = made or given.reason or (answer.refuse if answer else None) or "no call"
        said = self._text(given.said_in)
        reaction = f'said "{told.words(said)}"' if said else f"marked {given.kind}"
        return f'asked "{ask}", got {got}; {reaction}'

    def _right(self, given: Feedback) -> Answer | None:
        """What the asker was content with: an answer marked good, or what the correction led to."""
        if given.kind is FeedbackKind.GOOD or given.said_in is None:
            return self._answer(given.question_id) if given.kind is FeedbackKind.GOOD else None
        last, further = given.said_in, self._corrected_by(given.said_in)
        changed = self._changed(given.question_id, last)
        while further and self._changed(last, further) <= changed:  # what was corrected was so once more
            last, further = further, self._corrected_by(further)
        wrong = {FeedbackKind.BAD, FeedbackKind.UNANSWERED}
        doubted = any(one.question_id == last and one.kind in wrong for one in self.feedback)
        return None if doubted else self._answer(last)

    def _corrected_by(self, question_id: str) -> str | None:
        found = (one.said_in for one in self.feedback if one.question_id == question_id and one.said_in)
        return next(found, None)

    def _changed(self, before: str, after: str) -> set[str]:
        """What the calls of two answers differ in: arguments, or the tools."""
        calls = [tuple(answer.calls) if (answer := self._answer(one)) else () for one in (before, after)]
        if [call.tool for call in calls[0]] != [call.tool for call in calls[1]]:
            return {"tool"}
        pairs = [(old.args, new.args) for old, new in zip(*calls, strict=True)]
        return {name for old, new in pairs for name in old | new if old.get(name) != new.get(name)}

    def _before(self, question: Question) -> list[str]:
        """The messages without which the question says little: those it corrects, or goes on from."""
        corrected = next((one for one in self.feedback if one.said_in == question.question_id), None)
        if corrected and (earlier := get_question(self.connection, corrected.question_id)):
            return [*self._before(earlier), own_words(earlier.text)]
        turns = earlier_turns(self.connection, question, limit=1)
        half = len(question.text.split()) <= _HALF_SENTENCE
        near = [turn.text for turn in turns if half and question.asked_at - turn.asked_at <= _SAME_TALK]
        return [own_words(text) for text in near]

    def _text(self, question_id: str | None) -> str:
        question = get_question(self.connection, question_id) if question_id else None
        return own_words(question.text) if question else ""

    def _answer(self, question_id: str) -> Answer | None:
        kept = answer_of(self.connection, question_id)
        return Answer.model_validate(kept) if kept else None

    def _asker(self, question: Question) -> str | None:
        person = person_by_email(self.connection, question.asker_email)
        return _ASKERS.get(person.role) if person else None


def _unknown(secrets: Secrets, answer: Answer | None) -> tuple[str, ...]:
    """Words of the question that were taken for a name and are none on file."""
    if answer is None or answer.unknown is None:
        return ()
    named = (words for call in answer.calls for words in references(call))
    return tuple(words for words in named if not secrets.own.knows(words))


def _names_a_date(said: Sequence[str]) -> bool:
    """Whether a day or month is named, which is the same one in the frozen world; `last month` is another."""
    words = {word.folded for text in said for word in words_of(text)}
    return bool(words & MONTHS.keys()) or any(word.isdigit() for word in words)


def _told_of(answer: Answer | None, question: Question) -> date:
    """The day that the answer was told of."""
    days = [fact.as_of for fact in (answer.facts or ())] if answer else []
    return max(days, default=question.asked_at.date())


def _language(text: str) -> str:
    """The language most of whose everyday words it holds; English in doubt."""
    spoken = [word.folded for word in words_of(text)]
    return max(LANGUAGES, key=lambda language: sum(word in ordinary(language) for word in spoken))
