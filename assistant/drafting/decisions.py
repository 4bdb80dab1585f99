"""Everything that people and surfaces do with drafts, each in one transaction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import Connection, Engine

from assistant.drafting.approval import Approval, may_be_confirmed
from assistant.drafting.gate import Gate
from assistant.errors import NotAllowed
from assistant.mailing.mailbox import AddressError, plain_address
from assistant.mailing.postbox import Postbox
from assistant.roster import Roster
from knowledge import copies, drafts, exchanges
from knowledge.audit import Deed, Entry, log
from knowledge.copies import Copies
from knowledge.overrides import Override
from knowledge.people import Person
from tools.drafts import OPEN, Draft, DraftError, DraftState
from tools.grounding.problems import Problem, Verdict

MOST_COPIES: Final = 5  # of one mail, so that a card shows them all


@dataclass(frozen=True)
class DraftDecisions:
    """Approve, edit, confirm, send, log what came back: the same for every surface.

    Attributes:
        gate: What is looked at before anything leaves.
        mail: None where mails are handed over to copy.
    """

    engine: Engine
    roster: Roster
    gate: Gate
    mail: Postbox | None = None

    def approval(self, person: Person) -> Approval:
        """What the person may do with drafts, read before a transaction begins: one connection at a time."""
        access, gate = self.roster.access(person), self.gate
        return Approval(gate.desk, lambda _, partner_id: access.may_write(partner_id), gate.now, gate.stops)

    def approve(self, draft_id: str, seen_digest: str, person: Person) -> Draft:
        """Approve exactly the bytes that the digest names."""
        approval = self.approval(person)
        with self.engine.begin() as connection:
            return approval.approve(connection, draft_id, seen_digest, person)

    def edit(
        self, draft_id: str, subject: str, body: str, seen_digest: str, person: Person
    ) -> Draft | list[str]:
        """Change the words that were shown; or what the verifier has against the new ones."""
        approval = self.approval(person)
        with self.engine.begin() as connection:
            edited = approval.edit(connection, draft_id, subject, body, seen_digest, person)
            if isinstance(edited, Draft):
                self._log(connection, edited, Deed.EDITED, person)
        if isinstance(edited, Draft):
            return edited
        return _in_words(edited.leaks)

    def dismiss(self, draft_id: str, person: Person) -> Draft:
        """Put a draft aside for good."""
        approval = self.approval(person)
        with self.engine.begin() as connection:
            dismissed = approval.dismiss(connection, draft_id, person)
            self._log(connection, dismissed, Deed.DISMISSED, person)
            return dismissed

    def send_now(self, draft_id: str) -> Draft:
        """Mail an approved draft while somebody waits, in one try; others stay as they are."""
        draft = self.release(draft_id)
        if self.mail is None or draft.state is not DraftState.APPROVED:
            return draft
        return self.mail.send_now(draft) if draft.channel == "email" and draft.from_address else draft

    def release(self, draft_id: str) -> Draft:
        """Look at an approved draft once more before it leaves; put back with the reason if it must not."""
        with self.engine.begin() as connection:
            return self.gate.release(connection, draft_id)

    def closed(self, draft_id: str) -> str:
        """Why a message must not leave as it stands; empty if nothing is in the way."""
        with self.engine.connect() as connection:
            return self.gate.closed(connection, drafts.get_draft(connection, draft_id))

    def overridable(self, draft_id: str, subject: str, body: str) -> bool:
        """Whether a lead could let these words stand."""
        with self.engine.connect() as connection:
            draft = drafts.get_draft(connection, draft_id)
            return may_be_confirmed(Verdict(self.gate.leaks(connection, draft, subject, body)))

    def ask_lead(
        self, draft_id: str, words: tuple[str, str], seen_digest: str, reason: str, person: Person
    ) -> Override | list[str]:
        """Ask that these words (subject and body) may name another partner; or what else is in the way."""
        approval = self.approval(person)
        with self.engine.begin() as connection:
            asked = approval.ask_lead(connection, draft_id, words, seen_digest, reason, person)
        if isinstance(asked, Override):
            return asked
        return _in_words(asked.leaks) or ["Nothing is in the way: save it."]

    def decide(self, override_id: str, person: Person, *, confirmed: bool) -> Draft:
        """A lead lets the words stand, or does not."""
        approval = self.approval(person)
        with self.engine.begin() as connection:
            decided = approval.decide(connection, override_id, person, confirmed=confirmed)
            if confirmed:
                self._log(connection, decided, Deed.OVERRODE, person)
            return decided

    def answered_on(self, draft_id: str) -> date | None:
        """The day on which an answer to it was logged; None if none was."""
        with self.engine.connect() as connection:
            return exchanges.answered_on(connection, drafts.get_draft(connection, draft_id))

    def log_answer(self, draft_id: str, person: Person, *, came: bool) -> None:
        """Put on record that the partner answered a sent message, or that it did not after all.

        Raises:
            NotAllowed: The person may not act for the partner.
            DraftError: It was not sent.
        """
        approval = self.approval(person)
        with self.engine.begin() as connection:
            draft = drafts.get_draft(connection, draft_id)
            if not approval.may_write(person, draft.partner_id):
                raise NotAllowed("Only the partner's manager, a lead or an admin may do that.")
            if draft.state is not DraftState.SENT:
                raise DraftError("It was not sent, so nobody can have answered it.")
            kind = "answer_logged" if came else "answer_forgotten"
            self._changed(connection, person, draft_id, {"kind": kind, "partner_id": draft.partner_id})
            if came:
                exchanges.record_answer(connection, draft, self.gate.now())
            else:
                exchanges.forget_answer(connection, draft)

    def copies(self, person: Person) -> Copies:
        """Where copies of the mails in that person's name go."""
        with self.engine.connect() as connection:
            return copies.copies_of(connection, person.email)

    def copy_to(self, person: Person, addresses: list[str]) -> Copies:
        """Send copies there from now on: `me` is the person; nothing: no copies.

        Raises:
            NotAllowed: One of them is no address, or they are too many.
        """
        if len(addresses) > MOST_COPIES:
            raise NotAllowed(f"Copies can go to {MOST_COPIES} addresses at most, not to {len(addresses)}.")
        try:
            others = tuple(plain_address(one) for one in addresses if one.lower() != "me")
        except AddressError as error:
            raise NotAllowed(f"{error}, or `me` for yourself.") from None
        wanted = Copies(to_self=len(others) < len(addresses), others=others)
        with self.engine.begin() as connection:
            copies.keep_copies(connection, person.email, wanted)
            self._changed(connection, person, "copies", {"kind": "copies"})
        return wanted

    def readdress(self, draft_id: str, person: Person) -> Draft:
        """The draft with the sender and copies that it would have today, if it waits for approval."""
        approval = self.approval(person)
        with self.engine.begin() as connection:
            draft = drafts.get_draft(connection, draft_id)
            if draft.state not in OPEN or not approval.may_write(person, draft.partner_id):
                return draft
            return approval.gate.readdressed(connection, draft) or draft

    def _log(self, connection: Connection, draft: Draft, deed: Deed, person: Person) -> None:
        cause = f"{deed}:{draft.draft_id}:{draft.version}"
        details = {"partner_id": draft.partner_id}
        log(connection, Entry(cause, self.gate.now(), person.email, deed, draft.draft_id, details))

    def _changed(self, connection: Connection, person: Person, subject: str, details: dict[str, str]) -> None:
        at = self.gate.now()
        cause = f"{Deed.CHANGED}:{subject}:{person.email}:{at.isoformat()}"
        log(connection, Entry(cause, at, person.email, Deed.CHANGED, subject, details))


def _in_words(leaks: Iterable[Problem]) -> list[str]:
    """What is in the way, each with the words that it is about."""
    return [f"“{one.text}”: {one.reason}." for one in leaks]
