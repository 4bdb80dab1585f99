"""Chances and losses of the next 90 days."""

from datetime import date, timedelta
from math import exp, log

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import gamma as gamma_distribution

from tests.unit.tools.event_tables import DAY, ago, portfolio, wins
from tools.outlook import AGGREGATES, Coefficients, OutlookPolicy, outlook, packaged
from tools.outlook.coefficients import Recalibration
from tools.outlook.forecast import forecast
from tools.portfolio import Portfolio

POLICY = OutlookPolicy()
AS_FORECAST = Coefficients()
CHANCES = ["chance_decline", "chance_silent"]


def made(*names: str, deals: list[dict[str, object]], as_of: date = DAY, **columns: object) -> Portfolio:
    return portfolio(
        AGGREGATES, [{"partner_id": name, **columns} for name in names], as_of=as_of, deals=deals
    )


def ahead(
    *names: str, deals: list[dict[str, object]], coefficients: Coefficients = AS_FORECAST
) -> pd.DataFrame:
    return outlook(made(*names, deals=deals), POLICY, coefficients)


def test_the_forecast_of_one_partner_is_what_a_calculator_gives() -> None:
    found = forecast(made("a", deals=wins("a", 10, 40, amount=500.0))).loc["a"]
    wins_now = exp(-10 / 60) + exp(-40 / 60)
    covered = 60 * (1 - exp(-(40 + 20) / 60))
    typical = wins_now / covered  # alone, it is its own peer
    alpha, beta = 0.3 * wins_now + 2 * typical, 0.3 * covered + 2
    rate = alpha / beta
    missed = log(rate * 10 + 0.1)
    stopped = 1 / (1 + exp(3.8 - 2.1 * missed))
    nothing = (beta / (beta + 90)) ** alpha
    silent = stopped + (1 - stopped) * nothing
    assert found["silent"] == pytest.approx(silent)
    assert found["wins"] == pytest.approx((1 - stopped) * rate * 90)
    size = 500.0  # its own and its peers' mean alike
    squares = (wins_now * 500**2 + 1.3 * 2 * 500**2) / (wins_now + 1.3)
    spread = max(squares - size**2, 0.05 * size**2)
    number, varies = rate * 90, rate * 90 + alpha * (90 / beta) ** 2
    mean = number * size / (1 - nothing)
    square = (number * spread + varies * size**2 + (number * size) ** 2) / (1 - nothing)
    scale = (square - mean**2) / mean
    revenue = gamma_distribution(mean / scale, scale=scale)
    assert found["decline"] == pytest.approx(silent + (1 - silent) * revenue.cdf(500))
    loss = revenue.expect(lambda amount: 1000 - amount, lb=0, ub=1000)
    assert found["loss_selling"] == pytest.approx(loss, rel=1e-6)


def test_the_loss_is_all_of_it_if_they_fall_silent_and_what_may_fall_if_not() -> None:
    deals = wins("a", 10, 40, amount=500.0)
    found, told = ahead("a", deals=deals).loc["a"], forecast(made("a", deals=deals)).loc["a"]
    silent = found["chance_silent"]
    assert found["loss"] == pytest.approx(silent * 1000 + (1 - silent) * told["loss_selling"])
    assert 0 < found["loss"] < found["last_quarter"] == 1000


def test_longer_silence_makes_silence_likelier() -> None:
    names = [str(days) for days in (5, 25, 45, 65, 85)]
    deals = [deal for name in names for deal in wins(name, *range(int(name), 360, 20))]
    chances = ahead(*names, deals=deals)["chance_silent"][names]
    assert chances.is_monotonic_increasing
    assert chances["85"] > 2 * chances["5"]


def test_who_sells_often_is_less_likely_to_fall_silent_than_who_sells_seldom() -> None:
    deals = [*wins("often", *range(10, 360, 5)), *wins("seldom", 10, 100, 190, 280)]
    chances = ahead("often", "seldom", deals=deals)["chance_silent"]
    assert chances["often"] < chances["seldom"]


def test_a_partner_is_judged_by_its_peers_where_it_says_little_itself() -> None:
    busy = [deal for at in range(9) for deal in wins(f"busy{at}", *range(1, 200, 4))]
    slow = [deal for at in range(9) for deal in wins(f"slow{at}", 30, 120)]
    names = [*(f"busy{at}" for at in range(9)), *(f"slow{at}" for at in range(9))]
    partners = [{"partner_id": name, "sectors": [name[:4]]} for name in names]
    new = [{"partner_id": "new1", "sectors": ["busy"]}, {"partner_id": "new2", "sectors": ["slow"]}]
    deals = [*busy, *slow, *wins("new1", 5), *wins("new2", 5)]
    found = forecast(portfolio(AGGREGATES, [*partners, *new], deals=deals))["silent"]
    assert found["new1"] < found["new2"]


def test_nothing_is_said_where_nothing_is_known() -> None:
    deals = [*wins("old", 400), *wins("gone", 200), *wins("here", 5)]
    found = ahead("never", "old", "gone", "here", deals=deals)
    assert found.loc[["never", "old"], CHANCES].isna().all(axis=None)
    assert found.loc["gone", "chance_silent"] > 0.5
    assert pd.isna(found.loc["gone", "chance_decline"])  # the last 90 days brought nothing that could fall
    assert found["loss"].to_dict() == {"never": 0, "old": 0, "gone": 0, "here": found.loc["here", "loss"]}
    assert found.loc["gone", "typical_quarter"] == 1000 * 90 / (200 - 90)


@pytest.mark.parametrize("amount", [0.0, None])
def test_deals_without_an_amount_still_tell_of_silence(amount: float | None) -> None:
    found = ahead("a", deals=[{**deal, "amount": amount} for deal in wins("a", 10, 40)]).loc["a"]
    assert 0 < found["chance_silent"] < 1
    assert found["loss"] == 0
    assert pd.isna(found["chance_decline"])


def test_an_empty_portfolio_has_an_empty_outlook() -> None:
    assert ahead(deals=[]).empty


def test_credits_beyond_what_was_sold_are_no_loss() -> None:
    found = ahead("a", "b", deals=[*wins("a", 9, amount=-500.0), *wins("b", 9)]).loc["a"]
    assert (found["last_quarter"], found["loss"]) == (0, 0)


def test_the_first_deal_of_today_is_no_reason_to_divide_by_zero() -> None:
    found = ahead("a", deals=wins("a", 0)).loc["a"]
    assert 0 < found["chance_silent"] < 1


def test_a_leap_day_is_a_day() -> None:
    leap = date(2028, 2, 29)
    deals = [{**deal, "closed_on": leap - timedelta(days=9)} for deal in wins("a", 0)]
    found = outlook(made("a", deals=deals, as_of=leap), POLICY, AS_FORECAST).loc["a"]
    assert found["silent_days"] == 9


GAPS = st.lists(st.integers(0, 400), min_size=1, max_size=6)


@settings(max_examples=2, deadline=None)
@given(st.lists(GAPS, min_size=1, max_size=6), st.integers(1, 9))
def test_chances_are_chances_and_losses_never_exceed_what_there_was(
    gaps: list[list[int]], thousands: int
) -> None:
    names = [f"p{at}" for at in range(len(gaps))]
    deals = [deal for name, days in zip(names, gaps, strict=True) for deal in wins(name, *days)]
    found = ahead(*names, deals=deals, coefficients=packaged())
    assert found[CHANCES].melt()["value"].dropna().between(0, 1).all()
    assert (found["chance_decline"] >= found["chance_silent"])[found["chance_decline"].notna()].all()
    assert found["loss"].between(0, found["last_quarter"] + 1e-9).all()
    dearer = [{**deal, "amount": 1000.0 * thousands * 1000} for deal in deals]
    scaled = ahead(*names, deals=dearer, coefficients=packaged())
    pd.testing.assert_frame_equal(scaled[CHANCES], found[CHANCES], rtol=1e-6)
    assert scaled["loss"].to_numpy() == pytest.approx(found["loss"].to_numpy() * thousands * 1000, rel=1e-6)
    renamed = dict(zip(names, reversed(names), strict=True))
    turned = ahead(*names, deals=[{**deal, "partner_id": renamed[str(deal["partner_id"])]} for deal in deals])
    same = ahead(*names, deals=deals)
    assert turned["loss"][list(renamed.values())].to_numpy() == pytest.approx(same["loss"].to_numpy())


@settings(max_examples=2, deadline=None)
@given(st.lists(st.integers(-200, 300), min_size=1, max_size=8))
def test_what_happens_later_changes_nothing(days: list[int]) -> None:
    deals = [*wins("a", *days), *wins("b", 20, 50)]
    past = [deal for deal in deals if deal["closed_on"] <= DAY]  # type: ignore[operator]  # all are dates
    pd.testing.assert_frame_equal(ahead("a", "b", deals=deals), ahead("a", "b", deals=past))


def test_a_recalibration_moves_the_log_odds() -> None:
    components = pd.DataFrame(
        {
            "staleness": [0.6],
            "slowing": [np.nan],
            "thin": [0.3],
            "concentration": [0.3],
            "overdue": [0.3],
            "surge": [2.0],
        }
    )
    moved = Recalibration(intercept=0.5, slope=2.0, staleness=0.25, slowing=9.0, surge=0.1)
    odds = (
        0.5 + 2 * log(0.2 / 0.8) + 0.25 * (0.6 - 0.3) / 0.3 + 0.1 * 2
    )  # an unknown component counts as usual
    assert moved.chance(np.array([0.2]), components) == pytest.approx([1 / (1 + exp(-odds))])
    assert Recalibration().chance(np.array([0.2]), components) == pytest.approx([0.2])


def test_coefficients_survive_being_written_down() -> None:
    kept = Coefficients(silent=Recalibration(slope=0.9), fitted_through=ago(90))
    assert Coefficients.model_validate_json(kept.model_dump_json()) == kept


def test_a_surge_compares_the_last_quarter_with_the_usual_one_and_is_not_told_of_newcomers() -> None:
    deals = [*wins("up", 10, 20, 30, 400), *wins("new", 10, 20, 149)]
    found = ahead("up", "new", deals=deals)["surge"]
    typical, deal = 1000 * 90 / (400 - 90), 1000.0  # one deal in 310 days of selling; the mean deal
    assert found["up"] == pytest.approx(log((3000 + deal) / (typical + deal)))
    assert found["new"] == 0
