"""What a Slack workspace holds: people, channels, messages, open modals."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Condition
from typing import Any, Final, Literal

TEAM: Final = "T0RAPPORT"
BOT_USER: Final = "U0RAPPORT"
BOT_ID: Final = "B0RAPPORT"
APP_ID: Final = "A0RAPPORT"

Json = dict[str, Any]
ChannelKind = Literal["channels", "groups", "im"]


@dataclass
class User:
    """A member, guest, stranger or bot, with the flags of `users.info`."""

    id: str
    email: str = ""
    name: str = ""
    team: str = TEAM
    timezone: str = "Europe/Berlin"
    deleted: bool = False
    is_bot: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_stranger: bool = False

    def to_json(self) -> Json:
        """The `user` object of `users.info`."""
        return {
            "id": self.id,
            "team_id": self.team,
            "name": self.name or self.id.lower(),
            "real_name": self.name,
            "deleted": self.deleted,
            "is_bot": self.is_bot,
            "is_app_user": False,
            "is_restricted": self.is_restricted,
            "is_ultra_restricted": self.is_ultra_restricted,
            "is_stranger": self.is_stranger,
            "tz": self.timezone,
            "profile": {"team": self.team, "real_name": self.name, "email": self.email},
        }


@dataclass
class Channel:
    """A public or private channel or a direct message; `shared` is a Slack Connect one."""

    id: str
    kind: ChannelKind = "channels"
    name: str = ""
    members: set[str] = field(default_factory=lambda: {BOT_USER})
    shared: bool = False
    archived: bool = False


@dataclass
class Message:
    """A post; `ephemeral_to` names the only person who sees it."""

    channel: str
    ts: str
    user: str
    text: str
    thread_ts: str = ""
    blocks: list[Json] = field(default_factory=list)
    metadata: Json | None = None
    ephemeral_to: str = ""
    edited: int = 0
    streaming: bool = False

    def to_json(self, with_metadata: bool = False) -> Json:
        """The message as `conversations.history` shows it."""
        body: Json = {"type": "message", "user": self.user, "text": self.text, "ts": self.ts, "team": TEAM}
        if self.user == BOT_USER:
            body |= {"bot_id": BOT_ID, "app_id": APP_ID}
        if self.blocks:
            body["blocks"] = self.blocks
        if self.thread_ts:
            body["thread_ts"] = self.thread_ts
        if with_metadata and self.metadata:
            body["metadata"] = self.metadata
        return body

    def elements(self) -> Iterator[Json]:
        """Every interactive element, with its block's id."""
        for block in self.blocks:
            inside = [*block.get("elements", []), block.get("accessory"), block.get("element")]
            for element in inside:
                if element and "action_id" in element:
                    yield {**element, "block_id": block.get("block_id", "")}


@dataclass
class View:
    """A modal or a Home tab as one user sees it."""

    id: str
    user: str
    body: Json
    open: bool = True
    hash: str = ""

    def to_json(self) -> Json:
        """The `view` object of answers and submissions."""
        own = {"id": self.id, "hash": self.hash, "team_id": TEAM, "app_id": APP_ID, "bot_id": BOT_ID}
        return {**self.body, **own, "root_view_id": self.id}


@dataclass
class Workspace:
    """Everything the stand-in remembers. Hold `changed` while reading or writing from another thread."""

    users: dict[str, User] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    messages: list[Message] = field(default_factory=list)
    views: dict[str, View] = field(default_factory=dict)
    homes: dict[str, View] = field(default_factory=dict)
    thread_statuses: list[Json] = field(default_factory=list)
    breaches: list[str] = field(default_factory=list)
    markup: list[str] = field(default_factory=list)
    changed: Condition = field(default_factory=Condition)
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def next_ts(self) -> str:
        """A message timestamp, never the same twice."""
        return f"{int(time.time())}.{next(self._numbers) % 1_000_000:06d}"

    def next_id(self, prefix: str) -> str:
        """An id in Slack's manner: a letter and upper-case characters."""
        return f"{prefix}{next(self._numbers):010X}"

    def direct_message(self, user: str) -> Channel:
        """The direct message between the app and a user, made when first asked for."""
        for channel in self.channels.values():
            if channel.kind == "im" and user in channel.members:
                return channel
        channel = Channel(self.next_id("D"), "im", members={BOT_USER, user})
        self.channels[channel.id] = channel
        return channel

    def find(self, channel: str, ts: str) -> Message | None:
        """The visible message at that place, if there is one."""
        for message in self.messages:
            if message.channel == channel and message.ts == ts and not message.ephemeral_to:
                return message
        return None
