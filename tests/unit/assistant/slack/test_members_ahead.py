"""Who is who is read ahead, page by page, and kept fresh; whoever stands too far back is looked up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from threading import Condition
from typing import Any, cast

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from sqlalchemy import Engine

from assistant.slack.members import FRESH_SECONDS, Members, Refusal
from assistant.slack.members_ahead import PAGE, PAGES, MembersAhead
from knowledge.database import open_database
from knowledge.errors import DatabaseError

SOON = 60.0  # seconds; a failure takes as long, a success none


@dataclass
class Workspace:
    """A workspace of that many people, which tells what it was asked."""

    people: int = 450
    broken: int = 0
    guests: set[str] = field(default_factory=set)
    listed: list[str] = field(default_factory=list)
    looked_up: list[str] = field(default_factory=list)
    changed: Condition = field(default_factory=Condition)

    def users_list(self, limit: int, cursor: str) -> dict[str, Any]:
        with self.changed:
            self.listed.append(cursor)
            self.changed.notify_all()
            if self.broken:
                self.broken -= 1
                raise SlackApiError("ratelimited", {"error": "ratelimited"})  # type: ignore[no-untyped-call]  # the SDK's
            start = int(cursor or 0)
            end = min(start + limit, self.people)
            more = str(end) if end < self.people else ""
            page = [self._profile(f"U{number}") for number in range(start, end)]
        return {"members": page, "response_metadata": {"next_cursor": more}}

    def users_info(self, user: str) -> dict[str, Any]:
        self.looked_up.append(user)
        return {"user": self._profile(user)}

    def wait_for(self, look: Callable[[], bool]) -> None:
        with self.changed:
            assert self.changed.wait_for(look, SOON)

    def _profile(self, user: str) -> dict[str, Any]:
        return {"id": user, "team_id": "T1", "is_restricted": user in self.guests}


@pytest.fixture
def engine(sqlite_database_url: str) -> Iterator[Engine]:
    engine = open_database(sqlite_database_url)
    yield engine
    engine.dispose()


def members_of(workspace: Workspace, engine: Engine, clock: Callable[[], float] = lambda: 0.0) -> Members:
    return Members(cast("WebClient", workspace), engine, "T1", clock)


def read_once(workspace: Workspace, members: Members) -> None:
    ahead = MembersAhead(members, again=SOON * 10).start()
    pages = min(PAGES, -(-workspace.people // PAGE))
    workspace.wait_for(lambda: len(workspace.listed) == pages)
    ahead.stop()


def test_nobody_of_a_workspace_that_was_read_is_looked_up(engine: Engine) -> None:
    workspace = Workspace(guests={"U449"})
    members = members_of(workspace, engine)
    read_once(workspace, members)
    assert workspace.listed == ["", "200", "400"]
    assert members.refusal("U0") is None
    assert members.refusal("U449") is Refusal.GUEST
    assert workspace.looked_up == []


def test_what_was_read_is_not_believed_longer_than_what_was_looked_up(engine: Engine) -> None:
    workspace, now = Workspace(people=2), [0.0]
    members = members_of(workspace, engine, lambda: now[0])
    read_once(workspace, members)
    workspace.guests, now[0] = {"U1"}, FRESH_SECONDS
    assert members.refusal("U1") is Refusal.GUEST
    assert workspace.looked_up == ["U1"]


def test_of_a_large_workspace_the_first_pages_are_read(engine: Engine) -> None:
    workspace = Workspace(people=PAGE * PAGES + 1)
    members = members_of(workspace, engine)
    read_once(workspace, members)
    assert members.refusal(f"U{PAGE * PAGES}") is None
    assert workspace.looked_up == [f"U{PAGE * PAGES}"]


def test_a_list_that_slack_refuses_is_asked_for_again(engine: Engine) -> None:
    workspace = Workspace(people=1, broken=1)
    ahead = MembersAhead(members_of(workspace, engine), again=0.01).start()
    workspace.wait_for(lambda: len(workspace.listed) > 2)
    ahead.stop()
    asked = len(workspace.listed)
    assert not ahead.members.refusal("U0")
    assert workspace.looked_up == []
    assert len(workspace.listed) == asked


def test_a_page_from_before_a_change_does_not_outlast_it(engine: Engine) -> None:
    class ChangingWorkspace(Workspace):
        def users_list(self, limit: int, cursor: str) -> dict[str, Any]:
            page = super().users_list(limit, cursor)
            self.guests = {"U1", "U2"}
            members.forget("U1")
            members.forget("U2")
            members.refusal("U2")
            return page

    members = members_of(ChangingWorkspace(people=3), engine)
    members.read(PAGE)
    assert [members.refusal(user) for user in ("U0", "U1", "U2")] == [None, Refusal.GUEST, Refusal.GUEST]


def test_a_look_from_before_a_change_does_not_outlast_it(engine: Engine) -> None:
    class ChangingWorkspace(Workspace):
        def users_info(self, user: str) -> dict[str, Any]:
            profile = super().users_info(user)
            if not self.guests:
                self.guests = {user}
                members.forget(user)
            return profile

    members = members_of(ChangingWorkspace(), engine)
    members.refusal("U1")
    assert members.refusal("U1") is Refusal.GUEST


def test_whatever_goes_wrong_the_list_is_asked_for_again(engine: Engine) -> None:
    class BusyDatabase(Workspace):
        def users_list(self, limit: int, cursor: str) -> dict[str, Any]:
            page = super().users_list(limit, cursor)
            if len(self.listed) == 1:
                raise DatabaseError("the token cannot be read just now")
            return page

    workspace = BusyDatabase(people=1)
    ahead = MembersAhead(members_of(workspace, engine), again=0.01).start()
    workspace.wait_for(lambda: len(workspace.listed) > 1)
    ahead.stop()
