"""What a draft is, which states it may pass through, and what an approval binds.

DraftError
├── DraftMoveError     the draft's state does not allow it
├── DraftChangedError  somebody else acted on the draft first
├── DraftDigestError   the message is not the one that was shown or approved
└── DraftUnknownError  there is no such draft
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final


class DraftError(Exception):
    """Base of all; its text is shown to the user as it is."""


class DraftMoveError(DraftError):
    """The draft's state does not allow it."""


class DraftChangedError(DraftError):
    """Somebody else acted on the draft first."""


class DraftDigestError(DraftError):
    """The message is not the one that was shown or approved."""


class DraftUnknownError(DraftError):
    """There is no such draft."""


class DraftState(StrEnum):
    """Where a draft stands. Only `APPROVED` may be sent, and only once."""

    PROPOSED = "proposed"
    EDITED = "edited"
    APPROVED = "approved"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"  # known not to have left
    UNKNOWN = "unknown"  # may have left: a person has to look
    DISMISSED = "dismissed"


MOVES: Final[dict[DraftState, frozenset[DraftState]]] = {
    DraftState.PROPOSED: frozenset({DraftState.EDITED, DraftState.APPROVED, DraftState.DISMISSED}),
    DraftState.EDITED: frozenset({DraftState.EDITED, DraftState.APPROVED, DraftState.DISMISSED}),
    DraftState.APPROVED: frozenset({DraftState.EDITED, DraftState.SENDING, DraftState.DISMISSED}),
    DraftState.SENDING: frozenset({DraftState.SENT, DraftState.FAILED, DraftState.UNKNOWN}),
    DraftState.UNKNOWN: frozenset({DraftState.SENT, DraftState.FAILED}),
    DraftState.FAILED: frozenset({DraftState.EDITED, DraftState.APPROVED, DraftState.DISMISSED}),
    DraftState.SENT: frozenset(),
    DraftState.DISMISSED: frozenset(),
}
"""From each state to those that may follow. What failed needs a new approval, what is unknown a person."""

OPEN: Final = frozenset({DraftState.PROPOSED, DraftState.EDITED, DraftState.FAILED})
"""States in which a person may approve."""


@dataclass(frozen=True)
class Sentence:
    """One sentence of a message and what it rests on.

    Attributes:
        pattern: The sentence with a blank for every value, by which two messages are compared.
        fact_ids, note_ids: What it rests on; empty for a sentence that claims nothing.
    """

    text: str
    pattern: str = ""
    fact_ids: tuple[str, ...] = ()
    note_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Draft:
    """A message to one partner that leaves only after a person approved exactly these bytes.

    Attributes:
        channel: How it leaves: `email` or `slack`.
        recipient: Address or Slack channel.
        sender: E-mail of the person in whose name it is.
        fact_ids, note_ids: What it rests on.
        version: Grows with every move; an action names the version that the person saw.
        approved_by, approved_digest: Who approved which bytes; None when nobody has, or after an edit.
        outcome: What became of it, once it was tried: an id of the message, or the reason.
        sentences: As they were written; what a person changed since stands in `body` alone.
        play: Name of the play that it belongs to; empty for none.
        offer_id, other_id: The offer or, in an introduction, the partner that it speaks of; empty for none.
        from_address: What stands in From; empty where a person hands it on: then it does not leave by itself.
        reply_to: Where an answer goes; empty where that is the From.
        cc: Addresses that get a copy.
        in_reply_to: Id of the message that it goes on from: a Message-ID, or a thread in Slack.
    """

    draft_id: str
    partner_id: str
    contact_id: str | None
    purpose: str
    channel: str
    recipient: str
    sender: str
    subject: str
    body: str
    language: str
    fact_ids: tuple[str, ...]
    note_ids: tuple[str, ...]
    as_of: date
    author_email: str
    changed_at: datetime
    state: DraftState = DraftState.PROPOSED
    version: int = 1
    approved_by: str | None = None
    approved_digest: str | None = None
    outcome: str | None = None
    sentences: tuple[Sentence, ...] = ()
    play: str = ""
    offer_id: str = ""
    other_id: str = ""
    from_address: str = ""
    reply_to: str = ""
    cc: tuple[str, ...] = ()
    in_reply_to: str = ""


def digest(draft: Draft) -> str:
    """SHA-256 in hexadecimal of what leaves and where it goes, nothing else."""
    leaves = {
        "from": draft.from_address,
        "sender": draft.sender,
        "to": draft.recipient,
        "reply_to": draft.reply_to,
        "cc": list(draft.cc),
        "in_reply_to": draft.in_reply_to,
        "channel": draft.channel,
        "subject": draft.subject,
        "body": draft.body,
    }
    canonical = json.dumps(leaves, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()


def check_move(draft: Draft, to: DraftState) -> None:
    """Raise `DraftMoveError` unless the draft may move to that state."""
    if to in MOVES[draft.state]:
        return
    possible = ", ".join(sorted(MOVES[draft.state])) or "nothing: it is final"
    raise DraftMoveError(
        f"Draft {draft.draft_id!r} is {draft.state} and cannot become {to}. What can follow is {possible}."
    )
