"""kill -9 at any moment, then a new start: everything is finished, once."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from evals.slack_standin import Fault, Message, SlackStandin
from knowledge.digests import DigestSettings, save_settings
from knowledge.draft_jobs import JobState, jobs_of, tally
from knowledge.stored_settings import store_setting
from knowledge.tables import drafts
from tests.e2e.nudge_desk import many
from tests.e2e.plain_desk import PlainDesk
from tests.e2e.test_drafts import BODY, draft_id, words_of
from tools.drafts import DraftState

pytestmark = pytest.mark.slow


class App:
    """The app in a process of its own; see `served_desk`."""

    def __init__(
        self, nursery: subprocess.Popen[str], slack: SlackStandin, database: str, home: Path
    ) -> None:
        self.nursery = nursery
        self.line = "\t".join([database, str(home), *(f"{k}={v}" for k, v in slack.environment.items())])
        self.pid = 0
        self.dead = threading.Event()

    def start(self) -> str:
        """Start a process; returns `ready`, or what went wrong."""
        assert self.nursery.stdin is not None
        assert self.nursery.stdout is not None
        self.dead.clear()
        self.nursery.stdin.write(self.line + "\n")
        self.nursery.stdin.flush()
        said = [self.nursery.stdout.readline().strip() for _ in range(2)]
        pid, state = sorted(said, key=str.isdigit, reverse=True)
        if state == "ready":
            self.pid = int(pid)
        return state

    def kill(self) -> None:
        """As the kernel would: no chance to tidy up."""
        os.kill(self.pid, signal.SIGKILL)
        while _lives(self.pid):
            time.sleep(0.01)
        self.dead.set()

    def restart(self) -> None:
        self.kill()
        assert self.start() == "ready"


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture
def app(
    nursery: subprocess.Popen[str], slack: SlackStandin, database: Engine, tmp_path: Path
) -> Iterator[App]:
    url = database.url.render_as_string(hide_password=False)
    app = App(nursery, slack, url, tmp_path)
    assert app.start() == "ready"
    yield app
    app.kill()


def answers(slack: SlackStandin) -> list[str]:
    return [post.text for post in slack.messages(slack.dm("UADA000"))]


MOMENTS = {
    "before the question's post": lambda kill: Fault("chat.postMessage", before=kill, drop="request"),
    "after the post, before its reply": lambda kill: Fault("chat.postMessage", after=kill, drop="reply"),
    "while it looks who asks": lambda kill: Fault("users.info", before=kill, drop="request"),
    "before the direct message is open": lambda kill: Fault(
        "conversations.open", before=kill, drop="request"
    ),
}

RARE = ("while it looks who asks", "before the direct message is open")
QUESTION_MOMENTS = [
    pytest.param(fault, id=name, marks=[pytest.mark.long] if name in RARE else [])
    for name, fault in MOMENTS.items()
]


@pytest.mark.parametrize("moment", QUESTION_MOMENTS)
def test_a_question_survives_a_kill(slack: SlackStandin, app: App, moment: Callable[..., Fault]) -> None:
    fault = slack.fail(moment(app.kill))
    slack.mention("UADA000", "hello", "CTEAM001")
    assert app.dead.wait(60), fault
    assert app.start() == "ready"
    slack.wait_for(lambda: answers(slack))
    slack.wait_for(lambda: slack.ephemerals("UADA000"))
    assert len(answers(slack)) == 1


@pytest.mark.parametrize("lost", ["request", "reply"])
def test_a_draft_that_was_on_its_way_is_found_or_asked_about_but_never_sent_twice(
    slack: SlackStandin, app: App, desk: PlainDesk, lost: str
) -> None:
    slack.say("UADA000", "Draft check-ins")
    slack.wait_for(lambda: len(answers(slack)) == 4)
    card = slack.messages(slack.dm("UADA000"))[1]
    key = draft_id(card)
    when = {"request": {"before": app.kill}, "reply": {"after": app.kill}}[lost]
    to_partner = {"where": lambda post: post["channel"] == "CGLOBEX1"}
    fault = slack.fail(Fault("chat.postMessage", drop=lost, **when, **to_partner))  # type: ignore[arg-type]  # by kind
    slack.click("UADA000", card, "draft_approve")
    assert app.dead.wait(60), fault
    assert app.start() == "ready"
    expected = DraftState.SENT if lost == "reply" else DraftState.UNKNOWN
    slack.wait_for(lambda: desk.draft(key).state is expected)
    sent = [words_of(post) for post in slack.messages("CGLOBEX1")]
    assert sent == ([BODY] if lost == "reply" else [])
    if expected is DraftState.UNKNOWN:
        slack.wait_for(lambda: len(answers(slack)) == 5)


@pytest.mark.long
@pytest.mark.parametrize("moment", [name for name in MOMENTS if name != "before the question's post"])
def test_a_digest_survives_a_kill(
    slack: SlackStandin, app: App, database: Engine, tmp_path: Path, moment: str
) -> None:
    with database.begin() as connection:
        store_setting(connection, "serving_since", "2020-01-01T00:00:00+00:00")
        save_settings(connection, DigestSettings("ada@example.com", hour=0))  # due at the quiet hour
    serving = threading.Event()

    def kill() -> None:
        serving.wait(60)
        app.kill()

    app.kill()
    for file in tmp_path.glob("workflows.db*"):  # it has looked what is due at this very moment
        file.unlink()
    fault = slack.fail(MOMENTS[moment](kill))
    assert app.start() == "ready"
    serving.set()
    assert app.dead.wait(60), fault
    assert app.start() == "ready"
    slack.wait_for(lambda: answers(slack))
    app.restart()
    slack.say("UADA000", "hello")
    slack.wait_for(lambda: len(answers(slack)) > 1)
    assert len([text for text in answers(slack) if "Globex has gone quiet" in text]) == 1


def count_drafts(database: Engine) -> int:
    with database.connect() as connection:
        return connection.execute(select(func.count()).select_from(drafts)).scalar_one()


def test_a_job_that_is_killed_twice_writes_everybody_once(
    slack: SlackStandin, app: App, database: Engine
) -> None:
    many(database, 80)
    slack.say("UADA000", "Nudge everyone")
    for share in (10, 50):
        slack.wait_for(lambda share=share: count_drafts(database) >= share)
        app.restart()
    slack.wait_for(lambda: "80 of 80 written. Done" in answers(slack)[-1])
    plan = slack.messages(slack.dm("UADA000"))[-1].blocks[0]
    assert [one["status"] for one in plan["tasks"]] == ["complete"] * 4
    with database.connect() as connection:
        counted = tally(connection, jobs_of(connection, "ada@example.com")[0].job_id)
    assert counted is not None
    assert (counted.state, counted.written, count_drafts(database)) == (JobState.DONE, 80, 80)
    assert len(answers(slack)) == 2
    assert slack.workspace.breaches == []


def test_a_start_beside_a_running_one_is_refused(app: App) -> None:
    running = app.pid
    assert "Another `rapport serve` is running" in app.start()
    assert app.pid == running


def play(slack: SlackStandin, app: App, dice: random.Random, number: int) -> None:
    """Ask, get three drafts, approve one, and kill the app on the way to each; all is there once."""
    before = len(answers(slack))
    sent = len(slack.messages("CGLOBEX1"))
    slack.say("UADA000", f"Draft check-ins {number}.")
    time.sleep(dice.uniform(0, 0.4))
    app.restart()
    slack.wait_for(lambda: len(answers(slack)) >= before + 4)
    card = slack.messages(slack.dm("UADA000"))[before + 1]
    clicked = slack.start_click("UADA000", card, "draft_approve")
    time.sleep(dice.uniform(0, 0.3))
    app.restart()
    failed = clicked.result(10).status != 200
    if failed and "draft_approve" in {item["action_id"] for item in card.elements()}:
        slack.click("UADA000", card, "draft_approve")  # as a person does when Slack shows that it failed
    wait_for_end(slack, card)
    assert len(slack.messages("CGLOBEX1")) - sent <= 1
    assert len(answers(slack)) - before in (4, 5)


def wait_for_end(slack: SlackStandin, card: Message) -> None:
    ends = ("and sent.", "Perhaps sent")
    slack.wait_for(lambda: any(end in card.text for end in ends))


def test_a_random_kill_loses_and_doubles_nothing(slack: SlackStandin, app: App) -> None:
    play(slack, app, random.Random(1), 0)
    assert slack.workspace.breaches == []


@pytest.mark.long
def test_two_hundred_random_kills_lose_and_double_nothing(slack: SlackStandin, app: App) -> None:
    dice = random.Random(2)
    for number in range(100):
        play(slack, app, dice, number)
    assert slack.workspace.breaches == []
