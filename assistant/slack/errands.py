"""The steps of every workflow: plain functions that may run twice and then change nothing more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from assistant.jobs.writing import DraftJobs
from assistant.mailing.postbox import Postbox
from assistant.slack import notices
from assistant.slack.answers import answer_message, digest_message, with_feedback
from assistant.slack.desk import Desk
from assistant.slack.draft_errands import DraftErrands
from assistant.slack.due import due_week
from assistant.slack.import_news import ImportErrand
from assistant.slack.job_errands import JobErrands
from assistant.slack.members import LookupFailedError, Members
from assistant.slack.override_errands import OverrideErrands
from assistant.slack.posting import Postman
from knowledge import outbox, threads
from knowledge.digests import settings_of
from knowledge.feedback import Feedback, FeedbackKind, Unanswered, give
from knowledge.people import Person, all_people, person_by_email
from knowledge.stored_settings import store_setting, stored_setting
from knowledge.tables import INCOMING, questions


@dataclass(frozen=True)
class Errands:
    """What the workflows do, one step each. Arguments and results are ids, never text.

    Attributes:
        imports: None where no folder is taken in by itself.
        mail: None where mails are handed over to copy.
        writing: None where no jobs are written.
    """

    desk: Desk
    postman: Postman
    members: Members
    imports: ImportErrand | None = None
    mail: Postbox | None = None
    writing: DraftJobs | None = None

    @property
    def jobs(self) -> JobErrands | None:
        """What is done about jobs that write many drafts."""
        if self.writing is None:
            return None
        return JobErrands(self.desk, self.postman, self.writing, self.drafts.leaves_by_itself)

    @property
    def drafts(self) -> DraftErrands:
        """What is done with drafts."""
        return DraftErrands(self.desk, self.postman, self.members, self.mail)

    @property
    def overrides(self) -> OverrideErrands:
        """What is done about edits that name another partner."""
        return OverrideErrands(self.desk, self.postman, self.members)

    # Questions

    def answer(self, question_id: str) -> list[str]:
        """Answer a question and keep what is to be posted: the answer, then a card for each draft."""
        answer = self.desk.answer(question_id)
        question = self._question(question_id)
        kept = [f"{question_id}:answer"]
        self.postman.put(kept[0], question.channel, with_feedback(answer_message(answer)), question.thread_ts)
        for shown in answer.drafts or ():
            kept.append(f"{question_id}:draft:{shown.id}")
            message = self.drafts.first_card(answer, shown)
            self.postman.put(kept[-1], question.channel, message, question.thread_ts)
        return kept

    def apologise(self, question_id: str) -> str:
        """Say that it went wrong; nobody waits for an answer that will not come."""
        question = self._question(question_id)
        outbox_id = f"{question_id}:answer"
        kind, reason = FeedbackKind.UNANSWERED, Unanswered.FAILED
        with self.desk.engine.begin() as connection:
            give(connection, Feedback(question_id, question.asker_email, kind, self.desk.now(), reason))
        self.postman.put(outbox_id, question.channel, notices.notice(notices.FAILED), question.thread_ts)
        return outbox_id

    def deliver(self, outbox_id: str) -> str:
        """Post a message of ours; one that was lost on the way is posted again."""
        return self.postman.deliver(outbox_id).value

    def hint(self, channel: str, user_id: str, notice: str) -> None:
        """Show somebody one of the notices, by its name; nobody else sees it, and it does not stay."""
        self.postman.whisper(channel, user_id, notices.notice(notices.NOTICES[notice]))

    def unanswered(self) -> list[str]:
        """Questions from Slack that were kept and have no answer, for a start after a crash."""
        waiting = questions.c.answered_at.is_(None) & (questions.c.channel != "")
        query = select(questions.c.question_id).where(waiting)
        with self.desk.engine.connect() as connection:
            return list(connection.execute(query).scalars())

    def tell(self, outbox_id: str, place: str, notice: str) -> str:
        """Keep one of the notices for posting, by its name."""
        self.postman.put(outbox_id, place, notices.notice(notices.NOTICES[notice]))
        return outbox_id

    # Jobs

    def refresh_card(self, draft_id: str, channel: str, card_ts: str) -> None:
        """Show how a draft stands, on its card or in the review queue in which it is shown."""
        if self.jobs is None or not self.jobs.show_again(draft_id, channel, card_ts):
            self.drafts.refresh_card(draft_id, channel, card_ts)

    def job_of(self, question_id: str) -> str:
        """The job that a question started; empty if it started none."""
        return self.jobs.asked_for(question_id) if self.jobs else ""

    def unfinished_jobs(self) -> list[str]:
        """Jobs that are not written to their end, for a start after a crash."""
        return self.jobs.unfinished() if self.jobs else []

    # Imports

    def take_in(self) -> list[str]:
        """Import the folder that is watched; ids of messages with its news, which wait to be posted."""
        return self.imports.run() if self.imports else []

    def import_failed(self, kind: str) -> list[str]:
        """Keep for the admins that the import broke off; ids of messages that wait to be posted."""
        return self.imports.failed(kind) if self.imports else []

    # Digests

    def due_digests(self) -> list[tuple[str, str]]:
        """Whose digest of which week should be out and is not: e-mail and ISO week."""
        now, since = self.desk.now(), self._serving_since()
        with self.desk.engine.connect() as connection:
            query = select(INCOMING["partners"].c.manager_email).distinct()
            owners = set(connection.execute(query).scalars())
            people = [person for person in all_people(connection) if person.email in owners]
            weeks = [(person, due_week(settings_of(connection, person), now, since)) for person in people]
            due = [
                (person, week)
                for person, week in weeks
                if week and outbox.get_message(connection, _digest_id(person.email, week)) is None
            ]
        return [(person.email, week) for person, week in due if self._reachable(person)]

    def put_digest(self, email: str, week: str) -> str:
        """Make somebody's digest and keep it for posting; empty if they are not in our Slack."""
        with self.desk.engine.connect() as connection:
            person = person_by_email(connection, email)
        user_id = self.members.user_id(person) if person else None
        if user_id is None:
            return ""
        outbox_id = _digest_id(email, week)
        self.postman.put(outbox_id, user_id, digest_message(self.desk.digest(email, week), week))
        return outbox_id

    def _serving_since(self) -> datetime:
        """When this was first asked: nobody gets a digest for an hour before the service was there."""
        with self.desk.engine.begin() as connection:
            known = stored_setting(connection, "serving_since")
            if known is None:
                known = self.desk.now().isoformat()
                store_setting(connection, "serving_since", known)
        return datetime.fromisoformat(known)

    def _reachable(self, person: Person) -> bool:
        try:
            return self.members.user_id(person) is not None
        except LookupFailedError:
            return False

    def _question(self, question_id: str) -> threads.Question:
        with self.desk.engine.connect() as connection:
            question = threads.get_question(connection, question_id)
        if question is None:
            raise LookupError(f"there is no question {question_id!r}")
        return question


def _digest_id(email: str, week: str) -> str:
    return f"digest:{email}:{week}"
