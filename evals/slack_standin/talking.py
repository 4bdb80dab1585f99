"""People who write: in direct messages, threads and channels, with mentions and files; and change it."""

from __future__ import annotations

from typing import Final

from evals.slack_standin import payloads
from evals.slack_standin.bench import Bench
from evals.slack_standin.uploads import new_file
from evals.slack_standin.workspace import BOT_USER, Channel, File, Message

_SUBSCRIPTIONS: Final = {"channels": "message.channels", "groups": "message.groups", "im": "message.im"}


class Talking(Bench):
    """What people say."""

    def say(
        self, user: str, text: str, channel: str = "", thread_ts: str = "", copies: int = 1, raw: bool = False
    ) -> Message:
        """Somebody writes into a direct message (the default) or a channel.

        Args:
            user: Who.
            text: As typed; `raw` says that it already is what Slack passes on.
            channel: Where; the direct message with the app by default.
            thread_ts: The thread, if in one; also a thread of the pane.
            copies: How often the same event is delivered.
            raw: See `text`.
        """
        written = text if raw else payloads.escape(text)
        message = self._post(Message(channel or self.dm(user), self._ts(), user, written, thread_ts))
        self._hear(message, copies)
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
        """Somebody writes "@Rapport …" in a channel.

        With `also_message` the app hears it as a message too, whatever the manifest says; if the manifest
        subscribes to the channel's messages, it does anyway.
        """
        written = f"<@{BOT_USER}> {payloads.escape(text)}"
        message = self._post(Message(channel, self._ts(), user, written, thread_ts))
        person, place = self.workspace.users[user], self.workspace.channels[channel]
        if BOT_USER in place.members:
            self.happen(payloads.mention_event(message, person, place), "", person, place, copies)
        heard = self._hear(message, copies)
        for _ in range(copies if also_message and not heard else 0):
            inner = payloads.message_event(message, person, place)
            self._send(payloads.event(self.workspace.next_id("Ev"), inner, person, place))
        return message

    def edit(self, message: Message, text: str) -> bool:
        """Somebody changes what they wrote; returns whether the app heard of it."""
        place = self.workspace.channels[message.channel]
        with self.workspace.changed:
            before, message.text = message.text, payloads.escape(text)
            answered = any(one.thread_ts == message.ts for one in self.workspace.messages)
        thread_ts = message.thread_ts or (message.ts if answered else "")
        inner = payloads.changed_event(message, before, place, self._ts(), thread_ts)
        return self.happen(inner, _SUBSCRIPTIONS[place.kind], None, place)

    def add_file(
        self, user: str, name: str, content: bytes, mimetype: str = "", length: int | None = None
    ) -> File:
        """Somebody has a file, not yet shared; `length` claims another size."""
        with self.workspace.changed:
            size = len(content) if length is None else length
            file = new_file(self.workspace, name, user, size, content, mimetype)
            file.completed = True
        return file

    def share_file(
        self, user: str, *files: File, text: str = "", channel: str = "", thread_ts: str = "", copies: int = 1
    ) -> Message:
        """Somebody posts files, into the direct message with the app by default."""
        place = channel or self.dm(user)
        with self.workspace.changed:
            for file in files:
                file.channels.add(place)
            shown = [file.to_json(self.workspace.base) for file in files]
        written = Message(place, self._ts(), user, payloads.escape(text), thread_ts)
        written.subtype, written.files = "file_share", shown
        self._hear(self._post(written), copies)
        return written

    def remove_file(self, file: File) -> None:
        """Somebody deletes a file."""
        with self.workspace.changed:
            file.deleted, file.content = True, None

    def _ts(self) -> str:
        with self.workspace.changed:
            return self.workspace.next_ts()

    def _post(self, message: Message) -> Message:
        with self.workspace.changed:
            self.workspace.channels[message.channel].members.add(message.user)
            self.workspace.messages.append(message)
        return message

    def _hear(self, message: Message, copies: int) -> bool:
        person = self.workspace.users[message.user]
        place: Channel = self.workspace.channels[message.channel]
        if BOT_USER not in place.members:
            return False
        inner = payloads.message_event(message, person, place)
        return self.happen(inner, _SUBSCRIPTIONS[place.kind], person, place, copies)
