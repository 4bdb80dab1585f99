"""Who is left out, what groups take, and that nothing of later days is seen."""

from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd

from tests.unit.tools.investment.spent_portfolios import DAY, panel, partners, portfolio, spending
from tools.economics.policy import EconomicsPolicy
from tools.effort import EffortPolicy
from tools.investment import Money, Panel, Terms, candidates, effort, left_out, money
from tools.investment.windows import WINDOWS

HOURS = Terms.of(EconomicsPolicy(), EffortPolicy()).hours


def back(days: int) -> date:
    return DAY - timedelta(days=days)


def cost(partner: str, days: int, amount: float, kind: str = "mdf") -> dict[str, Any]:
    return {"partner_id": partner, "kind": kind, "date": back(days), "amount_base": amount}


def won(partner: str, days: int, amount: float) -> dict[str, Any]:
    return {"partner_id": partner, "stage": "won", "closed_on": back(days), "amount_base": amount}


def done(partner: str, days: int, kind: str) -> dict[str, Any]:
    return {"partner_id": partner, "kind": kind, "date": back(days)}


def test_quarters_are_91_days_the_latest_first() -> None:
    found = spending(["a"], costs=[cost("a", 0, 1), cost("a", 90, 2), cost("a", 91, 4), cost("a", 1092, 8)])
    assert found["inv_mdf_0"]["a"] == 3
    assert found["inv_mdf_1"]["a"] == 4
    assert found[[f"inv_mdf_{window}" for window in range(WINDOWS)]].sum(axis=1)["a"] == 7


def test_rows_of_later_days_change_nothing() -> None:
    rows = {"costs": [cost("a", 5, 10)], "deals": [won("a", 5, 99)], "activities": [done("a", 5, "call")]}
    later = {
        "costs": [*rows["costs"], cost("a", -1, 10)],
        "deals": [*rows["deals"], won("a", -1, 99)],
        "activities": [*rows["activities"], done("a", -1, "call")],
    }
    assert spending(["a"], DAY, **rows).equals(spending(["a"], DAY, **later))


def test_hours_are_activities_times_their_hours_and_money_is_summed_over_kinds() -> None:
    """Two meetings of 1.5 hours and a call of half an hour: 3.5."""
    found = spending(
        ["a"],
        activities=[done("a", 1, "meeting"), done("a", 2, "meeting"), done("a", 3, "call")],
        costs=[cost("a", 1, 10), cost("a", 100, 5, "incentive"), cost("a", 1, 99, "support")],
    )
    made = Panel.of(portfolio(partners("a")), found)
    assert effort(found, made, HOURS)[0, 0] == 3.5
    assert money(found, made, Money)[0, :2].tolist() == [10, 5]


def test_a_panel_knows_since_when_a_partner_is_there_and_when_it_ended() -> None:
    """Signed 200 days ago: two whole quarters, 0 and 1. Ended 100 days ago: in quarter 1."""
    frame = partners("a", "b", "c")
    frame.loc["a", "signed_on"] = pd.Timestamp(back(200))
    frame.loc["b", "status"] = "ended"
    frame.loc["b", "ended_on"] = pd.Timestamp(back(100))
    made = Panel.of(portfolio(frame), spending([*"abc"], deals=[won(one, 1, 9) for one in "abc"]))
    assert made.begun.tolist() == [1, 11, 11]
    assert made.ended.tolist() == [-1, 1, -1]


def test_partners_without_money_or_revenue_have_no_place() -> None:
    made = Panel.of(portfolio(partners("a", "b")), spending(["a", "b"], costs=[cost("b", 1, 5)]))
    assert made.ids.tolist() == ["b"]
    assert len(Panel.of(portfolio(partners()), spending([])).ids) == 0


def test_large_is_above_the_median_of_those_who_sell() -> None:
    made = panel([[10.0] + [0.0] * 11, [20.0] + [0.0] * 11, [30.0] + [0.0] * 11, [0.0] * 12])
    assert made.classes(0).tolist() == [0, 0, 1, 0]
    assert made.classes(4).tolist() == [0, 0, 0, 0]


def test_who_is_left_out_has_the_first_reason_that_holds() -> None:
    frame = partners(*"abcdefg")
    frame["status"] = ["active", "ended", "paused", "prospect", "active", "active", "active"]
    frame.loc["a", "attention_ticket_since"] = pd.Timestamp(back(3))
    frame.loc["b", "attention_ticket_since"] = pd.Timestamp(back(3))
    no, yes = ({"left_on": None, "opted_out": flag} for flag in (False, True))
    contacts = [{"partner_id": "e", **yes}, {"partner_id": "f", **yes}, {"partner_id": "f", **no}]
    found = left_out(portfolio(frame), spending([*"abcdefg"], contacts=contacts), {"g"})
    assert found.to_dict() == {
        "a": "ticket",
        "b": "ended",
        "c": "paused",
        "d": "not_signed",
        "e": "opted_out",
        "f": "",
        "g": "parting",
    }


def test_what_is_being_lost_counts_against_headroom_then_momentum_decides() -> None:
    """Second: 5 + 5 in two quarters, 1 + 0 a year before: 9. Last: 0 after 20 + 10, so 50 - 2 * 30 = -10."""
    lost = [0.0] * 4 + [20.0, 10.0] + [0.0] * 6
    made = panel([[0.0] * 12, [5.0, 5.0, 0, 0, 1.0] + [0.0] * 7, lost])
    headroom = pd.Series({"P0002": 50.0, "P0000": 7.0, "P0001": 7.0})
    found = candidates(made, np.zeros((3, WINDOWS)), headroom)
    assert found["momentum"].tolist() == [0, 9, -30]
    assert found["score"].tolist() == [7, 7, -10]
    assert found.sort_values("order", ascending=False).index.tolist() == ["P0001", "P0000", "P0002"]
