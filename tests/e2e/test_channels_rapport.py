"""Threads of a team and commands with the real application on the sample's data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from assistant.roster import OPERATOR
from evals.sample_workspace import PRIYA, SUNDAY, TOM, VERA
from evals.slack_standin import Message
from knowledge.tables import questions
from knowledge.team_channels import TeamChannel
from tests.e2e.forms_world import World
from tests.e2e.home_world import home_world

TEAM = "CDACH0001"

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def world(sample_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with home_world(sample_template, tmp_path_factory.mktemp("channels home")) as world:
        world.rapport.team_channels.register(OPERATOR, TeamChannel(TEAM, "general", "", SUNDAY))
        yield world
        assert world.slack.workspace.breaches == world.slack.workspace.markup == []


def thread(world: World, root: str, count: int) -> list[Message]:
    def posts() -> list[Message]:
        return [post for post in world.slack.messages(TEAM) if post.thread_ts == root]

    world.slack.wait_for(lambda: len(posts()) >= count)
    return posts()


def test_a_talk_in_a_teams_thread(world: World) -> None:
    root = world.slack.mention(PRIYA, "Which partners need attention?", TEAM).ts
    first = thread(world, root, 1)[0].text
    assert "need you" in first
    world.clock.now += timedelta(minutes=1)
    for words in ("thanks!", "I'll call them tomorrow", "lol", "where are you sitting today?"):
        world.slack.say(PRIYA, words, channel=TEAM, thread_ts=root)
    world.slack.say(PRIYA, "and only the first two?", channel=TEAM, thread_ts=root)
    thread(world, root, 2)
    world.clock.now += timedelta(minutes=1)
    world.slack.mention(TOM, "Which partners need attention?", TEAM, thread_ts=root)
    assert thread(world, root, 3)[2].text != first
    world.clock.now += timedelta(minutes=1)
    for user, words in ((PRIYA, "why?"), (VERA, "why?"), (TOM, "nice")):
        world.slack.say(user, words, channel=TEAM, thread_ts=root)
    world.slack.mention(VERA, "Which partners need attention?", TEAM, thread_ts=root)
    thread(world, root, 4)
    assert asked_by(world, root) == [
        ("priya.nair@vendor.example", "Which partners need attention?"),
        ("priya.nair@vendor.example", "and only the first two?"),
        ("tom.ashworth@vendor.example", "Which partners need attention?"),
        ("vera@vendor.example", "Which partners need attention?"),
    ]


def asked_by(world: World, root: str) -> list[tuple[str, str]]:
    there = questions.c.thread_id == f"{TEAM}:{root}"
    query = select(questions.c.asker_email, questions.c.text).where(there).order_by(questions.c.asked_at)
    with world.rapport.engine.connect() as connection:
        return [(email, text) for email, text in connection.execute(query)]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("brief Nebelhorn", "Nebelhorn Systemhaus"),
        ("attention", "need you"),
        ("note Nebelhorn: they want a <new> price list", "Nebelhorn"),
        ("digest", "Your partners, week 44"),
        ("who is Dana?", "Nebelhorn"),
    ],
)
def test_commands_are_answered_where_they_were_typed(world: World, words: str, said: str) -> None:
    before = len(world.slack.ephemerals(PRIYA))
    assert json.loads(world.slack.command(PRIYA, words, channel=TEAM).body)["text"] == "Looking …"
    world.slack.wait_for(lambda: len(world.slack.ephemerals(PRIYA)) > before)
    shown = world.slack.ephemerals(PRIYA)[-1]
    assert said in json.dumps([shown.text, shown.blocks], ensure_ascii=False)


@pytest.mark.parametrize("words", ["note", "digest settings", "remind", "brief"])
def test_a_command_without_more_opens_its_form(world: World, words: str) -> None:
    before = len(world.slack.open_views(PRIYA))
    assert world.slack.command(PRIYA, words, channel=TEAM).body == ""
    assert len(world.slack.open_views(PRIYA)) == before + 1
