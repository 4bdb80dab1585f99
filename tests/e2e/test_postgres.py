"""The same on PostgreSQL, for our tables and for the workflows'."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.slack.posting import Pace
from assistant.slack.serving import Service
from evals.slack_standin import Fault, SlackStandin
from knowledge.database import open_database
from tests.e2e.conftest import quiet_hour, settings_for
from tests.e2e.plain_desk import PlainDesk, furnish
from tests.e2e.test_drafts import BODY, wait_for_words, words_of

pytestmark = pytest.mark.postgres


@pytest.fixture
def over_postgres(slack: SlackStandin, postgres_database_url: str, tmp_path: Path) -> Iterator[Service]:
    engine = open_database(postgres_database_url)
    furnish(engine)
    settings = settings_for(slack, tmp_path).model_copy(update={"database_url": postgres_database_url})
    service = Service(PlainDesk(engine, clock=quiet_hour), settings, 0, "127.0.0.1", Pace(gap=0.03))
    service.start()
    slack.server.over_http(service.address)
    yield service
    service.stop()
    engine.dispose()


@pytest.mark.usefixtures("over_postgres")
def test_questions_are_answered_and_drafts_sent_once(slack: SlackStandin) -> None:
    dm = slack.dm("UADA000")
    slack.fail(Fault("chat.postMessage", drop="reply"))
    slack.say("UADA000", "Draft check-ins", copies=4)
    slack.wait_for(lambda: len(slack.messages(dm)) == 4)
    card = slack.messages(dm)[1]
    for click in [slack.start_click("UADA000", card, "draft_approve") for _ in range(20)]:
        assert click.result(10).status == 200
    wait_for_words(slack, card, "and sent")
    assert [words_of(post) for post in slack.messages("CGLOBEX1")] == [BODY]
    assert len(slack.messages(dm)) == 4
