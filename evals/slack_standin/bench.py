"""What every part of the stand-in's face shares: the server, the clock, events that the app subscribed to."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from concurrent.futures import wait
from contextlib import contextmanager
from typing import Final, TypeVar

from evals.slack_standin import payloads
from evals.slack_standin.payloads import Delivery
from evals.slack_standin.server import Server
from evals.slack_standin.workspace import TEAM, Channel, Json, User

Found = TypeVar("Found")
_LOOK_AGAIN: Final = 0.1  # seconds


class Bench:
    """A running server and what it delivers.

    Attributes:
        unheard: Events that happened and were not delivered, since the manifest does not subscribe to them.
    """

    def __init__(self, server: Server) -> None:
        self.server = server
        self.workspace = server.workspace
        self.unheard: list[str] = []
        self._held: list[Delivery] | None = None

    @contextmanager
    def held(self, seed: int = 0) -> Iterator[None]:
        """Hold back events; at the end deliver them shuffled by `seed`, forty at a time."""
        self._held = []
        yield
        held, self._held = self._held, None
        random.Random(seed).shuffle(held)
        for start in range(0, len(held), 40):
            wait([self.server.deliver(delivery) for delivery in held[start : start + 40]])

    def pass_time(self, seconds: float) -> None:
        """Move Slack's clock on: response URLs, trigger ids, statuses, tokens and files grow old."""
        with self.workspace.changed:
            self.workspace.elapsed += seconds
            self.workspace.changed.notify_all()

    def wait_for(self, look: Callable[[], Found], timeout: float = 60, what: str = "") -> Found:
        """Wait until `look` finds something and return it; says what was there if it never does.

        Args:
            look: Asked whenever something happens here, and every now and then: a database changes unseen.
            timeout: Seconds, so many that a busy machine is no failure.
            what: What is waited for, in words.
        """
        end = time.monotonic() + timeout
        with self.workspace.changed:
            while not (found := look()):
                if time.monotonic() > end:
                    raise AssertionError(
                        f"waited {timeout} s for {what or 'it'} in vain; {self._situation()}"
                    )
                self.workspace.changed.wait(_LOOK_AGAIN)
        return found

    def dm(self, user: str) -> str:
        """The id of the direct message between the app and somebody."""
        with self.workspace.changed:
            return self.workspace.direct_message(user).id

    def happen(
        self,
        inner: Json,
        subscription: str = "",
        user: User | None = None,
        channel: Channel | None = None,
        copies: int = 1,
        team: str = TEAM,
    ) -> bool:
        """Deliver an event, if the manifest subscribes to it; returns whether it did."""
        if (subscription or inner["type"]) not in self.server.manifest.events:
            self.unheard.append(subscription or inner["type"])
            return False
        for _ in range(copies):
            with self.workspace.changed:
                event_id = self.workspace.next_id("Ev")
            self._send(payloads.event(event_id, inner, user, channel, team))
        return True

    def _send(self, delivery: Delivery) -> None:
        if self._held is None:
            self.server.deliver(delivery)
        else:
            self._held.append(delivery)

    def _trigger(self, user: str) -> str:
        return self.server.surfaces.triggers.issue(self.workspace, user)

    def _situation(self) -> str:
        posts = [f"{message.channel}: {message.text[:80]}" for message in self.workspace.messages[-5:]]
        calls = [f"{call.method} → {call.answer}" for call in self.server.api.calls[-8:]]
        return f"last posts {posts}, last calls {calls}, breaches {self.workspace.breaches}"
