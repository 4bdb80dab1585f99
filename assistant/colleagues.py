"""Who does whose work and what they may do: covers, partners given to others, roles, the door, the log."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import Connection, Engine

from assistant.errors import FieldInvalid, NotAllowed, UnknownPerson
from assistant.roster import Roster
from knowledge import admission, audit, covers, reassigning
from knowledge.admission import AccessRequest
from knowledge.audit import Deed, Entry
from knowledge.covers import Cover
from knowledge.people import Person, Role, all_people, person_by_email

LONGEST_COVER: Final = timedelta(days=366)


@dataclass(frozen=True)
class Colleagues:
    """What people decide about each other's books; every decision stands in the log."""

    engine: Engine
    roster: Roster
    now: Callable[[], datetime]

    # Covers

    def cover(self, person: Person, absent: Person, cover: Person, days: tuple[date, date]) -> Cover:
        """Have a colleague do somebody's work from one day to another, both included.

        A second time nothing more happens.

        Raises:
            NotAllowed: The person may only read, or it is somebody else's absence and the person is no lead.
            FieldInvalid: of `covering` or `ends_on`.
        """
        starts_on, ends_on = days
        _check_cover(person, absent, cover)
        _check_days(starts_on, ends_on, person.today(self.now()))
        cause = f"cover:{absent.email}:{cover.email}:{starts_on}:{ends_on}"
        agreed = Cover(cause, absent.email, cover.email, starts_on, ends_on, person.email, self.now())
        with self.engine.begin() as connection:
            if covers.put_cover(connection, agreed):
                details = {"absent": absent.email, "from": str(starts_on), "until": str(ends_on)}
                self._log(connection, person, Deed.COVERED, cover.email, details)
            return covers.get_cover(connection, cause) or agreed

    def end_cover(self, person: Person, cover_id: str) -> Cover | None:
        """End a cover at once; None if there is none of that id.

        Raises:
            NotAllowed: It is between two others, and the person is no lead.
        """
        with self.engine.begin() as connection:
            found = covers.get_cover(connection, cover_id)
            if found is None:
                return None
            if person.email not in (found.absent_email, found.cover_email) and not _leads(person):
                raise NotAllowed("Only the two of them, a lead or an admin can end this cover.")
            covers.drop_cover(connection, cover_id)
            details = {"absent": found.absent_email, "ended": "yes"}
            self._log(connection, person, Deed.COVERED, found.cover_email, details)
        return found

    def covers_of(self, person: Person) -> list[Cover]:
        """What is agreed for the person from today on, on either side."""
        with self.engine.connect() as connection:
            return covers.covers_of(connection, person.email, person.today(self.now()))

    def covers_to_end(self, person: Person) -> list[Cover]:
        """What is agreed from today on and the person may end: of their own, of everybody for a lead."""
        if not _leads(person):
            return self.covers_of(person)
        with self.engine.connect() as connection:
            return covers.all_covers(connection, person.today(self.now()))

    # Books and roles

    def assign(self, person: Person, partner_ids: Collection[str], to: Person) -> list[str]:
        """Give partners to another manager; ids of those that were somebody else's before.

        Raises:
            NotAllowed: The person is no lead.
            FieldInvalid: of `to` or `partner`.
        """
        if not _leads(person):
            raise NotAllowed("Only a lead or an admin can give a partner to somebody else.")
        if to.role is Role.VIEWER:
            raise FieldInvalid("to", f"{to.name} may only read. An admin can make them a manager first.")
        unknown = set(partner_ids) - self.roster.access(person).visible
        if unknown:
            raise FieldInvalid("partner", f"There is no partner {min(unknown)!r}.")
        today = person.today(self.now())
        with self.engine.begin() as connection:
            moved = reassigning.assign(connection, partner_ids, to.email, person.email, today, self.now())
            for partner_id in moved:
                self._log(connection, person, Deed.ASSIGNED, partner_id, {"to": to.email})
        return moved

    def give_role(self, person: Person, other: Person, role: Role) -> bool:
        """Give somebody a role; False if it is theirs already.

        Raises:
            NotAllowed: The person is no admin, or nobody would be left who is one.
        """
        _check_admin(person)
        with self.engine.begin() as connection:
            if role is not Role.ADMIN and reassigning.admins_held(connection) == [other.email]:
                raise NotAllowed(f"{other.name} is the only admin. Make somebody else an admin first.")
            given = reassigning.give_role(connection, other.email, role, person.email, self.now())
            if given:
                self._log(connection, person, Deed.ROLE_GIVEN, other.email, {"role": role.value})
        return given

    # The door

    def ask_to_be_let_in(self, slack_user_id: str, name: str, email: str) -> bool:
        """Keep that somebody of our workspace wants to be let in; False if they asked before."""
        with self.engine.begin() as connection:
            return admission.ask(connection, AccessRequest(slack_user_id, email, name, self.now()))

    def admins(self) -> list[Person]:
        """Who decides; where there are no admins, the leads."""
        with self.engine.connect() as connection:
            people = all_people(connection)
        admins = [one for one in people if one.role is Role.ADMIN]
        return admins or [one for one in people if one.role is Role.LEAD]

    def decide(self, person: Person, slack_user_id: str, role: Role | None) -> AccessRequest:
        """Let somebody in with a role, or not; whoever decides second sees how it was decided.

        Raises:
            NotAllowed: The person may not decide it, or nobody knows under which address to let them in.
            UnknownPerson: Nobody of that id has asked.
        """
        if person.email not in {one.email for one in self.admins()}:
            raise NotAllowed("Only an admin can decide who is let in.")
        with self.engine.begin() as connection:
            asked = admission.get_request(connection, slack_user_id)
            if asked is None:
                raise UnknownPerson("Nobody of that name has asked.")
            if role and not asked.email:
                raise NotAllowed(
                    "Slack has no confirmed e-mail of theirs. Add them to managers.csv with one."
                )
            if admission.decide(connection, slack_user_id, role, person.email, self.now()):
                deed = Deed.LET_IN if role else Deed.TURNED_AWAY
                self._log(connection, person, deed, slack_user_id, {"role": role.value if role else ""})
            return admission.get_request(connection, slack_user_id) or asked

    # The log

    def log_of(
        self,
        person: Person,
        *,
        of: str = "",
        deeds: Collection[Deed] = (),
        before: audit.Before | None = None,
    ) -> list[Entry]:
        """The latest fifty lines of the log, newest first.

        Args:
            person: Who wants to read it: an admin.
            of: The e-mail of the one whose deeds are wanted; empty: everybody's.
            deeds: Which; empty: all.
            before: Only lines below that one.

        Raises:
            NotAllowed: The person is no admin.
        """
        _check_admin(person)
        with self.engine.connect() as connection:
            return audit.entries(connection, actor_email=of, deeds=deeds, before=before)

    def colleague(self, email: str) -> Person:
        """Somebody by e-mail.

        Raises:
            UnknownPerson: Nobody has that address.
        """
        with self.engine.connect() as connection:
            found = person_by_email(connection, email)
        if found is None:
            raise UnknownPerson(f"Nobody here has the address {email!r}.")
        return found

    def _log(
        self, connection: Connection, person: Person, deed: Deed, subject: str, details: dict[str, str]
    ) -> None:
        at = self.now()
        cause = f"{deed}:{subject}:{person.email}:{at.isoformat()}"
        audit.log(connection, Entry(cause, at, person.email, deed, subject, details))


def _leads(person: Person) -> bool:
    return person.role in (Role.LEAD, Role.ADMIN)


def _check_cover(person: Person, absent: Person, cover: Person) -> None:
    if person.role is Role.VIEWER:
        raise NotAllowed("You may read, but change nothing. Ask a lead to say who covers for you.")
    if person.email != absent.email and not _leads(person):
        raise NotAllowed(f"Only {absent.name}, a lead or an admin can say who covers for {absent.name}.")
    if absent.email == cover.email:
        raise FieldInvalid("covering", "Nobody can cover for themselves. Name a colleague.")
    if cover.role is Role.VIEWER:
        raise FieldInvalid("covering", f"{cover.name} may only read. Name somebody who may write.")


def _check_days(starts_on: date, ends_on: date, today: date) -> None:
    if ends_on < starts_on:
        said = f"The last day, {ends_on}, is before the first, {starts_on}."
    elif ends_on < today:
        said = f"{ends_on} has passed. Name a last day from today on."
    elif ends_on - starts_on > LONGEST_COVER:
        said = "A cover lasts a year at most. A lead can give the partners to somebody else."
    else:
        return
    raise FieldInvalid("ends_on", said)


def _check_admin(person: Person) -> None:
    if person.role is not Role.ADMIN:
        raise NotAllowed("Only an admin can do that.")
