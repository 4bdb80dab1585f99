"""Rapport on the sample behind the Slack stand-in: its people, a clock that is moved, the running service."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, TypeVar

from sqlalchemy import Connection, insert

from assistant.app import open_rapport
from assistant.rapport import Rapport
from assistant.settings import Settings
from assistant.slack.posting import Pace
from assistant.slack.serving import Service
from evals.slack_standin import SlackStandin, User
from knowledge.tables import INCOMING

SUNDAY: Final = datetime(2026, 11, 1, 12, tzinfo=UTC)
"""The day after the sample ends; nothing is due."""

PRIYA, TOM, ELODIE, MARCOS = "U07PNAIR01", "U07TASHW02", "U07EGARN03", "U07MVIDA04"
VERA, NINA = "UVERA0001", "UNINA0001"
MARCOS_EMAIL: Final = "marcos.vidal@vendor.example"

_SPEED: Final = 100  # Slack's minutes pass in less than a second
_GAP: Final = 0.01  # seconds between two posts in one place


@dataclass
class Clock:
    """The present moment, which is moved."""

    now: datetime = SUNDAY

    def __call__(self) -> datetime:
        """Now."""
        return self.now


@dataclass(frozen=True)
class World:
    """What a step of the tour and a test work with."""

    slack: SlackStandin
    service: Service
    rapport: Rapport
    clock: Clock

    def at(self, moment: datetime) -> None:
        """Move the clock there, and do what is due then."""
        self.clock.now = moment
        self.service.workflows.start_what_is_due(moment)


_W = TypeVar("_W", bound=World)


@contextmanager
def serving(
    kind: type[_W], home: Path, settle: Callable[[SlackStandin], None], moment: datetime = SUNDAY
) -> Iterator[_W]:
    """Rapport serving from a home folder over HTTP; `settle` first brings people and channels into Slack."""
    clock = Clock(moment)
    with (
        SlackStandin.start(speed=_SPEED) as slack,
        open_rapport(Settings(home=home), clock=clock) as rapport,
    ):
        settle(slack)
        names = {name.lower(): value for name, value in slack.environment.items()}
        settings = Settings(home=home, **names)  # type: ignore[arg-type]  # strings, checked by pydantic
        pace = Pace(gap=_GAP)
        service = Service(rapport, settings, 0, "127.0.0.1", pace, jobs=rapport.jobs, rapport=rapport)
        service.start()
        slack.server.over_http(service.address)
        try:
            yield kind(slack, service, rapport, clock)
        finally:
            service.stop()


def add_people_of_sample(slack: SlackStandin) -> None:
    """Two managers, their lead and the admin come into Slack."""
    slack.add_user(User(PRIYA, "priya.nair@vendor.example", "Priya Nair"))
    slack.add_user(User(TOM, "tom.ashworth@vendor.example", "Tom Ashworth"))
    slack.add_user(User(ELODIE, "elodie.garnier@vendor.example", "Élodie Garnier"))
    slack.add_user(User(MARCOS, MARCOS_EMAIL, "Marcos Vidal"))


def let_in_viewer(connection: Connection, email: str, name: str) -> None:
    """Let Vera in, who may look at everything and change nothing."""
    row = {"email": email, "name": name, "role": "viewer", "slack_user_id": VERA}
    connection.execute(insert(INCOMING["managers"]).values(row))
