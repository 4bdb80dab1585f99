"""kill -9 while an answer is being streamed, then a new start: the same message is finished, once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Engine, select

from evals.slack_standin import Fault, Message, SlackStandin
from knowledge.tables import streams
from tests.e2e.test_kills import App, app

pytestmark = pytest.mark.slow

__all__ = ["app"]  # a fixture

MOMENTS: dict[str, Callable[[Callable[[], None]], Fault]] = {
    "before it is begun": lambda kill: Fault("chat.startStream", before=kill, drop="request"),
    "begun, nobody knows": lambda kill: Fault("chat.startStream", after=kill, drop="reply"),
    "while it grows": lambda kill: Fault("chat.appendStream", after=kill, drop="reply"),
    "before its end": lambda kill: Fault("chat.stopStream", before=kill, drop="request"),
    "after its end": lambda kill: Fault("chat.stopStream", after=kill, drop="reply"),
    "before it is whole": lambda kill: Fault("chat.update", before=kill, drop="request"),
    "when it is whole": lambda kill: Fault("chat.update", after=kill, drop="reply"),
}
QUICK = ("after its end",)


@pytest.mark.parametrize(
    "moment",
    [pytest.param(name, marks=[] if name in QUICK else [pytest.mark.long]) for name in MOMENTS],
)
def test_an_answer_that_was_being_streamed_is_finished_once(
    slack: SlackStandin, app: App, database: Engine, moment: str
) -> None:
    fault = slack.fail(MOMENTS[moment](app.kill))
    asked = slack.say("UADA000", "Tell me slowly.")
    assert app.dead.wait(60), fault
    assert app.start() == "ready"
    slack.wait_for(lambda: whole(slack))
    wait_until_closed(slack, database)
    message = slack.messages(slack.dm("UADA000"))[0]
    assert len(slack.messages(message.channel)) == 1
    assert message.thread_ts == asked.ts
    assert message.text.startswith("Globex &lt;!channel&gt; went quiet.")
    assert not message.streaming
    workspace = slack.workspace
    assert workspace.breaches == workspace.markup == workspace.stream_markup == []


def whole(slack: SlackStandin) -> list[Message]:
    return [post for post in slack.messages(slack.dm("UADA000")) if post.metadata and post.text]


def wait_until_closed(slack: SlackStandin, database: Engine) -> None:
    def closed() -> bool:
        with database.connect() as connection:
            return set(connection.execute(select(streams.c.state)).scalars()) <= {"closed"}

    slack.wait_for(closed, what="the streams to be closed")
