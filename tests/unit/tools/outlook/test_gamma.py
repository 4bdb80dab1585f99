"""The gamma distribution's own function against scipy's."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import gammainc

from tools.outlook.gamma import gamma_mass, gamma_share


@given(st.lists(st.tuples(st.floats(1e-3, 500), st.floats(0, 3000)), min_size=1, max_size=20))
def test_it_is_the_regularised_lower_incomplete_gamma_function(cases: list[tuple[float, float]]) -> None:
    shape, upto = np.array(cases).T
    assert gamma_share(shape, upto) == pytest.approx(gammainc(shape, upto), abs=1e-9)


def test_the_mass_is_what_one_more_unit_of_shape_takes_away() -> None:
    shape, upto = np.array([0.5, 3.0, 40.0]), np.array([0.2, 5.0, 38.0])
    taken = gammainc(shape, upto) - gammainc(shape + 1, upto)
    assert gamma_mass(shape, upto) == pytest.approx(taken, abs=1e-12)


def test_no_partners_give_no_shares() -> None:
    assert gamma_share(np.array([]), np.array([])).size == 0
