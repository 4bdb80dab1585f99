"""Rapport as every surface sees it: ask, decide on drafts and changes, read the digest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Engine

from assistant.asking import Asking
from assistant.colleagues import Colleagues
from assistant.contract import Answer
from assistant.digests import Digests, Told
from assistant.drafting.decisions import DraftDecisions
from assistant.drafting.desk import DraftingDesk
from assistant.errors import UnknownPerson
from assistant.follow_ups import FollowUps
from assistant.forms import Forms
from assistant.home import Homes
from assistant.jobs.writing import DraftJobs
from assistant.listening import Listening
from assistant.onboarding import FirstSteps
from assistant.opening import Opener
from assistant.packs.briefing import Briefing
from assistant.packs.written import WrittenPack
from assistant.progress import UNSEEN, Progress
from assistant.questions import Questions
from assistant.roster import OPERATOR, Roster
from assistant.team_channels import TeamChannels
from assistant.toolbox import consenting
from assistant.uploads import Uploads
from assistant.welcoming import Welcomes
from knowledge.digests import DigestPost, post_before, post_of, save_post
from knowledge.drafts import get_draft
from knowledge.people import Person, all_people, nearest_people, people_named, person_by_email
from knowledge.threads import Question
from tools.drafts import Draft
from tools.facts import Audience


@dataclass(frozen=True)
class Rapport:
    """The application, wired by `assistant.app`."""

    engine: Engine
    now: Callable[[], datetime]
    roster: Roster
    asking: Asking
    digests: Digests
    drafting: DraftingDesk
    listening: Listening
    team_channels: TeamChannels
    opener: Opener
    briefing: Briefing
    jobs: DraftJobs
    decisions: DraftDecisions
    follow_ups: FollowUps
    forms: Forms
    colleagues: Colleagues
    home: Homes
    welcomes: Welcomes
    first_steps: FirstSteps
    uploads: Uploads

    def person(self, words: str) -> Person:
        """Who that is: by e-mail, name or first name; without words the manager with the most partners.

        Raises:
            UnknownPerson: naming those of that first name, else the nearest, else everybody.
        """
        with self.engine.connect() as connection:
            people = all_people(connection)
            if not words:
                return self.roster.default_person(people) or OPERATOR
            if found := person_by_email(connection, words):
                return found
            near = nearest_people(connection, words)
        named = people_named(people, words)
        if len(named) == 1:
            return named[0]
        if named:
            several = ", ".join(f"{one.name} <{one.email}>" for one in named)
            raise UnknownPerson(f"Several people here are called {words!r}: {several}. Give the e-mail.")
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
        return self._questions.ask(words, person, as_of=as_of, thread=thread)

    def opened(self, answer: Answer) -> Answer:
        """The answer with the rows behind its figures."""
        return self.opener.opened(answer)

    def receive(self, question: Question) -> bool:
        """Keep a question; False if its cause was delivered before."""
        return self._questions.receive(question)

    def answer(self, question_id: str, progress: Progress = UNSEEN) -> Answer:
        """Answer a question that was received; the answer that was kept first is the answer for good.

        Raises:
            KeyError: No question of that id was received.
            UnknownPerson: The asker has been removed since.
        """
        return self._questions.answer(question_id, progress)

    def confirm(self, change_id: str, person: Person) -> Answer:
        """Make a change that waits for its person."""
        access = self.roster.access(person)
        with self.engine.begin() as connection:
            findings = consenting.confirmed(connection, change_id, access, self.now())
        return self.asking.told(findings, access, self.day(None, person))

    def decline(self, change_id: str, person: Person) -> Answer:
        """Drop a change that waits for its person."""
        access = self.roster.access(person)
        with self.engine.begin() as connection:
            findings = consenting.declined(connection, change_id, access, self.now())
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

    def digest_now(self, person: Person, *, as_of: date | None = None, since: date | None = None) -> Answer:
        """The person's digest as it would be now: what changed since that day, else in a week."""
        access, day = self.roster.access(person), self.day(as_of, person)
        return self.asking.told(self.digests.findings(access, day, since), access, day)

    def month(self, person: Person, month: str) -> Answer:
        """What moved in the person's book in a month such as `2026-09`."""
        access, day = self.roster.access(person), self.day(None, person)
        return self.digests.told(self.digests.month(access, month), access, day)

    def digest(self, manager_email: str, week: str) -> Answer:
        """Somebody's digest of an ISO week: what changed since the one before; the first kept is the week's.

        Raises:
            UnknownPerson: Nobody has that address.
        """
        with self.engine.connect() as connection:
            if kept := post_of(connection, manager_email, week):
                return Answer.model_validate(kept.answer)
            earlier = post_before(connection, manager_email, week)
        before = Told.of(Answer.model_validate(earlier.answer)) if earlier else None
        answer = self.digest_now(self.person(manager_email), since=before.as_of if before else None)
        post = DigestPost(manager_email, week, answer.model_dump(mode="json", exclude_none=True), self.now())
        with self.engine.begin() as connection:
            save_post(connection, post)
            kept = post_of(connection, manager_email, week)
        return Answer.model_validate(kept.answer) if kept else answer

    @property
    def _questions(self) -> Questions:
        return Questions(self.engine, self.now, self.roster, self.asking)
