"""An approved mail leaves over SMTP: exactly the approved bytes, once, or a person is asked."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import wait
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from evals.slack_standin import Fault, Message, SlackStandin
from knowledge.tables import INCOMING
from tests.e2e.plain_desk import PlainDesk
from tests.e2e.test_drafts import draft_id, edit, wait_for_words
from tests.e2e.test_jobs import text_of
from tests.mail_server import MailServer, mail_server
from tools.drafts import DraftState

GRACE, FROM = "grace@umbrella.example", "Ada <partners@vendor.example>"
BODY = "Hello Umbrella,\n5 < 6 & *you* closed a deal: https://example.com\nBest, Ada"


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as running:
        yield running


@pytest.fixture
def mail(server: MailServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    monkeypatch.setenv("SSL_CERT_FILE", str(server.write_authority(tmp_path)))
    return {"smtp_url": server.url(), "smtp_from": "partners@vendor.example", "smtp_timeout": "2"}


@pytest.fixture
def card(slack: SlackStandin, desk: PlainDesk, service: object) -> Message:
    """The card of the mail to Umbrella."""
    assert service
    desk.mails_from = FROM
    slack.say("UADA000", "Draft check-ins")
    dm = slack.dm("UADA000")
    slack.wait_for(lambda: len(slack.messages(dm)) == 4, what="three cards")
    return slack.messages(dm)[3]


def activities(engine: Engine) -> list[tuple[str, str, str | None]]:
    columns = INCOMING["activities"].c
    with engine.connect() as connection:
        rows = connection.execute(select(columns.activity_id, columns.direction, columns.subject))
        return sorted(tuple(row) for row in rows)


@pytest.fixture
def key(card: Message) -> str:
    """The id of that draft."""
    return draft_id(card)


def wait_for_state(slack: SlackStandin, desk: PlainDesk, key: str, state: DraftState) -> None:
    slack.wait_for(lambda: desk.draft(key).state is state, what=f"the draft to be {state}")


def test_a_hundred_clicks_mail_the_edited_bytes_once_and_an_answer_can_be_logged(
    slack: SlackStandin, desk: PlainDesk, card: Message, key: str, server: MailServer
) -> None:
    assert "*From* Ada &lt;partners@vendor.example&gt;" in text_of(card)
    slack.click("UADA000", card, "draft_edit")
    editor = slack.open_views("UADA000")[-1]
    assert slack.submit(editor, {"subject": "Shall we talk \U0001f389?", "body": BODY + "\n."}) == {}
    wait_for_words(slack, card, "Edited.")
    wait([slack.start_click("UADA000", card, "draft_approve") for _ in range(100)], timeout=30)
    wait_for_words(slack, card, "Approved by Ada and sent.")
    (mailed,) = server.taken
    assert (mailed.sender, mailed.recipients, mailed.text) == (
        "partners@vendor.example",
        [GRACE],
        BODY + "\n.",
    )
    assert str(mailed.message["Subject"]) == "Shall we talk \U0001f389?"
    assert desk.draft(key).outcome == mailed.message["Message-ID"]
    slack.click("UADA000", card, "draft_answered")
    wait_for_words(slack, card, "They answered; logged on")
    sent, answer = activities(desk.engine)
    assert [sent[1:], answer[1:]] == [
        ("out", "Shall we talk \U0001f389?"),
        ("in", "Re: Shall we talk \U0001f389?"),
    ]
    slack.click("UADA000", card, "draft_unanswered")
    slack.wait_for(lambda: "They answered" not in text_of(card), what="a card without an answer")
    slack.wait_for(lambda: len(activities(desk.engine)) == 1, what="the answer to be taken back")


def test_two_approvers_and_a_stranger_mail_once(
    slack: SlackStandin, desk: PlainDesk, card: Message, key: str, server: MailServer
) -> None:
    people = ("UADA000", "ULEA000", "UVIC000") * 4
    wait([slack.start_click(user, card, "draft_approve") for user in people], timeout=30)
    wait_for_state(slack, desk, key, DraftState.SENT)
    assert len(server.taken) == 1


def test_an_old_button_mails_nothing(slack: SlackStandin, card: Message, server: MailServer) -> None:
    stale = Message(**{**vars(card), "blocks": list(card.blocks)})
    edit(slack, card, "other words")
    wait_for_words(slack, card, "other words")
    slack.click("UADA000", stale, "draft_approve")
    slack.wait_for(lambda: len(slack.messages(slack.dm("UADA000"))) == 5, what="a line that says so")
    assert server.asked == []


def test_an_answer_that_never_came_is_asked_about_and_never_mailed_again_by_itself(
    slack: SlackStandin, desk: PlainDesk, card: Message, key: str, server: MailServer
) -> None:
    server.drop = "reply"
    slack.click("UADA000", card, "draft_approve")
    asked = slack.wait_for(lambda: slack.messages(slack.dm("UADA000"))[4:])[0]
    assert f"I cannot tell whether your message to {GRACE} arrived" in asked.text
    assert desk.draft(key).state is DraftState.UNKNOWN
    slack.click("UADA000", asked, "draft_arrived")
    wait_for_words(slack, asked, "and sent.")
    assert desk.draft(key).outcome == server.taken[0].message["Message-ID"]
    assert len(server.taken) == 1


def test_a_question_answered_before_we_know_where_it_stands_shows_what_became_of_it(
    slack: SlackStandin, card: Message, server: MailServer
) -> None:
    def at_once() -> None:
        slack.click("UADA000", slack.messages(slack.dm("UADA000"))[4], "draft_arrived")
        time.sleep(0.2)  # the reply that tells where the question stands is still on its way

    server.drop = "reply"
    slack.fail(Fault("chat.postMessage", after=at_once))
    slack.click("UADA000", card, "draft_approve")
    asked = slack.wait_for(lambda: slack.messages(slack.dm("UADA000"))[4:])[0]
    wait_for_words(slack, asked, "and sent.")


def test_a_mail_that_did_not_arrive_is_mailed_after_a_new_approval(
    slack: SlackStandin, desk: PlainDesk, card: Message, key: str, server: MailServer
) -> None:
    server.drop = "request"
    slack.click("UADA000", card, "draft_approve")
    asked = slack.wait_for(lambda: slack.messages(slack.dm("UADA000"))[4:])[0]
    server.drop = ""
    slack.click("UADA000", asked, "draft_lost")
    wait_for_words(slack, asked, "You can approve it again")
    slack.click("UADA000", asked, "draft_approve")
    wait_for_state(slack, desk, key, DraftState.SENT)
    assert [one.text for one in server.taken] == [BODY]


def test_a_server_that_is_busy_gets_it_a_little_later(
    slack: SlackStandin, desk: PlainDesk, card: Message, key: str, server: MailServer
) -> None:
    server.answers = ["451 busy", "421 busy"]
    slack.click("UADA000", card, "draft_approve")
    wait_for_state(slack, desk, key, DraftState.SENT)
    assert len(server.taken) == 1


def test_who_opts_out_between_two_tries_gets_nothing(
    slack: SlackStandin, desk: PlainDesk, card: Message, server: MailServer
) -> None:
    server.answers = ["451 busy"]
    server.addressed = lambda: setattr(desk, "shut", "The contact has opted out.")
    slack.click("UADA000", card, "draft_approve")
    wait_for_words(slack, card, "Not sent: The contact has opted out. You can approve it again.")
    assert (server.taken, server.asked) == ([], [GRACE])


@pytest.mark.parametrize("answers", [["554 policy"], ["451 busy"] * 3])
def test_a_refusal_is_shown_in_the_servers_words_and_can_be_approved_again(
    slack: SlackStandin, desk: PlainDesk, card: Message, key: str, server: MailServer, answers: list[str]
) -> None:
    server.answers = list(answers)
    slack.click("UADA000", card, "draft_approve")
    wait_for_words(slack, card, f"Not sent: the mail server said {answers[0]}. You can approve it again.")
    slack.click("UADA000", card, "draft_approve")
    wait_for_state(slack, desk, key, DraftState.SENT)
    assert len(server.taken) == 1


def test_copies_are_set_on_the_card_and_need_an_approval_of_the_message_with_them(
    slack: SlackStandin, desk: PlainDesk, card: Message, key: str, server: MailServer
) -> None:
    stale = Message(**{**vars(card), "blocks": list(card.blocks)})
    slack.click("UADA000", card, "draft_copies")
    assert slack.submit(slack.open_views("UADA000")[-1], {"addresses": "crm@vendor.example"}) == {}
    wait_for_words(slack, card, "*Cc* crm@vendor.example")
    slack.click("UADA000", stale, "draft_approve")
    slack.wait_for(lambda: len(slack.messages(slack.dm("UADA000"))) == 5, what="a line that says so")
    assert server.asked == []
    slack.click("UADA000", card, "draft_approve")
    wait_for_state(slack, desk, key, DraftState.SENT)
    assert server.taken[0].recipients == [GRACE, "crm@vendor.example"]
