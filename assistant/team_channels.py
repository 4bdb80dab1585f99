"""Channels in which answers may stand for a whole team to read; an admin says which."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, Engine

from assistant.errors import FieldInvalid, NotAllowed
from knowledge.audit import Deed, Entry, log
from knowledge.people import Person, Role, all_people
from knowledge.team_channels import TeamChannel, all_channels, register_channel, remove_channel

_ID: Final = re.compile(r"[CG][A-Z0-9]{6,}")


@dataclass(frozen=True)
class TeamChannels:
    """The registered channels; whether guests or others read along there is looked at with every answer."""

    engine: Engine
    now: Callable[[], datetime]

    def all(self) -> list[TeamChannel]:
        """Every registered channel, by name."""
        with self.engine.connect() as connection:
            return all_channels(connection)

    def register(self, person: Person, channel: TeamChannel) -> TeamChannel:
        """Register a channel, or change what is kept about it.

        Raises:
            NotAllowed: The person is no admin.
            FieldInvalid: The id is none of a channel's, or nobody is in the region.
        """
        _check_admin(person)
        if not _ID.fullmatch(channel.channel_id):
            said = f"{channel.channel_id!r} is no channel's id. One looks like C0123456789."
            raise FieldInvalid("channel", said)
        kept = replace(channel, registered_by=person.email, registered_at=self.now())
        with self.engine.begin() as connection:
            _check_region(connection, channel.region)
            register_channel(connection, kept)
            self._log(connection, person, Deed.CHANNEL_ADDED, channel.channel_id)
        return kept

    def remove(self, person: Person, channel_id: str) -> bool:
        """Answer people there in private again; False if the channel was not registered.

        Raises:
            NotAllowed: The person is no admin.
        """
        _check_admin(person)
        with self.engine.begin() as connection:
            gone = remove_channel(connection, channel_id)
            if gone:
                self._log(connection, person, Deed.CHANNEL_REMOVED, channel_id)
        return gone

    def _log(self, connection: Connection, person: Person, deed: Deed, channel_id: str) -> None:
        now = self.now()
        cause = f"{deed}:{channel_id}:{now.isoformat()}"
        log(connection, Entry(cause, now, person.email, deed, channel_id))


def _check_admin(person: Person) -> None:
    if person.role is not Role.ADMIN:
        raise NotAllowed("Only an admin can say in which channels I answer for all to read.")


def _check_region(connection: Connection, region: str) -> None:
    regions = sorted({one.region for one in all_people(connection) if one.region})
    if region and region not in regions:
        there = ", ".join(regions) or "no region yet"
        raise FieldInvalid("region", f"No manager is in the region {region!r}. There is: {there}.")
