"""The steps by which an approved draft leaves: each may run twice and then changes nothing more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from assistant.contract import Answer, ShownDraft
from assistant.mailing.postbox import Postbox, cause_of, finish, sent_as
from assistant.slack import cards, draft_questions
from assistant.slack.desk import Desk
from assistant.slack.draft_sources import SOURCES, rests_on
from assistant.slack.members import Members
from assistant.slack.outgoing import Block, Message
from assistant.slack.places import UnknownChannelError
from assistant.slack.posted import posted_at
from assistant.slack.posting import Postman
from knowledge import drafts, notes, threads
from knowledge.notes import Note
from knowledge.outbox import OutboxState
from knowledge.people import Person, person_by_email
from tools.drafts import Draft, DraftState, digest

_OUTCOMES: Final = {
    OutboxState.SENT: DraftState.SENT,
    OutboxState.FAILED: DraftState.FAILED,
    OutboxState.UNKNOWN: DraftState.UNKNOWN,
}
_DRAFT: Final = ":draft:"  # between the question and the draft in the outbox id of a card


@dataclass(frozen=True)
class DraftErrands:
    """What workflows do with drafts. Arguments and results are ids, never text.

    Attributes:
        mail: None where mails are handed over to copy.
    """

    desk: Desk
    postman: Postman
    members: Members
    mail: Postbox | None = None

    def leaves_by_itself(self, draft: Draft) -> bool:
        """Whether it is sent from here; else its approver gets it to copy."""
        return draft.channel == "slack" or (self.mail is not None and bool(draft.from_address))

    def start_sending(self, draft_id: str, seen_digest: str, version: int) -> str:
        """Claim an approved draft and keep its message; empty if there is nothing to send any more."""
        draft = self.desk.draft(draft_id)
        outbox_id = cause_of(draft_id, version, seen_digest)
        if draft.approved_digest != seen_digest or digest(draft) != seen_digest:
            return ""
        if draft.state is DraftState.SENDING and draft.version == version + 1:
            return outbox_id
        if draft.version != version or not self.leaves_by_itself(draft):
            return ""
        if self.desk.decisions.release(draft_id).state is not DraftState.APPROVED:
            return ""
        try:
            self._put(outbox_id, draft)
        except UnknownChannelError as error:
            self._fail(draft, str(error))
            return ""
        with self.desk.engine.begin() as connection:
            drafts.start_sending(connection, draft, self.desk.now())
        return outbox_id

    def send(self, draft_id: str, outbox_id: str, number: int) -> float:
        """Send to the partner, never twice; seconds to wait before the next try, 0 when it is settled."""
        draft = self.desk.draft(draft_id)
        if self._withdrawn(draft, outbox_id):
            return 0.0
        if draft.channel == "email":
            return (
                self.mail.attempt(outbox_id, draft, number) if self.mail else self._strand(outbox_id, draft)
            )
        self.postman.deliver(outbox_id, to_partner=True)
        return 0.0

    def finish_sending(self, draft_id: str, outbox_id: str) -> list[str]:
        """Record what became of it, and ask the approver when nobody can tell."""
        message = self.postman.posted(outbox_id)
        draft = self.desk.draft(draft_id)
        if draft.state is DraftState.SENDING:
            state = _OUTCOMES[message.state]
            why = message.message_ts if state is DraftState.SENT else "Slack refused it"
            with self.desk.engine.begin() as connection:
                draft = finish(connection, draft, state, why or "", self.desk.now())
        if draft.state is not DraftState.UNKNOWN:
            return []
        return self._ask(draft.approved_by or draft.author_email, f"{outbox_id}:doubt", draft)

    def hand_over(self, draft_id: str, seen_digest: str, version: int, place: str) -> str:
        """Give an approved mail to its approver, ready to copy; empty if it is no longer approved."""
        draft = self.desk.draft(draft_id)
        if draft.state is not DraftState.APPROVED or draft.version != version or digest(draft) != seen_digest:
            return ""
        outbox_id = f"mail:{draft_id}:{version}:{seen_digest[:16]}"
        self.postman.put(outbox_id, place, cards.handover(draft))
        return outbox_id

    def first_card(self, answer: Answer, shown: ShownDraft) -> Message:
        """The card of a draft that came with an answer."""
        draft = self.desk.draft(shown.id)
        if not draft.sentences:
            return cards.card(draft, cards.sources_of(answer, shown))
        return cards.card(draft, rests_on(draft, answer.facts or (), self._notes(draft)))

    def refresh_card(self, draft_id: str, channel: str, card_ts: str) -> None:
        """Show on a card how its draft stands, and what its words of now rest on."""
        posted = posted_at(self.desk.engine, channel, card_ts)
        if posted is None:
            return
        draft = self.desk.draft(draft_id)
        old: list[Block] = posted.payload.get("blocks", [])
        sources = next((block for block in old if block.get("block_id") == SOURCES), None)
        if draft.sentences and sources:
            sources = self._sources(draft, posted.outbox_id.partition(_DRAFT)[0]) or sources
        self.postman.update(channel, card_ts, self.card(draft, sources))

    def card(self, draft: Draft, sources: Block | None) -> Message:
        """The card of a draft as it stands."""
        answered = self.desk.decisions.answered_on(draft.draft_id) if draft.state is DraftState.SENT else None
        return cards.card(draft, sources, answered, self._approver(draft))

    def approved(self) -> list[tuple[str, str, int]]:
        """Drafts that were approved and not sent, for a start after a crash."""
        with self.desk.engine.connect() as connection:
            waiting = drafts.drafts_in(connection, DraftState.APPROVED, DraftState.SENDING)
        return [
            (draft.draft_id, draft.approved_digest or "", draft.version - (draft.state is DraftState.SENDING))
            for draft in waiting
            if draft.state is DraftState.SENDING or self.leaves_by_itself(draft)
        ]

    def settle(self, draft_id: str, seen_digest: str, person: Person, *, arrived: bool) -> Draft:
        """The approver looked: the message is there, or it is not and may be approved again."""
        draft = self.desk.draft(draft_id)
        mine = draft.approved_by == person.email and digest(draft) == seen_digest
        if not mine or draft.state is not DraftState.UNKNOWN:
            return draft
        state = DraftState.SENT if arrived else DraftState.FAILED
        why = "it did not arrive"
        if arrived:
            own = cause_of(draft_id, draft.version - 2, seen_digest)  # approved, sending, unknown
            why = sent_as(draft, own) if draft.from_address else "seen in the channel"
        with self.desk.engine.begin() as connection:
            return finish(connection, draft, state, why, self.desk.now())

    def sent_by_hand(self, draft_id: str, seen_digest: str, person: Person) -> Draft:
        """The approver of a mail that was handed over has sent it."""
        draft = self.desk.draft(draft_id)
        mine = draft.approved_by == person.email and digest(draft) == seen_digest
        if not mine or draft.state is not DraftState.APPROVED or self.leaves_by_itself(draft):
            return draft
        with self.desk.engine.begin() as connection:
            claimed = drafts.start_sending(connection, draft, self.desk.now())
            return finish(connection, claimed, DraftState.SENT, "sent by hand", self.desk.now())

    def _put(self, outbox_id: str, draft: Draft) -> None:
        if draft.channel == "email" and self.mail is not None:
            self.mail.put(outbox_id, draft)
        else:
            message = cards.partner_message(draft)
            self.postman.put(outbox_id, draft.recipient, message, draft.in_reply_to)

    def _withdrawn(self, draft: Draft, outbox_id: str) -> bool:
        """Whether it must not leave any more: a try can come minutes after the approval, or after a crash."""
        if self.postman.posted(outbox_id).state is not OutboxState.PENDING:
            return False
        why = self.desk.decisions.closed(draft.draft_id) if draft.state is DraftState.SENDING else ""
        if why:
            with self.desk.engine.begin() as connection:
                finish(connection, draft, DraftState.FAILED, why, self.desk.now())
        return bool(why) or draft.state is not DraftState.SENDING

    def _strand(self, outbox_id: str, draft: Draft) -> float:
        """The mail account is gone since it began: what was not handed over yet was not sent."""
        waiting = self.postman.posted(outbox_id).state is OutboxState.PENDING
        state = DraftState.FAILED if waiting else DraftState.UNKNOWN
        if draft.state is DraftState.SENDING:
            with self.desk.engine.begin() as connection:
                finish(connection, draft, state, "there is no mail account any more", self.desk.now())
        return 0.0

    def _sources(self, draft: Draft, question_id: str) -> Block | None:
        """What the draft rests on, by the facts of the answer that it came with."""
        with self.desk.engine.connect() as connection:
            known = threads.get_question(connection, question_id)
        if known is None:
            return None
        return rests_on(draft, self.desk.answer(question_id).facts or (), self._notes(draft))

    def _notes(self, draft: Draft) -> list[Note]:
        with self.desk.engine.connect() as connection:
            return notes.stored_notes(connection, note_ids=draft.note_ids) if draft.note_ids else []

    def _approver(self, draft: Draft) -> str:
        """The name of who approved it; empty if nobody did, or nobody knows it."""
        if not draft.approved_by:
            return ""
        with self.desk.engine.connect() as connection:
            person = person_by_email(connection, draft.approved_by)
        return person.name if person else ""

    def _fail(self, draft: Draft, why: str) -> None:
        with self.desk.engine.begin() as connection:
            claimed = drafts.start_sending(connection, draft, self.desk.now())
            drafts.finish_sending(connection, claimed, DraftState.FAILED, why, self.desk.now())

    def _ask(self, email: str, outbox_id: str, draft: Draft) -> list[str]:
        """Keep a question of doubt for the approver."""
        with self.desk.engine.connect() as connection:
            person = person_by_email(connection, email)
        user_id = self.members.user_id(person) if person else None
        if user_id is None:
            return []
        self.postman.put(outbox_id, user_id, draft_questions.doubt(draft))
        return [outbox_id]
