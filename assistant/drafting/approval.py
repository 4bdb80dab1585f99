"""Edit, approve, dismiss: a person decides about exactly the bytes that were shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from assistant.drafting.desk import DraftingDesk
from assistant.drafting.recipients import Refusal, route
from assistant.errors import NotAllowed
from knowledge import drafts
from knowledge.partners import contacts_of, partner_card
from knowledge.people import Person
from tools.drafts import Draft, DraftDigestError, digest
from tools.grounding.problems import Verdict


class DraftEmptyError(NotAllowed):
    """An edit left nothing to send."""


@dataclass(frozen=True)
class Approval:
    """What people may do with drafts.

    Attributes:
        may_write: Whether a person may act for a partner: its manager, a lead or an admin.
    """

    desk: DraftingDesk
    may_write: Callable[[Person, str], bool]
    now: Callable[[], datetime]

    def approve(self, connection: Connection, draft_id: str, seen_digest: str, person: Person) -> Draft:
        """Approve the bytes that `seen_digest` names.

        Raises:
            NotAllowed: The person may not act for the partner, or the recipient may no longer be written to.
            DraftError: It is not the message that was shown, or somebody acted first.
        """
        draft = self._mine(connection, draft_id, person)
        partner = partner_card(connection, draft.partner_id)
        if partner is not None:
            contacts = contacts_of(connection, partner.id)
            way = route(partner, contacts, draft.contact_id, self.now().date())
            if isinstance(way, Refusal):
                raise NotAllowed(_CLOSED.format(reason=way.reason.replace("_", " ")))
            if way.to != draft.recipient:
                raise NotAllowed(
                    "The recipient's address has changed since this was written. Ask for a new draft."
                )
        leaks = self.desk.verdict(connection, draft, draft.subject, draft.body).leaks
        if leaks:
            raise NotAllowed(f"This must not leave: {leaks[0].text!r} {leaks[0].reason}.")
        return drafts.approve(connection, draft, person.email, seen_digest, self.now())

    def edit(
        self, connection: Connection, draft_id: str, subject: str, body: str, seen_digest: str, person: Person
    ) -> Draft | Verdict:
        """Change the words, unless something in them must not leave; then the verdict.

        Numbers and dates that no fact backs are the editor's own to state; names of other partners, words
        that stay with us, taboos, markup and encoded text are not.

        Raises:
            NotAllowed: The person may not act for the partner, or nothing was left to send.
            DraftError: It is not the message that was shown, or somebody acted first.
        """
        draft = self._mine(connection, draft_id, person)
        if digest(draft) != seen_digest:
            raise DraftDigestError("The message is not the one that was shown. Open it again, then edit.")
        if not body.strip():
            raise DraftEmptyError("A message needs words. Dismiss the draft if you do not want to send it.")
        subject = " ".join(subject.split())
        verdict = self.desk.verdict(connection, draft, subject, body)
        if verdict.leaks:
            return verdict
        return drafts.edit(connection, draft, subject, body, self.now())

    def dismiss(self, connection: Connection, draft_id: str, person: Person) -> Draft:
        """Put the draft aside for good.

        Raises:
            NotAllowed: The person may not act for the partner.
            DraftError: It is on its way, sent or dismissed already.
        """
        return drafts.dismiss(connection, self._mine(connection, draft_id, person), self.now())

    def _mine(self, connection: Connection, draft_id: str, person: Person) -> Draft:
        draft = drafts.get_draft(connection, draft_id)
        if not self.may_write(person, draft.partner_id):
            raise NotAllowed("Only the partner's manager, a lead or an admin may do that.")
        return draft


_CLOSED = "This can no longer be sent ({reason}). Ask for a draft to another contact."
