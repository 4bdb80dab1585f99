from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from evals.lifetime_worlds import World, generated
from tests.unit.tools.economics.worlds import POLICY, cost, won, world
from tests.unit.tools.event_tables import ago
from tools.economics import History, lifetimes
from tools.economics.ahead import Ahead, ahead
from tools.economics.calibrating import LEVEL, correction, uncorrected, unjudged
from tools.economics.rates import Rates, rates

CERTAIN = Ahead(
    chances=np.array([[1.0]]),
    nothing=np.array([[0.0]]),
    shape=np.array([[1.0]]),
    scale=np.array([[100.0]]),
    stopped=np.array([0.0]),
    recent=np.array([100.0]),
    quiet=np.array([False]),
)
"""Revenue that is exponential with mean 100."""
WORLD = World("test", partners=150, past=36)


def drawn(seed: int = 0, **columns: float) -> tuple[History, np.ndarray]:
    return generated(replace(WORLD, **columns), 12, np.random.default_rng(seed))  # type: ignore[arg-type]  # numbers


def test_an_exponential_revenue_has_its_known_mean_and_quantiles() -> None:
    assert CERTAIN.mean.tolist() == [100]
    assert CERTAIN.share_below(np.array([100.0])) == pytest.approx(1 - np.exp(-1))
    assert CERTAIN.quantile(np.array([0.9])) == pytest.approx(-100 * np.log(0.1), rel=1e-6)


def test_with_an_even_chance_of_nothing_the_interval_begins_at_nothing_and_ends_at_four_in_five() -> None:
    half = replace(CERTAIN, nothing=np.array([[0.5]]))
    low, high = uncorrected().intervals(half)
    assert low == 0
    # 0.5 + 0.5 (1 - e^-x) = 0.8, so e^-x = 0.4
    assert high == pytest.approx(-100 * np.log(0.4), rel=1e-6)


def test_without_such_a_chance_a_tenth_lies_on_either_side() -> None:
    low, high = uncorrected().intervals(CERTAIN)
    assert low == pytest.approx(-100 * np.log(0.9), rel=1e-6)
    assert high == pytest.approx(-100 * np.log(0.1), rel=1e-6)


def test_what_is_expected_is_rate_times_time_times_size_for_who_never_stops() -> None:
    known = Rates(
        alpha=np.array([6.0]),
        beta=np.array([3.0]),  # two deals a month
        size=np.array([1_000.0]),
        unsure=np.array([0.0]),
        spread=1.0,
        stopped=np.array([0.25]),
        recent=np.array([24_000.0]),
        quiet=np.array([False]),
        stops=1e-12,
    )
    assert ahead(known, 12).mean == pytest.approx(0.75 * 2 * 12 * 1_000, rel=1e-6)


def test_who_has_ended_is_expected_to_bring_nothing() -> None:
    history, _ = drawn()
    ended = replace(history, ended=np.where(np.arange(len(history.ended)) == 0, 5.0, history.ended))
    assert ahead(rates(ended), 12).mean[0] == 0


def test_longer_silence_makes_having_stopped_likelier() -> None:
    history, _ = drawn()
    at = int(np.argmax(history.wins[:, :6].sum(axis=1)))
    silent = history.wins.copy()
    silent[at, :6] = 0
    assert rates(replace(history, wins=silent)).stopped[at] > rates(history).stopped[at]


@pytest.mark.parametrize("times", [0.01, 40.0])
def test_another_currency_scales_the_interval(times: float) -> None:
    history, _ = drawn()
    other = replace(history, revenue=history.revenue * times, squares=history.squares * times**2)
    one, two = (correction(each, 12).intervals(ahead(rates(each), 12)) for each in (history, other))
    np.testing.assert_allclose(two[1], one[1] * times, rtol=1e-4)


def test_the_order_of_partners_changes_nobody() -> None:
    history, _ = drawn()
    mixed = np.random.default_rng(1).permutation(len(history.wins))
    one = correction(history, 12).intervals(ahead(rates(history), 12))[1]
    two = correction(history.of(mixed), 12).intervals(ahead(rates(history.of(mixed)), 12))[1]
    np.testing.assert_allclose(two, one[mixed], rtol=1e-6)


@pytest.mark.parametrize("kind", [{}, {"stops": 0.4}, {"lumps": 3.0, "spread": 1.3}])
def test_eighty_percent_of_outcomes_lie_in_the_interval_of_small_partners_too(kind: dict[str, float]) -> None:
    held: list[tuple[bool, bool]] = []
    for seed in range(6):
        history, came = drawn(seed, **kind)
        live = np.flatnonzero(np.isnan(history.ended) & history.wins[:, :12].any(axis=1))
        known, believed = correction(history, 12), rates(history)
        told = ahead(believed, 12, unjudged(known, 12, believed.recent)).of(live)
        low, high = known.intervals(told)
        small = told.recent < np.median(told.recent)
        held += zip((came[live] >= low) & (came[live] <= high), small, strict=True)
    assert np.mean([one for one, _ in held]) == pytest.approx(LEVEL, abs=0.06)  # about 400 cases
    assert np.mean([one for one, small in held if small]) == pytest.approx(LEVEL, abs=0.08)


def test_with_less_than_a_year_judged_the_smaller_a_partner_the_wider_its_range() -> None:
    history, _ = drawn(past=9)
    known, believed = correction(history, 12), rates(history)
    more = unjudged(known, 12, np.array([0.0, 50.0, 100.0, 900.0]))
    assert known.months < 12
    assert more[0] > more[1] > more[2] == more[3]
    assert len(unjudged(known, 12, believed.recent)) == len(believed.recent)


def test_a_typo_of_one_deal_leaves_other_partners_as_they_were() -> None:
    partners = [{"partner_id": f"p{one}", "signed_on": ago(700)} for one in range(8)]
    deals = [won(f"p{one}", days, 1_000 + 100 * one) for one in range(8) for days in range(5 + one, 700, 45)]
    plain = lifetimes(*world(partners, deals=deals), POLICY).frame["coming"]
    typo = [{**deals[0], "amount": 1e15}, *deals[1:]]
    poisoned = lifetimes(*world(partners, deals=typo), POLICY).frame["coming"]
    assert poisoned["p5"] < 2 * plain["p5"]


def test_nobody_is_expected_to_bring_more_than_it_could() -> None:
    portfolio, movements = world(PARTNERS, deals=DEALS)
    could = pd.Series({"a": 6_000.0, "b": 1e9})
    plain = lifetimes(portfolio, movements, POLICY)
    told = lifetimes(portfolio, movements, POLICY, potential=could)
    assert told.frame["revenue"]["a"] / POLICY.horizon_years == pytest.approx(6_000)
    assert told.frame["revenue"]["b"] == pytest.approx(plain.frame["revenue"]["b"])


def test_the_chance_of_a_loss_is_that_of_earning_less_than_it_takes() -> None:
    told = lifetimes(*world(PARTNERS, deals=DEALS, costs=[cost("a", 30, 1e7, "mdf")]), POLICY)
    chance = told.chance_of_loss(["a", "b"])
    assert chance["a"] > 0.99
    assert chance["b"] < 0.3


def test_with_little_history_the_model_speaks_alone() -> None:
    history, _ = drawn(past=5)
    assert correction(history, 36).months == 0


def test_an_earlier_day_knows_nothing_of_what_followed() -> None:
    history, _ = drawn()
    then = history.before(12)
    changed = replace(history, wins=np.where(np.arange(history.wins.shape[1]) < 12, 9.0, history.wins))
    np.testing.assert_array_equal(changed.before(12).wins, then.wins)


PARTNERS = [{"partner_id": one, "signed_on": ago(700)} for one in "abc"]
DEALS = [won(one, days, 1_000) for one in "ab" for days in range(5, 700, 30)]


def test_a_lifetime_is_what_was_left_so_far_and_what_is_to_come() -> None:
    told = lifetimes(*world(PARTNERS, deals=DEALS, costs=[cost("a", 30, 500, "mdf")]), POLICY)
    frame = told.frame
    # 24 deals of 1,000, half of it margin, less 500
    assert frame["so_far"]["a"] == 24 * 500 - 500
    assert frame["so_far"]["b"] == 24 * 500
    assert frame["value"]["a"] == pytest.approx(frame["so_far"]["a"] + frame["coming"]["a"], abs=1)
    assert frame["yearly"]["a"] == 500
    assert frame["coming"]["a"] == pytest.approx(frame["coming"]["b"] - 500 * frame["years"]["a"])


def test_what_is_to_come_lies_within_its_interval() -> None:
    told = lifetimes(*world(PARTNERS, deals=DEALS), POLICY)
    ends = told.intervals(["a", "c"])
    assert ends["low"]["a"] < told.frame["coming"]["a"] < ends["high"]["a"]
    assert ends["low"]["c"] <= 0 <= ends["high"]["c"]
    assert told.frame["coming"]["c"] < told.frame["coming"]["a"]


def test_who_is_dated_nowhere_has_no_lifetime() -> None:
    told = lifetimes(*world([*PARTNERS, {"partner_id": "d"}], deals=DEALS), POLICY)
    assert pd.isna(told.frame["coming"]["d"])
    assert told.intervals(["d"]).isna().all(axis=None)


def test_a_portfolio_without_a_single_deal_still_has_an_answer() -> None:
    told = lifetimes(*world(PARTNERS), POLICY)
    assert told.frame["coming"].abs().max() < 1
    assert 0 < told.retention < 1


def test_a_discount_and_commissions_lower_what_is_to_come() -> None:
    portfolio, movements = world(PARTNERS, deals=DEALS)
    plain = lifetimes(portfolio, movements, POLICY.model_copy(update={"discount": 0.0}))
    assert lifetimes(portfolio, movements, POLICY).frame["coming"]["a"] < plain.frame["coming"]["a"]
