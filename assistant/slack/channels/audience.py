"""Who reads along in a channel: whether anything of ours may stand there. In doubt it may not."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from http.client import HTTPException
from typing import Any, Final

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from sqlalchemy import Engine

from assistant.slack.members import LookupFailedError, Members, Refusal
from knowledge.slack_changes import tell, told_since, told_version
from knowledge.team_channels import get_channel

FRESH_SECONDS: Final = 600.0
LOOK_SECONDS: Final = 3.0  # an answer waits for it; the next look goes on where this one ended
LOOKS: Final = 3  # one after the other, while people keep coming
PAGE: Final = 200  # members a call
MOST_MEMBERS: Final = 1_000  # beyond that it is no team, and Slack's rate would not allow the looks
_SHARED: Final = ("is_shared", "is_ext_shared", "is_org_shared", "is_pending_ext_shared", "pending_shared")
_OUTSIDE: Final = frozenset({Refusal.GUEST, Refusal.STRANGER, Refusal.OTHER_TEAM})


class Barrier(StrEnum):
    """Why nothing may stand in a channel for all to read."""

    UNREGISTERED = "unregistered"  # no admin said that it is a team's
    BOOKS_APART = "books_apart"  # managers may not know of each other's partners
    NOT_A_MEMBER = "not_a_member"  # we were not invited
    SHARED = "shared"  # with another company or workspace, now or soon
    GUESTS = "guests"
    TOO_MANY = "too_many"
    UNSURE = "unsure"  # Slack did not tell, or not fast enough


@dataclass(frozen=True)
class _Seen:
    """What was seen of a channel.

    Attributes:
        at: When, by the clock.
        version: Of what had been told before the look.
        members: Who read along, as far as it was looked; their changes matter.
    """

    at: float
    version: int
    barrier: Barrier | None
    members: frozenset[str]


@dataclass
class Audience:
    """Looks who reads along, and believes it for ten minutes, or until any of our processes hears otherwise.

    Attributes:
        client: With a short timeout.
        books_apart: The setting `visibility = book`.
        clock: Seconds that only grow.
    """

    client: WebClient
    engine: Engine
    members: Members
    books_apart: bool = False
    clock: Callable[[], float] = time.monotonic
    _seen: dict[str, _Seen] = field(default_factory=dict)

    def barrier(self, channel: str) -> Barrier | None:
        """What keeps answers out of that channel; None for a team's own channel."""
        with self.engine.connect() as connection:
            registered = get_channel(connection, channel) is not None
        return self.outsiders(channel) if registered else Barrier.UNREGISTERED

    def outsiders(self, channel: str) -> Barrier | None:
        """What keeps even an answer that its asker wants to share out of that channel."""
        if self.books_apart:
            return Barrier.BOOKS_APART
        for _ in range(LOOKS):
            if (seen := self._believed(channel)) is not None:
                return seen.barrier
            if (seen := self._look(channel)).barrier is Barrier.UNSURE:
                return Barrier.UNSURE
            self._seen[channel] = seen
        # whatever was told during the last look counts too
        seen = self._believed(channel)
        return seen.barrier if seen is not None else Barrier.UNSURE

    def heard(self, channel: str) -> None:
        """Slack told that somebody came, or that it is shared: every process looks anew before it posts."""
        with self.engine.begin() as connection:
            tell(connection, channel)

    def forget(self, channel: str) -> None:
        """Look anew the next time."""
        self._seen.pop(channel, None)

    def _believed(self, channel: str) -> _Seen | None:
        """What was seen, if that is not long ago and nothing was told since that could change it."""
        seen = self._seen.get(channel)
        if seen is None or self.clock() - seen.at >= FRESH_SECONDS:
            return None
        with self.engine.connect() as connection:
            told = told_since(connection, seen.version)
        return None if told.keys() & {channel, *seen.members} else seen

    def _look(self, channel: str) -> _Seen:
        began, here = self.clock(), list[str]()
        with self.engine.connect() as connection:
            version = told_version(connection)
        self.members.catch_up()
        try:
            barrier = _closed(self._info(channel)) or self._among_members(channel, began + LOOK_SECONDS, here)
        except (SlackApiError, OSError, HTTPException, LookupFailedError, KeyError, TypeError):
            barrier = Barrier.UNSURE
        return _Seen(began, version, barrier, frozenset(here))

    def _info(self, channel: str) -> dict[str, Any]:
        found: dict[str, Any] = self.client.conversations_info(channel=channel)["channel"]
        return found

    def _among_members(self, channel: str, until: float, here: list[str]) -> Barrier | None:
        """The first member who is none of our team's, if there is one; who was looked at is put `here`."""
        for user_id in self._member_ids(channel):
            if len(here) >= MOST_MEMBERS:
                return Barrier.TOO_MANY
            here.append(user_id)
            if self.members.refusal(user_id) in _OUTSIDE:
                return Barrier.GUESTS
            if self.clock() > until:
                return Barrier.UNSURE
        return None

    def _member_ids(self, channel: str) -> Iterator[str]:
        cursor = ""
        while True:
            page = self.client.conversations_members(channel=channel, limit=PAGE, cursor=cursor or None)
            yield from page["members"]
            cursor = (page.get("response_metadata") or {}).get("next_cursor", "")
            if not cursor:
                return


def _closed(info: dict[str, Any]) -> Barrier | None:
    """What the channel itself says; one that does not say whether it is shared counts as shared."""
    if info.get("is_ext_shared") is not False or any(info.get(name) for name in _SHARED):
        return Barrier.SHARED
    return None if info.get("is_member") else Barrier.NOT_A_MEMBER
