"""Rapport as every surface sees it: ask, decide on drafts and changes, read the digest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from sqlalchemy import Engine

from assistant.asked_days import no_such_day, on_that_day, out_of_reach
from assistant.asking import Asking
from assistant.contract import Answer
from assistant.digest import Digests
from assistant.drafting.decisions import DraftDecisions
from assistant.drafting.desk import DraftingDesk
from assistant.errors import NoData, UnknownPerson
from assistant.jobs.writing import DraftJobs
from assistant.learning import Told, learn
from assistant.opening import Opener
from assistant.packs.briefing import Briefing
from assistant.packs.written import WrittenPack
from assistant.planner.asked_day import NoSuchDay, asked_day
from assistant.planner.asking import own_words
from assistant.roster import Roster
from assistant.toolbox import consenting
from knowledge import threads
from knowledge.digests import DigestPost, post_of, save_post
from knowledge.drafts import get_draft
from knowledge.people import Person, Role, all_people, nearest_people, person_by_email
from knowledge.threads import Question
from tools.drafts import Draft
from tools.facts import Audience

OPERATOR = Person("", "You", role=Role.ADMIN)
"""Who asks in a terminal when the data names no managers."""


@dataclass(frozen=True)
class Rapport:
    """The application, wired by `assistant.app`."""

    engine: Engine
    now: Callable[[], datetime]
    roster: Roster
    asking: Asking
    digests: Digests
    drafting: DraftingDesk
    opener: Opener
    briefing: Briefing
    jobs: DraftJobs
    decisions: DraftDecisions

    def person(self, words: str) -> Person:
        """Who that is: by e-mail, else by name; without words the first manager who owns a book.

        Raises:
            UnknownPerson: naming the nearest, or everybody if nobody is near.
        """
        with self.engine.connect() as connection:
            people = all_people(connection)
            if not words:
                return self.roster.default_person(people) or OPERATOR
            if found := person_by_email(connection, words):
                return found
            near = nearest_people(connection, words)
        named = [person for person in near if person.name.casefold() == words.strip().casefold()]
        if len(named) == 1:
            return named[0]
        if not people:
            raise UnknownPerson(f"Nobody is called {words!r}: no managers were imported. Add managers.csv.")
        valid = ", ".join(f"{one.name} <{one.email}>" for one in near or people)
        raise UnknownPerson(f"Nobody here is called {words!r}. There is {valid}.")

    def day(self, as_of: date | None, person: Person) -> date:
        """The day whose end an answer tells of; NoData if nothing can be told of the one asked for."""
        return self.roster.day(as_of, person.today(self.now()))

    def ask(self, words: str, person: Person, *, as_of: date | None = None, thread: str = "") -> Answer:
        """Answer one question asked outside Slack; `thread` keeps the conversation.

        Raises:
            NoData: Nothing has been imported, or nothing of `as_of` or before.
        """
        self.day(as_of, person)  # a question of a day that cannot be answered is not kept
        question = Question(
            question_id=f"ask:{uuid4().hex}",
            thread_id=f"terminal:{person.email}:{thread or uuid4().hex}",
            asker_email=person.email,
            text=words,
            asked_at=self.now(),
        )
        self.receive(question)
        return self._answered(question, person, as_of)

    def opened(self, answer: Answer) -> Answer:
        """The answer with the rows behind its figures."""
        return self.opener.opened(answer)

    def receive(self, question: Question) -> bool:
        """Keep a question; False if its cause was delivered before."""
        with self.engine.begin() as connection:
            return threads.save_question(connection, question)

    def answer(self, question_id: str) -> Answer:
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
        return self._answered(question, person, None)

    def confirm(self, change_id: str, person: Person) -> Answer:
        """Make a change that waits for its person."""
        access = self.roster.access(person)
        with self.engine.begin() as connection:
            findings = consenting.confirmed(connection, change_id, access, self.now())
        return self.asking.told(findings, access, self.day(None, person))

    def undo(self, change_id: str, person: Person) -> Answer:
        """Take back a change of that person."""
        access = self.roster.access(person)
        with self.engine.begin() as connection:
            findings = consenting.taken_back(connection, change_id, access, self.now())
        return self.asking.told(findings, access, self.day(None, person))

    def brief(self, words: str, person: Person, as_of: date | None) -> Answer:
        """One screen before a call with the partner that `words` name; `review_pack` says what is raised."""
        access, day = self.roster.access(person), self.day(as_of, person)
        return self.asking.told(
            self.briefing.brief(words, access, self.roster.names(access), day), access, day
        )

    def review_pack(
        self, words: str, person: Person, audience: Audience, as_of: date | None, period: str = ""
    ) -> WrittenPack:
        """The pack for the review of a quarter (the last closed one by default) with a partner.

        Raises:
            UnknownPartner: The words name nobody, or several; the text says whom they may mean.
            NoSuchQuarter: The period is no quarter, or one that has not ended.
        """
        access, day = self.roster.access(person), self.day(as_of, person)
        return self.briefing.pack(words, access, self.roster.names(access), day, audience, period)

    def draft(self, draft_id: str) -> Draft:
        """A draft as it stands."""
        with self.engine.connect() as connection:
            return get_draft(connection, draft_id)

    def approve(self, draft_id: str, digest: str, person: Person) -> Draft:
        """Approve exactly the bytes that `digest` names."""
        return self.decisions.approve(draft_id, digest, person)

    def edit(self, draft_id: str, subject: str, body: str, digest: str, person: Person) -> Draft | list[str]:
        """Change the words that were shown; or what the verifier has against the new ones."""
        return self.decisions.edit(draft_id, subject, body, digest, person)

    def dismiss(self, draft_id: str, person: Person) -> Draft:
        """Put a draft aside for good."""
        return self.decisions.dismiss(draft_id, person)

    def digest_now(self, person: Person, *, as_of: date | None = None) -> Answer:
        """The person's digest as it would be now: only what changed."""
        access = self.roster.access(person)
        day = self.day(as_of, person)
        return self.asking.told(self.digests.findings(access, day), access, day)

    def digest(self, manager_email: str, week: str) -> Answer:
        """Somebody's digest of an ISO week; the one that was kept first is that week's for good.

        Raises:
            UnknownPerson: Nobody has that address.
        """
        with self.engine.connect() as connection:
            if kept := post_of(connection, manager_email, week):
                return Answer.model_validate(kept.answer)
        answer = self.digest_now(self.person(manager_email))
        post = DigestPost(manager_email, week, answer.model_dump(mode="json", exclude_none=True), self.now())
        with self.engine.begin() as connection:
            save_post(connection, post)
            kept = post_of(connection, manager_email, week)
        return Answer.model_validate(kept.answer) if kept else answer

    def _answered(self, question: Question, person: Person, as_of: date | None) -> Answer:
        told = self._told(question, person, as_of)
        with self.engine.begin() as connection:
            kept = told.answer.model_dump(mode="json", exclude_none=True)
            if threads.save_answer(connection, question.question_id, kept, self.now()):
                learn(connection, question, told, self.now())
            return Answer.model_validate(threads.answer_of(connection, question.question_id))

    def _told(self, question: Question, person: Person, as_of: date | None) -> Told:
        """The answer, told of the day that the question itself names, else of `as_of`, else of the last."""
        access, day = self.roster.access(person), self.day(as_of, person)
        names = self.roster.names(access)
        try:
            asked = asked_day(own_words(question.text), day)
        except NoSuchDay:
            return Told(self.asking.told(no_such_day(), access, day))
        if asked is None or asked == day:
            until = as_of or person.today(self.now())
            return self.asking.answer(question, access, names, day, notes_until=until)
        if asked > day or not self._reaches(asked, person):
            return Told(self.asking.told(out_of_reach(asked, day), access, day))
        return self.asking.answer(
            question, access, names, asked, notes_until=asked, first=(on_that_day(asked),)
        )

    def _reaches(self, asked: date, person: Person) -> bool:
        """Whether the data tells anything of that day."""
        try:
            self.day(asked, person)
        except NoData:
            return False
        return True
