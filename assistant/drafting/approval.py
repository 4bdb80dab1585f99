"""Edit, approve, dismiss: a person decides about exactly the bytes that were shown."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from sqlalchemy import Connection

from assistant.drafting.desk import DraftingDesk
from assistant.drafting.gate import Gate
from assistant.drafting.stops import Stops
from assistant.errors import NotAllowed
from knowledge import drafts, overrides
from knowledge.overrides import Override
from knowledge.people import Person, Role
from tools.drafts import OPEN, Draft, DraftChangedError, DraftDigestError, digest
from tools.grounding.problems import ProblemKind, Verdict

_LEADS: Final = (Role.LEAD, Role.ADMIN)
_REASON: Final = 500  # characters that a lead is shown
_SUBJECT: Final = 250  # characters of a subject, which every surface shows whole


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
    stops: Stops = field(default_factory=Stops)

    @property
    def gate(self) -> Gate:
        """What is looked at before anything leaves."""
        return Gate(self.desk, self.now, self.stops)

    def approve(self, connection: Connection, draft_id: str, seen_digest: str, person: Person) -> Draft:
        """Approve the bytes that `seen_digest` names.

        A draft whose sender or copies are others by now comes back edited instead, to be read again.

        Raises:
            NotAllowed: The person may not act for the partner, or the message must not leave any more.
            DraftError: It is not the message that was shown, or somebody acted first.
        """
        draft = self._mine(connection, draft_id, person)
        if why := self.gate.closed(connection, draft):
            raise NotAllowed(why)
        if draft.state in OPEN and digest(draft) == seen_digest:
            changed = self.gate.readdressed(connection, draft)
            if changed is not None:
                return changed
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
        draft = self._shown(connection, draft_id, seen_digest, person)
        subject = _checked(draft, subject, body)
        if leaks := self.gate.leaks(connection, draft, subject, body):
            return Verdict(leaks)
        return drafts.edit(connection, draft, subject, body, self.now())

    def ask_lead(
        self,
        connection: Connection,
        draft_id: str,
        words: tuple[str, str],
        seen_digest: str,
        reason: str,
        person: Person,
    ) -> Override | Verdict:
        """Ask that an edit (subject and body) may name another partner; the verdict if that is not all.

        Raises:
            NotAllowed: The person may not act for the partner, or gave no reason.
            DraftError: It is not the message that was shown.
        """
        draft = self._shown(connection, draft_id, seen_digest, person)
        if not reason.strip():
            raise NotAllowed("Say why the other partner has to be named; a lead reads it.")
        subject, body = _checked(draft, words[0], words[1]), words[1]
        leaks = self.gate.leaks(connection, draft, subject, body)
        if not may_be_confirmed(Verdict(leaks)):
            return Verdict(leaks)
        edited = digest(replace(draft, subject=subject, body=body))
        cause = f"{draft_id}:{draft.version}:{edited}:{person.email}"
        asked = Override(
            override_id="o" + hashlib.blake2b(cause.encode(), digest_size=8).hexdigest(),
            draft_id=draft_id,
            version=draft.version,
            digest=edited,
            subject=subject,
            body=body,
            names=", ".join(dict.fromkeys(one.text for one in leaks)),
            asked_by=person.email,
            reason=" ".join(reason.split())[:_REASON],
            asked_at=self.now(),
        )
        overrides.ask(connection, asked)
        return asked

    def decide(self, connection: Connection, override_id: str, person: Person, *, confirmed: bool) -> Draft:
        """A lead lets exactly these words stand, or does not; the draft as it stands then, to be approved.

        Raises:
            NotAllowed: The person is no lead, or something else in the words must not leave.
            DraftChangedError: The draft has changed since it was asked.
        """
        asked = overrides.get_override(connection, override_id)
        if asked is None or person.role not in _LEADS:
            raise NotAllowed("Only a lead or an admin may let a message name another partner.")
        draft = self._mine(connection, asked.draft_id, person)
        if asked.decided_by is not None:
            return draft
        if confirmed and draft.version != asked.version:
            raise DraftChangedError("The message has changed since this was asked. Ask again.")
        found = self.desk.verdict(connection, draft, asked.subject, asked.body)
        if confirmed and not may_be_confirmed(Verdict(found.leaks)):
            raise NotAllowed(f"More than a name is in the way: {found.reasons}")
        first = overrides.decide(connection, override_id, person.email, self.now(), confirmed=confirmed)
        if not confirmed or not first:
            return draft
        return drafts.edit(connection, draft, asked.subject, asked.body, self.now())

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

    def _shown(self, connection: Connection, draft_id: str, seen_digest: str, person: Person) -> Draft:
        draft = self._mine(connection, draft_id, person)
        if digest(draft) != seen_digest:
            raise DraftDigestError("The message is not the one that was shown. Open it again, then edit.")
        return draft


def may_be_confirmed(verdict: Verdict) -> bool:
    """Whether nothing but another partner's name is in the way, so that a lead may let it stand."""
    return bool(verdict.leaks) and all(one.kind is ProblemKind.FOREIGN_NAME for one in verdict.leaks)


def _checked(draft: Draft, subject: str, body: str) -> str:
    """The subject in one line, if there is something to send."""
    if not _is_seen(body):
        raise DraftEmptyError("A message needs words. Dismiss the draft if you do not want to send it.")
    line = " ".join(subject.split())
    if draft.channel == "email" and not _is_seen(line):
        raise DraftEmptyError("A mail needs a subject. Give it one.")
    if len(line) > _SUBJECT:
        raise NotAllowed(f"The subject has {len(line)} characters; {_SUBJECT} are the most. Shorten it.")
    return line


def _is_seen(text: str) -> bool:
    """Whether there is anything in it to read: a zero-width space is nothing."""
    return any(letter.isprintable() and not letter.isspace() for letter in text)
