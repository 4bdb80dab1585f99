"""What the workflows tell people about covers and books."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from assistant.figures import day_of
from assistant.rapport import Rapport
from assistant.slack.due import Due
from assistant.slack.members import LookupFailedError, Members
from assistant.slack.notices import notice
from assistant.slack.posting import Postman
from knowledge.covers import Cover, get_cover
from knowledge.outbox import get_message
from knowledge.people import person_by_email
from knowledge.reassigning import Handover, handovers

_TOLD_WITHIN: Final = timedelta(days=7)  # later, they have seen it in their book


@dataclass(frozen=True)
class AdminErrands:
    """Tells those whom a decision concerns. Arguments and results are ids, never text."""

    rapport: Rapport
    postman: Postman
    members: Members

    def tell_cover(self, cover_id: str) -> list[str]:
        """Tell both what was agreed; ids of the messages."""
        with self.rapport.engine.connect() as connection:
            cover = get_cover(connection, cover_id)
        if cover is None:
            return []
        days = f"from {day_of(cover.starts_on)} to {day_of(cover.ends_on)}"
        covering, absent = self._name(cover.cover_email), self._name(cover.absent_email)
        mine = f"You look after the partners of {absent} {days}. They are in your lists and digest meanwhile."
        theirs = f"{covering} looks after your partners {days}."
        cause = told_of(cover)
        return self._put_each(cause, {cover.cover_email: mine, cover.absent_email: theirs})

    def tell_cover_ended(self, cause: str, absent: str, covering: str, by: str) -> list[str]:
        """Tell both that it is over, but for the one who ended it; ids of the messages."""
        told = {
            covering: f"You no longer look after the partners of {self._name(absent)}: that cover has ended.",
            absent: f"{self._name(covering)} no longer looks after your partners: that cover has ended.",
        }
        return self._put_each(cause, {email: said for email, said in told.items() if email != by})

    def due(self) -> list[Due]:
        """Telling of what was given away, from that moment on, wherever it was given."""
        return [
            (_handed_over(one), "admin.tell_assigned", [one.to_email, one.by, one.at.isoformat()])
            for one in self._untold()
        ]

    def tell_assigned(self, to: str, by: str, at: str) -> list[str]:
        """Tell somebody that partners are theirs now, and by whom; ids of the messages.

        Raises:
            LookupFailedError: Slack does not say who they are there; to be tried again.
        """
        wanted = (to, by, datetime.fromisoformat(at))
        return [
            outbox_id
            for one in self._untold()
            if (one.to_email, one.by, one.at) == wanted and (outbox_id := self._tell_handover(one))
        ]

    def _untold(self) -> list[Handover]:
        with self.rapport.engine.connect() as connection:
            given = handovers(connection, self.rapport.now() - _TOLD_WITHIN)
            return [one for one in given if get_message(connection, _handed_over(one)) is None]

    def _put_each(self, cause: str, told: Mapping[str, str]) -> list[str]:
        return [kept for email, said in told.items() if (kept := self._put(cause, email, said))]

    def _tell_handover(self, one: Handover) -> str:
        many = "A partner is" if one.count == 1 else f"{one.count} partners are"
        by = self._name(one.by) or "somebody at the terminal"
        said = f"{many} in your book now; {by} gave you them. Ask me: which partners need me?"
        user_id = self._user_id(one.to_email)
        if user_id is None:
            return ""
        self.postman.put(_handed_over(one), user_id, notice(said))
        return _handed_over(one)

    def _put(self, cause: str, email: str, said: str) -> str:
        try:
            user_id = self._user_id(email)
        except LookupFailedError:
            user_id = None
        if user_id is None:
            return ""
        outbox_id = f"{cause}:{user_id}"
        self.postman.put(outbox_id, user_id, notice(said))
        return outbox_id

    def _user_id(self, email: str) -> str | None:
        with self.rapport.engine.connect() as connection:
            person = person_by_email(connection, email)
        return self.members.user_id(person) if person else None

    def _name(self, email: str) -> str:
        with self.rapport.engine.connect() as connection:
            person = person_by_email(connection, email)
        return person.name if person else email


def told_of(cover: Cover) -> str:
    """What makes telling of a cover one: the same days can be agreed on again after they were ended."""
    return f"covered:{cover.cover_id}:{cover.set_at.isoformat()}"


def _handed_over(one: Handover) -> str:
    return f"assigned:{one.to_email}:{one.by}:{one.at.isoformat()}"
