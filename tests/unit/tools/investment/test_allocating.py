"""An amount placed by hand, and what holds for every amount."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tools.investment import Response, place
from tools.investment.allocating import lot_of


def response(
    slopes: list[float], most: float = 3000.0, scale: float = 1000.0, partners: float = 9
) -> Response:
    groups = pd.DataFrame(
        {
            "slope": slopes,
            "low": [slope / 2 for slope in slopes],
            "high": [slope * 2 for slope in slopes],
            "most": most,
            "cases": 20.0,
            "partners": partners,
        }
    )
    overall = pd.Series({"slope": 1.0, "low": 0.5, "high": 2.0, "cases": 40.0, "partners": 18.0})
    return Response(scale, groups, overall, 5, fitted=True)


def candidates(groups: list[int], **columns: list[float]) -> pd.DataFrame:
    ids = pd.Index([f"p{number}" for number in range(len(groups))], name="partner_id")
    frame = pd.DataFrame({"group": groups, "spent": 0.0, "headroom": np.nan}, index=ids)
    return frame.assign(order=np.arange(len(groups))[::-1].astype(float)).assign(**columns)


def test_three_lots_by_hand() -> None:
    """Lots of 1,000; slopes 100 and 60 by group.

    At p0 the first lot is worth 100 log 2 = 69.3, the second 100 (log 3 - log 2) = 40.5; at p1 the first
    60 log 2 = 41.6, so 2,500 go: p0 1,000, p1 1,000, p0 the remaining 500: 100 log 2.5 = 91.6.
    """
    placed = place(response([100.0, 60.0]), candidates([0, 1]), 2500.0, 1.0, 12)
    assert placed.partners["amount"].to_dict() == {"p0": 1500.0, "p1": 1000.0}
    assert placed.partners["expected"].to_dict() == pytest.approx({"p0": 91.629, "p1": 41.589}, rel=1e-4)
    assert placed.partners["low"].to_dict() == pytest.approx({"p0": 45.815, "p1": 20.794}, rel=1e-4)
    assert placed.left == 0


def test_what_somebody_has_already_makes_the_next_worth_less() -> None:
    placed = place(response([100.0]), candidates([0, 0], spent=[2000.0, 0.0]), 1000.0, 1.0, 12)
    assert placed.partners["amount"].to_dict() == {"p1": 1000.0}


def test_nobody_gets_more_than_a_like_partner_ever_got() -> None:
    placed = place(response([100.0], most=2000.0), candidates([0, 0], spent=[500.0, 0.0]), 9000.0, 1.0, 12)
    assert placed.partners["amount"].to_dict() == {"p1": 2000.0, "p0": 1500.0}
    assert placed.left == 5500.0


def test_nobody_gets_more_than_the_headroom_is_worth() -> None:
    """100 log(1 + a / 1000) = 69.3 at a = 1,000: where headroom is 69.4, more would be for nothing."""
    placed = place(response([100.0]), candidates([0], headroom=[69.4]), 3000.0, 1.0, 12)
    assert placed.partners["amount"].to_dict() == {"p0": 1000.0}
    assert place(response([100.0]), candidates([0], headroom=[0.0]), 3000.0, 1.0, 12).left == 3000.0


def test_equal_partners_are_served_in_their_order() -> None:
    placed = place(response([100.0]), candidates([0, 0, 0], order=[1.0, 3.0, 2.0]), 2000.0, 1.0, 12)
    assert sorted(placed.partners.index) == ["p1", "p2"]


def test_groups_that_may_not_pay_or_have_few_partners_get_nothing() -> None:
    unclear = response([100.0, 60.0])
    unclear.groups.loc[0, "low"] = -1.0
    assert place(unclear, candidates([0, 1]), 1000.0, 1.0, 12).partners.index.tolist() == ["p1"]
    assert place(response([100.0], partners=4), candidates([0]), 1000.0, 1.0, 12).left == 1000.0


@pytest.mark.parametrize(
    ("scale", "amount", "lot"),
    [(3417.22, 10_000, 3400), (3417.22, 500, 500), (7.6, 8, 8), (0.4, 8, 0.4), (8.0, 1, 1)],
)
def test_lots_are_round_and_no_larger_than_the_amount(scale: float, amount: float, lot: float) -> None:
    assert lot_of(scale, amount) == lot


slopes = st.lists(st.floats(1, 1000), min_size=1, max_size=4)
amounts = st.floats(1, 60_000)


@settings(max_examples=25, deadline=None)
@given(slopes, amounts, st.floats(0.1, 1.0))
def test_what_is_placed_and_what_is_left_are_the_amount(
    steep: list[float], amount: float, margin: float
) -> None:
    able = candidates([*range(len(steep))] * 3)
    placed = place(response(steep), able, amount, margin, 12)
    assert placed.partners["amount"].sum() + placed.left == pytest.approx(amount)
    assert (placed.partners["amount"] <= 3000 + 1e-6).all()
    assert (placed.partners["low"] <= placed.partners["expected"]).all()


@settings(max_examples=25, deadline=None)
@given(slopes, amounts, amounts)
def test_more_to_spend_never_brings_less(steep: list[float], one: float, two: float) -> None:
    able = candidates([*range(len(steep))] * 3)
    less, more = (
        place(response(steep), able, amount, 1.0, 12).partners["expected"].sum()
        for amount in sorted((max(one, 1000.0), max(two, 1000.0)))
    )
    assert more >= less - 1e-6
