"""A service that takes a folder in by itself, and tells those who can mend what stayed out."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from assistant.intake import Importer, IncomingFolder
from assistant.slack.posting import Pace
from assistant.slack.serving import Service
from evals.slack_standin import SlackStandin
from knowledge.importing.options import ImportOptions
from knowledge.tables import INCOMING
from tests.e2e.conftest import settings_for, wait_for_workflow
from tests.e2e.plain_desk import PlainDesk
from tests.e2e.test_jobs import text_of
from tests.encoding import WordEncoder
from tools.policy import Policy

LEA = "ULEA000"  # the lead: there is no admin here
BAD = "partner_id,name,signed_on\nP7,Kestrel,<!channel> *now* https://evil.example\n"
GOOD = "partner_id,name,signed_on\nP7,Kestrel,2026-01-02\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "exports"
    place.mkdir()
    return place


@pytest.fixture
def serving(
    slack: SlackStandin, desk: PlainDesk, database: Engine, folder: Path, tmp_path: Path
) -> Iterator[Callable[[], Service]]:
    running: list[Service] = []

    def start() -> Service:
        importer = Importer(database, "EUR", Policy(), lambda: datetime.now(UTC), WordEncoder())
        incoming = IncomingFolder(importer, folder, ImportOptions(), minutes=15, quiet_seconds=0.01)
        settings = settings_for(slack, tmp_path)
        service = Service(desk, settings, 0, "127.0.0.1", Pace(gap=0.03), incoming)
        service.start()
        running.append(service)
        slack.server.over_http(service.address)
        return service

    yield start
    for service in running:
        service.stop()


def again(slack: SlackStandin, service: Service, minute: int) -> None:
    """To its end: while one import runs, another does nothing."""
    at = datetime(2026, 10, 5, 1, minute, tzinfo=UTC)
    service.workflows.take_in(at)
    wait_for_workflow(slack, f"import:{at.isoformat()}")


def test_what_stayed_out_is_told_once_in_words_that_ping_nobody_and_so_is_its_mending(
    slack: SlackStandin, database: Engine, folder: Path, serving: Callable[[], Service]
) -> None:
    (folder / "partners.csv").write_text(BAD, encoding="utf-8")
    service = serving()
    told = slack.wait_for(lambda: slack.messages(slack.dm(LEA)))[0]
    shown = text_of(told)
    assert "partners.csv stayed out: 1 of 1 row need a look" in shown
    assert "partners.csv, line 2, column signed_on" in shown
    assert "every 15 minutes" in shown
    assert slack.workspace.markup == []
    again(slack, service, 1)
    (folder / "partners.csv").write_text(GOOD, encoding="utf-8")
    again(slack, service, 2)
    slack.wait_for(lambda: len(slack.messages(slack.dm(LEA))) == 2)
    assert "partners.csv is in now." in text_of(slack.messages(slack.dm(LEA))[1])
    assert slack.messages(slack.dm("UADA000")) == []
    with database.connect() as connection:
        names = connection.execute(select(INCOMING["partners"].c.name)).scalars().all()
    assert "Kestrel" in names


def test_a_folder_that_is_away_is_told_and_serving_goes_on(
    slack: SlackStandin, folder: Path, serving: Callable[[], Service]
) -> None:
    folder.rmdir()
    serving()
    told = slack.wait_for(lambda: slack.messages(slack.dm(LEA)))[0]
    assert "exports stayed out" in text_of(told)
    slack.say("UADA000", "Which partners need attention?")
    slack.wait_for(lambda: slack.messages(slack.dm("UADA000")))
