"""What the rooms of leads and admins show, read from the application."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException
from typing import Final

from slack_sdk.errors import SlackApiError

from assistant.access import Access
from assistant.errors import FieldInvalid, NoData, UnknownPerson
from assistant.log_words import told_log
from assistant.rapport import Rapport
from assistant.slack import limits
from assistant.slack.admin import views
from assistant.slack.admin.log_view import LINES, Page, log_view
from assistant.slack.admin.views import Room
from assistant.slack.blocks import Option
from assistant.slack.channels.audience import Audience, Barrier
from assistant.slack.forms.kept import Kept
from assistant.slack.intake import Intake
from assistant.slack.outgoing import Block
from knowledge.freshness import freshness
from knowledge.import_runs import last_runs, pairs_waiting
from knowledge.people import Person, all_people, nearest_people
from knowledge.team_channels import TeamChannel
from tools.health import stale_tables
from tools.time_zones import zone_named

_RUNS: Final = 5
_CLOSED: Final = {
    Barrier.SHARED: "Another company is in this channel, so answers stay private there. Choose another one.",
    Barrier.GUESTS: "Guests are in this channel, so answers stay private there. Choose another one.",
    Barrier.NOT_A_MEMBER: "I am not in this channel. Type /invite @Rapport there, then try again.",
    Barrier.TOO_MANY: "Too many people are in this channel for it to be one team's. Choose another one.",
    Barrier.BOOKS_APART: "Managers may not see each other's partners here, so answers are always private.",
    Barrier.UNSURE: "Slack did not tell me who is in this channel. Please try again in a minute.",
}


@dataclass(frozen=True)
class Reading:
    """Reads for one room.

    Attributes:
        audience: Knows who reads along in channels.
        name_of: The name of a channel by its id.
    """

    rapport: Rapport
    audience: Audience | None
    name_of: Callable[[str], str]

    @classmethod
    def of(cls, intake: Intake) -> Reading | None:
        """With the application behind; None where there is none."""
        rapport = intake.errands.rapport
        if rapport is None:
            return None
        return cls(rapport, intake.errands.audience, lambda channel: _name(intake, channel))

    def access(self, person: Person) -> Access:
        """What the person may do."""
        return self.rapport.roster.access(person)

    def view(self, room: Room, person: Person) -> Block:
        """A room as it opens."""
        made: dict[Room, Callable[[], Block]] = {
            Room.COVER: lambda: self._cover(person),
            Room.ASSIGN: lambda: views.assign_form(Kept()),
            Room.ROLE: lambda: views.role_form(Kept()),
            Room.CHANNELS: lambda: self._channels(person),
            Room.IMPORTS: self._imports,
            Room.LOG: lambda: self.log(person, Page()),
        }
        return made[room]()

    def log(self, person: Person, page: Page) -> Block:
        """A page of the log."""
        entries = self.rapport.colleagues.log_of(person, deeds=page.deeds, before=page.before)
        with self.rapport.engine.connect() as connection:
            told = told_log(connection, entries[: LINES + 1], self._reader(person))
        return log_view(told, zone_named(person.timezone or "UTC"), page)

    def colleagues(self, words: str) -> list[Option]:
        """Colleagues whose name or address is like the words; everybody without words."""
        with self.rapport.engine.connect() as connection:
            everybody = all_people(connection)
            found = nearest_people(connection, words, limits.OPTIONS) if words.strip() else everybody
        fitting = [one for one in found if 0 < len(one.email) <= limits.OPTION_VALUE]
        return [Option(f"{one.name} ({one.role})", one.email) for one in fitting[: limits.OPTIONS]]

    def person(self, field: str, email: str) -> Person:
        """Somebody who was picked.

        Raises:
            FieldInvalid: Nobody was, or the value is forged.
        """
        try:
            return self.rapport.colleagues.colleague(email)
        except UnknownPerson as error:
            raise FieldInvalid(field, "Choose a colleague: type the first letters of the name.") from error

    def register_channel(self, person: Person, channel_id: str, wanted: tuple[str, bool, int, int]) -> None:
        """Register a channel; `wanted` is region, whether it gets the digest, weekday and hour.

        Raises:
            FieldInvalid: Something keeps answers out of it.
        """
        barrier = self.audience.outsiders(channel_id) if self.audience else Barrier.UNSURE
        if barrier is not None:
            raise FieldInvalid("channel", _CLOSED[barrier])
        region, digest, weekday, hour = wanted
        one = TeamChannel(
            channel_id=channel_id,
            name=self.name_of(channel_id),
            registered_by=person.email,
            registered_at=self.rapport.now(),
            region=region,
            digest=digest,
            weekday=weekday,
            hour=hour,
            timezone=person.timezone,
        )
        self.rapport.team_channels.register(person, one)

    def _reader(self, person: Person) -> Access:
        """What the person may read of; the log is there before anything was imported."""
        try:
            return self.access(person)
        except NoData:
            return Access(person, {}, self.rapport.roster.own_book_only)

    def _cover(self, person: Person) -> Block:
        agreed = self.rapport.colleagues.covers_to_end(person)
        today = person.today(self.rapport.now())
        leads = Room.ASSIGN in views.rooms(person.role)
        with self.rapport.engine.connect() as connection:
            names = {one.email: one.name for one in all_people(connection)}
        said = [views.Agreed.of(one, names) for one in agreed]
        return views.cover_form(Kept(), person, leads=leads, today=today, agreed=said)

    def _channels(self, person: Person) -> Block:
        with self.rapport.engine.connect() as connection:
            known = {one.region for one in all_people(connection)}
        regions = sorted(one for one in known if 0 < len(one) <= limits.OPTION_VALUE)
        return views.channels_form(Kept(), self.rapport.team_channels.all(), regions, person.timezone)

    def _imports(self) -> Block:
        with self.rapport.engine.connect() as connection:
            runs, waiting = last_runs(connection, _RUNS), pairs_waiting(connection)
            known = freshness(connection)
        health = self.rapport.asking.office.standings.policy.health
        old = stale_tables(known.tables, known.through, health) if known.through else ()
        return views.imports_view(runs, [one.name for one in old], waiting)


def _name(intake: Intake, channel: str) -> str:
    try:
        found = intake.quick.conversations_info(channel=channel)["channel"]
    except (SlackApiError, OSError, HTTPException) as error:
        raise FieldInvalid("channel", _CLOSED[Barrier.UNSURE]) from error
    return str(found.get("name", channel))
