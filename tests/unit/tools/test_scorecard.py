"""Properties of every measure, and of the scorecard they make up."""

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tools.facts import Unit
from tools.portfolio import Portfolio
from tools.scorecard import (
    AGGREGATES,
    MEASURES,
    Category,
    Direction,
    Fixed,
    Measure,
    Reference,
    ScorecardPolicy,
    raw_values,
    scorecards,
    scored,
)

DAY = date(2026, 9, 30)
POLICY = ScorecardPolicy()
COLUMNS = [aggregate.name for aggregate in AGGREGATES if not aggregate.name.endswith("_on")]


def portfolio(seed: int = 1, size: int = 12, **columns: Sequence[object]) -> Portfolio:
    """Partners with small random figures; named columns are set as given."""
    chance = np.random.default_rng(seed)
    frame = pd.DataFrame(
        {name: chance.integers(0, 6, size).astype(float) for name in COLUMNS},
        index=pd.Index([f"p{number:02}" for number in range(size)], name="partner_id"),
    )
    frame["type"] = chance.choice(["si", "isv"], size)
    frame["status"] = "active"
    frame["share_of_wallet"] = np.where(chance.random(size) < 0.3, np.nan, chance.random(size))
    frame = frame.assign(sc_won_ever=frame["sc_won_365d"] + 1, sc_won_730d=frame["sc_won_365d"])
    return Portfolio(DAY, "EUR", frame.assign(**columns))


measures = pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.name)
seeds = settings(max_examples=8, deadline=None)


def score_of(measure: Measure, frame: pd.DataFrame, peers: pd.DataFrame | None = None) -> pd.Series:
    everybody = frame if peers is None else peers
    reference = Reference(raw_values(measure, everybody, POLICY), everybody["type"])
    return scored(measure, reference.raw.reindex(frame.index), frame["type"], reference, POLICY)


def test_weights_add_up_to_one_hundred_and_every_category_has_a_measure() -> None:
    assert sum(measure.weight for measure in MEASURES) == 100
    assert {measure.category for measure in MEASURES} == set(Category)


@measures
@seeds
@given(seed=st.integers(0, 500))
def test_scores_lie_between_0_and_100_and_are_missing_only_where_the_value_is(
    measure: Measure, seed: int
) -> None:
    frame = portfolio(seed).partners
    scores = score_of(measure, frame)
    assert scores.dropna().between(0, 100).all()
    assert (scores.isna() == raw_values(measure, frame, POLICY).isna()).all()


@measures
@seeds
@given(seed=st.integers(0, 500))
def test_a_better_value_never_scores_worse_within_a_type(measure: Measure, seed: int) -> None:
    frame = portfolio(seed).partners
    ordered = pd.DataFrame(
        {"raw": raw_values(measure, frame, POLICY), "score": score_of(measure, frame)}
    ).dropna()
    for _, peers in ordered.groupby(frame["type"].reindex(ordered.index)):
        assert peers.sort_values(["raw", "score"])["score"].is_monotonic_increasing


@measures
@seeds
@given(seed=st.integers(0, 500))
def test_the_order_of_partners_does_not_matter(measure: Measure, seed: int) -> None:
    frame = portfolio(seed).partners
    shuffled = frame.sample(frac=1, random_state=seed)
    pd.testing.assert_series_equal(score_of(measure, shuffled).reindex(frame.index), score_of(measure, frame))


@measures
@seeds
@given(seed=st.integers(0, 500))
def test_scoring_one_partner_equals_its_row_in_all(measure: Measure, seed: int) -> None:
    frame = portfolio(seed).partners
    alone = score_of(measure, frame.iloc[[3]], peers=frame)
    pd.testing.assert_series_equal(alone, score_of(measure, frame).iloc[[3]])


@measures
def test_what_nobody_records_is_missing_and_not_zero(measure: Measure) -> None:
    empty = portfolio(share_of_wallet=np.nan).partners
    empty[COLUMNS] = 0.0
    empty[[name for name in COLUMNS if name.endswith("_breadth")]] = np.nan
    assert raw_values(measure, empty, POLICY).isna().all()


def test_lower_is_better_turns_the_score_around() -> None:
    raw = pd.Series([1.0, 2.0, 3.0], index=["a", "b", "c"])
    types = pd.Series("si", index=raw.index)
    waits = Measure(
        "waits", Category.COMMITMENT, Unit.DAYS, 1, lambda f, _: f["w"], direction=Direction.LOWER
    )
    assert scored(waits, raw, types, Reference(raw, types), POLICY).tolist() == [100.0, 50.0, 0.0]


def test_a_fixed_scale_does_not_look_at_peers() -> None:
    raw = pd.Series([-2.0, 0.0, 0.5], index=["a", "b", "c"])
    types = pd.Series("si", index=raw.index)
    growth = Measure("g", Category.CONTRIBUTION, Unit.SHARE, 1, lambda f, _: f["g"], Fixed(-1, 1))
    nobody = Reference(raw[:0], types[:0])
    assert scored(growth, raw, types, nobody, POLICY).tolist() == [0.0, 50.0, 75.0]


def test_a_single_partner_of_its_type_is_measured_against_everybody() -> None:
    only = portfolio(type=["agency"] + ["si"] * 11)
    revenue = raw_values(MEASURES[0], only.partners, POLICY)
    others = revenue.iloc[1:]
    expected = 100 * ((others < revenue.iloc[0]).mean() + (others == revenue.iloc[0]).mean() / 2)
    assert scorecards(only, POLICY).score.iloc[0, 0] == pytest.approx(expected)


def test_won_revenue_counts_influenced_deals_at_half() -> None:
    counted = portfolio(sc_revenue_365d=100.0, sc_influenced_365d=40.0)
    assert (raw_values(MEASURES[0], counted.partners, POLICY) == 80).all()


@pytest.mark.parametrize(
    ("now", "before", "growth"), [(50, 100, -0.5), (500, 100, 1), (10, 0, 1), (0, 0, None), (0, 5, -1)]
)
def test_growth_compares_half_years_and_is_bounded(now: float, before: float, growth: float | None) -> None:
    frame = portfolio(
        sc_revenue_180d=float(now),
        sc_influenced_180d=0.0,
        sc_revenue_180d_before=float(before),
        sc_influenced_180d_before=0.0,
    )
    value = scorecards(frame, POLICY).raw["growth"].iloc[0]
    assert np.isnan(value) if growth is None else value == growth


def test_a_win_rate_on_few_deals_counts_for_less() -> None:
    few = portfolio(size=3, sc_won_365d=[1.0, 10.0, 0.0], sc_lost_365d=0.0, sc_lost_ever=[0.0, 2.0, 0.0])
    rates = scorecards(few, POLICY).raw["win_rate"]
    assert rates.iloc[0] < rates.iloc[1] < 1
    assert np.isnan(rates.iloc[2])
    assert rates.iloc[1] == pytest.approx(10 / (10 + POLICY.win_rate_z**2))


def test_experts_weigh_more_than_associates() -> None:
    frame = portfolio(sc_certifications=3.0, sc_professional=1.0, sc_expert=1.0).partners
    named = next(measure for measure in MEASURES if measure.name == "certifications")
    assert (raw_values(named, frame, POLICY) == 1 + 2 + 3).all()


@seeds
@given(seed=st.integers(0, 500))
def test_points_add_up_to_the_total_and_weights_to_one(seed: int) -> None:
    cards = scorecards(portfolio(seed), POLICY)
    np.testing.assert_allclose(cards.points.sum(axis=1), cards.total)
    np.testing.assert_allclose(cards.weight.sum(axis=1), 1)
    assert cards.total.between(0, 100).all()
    assert cards.categories["consumption"].isna().all()
    assert (cards.confidence <= 0.85).all()


def test_missing_data_lowers_confidence_and_never_the_score() -> None:
    known = portfolio(2)
    unknown = Portfolio(DAY, "EUR", known.partners.assign(share_of_wallet=np.nan))
    before, after = scorecards(known, POLICY), scorecards(unknown, POLICY)
    partner = known.partners["share_of_wallet"].idxmin()
    assert after.confidence[partner] < before.confidence[partner]
    assert after.total[partner] > before.total[partner]


def test_ended_partners_and_prospects_are_not_scored_and_are_nobodys_peers() -> None:
    everybody = portfolio(3, status=["ended", "prospect", "applicant", "paused"] + ["active"] * 8)
    rest = Portfolio(DAY, "EUR", everybody.partners.iloc[3:])
    cards = scorecards(everybody, POLICY)
    assert list(cards.total.index) == list(rest.partners.index)
    pd.testing.assert_series_equal(cards.total, scorecards(rest, POLICY).total)


def test_no_partners_no_scores() -> None:
    assert scorecards(Portfolio(DAY, "EUR", portfolio().partners.iloc[:0]), POLICY).total.empty


def test_partners_without_any_data_have_no_total() -> None:
    frame = portfolio(share_of_wallet=np.nan).partners
    frame[COLUMNS] = 0.0
    frame[[name for name in COLUMNS if name.endswith("_breadth")]] = np.nan
    cards = scorecards(Portfolio(DAY, "EUR", frame), POLICY)
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
    cards = scorecards(portfolio(sc_revenue_180d_before=1.0), only)
    pd.testing.assert_series_equal(cards.total, cards.score["growth"], check_names=False)
