"""The scorecard that the measures make up: scales, weights, confidence."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.tools.scored_portfolios import DAY, nobody_has_anything, portfolio
from tools.facts import Unit
from tools.portfolio import Portfolio
from tools.scorecard import (
    BY_NAME,
    MEASURES,
    Category,
    Direction,
    Fixed,
    Measure,
    Reading,
    Reference,
    ScorecardPolicy,
    raw_values,
    scorecards,
    scored,
)

POLICY = ScorecardPolicy()
seeds = settings(max_examples=8, deadline=None)


def waits(reading: Reading) -> pd.Series:
    return reading.rows["waits"]


def test_lower_is_better_turns_the_score_around() -> None:
    raw = pd.Series([1.0, 2.0, 3.0], index=["a", "b", "c"])
    types = pd.Series(1, index=raw.index)
    measure = Measure(
        "waits", Category.COMMITMENT, Unit.DAYS, 1, waits, ("waits",), direction=Direction.LOWER
    )
    assert scored(measure, raw, types, Reference(raw, types), POLICY).tolist() == [100.0, 50.0, 0.0]


def test_a_fixed_scale_does_not_look_at_peers() -> None:
    raw = pd.Series([-2.0, 0.0, 0.5], index=["a", "b", "c"])
    types = pd.Series(1, index=raw.index)
    measure = Measure("waits", Category.CONTRIBUTION, Unit.SHARE, 1, waits, ("waits",), scale=Fixed(-1, 1))
    assert scored(measure, raw, types, Reference(raw[:0], types[:0]), POLICY).tolist() == [0.0, 50.0, 75.0]


def test_a_single_partner_of_its_type_is_measured_against_everybody() -> None:
    only = portfolio(type=["agency"] + ["si"] * 11)
    revenue = raw_values(MEASURES[0], Reading(only.partners, only.partners, POLICY))
    others = revenue.iloc[1:]
    expected = 100 * ((others < revenue.iloc[0]).mean() + (others == revenue.iloc[0]).mean() / 2)
    assert scorecards(only, POLICY).score.iloc[0, 0] == pytest.approx(expected * (revenue.iloc[0] > 0))


def test_few_peers_of_a_type_count_less_than_all() -> None:
    revenue = [float(number) for number in range(1, 13)]
    types = ["si"] * 3 + ["isv"] * 9  # the third is the best of its type and third from the bottom of all
    scores = scorecards(portfolio(type=types, sc_revenue_365d=revenue, sc_influenced_365d=0.0), POLICY).score[
        "won_revenue"
    ]
    trust = 2 / (2 + 8)  # two others of the type, `type_peers` 8
    assert scores["p02"] == pytest.approx(trust * 100 + (1 - trust) * 100 * 2 / 11)


@seeds
@given(seed=st.integers(0, 500))
def test_points_add_up_to_the_total_and_weights_to_one(seed: int) -> None:
    cards = scorecards(portfolio(seed), POLICY)
    np.testing.assert_allclose(cards.points.sum(axis=1), cards.total)
    np.testing.assert_allclose(cards.weight.sum(axis=1), 1)
    assert cards.total.between(0, 100).all()
    assert (cards.confidence <= 0.96 + 1e-9).all()  # nothing is known of cells


def test_confidence_is_the_share_of_the_weight_that_is_backed() -> None:
    cards = scorecards(portfolio(2), POLICY)
    by_hand = sum(measure.weight * cards.backing[measure.name]["p05"] for measure in MEASURES) / 100
    assert cards.confidence["p05"] == pytest.approx(by_hand)
    coverage = 3 * sum(cards.backing[f"{name}_won"]["p05"] for name in ("sectors", "technologies", "regions"))
    assert cards.category_backed["coverage"]["p05"] == pytest.approx(coverage / 13)


def test_missing_data_lowers_confidence_and_never_the_score() -> None:
    known = portfolio(2)
    unknown = Portfolio(DAY, "EUR", known.partners.assign(share_of_wallet=np.nan))
    before, after = scorecards(known, POLICY), scorecards(unknown, POLICY)
    partner = known.partners["share_of_wallet"].idxmin()
    assert after.confidence[partner] < before.confidence[partner]
    assert after.total[partner] > before.total[partner]


def test_no_partners_no_scores() -> None:
    assert scorecards(Portfolio(DAY, "EUR", portfolio().partners.iloc[:0]), POLICY).total.empty


def test_partners_without_any_data_have_no_total() -> None:
    cards = scorecards(Portfolio(DAY, "EUR", nobody_has_anything()), POLICY)
    assert cards.total.isna().all()
    assert (cards.confidence == 0).all()


@pytest.mark.parametrize(
    "weights", [{"revenue": 3}, {"growth": -1}, {measure.name: 0 for measure in MEASURES}]
)
def test_weights_that_mean_nothing_are_refused(weights: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="weight"):
        ScorecardPolicy(weights=weights)


def test_a_weight_in_the_policy_replaces_the_measures_own() -> None:
    only = ScorecardPolicy(weights={measure.name: float(measure.name == "growth") for measure in MEASURES})
    cards = scorecards(portfolio(sc_revenue_180d_before=1.0, sc_won_180d=9.0), only)
    pd.testing.assert_series_equal(cards.total, cards.score["growth"], check_names=False)


def test_a_side_is_firm_only_with_enough_behind_it() -> None:
    cards = scorecards(portfolio(sc_emails_out_180d=2.0, sc_won_365d=1.0), POLICY)
    assert not cards.firm("p00", BY_NAME["answers"])
    assert cards.firm("p00", BY_NAME["won_revenue"])
    assert cards.few_cases("p00", BY_NAME["won_revenue"])
