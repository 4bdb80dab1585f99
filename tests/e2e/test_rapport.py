"""The three jobs with the real application behind Slack, on the sample's data."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from assistant.app import open_rapport
from assistant.rapport import Rapport
from assistant.settings import Settings
from assistant.slack.posting import Pace
from assistant.slack.serving import Service
from evals.slack_standin import Channel, Message, SlackStandin, User
from knowledge.people import all_people
from knowledge.tables import INCOMING
from tests.e2e.conftest import SPEED
from tests.e2e.test_jobs import both_ways, text_of


@pytest.fixture
def home(sample_home: Path) -> Path:
    """A home folder with the sample in it."""
    return sample_home


@pytest.fixture
def slack() -> Iterator[SlackStandin]:
    with SlackStandin.start(speed=SPEED) as standin:
        yield standin


@pytest.fixture
def rapport(home: Path, slack: SlackStandin) -> Iterator[Rapport]:
    """The application; everybody in the sample is in Slack."""
    with open_rapport(Settings(home=home)) as rapport:
        with rapport.engine.connect() as connection:
            people = all_people(connection)
        for number, person in enumerate(people):
            slack.add_user(User(person.slack_user_id or f"UCOL{number:03}", person.email, person.name))
        yield rapport


@pytest.fixture
def asker(rapport: Rapport, slack: SlackStandin) -> str:
    """The Slack user of the first manager with a book."""
    email = rapport.person("").email
    return next(user.id for user in slack.workspace.users.values() if user.email == email)


@pytest.fixture
def clock() -> list[datetime]:
    """The present, which a test can move; a Monday before any digest is due."""
    return [datetime(2026, 10, 5, 0, 30, tzinfo=UTC)]


@pytest.fixture
def service(
    rapport: Rapport, slack: SlackStandin, tmp_path: Path, transport: str, clock: list[datetime]
) -> Iterator[Service]:
    names = {name.lower(): value for name, value in slack.environment.items()}
    settings = Settings(home=tmp_path, **names)  # type: ignore[arg-type]  # strings, checked by pydantic
    service = Service(
        replace(rapport, now=lambda: clock[0]),
        settings,
        0 if transport == "http" else None,
        "127.0.0.1",
        Pace(gap=0.03),
    )
    service.start()
    if transport == "http":
        slack.server.over_http(service.address)
    yield service
    slack.cut_sockets()
    service.stop()


def posts(slack: SlackStandin, asker: str, count: int) -> list[Message]:
    slack.wait_for(lambda: len(slack.messages(slack.dm(asker))) >= count)
    return slack.messages(slack.dm(asker))


@both_ways
def test_the_three_jobs(
    slack: SlackStandin, service: Service, rapport: Rapport, asker: str, clock: list[datetime]
) -> None:
    slack.say(asker, "Which partners need attention?")
    attention = text_of(posts(slack, asker, 1)[0])
    book = names_in_book(rapport)
    assert sum(name in attention for name in book) >= 3
    assert re.search(r"As of \d+ \w+ \d{4} · \d+ figures from your data", attention)

    slack.say(asker, "Write three check-in messages")
    cards = posts(slack, asker, 5)[2:5]
    drafts = [rapport.draft(json.loads(next(card.elements())["value"])[0]) for card in cards]
    assert len({draft.recipient for draft in drafts}) == len({draft.body for draft in drafts}) == 3
    assert all(words_of_body(card) == draft.body for card, draft in zip(cards, drafts, strict=True))

    clock[0] = datetime(2026, 10, 5, 9, tzinfo=UTC)
    service.workflows.start_what_is_due(clock[0])
    digest = posts(slack, asker, 6)[5]
    assert text_of(digest).count("Your partners, week 41") == 1
    assert slack.workspace.breaches == slack.workspace.markup == []


@pytest.mark.usefixtures("service")
def test_a_draft_leaves_once_and_what_must_not_leave_is_refused(
    slack: SlackStandin, rapport: Rapport, asker: str
) -> None:
    partner, channel = partner_with_channel(rapport)
    slack.add_channel(Channel("CPARTNER1", name=channel, shared=True))
    slack.say(asker, f"Draft a message to {partner}")
    card = posts(slack, asker, 2)[1]
    slack.click(asker, card, "draft_edit")
    editor = slack.open_views(asker)[-1]
    refused = slack.submit(editor, {"body": "You are a dementor to us, with a score of 17."})
    assert refused["response_action"] == "errors"
    body = words_of_body(card)
    for click in [slack.start_click(asker, card, "draft_approve") for _ in range(50)]:
        assert click.result(20).status == 200
    slack.wait_for(lambda: "and sent" in card.text)
    assert [words_of_body(post) for post in slack.messages("CPARTNER1")] == [body]


@pytest.mark.parametrize("transport", ["http", pytest.param("socket", marks=pytest.mark.long)])
def test_the_command_serves_until_it_is_told_to_stop(
    slack: SlackStandin, rapport: Rapport, asker: str, home: Path, transport: str
) -> None:
    command = [sys.executable, "-m", "assistant", "serve", *(["--http", "0"] if transport == "http" else [])]
    environment = {**os.environ, **slack.environment, "RAPPORT_HOME": str(home), "DATABASE_URL": ""}
    with subprocess.Popen(command, cwd=home, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip().removeprefix("Rapport listens to Slack: ")
        if transport == "http":
            slack.server.over_http(address)
        slack.say(asker, "Which partners need attention?")
        dm = slack.dm(asker)
        slack.wait_for(lambda: any("need you" in post.text for post in slack.messages(dm)))
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
    answer = next(post.text for post in slack.messages(dm) if "need you" in post.text)
    assert any(name in answer for name in names_in_book(rapport))


def names_in_book(rapport: Rapport) -> list[str]:
    partners = INCOMING["partners"].c
    own = select(partners.name).where(partners.manager_email == rapport.person("").email)
    with rapport.engine.connect() as connection:
        return list(connection.execute(own).scalars())


def partner_with_channel(rapport: Rapport) -> tuple[str, str]:
    partners = INCOMING["partners"].c
    own = (partners.manager_email == rapport.person("").email) & partners.slack_channel.is_not(None)
    query = select(partners.name, partners.slack_channel).where(own).order_by(partners.partner_id)
    with rapport.engine.connect() as connection:
        name, channel = connection.execute(query).first() or ("", "")
    return name, channel


def words_of_body(message: Message) -> str:
    """What is shown to the letter."""
    sections = [block["text"] for block in message.blocks if block["type"] == "section"]
    return "".join(text["text"] for text in sections if text["type"] == "plain_text")
