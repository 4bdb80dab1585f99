"""Properties that hold for every measure of the scorecard."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.tools.scored_portfolios import DATES, DAY, MONEY, nobody_has_anything, portfolio
from tools.portfolio import Portfolio
from tools.scorecard import (
    AGGREGATES,
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
    type_codes,
)

POLICY = ScorecardPolicy()
CELLS = pd.MultiIndex.from_tuples(
    [("p00", "a", "x"), ("p01", "a", "x"), ("p01", "b", "x"), ("p03", "b", "y"), ("p04", "a", "y")],
    names=["partner_id", "sector", "technology"],
)
measures = pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.name)
seeds = settings(max_examples=3, deadline=None)
any_seed = st.integers(0, 500)


def raws(rows: pd.DataFrame, peers: pd.DataFrame | None = None) -> pd.DataFrame:
    """Raw values of `rows`, one column per measure, beside the peers, themselves if none are given."""
    reading = Reading(rows, rows if peers is None else peers, POLICY, CELLS, CELLS)
    return pd.DataFrame({measure.name: raw_values(measure, reading) for measure in MEASURES})


def scores(rows: pd.DataFrame, peers: pd.DataFrame | None = None) -> pd.DataFrame:
    """Scores of `rows` against the peers, one column per measure."""
    values, others = raws(rows, peers), raws(rows if peers is None else peers)
    types, kinds = (type_codes(frame["type"]) for frame in (rows, rows if peers is None else peers))
    return pd.DataFrame(
        {
            measure.name: scored(
                measure, values[measure.name], types, Reference(others[measure.name], kinds), POLICY
            )
            for measure in MEASURES
        }
    )


def test_weights_add_up_to_one_hundred_and_every_category_has_measures() -> None:
    assert sum(measure.weight for measure in MEASURES) == 100
    assert {measure.category for measure in MEASURES} == set(Category)
    assert len({measure.name for measure in MEASURES}) == len(MEASURES)


@measures
def test_a_measure_tells_its_formula_and_reads_only_what_there_is(measure: Measure) -> None:
    assert "Formula:" in measure.values.__doc__ or "Unit:" in measure.values.__doc__
    columns = {item.name for item in AGGREGATES} | {"share_of_wallet"}
    assert {name.removeprefix("-") for name in measure.reads} <= columns
    assert {name.removeprefix("-") for name in measure.cases} <= columns
    assert measure.reads
    assert measure.first_on in {*DATES, ""}
    assert measure.cases or not measure.enough


@seeds
@given(seed=any_seed)
def test_scores_lie_between_0_and_100_and_are_missing_only_where_the_value_is(seed: int) -> None:
    frame = portfolio(seed).partners
    made = scores(frame)
    assert ((made >= 0) & (made <= 100) | made.isna()).all(axis=None)
    pd.testing.assert_frame_equal(made.isna(), raws(frame).isna())


@seeds
@given(seed=any_seed)
def test_a_better_value_never_scores_worse_within_a_type(seed: int) -> None:
    frame = portfolio(seed).partners
    values, made = raws(frame), scores(frame)
    for measure in MEASURES:
        better = values[measure.name] * (1 if measure.direction is Direction.HIGHER else -1)
        ordered = pd.DataFrame({"raw": better, "score": made[measure.name], "type": frame["type"]}).dropna()
        for _, peers in ordered.groupby("type"):
            assert peers.sort_values(["raw", "score"])["score"].is_monotonic_increasing, measure.name


@seeds
@given(seed=any_seed)
def test_the_order_of_partners_does_not_matter(seed: int) -> None:
    frame = portfolio(seed).partners
    shuffled = frame.sample(frac=1, random_state=seed)
    pd.testing.assert_frame_equal(scores(shuffled).reindex(frame.index), scores(frame))


@seeds
@given(seed=any_seed)
def test_scoring_one_partner_equals_its_row_in_all(seed: int) -> None:
    frame = portfolio(seed).partners
    pd.testing.assert_frame_equal(scores(frame.iloc[[3]], peers=frame), scores(frame).iloc[[3]])


@seeds
@given(seed=any_seed, rate=st.sampled_from([0.01, 7.0, 1e6]))
def test_the_currency_does_not_matter(seed: int, rate: float) -> None:
    frame = portfolio(seed).partners
    other = frame.assign(**{name: frame[name] * rate for name in MONEY})
    pd.testing.assert_frame_equal(scores(other), scores(frame))


@measures
def test_what_nobody_records_is_missing_and_not_zero(measure: Measure, nothing: Reading) -> None:
    assert raw_values(measure, nothing).isna().all()


@pytest.fixture(scope="module")
def nothing() -> Reading:
    frame = nobody_has_anything()
    return Reading(frame, frame, POLICY, CELLS[:0], CELLS[:0])


def test_equal_partners_have_equal_scores() -> None:
    frame = portfolio(4, share_of_wallet=0.4).partners
    twins = frame.assign(**{name: frame[name].iloc[5] for name in frame if name not in ("type", "name")})
    made = scores(twins.drop(index=["p00", "p01", "p03", "p04"]), peers=twins)  # who covers no cell
    alike = (made == made.iloc[0]) | (made.isna() & made.iloc[0].isna())
    assert alike.all(axis=None)


@seeds
@given(seed=any_seed)
def test_an_only_partner_is_in_the_middle_or_has_none_of_it(seed: int) -> None:
    only = portfolio(seed, size=1).partners
    values, made = raws(only).iloc[0], scores(only).iloc[0]
    for measure in MEASURES:
        value, score = values[measure.name], made[measure.name]
        if isinstance(measure.scale, Fixed) or np.isnan(value):
            assert np.isnan(score) or 0 <= score <= 100, measure.name
        else:
            none = value <= 0 and measure.direction is Direction.HIGHER
            assert score == (0 if none else 50), measure.name


@seeds
@given(seed=any_seed)
def test_partners_that_are_no_peers_change_nothing(seed: int) -> None:
    everybody = portfolio(seed, status=["ended", "prospect", "applicant", "paused"] + ["active"] * 8)
    rest = Portfolio(DAY, "EUR", everybody.partners.iloc[3:])
    pd.testing.assert_frame_equal(
        scorecards(everybody, POLICY, CELLS).score, scorecards(rest, POLICY, CELLS).score
    )


@seeds
@given(seed=any_seed, days=st.integers(0, 900))
def test_backing_lies_between_0_and_1_and_grows_with_the_time_a_partner_is_known(
    seed: int, days: int
) -> None:
    since = [pd.Timestamp(DAY) - pd.Timedelta(days=days + 10 * number) for number in range(12)]
    cards = scorecards(portfolio(seed, signed_on=since, sc_first_won_on=since), POLICY, CELLS)
    assert ((cards.backing >= 0) & (cards.backing <= 1)).all(axis=None)
    assert ((cards.backing > 0) == cards.score.notna()).all(axis=None)
    for measure in MEASURES:
        told = cards.score[measure.name].notna() | cards.too_early[measure.name]
        if measure.window and not measure.enough:
            assert cards.backing[measure.name][told].is_monotonic_increasing, measure.name
