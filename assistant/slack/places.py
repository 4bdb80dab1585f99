"""Where a message goes: channels by id or name, people by their direct message."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

from slack_sdk import WebClient

from assistant.slack.calling import patiently

_USER: Final = re.compile(r"[UW][A-Z0-9]{5,}")
_CHANNEL: Final = re.compile(r"[CDG][A-Z0-9]{5,}")


class UnknownChannelError(Exception):
    """There is no one channel of that name among ours; its text is for people."""


def is_place_id(channel: str) -> bool:
    """Whether it is Slack's id of a channel or a person, not a name."""
    return bool(_CHANNEL.fullmatch(channel) or _USER.fullmatch(channel))


@dataclass
class Places:
    """Finds places, and remembers the direct messages it opened."""

    client: WebClient
    sleep: Callable[[float], None]
    _known: dict[str, str] = field(default_factory=dict)

    def find(self, channel: str) -> str:
        """The id of a channel that is given by id or name, or of the direct message with a user.

        Raises:
            UnknownChannelError: We are in no channel of that name, or in more than one.
        """
        if _CHANNEL.fullmatch(channel):
            return channel
        if not _USER.fullmatch(channel):
            return self._named(channel)  # looked up each time: a name can move to another channel
        if channel not in self._known:
            answer = patiently(partial(self.client.conversations_open, users=channel), self.sleep)
            self._known[channel] = str(answer["channel"]["id"])
        return self._known[channel]

    def _named(self, channel: str) -> str:
        name, found, cursor = channel.removeprefix("#").lower(), list[str](), ""
        while True:
            page = patiently(partial(self._own_channels, cursor), self.sleep)
            found += [one["id"] for one in page["channels"] if one["name"] == name]
            cursor = page.get("response_metadata", {}).get("next_cursor", "")
            if not cursor:
                break
        if len(found) != 1:
            how = "not in a channel" if not found else "in more than one channel"
            raise UnknownChannelError(f"I am {how} called {name!r}. Invite me, or give the channel's id.")
        return found[0]

    def _own_channels(self, cursor: str) -> Any:  # noqa: ANN401 - the SDK's answer
        return self.client.users_conversations(
            types="public_channel,private_channel", exclude_archived=True, limit=200, cursor=cursor or None
        )
