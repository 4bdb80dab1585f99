"""Mentions and threads in channels: answers for a team, private answers, shared ones, follow-ups."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest
from sqlalchemy import Engine

from assistant.slack.answers import UNDO, VERDICT
from assistant.slack.answers.layout import ALL_ROWS
from assistant.slack.channels.audience import Audience, Barrier
from assistant.slack.channels.shared_answers import DRAFTS_APART, REFUSALS, SHARE, SHARED
from assistant.slack.members import Members
from assistant.slack.notices import ANSWERED_PRIVATELY, NO_WORDS, OWN_WORDS, WHAT_WAS_MEANT
from assistant.slack.serving import Service
from evals.slack_standin import Fault, Message, SlackStandin, User
from evals.slack_standin.payloads import mention_event
from evals.slack_standin.people import BOT_USER
from knowledge.team_channels import TeamChannel, register_channel
from tests.e2e.plain_desk import PlainDesk

TEAM = "CTEAM001"
GUEST = User("UGUE000", "guest@example.com", "Gus", is_restricted=True)

pytestmark = pytest.mark.usefixtures("service")


@pytest.fixture
def team(database: Engine) -> str:
    """A registered channel."""
    register(database, TEAM)
    return TEAM


def register(database: Engine, channel: str) -> None:
    at = datetime(2026, 10, 1, tzinfo=UTC)
    with database.begin() as connection:
        register_channel(connection, TeamChannel(channel, "team", "adm@example.com", at))


def answered(slack: SlackStandin, channel: str, count: int = 1) -> list[Message]:
    slack.wait_for(lambda: len(slack.messages(channel)) >= count)
    return slack.messages(channel)


def settle(slack: SlackStandin, desk: PlainDesk, user: str = "ULEA000") -> None:
    """Wait until everything before has been dealt with, by something that comes after it."""
    before = len(desk.thought)
    slack.say(user, "are you there.")
    slack.wait_for(lambda: len(desk.thought) > before)


def test_a_team_reads_the_answer_in_the_thread_under_the_mention(slack: SlackStandin, team: str) -> None:
    asked = slack.mention("UADA000", "hello", team)
    answer = answered(slack, team)[0]
    assert answer.thread_ts == asked.ts
    assert answer.text.startswith("You said: hello")
    assert slack.messages(slack.dm("UADA000")) == slack.ephemerals("UADA000") == []
    again = slack.mention("ULEA000", "hello", team, thread_ts=asked.ts)
    assert [post.thread_ts for post in answered(slack, team, 2)] == [asked.ts] * 2
    assert again.thread_ts == asked.ts


def test_draft_cards_never_stand_in_a_channel(slack: SlackStandin, team: str) -> None:
    slack.mention("UADA000", "Draft check-ins", team)
    assert DRAFTS_APART in answered(slack, team)[0].text
    cards = answered(slack, slack.dm("UADA000"), 3)
    assert len(cards) == 3
    assert len(slack.messages(team)) == 1


@pytest.mark.parametrize("who", ["a guest", "another company", "another workspace", "nobody of ours"])
def test_where_others_read_along_the_answer_is_private(
    slack: SlackStandin, database: Engine, desk: PlainDesk, who: str
) -> None:
    channel = slack.workspace.channels[TEAM]
    channel.shared, channel.org_shared = who == "another company", who == "another workspace"
    slack.add_user(GUEST)
    if who == "a guest":
        slack.join(GUEST.id, TEAM)
    if who == "nobody of ours":
        slack.add_user(User("USTR000", "x@example.com", team="T0OTHER", is_stranger=True))
        slack.join("USTR000", TEAM)
    register(database, TEAM)
    slack.mention("UADA000", "hello", TEAM)
    private = answered(slack, slack.dm("UADA000"))[0]
    slack.wait_for(lambda: slack.ephemerals("UADA000"))
    assert [line.text for line in slack.ephemerals("UADA000")] == [ANSWERED_PRIVATELY]
    assert slack.messages(TEAM) == []
    slack.click("UADA000", private, SHARE)
    told = answered(slack, slack.dm("UADA000"), 2)[1]
    assert told.text in set(REFUSALS.values())
    assert slack.messages(TEAM) == []
    assert len(desk.thought) == 1


def test_a_guest_who_joins_ends_it_at_once(slack: SlackStandin, team: str) -> None:
    slack.mention("UADA000", "hello", team)
    answered(slack, team)
    slack.add_user(GUEST)
    seen = len(slack.server.acknowledgements)
    slack.join(GUEST.id, team)
    slack.wait_for(lambda: len(slack.server.acknowledgements) > seen)
    slack.mention("UADA000", "again", team)
    assert answered(slack, slack.dm("UADA000"))[0].text.startswith("You said: again")
    assert len(slack.messages(team)) == 1


def test_a_colleague_who_is_turned_into_a_guest_ends_it_at_once(slack: SlackStandin, team: str) -> None:
    slack.mention("UADA000", "hello", team)
    answered(slack, team)
    vic = slack.workspace.users["UVIC000"]
    slack.join(vic.id, team)
    slack.mention("UADA000", "hello again", team)
    answered(slack, team, 2)
    vic.is_restricted = True
    seen = len(slack.server.acknowledgements)
    assert slack.happen({"type": "user_change", "user": vic.to_json(), "event_ts": "1.1"})
    slack.wait_for(lambda: len(slack.server.acknowledgements) > seen)
    slack.mention("UADA000", "and now", team)
    assert answered(slack, slack.dm("UADA000"))[0].text.startswith("You said: and now")
    assert len(slack.messages(team)) == 2


def test_what_another_process_hears_ends_it_at_once(slack: SlackStandin, service: Service, team: str) -> None:
    slack.mention("UADA000", "hello", team)
    answered(slack, team)
    let_a_guest_in_elsewhere(slack, service)
    slack.mention("UADA000", "again", team)
    assert answered(slack, slack.dm("UADA000"))[0].text.startswith("You said: again")
    assert len(slack.messages(team)) == 1


@pytest.mark.parametrize("lost", [{"drop": "request"}, {"status": 429}, {"error": "invalid_blocks"}])
def test_an_answer_on_its_way_turns_to_its_asker_when_a_guest_comes(
    slack: SlackStandin, service: Service, team: str, lost: dict[str, Any]
) -> None:
    come = partial(let_a_guest_in_elsewhere, slack, service)
    slack.fail(Fault("chat.postMessage", where=lambda post: post["channel"] == team, before=come, **lost))
    slack.mention("UADA000", "Which partners need attention?", team)
    private = answered(slack, slack.dm("UADA000"))[0]
    slack.wait_for(lambda: slack.ephemerals("UADA000"))
    assert [line.text for line in slack.ephemerals("UADA000")] == [ANSWERED_PRIVATELY]
    assert "8 partners need you" in private.text
    slack.click("UADA000", private, ALL_ROWS)
    assert len(answered(slack, slack.dm("UADA000"), 2)) == 2
    assert slack.messages(team) == []


def test_a_shared_copy_on_its_way_is_held_back_and_can_be_shared_later(
    slack: SlackStandin, service: Service
) -> None:
    slack.mention("UADA000", "hello", TEAM)
    private = answered(slack, slack.dm("UADA000"))[0]
    come = partial(let_a_guest_in_elsewhere, slack, service)
    fault = Fault("chat.postMessage", where=lambda post: post["channel"] == TEAM, before=come, drop="request")
    slack.fail(fault)
    slack.click("UADA000", private, SHARE)
    assert answered(slack, slack.dm("UADA000"), 2)[1].text == REFUSALS[Barrier.GUESTS]
    assert slack.messages(TEAM) == []
    slack.workspace.channels[TEAM].members.discard(GUEST.id)
    audience_of(service).forget(TEAM)
    slack.click("UADA000", private, SHARE)
    assert len(answered(slack, TEAM)) == 1
    assert answered(slack, slack.dm("UADA000"), 3)[2].text == SHARED


def test_what_is_opened_under_a_teams_answer_goes_to_whoever_clicks_once_a_guest_reads_along(
    slack: SlackStandin, service: Service, team: str
) -> None:
    slack.mention("UADA000", "Which partners need attention?", team)
    answer = answered(slack, team)[0]
    let_a_guest_in_elsewhere(slack, service)
    slack.click("UADA000", answer, ALL_ROWS)
    assert "Partner 6" in json.dumps(answered(slack, slack.dm("UADA000"))[0].blocks)
    assert slack.messages(team) == [answer]


def test_a_change_taken_back_under_a_teams_answer_is_told_in_private_once_a_guest_reads_along(
    slack: SlackStandin, service: Service, team: str
) -> None:
    slack.mention("UADA000", "note on Globex: they want prices", team)
    answer = answered(slack, team)[0]
    let_a_guest_in_elsewhere(slack, service)
    slack.click("UADA000", answer, UNDO)
    assert answered(slack, slack.dm("UADA000"))[0].text == "Taken back."
    assert slack.messages(team) == [answer]


def test_a_bad_verdict_is_asked_about_in_private_once_a_guest_reads_along(
    slack: SlackStandin, service: Service, team: str
) -> None:
    slack.mention("UADA000", "hello", team)
    answer = answered(slack, team)[0]
    let_a_guest_in_elsewhere(slack, service)
    slack.click("UADA000", answer, VERDICT, "bad")
    assert answered(slack, slack.dm("UADA000"))[0].text == WHAT_WAS_MEANT
    assert slack.messages(team) == [answer]


def let_a_guest_in_elsewhere(slack: SlackStandin, service: Service) -> None:
    """A guest joins, and it is another process on the same database that hears of it."""
    here = audience_of(service)
    members = Members(here.client, here.engine, here.members.team_id)
    slack.add_user(GUEST)
    slack.workspace.channels[TEAM].members.add(GUEST.id)
    Audience(here.client, here.engine, members).heard(TEAM)


def test_an_answer_is_shared_once_by_its_asker_without_anything_to_click(
    slack: SlackStandin, desk: PlainDesk
) -> None:
    asked = slack.mention("UADA000", "Draft check-ins", TEAM)
    private = next(post for post in answered(slack, slack.dm("UADA000"), 4) if SHARE in actions(post))
    slack.click("ULEA000", private, SHARE)
    for click in [slack.start_click("UADA000", private, SHARE) for _ in range(20)]:
        assert click.result(10).status == 200
    copy = answered(slack, TEAM)[0]
    answered(slack, slack.dm("UADA000"), 5)
    slack.click("UADA000", private, SHARE)
    settle(slack, desk)
    assert (copy.thread_ts, actions(copy)) == (asked.ts, [])
    assert copy.text.endswith("Shared by Ada")
    assert len(slack.messages(TEAM)) == 1
    told = [post.text for post in slack.messages(slack.dm("UADA000"))]
    assert told.count(SHARED) == 1


def test_what_was_refused_can_be_shared_once_the_guest_has_left(
    slack: SlackStandin, service: Service
) -> None:
    slack.add_user(GUEST)
    slack.join(GUEST.id, TEAM)
    slack.mention("UADA000", "hello", TEAM)
    private = answered(slack, slack.dm("UADA000"))[0]
    slack.click("UADA000", private, SHARE)
    assert answered(slack, slack.dm("UADA000"), 2)[1].text.startswith("I did not share it: there are guests")
    slack.workspace.channels[TEAM].members.discard(GUEST.id)
    audience_of(service).forget(TEAM)
    slack.click("UADA000", private, SHARE)
    assert len(answered(slack, TEAM)) == 1


def test_a_forged_share_button_shares_nobody_elses_answer(slack: SlackStandin, desk: PlainDesk) -> None:
    slack.mention("UADA000", "hello", TEAM)
    mine = slack.mention("ULEA000", "hello", TEAM)
    private = answered(slack, slack.dm("ULEA000"))[0]
    answered(slack, slack.dm("UADA000"))
    slack.click("ULEA000", private, SHARE, value=desk.thought[0])
    copy = answered(slack, TEAM)[0]
    assert (copy.thread_ts, "Shared by Lea" in copy.text) == (mine.ts, True)


def test_a_follow_up_needs_no_mention_and_chatter_gets_no_answer(
    slack: SlackStandin, desk: PlainDesk, team: str
) -> None:
    root = slack.mention("UADA000", "hello", team).ts
    answered(slack, team)
    slack.say("UADA000", "and in DACH?", channel=team, thread_ts=root, copies=2)
    assert answered(slack, team, 2)[1].thread_ts == root
    for user, words in (
        ("UADA000", "thanks!"),
        ("UADA000", "<@ULEA000> can you check?"),
        ("UADA000", "<!here> who knows?"),
        ("ULEA000", "and in France?"),
        ("UNEW000", "what is this?"),
    ):
        slack.say(user, words, channel=team, thread_ts=root, raw=True)
    slack.say("UADA000", "who needs me?", channel=team)
    settle(slack, desk)
    assert len(slack.messages(team)) == 2
    assert slack.messages(slack.dm("UNEW000")) == []
    slack.say("UADA000", "why is that?", channel=team, thread_ts=root)
    settle(slack, desk)
    assert len(slack.messages(team)) == 2
    slack.say("UADA000", "and in the Nordics?", channel=team, thread_ts=root)
    assert len(answered(slack, team, 3)) == 3


def test_a_mention_in_a_quote_is_no_mention(slack: SlackStandin, desk: PlainDesk, team: str) -> None:
    written = f"&gt; <@{BOT_USER}> note on Globex: they leave\nhow odd, Lea"
    message = slack.say("UADA000", written, channel=team, raw=True)
    heard = mention_event(message, slack.workspace.users["UADA000"], slack.workspace.channels[team])
    slack.happen(heard, "", slack.workspace.users["UADA000"], slack.workspace.channels[team])
    settle(slack, desk)
    assert len(desk.thought) == 1
    assert slack.messages(team) == []


@pytest.mark.parametrize(("words", "told"), [("", NO_WORDS), ("\n> what is this", OWN_WORDS)])
def test_a_mention_without_words_is_told_what_is_missing(
    slack: SlackStandin, desk: PlainDesk, team: str, words: str, told: str
) -> None:
    slack.mention("UADA000", words, team, copies=2)
    assert [post.text for post in answered(slack, slack.dm("UADA000"))] == [told]
    settle(slack, desk)
    assert len(slack.messages(slack.dm("UADA000"))) == 1
    assert len(desk.thought) == 1


def test_what_was_answered_in_private_makes_nobody_listen_in_the_channel(
    slack: SlackStandin, desk: PlainDesk
) -> None:
    root = slack.mention("UADA000", "hello", TEAM).ts
    answered(slack, slack.dm("UADA000"))
    slack.say("UADA000", "and in DACH?", channel=TEAM, thread_ts=root)
    settle(slack, desk)
    assert len(slack.messages(slack.dm("UADA000"))) == 1
    assert slack.messages(TEAM) == []


def test_an_answer_in_the_direct_message_to_a_channels_thread_stays_private(
    slack: SlackStandin, database: Engine, service: Service
) -> None:
    slack.mention("UADA000", "hello", TEAM)
    private = answered(slack, slack.dm("UADA000"))[0]
    register(database, TEAM)
    audience_of(service).forget(TEAM)
    slack.say("UADA000", "and in DACH?", thread_ts=private.ts)
    assert len(answered(slack, slack.dm("UADA000"), 2)) == 2
    assert slack.messages(TEAM) == []


def test_edits_change_nothing(slack: SlackStandin, desk: PlainDesk, team: str) -> None:
    asked = slack.mention("UADA000", "hello", team)
    answered(slack, team)
    slack.edit(asked, "note on Globex: drop them?")
    settle(slack, desk)
    assert len(slack.messages(team)) == 1


def test_events_of_another_workspace_are_dropped(slack: SlackStandin, desk: PlainDesk) -> None:
    inner = {
        "type": "message",
        "channel": slack.dm("UADA000"),
        "user": "UADA000",
        "text": "hello",
        "ts": "9.9",
    }
    slack.foreign_event(inner)
    settle(slack, desk)
    assert slack.messages(slack.dm("UADA000")) == []
    assert len(desk.thought) == 1


def audience_of(service: Service) -> Audience:
    audience = service.workflows.errands.audience
    assert audience is not None
    return audience


def actions(message: Message) -> list[str]:
    return [str(element["action_id"]) for element in message.elements()]
