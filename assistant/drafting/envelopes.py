"""In whose name a message leaves, where answers go and who gets a copy."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from assistant.drafting.recipients import Route
from assistant.mailing.account import Account
from assistant.mailing.mailbox import AddressError, Mailbox
from knowledge.copies import copies_of
from knowledge.exchanges import last_message_id
from knowledge.people import Person
from tools.drafts import Draft


@dataclass(frozen=True)
class Envelope:
    """What stands around a message besides its recipient.

    Attributes:
        from_address: What stands in From; empty where a person hands the message on.
        reply_to: Where an answer goes; empty where that is the From.
        cc: Who gets a copy.
        in_reply_to: Id of the message that this one goes on from; empty where none is known.
    """

    from_address: str = ""
    reply_to: str = ""
    cc: tuple[str, ...] = ()
    in_reply_to: str = ""

    def stands_on(self, draft: Draft) -> bool:
        """Whether the draft has this sender and these copies; what it goes on from may be older."""
        return (self.from_address, self.reply_to, self.cc) == (draft.from_address, draft.reply_to, draft.cc)


@dataclass(frozen=True)
class Envelopes:
    """Makes envelopes by what the sending account may do.

    Attributes:
        account: None: mails are handed over to copy.
    """

    account: Account | None = None

    def envelope(self, connection: Connection, sender: Person, found: Route) -> Envelope:
        """The envelope of a message in that person's name."""
        earlier = last_message_id(connection, found.channel, found.to)
        if found.channel != "email":
            return Envelope(in_reply_to=earlier)
        copies = copies_of(connection, sender.email)
        cc = tuple(one for one in copies.addresses(sender.email) if one.lower() != found.to.lower())
        try:
            return self._mail(sender, cc, earlier)
        except AddressError:  # the manager's own address is none
            return Envelope(cc=cc)

    def _mail(self, sender: Person, cc: tuple[str, ...], earlier: str) -> Envelope:
        written_by = self.account.sender(sender.email, sender.name) if self.account else None
        if written_by is None:
            return Envelope(cc=cc)
        own = Mailbox.of(sender.email, sender.name)
        reply_to = "" if written_by.address.lower() == own.address.lower() else str(own)
        return Envelope(str(written_by), reply_to, cc, earlier)
