"""Mail once: the outbox row is claimed before the letter goes, and what was claimed is never sent again."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Final

from sqlalchemy import Connection, Engine

from assistant.mailing.account import Account
from assistant.mailing.delivering import Delivery, Outcome, deliver
from assistant.mailing.letters import LetterError, letter, message_id, recipients
from assistant.mailing.mailbox import AddressError, Mailbox
from knowledge import drafts, outbox
from knowledge.exchanges import record_sent
from knowledge.outbox import OutboxMessage, OutboxState
from tools.drafts import Draft, DraftState, digest

PAUSES: Final = (5.0, 30.0, 120.0, 600.0)  # seconds between tries; then a person decides
_MAIL: Final = "email"  # stands for the channel in the outbox


@dataclass(frozen=True)
class Postbox:
    """Brings approved drafts to the mail server.

    Attributes:
        pauses: Seconds before each further try after the server said "later".
        tls: Makes the context by which certificates are verified; `SSL_CERT_FILE` adds a private authority.
    """

    engine: Engine
    account: Account
    now: Callable[[], datetime]
    pauses: tuple[float, ...] = PAUSES
    tls: Callable[[], ssl.SSLContext] = ssl.create_default_context

    def put(self, outbox_id: str, draft: Draft) -> None:
        """Keep that the draft is to leave; one that was kept under this id stays as it is."""
        row = OutboxMessage(outbox_id, _MAIL, "", {"draft_id": draft.draft_id}, self.now())
        with self.engine.begin() as connection:
            outbox.put_message(connection, row)

    def attempt(self, outbox_id: str, draft: Draft, number: int) -> float:
        """Try once.

        A row that is `sending` when this starts was left by a process that died after it began to hand the
        letter over: nobody can tell, so it is not sent again.

        Args:
            outbox_id: Names the draft, the approved version and its digest.
            draft: In state sending.
            number: 0 for the first try.

        Returns:
            Seconds to wait before the next try; 0 when it is settled.
        """
        state = self._row(outbox_id).state
        if state is OutboxState.SENDING:
            lost = Delivery(Outcome.UNKNOWN, "the service stopped while it was handed over")
            self._settle(outbox_id, draft, lost)
        if state is not OutboxState.PENDING:
            return 0.0
        delivery = self._deliver(outbox_id, draft)
        if delivery.outcome is Outcome.LATER and number < len(self.pauses):
            with self.engine.begin() as connection:
                outbox.reopen(connection, outbox_id)
            return self.pauses[number]
        if delivery.outcome is not Outcome.TAKEN:
            self._settle(outbox_id, draft, delivery)
        return 0.0

    def send_now(self, draft: Draft) -> Draft:
        """Send an approved draft in one try, for somebody who waits; the draft as it stands then.

        Raises:
            DraftError: It is not approved any more, or somebody else sends it.
        """
        outbox_id = cause_of(draft.draft_id, draft.version, digest(draft))
        self.put(outbox_id, draft)
        with self.engine.begin() as connection:
            sending = drafts.start_sending(connection, draft, self.now())
        replace(self, pauses=()).attempt(outbox_id, sending, 0)
        with self.engine.connect() as connection:
            return drafts.get_draft(connection, draft.draft_id)

    def _deliver(self, outbox_id: str, draft: Draft) -> Delivery:
        try:
            message = letter(draft, outbox_id)
            addresses = recipients(draft)
        except (LetterError, AddressError) as error:
            return Delivery(Outcome.REFUSED, str(error))
        return deliver(self.account.server, message, addresses, partial(self._claim, outbox_id), self.tls)

    def _claim(self, outbox_id: str) -> bool:
        with self.engine.begin() as connection:
            return outbox.claim(connection, outbox_id) is not None

    def _settle(self, outbox_id: str, draft: Draft, delivery: Delivery) -> None:
        """Keep what became of it, in one transaction: the row, the draft, and what is on record of it."""
        with self.engine.begin() as connection:
            outcome = _marked(connection, outbox_id, draft, delivery)
            stored = drafts.get_draft(connection, draft.draft_id)
            if stored.state is DraftState.SENDING:
                state = _STATES[delivery.outcome]
                finish(connection, stored, state, outcome, self.now())

    def _row(self, outbox_id: str) -> OutboxMessage:
        with self.engine.connect() as connection:
            message = outbox.get_message(connection, outbox_id)
        if message is None:
            raise LookupError(f"there is no message {outbox_id!r} in the outbox")
        return message


def cause_of(draft_id: str, version: int, seen_digest: str) -> str:
    """Id in the outbox of the message that one approval lets out."""
    return f"draft:{draft_id}:{version}:{seen_digest[:16]}"


def sent_as(draft: Draft, outbox_id: str) -> str:
    """The Message-ID under which the draft leaves."""
    return message_id(outbox_id, Mailbox.read(draft.from_address).address)


def finish(connection: Connection, draft: Draft, state: DraftState, outcome: str, at: datetime) -> Draft:
    """Say what became of a draft on its way; one that was sent is put on record with its partner."""
    done = drafts.finish_sending(connection, draft, state, outcome, at)
    if state is DraftState.SENT:
        record_sent(connection, done, at)
    return done


def _marked(connection: Connection, outbox_id: str, draft: Draft, delivery: Delivery) -> str:
    """Move the outbox row; what is to be said of the draft."""
    if delivery.outcome is Outcome.SENT:
        own_id = sent_as(draft, outbox_id)
        outbox.mark_sent(connection, outbox_id, own_id)
        return " · ".join((own_id, *(f"no copy to {one}" for one in delivery.left_out)))
    if delivery.outcome is Outcome.UNKNOWN:
        outbox.mark_unknown(connection, outbox_id)
    else:
        outbox.claim(connection, outbox_id)  # what never got as far is still pending
        outbox.mark_failed(connection, outbox_id)
    return delivery.said


_STATES: Final = {
    Outcome.SENT: DraftState.SENT,
    Outcome.REFUSED: DraftState.FAILED,
    Outcome.LATER: DraftState.FAILED,
    Outcome.UNKNOWN: DraftState.UNKNOWN,
}
