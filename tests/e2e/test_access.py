"""Who is answered in Slack, and who is shown nothing."""

from __future__ import annotations

import pytest

from assistant.slack.notices import UNKNOWN_PERSON
from evals.slack_standin import SlackStandin, User
from tests.e2e.plain_desk import PlainDesk

pytestmark = pytest.mark.usefixtures("service")

NOBODY = {
    "guest": User("UGUE000", "ada@example.com", is_restricted=True),
    "single-channel guest": User("USIN000", "ada@example.com", is_restricted=True, is_ultra_restricted=True),
    "stranger": User("USTR000", "ada@example.com", team="T0OTHER", is_stranger=True),
    "other team": User("UOTH000", "ada@example.com", team="T0OTHER"),
    "bot": User("UBOT000", "ada@example.com", is_bot=True),
    "deactivated": User("UDEA000", "ada@example.com", deleted=True),
}


@pytest.mark.parametrize("user", NOBODY.values(), ids=NOBODY.keys())
def test_those_we_do_not_serve_are_shown_nothing_on_any_way_in(
    slack: SlackStandin, desk: PlainDesk, user: User
) -> None:
    slack.say("UADA000", "Draft check-ins")
    slack.wait_for(lambda: len(slack.messages(slack.dm("UADA000"))) == 4)
    answer, card = slack.messages(slack.dm("UADA000"))[0:2]
    slack.add_user(user)
    slack.say(user.id, "Which partners need attention?")
    slack.mention(user.id, "Which partners need attention?", "CTEAM001")
    assert slack.command(user.id, "attention").body == ""
    for action in ("draft_approve", "draft_edit", "draft_dismiss"):
        assert slack.click(user.id, card, action).body == ""
    slack.wait_for(lambda: len(slack.server.acknowledgements) == 7)
    slack.say("UADA000", "hello")
    slack.wait_for(lambda: len(slack.messages(slack.dm("UADA000"))) == 5)
    assert slack.messages(slack.dm(user.id)) == []
    assert slack.messages("CTEAM001") == slack.messages("CGLOBEX1") == []
    assert slack.ephemerals(user.id) == slack.open_views(user.id) == []
    assert len(desk.thought) == 2
    assert answer.text == "Three messages to three partners."


def test_a_colleague_we_do_not_know_is_told_whom_to_ask(slack: SlackStandin, desk: PlainDesk) -> None:
    slack.say("UNEW000", "Which partners need attention?", copies=3)
    line = slack.wait_for(lambda: slack.messages(slack.dm("UNEW000")))
    assert line[0].text == UNKNOWN_PERSON
    assert slack.command("UNEW000", "attention").body == UNKNOWN_PERSON
    slack.mention("UNEW000", "attention", "CTEAM001")
    slack.wait_for(lambda: len(slack.messages(slack.dm("UNEW000"))) == 2)
    assert (desk.thought, slack.messages("CTEAM001")) == ([], [])


def test_a_manager_is_known_by_e_mail_in_any_case(slack: SlackStandin) -> None:
    slack.say("ULEA000", "hello")
    assert slack.wait_for(lambda: slack.messages(slack.dm("ULEA000")))[0].text.startswith("You said: hello")


def test_an_e_mail_that_belongs_to_another_slack_user_opens_nothing(
    slack: SlackStandin, desk: PlainDesk
) -> None:
    slack.add_user(User("UEVE000", "ada@example.com", "Eve"))
    slack.say("UEVE000", "hello")
    assert slack.wait_for(lambda: slack.messages(slack.dm("UEVE000")))[0].text == UNKNOWN_PERSON
    assert desk.thought == []


def test_what_others_say_in_a_channel_is_left_alone(slack: SlackStandin, desk: PlainDesk) -> None:
    slack.mention("UADA000", "hello", "CTEAM001")
    slack.wait_for(lambda: slack.messages(slack.dm("UADA000")))
    message = slack.say("UADA000", "just talking", channel="CTEAM001")
    assert message.channel == "CTEAM001"
    assert len(desk.thought) == 1
