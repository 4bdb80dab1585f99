"""Answers in Slack: what opens from them, what they ask next, and what happens where Slack refuses blocks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from sqlalchemy import Engine

from assistant.contract import Answer, ShownChart, ShownFact, ShownSeries, ShownTable
from assistant.slack.commands.replies import OPEN
from evals.slack_standin import Fault, Message, SlackStandin
from evals.slack_standin.webapi import Call
from knowledge.feedback import all_feedback
from knowledge.outbox import OutboxMessage, message_at
from knowledge.threads import Question
from tests.e2e.conftest import quiet_hour
from tests.e2e.plain_desk import AS_OF, FACT, PlainDesk

pytestmark = pytest.mark.usefixtures("service")

HEAT = ShownChart(
    title="Qualified partners",
    form="heat",
    categories=["ERP", "Cloud"],
    series=[ShownSeries(label="Energy", values=[7.0, 1.0], words=["7", "1"])],
)
COLUMNS = HEAT.model_copy(update={"form": "columns"})


def _name(partner: str, name: str) -> ShownFact:
    return ShownFact(
        id=f"n{partner}", partner_id=partner, kind="partner.name", value=name, unit="name", as_of=AS_OF
    )


ANSWERS = {
    "all": Answer(
        text="\n\n".join(f"Paragraph {number} of <!channel>." for number in range(6)),
        facts=[FACT],
        table=ShownTable(title="Rows", columns=["a", "b"], rows=[[f"<@U{n}>", str(n)] for n in range(120)]),
        charts=[COLUMNS],
    ),
    "picture": Answer(text="Here is where you stand.", charts=[HEAT]),
    "list": Answer(
        text="Two of them.",
        facts=[_name("p1", "Globex <!channel>"), _name("p2", "Initech & Sons")],
        table=ShownTable(
            title="Who",
            columns=["partner", "why"],
            rows=[["Globex <!channel>", "due"], ["Initech & Sons", "quiet"]],
            fact_ids=[["np1", None], ["np2", None]],
        ),
    ),
    "which": Answer(text="Do you mean Initech & Sons or Umbrella?", clarify=["p2", "p3"]),
}


@dataclass
class ShowingDesk(PlainDesk):
    """Answers with what the question names."""

    def _think(self, question: Question) -> Answer:
        return ANSWERS.get(question.text) or super()._think(question)


@pytest.fixture
def desk(database: Engine) -> PlainDesk:
    return ShowingDesk(database, clock=quiet_hour)


@pytest.fixture
def ask(slack: SlackStandin) -> Callable[[str], Message]:
    """Ada asks, and the newest message is the answer."""

    def asked(words: str) -> Message:
        before = len(posts(slack))
        slack.say("UADA000", words)
        return slack.wait_for(lambda: posts(slack)[before:])[0]

    return asked


def posts(slack: SlackStandin) -> list[Message]:
    return slack.messages(slack.dm("UADA000"))


def refusals(slack: SlackStandin) -> list[Call]:
    """Posts with blocks that the workspace has not."""
    return [
        call
        for call in slack.calls("chat.postMessage")
        if {block["type"] for block in call.arguments["blocks"]} & slack.workspace.refused_blocks
    ]


def row_of(slack: SlackStandin, database: Engine, message: Message) -> OutboxMessage:
    """What is kept of a message; its place is kept a moment after it was posted."""

    def kept() -> OutboxMessage | None:
        with database.connect() as connection:
            return message_at(connection, message.channel, message.ts)

    row = slack.wait_for(kept)
    assert row
    return row


def kinds(message: Message) -> list[str]:
    return [block["type"] for block in message.blocks]


def test_the_rest_and_all_rows_come_once_into_the_thread(
    slack: SlackStandin, ask: Callable[[str], Message]
) -> None:
    answer = ask("all")
    for action in ("answer_more", "answer_rows", "answer_more"):
        assert slack.click("UADA000", answer, action).status == 200
    two = slack.wait_for(lambda: len(posts(slack)) == 3 and posts(slack)[1:])
    rest, rows = sorted(two, key=lambda post: "table" in kinds(post))  # each comes as soon as it can
    assert {rest.thread_ts, rows.thread_ts} == {answer.thread_ts or answer.ts}
    assert rest.text == "\n\n".join(f"Paragraph {number} of &lt;!channel&gt;." for number in (3, 4, 5))
    assert len(rows.blocks[1]["rows"]) == 100
    assert "The first 99 of 120 rows" in rows.text
    assert slack.workspace.markup == slack.workspace.breaches == []


def test_sources_open_for_the_asker_alone(slack: SlackStandin, ask: Callable[[str], Message]) -> None:
    answer = ask("all")
    for user in ("UADA000", "ULEA000"):
        assert slack.click(user, answer, "answer_sources").status == 200
    assert [view.body["title"]["text"] for view in slack.open_views("UADA000")] == ["Sources"]
    assert slack.open_views("ULEA000") == []
    assert slack.click("ULEA000", answer, "answer_more").status == 200
    assert len(posts(slack)) == 1


def test_a_candidate_goes_on_with_the_question(slack: SlackStandin, ask: Callable[[str], Message]) -> None:
    answer = ask("which")
    assert slack.click("UADA000", answer, "ask_0", "forged").status == 200
    reply = slack.wait_for(lambda: posts(slack)[1:])[0]
    assert "You said: I meant Initech &amp; Sons" in reply.text
    assert reply.thread_ts == answer.thread_ts


def test_a_change_that_is_not_wanted_is_dropped(slack: SlackStandin, ask: Callable[[str], Message]) -> None:
    answer = ask("remind me")
    assert slack.click("UADA000", answer, "decline").status == 200
    assert slack.wait_for(lambda: posts(slack)[1:])[0].text == "Dropped."
    assert slack.click("UADA000", answer, "confirm").status == 200
    assert slack.wait_for(lambda: posts(slack)[2:])[0].text == "That is done already."


def test_a_workspace_without_newer_blocks_gets_plainer_ones_and_is_remembered(
    slack: SlackStandin, ask: Callable[[str], Message], database: Engine
) -> None:
    slack.refuse_blocks("data_visualization", "table", "context_actions")
    first = ask("all")
    assert not {"data_visualization", "table", "context_actions"} & set(kinds(first))
    assert "image" in kinds(first)
    refused = len(refusals(slack))
    second = ask("all")
    assert kinds(second) == kinds(first)
    assert len(refusals(slack)) == refused
    assert slack.click("UADA000", second, "verdict_good").status == 200
    with database.connect() as connection:
        assert [one.kind for one in all_feedback(connection)] == ["good"]
    assert slack.workspace.breaches == []


def test_a_picture_is_uploaded_once_although_the_message_is_posted_twice(
    slack: SlackStandin, ask: Callable[[str], Message], database: Engine
) -> None:
    slack.fail(Fault("chat.postMessage", drop="request"))
    shown = ask("picture")
    image = next(block for block in shown.blocks if block["type"] == "image")
    assert image["alt_text"].startswith("Qualified partners: ")
    assert image["alt_text"] in shown.text
    assert len(slack.calls("files.completeUploadExternal")) == 1
    assert row_of(slack, database, shown).payload["files"] == {"chart_0": image["slack_file"]["id"]}


def test_without_uploads_a_chart_is_told_in_words(slack: SlackStandin, ask: Callable[[str], Message]) -> None:
    slack.fail(Fault("files.getUploadURLExternal", error="missing_scope"))
    shown = ask("picture")
    assert "image" not in kinds(shown)
    assert "highest" in shown.text or "ERP 7" in shown.text


@pytest.mark.usefixtures("service")
def test_what_a_command_shows_says_its_chart_in_words_where_slack_refuses_it(slack: SlackStandin) -> None:
    slack.refuse_blocks("data_visualization", "table")
    slack.command("UADA000", "all", channel="CTEAM001")
    shown = slack.wait_for(lambda: slack.ephemerals("UADA000"))[0]
    kinds = [block["type"] for block in shown.blocks]
    assert not {"data_visualization", "table"} & {*kinds}
    assert kinds[-1] == "actions"  # the way to all of it
    assert any("Energy" in block["text"]["text"] for block in shown.blocks if block["type"] == "section")
    slack.click("UADA000", shown, OPEN)
    assert slack.wait_for(lambda: slack.messages(slack.dm("UADA000")))
