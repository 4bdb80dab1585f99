"""What falls below the baseline, and what may be a processor's last digits."""

from __future__ import annotations

import pytest

from evals.reporting import Score, Suite, baseline

GROUPS = {group: share for group, share in baseline()["borders"].items() if group != "outcome ask"}


def short(right: float, asked: int) -> list[str]:
    """What the suite of borders falls short in, if all is as it was but for the questions to ask back on."""
    scores = [Score(group, share * 1000, 1000) for group, share in GROUPS.items()]
    return list(Suite("borders", [*scores, Score("outcome ask", right, asked)], []).shortfalls())


@pytest.mark.parametrize(("right", "asked"), [(14, 16), (13, 16), (866, 1000)])
def test_one_case_less_of_a_few_or_a_hundredth_of_many_is_no_shortfall(right: float, asked: int) -> None:
    assert baseline()["borders"]["outcome ask"] == 0.875
    assert short(right, asked) == []


@pytest.mark.parametrize(("right", "asked", "share"), [(12, 16, "75.0%"), (860, 1000, "86.0%")])
def test_more_than_that_is_one(right: float, asked: int, share: str) -> None:
    assert short(right, asked) == [f"borders: outcome ask is {share}, was 87.5%"]


def test_a_group_that_was_all_right_must_stay_so() -> None:
    scores = [
        Score(group, 1000 * share - (group == "outcome refused"), 1000) for group, share in GROUPS.items()
    ]
    (line,) = Suite("borders", [*scores, Score("outcome ask", 14, 16)], []).shortfalls()
    assert line == "borders: outcome refused is 99.9%, was 100.0%"


def test_a_group_that_is_missing_falls_short() -> None:
    scores = [Score(group, share * 1000, 1000) for group, share in GROUPS.items()]
    assert list(Suite("borders", scores, []).shortfalls()) == ["borders: outcome ask is 0.0%, was 87.5%"]
