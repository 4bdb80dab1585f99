"""kill -9 while a mail leaves: it is mailed once, or a person is asked; never twice, never lost."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from evals.slack_standin import SlackStandin
from tests.e2e.plain_desk import PlainDesk
from tests.e2e.test_drafts import draft_id
from tests.e2e.test_kills import App, answers
from tests.mail_server import MailServer, mail_server
from tools.drafts import DraftState

pytestmark = pytest.mark.slow

Kill = Callable[[], None]


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as running:
        yield running


@pytest.fixture
def app(
    nursery: subprocess.Popen[str], slack: SlackStandin, database: Engine, tmp_path: Path, server: MailServer
) -> Iterator[App]:
    url = database.url.render_as_string(hide_password=False)
    app = App(nursery, slack, url, tmp_path)
    variables = {
        "RAPPORT_SMTP_URL": server.url(),
        "RAPPORT_SMTP_FROM": "partners@vendor.example",
        "SSL_CERT_FILE": str(server.write_authority(tmp_path)),
    }
    app.line = "\t".join([app.line, *(f"{name}={value}" for name, value in variables.items())])
    assert app.start() == "ready"
    yield app
    app.kill()


def once(app: App) -> Kill:
    """Kills the app the first time it is called."""

    def kill() -> None:
        if not app.dead.is_set():
            app.kill()

    return kill


MOMENTS: dict[str, tuple[str, DraftState, int]] = {
    "the recipient is known, nothing was handed over": ("addressed", DraftState.SENT, 1),
    "the letter was handed over and is lost": ("before", DraftState.UNKNOWN, 0),
    "the letter was taken, the answer is lost": ("after", DraftState.UNKNOWN, 1),
}


RARE = tuple(MOMENTS)[:2]
CASES = [pytest.param(name, marks=[pytest.mark.long] if name in RARE else []) for name in MOMENTS]


@pytest.mark.parametrize("moment", CASES)
def test_a_mail_survives_a_kill(
    slack: SlackStandin, app: App, desk: PlainDesk, server: MailServer, moment: str
) -> None:
    hook, expected, mailed = MOMENTS[moment]
    slack.say("UADA000", "Draft check-ins")
    slack.wait_for(lambda: len(answers(slack)) == 4)
    card = slack.messages(slack.dm("UADA000"))[3]
    key = draft_id(card)
    setattr(server, hook, once(app))
    server.drop = "request" if hook == "before" else ""
    slack.click("UADA000", card, "draft_approve")
    assert app.dead.wait(60)
    setattr(server, hook, lambda: None)
    server.drop = ""
    assert app.start() == "ready"
    slack.wait_for(lambda: desk.draft(key).state is expected, what=f"the draft to be {expected}")
    assert len(server.taken) == mailed
    if expected is DraftState.UNKNOWN:
        slack.wait_for(lambda: len(answers(slack)) == 5, what="a question to the approver")
