"""A draft from proposal to partner: exactly the approved bytes, exactly once, or a person is asked."""

from __future__ import annotations

import json
from concurrent.futures import wait

import pytest

from assistant.slack.notices import NOT_APPROVER
from evals.slack_standin import Fault, Message, SlackStandin
from evals.slack_standin.workspace import BOT_USER
from tests.e2e.plain_desk import PlainDesk
from tests.e2e.test_jobs import both_ways, text_of
from tools.drafts import DraftState, digest

pytestmark = pytest.mark.usefixtures("service")
BODY = "Hello Globex <!channel>,\n5 < 6 & *you* closed a deal: https://example.com\nBest, Ada"


@pytest.fixture
def cards(slack: SlackStandin) -> list[Message]:
    """Cards to Globex and Initech (Slack), and to Umbrella (e-mail)."""
    slack.say("UADA000", "Draft check-ins")
    dm = slack.dm("UADA000")
    slack.wait_for(lambda: len(slack.messages(dm)) == 4, what="three cards")
    return slack.messages(dm)[1:]


def draft_id(card: Message) -> str:
    values = {item["action_id"]: item["value"] for item in card.elements()}
    return str(json.loads(values["draft_approve"])[0])


def words_of(message: Message) -> str:
    return "".join(block["text"]["text"] for block in message.blocks)


def edit(slack: SlackStandin, card: Message, body: str) -> dict[str, object]:
    slack.click("UADA000", card, "draft_edit")
    return slack.submit(slack.open_views("UADA000")[-1], {"body": body})


def wait_for_words(slack: SlackStandin, card: Message, words: str) -> None:
    slack.wait_for(lambda: words in text_of(card), what=f"{words!r} on the card")


@both_ways
def test_propose_edit_approve_sends_exactly_the_edited_bytes_once(
    slack: SlackStandin, cards: list[Message], desk: PlainDesk
) -> None:
    card = cards[0]
    key = draft_id(card)
    assert edit(slack, card, "Hello & <welcome>,\nnew words :tada:") == {}
    wait_for_words(slack, card, "new words :tada:")
    assert "Rests on won revenue" in text_of(card)
    slack.click("UADA000", card, "draft_approve")
    sent = slack.wait_for(lambda: slack.messages("CGLOBEX1"))
    assert words_of(sent[0]) == "Hello & <welcome>,\nnew words :tada:"
    wait_for_words(slack, card, "Approved by Ada and sent.")
    assert desk.draft(key).state is DraftState.SENT
    assert [item["action_id"] for item in card.elements()] == ["draft_answered"]
    assert len(slack.messages("CGLOBEX1")) == 1


def test_a_hundred_clicks_send_once(slack: SlackStandin, cards: list[Message]) -> None:
    clicks = [slack.start_click("UADA000", cards[0], "draft_approve") for _ in range(100)]
    wait(clicks, timeout=30)
    assert {click.result().status for click in clicks} == {200}
    wait_for_words(slack, cards[0], "and sent")
    assert [words_of(post) for post in slack.messages("CGLOBEX1")] == [BODY]
    assert len(slack.messages(slack.dm("UADA000"))) == 4


def test_two_approvers_at_once_send_once(slack: SlackStandin, cards: list[Message]) -> None:
    clicks = [slack.start_click(user, cards[0], "draft_approve") for user in ("UADA000", "ULEA000") * 5]
    wait(clicks, timeout=30)
    wait_for_words(slack, cards[0], "and sent")
    assert len(slack.messages("CGLOBEX1")) == 1


def test_what_the_verifier_has_against_an_edit_stands_in_the_editor(
    slack: SlackStandin, cards: list[Message], desk: PlainDesk
) -> None:
    answer = edit(slack, cards[0], "you are a dementor")
    assert answer == {"response_action": "errors", "errors": {"body": "'dementor' is an internal word."}}
    assert slack.submit(slack.open_views("UADA000")[-1], {"body": "   "})["response_action"] == "errors"
    assert desk.draft(draft_id(cards[0])).body == BODY


def test_an_approval_of_bytes_that_have_changed_since_sends_nothing(
    slack: SlackStandin, cards: list[Message], desk: PlainDesk
) -> None:
    stale = Message(**{**vars(cards[0]), "blocks": list(cards[0].blocks)})
    edit(slack, cards[0], "other words")
    wait_for_words(slack, cards[0], "other words")
    slack.click("UADA000", stale, "draft_approve")
    slack.wait_for(lambda: len(slack.messages(slack.dm("UADA000"))) == 5, what="a line that says so")
    assert "not the one that was shown" in slack.messages(slack.dm("UADA000"))[-1].text
    assert desk.draft(draft_id(cards[0])).state is DraftState.EDITED
    assert slack.messages("CGLOBEX1") == []


def test_an_edit_after_the_approval_voids_it(
    slack: SlackStandin, cards: list[Message], desk: PlainDesk
) -> None:
    card, key = cards[2], draft_id(cards[2])
    slack.click("UADA000", card, "draft_edit")
    editor = slack.open_views("UADA000")[-1]
    slack.click("UADA000", card, "draft_approve")
    wait_for_words(slack, card, "Approved by Ada.")
    assert slack.submit(editor, {"body": "later words"}) == {}
    draft = desk.draft(key)
    assert (draft.state, draft.approved_digest) == (DraftState.EDITED, None)


@pytest.mark.parametrize("action", ["draft_edit", "draft_copies"])
def test_a_form_that_does_not_open_in_time_is_told(
    slack: SlackStandin, cards: list[Message], action: str
) -> None:
    slack.fail(Fault("views.open", error="expired_trigger_id"))
    dm = slack.dm("UADA000")
    slack.click("UADA000", cards[2], action)
    slack.wait_for(lambda: "took too long" in text_of(slack.messages(dm)[-1]))
    assert slack.open_views("UADA000") == []


def test_a_forged_value_does_nothing(slack: SlackStandin, cards: list[Message]) -> None:
    for value in ("", "[]", "{}", '["d-p1"]', '["nobody","x"]', "d-p1", "[1,2]", "null", "[" * 2000):
        for action in ("draft_approve", "draft_edit", "draft_dismiss"):
            assert slack.click("UADA000", cards[0], action, value=value).status == 200
    assert slack.messages("CGLOBEX1") == []


def test_somebody_who_may_not_decide_is_told_so(slack: SlackStandin, cards: list[Message]) -> None:
    slack.click("UVIC000", cards[0], "draft_approve")
    told = slack.wait_for(lambda: slack.messages(slack.dm("UADA000"))[4:])[0]
    assert told.text == "Only Ada or a lead can decide on messages to this partner."
    assert slack.messages("CGLOBEX1") == []


def test_nobody_puts_aside_words_that_they_have_not_read(
    slack: SlackStandin, cards: list[Message], desk: PlainDesk
) -> None:
    stale, key = Message(**{**vars(cards[0]), "blocks": list(cards[0].blocks)}), draft_id(cards[0])
    edit(slack, cards[0], "other words")
    wait_for_words(slack, cards[0], "other words")
    slack.click("UADA000", stale, "draft_dismiss")
    assert desk.draft(key).state is DraftState.EDITED
    slack.click("UADA000", cards[0], "draft_dismiss")
    wait_for_words(slack, cards[0], "Dismissed.")


def test_a_dismissed_draft_cannot_be_approved_any_more(
    slack: SlackStandin, cards: list[Message], desk: PlainDesk
) -> None:
    old = Message(**{**vars(cards[0]), "blocks": list(cards[0].blocks)})
    slack.click("UADA000", cards[0], "draft_dismiss")
    wait_for_words(slack, cards[0], "Dismissed.")
    slack.click("UADA000", old, "draft_approve")
    assert desk.draft(draft_id(old)).state is DraftState.DISMISSED
    assert slack.messages("CGLOBEX1") == []


def test_an_approved_mail_is_handed_over_ready_to_copy(
    slack: SlackStandin, cards: list[Message], desk: PlainDesk
) -> None:
    card, key = cards[2], draft_id(cards[2])
    clicks = [slack.start_click("UADA000", card, "draft_approve") for _ in range(5)]
    wait(clicks, timeout=30)
    handed = slack.wait_for(lambda: slack.messages(slack.dm("UADA000"))[4:])
    assert handed[0].blocks[1]["text"]["text"] == desk.draft(key).body
    assert slack.workspace.markup[0].startswith(
        "<mailto:grace@umbrella.example?subject=Shall%20we%20talk%3F&amp;"
    )
    wait_for_words(slack, card, "Approved by")
    assert desk.draft(key).state is DraftState.APPROVED
    assert len(slack.messages(slack.dm("UADA000"))) == 5
    for user in ("UVIC000", "ULEA000"):
        slack.click(user, handed[0], "draft_sent_by_hand")
    refused = slack.wait_for(lambda: slack.messages(slack.dm("UADA000"))[6:])
    assert refused[0].text == NOT_APPROVER
    assert desk.draft(key).state is DraftState.APPROVED
    slack.click("UADA000", handed[0], "draft_sent_by_hand")
    wait_for_words(slack, handed[0], "and sent.")
    assert (desk.draft(key).state, desk.draft(key).outcome) == (DraftState.SENT, "sent by hand")


def test_a_lost_reply_is_settled_by_looking_and_nothing_goes_twice(
    slack: SlackStandin, cards: list[Message]
) -> None:
    slack.fail(Fault("chat.postMessage", drop="reply", where=lambda post: post["channel"] == "CGLOBEX1"))
    slack.click("UADA000", cards[0], "draft_approve")
    wait_for_words(slack, cards[0], "and sent")
    assert len(slack.messages("CGLOBEX1")) == 1


def test_a_message_to_a_partner_that_cannot_be_found_is_never_sent_again_but_asked_about(
    slack: SlackStandin, cards: list[Message], desk: PlainDesk
) -> None:
    key = draft_id(cards[0])
    fault = Fault("chat.postMessage", drop="request", where=lambda post: post["channel"] == "CGLOBEX1")
    slack.fail(fault)
    slack.click("UADA000", cards[0], "draft_approve")
    asked = slack.wait_for(lambda: slack.messages(slack.dm("UADA000"))[4:])[0]
    assert "I cannot tell whether your message to CGLOBEX1 arrived" in asked.text
    assert desk.draft(key).state is DraftState.UNKNOWN
    assert slack.messages("CGLOBEX1") == []
    slack.click("UVIC000", asked, "draft_lost")
    assert desk.draft(key).state is DraftState.UNKNOWN
    slack.click("UADA000", asked, "draft_lost")
    wait_for_words(slack, asked, "You can approve it again")
    slack.click("UADA000", asked, "draft_approve")
    sent = slack.wait_for(lambda: slack.messages("CGLOBEX1"))
    assert [words_of(post) for post in sent] == [BODY]
    assert digest(desk.draft(key)) == desk.draft(key).approved_digest


def test_a_refusal_by_slack_is_shown_and_the_draft_can_be_approved_again(
    slack: SlackStandin, cards: list[Message], desk: PlainDesk
) -> None:
    fault = Fault("chat.postMessage", error="is_archived", where=lambda post: post["channel"] == "CINITEC1")
    slack.fail(fault)
    slack.click("UADA000", cards[1], "draft_approve")
    wait_for_words(slack, cards[1], "Not sent")
    assert desk.draft(draft_id(cards[1])).state is DraftState.FAILED
    slack.click("UADA000", cards[1], "draft_approve")
    slack.wait_for(lambda: slack.messages("CINITEC1"))
    assert len(slack.messages("CINITEC1")) == 1


def test_a_channel_we_are_not_in_is_named_and_an_invitation_is_enough(
    slack: SlackStandin, cards: list[Message], desk: PlainDesk
) -> None:
    key = draft_id(cards[1])
    members = slack.workspace.channels["CINITEC1"].members
    members.remove(BOT_USER)
    slack.click("UADA000", cards[1], "draft_approve")
    wait_for_words(slack, cards[1], "Not sent: I am not in a channel called 'initech'. Invite me")
    members.add(BOT_USER)
    slack.click("UADA000", cards[1], "draft_approve")
    wait_for_words(slack, cards[1], "and sent")
    assert desk.draft(key).state is DraftState.SENT
