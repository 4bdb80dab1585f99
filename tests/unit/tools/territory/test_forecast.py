"""Chances by age, the run rate, ranges: by hand, and without a look ahead."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.tools.event_tables import Rows
from tests.unit.tools.territory.territories import CELL, DAY, A, deals_of, plan, targets_of
from tools.territory.cells import SUMS, Rest, cells
from tools.territory.forecast import Capacity, forecast
from tools.territory.history import History
from tools.territory.periods import period_of
from tools.territory.policy import TerritoryPolicy

POLICY = TerritoryPolicy(partner_deals=1e9, least_at_risk=1)


def deal(stage: str, created: int, closed: int | None = None, **columns: object) -> dict[str, object]:
    """Days before the day."""
    return {
        "partner_id": "a", "stage": stage, "created_on": DAY - timedelta(days=created), "amount": 100.0,
        "closed_on": None if closed is None else DAY - timedelta(days=closed), **CELL, **columns,
    }  # fmt: skip


# ten deals long ago: four won at an age of 20 days, four lost at 40, two won at 60
HISTORY: Rows = [
    *[deal("won", 320, 300)] * 4,
    *[deal("lost", 340, 300)] * 4,
    *[deal("won", 360, 300)] * 2,
]


def test_the_chance_of_an_open_deal_is_that_of_deals_that_reached_its_age() -> None:
    open_deals = [deal("open", 10), deal("open", 30), deal("open", 50)]
    history = History.of(deals_of(HISTORY), POLICY)
    chances = history.chances(deals_of(open_deals), 0, 60)
    # of ten, six are won by day 70; of six still open after day 30, two; of two after day 50, both
    assert chances == pytest.approx([0.6, 2 / 6, 1.0])
    assert history.chances(deals_of([deal("open", 30)]), 0, 20) == pytest.approx([0.0])
    assert history.chances(deals_of([deal("open", 30)]), 20, 60) == pytest.approx([2 / 6])


def test_open_deals_count_as_open_until_today_and_no_longer() -> None:
    # one more was still open after 20 days: eleven reached day 20, of which four were won on it
    history = History.of(deals_of([*HISTORY, deal("open", 20)]), POLICY)
    assert history.won_by[20] == pytest.approx(4 / 11)


def test_new_deals_bring_only_what_no_open_deal_can() -> None:
    history = History.of(deals_of(HISTORY), POLICY)
    # 4 of 6 won deals were at most 20 days old, all at most 60: day s counts with the share younger than s
    assert history.new_days(0, 20) == 0
    assert history.new_days(0, 61) == pytest.approx(40 * 4 / 6 + 1)
    assert history.new_days(61, 61) == 0


def test_without_days_of_creation_everything_comes_from_the_run_rate() -> None:
    undated = [{**row, "created_on": None} for row in (*HISTORY, deal("open", 10))]
    history = History.of(deals_of(undated), POLICY)
    assert history.new_days(0, 30) == 30
    assert history.chances(deals_of(undated).take(np.array([10])), 0, 30) == pytest.approx([0.0])


def test_a_partner_that_wins_more_than_usual_has_better_chances() -> None:
    rows = [*HISTORY, *[deal("lost", 340, 300, partner_id="b")] * 10]
    history = History.of(deals_of(rows), TerritoryPolicy(partner_deals=10))
    # usual 6/20 = 0.3; a: (6 + 10 * 0.3) / 20 = 0.45; b: (0 + 3) / 20 = 0.15
    assert history.success.tolist() == pytest.approx([1.5, 0.5, 1.0])


def test_a_running_quarter_is_won_and_pipeline_and_run_rate() -> None:
    rows = [*HISTORY, deal("won", 15, 10, amount=70.0), deal("open", 10, amount=50.0)]
    found = plan(targets_of(("Nordics", "Retail", "Data", "2026-Q4", 1000)), deals=rows, policy=POLICY).whole
    history = History.of(deals_of(rows), POLICY)
    # 61 days are left; 670 were won in the 301 days since the first deal was won
    chance = float(history.chances(deals_of([deal("open", 10)]), 0, 61)[0])
    assert (found.won, found.won_deals, found.open_amount, found.open_deals) == (70, 1, 50, 1)
    assert found.pipeline == round(50 * chance)
    assert found.run_rate == round(670 / 301 * history.new_days(0, 61))
    assert found.expected == pytest.approx(found.won + found.pipeline + found.run_rate)
    assert found.gap == pytest.approx(1000 - found.expected)
    assert found.won <= found.low <= found.expected <= found.high


def test_a_past_period_is_what_was_won_and_a_future_one_has_nothing_won() -> None:
    rows = [*HISTORY, deal("won", 60, 40, amount=70.0), deal("open", 10)]
    cell = ("Nordics", "Retail", "Data")
    past = plan(targets_of((*cell, "2026-Q3", 50)), deals=rows, period="2026-Q3").whole
    assert (past.won, past.expected, past.low, past.high, past.chance) == (70, 70, 70, 70, 1)
    ahead = plan(targets_of((*cell, "2027-Q1", 50)), deals=rows, period="2027-Q1").whole
    assert ahead.won == 0
    assert ahead.run_rate > 0


@pytest.mark.parametrize(
    ("period", "rest"),
    [("2026-Q3", (0, 0)), ("2026-Q4", (0, 61)), ("2027-Q1", (61, 151)), ("2026-10", (0, 0))],
)
def test_the_rest_of_a_period_lies_after_the_day(period: str, rest: tuple[int, int]) -> None:
    found = Rest.of(period_of(period), DAY)
    assert (found.after, found.until) == rest


def counted(rows: Rows, partners: Rows = A, *, every: bool = True) -> pd.DataFrame:
    frame = pd.DataFrame([{"status": "active", "region": None, **row} for row in partners]).set_index(
        "partner_id"
    )
    history, known = History.of(deals_of(rows), POLICY), deals_of(rows)
    return cells(known, history, frame, np.full(len(frame), every), period_of("2026-Q4"), DAY, POLICY)


def test_a_deal_lies_in_its_own_region_else_in_its_partners() -> None:
    rows = [deal("won", 20, 10), deal("won", 20, 10, region=None), deal("won", 20, 10, region="dach")]
    found = counted(rows, [{"partner_id": "a", "region": "DACH"}])["won"]
    assert found.to_dict() == {("dach", "retail", "data"): 200, ("nordics", "retail", "data"): 100}


def test_ended_partners_bring_what_they_won_and_no_run_rate() -> None:
    rows = [*HISTORY, deal("won", 20, 10)]
    gone = counted(rows, [{"partner_id": "a", "status": "ended"}])
    assert gone["won"].sum() == 100
    assert gone["run_rate"].sum() == 0
    assert counted(rows, every=False).empty


def test_a_target_over_everything_counts_deals_without_fields_and_a_cell_does_not() -> None:
    found = Capacity(counted([deal("won", 20, 10), deal("won", 20, 10, sector=None, technology=None)]))
    assert found.under([("", "", "")])["won"] == 200
    assert found.under([("nordics", "retail", "data")])["won"] == 100
    assert found.under([("nordics", "", ""), ("nordics", "retail", "data")])["won"] == 200  # no cell twice


def test_the_range_is_that_of_the_outcomes() -> None:
    # ten open deals of 100 at one half each: binomial; 10 % and 90 % quantiles are 300 and 700
    sums = dict.fromkeys(SUMS, 0.0) | {
        "pipeline": 500.0, "pipeline_variance": 25_000.0, "nothing": float(np.log(0.5) * 10),
    }  # fmt: skip
    found = forecast(sums, 600, TerritoryPolicy(dispersion=1))
    assert found.low == pytest.approx(300, abs=25)
    assert found.high == pytest.approx(700, abs=25)
    assert 0.2 < found.chance < 0.4  # P(6 or more of 10) = 0.38, P(7 or more) = 0.17


def test_where_most_likely_nothing_comes_the_range_begins_at_nothing() -> None:
    sums = dict.fromkeys(SUMS, 0.0) | {
        "pipeline": 50.0, "pipeline_variance": 2500.0, "nothing": float(np.log(0.5)),
    }  # fmt: skip
    assert forecast(sums, 10, TerritoryPolicy()).low == 0


ROW = st.tuples(
    st.sampled_from(["open", "won", "lost"]), st.integers(-90, 500), st.integers(0, 200), st.floats(0, 1e6)
)


def made(rows: list[tuple[str, int, int, float]]) -> list[dict[str, object]]:
    return [
        deal(stage, created, None if stage == "open" else created - took, amount=amount)
        for stage, created, took, amount in rows
    ]


@settings(max_examples=5, deadline=None)
@given(st.lists(ROW, max_size=12))
def test_nothing_that_came_about_later_changes_anything(rows: list[tuple[str, int, int, float]]) -> None:
    known = [row for row in made(rows) if row["created_on"] <= DAY]  # type: ignore[operator]  # dates
    undone = [
        {**row, "stage": "open", "closed_on": None} if row["closed_on"] and row["closed_on"] > DAY else row  # type: ignore[operator]  # dates
        for row in known
    ]
    pd.testing.assert_frame_equal(counted(made(rows)), counted(undone))


@settings(max_examples=5, deadline=None)
@given(st.lists(ROW, max_size=12), st.randoms(), st.floats(0.1, 10))
def test_order_does_not_matter_and_money_scales(
    rows: list[tuple[str, int, int, float]], shuffled: object, times: float
) -> None:
    mixed = sorted(rows, key=lambda _: shuffled.random())  # type: ignore[attr-defined]  # a Random
    first, second = counted(made(rows)), counted(made(mixed))
    pd.testing.assert_frame_equal(first, second)
    scaled = counted(made([(stage, created, took, amount * times) for stage, created, took, amount in rows]))
    for name, power in (("pipeline", 1), ("run_rate", 1), ("run_rate_variance", 2), ("won_deals", 0)):
        assert scaled[name].sum() == pytest.approx(first[name].sum() * times**power, rel=1e-6, abs=1e-6)


@settings(max_examples=5, deadline=None)
@given(st.lists(ROW, max_size=12), st.floats(0, 1e6), st.floats(0, 1e6))
def test_ranges_hold_and_a_higher_target_is_never_likelier(
    rows: list[tuple[str, int, int, float]], low: float, more: float
) -> None:
    sums = Capacity(counted(made(rows))).under([("", "", "")])
    found, higher = forecast(sums, low, POLICY), forecast(sums, low + more, POLICY)
    assert 0 <= higher.chance <= found.chance <= 1
    assert found.won <= found.low <= found.high


def test_no_deals_at_all_bring_nothing() -> None:
    found = plan(targets_of(("Nordics", None, None, "2026-Q4", 10))).whole
    assert (found.expected, found.low, found.high, found.chance, found.gap) == (0, 0, 0, 0, 10)


def test_leap_days_are_days_like_others() -> None:
    assert Rest.of(period_of("2024-02"), date(2024, 2, 28)).until == 1
