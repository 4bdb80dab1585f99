"""The weekly digest of a team's channel, posted only while nobody from outside reads along."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import Connection

from assistant.digests import WEEK, Told
from assistant.digests.team import Team
from assistant.rapport import Rapport
from assistant.slack.channels.audience import Audience, Barrier
from assistant.slack.digests.due import Clock, due_channel_week
from assistant.slack.digests.errands import serving_since
from assistant.slack.digests.message import team_message
from assistant.slack.due import Due
from assistant.slack.members import Members
from assistant.slack.notices import notice
from assistant.slack.posting import Postman
from knowledge import outbox
from knowledge.digests import ChannelPost, channel_post, channel_post_before, save_channel_post
from knowledge.outbox import OutboxState
from knowledge.people import person_by_email
from knowledge.team_channels import TeamChannel, all_channels, get_channel
from tools.time_zones import day_in

_DIGEST: Final = "channel_digest:"
_OVER: Final = frozenset({OutboxState.SENT, OutboxState.FAILED})
_KEPT_OUT: Final = {
    Barrier.UNREGISTERED: "it is not registered any more.",
    Barrier.BOOKS_APART: "managers may not know of each other's partners here (visibility = book).",
    Barrier.NOT_A_MEMBER: "I am not in it. Invite me there.",
    Barrier.SHARED: "it is shared with another company or workspace.",
    Barrier.GUESTS: "guests or people from outside read along there.",
    Barrier.TOO_MANY: "too many people are in it for me to check that all of them belong to us.",
}


class NotSureError(Exception):
    """Slack did not tell who reads along: to be tried again."""


@dataclass(frozen=True)
class ChannelDigestErrands:
    """What the workflows do about digests of channels."""

    rapport: Rapport
    postman: Postman
    members: Members
    audience: Audience

    def due(self) -> list[Due]:
        """Every channel's digest that should be out and is not; none while nobody knows who reads along."""
        clock = Clock(self.rapport.now(), serving_since(self.rapport))
        with self.rapport.engine.connect() as connection:
            weeks = [(one, due_channel_week(one, clock)) for one in all_channels(connection)]
            found = [
                (one, week) for one, week in weeks if week and not _settled(connection, one.channel_id, week)
            ]
        return [
            (_digest_id(one.channel_id, week), "channel_digests.put", [one.channel_id, week])
            for one, week in found
            if self.audience.barrier(one.channel_id) is not Barrier.UNSURE
        ]

    def put(self, channel_id: str, week: str) -> list[str]:
        """Make a channel's digest and keep it for posting; or tell who registered it why there is none."""
        self.audience.forget(channel_id)
        barrier = self.audience.barrier(channel_id)
        if barrier is Barrier.UNSURE:
            raise NotSureError(channel_id)
        with self.rapport.engine.connect() as connection:
            channel = get_channel(connection, channel_id)
        if channel is None:
            return []
        if barrier is not None:
            return self._refuse(channel, week, barrier)
        as_of = self.rapport.roster.day(None, day_in(channel.timezone, self.rapport.now()))
        post_id = _digest_id(channel_id, week)
        with self.rapport.engine.connect() as connection:
            kept = channel_post(connection, post_id)
            earlier = channel_post_before(connection, channel_id, week)
        days = _days(kept, earlier, as_of)
        digest = self.rapport.digests.read_team(Team.of(channel), days.as_of, days.since)
        told = tuple(item.partner_id for item in digest.items)
        post = ChannelPost(channel_id, week, days.as_of, days.since, told, self.rapport.now())
        with self.rapport.engine.begin() as connection:
            save_channel_post(connection, post)
        self.postman.put(post_id, channel_id, team_message(digest, week, channel.region))
        return [post_id]

    def instead(self, post_id: str) -> list[str]:
        """A digest was withheld, since outsiders came to read along: tell who registered the channel.

        Raises:
            NotSureError: Nobody knows whether they did; it waits to be posted there again.
        """
        _, channel_id, week = post_id.split(":")
        with self.rapport.engine.connect() as connection:
            channel = get_channel(connection, channel_id)
        barrier = self.audience.outsiders(channel_id)
        if barrier is None or barrier is Barrier.UNSURE:
            self.postman.release(post_id, channel_id)
            raise NotSureError(channel_id)
        return self._refuse(channel, week, barrier) if channel else []

    def _refuse(self, channel: TeamChannel, week: str, barrier: Barrier) -> list[str]:
        with self.rapport.engine.connect() as connection:
            person = person_by_email(connection, channel.registered_by)
        user_id = self.members.user_id(person) if person else None
        if user_id is None:
            return []
        said = f"I did not post the weekly digest in #{channel.name}: {_KEPT_OUT[barrier]}"
        self.postman.put(_refusal_id(channel.channel_id, week), user_id, notice(said))
        return [_refusal_id(channel.channel_id, week)]


def _settled(connection: Connection, channel_id: str, week: str) -> bool:
    """Whether the channel has its digest, Slack refused it, or the admin knows why there is none."""
    kept = outbox.get_message(connection, _digest_id(channel_id, week))
    told = outbox.get_message(connection, _refusal_id(channel_id, week))
    return told is not None or (kept is not None and kept.state in _OVER)


def _days(kept: ChannelPost | None, earlier: ChannelPost | None, as_of: date) -> Told:
    """Those of the digest that was made before it was put, else from the last one on."""
    if kept is not None:
        return Told(kept.as_of, kept.since)
    return Told(as_of, earlier.as_of if earlier else as_of - WEEK)


def is_digest(outbox_id: str) -> bool:
    """Whether a message is the digest of a channel."""
    return outbox_id.startswith(_DIGEST)


def _digest_id(channel_id: str, week: str) -> str:
    return f"{_DIGEST}{channel_id}:{week}"


def _refusal_id(channel_id: str, week: str) -> str:
    return f"{_digest_id(channel_id, week)}:why"
