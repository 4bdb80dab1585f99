"""A Home is looked at again a few times after a deed, however many deeds there are."""

from __future__ import annotations

from threading import Event, Semaphore

import pytest

from assistant.slack.home.refreshing import Refresher, actor_of

SOON = 60.0  # seconds; a failure takes as long, a success none


def test_every_look_comes_once_whatever_happens_in_between() -> None:
    looked, deeds_done, all_done = list[str](), Event(), Event()

    def look(user: str) -> None:
        deeds_done.wait(SOON)
        looked.append(user)
        if len(looked) == 6:
            all_done.set()
        raise ConnectionError("Slack is away")

    refresher = Refresher(look, looks=(0.02, 0.03, 0.04))
    refresher.deed_of("U0")  # its first look keeps all others waiting
    for _ in range(100):
        refresher.deed_of("U1")
    deeds_done.set()
    assert all_done.wait(SOON)
    refresher.stop()
    assert sorted(looked) == ["U0"] * 3 + ["U1"] * 3


def test_a_rush_of_people_is_looked_at_one_after_the_other() -> None:
    looked, at_once, all_done = list[str](), list[int](), Event()
    busy = Semaphore(1)

    def look(user: str) -> None:
        at_once.append(busy.acquire(blocking=False))
        looked.append(user)
        busy.release()
        if len(looked) == 100:
            all_done.set()

    refresher = Refresher(look, looks=(0.01, 0.02))
    users = [f"U{number}" for number in range(50)]
    for user in users:
        refresher.deed_of(user)
    assert all_done.wait(SOON)
    refresher.stop()
    assert list(dict.fromkeys(looked)) == users
    assert sorted(looked) == sorted(users * 2)
    assert all(at_once)


def test_once_stopped_nobody_looks_any_more_and_what_was_begun_has_ended() -> None:
    begun, ended = Event(), list[str]()

    def look(user: str) -> None:
        begun.set()
        Event().wait(0.05)
        ended.append(user)

    refresher = Refresher(look, looks=(0.0, 0.05))
    refresher.deed_of("U1")
    assert begun.wait(SOON)
    refresher.stop()
    assert ended == ["U1"]
    refresher.deed_of("U2")
    Event().wait(0.15)
    assert ended == ["U1"]


@pytest.mark.parametrize(
    ("body", "user"),
    [
        ({"user": {"id": "U1"}}, "U1"),
        ({"event": {"user": "U1"}}, "U1"),
        ({"event": {"user": {"id": "U1"}}}, "U1"),
        ({"user_id": "U1"}, "U1"),
        ({"event": {"type": "app_uninstalled"}}, ""),
        ({}, ""),
    ],
)
def test_who_did_it_is_found_in_every_kind_of_request(body: dict[str, object], user: str) -> None:
    assert actor_of(body) == user
