"""An approved draft as the letter that leaves: every header from a checked value, the body to the letter."""

from __future__ import annotations

import hashlib
import re
from email.message import EmailMessage
from email.policy import SMTP
from typing import Final

from assistant.mailing.mailbox import AddressError, Mailbox, is_unseen, plain_address
from tools.drafts import Draft

POLICY: Final = SMTP.clone(cte_type="7bit")  # no server needs to know more than ASCII
_HARMLESS: Final = "\u200c\u200d\u200e\u200f"  # joiners inside scripts and emoji, plain direction marks
_ID: Final = re.compile(r"<[!-;=?-~]+@[!-;=?-~]+>")


class LetterError(ValueError):
    """The draft cannot leave as a letter; its text says why."""


def letter(draft: Draft, cause: str) -> EmailMessage:
    """The letter; the same bytes every time, so that a second try is the same message.

    Args:
        draft: In state sending, so that its date is that of its approval being used.
        cause: Names the draft, its version and its digest.

    Raises:
        LetterError: An address is none, or a header holds what does not belong there.
    """
    message = EmailMessage(POLICY)
    try:
        sender = Mailbox.read(draft.from_address)
        message["From"] = sender.header
        message["To"] = Mailbox.of(draft.recipient).header
        if draft.reply_to:
            message["Reply-To"] = Mailbox.read(draft.reply_to).header
        if draft.cc:
            message["Cc"] = [Mailbox.of(one).header for one in draft.cc]
    except AddressError as error:
        raise LetterError(str(error)) from None
    message["Subject"] = _one_line(draft.subject)
    message["Date"] = draft.changed_at
    message["Message-ID"] = message_id(cause, sender.address)
    for header in ("In-Reply-To", "References") if draft.in_reply_to else ():
        message[header] = _id(draft.in_reply_to)
    message.set_content(re.sub(r"\r\n?", "\n", draft.body), charset="utf-8")
    return message


def recipients(draft: Draft) -> tuple[str, ...]:
    """The addresses that the server is told: the partner's first, then those of the copies."""
    return tuple(dict.fromkeys(plain_address(one) for one in (draft.recipient, *draft.cc)))


def message_id(cause: str, address: str) -> str:
    """An id that the cause and the sender's address alone decide, and that tells nothing of either draft."""
    return f"<{hashlib.sha256(cause.encode()).hexdigest()[:32]}@{address.rpartition('@')[2]}>"


def is_message_id(text: str) -> bool:
    """Whether it can stand in In-Reply-To."""
    return _ID.fullmatch(text) is not None


def _one_line(subject: str) -> str:
    if not subject.strip():
        raise LetterError("A mail needs a subject. Edit the draft and give it one.")
    if "=?" in subject:
        raise LetterError("The subject holds '=?', which mail programs read as another text. Edit it.")
    if any(is_unseen(one) for one in subject if one not in _HARMLESS):
        raise LetterError(
            "The subject holds a line break or something unseen. Edit it, then approve it again."
        )
    return subject


def _id(text: str) -> str:
    if not is_message_id(text):
        raise LetterError("The message that this one answers has no usable id. Ask for a new draft.")
    return text
