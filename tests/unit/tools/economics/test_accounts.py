from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.tools.economics.worlds import POLICY, commission, contact, cost, ticket, won, world
from tests.unit.tools.event_tables import DAY
from tools.aggregates import Aggregate
from tools.economics import EconomicsPolicy, Recorded, accounts, period_window
from tools.portfolio import Portfolio
from tools.schema import COST_KINDS

WHOLE = {
    "deals": [won("a", 10, 10_000), won("a", 20, 4_000, kind="influenced"), won("a", 400, 9_999)],
    "commissions": [commission("a", 30, 800), commission("a", 60, -100)],
    "costs": [
        cost("a", 5, 300, "mdf"),
        cost("a", 5, 200, "enablement"),
        cost("a", 5, 50, None),
        cost("a", 300, 1_000, "acquisition"),
    ],
    "tickets": [ticket("a", 3, 4), ticket("a", 4, None)],
    "activities": [contact("a", 1, "meeting"), contact("a", 2, "portal_login"), contact("a", 2, "email")],
}

PAIR = [{"partner_id": "a"}, {"partner_id": "b"}]


def part(newer: int, older: int) -> tuple[Aggregate, ...]:
    """The window of the days that are `newer` to `older` - 1 days ago."""
    return period_window(DAY, DAY - timedelta(days=older - 1), DAY - timedelta(days=newer))


def test_every_amount_of_an_account_adds_up() -> None:
    portfolio, _ = world([{"partner_id": "a"}, {"partner_id": "b"}], **WHOLE)
    row = accounts(portfolio, POLICY).loc["a"]
    # won 14,000 within 365 days, of it 4,000 influenced at half: 12,000 counted, half of it margin
    assert row["revenue"] == 14_000
    assert row["margin"] == 6_000
    assert row["commissions"] == 700
    assert row["program"] == 300 + 200
    assert row["other"] == 50
    assert row["acquisition"] == 1_000
    assert row["ticket_hours"] == 4
    assert row["untimed"] == 1
    assert row["our_hours"] == pytest.approx(1.5 + 0.1)  # the meeting and the e-mail; a login takes none
    assert row["serve"] == pytest.approx(4 * 100 + 1.6 * 100)
    # 700 + 560 + 500 + 50 + 1,000
    assert row["costs"] == pytest.approx(2_810)
    assert row["net"] == pytest.approx(6_000 - 2_810)
    assert row["roi"] == pytest.approx(3_190 / 2_810)
    assert row["rate"] == pytest.approx(3_190 / 14_000)


def test_support_that_is_booked_for_most_counts_as_booked_for_everybody() -> None:
    hours = [ticket(one, 3, 4) for one in "abc"]
    booked = [cost(one, 5, 70, "support") for one in "bc"]
    portfolio, _ = world([{"partner_id": one} for one in "abc"], tickets=hours, costs=booked)
    policy = POLICY.model_copy(update={"booked_from": 0.6})
    assert accounts(portfolio, policy)["serve"].tolist() == [0, 70, 70]  # not 400 for one and 70 for others


def test_hours_count_for_everybody_where_few_have_support_booked() -> None:
    hours = [ticket(one, 3, 4) for one in "abc"]
    portfolio, _ = world(
        [{"partner_id": one} for one in "abc"], tickets=hours, costs=[cost("a", 5, 70, "support")]
    )
    found = accounts(portfolio, POLICY)
    assert found["serve"].tolist() == [400, 400, 400]
    assert found["support_money"].tolist() == [70, 0, 0]


def test_booked_management_takes_the_place_of_our_hours_but_not_of_tickets() -> None:
    booked = {**WHOLE, "costs": [cost("a", 5, 70, "management")]}
    portfolio, _ = world([{"partner_id": "a"}], **booked)
    row = accounts(portfolio, POLICY).loc["a"]
    assert row["serve"] == pytest.approx(400 + 70)


def test_a_year_is_the_sum_of_its_parts_even_where_only_some_have_money_booked() -> None:
    rows = {
        "tickets": [ticket(one, days, 2) for one in "ab" for days in range(3, 360, 25)],
        "activities": [contact("a", days, "meeting") for days in range(1, 360, 9)],
        "costs": [cost("a", 200, 70, "support"), *(cost("b", days, 30, "management") for days in (10, 99))],
    }
    edges = [0, 31, 61, 210, 365]
    parts = [
        accounts(world(PAIR, aggregates=part(*ends), **rows)[0], POLICY, "period") for ends in pairwise(edges)
    ]
    year = accounts(world(PAIR, **rows)[0], POLICY)
    for column in ("serve", "support", "management", "costs", "net"):
        assert sum(one[column]["a"] for one in parts) == pytest.approx(year[column]["a"])


def test_a_won_deal_without_an_amount_is_counted_as_such() -> None:
    portfolio, _ = world([{"partner_id": "a"}], deals=[won("a", 5, 100), {**won("a", 9, 1), "amount": None}])
    row = accounts(portfolio, POLICY).loc["a"]
    assert (row["revenue"], row["unpriced"]) == (100, 1)


def test_a_partner_without_anything_has_no_return_rather_than_a_return_of_nothing() -> None:
    portfolio, _ = world([{"partner_id": "a"}, {"partner_id": "b"}], **WHOLE)
    row = accounts(portfolio, POLICY).loc["b"]
    assert row["net"] == 0
    assert pd.isna(row["roi"])
    assert pd.isna(row["rate"])


def test_one_partner_alone_has_the_row_that_it_has_among_all() -> None:
    both, _ = world([{"partner_id": "a"}, {"partner_id": "b"}], **WHOLE)
    alone, _ = world([{"partner_id": "a"}], **WHOLE)
    pd.testing.assert_series_equal(accounts(both, POLICY).loc["a"], accounts(alone, POLICY).loc["a"])


def test_what_is_dated_later_changes_nothing() -> None:
    later = {
        "deals": [*WHOLE["deals"], won("a", -1, 5_000)],
        "commissions": [*WHOLE["commissions"], commission("a", -1, 5_000)],
        "costs": [*WHOLE["costs"], cost("a", -1, 5_000, "mdf")],
        "tickets": [*WHOLE["tickets"], ticket("a", -1, 50)],
        "activities": [*WHOLE["activities"], contact("a", -1, "event")],
    }
    then, _ = world([{"partner_id": "a"}], **WHOLE)
    now, _ = world([{"partner_id": "a"}], **later)
    for suffix in ("365d", "ever"):
        pd.testing.assert_frame_equal(accounts(then, POLICY, suffix), accounts(now, POLICY, suffix))


def test_a_period_holds_its_first_and_its_last_day_and_nothing_else() -> None:
    window = period_window(DAY, DAY - timedelta(days=20), DAY - timedelta(days=10))
    deals = [won("a", days, 10.0**power) for power, days in enumerate((9, 10, 20, 21))]
    portfolio, _ = world([{"partner_id": "a"}], aggregates=window, deals=deals)
    assert accounts(portfolio, POLICY, "period")["revenue"]["a"] == 10 + 100


def test_a_period_that_is_not_over_ends_with_the_day() -> None:
    window = period_window(DAY, DAY - timedelta(days=5), DAY + timedelta(days=30))
    deals = [won("a", days, 10.0**power) for power, days in enumerate((-3, 0, 5, 6))]
    portfolio, _ = world([{"partner_id": "a"}], aggregates=window, deals=deals)
    assert accounts(portfolio, POLICY, "period")["revenue"]["a"] == 10 + 100


def test_what_no_table_holds_is_named() -> None:
    portfolio, _ = world([{"partner_id": "a"}], deals=WHOLE["deals"], tickets=[ticket("a", 3, None)])
    assert [*Recorded.of(portfolio).lacking()] == ["costs", "commissions", "tickets", "activities"]


BOTH, _ = world([{"partner_id": "a"}, {"partner_id": "b"}], **WHOLE)
AMOUNTS = ("won", "influenced", "commissions", "costs", *COST_KINDS)


def changed(**columns: pd.Series) -> Portfolio:
    return replace(BOTH, partners=BOTH.partners.assign(**columns))


@settings(max_examples=6, deadline=None)
@given(
    more=st.floats(0.01, 1e6), kind=st.sampled_from(["mdf", "incentive", "enablement", "acquisition", None])
)
def test_every_further_cost_lowers_what_is_left_by_as_much(more: float, kind: str | None) -> None:
    named = ["eco_costs_365d", *([f"eco_{kind}_365d"] if kind else [])]
    dearer = changed(**{name: BOTH.partners[name] + more for name in named})
    fallen = accounts(BOTH, POLICY)["net"] - accounts(dearer, POLICY)["net"]
    assert fallen.to_numpy() == pytest.approx(more, abs=0.01)


@settings(max_examples=6, deadline=None)
@given(times=st.floats(0.1, 1_000))
def test_another_currency_scales_money_and_leaves_ratios(times: float) -> None:
    scaled = changed(**{name: BOTH.partners[name] * times for name in (f"eco_{one}_365d" for one in AMOUNTS)})
    dearer = EconomicsPolicy(gross_margin=0.5, hourly_rate=100 * times)
    one, two = accounts(BOTH, POLICY).loc["a"], accounts(scaled, dearer).loc["a"]
    assert two["net"] == pytest.approx(one["net"] * times)
    assert two["roi"] == pytest.approx(one["roi"])
