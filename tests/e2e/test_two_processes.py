"""Two processes on one database; each event reaches one of them, nobody knows which."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from evals.slack_standin import Channel, SlackStandin, User
from evals.slack_standin.people import BOT_USER
from tests.e2e.test_channels import register
from tests.e2e.test_kills import App

pytestmark = pytest.mark.slow

EACH = 6  # questions, so that both processes have looked at the channel
GUEST = User("UGUE000", "guest@example.com", "Gus", is_restricted=True)


@pytest.fixture
def apps(
    nursery: subprocess.Popen[str], slack: SlackStandin, database: Engine, tmp_path: Path
) -> Iterator[list[App]]:
    url = database.url.render_as_string(hide_password=False)
    apps = [App(nursery, slack, url, tmp_path / name) for name in ("one", "two")]
    assert [app.start() for app in apps] == ["ready"] * 2
    yield apps
    for app in apps:
        app.kill()


def guest_joins(slack: SlackStandin, channel: str) -> None:
    slack.add_user(GUEST)
    slack.join(GUEST.id, channel)


def colleague_becomes_guest(slack: SlackStandin, channel: str) -> None:
    colleague = slack.workspace.users[f"U{channel}"]
    assert colleague.id in slack.workspace.channels[channel].members
    colleague.is_restricted = True
    assert slack.happen({"type": "user_change", "user": colleague.to_json(), "event_ts": "1.1"})


def channel_is_shared(slack: SlackStandin, channel: str) -> None:
    slack.workspace.channels[channel].shared = True
    assert slack.happen({"type": "channel_shared", "channel": channel, "event_ts": "1.1"})


@pytest.mark.parametrize("happens", [guest_joins, colleague_becomes_guest, channel_is_shared])
def test_what_one_of_them_hears_keeps_the_other_from_posting(
    slack: SlackStandin, apps: list[App], database: Engine, happens: Callable[[SlackStandin, str], None]
) -> None:
    assert len(apps) == len(slack.server.sockets.sockets) == 2
    for team in ("CTEAM101", "CTEAM102", "CTEAM103"):  # so often that each of them hears once, most likely
        register(database, team)
        slack.add_user(User(f"U{team}", f"{team}@example.com", "Col"))
        slack.add_channel(Channel(team, name=team.lower(), members={"UADA000", f"U{team}", BOT_USER}))
        for number in range(EACH):
            slack.mention("UADA000", f"hello {number}", team)
        wait_for_posts(slack, (team,), EACH)
        dm, seen = slack.dm("UADA000"), len(slack.server.acknowledgements)
        before = len(slack.messages(dm))
        happens(slack, team)
        wait_for_acknowledgement(slack, seen)
        for number in range(EACH):
            slack.mention("UADA000", f"again {number}", team)
        wait_for_posts(slack, (team, dm), before + 2 * EACH)
        assert len(slack.messages(team)) == EACH


def wait_for_posts(slack: SlackStandin, places: tuple[str, ...], count: int) -> None:
    slack.wait_for(lambda: sum(len(slack.messages(place)) for place in places) >= count)


def wait_for_acknowledgement(slack: SlackStandin, seen: int) -> None:
    slack.wait_for(lambda: len(slack.server.acknowledgements) > seen)
