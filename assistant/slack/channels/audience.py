"""Who reads along in a channel: whether anything of ours may stand there. In doubt it may not."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from http.client import HTTPException
from typing import Any, Final

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from sqlalchemy import Engine

from assistant.slack.members import LookupFailedError, Members, Refusal
from knowledge.team_channels import get_channel

FRESH_SECONDS: Final = 600.0
LOOK_SECONDS: Final = 3.0  # an answer waits for it; the next look goes on where this one ended
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


@dataclass
class Audience:
    """Looks who reads along, and remembers it for ten minutes.

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
    _seen: dict[str, tuple[float, Barrier | None]] = field(default_factory=dict)
    _changes: Counter[str] = field(default_factory=Counter)

    def barrier(self, channel: str) -> Barrier | None:
        """What keeps answers out of that channel; None for a team's own channel."""
        with self.engine.connect() as connection:
            registered = get_channel(connection, channel) is not None
        return self.outsiders(channel) if registered else Barrier.UNREGISTERED

    def outsiders(self, channel: str) -> Barrier | None:
        """What keeps even an answer that its asker wants to share out of that channel."""
        if self.books_apart:
            return Barrier.BOOKS_APART
        seen_at, barrier = self._seen.get(channel, (float("-inf"), None))
        if self.clock() - seen_at < FRESH_SECONDS:
            return barrier
        changes = self._changes[channel]
        barrier = self._look(channel)
        if barrier is not Barrier.UNSURE and changes == self._changes[channel]:  # nobody came meanwhile
            self._seen[channel] = (self.clock(), barrier)
        return barrier

    def forget(self, channel: str) -> None:
        """Look anew the next time: somebody came, or the channel changed."""
        self._changes[channel] += 1
        self._seen.pop(channel, None)

    def _look(self, channel: str) -> Barrier | None:
        until = self.clock() + LOOK_SECONDS
        try:
            return _closed(self._info(channel)) or self._among_members(channel, until)
        except (SlackApiError, OSError, HTTPException, LookupFailedError, KeyError, TypeError):
            return Barrier.UNSURE

    def _info(self, channel: str) -> dict[str, Any]:
        found: dict[str, Any] = self.client.conversations_info(channel=channel)["channel"]
        return found

    def _among_members(self, channel: str, until: float) -> Barrier | None:
        """The first member who is none of our team's, if there is one."""
        for number, user_id in enumerate(self._member_ids(channel)):
            if number >= MOST_MEMBERS:
                return Barrier.TOO_MANY
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
