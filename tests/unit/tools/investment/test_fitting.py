"""Slopes and errors by hand, and what must not change them."""

import numpy as np
import pandas as pd
import pytest

from tools.investment.fitting import Design, fit
from tools.investment.shrinking import shrunk, together


def design(outcome: list[float], spent: list[float], **columns: object) -> Design:
    many = len(outcome)
    given = {
        "beside": np.zeros((many, 1)),
        "level": np.zeros(many),
        "weight": np.ones(many),
        "groups": np.zeros(many, np.int64),
        "quarters": np.zeros(many, np.int64),
        "partners": np.arange(many),
    }
    return Design(np.array(outcome, float), np.array(spent, float), **(given | columns))  # type: ignore[arg-type]  # fields by name


def test_the_slope_of_four_partners_by_hand() -> None:
    """Means 2 and 6, so the slope is 4; residuals -1, 1, -1, 1 around it.

    Demeaned spends are -.5, -.5, .5, .5 (spread 1), each partner's share a quarter: each score is
    .5 / .75 = 2/3, so sqrt(4 * 4/9) = 4/3. Four effective partners, three degrees of freedom: t = 3.182.
    """
    found = fit(design([1, 3, 5, 7], [0, 0, 1, 1]))
    assert found["slope"][0] == pytest.approx(4.0)
    assert found["error"][0] == pytest.approx(4 / 3 * 3.1824 / 1.96, rel=1e-4)


def test_what_a_quarter_brought_to_all_is_no_return() -> None:
    """In quarter 1 everybody won 100 more and more of them got money: but not who got it."""
    found = fit(design([2, 0, 1, 101, 102, 100], [0, 0, 1, 0, 1, 1], quarters=np.array([0, 0, 0, 1, 1, 1])))
    assert found["slope"][0] == pytest.approx(0.0, abs=1e-9)


def test_what_a_column_beside_explains_is_no_return() -> None:
    before = np.array([[1.0], [2.0], [3.0], [4.0], [5.0], [7.0]])
    chance = np.array([-1, 0, 1, 2, -2, 0])  # has nothing to do with either column
    won = 2 * before[:, 0] + chance
    found = fit(design([*won], [0, 1, 0, 1, 1, 1], beside=before))
    assert found["slope"][0] == pytest.approx(0.0, abs=1e-9)


def test_one_partner_with_all_the_money_tells_nothing() -> None:
    assert fit(design([1, 5, 1, 6], [0, 1, 0, 1], partners=np.array([0, 0, 0, 0]))).empty


def test_nobody_with_money_tells_nothing() -> None:
    assert fit(design([1, 2, 3], [0, 0, 0])).empty


def test_where_nobody_won_anything_nothing_is_told() -> None:
    assert fit(design([0, 0, 0, 0], [0, 0, 1, 1])).empty


def test_each_group_has_its_own_slope() -> None:
    found = fit(
        design([0, 0, 1, 1, 0, 0, 5, 5], [0, 0, 1, 1, 0, 0, 1, 1], groups=np.array([0, 0, 0, 0, 3, 3, 3, 3]))
    )
    assert found["slope"].to_dict() == pytest.approx({0: 1.0, 3: 5.0})


def fits(slopes: list[float], errors: list[float]) -> pd.DataFrame:
    return pd.DataFrame({"slope": slopes, "error": errors})


def test_groups_are_drawn_towards_what_they_share_the_unsure_ones_most() -> None:
    found = shrunk(fits([0.0, 10.0, 10.0], [1.0, 1.0, 8.0]))
    assert 0 < found["slope"][0] < found["slope"][2] < found["slope"][1] < 10
    assert found["error"][2] < 8


def test_groups_that_agree_stay_where_they_are_and_grow_surer() -> None:
    found = shrunk(fits([3.0, 3.0], [1.0, 1.0]))
    assert found["slope"].tolist() == pytest.approx([3.0, 3.0])
    assert (found["error"] < 1.0).all()


def test_a_single_group_keeps_its_own() -> None:
    assert shrunk(fits([3.0], [1.0])).equals(fits([3.0], [1.0]))


def test_shrinking_in_cents_is_shrinking_in_euros() -> None:
    euros = shrunk(fits([1.0, 4.0, 9.0], [1.0, 2.0, 1.5]))
    cents = shrunk(fits([100.0, 400.0, 900.0], [100.0, 200.0, 150.0]))
    assert np.allclose(cents, euros * 100)


def test_the_mean_of_all_by_hand() -> None:
    """Weights 1 and 1/4: (2 * 1 + 7 / 4) / 1.25 = 3; error sqrt(1 / 1.25)."""
    slope, error = together(fits([2.0, 7.0], [1.0, 2.0]))
    assert (slope, error) == pytest.approx((3.0, 0.8**0.5))
