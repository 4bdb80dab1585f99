"""The steps of every workflow: plain functions that may run twice and then change nothing more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select

from assistant.slack import cards, notices
from assistant.slack.answers import answer_message, digest_message, with_feedback
from assistant.slack.desk import Desk
from assistant.slack.due import due_week
from assistant.slack.import_news import ImportErrand
from assistant.slack.members import LookupFailedError, Members
from assistant.slack.outgoing import Block
from assistant.slack.places import UnknownChannelError
from assistant.slack.posting import Postman
from knowledge import drafts, outbox, threads
from knowledge.digests import settings_of
from knowledge.feedback import Feedback, FeedbackKind, Unanswered, give
from knowledge.outbox import OutboxState
from knowledge.people import Person, all_people, person_by_email
from knowledge.stored_settings import store_setting, stored_setting
from knowledge.tables import INCOMING, questions
from tools.drafts import Draft, DraftState, digest

_OUTCOMES: Final = {
    OutboxState.SENT: DraftState.SENT,
    OutboxState.FAILED: DraftState.FAILED,
    OutboxState.UNKNOWN: DraftState.UNKNOWN,
}


@dataclass(frozen=True)
class Errands:
    """What the workflows do, one step each. Arguments and results are ids, never text.

    Attributes:
        imports: None where no folder is taken in by itself.
    """

    desk: Desk
    postman: Postman
    members: Members
    imports: ImportErrand | None = None

    # Questions

    def answer(self, question_id: str) -> list[str]:
        """Answer a question and keep what is to be posted: the answer, then a card for each draft."""
        answer = self.desk.answer(question_id)
        question = self._question(question_id)
        kept = [f"{question_id}:answer"]
        self.postman.put(kept[0], question.channel, with_feedback(answer_message(answer)), question.thread_ts)
        for shown in answer.drafts or ():
            kept.append(f"{question_id}:draft:{shown.id}")
            message = cards.card(self.desk.draft(shown.id), cards.sources_of(answer, shown))
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

    # Drafts

    def start_sending(self, draft_id: str, seen_digest: str, version: int) -> str:
        """Claim an approved draft and keep its message; empty if there is nothing to send any more."""
        draft = self.desk.draft(draft_id)
        outbox_id = f"draft:{draft_id}:{version}:{seen_digest[:16]}"
        if draft.approved_digest != seen_digest or digest(draft) != seen_digest:
            return ""
        if draft.state is DraftState.SENDING and draft.version == version + 1:
            return outbox_id
        if draft.state is not DraftState.APPROVED or draft.version != version:
            return ""
        try:
            self.postman.put(outbox_id, draft.recipient, cards.partner_message(draft))
        except UnknownChannelError as error:
            self._fail(draft_id, str(error))
            return ""
        with self.desk.engine.begin() as connection:
            drafts.start_sending(connection, draft_id, self.desk.now())
        return outbox_id

    def send(self, outbox_id: str) -> str:
        """Post to the partner, never twice: what cannot be found after a lost reply stays unknown."""
        return self.postman.deliver(outbox_id, again=False).value

    def finish_sending(self, draft_id: str, outbox_id: str) -> list[str]:
        """Record what became of it, and ask the approver when nobody can tell."""
        message = self.postman.posted(outbox_id)
        draft = self.desk.draft(draft_id)
        if draft.state is DraftState.SENDING:
            state = _OUTCOMES[message.state]
            why = message.message_ts if state is DraftState.SENT else "Slack refused it"
            with self.desk.engine.begin() as connection:
                draft = drafts.finish_sending(connection, draft, state, why or "", self.desk.now())
        if draft.state is not DraftState.UNKNOWN:
            return []
        return self._tell(draft, f"{outbox_id}:doubt")

    def hand_over(self, draft_id: str, seen_digest: str, version: int, place: str) -> str:
        """Give an approved mail to its approver, ready to copy; empty if it is no longer approved."""
        draft = self.desk.draft(draft_id)
        if draft.state is not DraftState.APPROVED or draft.version != version or digest(draft) != seen_digest:
            return ""
        outbox_id = f"mail:{draft_id}:{version}:{seen_digest[:16]}"
        self.postman.put(outbox_id, place, cards.handover(draft))
        return outbox_id

    def refresh_card(self, draft_id: str, channel: str, card_ts: str) -> None:
        """Show on a card how its draft stands; what it rests on stays as it was first shown."""
        with self.desk.engine.connect() as connection:
            posted = outbox.message_at(connection, channel, card_ts)
        if posted is None:
            return
        old: list[Block] = posted.payload.get("blocks", [])
        sources = next((block for block in old if block.get("block_id") == cards.SOURCES), None)
        self.postman.update(channel, card_ts, cards.card(self.desk.draft(draft_id), sources))

    def approved(self) -> list[tuple[str, str, int]]:
        """Drafts that were approved for Slack and not sent, for a start after a crash."""
        with self.desk.engine.connect() as connection:
            waiting = drafts.drafts_in(connection, DraftState.APPROVED, DraftState.SENDING)
        return [
            (draft.draft_id, draft.approved_digest or "", draft.version - (draft.state is DraftState.SENDING))
            for draft in waiting
            if draft.channel == "slack"
        ]

    def settle(self, draft_id: str, seen_digest: str, person: Person, *, arrived: bool) -> Draft:
        """The approver looked: the message is there, or it is not and may be approved again."""
        draft = self.desk.draft(draft_id)
        mine = draft.approved_by == person.email and digest(draft) == seen_digest
        if not mine or draft.state is not DraftState.UNKNOWN:
            return draft
        state = DraftState.SENT if arrived else DraftState.FAILED
        why = "seen in the channel" if arrived else "it did not arrive"
        with self.desk.engine.begin() as connection:
            return drafts.finish_sending(connection, draft, state, why, self.desk.now())

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

    def _fail(self, draft_id: str, why: str) -> None:
        with self.desk.engine.begin() as connection:
            claimed = drafts.start_sending(connection, draft_id, self.desk.now())
            drafts.finish_sending(connection, claimed, DraftState.FAILED, why, self.desk.now())

    def _tell(self, draft: Draft, outbox_id: str) -> list[str]:
        """Keep a question of doubt for the approver."""
        with self.desk.engine.connect() as connection:
            person = person_by_email(connection, draft.approved_by or draft.author_email)
        user_id = self.members.user_id(person) if person else None
        if user_id is None:
            return []
        self.postman.put(outbox_id, user_id, cards.doubt(draft))
        return [outbox_id]

    def _question(self, question_id: str) -> threads.Question:
        with self.desk.engine.connect() as connection:
            question = threads.get_question(connection, question_id)
        if question is None:
            raise LookupError(f"there is no question {question_id!r}")
        return question


def _digest_id(email: str, week: str) -> str:
    return f"digest:{email}:{week}"
