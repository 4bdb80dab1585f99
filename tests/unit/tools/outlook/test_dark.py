"""Going dark, by hand."""

import pandas as pd
import pytest

from tests.unit.tools.event_tables import portfolio, wins
from tools.outlook import AGGREGATES, OutlookPolicy, going_dark

POLICY = OutlookPolicy()


def test_every_component_is_what_a_calculator_gives() -> None:
    deals = [*wins("a", 45, 60, 75, 200), *wins("a", 20, amount=6000)]
    found = going_dark(portfolio(AGGREGATES, [{"partner_id": "a"}], deals=deals), POLICY).loc["a"]
    assert found["silent_days"] == 20
    assert found["rhythm"] == (200 - 20) / 4
    assert found["staleness"] == pytest.approx(20 / 180)
    assert found["overdue"] == 0  # 20 days are less than the usual 45
    assert found["slowing"] == pytest.approx(1 - 1 / (3 / 2))  # one win, half of the three before are 1.5
    assert found["thin"] == 1 / 5
    assert found["concentration"] == 6000 / 10_000
    score = 0.37 * 20 / 180 + 0.14 * 0 + 0.13 / 3 + 0.12 / 5 + 0.11 * 0.6
    assert found["dark"] == pytest.approx(score / (0.37 + 0.14 + 0.13 + 0.12 + 0.11))


def test_an_unknown_component_is_left_out_and_the_weights_renormalised() -> None:
    found = going_dark(portfolio(AGGREGATES, [{"partner_id": "a"}], deals=wins("a", 90)), POLICY).loc["a"]
    assert pd.isna(found["overdue"])  # no rhythm with one deal
    assert pd.isna(found["slowing"])  # nothing in the 60 days before the last 30
    score = 0.37 * 0.5 + 0.12 * 1 + 0.11 * 1
    assert found["dark"] == pytest.approx(score / (0.37 + 0.12 + 0.11))


def test_without_a_won_deal_in_two_years_there_is_no_score() -> None:
    made = portfolio(AGGREGATES, [{"partner_id": "a"}, {"partner_id": "b"}], deals=wins("a", 731))
    assert going_dark(made, POLICY)["dark"].isna().all()


def test_more_silence_is_darker() -> None:
    partners = [{"partner_id": str(days)} for days in (10, 40, 100, 170)]
    deals = [deal for days in (10, 40, 100, 170) for deal in wins(str(days), days, days + 200, days + 400)]
    dark = going_dark(portfolio(AGGREGATES, partners, deals=deals), POLICY)["dark"]
    assert dark[["10", "40", "100", "170"]].is_monotonic_increasing
