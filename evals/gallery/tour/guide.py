"""Who goes through the tour: acts as a person does, waits for what the app shows, and keeps a copy of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property, partial
from typing import Any, Final

from evals.gallery.page import Surface
from evals.sample_workspace import World
from evals.slack_standin import Message, View
from evals.slack_standin.webapi import Call

_SECONDS: Final = 45.0  # for what one act leads to
_LOOK: Final = 0.01
_BETWEEN: Final = timedelta(seconds=20)  # between two things that people do
_READING: Final = ("One moment", "Reading what waits")  # a Home or a modal that is not whole yet


class NothingShownError(Exception):
    """An act led to nothing that anybody could see."""


@dataclass(frozen=True)
class Guide:
    """One tour through one world.

    Attributes:
        surfaces: What was seen so far.
    """

    world: World
    surfaces: list[Surface] = field(default_factory=list)

    @cached_property
    def names(self) -> dict[str, str]:
        """First names by Slack user."""
        return {one.id: one.name.partition(" ")[0] for one in self.world.slack.workspace.users.values()}

    # What people do

    def ask(self, user: str, words: str, thread_ts: str = "", count: int = 1) -> list[Message]:
        """Somebody asks in the direct message; all that comes is shown."""
        dm = self.world.slack.dm(user)
        caption = f"{self.names[user]} {'goes on in the thread' if thread_ts else 'asks'}: “{words}”"
        said = partial(self.world.slack.say, user, words, thread_ts=thread_ts)
        return self.show(caption, self.posted(dm, said, count))

    def press(self, user: str, shown: Message | View, label: str) -> Callable[[], object]:
        """The act of clicking the button with that label, or of choosing it from a menu."""
        for element in shown.elements():
            if element["type"] == "button" and element["text"]["text"] == label:
                return lambda: self.world.slack.click(user, shown, element["action_id"])
            for option in element.get("options", ()):
                if option["text"]["text"] == label and element["type"] == "overflow":
                    value = option["value"]
                    return lambda: self.world.slack.click(user, shown, element["action_id"], value)
        raise NothingShownError(f"there is no {label!r} to click: {self.labels(shown)}")

    def labels(self, shown: Message | View) -> list[str]:
        """The words on its buttons."""
        return [one["text"]["text"] for one in shown.elements() if one["type"] == "button"]

    # What they see

    def posted(self, channel: str, act: Callable[[], object], count: int = 1) -> list[Message]:
        """The messages that an act leads to in a channel."""
        before = {one.ts for one in self._whole(channel)}
        self.world.clock.now += _BETWEEN
        act()
        self._until(lambda: len(self._new(channel, before)) >= count, f"{count} messages in {channel}")
        self.calm()
        return self._new(channel, before)

    def show(self, caption: str, messages: Sequence[Message]) -> list[Message]:
        """Keep messages as they are now."""
        for number, message in enumerate(messages, 1):
            which = f" ({number} of {len(messages)})" if len(messages) > 1 else ""
            place = "only you" if message.ephemeral_to else "message"
            files = [
                {"type": "section", "text": {"type": "plain_text", "text": f"File: {one['name']}"}}
                for one in message.files
            ]
            blocks = message.blocks or [_said(message.text)]
            self.surfaces.append(Surface(place, caption + which, deepcopy(blocks) + files, message.text))
        return list(messages)

    def before_its_last_edit(self, caption: str, message: Message) -> None:
        """Keep a message of the app as it stood until it was edited for the last time."""
        slack = self.world.slack
        posts = [one for one in slack.calls("chat.postMessage") if _of(one, "metadata", message.metadata)]
        edits = [one for one in slack.calls("chat.update") if _of(one, "ts", message.ts)]
        if not posts or not edits:
            raise NothingShownError("a message that was never edited")
        stood = [*posts, *edits][-2].arguments
        self.surfaces.append(Surface("message", caption, deepcopy(stood["blocks"]), stood["text"]))

    def changed(self, caption: str, message: Message, act: Callable[[], object]) -> Message:
        """Keep a message as an act changes it."""
        before = message.edited
        act()
        self._until(lambda: message.edited > before, "the message to change")
        self.calm()
        return self.show(caption, [message])[0]

    def alone(self, caption: str, user: str, act: Callable[[], object]) -> Message:
        """Keep what somebody alone is shown in a channel because of an act."""
        before = len(self.world.slack.ephemerals(user))
        act()
        self._until(lambda: len(self.world.slack.ephemerals(user)) > before, "something for them alone")
        self.calm()
        return self.show(caption, self.world.slack.ephemerals(user)[-1:])[0]

    def modal(self, caption: str, user: str, act: Callable[[], object]) -> View:
        """Keep the modal that an act opens."""
        before = len(self.world.slack.open_views(user))
        act()
        self._until(lambda: len(self.world.slack.open_views(user)) > before, "a modal")
        view = self.world.slack.open_views(user)[-1]
        self._until(lambda: _whole_view(view), "the whole of the modal")
        return self.show_modal(caption, view)

    def show_modal(self, caption: str, view: View, errors: dict[str, str] | None = None) -> View:
        """Keep a modal as it is now, with what is wrong under its fields."""
        blocks = []
        for block in deepcopy(view.body["blocks"]):
            blocks.append(block)
            if said := (errors or {}).get(block.get("block_id", "")):
                blocks.append({"type": "alert", "text": {"type": "plain_text", "text": said}})
        title, submit = (view.body.get(name, {}).get("text", "") for name in ("title", "submit"))
        self.surfaces.append(Surface("modal", caption, blocks, title=title, submit=submit))
        return view

    def home(self, caption: str, user: str, act: Callable[[], object]) -> View:
        """Keep the Home tab that an act leads to."""
        homes = self.world.slack.workspace.homes
        before = homes[user].hash if user in homes else ""
        act()
        self._until(lambda: user in homes and homes[user].hash != before, "a Home")
        self._until(lambda: _whole_view(homes[user]), "the whole of the Home")
        self.calm()
        self.surfaces.append(Surface("home", caption, deepcopy(homes[user].body["blocks"])))
        return homes[user]

    def line(self, place: str, caption: str, words: Sequence[str]) -> None:
        """Keep lines that are no blocks: statuses, suggested prompts."""
        if not words:
            raise NothingShownError(f"no {place}")
        self.surfaces.append(Surface(place, caption, [_said(one) for one in words]))

    def statuses(self) -> list[str]:
        """What threads said while the app worked, so far, each once."""
        told = [one.get("status", "") for one in self.world.slack.workspace.thread_statuses]
        loading = [
            words
            for one in self.world.slack.workspace.thread_statuses
            for words in one.get("loading_messages", ())
        ]
        return [words for words in dict.fromkeys([*told, *loading]) if words]

    def calm(self) -> None:
        """Wait until everything that was begun is done."""
        from dbos import DBOS

        def pending() -> list[str]:
            return [one.workflow_id for one in DBOS.list_workflows(status=["PENDING", "ENQUEUED"])]

        try:
            self._until(lambda: not pending(), "the work to end")
        except NothingShownError as error:
            raise NothingShownError(f"{error}: {pending()}") from error

    def _whole(self, channel: str) -> list[Message]:
        posts = self.world.slack.messages(channel)
        return [one for one in posts if not one.streaming and (one.text or one.files)]

    def _new(self, channel: str, before: set[str]) -> list[Message]:
        return [one for one in self._whole(channel) if one.ts not in before]

    def _until(self, look: Callable[[], object], what: str) -> None:
        end = time.monotonic() + _SECONDS
        while not look():
            if time.monotonic() > end:
                raise NothingShownError(f"waited in vain for {what}")
            time.sleep(_LOOK)


def _of(call: Call, name: str, value: object) -> bool:
    return call.answer == "ok" and call.arguments.get(name) == value


def _whole_view(view: View) -> bool:
    return not any(words in str(view.body["blocks"]) for words in _READING)


def _said(words: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": words}}
