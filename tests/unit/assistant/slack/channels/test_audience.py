"""Who reads along in a channel, and that everything that is not known closes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, cast

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from sqlalchemy import Engine

from assistant.slack.channels import audience as module
from assistant.slack.channels.audience import Audience, Barrier
from assistant.slack.members import FRESH_SECONDS, Members, Refusal, RefusedError
from knowledge.database import open_database
from knowledge.tables import INCOMING
from knowledge.team_channels import TeamChannel, register_channel, remove_channel

OURS = {"is_ext_shared": False, "is_org_shared": False, "is_shared": False, "is_member": True}
MEMBER = {"team_id": "T1"}


@dataclass
class FakeSlack:
    """Answers what an audience asks, and counts."""

    info: dict[str, Any] = field(default_factory=lambda: dict(OURS))
    users: dict[str, dict[str, Any]] = field(default_factory=lambda: {"UA": MEMBER, "UB": MEMBER})
    calls: list[str] = field(default_factory=list)
    broken: str = ""
    page: int = 1

    def conversations_info(self, channel: str) -> dict[str, Any]:
        self._note("info")
        return {"channel": {"id": channel, **self.info}}

    def conversations_members(self, channel: str, limit: int, cursor: str | None) -> dict[str, Any]:
        self._note("members")
        assert (channel, limit) == ("C1", module.PAGE)
        start = int(cursor or 0)
        ids, end = list(self.users), start + self.page
        more = {"next_cursor": str(end)} if end < len(ids) else {"next_cursor": ""}
        return {"members": ids[start:end], "response_metadata": more}

    def users_info(self, user: str) -> dict[str, Any]:
        self._note("users")
        return {"user": self.users[user]}

    def _note(self, call: str) -> None:
        self.calls.append(call)
        if call == self.broken:
            raise SlackApiError("ratelimited", {"error": "ratelimited"})  # type: ignore[no-untyped-call]  # the SDK's


@pytest.fixture
def database(sqlite_database_url: str) -> Iterator[Engine]:
    engine = open_database(sqlite_database_url)
    with engine.begin() as connection:
        register_channel(connection, TeamChannel("C1", "team", "a@b.c", datetime(2026, 1, 1, tzinfo=UTC)))
    yield engine
    engine.dispose()


def looking(slack: FakeSlack, database: Engine, clock: list[float], *, apart: bool = False) -> Audience:
    client = cast("WebClient", slack)
    members = Members(client, database, "T1", lambda: clock[0])
    return Audience(client, database, members, apart, lambda: clock[0])


def test_a_teams_own_channel_is_open_and_looked_at_once_in_ten_minutes(database: Engine) -> None:
    slack, clock = FakeSlack(), [0.0]
    audience = looking(slack, database, clock)
    assert [audience.barrier("C1") for _ in range(3)] == [None] * 3
    assert slack.calls.count("info") == 1
    slack.users["UG"] = {"team_id": "T1", "is_restricted": True}
    clock[0] = module.FRESH_SECONDS
    assert audience.barrier("C1") is Barrier.GUESTS


@pytest.mark.parametrize(
    ("info", "barrier"),
    [
        ({"is_ext_shared": True}, Barrier.SHARED),
        ({"is_pending_ext_shared": True}, Barrier.SHARED),
        ({"is_org_shared": True}, Barrier.SHARED),
        ({"pending_shared": ["T2"]}, Barrier.SHARED),
        ({"is_ext_shared": None}, Barrier.SHARED),
        ({"is_member": False}, Barrier.NOT_A_MEMBER),
    ],
)
def test_a_channel_that_is_not_ours_alone_is_closed(
    database: Engine, info: dict[str, Any], barrier: Barrier
) -> None:
    assert looking(FakeSlack(info=OURS | info), database, [0.0]).barrier("C1") is barrier


@pytest.mark.parametrize(
    "profile",
    [
        {"team_id": "T1", "is_ultra_restricted": True},
        {"team_id": "T2"},
        {"team_id": "T1", "is_stranger": True},
        {},
    ],
)
def test_one_who_is_not_of_our_team_closes_it(database: Engine, profile: dict[str, Any]) -> None:
    slack = FakeSlack()
    slack.users["UZ"] = profile
    assert looking(slack, database, [0.0]).barrier("C1") is Barrier.GUESTS


@pytest.mark.parametrize("broken", ["info", "members", "users"])
def test_what_slack_does_not_tell_closes_it_until_it_does(database: Engine, broken: str) -> None:
    slack = FakeSlack(broken=broken)
    audience = looking(slack, database, [0.0])
    assert audience.barrier("C1") is Barrier.UNSURE
    slack.broken = ""
    assert audience.barrier("C1") is None


def test_a_slow_look_goes_on_where_it_ended(database: Engine) -> None:
    slack, clock = FakeSlack(), [0.0]

    class SlowSlack(FakeSlack):
        def users_info(self, user: str) -> dict[str, Any]:
            clock[0] += 2.0
            return super().users_info(user)

    slack = SlowSlack(users={f"U{number}": MEMBER for number in range(5)}, page=3)
    audience = looking(slack, database, clock)
    looks = [audience.barrier("C1") for _ in range(4)]
    assert looks[0] is Barrier.UNSURE
    assert looks[-1] is None
    assert slack.calls.count("users") == 5


def test_somebody_who_comes_while_it_looks_is_looked_at_before_it_tells(database: Engine) -> None:
    class BusySlack(FakeSlack):
        def conversations_members(self, channel: str, limit: int, cursor: str | None) -> dict[str, Any]:
            page = super().conversations_members(channel, limit, cursor)
            if cursor is None and "UG" not in self.users:
                self.users["UG"] = {"team_id": "T1", "is_restricted": True}
                page["response_metadata"] = {"next_cursor": ""}
                audience.heard(channel)
            return page

    audience = looking(BusySlack(), database, [0.0])
    assert audience.barrier("C1") is Barrier.GUESTS


def test_where_somebody_always_comes_nobody_can_be_sure(database: Engine) -> None:
    class RestlessSlack(FakeSlack):
        def conversations_info(self, channel: str) -> dict[str, Any]:
            audience.heard(channel)
            return super().conversations_info(channel)

    audience = looking(RestlessSlack(), database, [0.0])
    assert audience.barrier("C1") is Barrier.UNSURE


def turned_guest(slack: FakeSlack, told: Audience) -> None:
    slack.users["UB"] = {"team_id": "T1", "is_restricted": True}
    told.members.heard({"id": "UB", **slack.users["UB"]})


def stranger_joined(slack: FakeSlack, told: Audience) -> None:
    slack.users["US"] = {"team_id": "T2", "is_stranger": True}
    told.heard("C1")


def shared(slack: FakeSlack, told: Audience) -> None:
    slack.info["is_ext_shared"] = True
    told.heard("C1")


@pytest.mark.parametrize(
    ("happens", "barrier"),
    [(turned_guest, Barrier.GUESTS), (stranger_joined, Barrier.GUESTS), (shared, Barrier.SHARED)],
)
def test_what_one_process_is_told_closes_the_channel_for_all_at_once(
    database: Engine, happens: Callable[[FakeSlack, Audience], None], barrier: Barrier
) -> None:
    slack = FakeSlack()
    here, elsewhere, third = (looking(slack, database, [0.0]) for _ in range(3))
    assert [one.barrier("C1") for one in (here, elsewhere, third)] == [None] * 3
    happens(slack, elsewhere)
    assert [one.barrier("C1") for one in (here, elsewhere, third)] == [barrier] * 3


def test_a_guest_whom_another_process_finds_by_itself_counts_as_told(database: Engine) -> None:
    slack, clock = FakeSlack(), [0.0]
    here, elsewhere = looking(slack, database, [0.0]), looking(slack, database, clock)
    assert [one.barrier("C1") for one in (here, elsewhere)] == [None] * 2
    slack.users["UB"] = {"team_id": "T1", "is_restricted": True}
    clock[0] = FRESH_SECONDS
    assert elsewhere.members.refusal("UB") is Refusal.GUEST
    assert here.barrier("C1") is Barrier.GUESTS


def test_a_deactivated_colleague_loses_access_in_every_process(database: Engine) -> None:
    slack = FakeSlack()
    here, elsewhere = (looking(slack, database, [0.0]).members for _ in range(2))
    with database.begin() as connection:
        row = {"email": "b@b.c", "name": "B", "slack_user_id": "UB"}
        connection.execute(INCOMING["managers"].insert().values(row))
    assert here.person("UB").name == "B"
    slack.users["UB"] = MEMBER | {"deleted": True}
    elsewhere.heard({"id": "UB", **slack.users["UB"]})
    with pytest.raises(RefusedError):
        here.person("UB")


def test_what_changes_nothing_for_the_channel_costs_no_look(database: Engine) -> None:
    slack = FakeSlack()
    here, elsewhere = (looking(slack, database, [0.0]) for _ in range(2))
    here.barrier("C1")
    calls = list(slack.calls)
    elsewhere.members.heard({"id": "UB", **MEMBER, "profile": {"status_text": "on holiday"}})
    elsewhere.members.heard({"id": "UG", "team_id": "T1", "is_restricted": True})
    elsewhere.heard("C2")
    assert here.barrier("C1") is None
    assert slack.calls == calls


def test_a_crowd_is_no_team(database: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_MEMBERS", 1)
    assert looking(FakeSlack(), database, [0.0]).barrier("C1") is Barrier.TOO_MANY


def test_where_books_are_apart_nothing_stands_in_a_channel_and_nobody_is_looked_up(database: Engine) -> None:
    slack = FakeSlack()
    audience = looking(slack, database, [0.0], apart=True)
    assert audience.barrier("C1") is audience.outsiders("C2") is Barrier.BOOKS_APART
    assert slack.calls == []


def test_a_channel_that_is_no_longer_registered_is_closed_at_once(database: Engine) -> None:
    audience = looking(FakeSlack(), database, [0.0])
    assert audience.barrier("C1") is None
    with database.begin() as connection:
        assert remove_channel(connection, "C1")
        assert not remove_channel(connection, "C1")
    assert audience.barrier("C1") is Barrier.UNREGISTERED
