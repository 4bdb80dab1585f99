"""What a Slack workspace holds: people, channels, messages, files, open modals."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Condition

from evals.slack_standin.moments import next_moment
from evals.slack_standin.people import APP_ID, BOT_ID, BOT_USER, TEAM, Channel, Json, User

__all__ = [
    "APP_ID",
    "BOT_ID",
    "BOT_USER",
    "TEAM",
    "Channel",
    "File",
    "Json",
    "Message",
    "Status",
    "User",
    "View",
    "Workspace",
    "elements_of",
]


def elements_of(blocks: list[Json]) -> Iterator[Json]:
    """Every interactive element of some blocks, with its block's id; cards and containers are opened."""
    for block in blocks:
        inside = [*block.get("elements", []), block.get("accessory"), block.get("element")]
        for element in (*inside, *_buttons(block)):
            if element and "action_id" in element:
                yield {**element, "block_id": block.get("block_id", "")}
        yield from elements_of([one for one in block.get("elements", []) if one.get("type") == "card"])
        yield from elements_of(block.get("child_blocks", []))


def _buttons(block: Json) -> list[Json]:
    found: list[Json] = block.get("actions", [])
    return found


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
    subtype: str = ""
    files: list[Json] = field(default_factory=list)
    tasks: dict[str, Json] = field(default_factory=dict)

    def to_json(self, with_metadata: bool = False) -> Json:
        """The message as `conversations.history` shows it."""
        body: Json = {"type": "message", "user": self.user, "text": self.text, "ts": self.ts, "team": TEAM}
        if self.user == BOT_USER:
            body |= {"bot_id": BOT_ID, "app_id": APP_ID}
        if self.subtype:
            body["subtype"] = self.subtype
        if self.files:
            body["files"] = self.files
        if self.blocks:
            body["blocks"] = self.blocks
        if self.thread_ts:
            body["thread_ts"] = self.thread_ts
        if with_metadata and self.metadata:
            body["metadata"] = self.metadata
        return body

    def elements(self) -> Iterator[Json]:
        """Every interactive element, with its block's id."""
        return elements_of(self.blocks)


@dataclass
class View:
    """A modal or a Home tab as one user sees it.

    Attributes:
        root: The first modal of the stack that it stands in; itself, if it was opened first.
        suggested: What the app last offered while somebody typed into a menu, by block id.
    """

    id: str
    user: str
    body: Json
    open: bool = True
    hash: str = ""
    root: str = ""
    suggested: dict[str, list[Json]] = field(default_factory=dict)

    def to_json(self) -> Json:
        """The `view` object of answers and submissions."""
        own = {"id": self.id, "hash": self.hash, "team_id": TEAM, "app_id": APP_ID, "bot_id": BOT_ID}
        return {**self.body, **own, "root_view_id": self.root or self.id}

    def elements(self) -> Iterator[Json]:
        """Every interactive element, with its block's id."""
        return elements_of(self.body["blocks"])


@dataclass
class File:
    """A file in Slack.

    Attributes:
        content: None until it was uploaded.
        channels: Where it was shared; only there does anybody but its owner see it.
        ready_at: When Slack has looked through it, by the workspace's clock.
    """

    id: str
    name: str
    mimetype: str
    user: str
    length: int
    content: bytes | None = None
    channels: set[str] = field(default_factory=set)
    completed: bool = False
    deleted: bool = False
    ready_at: float = 0.0

    def to_json(self, base: str) -> Json:
        """The `file` object of events and answers."""
        body: Json = {"id": self.id, "name": self.name, "title": self.name, "user": self.user}
        if self.deleted:
            return {"id": self.id, "mode": "tombstone", "file_access": "visible"}
        place = f"{base}/files-pri/{TEAM}-{self.id}"
        return body | {
            "mimetype": self.mimetype,
            "filetype": self.name.rpartition(".")[2].lower(),
            "size": self.length,
            "mode": "hosted",
            "is_external": False,
            "user_team": TEAM,
            "file_access": "visible",
            "url_private": f"{place}/{self.name}",
            "url_private_download": f"{place}/download/{self.name}",
        }


@dataclass(frozen=True)
class Status:
    """What a thread in the pane says while the app works."""

    text: str
    loading_messages: tuple[str, ...]
    since: float


@dataclass
class Workspace:
    """Everything the stand-in remembers. Hold `changed` while reading or writing from another thread.

    Attributes:
        processing: Seconds that Slack takes to look through an uploaded file.
        statuses, titles, prompts, contexts: Of threads in the pane, by channel and thread.
        refused_blocks: Kinds of blocks that this workspace does not have yet.
        base: The address of the stand-in.
        elapsed: Seconds by which tests have moved the clock on.
    """

    users: dict[str, User] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    messages: list[Message] = field(default_factory=list)
    views: dict[str, View] = field(default_factory=dict)
    homes: dict[str, View] = field(default_factory=dict)
    thread_statuses: list[Json] = field(default_factory=list)
    breaches: list[str] = field(default_factory=list)
    markup: list[str] = field(default_factory=list)
    stream_markup: list[str] = field(default_factory=list)
    files: dict[str, File] = field(default_factory=dict)
    processing: float = 0.0
    statuses: dict[tuple[str, str], Status] = field(default_factory=dict)
    titles: dict[tuple[str, str], str] = field(default_factory=dict)
    prompts: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    contexts: dict[tuple[str, str], Json] = field(default_factory=dict)
    refused_blocks: set[str] = field(default_factory=set)
    base: str = ""
    elapsed: float = 0.0
    changed: Condition = field(default_factory=Condition)
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def now(self) -> float:
        """Seconds that only grow, moved on by tests that will not wait."""
        return time.monotonic() + self.elapsed

    def next_ts(self) -> str:
        """A message timestamp, never the same twice."""
        return next_moment()

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
