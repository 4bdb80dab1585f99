"""Metrics against scikit-learn, and against counting by hand."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import average_precision_score, roc_auc_score

from tools.backtest.metrics import (
    average_precision,
    found_in_top,
    roc_auc,
)
from tools.backtest.resampling import drawn, interval
from tools.outlook import calibration_error

CASES = st.lists(
    st.tuples(st.integers(0, 1), st.integers(0, 5), st.integers(0, 3)), min_size=2, max_size=30
).filter(lambda rows: len({row[0] for row in rows if row[2]}) == 2)


@settings(max_examples=30, deadline=None)
@given(CASES)
def test_ranking_metrics_are_those_of_scikit_learn_ties_and_weights_included(
    rows: list[tuple[int, int, int]],
) -> None:
    came, scores, weights = (np.array(column, dtype=float) for column in zip(*rows, strict=True))
    both = np.vstack([weights, np.ones(len(rows))])
    for at, used in enumerate(both):
        if len(np.unique(came[used > 0])) == 2:
            assert roc_auc(came, scores, both)[at] == pytest.approx(
                roc_auc_score(came, scores, sample_weight=used)
            )
            assert average_precision(came, scores, both)[at] == pytest.approx(
                average_precision_score(came, scores, sample_weight=used)
            )


def test_where_all_came_true_there_is_no_auc() -> None:
    assert np.isnan(roc_auc(np.ones(3), np.arange(3.0), np.ones((1, 3)))).all()


def test_the_top_holds_the_best_scores_and_a_partner_drawn_twice_takes_two_places() -> None:
    lost, scores = np.array([10.0, 40.0, 30.0, 20.0]), np.array([4.0, 3.0, 2.0, 1.0])
    weights = np.array([[1.0, 1.0, 1.0, 1.0], [2.0, 0.0, 1.0, 1.0], [0.0, 0.0, 0.0, 1.0]])
    held, places = found_in_top(lost, scores, weights, top=2)
    assert held.tolist() == [50, 20, 20]
    assert places.tolist() == [2, 2, 1]


def test_calibration_error_is_the_mean_gap_of_its_bins() -> None:
    came = np.array([0.0, 1.0, 1.0, 1.0])
    chances = np.array([0.2, 0.3, 0.8, 0.9])
    assert calibration_error(came, chances, bins=2) == pytest.approx((0.25 + 0.15) / 2)
    assert calibration_error(came, came) == 0


def test_draws_keep_a_partners_rows_together_and_repeat_with_the_seed() -> None:
    ids = np.array(["a", "b", "a", "c"])
    weights = np.vstack(list(drawn(ids, 50, seed=7)))
    assert weights.shape == (50, 4)
    assert (weights[:, 0] == weights[:, 2]).all()
    assert (weights == np.vstack(list(drawn(ids, 50, seed=7)))).all()
    assert not (weights == np.vstack(list(drawn(ids, 50, seed=8)))).all()


def test_an_interval_leaves_out_the_outermost_draws_and_those_that_are_unknown() -> None:
    assert interval(np.append(np.arange(201.0), np.nan)) == (5, 195)
    assert all(np.isnan(interval(np.array([np.nan]))))
