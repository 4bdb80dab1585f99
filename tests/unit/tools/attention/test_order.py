"""The order of the list against one that places partners one by one."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tools.attention.order import ordered

PARTNERS = st.lists(
    st.tuples(st.sampled_from([0.2, 0.4, 0.6, 0.8]), st.sampled_from([0.0, 5.0, 9.0]), st.booleans()),
    max_size=40,
)


def placed(urgency: list[float], stake: list[float], rising: list[bool], every: int) -> list[int]:
    return ordered(np.array(urgency, float), np.array(stake, float), np.array(rising, bool), every).tolist()


def one_by_one(partners: list[tuple[float, float, bool]], every: int) -> list[int]:
    """Each place in turn: a kept one goes to the best rising partner not yet placed, if there is one."""
    waiting = sorted(range(len(partners)), key=lambda at: (-partners[at][0], -partners[at][1], at))
    result: list[int] = []
    while waiting:
        kept = (len(result) + 1) % every == 0
        best = next((at for at in waiting if kept and partners[at][2]), waiting[0])
        waiting.remove(best)
        result.append(best)
    return result


@given(PARTNERS, st.integers(2, 7))
def test_arrays_place_as_one_by_one_does(partners: list[tuple[float, float, bool]], every: int) -> None:
    columns = [list(column) for column in zip(*partners, strict=True)] if partners else [[], [], []]
    assert placed(*columns, every=every) == one_by_one(partners, every)  # type: ignore[arg-type]  # columns in order


def test_every_fifth_place_is_kept_for_rising() -> None:
    urgency = [0.9] * 8 + [0.1] * 2
    rising = [False] * 8 + [True] * 2
    assert placed(urgency, [0.0] * 10, rising, 5) == [0, 1, 2, 3, 8, 4, 5, 6, 7, 9]


def test_more_money_goes_first_among_the_equally_urgent() -> None:
    assert placed([0.5, 0.5, 0.7], [1.0, 2.0, 0.0], [False] * 3, 5) == [2, 1, 0]
