"""What went together with moving up, against computations by hand and published figures."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.reviews import DONE, ReviewPolicy, newcombe, wilson, worked

SHARES = st.floats(0, 1)
SIZES = st.integers(1, 500)


def compared(
    start: dict[str, str], up: set[str], trained: set[str], policy: ReviewPolicy | None = None
) -> list[object]:
    before = pd.DataFrame({"tier": pd.Series(start)})
    moved = pd.DataFrame({"direction": pd.Series(dict.fromkeys(sorted(up), "up"), dtype="str")})
    done = pd.DataFrame({"training": pd.Series({name: float(name in trained) for name in start})})
    return list(worked(before, moved, done, policy or ReviewPolicy()))


def test_newcombes_own_example() -> None:
    # 56 of 70 against 48 of 80: 0.0524 to 0.3339 (Newcombe 1998, Table II, method 10, example a)
    assert newcombe(56 / 70, 70, 48 / 80, 80, 0.95) == pytest.approx((0.0524, 0.3339), abs=1e-4)


def test_wilson_by_hand() -> None:
    # z² = 3.8415; (0 + 1.9207) ± 1.9207 over 10 + 3.8415: 0 to 0.2775
    assert wilson(0, 10, 0.95) == pytest.approx((0, 0.2775), abs=1e-4)


@given(SHARES, SIZES, SHARES, SIZES)
def test_the_interval_holds_the_difference_and_turns_with_the_sides(
    one: float, size: int, other: float, others: int
) -> None:
    low, high = newcombe(one, size, other, others, 0.95)
    assert -1 - 1e-9 <= low <= one - other + 1e-9
    assert one - other - 1e-9 <= high <= 1 + 1e-9
    assert newcombe(other, others, one, size, 0.95) == pytest.approx((-high, -low))


def test_one_tier_is_plain_newcombe() -> None:
    start = {f"p{at:03}": "dementor" for at in range(150)}
    trained = {f"p{at:03}" for at in range(70)}
    up = {f"p{at:03}" for at in range(56)} | {f"p{at:03}" for at in range(70, 118)}
    (one,) = worked_fields(compared(start, up, trained))
    assert one == pytest.approx((70, 80, 0.8, 0.6, 0.0524, 0.3339), abs=1e-4)


def test_tiers_at_the_start_are_compared_among_themselves() -> None:
    # dementors: 1 of 2 with, 1 of 2 without; diamonds: 2 of 2 with, 0 of 2 without; both weigh 1/2
    start = dict.fromkeys("abcd", "dementor") | dict.fromkeys("efgh", "unpolished_diamond")
    (one,) = worked_fields(compared(start, {"a", "c", "e", "f"}, {"a", "b", "e", "f"}, ReviewPolicy(few=2)))
    assert one[:4] == (4, 4, 0.75, 0.25)


def test_key_partners_and_partners_without_a_tier_are_left_out() -> None:
    start = {"a": "key_partner", "b": "", "c": "dementor", "d": "dementor"}
    (one,) = worked_fields(compared(start, {"c"}, {"a", "b", "c"}))
    assert one[:2] == (1, 1)


def test_few_are_too_few_to_tell() -> None:
    (one,) = worked_fields(compared(dict.fromkeys("abcdefgh", "dementor"), {"a"}, {"a", "b", "c", "d"}))
    assert one[4:] == (None, None)


def test_chance_alone_is_seldom_called_clear_however_many_kinds_are_compared() -> None:
    random = np.random.default_rng(7)
    told = 0
    for _ in range(20):
        start = pd.DataFrame({"tier": random.choice(["dementor", "growth_hacker"], 120)})
        up = pd.DataFrame({"direction": "up"}, index=np.flatnonzero(random.random(120) < 0.2))
        done = pd.DataFrame({kind: (random.random(120) < 0.4) * 1.0 for kind in DONE})
        told += worked(start, up, done, ReviewPolicy())[0].clear
    assert told <= 2  # 5% of 20 is 1; without the correction for seven kinds it is about 6


def test_nothing_to_compare_is_no_comparison() -> None:
    assert compared(dict.fromkeys("ab", "dementor"), {"a"}, {"a", "b"}) == []
    assert compared({}, set(), set()) == []


def worked_fields(found: list[object]) -> list[tuple[object, ...]]:
    names = ("with_it", "without", "up_with", "up_without", "low", "high")
    return [tuple(getattr(one, name) for name in names) for one in found]
