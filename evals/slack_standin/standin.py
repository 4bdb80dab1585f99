"""What tests use: people who speak, click and submit, and a view of everything that the app posted."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, wait
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self, TypeVar

from evals.slack_standin import payloads
from evals.slack_standin.carriers import SIGNING_SECRET, Acknowledgement
from evals.slack_standin.faults import Fault
from evals.slack_standin.payloads import Delivery
from evals.slack_standin.rules import check_view
from evals.slack_standin.server import Server
from evals.slack_standin.webapi import APP_TOKEN, BOT_TOKEN, Call
from evals.slack_standin.workspace import BOT_USER, Channel, Json, Message, User, View

MANIFEST: Final = Path(__file__).resolve().parents[2] / "slack-manifest.yaml"
Found = TypeVar("Found")


class SlackStandin:
    """A workspace with our app installed. Use as a context manager, or call `stop()`."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.workspace = server.workspace
        self._held: list[Delivery] | None = None

    @classmethod
    def start(cls, manifest: Path = MANIFEST, speed: float = 1.0) -> Self:
        """Start on a free port of the loopback; `speed` makes Slack's rate limits pass faster."""
        standin = cls(Server(manifest, speed))
        standin.add_user(User(BOT_USER, name="Rapport", is_bot=True))
        return standin

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """End the server; what it remembers stays readable."""
        self.server.close()

    @property
    def environment(self) -> dict[str, str]:
        """The settings with which an app talks to this stand-in."""
        return {
            "SLACK_API_URL": f"{self.server.base}/api/",
            "SLACK_BOT_TOKEN": BOT_TOKEN,
            "SLACK_APP_TOKEN": APP_TOKEN,
            "SLACK_SIGNING_SECRET": SIGNING_SECRET,
        }

    # People and places

    def add_user(self, user: User) -> User:
        """Somebody joins."""
        with self.workspace.changed:
            self.workspace.users[user.id] = user
        return user

    def add_channel(self, channel: Channel) -> Channel:
        """A channel is made."""
        with self.workspace.changed:
            self.workspace.channels[channel.id] = channel
        return channel

    def dm(self, user: str) -> str:
        """The id of the direct message between the app and somebody."""
        with self.workspace.changed:
            return self.workspace.direct_message(user).id

    # What people do

    def say(
        self, user: str, text: str, channel: str = "", thread_ts: str = "", copies: int = 1, raw: bool = False
    ) -> Message:
        """Somebody writes into a direct message (the default) or a channel.

        Args:
            user: Who.
            text: As typed; `raw` says that it already is what Slack passes on.
            channel: Where; the direct message with the app by default.
            thread_ts: The thread, if in one.
            copies: How often the same event is delivered.
            raw: See `text`.
        """
        message = self._post(
            user, text if raw else payloads.escape(text), channel or self.dm(user), thread_ts
        )
        self._bring(message, ("message",) if self._in_dm(message) else (), copies)
        return message

    def mention(
        self,
        user: str,
        text: str,
        channel: str,
        thread_ts: str = "",
        copies: int = 1,
        also_message: bool = False,
    ) -> Message:
        """Somebody writes "@Rapport …" in a channel; `also_message`: the app hears it as a message too."""
        message = self._post(user, f"<@{BOT_USER}> {payloads.escape(text)}", channel, thread_ts)
        self._bring(message, ("app_mention", "message") if also_message else ("app_mention",), copies)
        return message

    def command(self, user: str, text: str, channel: str = "", name: str = "/rapport") -> Acknowledgement:
        """Somebody types a slash command; returns what they see at once."""
        if name not in self.server.manifest.commands:
            raise LookupError(f"the manifest has no command {name!r}")
        with self.workspace.changed:
            trigger = self.server.surfaces.triggers.issue(self.workspace, user)
            place = self.workspace.channels[channel or self.dm(user)]
            delivery = payloads.command(self.workspace.users[user], place, name, text, trigger)
        return self.server.deliver(delivery).result(10)

    def click(self, user: str, message: Message, action_id: str, value: str | None = None) -> Acknowledgement:
        """Somebody clicks a button; `value` forges what it carries."""
        return self.start_click(user, message, action_id, value).result(10)

    def start_click(
        self, user: str, message: Message, action_id: str, value: str | None = None
    ) -> Future[Acknowledgement]:
        """The same without waiting, for clicks at the same time."""
        with self.workspace.changed:
            found = next(item for item in message.elements() if item["action_id"] == action_id)
            element = found if value is None else {**found, "value": value}
            trigger = self.server.surfaces.triggers.issue(self.workspace, user)
            channel = self.workspace.channels[message.channel]
            delivery = payloads.click(self.workspace.users[user], channel, message, element, trigger)
        return self.server.deliver(delivery)

    def submit(self, view: View, values: Mapping[str, str], user: str = "") -> Json:
        """Somebody submits a modal; `values` by block id. Returns the app's response action."""
        state = payloads.typed(view, values)
        with self.workspace.changed:
            person = self.workspace.users[user or view.user]
            trigger = self.server.surfaces.triggers.issue(self.workspace, person.id)
            delivery = payloads.submission(person, view, state, trigger)
        answer = self.server.deliver(delivery).result(10)
        action: Json = answer.json() if answer.status else {"response_action": "failed"}
        with self.workspace.changed:
            view.open = action.get("response_action") in ("errors", "failed", "update")
            if action.get("response_action") == "update":
                check_view(action["view"], "modal")
                view.body = action["view"]
        return action

    @contextmanager
    def held(self, seed: int = 0) -> Iterator[None]:
        """Hold back events; at the end deliver them shuffled by `seed`, forty at a time."""
        self._held = []
        yield
        held, self._held = self._held, None
        random.Random(seed).shuffle(held)
        for start in range(0, len(held), 40):
            wait([self.server.deliver(delivery) for delivery in held[start : start + 40]])

    # What goes wrong

    def fail(self, fault: Fault) -> Fault:
        """Script a fault of the Web API."""
        with self.workspace.changed:
            self.server.api.faults.append(fault)
        return fault

    def cut_sockets(self) -> None:
        """Break every Socket Mode connection."""

        async def cut() -> None:
            self.server.sockets.cut()

        self.server.run(cut())

    def refresh_sockets(self, reason: str = "refresh_requested") -> None:
        """Ask every Socket Mode client to come back."""
        self.server.run(self.server.sockets.disconnect(reason))

    # What the app did

    def messages(self, channel: str) -> list[Message]:
        """The app's posts there that everybody sees, oldest first."""
        with self.workspace.changed:
            return [
                message
                for message in self.workspace.messages
                if message.channel == channel and message.user == BOT_USER and not message.ephemeral_to
            ]

    def ephemerals(self, user: str) -> list[Message]:
        """What the app showed to one person alone in a channel."""
        with self.workspace.changed:
            return [message for message in self.workspace.messages if message.ephemeral_to == user]

    def open_views(self, user: str) -> list[View]:
        """The modals that somebody sees, oldest first."""
        with self.workspace.changed:
            return [view for view in self.workspace.views.values() if view.user == user and view.open]

    def calls(self, method: str) -> list[Call]:
        """The calls of one Web API method so far."""
        with self.workspace.changed:
            return [call for call in self.server.api.calls if call.method == method]

    def wait_for(self, look: Callable[[], Found], timeout: float = 10, what: str = "") -> Found:
        """Wait until `look` finds something and return it; says what was there if it never does."""
        with self.workspace.changed:
            found = self.workspace.changed.wait_for(look, timeout)
        if not found:
            raise AssertionError(f"waited {timeout} s for {what or 'it'} in vain; {self._situation()}")
        return found

    def _situation(self) -> str:
        posts = [f"{message.channel}: {message.text[:80]}" for message in self.workspace.messages[-5:]]
        calls = [f"{call.method} → {call.answer}" for call in self.server.api.calls[-8:]]
        return f"last posts {posts}, last calls {calls}, breaches {self.workspace.breaches}"

    def _post(self, user: str, text: str, channel: str, thread_ts: str) -> Message:
        with self.workspace.changed:
            message = Message(channel, self.workspace.next_ts(), user, text, thread_ts)
            self.workspace.channels[channel].members.add(user)
            self.workspace.messages.append(message)
        return message

    def _in_dm(self, message: Message) -> bool:
        return self.workspace.channels[message.channel].kind == "im"

    def _bring(self, message: Message, kinds: tuple[str, ...], copies: int) -> None:
        user, channel = self.workspace.users[message.user], self.workspace.channels[message.channel]
        shapes: dict[str, Any] = {"message": payloads.message_event, "app_mention": payloads.mention_event}
        for kind in kinds:
            inner = shapes[kind](message, user, channel)
            for _ in range(copies):
                with self.workspace.changed:
                    event_id = self.workspace.next_id("Ev")
                self._send(payloads.event(event_id, inner, user, channel))

    def _send(self, delivery: Delivery) -> None:
        if self._held is None:
            self.server.deliver(delivery)
        else:
            self._held.append(delivery)
