"""What tests use: people who speak, click and submit, and a view of everything that the app posted.

People write (`talking`): `say(user, text, channel, thread_ts)`, `mention(user, text, channel)`,
`edit(message, text)`, `add_file(user, name, content)` then `share_file(user, file)`,
`remove_file(file)`.
People use what the app shows (`operating`): `command(user, text)`, `click(user, message_or_view,
action_id, value)`, `submit(view, values, user, private_metadata)`, `options(user, view, block_id, typed)`,
`close(view)`, `shortcut(user, callback_id)`, `message_shortcut(user, message, callback_id)`.
Things happen (`happenings`): `open_home(user, tab)`, `open_pane(user)` gives the thread,
`change_context(user, thread_ts, channel)`, `join(user, channel)`, `uninstall()`, `revoke_tokens()`,
`rotate_tokens(lifetime)`,
`foreign_event(inner)`, `refuse_blocks("table", ...)`, `pass_time(seconds)`.
What the app did: `messages(channel)`, `ephemerals(user)`, `open_views(user)`, `home(user)`, `status(user,
thread_ts)`, `calls(method)`, `wait_for(look)`; in `workspace`: `markup`, `stream_markup`, `breaches`,
`prompts`, `titles`, `files`, `processing`; `unheard` lists events that the manifest does not subscribe to.
"""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Final, Self

from evals.slack_standin.carriers import SIGNING_SECRET
from evals.slack_standin.faults import Fault
from evals.slack_standin.happenings import Happenings
from evals.slack_standin.operating import Operating
from evals.slack_standin.pane import shown_status
from evals.slack_standin.server import Server
from evals.slack_standin.talking import Talking
from evals.slack_standin.tokens import APP_TOKEN, BOT_TOKEN
from evals.slack_standin.webapi import Call
from evals.slack_standin.workspace import BOT_USER, Channel, Message, User, View

MANIFEST: Final = Path(__file__).resolve().parents[2] / "slack-manifest.yaml"


class SlackStandin(Talking, Operating, Happenings):
    """A workspace with our app installed. Use as a context manager, or call `stop()`."""

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
                if message.channel == channel
                and message.user == BOT_USER
                and not message.ephemeral_to
                and message.subtype != "assistant_app_thread"
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

    def home(self, user: str) -> View:
        """The Home tab as somebody sees it; raises `KeyError` before one was published."""
        with self.workspace.changed:
            return self.workspace.homes[user]

    def status(self, user: str, thread_ts: str, channel: str = "") -> str:
        """What a thread says while the app works; empty after a post, or after two minutes."""
        place = channel or self.dm(user)
        with self.workspace.changed:
            return shown_status(self.workspace, place, thread_ts)
