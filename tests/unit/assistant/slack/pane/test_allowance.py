"""Calls of a kind that we allow ourselves."""

from __future__ import annotations

from assistant.slack.pane.allowance import Allowance


class Clock:
    """Seconds that a test moves."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_no_minute_has_more_calls_than_slack_takes() -> None:
    clock = Clock()
    allowance = Allowance(6, clock)
    taken = []
    for tenth in range(3_000):
        clock.now = tenth / 10
        taken += [clock.now] if allowance.take() else []
    assert len(taken) == 30
    assert all(later - sooner >= 60 for sooner, later in zip(taken, taken[6:], strict=False))


def test_after_slack_refused_there_is_none_until_the_time_it_named_is_over() -> None:
    clock = Clock()
    allowance = Allowance(60, clock)
    allowance.refused(30)
    clock.now = 29
    assert not allowance.take()
    clock.now = 31
    assert allowance.take()
