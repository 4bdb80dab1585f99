"""A person's own reminders and tasks, as every surface sees them: set, list, tick off, move, cancel.

A form or a button is the person's explicit wish: each is done at once, through the same deeds as words are,
and can be taken back with `Rapport.undo`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, Engine

from assistant.access import Access
from assistant.errors import FollowUpRefused, NotAllowed
from assistant.roster import Roster
from assistant.toolbox.changing import request
from assistant.toolbox.follow_ups.deed import Act, to_add, to_change
from assistant.toolbox.follow_ups.in_words import words_of
from assistant.toolbox.follow_ups.promised import id_of
from knowledge.changes import Change, ChangeState, get_change
from knowledge.follow_ups import FollowUp, FollowUpState, follow_ups_of, get_follow_up
from knowledge.people import Person
from knowledge.promises import kept_promises
from tools.time_zones import zone_named

LONGEST: Final = timedelta(days=3 * 365)
"""Further ahead a day is a slip of the keys."""


@dataclass(frozen=True)
class Kept:
    """What became of a wish.

    Attributes:
        follow_up: As it stands now, with its words.
        undo: Id of the change, for `Rapport.undo`.
    """

    follow_up: FollowUp
    undo: str


@dataclass(frozen=True)
class FollowUps:
    """Everybody's follow-ups, each seen and changed by its owner alone."""

    engine: Engine
    roster: Roster
    now: Callable[[], datetime]

    def of(self, person: Person) -> list[FollowUp]:
        """What is on the person's list, what is due first before; each with its words."""
        access = self.roster.access(person)
        with self.engine.connect() as connection:
            found = follow_ups_of(connection, person.email)
            return [_shown(connection, one, access) for one in found]

    def get(self, follow_up_id: str, person: Person) -> FollowUp | None:
        """One of the person's own, with its words, wherever it stands; None if it is none of theirs."""
        with self.engine.connect() as connection:
            found = get_follow_up(connection, follow_up_id)
            if found is None or found.owner_email != person.email:
                return None
            return _shown(connection, found, self.roster.access(person))

    def add(self, person: Person, words: str, due_at: datetime, partner_id: str = "", *, cause: str) -> Kept:
        """Set a reminder; a second time for the same cause nothing more happens.

        Args:
            words: What to be reminded of, in the person's own words.
            due_at: With a time zone.
            partner_id: Whom it is about; empty for nobody.
            cause: What it comes from, such as the id of a form, so that it is done once.

        Raises:
            FollowUpRefused: Nothing is said, or the moment has passed or is years away.
            NotAllowed: The person may not know of the partner.
        """
        return self._add(person, words.strip(), due_at, partner_id, "", cause)

    def follow_promise(
        self, person: Person, partner_id: str, promise_id: str, due_at: datetime
    ) -> Kept | None:
        """Set a reminder of a promise in a note, whose words stay there.

        None if there is no such promise for the person, or they have had a reminder of it already, unless
        that was taken back.

        Raises:
            FollowUpRefused: The moment has passed or is years away.
        """
        if not self.roster.access(person).may_see(partner_id):
            return None
        with self.engine.connect() as connection:
            promises = kept_promises(connection, person.today(self.now()), frozenset({partner_id}))
            every = follow_ups_of(connection, person.email, tuple(FollowUpState))
        earlier = [one for one in every if one.promise_id == promise_id]
        known = promise_id in {id_of(one) for one in promises}
        if not known or any(one.state is not FollowUpState.DROPPED for one in earlier):
            return None
        # two clicks at once make the same id, so that one reminder comes of them
        cause = f"promise:{person.email}:{promise_id}:{len(earlier)}"
        return self._add(person, "", due_at, partner_id, promise_id, cause)

    def complete(self, follow_up_id: str, version: int, person: Person) -> Kept | None:
        """Tick it off as it was shown, once: a second time, what was done to it then.

        None if it is none of theirs, or was changed otherwise since that version.
        """
        return self._change(Act.COMPLETE, (follow_up_id, version), person, None)

    def postpone(self, follow_up_id: str, version: int, person: Person, until: datetime) -> Kept | None:
        """Move it to another moment as it was shown, once: a second time, what was done to it then.

        None if it is none of theirs, or was changed otherwise since that version.

        Raises:
            FollowUpRefused: The moment has passed or is years away.
        """
        self._check_moment(until, person)
        return self._change(Act.POSTPONE, (follow_up_id, version), person, until)

    def _add(
        self, person: Person, words: str, due_at: datetime, partner_id: str, promise_id: str, cause: str
    ) -> Kept:
        access, now = self.roster.access(person), self.now()
        if not (words or promise_id):
            raise FollowUpRefused("Say what I shall remind you of.")
        self._check_moment(due_at, person)
        if partner_id and not access.may_see(partner_id):
            raise NotAllowed("There is no such partner for you. Choose another one, or none.")
        new = FollowUp(
            f"follow_up:{cause}", person.email, words, due_at, now, now, partner_id, promise_id=promise_id
        )
        with self.engine.begin() as connection:
            undo = self._request(connection, f"change:{new.follow_up_id}:add", to_add(new), person)
            kept = get_follow_up(connection, new.follow_up_id) or new
            return Kept(_shown(connection, kept, access), undo)

    def _change(
        self, act: Act, shown: tuple[str, int], person: Person, until: datetime | None
    ) -> Kept | None:
        follow_up_id, version = shown
        with self.engine.begin() as connection:
            seen = get_follow_up(connection, follow_up_id)
            if seen is None or seen.owner_email != person.email:
                return None
            if seen.version == version and seen.is_pending:
                moments = {follow_up_id: until} if until else {}
                payload = to_change(act, [seen], moments)
                self._request(connection, _change_id(act, shown), payload, person)
            return self._made(connection, shown, person)

    def _made(self, connection: Connection, shown: tuple[str, int], person: Person) -> Kept | None:
        """What was done, here, to one as it stood then; None if it was nothing, or it changed again since."""
        follow_up_id, version = shown
        stands = get_follow_up(connection, follow_up_id)
        if stands is None or stands.version != version + 1:
            return None
        for act in Act:
            change = get_change(connection, _change_id(act, shown))
            if change is not None and change.state is ChangeState.DONE and change.before:
                return Kept(_shown(connection, stands, self.roster.access(person)), change.change_id)
        return None

    def _request(
        self, connection: Connection, change_id: str, payload: dict[str, object], person: Person
    ) -> str:
        change = Change(change_id, "follow_ups", person.email, "", payload, self.now())
        return request(connection, change, person, asked_in_words=True).change_id

    def _check_moment(self, due_at: datetime, person: Person) -> None:
        now, zone = self.now(), zone_named(person.timezone)
        there, here = due_at.astimezone(zone), now.astimezone(zone)
        if due_at <= now:
            raise FollowUpRefused(
                f"{there:%Y-%m-%d %H:%M} has passed. Choose a moment after now, {here:%Y-%m-%d %H:%M}."
            )
        if due_at > now + LONGEST:
            latest = here + LONGEST
            raise FollowUpRefused(
                f"{there:%Y-%m-%d} is too far ahead. Choose a day before {latest:%Y-%m-%d}."
            )


def _change_id(act: Act, shown: tuple[str, int]) -> str:
    """The same for every click on what was shown."""
    follow_up_id, version = shown
    return f"change:{follow_up_id}:{version}:{act.value}"


def _shown(connection: Connection, follow_up: FollowUp, access: Access) -> FollowUp:
    return replace(follow_up, text=words_of(connection, follow_up, access))
