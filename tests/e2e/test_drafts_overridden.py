"""An edit that names another partner: blocked, explained, and let stand by a lead alone, on record."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, select

from evals.slack_standin import Message, SlackStandin
from knowledge.tables import INCOMING, draft_overrides
from tests.e2e.plain_desk import PlainDesk
from tests.e2e.test_drafts import draft_id, wait_for_words, words_of
from tests.e2e.test_jobs import text_of
from tools.drafts import DraftState

pytestmark = pytest.mark.usefixtures("service")
NAMING = "Hello Globex,\nInitech agreed to be named.\nBest, Ada"


@pytest.fixture
def card(slack: SlackStandin) -> Message:
    slack.say("UADA000", "Draft check-ins")
    dm = slack.dm("UADA000")
    slack.wait_for(lambda: len(slack.messages(dm)) == 4, what="three cards")
    return slack.messages(dm)[1]


def to_ada(slack: SlackStandin) -> list[Message]:
    return slack.messages(slack.dm("UADA000"))


def ask(slack: SlackStandin, card: Message) -> Message:
    """Ada asks to name Initech; the question that Lea gets."""
    slack.click("UADA000", card, "draft_edit")
    editor = slack.open_views("UADA000")[-1]
    answer = slack.submit(editor, {"body": NAMING})
    assert answer["response_action"] == "update"
    assert "'Initech' is another partner" in str(answer["view"])
    reason = {"body": NAMING, "reason": "both agreed last week"}
    assert slack.submit(slack.open_views("UADA000")[-1], reason) == {}
    return slack.wait_for(lambda: slack.messages(slack.dm("ULEA000")), what="a question to the lead")[0]


def test_a_lead_lets_the_words_stand_and_only_then_they_can_be_approved(
    slack: SlackStandin, desk: PlainDesk, card: Message
) -> None:
    question = ask(slack, card)
    key = draft_id(card)
    assert "both agreed last week" in text_of(question)
    assert NAMING in text_of(question)
    assert desk.draft(key).state is DraftState.PROPOSED
    slack.click("ULEA000", question, "override_confirm")
    told = slack.wait_for(lambda: [one for one in to_ada(slack) if "lets Initech stand" in one.text])[0]
    assert (desk.draft(key).state, desk.draft(key).body) == (DraftState.EDITED, NAMING)
    slack.click("UADA000", told, "draft_approve")
    sent = slack.wait_for(lambda: slack.messages("CGLOBEX1"))
    assert words_of(sent[0]) == NAMING
    with desk.engine.connect() as connection:
        (row,) = connection.execute(select(draft_overrides)).mappings()
    assert (row["asked_by"], row["decided_by"], row["confirmed"]) == (
        "ada@example.com",
        "lea@example.com",
        True,
    )
    assert (row["names"], row["reason"], row["body"]) == ("Initech", "both agreed last week", NAMING)


def test_without_a_lead_the_asker_is_told_that_nobody_can_decide(
    slack: SlackStandin, desk: PlainDesk, card: Message
) -> None:
    managers = INCOMING["managers"]
    with desk.engine.begin() as connection:
        connection.execute(delete(managers).where(managers.c.role == "lead"))
    slack.click("UADA000", card, "draft_edit")
    slack.submit(slack.open_views("UADA000")[-1], {"body": NAMING})
    slack.submit(slack.open_views("UADA000")[-1], {"body": NAMING, "reason": "both agreed"})
    slack.wait_for(lambda: [one for one in to_ada(slack) if "I find no lead in Slack" in one.text])
    assert desk.draft(draft_id(card)).state is DraftState.PROPOSED


def test_nobody_but_a_lead_can_let_them_stand(slack: SlackStandin, desk: PlainDesk, card: Message) -> None:
    question = ask(slack, card)
    for user in ("UADA000", "UVIC000"):
        slack.click(user, question, "override_confirm")
    slack.click("ULEA000", card, "draft_approve", value='["o-forged","x"]')
    assert desk.draft(draft_id(card)).state is DraftState.PROPOSED
    stale = Message(**{**vars(question), "blocks": list(question.blocks)})
    slack.click("ULEA000", question, "override_decline")
    wait_for_words(slack, question, "was not let stand by lea@example.com")
    slack.click("ULEA000", stale, "override_confirm")
    assert desk.draft(draft_id(card)).state is DraftState.PROPOSED
