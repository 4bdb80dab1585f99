"""What a potential rests on, hand computations, and what holds for any portfolio."""

from datetime import date
from math import exp, log, sqrt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.tools.event_tables import DAY, ago, wins
from tests.unit.tools.event_tables import portfolio as evaluated
from tests.unit.tools.potential.portfolios import NOWHERE, POLICY, drawn, portfolio, potential
from tools import outlook
from tools.portfolio import Portfolio
from tools.potential import PotentialPolicy, potentials
from tools.potential.ranges import quantile
from tools.potential.ridge import Ridge

MONEY = ["current", "potential", "low", "high", "headroom"]
ALIKE = [{"partner_id": f"q{amount}", "potential_revenue": amount} for amount in (50.0, 100.0, 200.0)]


def frame_of(one: Portfolio, policy: PotentialPolicy = POLICY) -> pd.DataFrame:
    return potentials(one, policy, NOWHERE).frame


def test_a_potential_on_file_is_taken_as_it_is() -> None:
    row = potential([{"partner_id": "a", "potential_revenue": 500.0}], a=200.0).frame.loc["a"]
    assert row[MONEY].tolist() == [200, 500, 500, 500, 300]
    assert (row["source"], row["peers"]) == ("given", 0)


def test_a_potential_on_file_below_current_revenue_is_raised_to_it() -> None:
    row = potential([{"partner_id": "a", "potential_revenue": 100.0}], a=200.0).frame.loc["a"]
    assert row[[*MONEY, "on_file"]].tolist() == [200, 200, 200, 200, 0, 100]


def test_a_share_of_wallet_implies_a_potential_with_its_uncertainty() -> None:
    row = potential([{"partner_id": "a", "share_of_wallet": 0.25}], a=300.0).frame.loc["a"]
    # 300 / 0.25 = 1200; 1.5 times off either way
    assert row[MONEY].tolist() == pytest.approx([300, 1200, 800, 1800, 900])
    assert row["source"] == "wallet"


@pytest.mark.parametrize(
    ("share", "won", "signed"), [(0.0, 300.0, None), (0.2, 0.0, None), (0.2, 300.0, ago(364))]
)
def test_a_share_of_wallet_tells_nothing_without_a_year_of_revenue(
    share: float, won: float, signed: date | None
) -> None:
    row = {"partner_id": "a", "share_of_wallet": share, "signed_on": signed}
    assert potential([row], a=won).frame.loc["a", "source"] == "none"


def test_a_year_after_signing_the_share_of_wallet_tells() -> None:
    row = {"partner_id": "a", "share_of_wallet": 0.2, "signed_on": ago(365)}
    assert potential([row], a=100.0).frame.loc["a", ["source", "potential"]].tolist() == ["wallet", 500]


def test_of_partners_that_differ_in_nothing_the_geometric_mean_with_students_range_is_told() -> None:
    row = potential([*ALIKE, {"partner_id": "a"}]).frame.loc["a"]
    # Logarithms log 50, log 100, log 200: mean log 100. Leverage of each is 1/3, so that the errors are
    # (-log 2, 0, log 2) / sqrt(2/3); their mean square is log(2)^2 * (1 + 0 + 1) / 3 * 3/2 = log(2)^2.
    # Freedom is 3 - 1 - 1 = 1, where Student's 90 % quantile is tan(0.4 pi) = 3.0777; spread sqrt(1 + 1/3).
    off = exp(3.0777 * log(2) * sqrt(4 / 3))
    assert row[["potential", "low", "high"]].tolist() == pytest.approx([100, 100 / off, 100 * off], rel=1e-3)
    assert (row["source"], row["peers"]) == ("peers", 3)


def test_what_a_partner_brings_already_bounds_its_range() -> None:
    row = potential([*ALIKE, {"partner_id": "a"}], a=100_000.0).frame.loc["a"]
    assert row[MONEY].tolist() == [100_000, 100_000, 100_000, 100_000, 0]


def test_without_potentials_the_better_partners_of_the_kind_are_the_measure() -> None:
    rows = [{"partner_id": f"p{one:02}"} for one in range(40)]
    won = {f"p{one:02}": 100.0 * (one + 1) for one in range(40)}
    found = potential([*rows, {"partner_id": "new"}], **won)
    row = found.frame.loc["new"]
    assert (row["source"], row["peers"]) == ("attained", 40)
    # The best quarter of 100..4000 is 3100..4000; its middle about 3550, its tenths 3200 and 3900.
    assert row[["potential", "low", "high"]].tolist() == pytest.approx([3550, 3200, 3900], rel=0.05)


def test_nothing_is_told_where_nobody_of_the_kind_is_known() -> None:
    found = potential([{"partner_id": "a"}, {"partner_id": "b", "potential_revenue": 5.0}])
    assert found.frame.loc["a", "source"] == "none"
    assert found.frame.loc["a", ["potential", "low", "high", "headroom"]].isna().all()
    assert found.peers.index.tolist() == ["b"]


def test_an_empty_portfolio_has_no_potentials() -> None:
    assert potentials(portfolio([{"partner_id": "a", "ended_on": ago(1)}]), POLICY, NOWHERE).frame.empty


def test_who_has_ended_is_neither_told_of_nor_learnt_from() -> None:
    gone = [{**row, "ended_on": ago(1)} for row in ALIKE]
    assert potential([*gone, {"partner_id": "a"}]).frame["source"].to_dict() == {"a": "none"}


def test_a_share_of_wallet_that_misses_potentials_on_file_gives_way_to_peers() -> None:
    one = drawn(3, 200, known=0.7)
    wild = np.random.default_rng(1).choice([0.01, 1.0], 200)
    frame = frame_of(Portfolio(DAY, "EUR", one.partners.assign(share_of_wallet=wild)))
    assert set(frame["source"]) == {"given", "peers"}


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([0.0, 0.1, 0.5, 0.9]), st.integers(1, 60))
def test_ranges_hold_their_potential_which_is_never_below_current_revenue(
    seed: int, known: float, size: int
) -> None:
    frame = frame_of(drawn(seed, size, known)).dropna(subset="potential")
    assert (frame["low"] <= frame["potential"]).all()
    assert (frame["potential"] <= frame["high"]).all()
    assert (frame["low"] >= frame["current"]).all()
    assert (frame["headroom"] == frame["potential"] - frame["current"]).all()
    assert np.isfinite(frame[MONEY].to_numpy()).all()


@settings(max_examples=4, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([0.01, 160.0]), st.sampled_from([0.0, 0.6]))
def test_another_currency_scales_every_amount(seed: int, times: float, known: float) -> None:
    one = drawn(seed, known=known)
    names = ["annual_revenue", "potential_revenue", "outlook_revenue_365d"]
    scaled = one.partners.assign(**{name: one.partners[name] * times for name in names})
    frame, other = frame_of(one), frame_of(Portfolio(DAY, "JPY", scaled))
    np.testing.assert_allclose(other[MONEY].to_numpy(float), times * frame[MONEY].to_numpy(float), rtol=1e-6)


@settings(max_examples=4, deadline=None)
@given(st.integers(0, 10_000))
def test_the_order_of_partners_does_not_matter(seed: int) -> None:
    one = drawn(seed)
    order = np.random.default_rng(seed).permutation(len(one.partners))
    shuffled = frame_of(Portfolio(DAY, "EUR", one.partners.iloc[order]))
    frame = frame_of(one)
    np.testing.assert_allclose(
        shuffled.loc[frame.index, MONEY].to_numpy(float), frame[MONEY].to_numpy(float), rtol=1e-8
    )


def test_more_of_the_same_peers_do_not_widen_ranges() -> None:
    one = drawn(5, 60)
    twice = one.partners.set_axis([f"{name}b" for name in one.partners.index])
    both = pd.concat([one.partners, twice]).rename_axis("partner_id").sort_index()
    frame, more = frame_of(one), frame_of(Portfolio(DAY, "EUR", both))
    asked = frame.index[frame["source"].eq("peers")]
    widths = [np.log(one.loc[asked, "high"] / one.loc[asked, "low"]).median() for one in (frame, more)]
    assert 0 < widths[1] <= widths[0]


def test_larger_partners_have_more_potential_where_size_tells() -> None:
    one = drawn(7, 200)
    extra = one.partners.iloc[[0, 0]].set_axis(["x-large", "x-small"]).rename_axis("partner_id")
    extra = extra.assign(
        potential_revenue=np.nan,
        share_of_wallet=np.nan,
        outlook_revenue_365d=0.0,
        employees=[400.0, 4.0],
        annual_revenue=[exp(17.0), exp(13.0)],
    )
    frame = frame_of(Portfolio(DAY, "EUR", pd.concat([one.partners, extra])))
    assert frame.loc["x-large", "potential"] > 5 * frame.loc["x-small", "potential"]


def test_revenue_after_the_day_changes_nothing() -> None:
    rows = [{"partner_id": "a", "share_of_wallet": 0.5}]
    now = wins("a", 0, 364, 365, amount=100.0)
    later = wins("a", -1, -30, amount=9_000.0)
    first, second = (evaluated(outlook.AGGREGATES, rows, deals=deals) for deals in (now, [*now, *later]))
    pd.testing.assert_frame_equal(frame_of(first), frame_of(second))
    assert frame_of(first).loc["a", ["current", "potential"]].tolist() == [200, 400]


def test_left_out_errors_are_those_of_fits_without_the_row() -> None:
    chance = np.random.default_rng(2)
    columns, values = chance.normal(0, 1, (30, 4)), chance.normal(0, 1, 30)
    fit = Ridge.fit(columns, values)
    penalty = 1 / fit.stretch[0] - np.linalg.eigvalsh(np.cov(columns.T, bias=True) * 30)[0]
    kept = np.arange(30) != 5
    center, middle = columns[kept].mean(axis=0), values[kept].mean()
    table = columns[kept] - center
    slopes = np.linalg.solve(table.T @ table + penalty * np.eye(4), table.T @ (values[kept] - middle))
    predicted = middle + (columns[5] - center) @ slopes
    assert fit.left_out(columns, values)[5] == pytest.approx(predicted, abs=0.01)


def test_the_quantile_of_errors_is_the_one_at_its_rank_among_one_more() -> None:
    errors = np.arange(1.0, 40.0)  # 39 errors: a tenth of 40 is the 4th, nine tenths the 36th
    assert quantile(errors, 0.1, 38) == pytest.approx(4)
    assert quantile(errors, 0.9, 38) == pytest.approx(36)
    heavy = np.where(errors > 20, 1.0, 1e-9)  # as if only 21..39 were known: a tenth of 20 is the 2nd
    assert quantile(np.tile(errors, 2), 0.5, 38, np.tile(heavy, 2)) == pytest.approx(30, abs=0.6)
