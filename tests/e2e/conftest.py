"""The whole way round: a Slack stand-in, the real Slack surface and workflows, a plain application behind."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

import pytest
from dbos import DBOS
from sqlalchemy import Engine

from assistant.settings import Settings
from assistant.slack.posting import Pace
from assistant.slack.serving import Service
from evals.slack_standin import Channel, Fault, SlackStandin, User
from knowledge.database import open_database
from tests.e2e.plain_desk import PlainDesk, furnish

ROOT = Path(__file__).resolve().parents[2]
SPEED = 100  # Slack's minutes pass in less than a second


@pytest.fixture
def slack() -> Iterator[SlackStandin]:
    with SlackStandin.start(speed=SPEED) as standin:
        people(standin)
        # nobody is known ahead: every lookup can go wrong
        standin.fail(Fault("users.list", status=500, times=1_000))
        yield standin


def people(standin: SlackStandin) -> None:
    standin.add_user(User("UADA000", "ada@example.com", "Ada"))
    standin.add_user(User("ULEA000", "Lea@Example.com", "Lea"))
    standin.add_user(User("UVIC000", "vic@example.com", "Vic"))
    standin.add_user(User("UNEW000", "new@example.com", "New"))
    standin.add_channel(Channel("CTEAM001", name="team"))
    standin.add_channel(Channel("CGLOBEX1", name="globex", shared=True))
    standin.add_channel(Channel("CINITEC1", kind="groups", name="initech", shared=True))


@pytest.fixture
def database(sqlite_database_url: str) -> Iterator[Engine]:
    engine = open_database(sqlite_database_url)
    furnish(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def desk(database: Engine) -> PlainDesk:
    return PlainDesk(database, clock=quiet_hour)


def quiet_hour() -> datetime:
    """A Monday before any digest is due, so that none comes between."""
    return datetime(2026, 10, 5, 0, 30, tzinfo=UTC)


def settings_for(slack: SlackStandin, home: Path, mail: Mapping[str, str] = MappingProxyType({})) -> Settings:
    names = {name.lower(): value for name, value in slack.environment.items()} | mail
    return Settings(home=home, **names)  # type: ignore[arg-type]  # strings, checked by pydantic


def wait_for_workflow(slack: SlackStandin, workflow_id: str) -> None:
    """Until it has done everything."""

    def done() -> bool:
        status = DBOS.get_workflow_status(workflow_id)
        return status is not None and status.status == "SUCCESS"

    slack.wait_for(done, what=f"the end of {workflow_id}")


@pytest.fixture
def transport() -> str:
    """HTTP, which starts and stops faster; tests of the three jobs run over both."""
    return "http"


@pytest.fixture
def mail() -> dict[str, str]:
    """The settings of a mail account; none, so that mails are handed over to copy."""
    return {}


@pytest.fixture
def start(
    slack: SlackStandin, desk: PlainDesk, tmp_path: Path, mail: dict[str, str]
) -> Iterator[Callable[[str], Service]]:
    """Starts the app on a transport; stops it at the end."""
    running: list[Service] = []

    def begin(transport: str) -> Service:
        service = Service(
            desk,
            settings_for(slack, tmp_path, mail),
            0 if transport == "http" else None,
            "127.0.0.1",
            Pace(gap=0.03),
            mail_pauses=(0.1, 0.1),
        )
        service.start()
        running.append(service)
        if transport == "http":
            slack.server.over_http(service.address)
        return service

    yield begin
    slack.cut_sockets()  # so that the client, which waits in a read, notices its end
    for service in running:
        service.stop()


@pytest.fixture(scope="session")
def nursery() -> Iterator[subprocess.Popen[str]]:
    """The warm process that starts apps to be killed; see `served_desk`."""
    command = [sys.executable, "-m", "tests.e2e.served_desk"]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield process
        process.terminate()


@pytest.fixture
def service(start: Callable[[str], Service], transport: str) -> Service:
    return start(transport)
