import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tools.economics import gini, grouped, lorenz, makers

AMOUNTS = st.lists(st.floats(0, 1e6).map(lambda one: round(one, 2)), min_size=1, max_size=30)


def series(*values: float) -> pd.Series:
    return pd.Series(values, index=[f"p{number:02}" for number in range(len(values))], dtype=float)


def test_the_curve_adds_up_from_the_largest_on() -> None:
    assert lorenz(series(10, 70, 20)).tolist() == pytest.approx([0, 0.7, 0.9, 1])


def test_the_fewest_that_make_eighty_percent_are_found() -> None:
    assert [*makers(series(10, 70, 20))] == ["p01", "p02"]
    assert [*makers(series(10, 80, 10))] == ["p01"]  # exactly 80 %


def test_gini_is_nothing_among_equals_and_known_for_a_half_each_way() -> None:
    assert gini(series(5, 5, 5)) == pytest.approx(0)
    # one of two has it all: areas under the curve from the largest on are (0 + 1)/2 and 1, mean 0.75
    assert gini(series(10, 0)) == pytest.approx(0.5)


def test_over_nothing_there_is_no_curve() -> None:
    assert lorenz(series(0, 0)).size == 0
    assert np.isnan(gini(series(0)))
    assert makers(series(0, 0)).empty


@settings(max_examples=25, deadline=None)
@given(AMOUNTS)
def test_gini_is_a_share_whatever_the_order_and_the_currency(values: list[float]) -> None:
    found = gini(series(*values))
    if sum(values) == 0:
        assert np.isnan(found)
        return
    assert 0 <= found < 1
    assert gini(series(*reversed(values))) == pytest.approx(found)
    assert gini(series(*values) * 3) == pytest.approx(found)


def test_a_partner_in_two_groups_counts_in_both() -> None:
    values = pd.DataFrame({"value": [10.0, 30.0, np.nan], "costs": [1.0, 2.0, 4.0]}, index=["a", "b", "c"])
    groups = pd.Series(["retail", "energy", "retail", "retail"], index=["a", "a", "b", "c"])
    told = grouped(values, groups)
    assert told.loc["retail", ["partners", "total", "median", "costs"]].tolist() == [2, 40, 20, 7]
    assert told.loc["energy", ["partners", "total"]].tolist() == [1, 10]
