"""Questions one by one: kept, answered once, told of the day that they name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from sqlalchemy import Engine

from assistant.asked_days import no_such_day, on_that_day, out_of_reach
from assistant.asking import Asking
from assistant.contract import Answer
from assistant.errors import NoData, UnknownPerson
from assistant.learning import Told, learn
from assistant.planner.asked_day import NoSuchDay, asked_day
from assistant.planner.asking import own_words
from assistant.progress import UNSEEN, Progress
from assistant.roster import OPERATOR, Roster
from knowledge import threads
from knowledge.people import Person, person_by_email
from knowledge.threads import Question


@dataclass(frozen=True)
class Questions:
    """Keeps questions and answers each once."""

    engine: Engine
    now: Callable[[], datetime]
    roster: Roster
    asking: Asking

    def ask(self, words: str, person: Person, *, as_of: date | None, thread: str) -> Answer:
        """Answer one question asked outside Slack; `thread` keeps the conversation.

        Raises:
            NoData: Nothing has been imported, or nothing of `as_of` or before.
        """
        self._day(as_of, person)  # a question of a day that cannot be answered is not kept
        question = Question(
            question_id=f"ask:{uuid4().hex}",
            thread_id=f"terminal:{person.email}:{thread or uuid4().hex}",
            asker_email=person.email,
            text=words,
            asked_at=self.now(),
        )
        self.receive(question)
        return self._answered(question, person, as_of)

    def receive(self, question: Question) -> bool:
        """Keep a question; False if its cause was delivered before."""
        with self.engine.begin() as connection:
            return threads.save_question(connection, question)

    def answer(self, question_id: str, progress: Progress) -> Answer:
        """Answer a question that was received; the answer that was kept first is the answer for good.

        Raises:
            KeyError: No question of that id was received.
            UnknownPerson: The asker has been removed since.
        """
        with self.engine.connect() as connection:
            if kept := threads.answer_of(connection, question_id):
                return Answer.model_validate(kept)
            question = threads.get_question(connection, question_id)
            person = person_by_email(connection, question.asker_email) if question else None
        if question is None:
            raise KeyError(question_id)
        if question.asker_email == OPERATOR.email:
            person = OPERATOR
        if person is None:
            raise UnknownPerson("You are not among the managers any more. Ask an admin to add you.")
        return self._answered(question, person, None, progress)

    def _answered(
        self, question: Question, person: Person, as_of: date | None, progress: Progress = UNSEEN
    ) -> Answer:
        told = self._told(question, person, as_of, progress)
        with self.engine.begin() as connection:
            kept = told.answer.model_dump(mode="json", exclude_none=True)
            if threads.save_answer(connection, question.question_id, kept, self.now()):
                learn(connection, question, told, self.now())
            return Answer.model_validate(threads.answer_of(connection, question.question_id))

    def _told(self, question: Question, person: Person, as_of: date | None, progress: Progress) -> Told:
        """The answer, told of the day that the question itself names, else of `as_of`, else of the last."""
        access, day = self.roster.access(person), self._day(as_of, person)
        names = self.roster.names(access)
        try:
            asked = asked_day(own_words(question.text), day)
        except NoSuchDay:
            return Told(self.asking.told(no_such_day(), access, day))
        if asked is None or asked == day:
            until = as_of or person.today(self.now())
            return self.asking.answer(question, access, names, day, notes_until=until, progress=progress)
        if asked > day or not self._reaches(asked, person):
            return Told(self.asking.told(out_of_reach(asked, day), access, day))
        first = (on_that_day(asked),)
        return self.asking.answer(
            question, access, names, asked, notes_until=asked, first=first, progress=progress
        )

    def _reaches(self, asked: date, person: Person) -> bool:
        """Whether the data tells anything of that day."""
        try:
            self._day(asked, person)
        except NoData:
            return False
        return True

    def _day(self, as_of: date | None, person: Person) -> date:
        return self.roster.day(as_of, person.today(self.now()))
