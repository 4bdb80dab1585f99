"""The three jobs over HTTP and over Socket Mode: attention, drafts, digest."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from dbos import DBOS
from sqlalchemy import Engine

from assistant.slack.serving import Service
from evals.slack_standin import Message, SlackStandin
from knowledge.outbox import message_at
from tests.e2e.plain_desk import PlainDesk

pytestmark = pytest.mark.usefixtures("service")
both_ways = pytest.mark.parametrize("transport", ["socket", "http"])


def text_of(message: Message) -> str:
    """Everything that a message shows."""
    parts = [message.text]
    for block in message.blocks:
        found = [block.get("text"), *block.get("elements", [])]
        parts += [part["text"] for part in found if part and isinstance(part.get("text"), str)]
    return "\n".join(parts)


@both_ways
def test_a_question_is_answered_in_the_direct_message(slack: SlackStandin) -> None:
    slack.say("UADA000", "Which partners need attention?")
    answer = slack.wait_for(lambda: slack.messages(slack.dm("UADA000")))[0]
    shown = text_of(answer)
    assert "*8 partners need you &amp; soon.*" in shown
    assert "Globex &lt;!channel&gt;: money at risk · What €12,400" in shown
    assert "As of 3 Oct 2026 · 1 figure" in shown
    actions = [item["action_id"] for item in answer.elements()]
    assert actions == ["ask_0", "ask_1", "answer_rows", "answer_sources", "verdict"]
    assert slack.workspace.markup == []


def test_a_suggestion_is_asked_once_however_often_it_is_clicked(slack: SlackStandin, desk: PlainDesk) -> None:
    slack.say("UADA000", "Which partners need attention?")
    dm = slack.dm("UADA000")
    answer = slack.wait_for(lambda: slack.messages(dm))[0]
    action = next(
        one["action_id"] for one in answer.elements() if one.get("value") == "Draft a message to Globex"
    )
    for _ in range(3):
        assert slack.click("UADA000", answer, action, value="note: forged").status == 200
    slack.wait_for(lambda: len(slack.messages(dm)) == 5, what="an answer and three cards")
    assert len(desk.thought) == 2


@both_ways
def test_three_drafts_come_as_cards_with_what_they_rest_on(slack: SlackStandin) -> None:
    slack.say("UADA000", "Draft check-ins")
    posts = slack.wait_for(
        lambda: (found := slack.messages(slack.dm("UADA000"))) and len(found) == 4 and found
    )
    card = text_of(posts[1])
    assert "*To* CGLOBEX1 in Slack" in card
    assert "5 < 6 & *you* closed a deal: https://example.com" in card
    assert "Rests on won revenue 365d: 12,400 EUR · 1 note" in card
    assert slack.workspace.markup == []
    assert slack.messages("CGLOBEX1") == []


@both_ways
def test_the_digest_comes_once_in_its_hour(slack: SlackStandin, desk: PlainDesk, service: Service) -> None:
    desk.clock = lambda: datetime(2026, 10, 5, 8, 0, tzinfo=UTC)
    for minute in range(3):
        service.workflows.start_what_is_due(datetime(2026, 10, 5, 8, minute, tzinfo=UTC))
    dm = slack.dm("UADA000")
    digest = slack.wait_for(lambda: slack.messages(dm))[0]
    assert "Your partners, week 41" in text_of(digest)
    slack.say("UADA000", "hello")
    slack.wait_for(lambda: len(slack.messages(dm)) > 1)
    assert len(slack.messages(dm)) == 2


@both_ways
def test_a_channel_gets_a_hint_and_the_asker_the_answer(slack: SlackStandin) -> None:
    slack.mention("UADA000", "Which partners need attention?", "CTEAM001")
    answer = slack.wait_for(lambda: slack.messages(slack.dm("UADA000")))[0]
    assert "8 partners" in answer.text
    hint = slack.wait_for(lambda: slack.ephemerals("UADA000"))[0]
    assert hint.text.startswith("I have answered in our direct message")
    assert slack.messages("CTEAM001") == []


@both_ways
def test_the_command_says_something_at_once_and_the_answer_takes_its_place(slack: SlackStandin) -> None:
    assert "Looking" in slack.command("UADA000", "which need <attention> & care?", "CTEAM001").body
    answer = slack.wait_for(lambda: slack.ephemerals("UADA000"))[0]
    assert "8 partners" in answer.text
    assert "/rapport which" in slack.command("UADA000", "  ").body


def test_words_arrive_as_they_were_typed_and_go_out_as_they_were_meant(slack: SlackStandin) -> None:
    slack.say("UADA000", "A & B <b> <!channel>")
    answer = slack.wait_for(lambda: slack.messages(slack.dm("UADA000")))[0]
    assert answer.text.startswith("You said: A &amp; B &lt;b&gt; &lt;!channel&gt;")
    assert slack.workspace.markup == []


def test_a_thread_under_an_answer_goes_on_with_its_conversation(
    slack: SlackStandin, database: Engine
) -> None:
    dm = slack.dm("UADA000")
    slack.mention("UADA000", "first", "CTEAM001")
    first = slack.wait_for(lambda: slack.messages(dm))[0]

    def recorded() -> bool:  # Slack has the message a moment before we know its place
        with database.connect() as connection:
            return message_at(connection, dm, first.ts) is not None

    slack.wait_for(recorded)
    slack.say("UADA000", "second", thread_ts=first.ts)
    second = slack.wait_for(lambda: slack.messages(dm)[1:])[0]
    assert second.thread_ts == first.ts
    assert second.text.splitlines()[1] == first.text.splitlines()[1]


def test_an_error_inside_becomes_an_apology_and_the_workflows_keep_no_text(
    slack: SlackStandin,
) -> None:
    slack.say("UADA000", "boom: my secret")
    answer = slack.wait_for(lambda: slack.messages(slack.dm("UADA000")))[0]
    assert answer.text.startswith("Something went wrong on my side")
    slack.say("UADA000", "hello, my secret")
    slack.wait_for(lambda: len(slack.messages(slack.dm("UADA000"))) == 2)
    workflows = DBOS.list_workflows(load_input=True, load_output=True)
    steps = [step for one in workflows for step in DBOS.list_workflow_steps(one.workflow_id)]
    kept = repr(
        [[vars(one) for one in workflows], steps, [getattr(step["error"], "errors", 0) for step in steps]]
    )
    assert "RuntimeError" in kept
    assert "secret" not in kept


def test_a_change_is_confirmed_once_and_can_be_taken_back(slack: SlackStandin) -> None:
    dm = slack.dm("UADA000")
    slack.say("UADA000", "remind me on Tuesday")
    asked = slack.wait_for(lambda: slack.messages(dm))[0]
    clicks = [slack.start_click("UADA000", asked, "confirm") for _ in range(5)]
    assert {click.result(10).status for click in clicks} == {200}
    done = slack.wait_for(lambda: slack.messages(dm)[1:])[0]
    assert "Done." in done.text or "done already" in done.text
    slack.click("UADA000", done, "undo")
    slack.wait_for(lambda: len(slack.messages(dm)) == 3)
    assert slack.messages(dm)[2].text == "Taken back."


def test_nothing_that_slack_would_refuse_or_we_forbid_was_ever_posted(slack: SlackStandin) -> None:
    for words in ("attention", "drafts", "note: x", "remind me", "hello"):
        slack.say("UADA000", words)
    slack.wait_for(lambda: len(slack.messages(slack.dm("UADA000"))) == 8)
    assert slack.workspace.breaches == []
    refused = [call for call in slack.calls("chat.postMessage") if call.answer not in ("ok", "ratelimited")]
    assert refused == []
