"""A workspace in which nobody has begun, with the real application behind the stand-in."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import func, select

from assistant.app import open_rapport
from assistant.rapport import Rapport
from assistant.settings import Settings
from assistant.slack.posting import Pace
from assistant.slack.serving import Service
from evals.slack_standin import Message, SlackStandin, User
from knowledge.outbox import OutboxState, get_message
from knowledge.tables import INCOMING
from tests.e2e.conftest import SPEED

BOSS, PLAIN, GUEST, STRANGER = "UBOSS000", "UPLAIN00", "UGUEST00", "USTRANGE"
NOW = datetime(2026, 10, 5, 9, tzinfo=UTC)
PARTNERS = b"partner_id,name,manager_email\nP1,Acme,boss@ours.example\nP2,Globex,\n"


@dataclass(frozen=True)
class World:
    slack: SlackStandin
    rapport: Rapport
    service: Service

    def posts(self, user: str, count: int) -> list[Message]:
        """The app's messages to somebody, once there are so many."""
        self.slack.wait_for(lambda: len(self.slack.messages(self.slack.dm(user))) >= count)
        return self.slack.messages(self.slack.dm(user))

    def calm(self) -> None:
        """Wait until what was started is done."""
        marker = f"marker:{len(self.slack.calls('chat.postMessage'))}"
        self.service.workflows.tell(marker, self.slack.dm(PLAIN), "thanks")
        until(lambda: state_of(self, marker) is OutboxState.SENT)

    def drop(self, user: str, name: str, content: bytes) -> None:
        self.slack.share_file(user, self.slack.add_file(user, name, content))

    def press(self, user: str, label: str) -> None:
        """Click the button with that label on the newest message that has one."""
        for message in reversed(self.slack.messages(self.slack.dm(user))):
            for block in message.blocks:
                for element in [*block.get("elements", ()), block.get("accessory") or {}]:
                    if element.get("type") == "button" and element["text"]["text"] == label:
                        self.slack.click(user, message, element["action_id"], element.get("value", ""))
                        return
        raise LookupError(label)

    def rows(self, table: str) -> int:
        with self.rapport.engine.connect() as connection:
            return connection.scalar(select(func.count()).select_from(INCOMING[table])) or 0


def until(look: Callable[[], bool], seconds: float = 60.0) -> None:
    """Wait for something that is seen in the database."""
    end = time.monotonic() + seconds
    while not look():
        assert time.monotonic() < end
        time.sleep(0.02)


def said(message: Message) -> str:
    return json.dumps([message.text, message.blocks], ensure_ascii=False)


def state_of(world: World, outbox_id: str) -> OutboxState | None:
    with world.rapport.engine.connect() as connection:
        message = get_message(connection, outbox_id)
    return message.state if message else None


@contextmanager
def installed(home: Path, database_url: str) -> Iterator[World]:
    """The app freshly installed, which listens over HTTP."""
    with SlackStandin.start(speed=SPEED) as slack:
        slack.add_user(User(BOSS, "boss@ours.example", "Bo Boss", is_admin=True))
        slack.add_user(User(PLAIN, "plain@ours.example", "Pat Plain"))
        slack.add_user(User(GUEST, "guest@else.example", "Gus", is_restricted=True, is_admin=True))
        slack.add_user(
            User(STRANGER, "s@other.example", "Sam", team="T0OTHER", is_stranger=True, is_admin=True)
        )
        names = {name.lower(): value for name, value in slack.environment.items()}
        own = {"home": home, "database_url": database_url}
        settings = Settings(**own, **names)  # type: ignore[arg-type]  # strings, checked by pydantic
        with open_rapport(settings, clock=lambda: NOW) as rapport:
            local = settings.model_copy(update={"database_url": ""})
            service = Service(rapport, local, 0, "127.0.0.1", Pace(gap=0.03), rapport=rapport)
            service.start()
            slack.server.over_http(service.address)
            yield World(slack, rapport, service)
            service.stop()
