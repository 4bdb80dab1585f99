"""Plays and matters for tests."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from tools.facts import Statement
from tools.plays import Doing, Done, Matter, Play, Reason

TODAY = date(2026, 11, 2)


def play(name: str, **changes: object) -> Play:
    """A play that fits everybody, unless said otherwise."""
    texts = dict.fromkeys(("goal", "ask", "when", "never", "stop"), "x")
    given: dict[str, Any] = {
        "title": name,
        "steps": ("x",),
        "doing": Doing.CALL,
        "hours": 1,
        "quiet_days": 30,
    }
    sets = {key: frozenset(value) for key, value in changes.items() if isinstance(value, set | frozenset)}
    return Play(name=name, **{**texts, **given, **changes, **sets})


def playbook(*plays: Play) -> Mapping[str, Play]:
    """The plays by name."""
    return {one.name: one for one in plays}


def matter(reason: Reason | None, suggested: str) -> Matter:
    """Something that has come up, told without figures."""
    return Matter(reason, suggested, Statement("plays.as_asked"))


def done(name: str, days: int) -> Done:
    """A play done so many days ago."""
    return Done("P1", name, TODAY - timedelta(days), key=f"{name}-{days}")
