"""Digests, summaries and reviews all the way round: once for their period, with buttons that work."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.slack.digests.channel_errands import NotSureError
from evals.sample_workspace import ELODIE, MARCOS, PRIYA, SUNDAY, TOM, VERA
from evals.slack_standin import Fault, Message
from knowledge.digests import settings_of
from knowledge.team_channels import TeamChannel, register_channel
from tests.e2e.forms_world import GUSTAV, STRANGER, World, shown
from tests.e2e.home_world import home_world

MONDAY = datetime(2026, 11, 2, 9, tzinfo=UTC)
QUARTER = datetime(2027, 1, 5, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def world(sample_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with home_world(sample_template, tmp_path_factory.mktemp("digests")) as world:
        world.at(SUNDAY - timedelta(minutes=1))
        world.service.workflows.errands.due()  # from here on it serves, whenever its own first look comes
        with world.rapport.engine.begin() as connection:
            for channel_id, name in (("CDACH0001", "team-dach"), ("CSHARED01", "with-partners")):
                register_channel(
                    connection,
                    TeamChannel(channel_id, name, "marcos.vidal@vendor.example", SUNDAY, "DACH", digest=True),
                )
        yield world
        assert world.slack.workspace.breaches == world.slack.workspace.markup == []


def holding(world: World, channel: str, words: str) -> list[Message]:
    return [one for one in world.slack.messages(channel) if words in shown(one)]


def posted(world: World, channel: str, words: str) -> Message:
    world.slack.wait_for(lambda: holding(world, channel, words), what=words)
    return holding(world, channel, words)[0]


def digest(world: World, user: str = PRIYA) -> Message:
    world.at(MONDAY)
    return posted(world, world.slack.dm(user), "Your partners, week 45")


def files(messages: list[Message]) -> list[dict[str, str]]:
    return [file for one in messages for file in one.files]


def in_thread(world: World, channel: str, root: Message) -> list[Message]:
    return [one for one in world.slack.messages(channel) if one.thread_ts == root.ts]


def menu(message: Message) -> tuple[str, list[str]]:
    """The first menu of a message: its action and what can be chosen."""
    element = next(one for one in message.elements() if one["type"] == "overflow")
    return str(element["action_id"]), [option["value"] for option in element["options"]]


def test_everybody_with_a_book_gets_one_digest_and_one_summary(world: World) -> None:
    digest(world)
    for minutes in range(0, 60 * 24 * 6, 60 * 12):
        world.at(MONDAY + timedelta(minutes=minutes))
    posted(world, world.slack.dm(TOM), "October 2026: what moved")
    for user in (PRIYA, ELODIE, TOM):
        dm = world.slack.dm(user)
        posted(world, dm, "Your partners, week 45")
        posted(world, dm, "October 2026: what moved")
        assert len(holding(world, dm, "Your partners, week 45")) == 1
        assert len(holding(world, dm, "October 2026: what moved")) == 1
    assert not holding(world, world.slack.dm(VERA), "week 45")


def test_an_item_says_why_it_was_there_in_the_thread(world: World) -> None:
    message = digest(world)
    action, options = menu(message)
    why = next(value for value in options if value.startswith("why:"))
    for _ in range(3):
        world.slack.click(PRIYA, message, action, why)
    dm = world.slack.dm(PRIYA)
    answer = posted(world, dm, "Mute or snooze")
    assert [one.ts for one in in_thread(world, dm, message)] == [answer.ts]
    assert "24 Oct" in answer.text


def test_a_mute_is_kept_and_taken_back_by_its_undo(world: World) -> None:
    message = digest(world)
    action, options = menu(message)
    mute = next(value for value in options if value.startswith("mute:"))
    world.slack.click(PRIYA, message, action, mute)
    told = posted(world, world.slack.dm(PRIYA), "is muted")
    person = world.rapport.person("priya.nair@vendor.example")

    def muted() -> tuple[str, ...]:
        with world.rapport.engine.connect() as connection:
            return settings_of(connection, person).muted_partner_ids

    assert muted() == (mute.partition(":")[2],)
    world.slack.click(PRIYA, told, "undo")
    world.slack.wait_for(lambda: muted() == ())


@pytest.mark.parametrize("value", ["mute:ACC-1001", "mute:nobody", "why:", "form_snooze:nobody", "x" * 150])
def test_what_was_not_offered_does_nothing(world: World, value: str) -> None:
    message = digest(world, TOM)
    action, options = menu(message)
    assert value not in options
    world.slack.click(TOM, message, action, value)
    person = world.rapport.person("tom.ashworth@vendor.example")
    with world.rapport.engine.connect() as connection:
        assert settings_of(connection, person).muted_partner_ids == ()
    assert in_thread(world, world.slack.dm(TOM), message) == []
    assert world.slack.open_views(TOM) == []


def test_a_teams_channel_is_told_once_and_a_shared_one_never(world: World) -> None:
    world.at(MONDAY)
    team = posted(world, "CDACH0001", "DACH, week 45")
    assert "Priya Nair" in shown(team)
    told = posted(world, world.slack.dm(MARCOS), "I did not post the weekly digest in #with-partners")
    assert "shared with another company" in told.text
    for hours in range(1, 30, 7):
        world.at(MONDAY + timedelta(hours=hours))
    posted(world, world.slack.dm(TOM), "week 45")
    assert len(world.slack.messages("CDACH0001")) == 1
    assert world.slack.messages("CSHARED01") == []
    action, options = menu(team)
    assert {value.partition(":")[0] for value in options} == {"why", "brief"}
    for user in (GUSTAV, STRANGER):
        assert world.slack.click(user, team, action, options[0]).status == 200
    world.slack.click(ELODIE, team, action, options[0])
    posted(world, world.slack.dm(ELODIE), "24 Oct")
    assert len(world.slack.messages("CDACH0001")) == 1


def test_a_digest_on_its_way_is_held_back_when_a_guest_comes(world: World) -> None:
    channel = world.slack.workspace.channels["CDACH0001"]
    before = len(world.slack.messages(channel.id))

    def come() -> None:
        channel.members.add(GUSTAV)
        audience = world.service.workflows.errands.audience
        assert audience is not None
        audience.heard(channel.id)

    world.slack.fail(
        Fault(
            "chat.postMessage", where=lambda post: post["channel"] == channel.id, before=come, drop="request"
        )
    )
    world.at(MONDAY + timedelta(days=7))
    told = posted(world, world.slack.dm(MARCOS), "I did not post the weekly digest in #team-dach")
    assert "guests" in told.text
    for hours in range(1, 30, 7):
        world.at(MONDAY + timedelta(days=7, hours=hours))
    assert len(world.slack.messages(channel.id)) == before
    channel.members.discard(GUSTAV)


def test_a_digest_held_back_as_long_as_it_is_tried_comes_at_a_later_look(world: World) -> None:
    errands, later = world.service.workflows.errands, MONDAY + timedelta(days=14)
    assert errands.channel_digests is not None
    assert errands.audience is not None
    world.clock.now = later
    kept = errands.channel_digests.put("CDACH0001", "2026-W47")
    errands.audience.forget("CDACH0001")
    unsure = Fault(
        "conversations.info", 2, where=lambda call: call["channel"] == "CDACH0001", error="fatal_error"
    )
    world.slack.fail(unsure)
    with pytest.raises(NotSureError):
        errands.deliver(kept[0])
    world.at(later + timedelta(hours=1))
    posted(world, "CDACH0001", "DACH, week 47")


@pytest.mark.long
def test_a_quarter_ends_with_what_waits_and_packs_that_come_as_files(world: World) -> None:
    for days, words in enumerate(("week 1", "December 2026")):  # one message a day
        world.at(QUARTER + timedelta(days=days))
        posted(world, world.slack.dm(PRIYA), words)
        posted(world, world.slack.dm(TOM), words)
    world.at(QUARTER + timedelta(days=2))
    lead = posted(world, world.slack.dm(TOM), "Review of Q4 2026")
    assert "form_review" in shown(lead)
    toms = world.slack.dm(TOM)
    world.slack.wait_for(lambda: len(files(world.slack.messages(toms))) == 6, what="three packs")
    mine = posted(world, world.slack.dm(PRIYA), "Review of Q4 2026")
    assert "form_review" not in shown(mine)
    world.slack.click(PRIYA, mine, "digest_pack_0")
    dm = world.slack.dm(PRIYA)
    world.slack.wait_for(lambda: len(in_thread(world, dm, mine)) == 3, what="the pack")
    brought = sorted(file["name"] for file in files(in_thread(world, dm, mine)))
    page, deck = (re.fullmatch(r"([\w-]+-q[1-4]-20\d\d-internal)\.(html|pptx)", name) for name in brought)
    assert page
    assert deck
    assert page[1] == deck[1]
    world.slack.click(PRIYA, mine, "digest_pack_0")
    assert len(in_thread(world, dm, mine)) == 3
