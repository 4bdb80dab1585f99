"""The difference of two periods, taken apart without a remainder."""

from collections.abc import Mapping, Sequence

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.tools.billing.ledgers import deal, held, owed, rows_of
from tools.billing import Difference, difference

Row = Mapping[str, object]
NAMES = ("volume", "rate", "mix", "holds", "clawbacks", "untied")


def parts(found: Difference) -> dict[str, float]:
    return {name: round(value, 6) for name, value in found.parts.items() if abs(value) > 1e-9}


def one(*commissions: Row, deals: Sequence[Row] = ()) -> pd.DataFrame:
    return rows_of(commissions, deals)


def test_more_deals_at_the_same_rate_are_volume() -> None:
    before = one(owed("a", 800, deal_id="d"), deals=[deal("d")])
    after = one(owed("b", 1_200, deal_id="e"), deals=[deal("e", 15_000)])
    assert parts(difference(before, after)) == {"volume": 400}


def test_the_same_deals_at_another_rate_are_rate() -> None:
    before = one(owed("a", 800, deal_id="d"), deals=[deal("d")])
    after = one(owed("b", 500, deal_id="e"), deals=[deal("e")])
    assert parts(difference(before, after)) == {"rate": -300}


def test_a_shift_to_a_kind_that_pays_less_is_mix() -> None:
    """8% on resale, 4% on influenced: 100% and 0% of 10,000, then 50% and 50%: 800, then 600."""
    before = one(owed("a", 800, deal_id="d"), deals=[deal("d")])
    deals = [deal("e", 5_000), deal("f", 5_000, kind="influenced")]
    after = one(owed("b", 400, deal_id="e"), owed("c", 200, deal_id="f"), deals=deals)
    found = difference(before, after)
    assert parts(found) == {"mix": -200}
    assert {kind.name: (kind.share_before, kind.share) for kind in found.kinds} == {
        "resale": (1.0, 0.5),
        "influenced": (0.0, 0.5),
    }


def test_all_at_once_by_hand() -> None:
    """Resale 8% of 10,000, then 10% of 6,000 and influenced 5% of 2,000: 800, then 700.

    A 10,000 then 8,000, R 0.08 then 0.0875: volume = -2,000 * 0.08375 = -167.5. Shares of resale 1 and 0.75,
    rates 0.08 and 0.10: rate = 9,000 * 0.875 * 0.02 = 157.5. Influenced has 5% in both: mix = 9,000 *
    (-0.25 * (0.09 - 0.08375) + 0.25 * (0.05 - 0.08375)) = -90. Together -100. On hold are 600 of it (-600),
    50 are taken back (-50), 30 have no deal (+30).
    """
    before = one(owed("a", 800, deal_id="d"), deals=[deal("d")])
    deals = [deal("e", 6_000), deal("f", 2_000, kind="influenced")]
    after = one(
        held("b", 600, deal_id="e"),
        owed("c", 100, deal_id="f"),
        owed("back", -50, deal_id="d"),
        owed("bonus", 30),
        deals=deals,
    )
    found = difference(before, after)
    assert parts(found) == {
        "holds": -600,
        "volume": -167.5,
        "rate": 157.5,
        "mix": -90,
        "clawbacks": -50,
        "untied": 30,
    }
    assert (found.before, found.after) == (800, 80)


def test_without_deals_in_one_period_all_is_volume() -> None:
    after = one(owed("b", 500, deal_id="e"), deals=[deal("e")])
    assert parts(difference(one(), after)) == {"volume": 500}
    assert parts(difference(one(), one())) == {}


@pytest.mark.parametrize("amount", [None, 0.0, -5.0])
def test_a_deal_without_an_amount_tells_no_rate(amount: float | None) -> None:
    after = one(owed("b", 500, deal_id="e"), deals=[deal("e", amount)])
    assert parts(difference(one(), after)) == {"untied": 500}


def test_two_commissions_on_one_deal_raise_its_rate_and_not_the_volume() -> None:
    before = one(owed("a", 800, deal_id="d"), deals=[deal("d")])
    after = one(owed("b", 800, deal_id="d"), owed("c", 100, deal_id="d"), deals=[deal("d")])
    assert parts(difference(before, after)) == {"rate": 100}


def test_a_rate_of_one_partner_is_not_mixed_with_that_of_another() -> None:
    """p gets 8%, q 4% of the same kind; more of q is mix, though both are resale."""
    deals = [deal("d"), deal("e", partner_id="q")]
    before = one(owed("a", 800, deal_id="d"), deals=deals)
    after = one(owed("b", 400, deal_id="e", partner_id="q"), deals=deals)
    assert parts(difference(before, after)) == {"mix": -400}


def test_a_higher_rate_on_deals_that_two_partners_share_is_no_volume() -> None:
    """p gets 10% of 10,000 in both periods, q first 5% and then 9% of it: all 400 more are q's rate."""
    before = one(
        owed("a", 1_000, deal_id="d"), owed("b", 500, deal_id="d", partner_id="q"), deals=[deal("d")]
    )
    after = one(owed("c", 1_000, deal_id="e"), owed("g", 900, deal_id="e", partner_id="q"), deals=[deal("e")])
    assert parts(difference(before, after)) == {"rate": 400}


few = settings(max_examples=12, deadline=None)
amounts = st.floats(-1e6, 1e6, allow_subnormal=False) | st.just(0.0)


@st.composite
def periods(draw: st.DrawFn) -> pd.DataFrame:
    """Ledger rows of one period, in the columns that the difference reads."""
    rows = [
        {
            "partner_id": draw(st.sampled_from("pq")),
            "deal_id": draw(st.sampled_from(["d", "e", None])),
            "deal_kind": draw(st.sampled_from(["resale", "referral", None])),
            "deal_amount_base": draw(st.floats(0.01, 1e7) | st.sampled_from([0.0, float("nan")])),
            "amount_base": (amount := draw(amounts | st.just(float("nan")))),
            "clawback": amount < 0,
            "state": draw(st.sampled_from(["paid", "on_hold", "late"])),
        }
        for _ in range(draw(st.integers(0, 6)))
    ]
    columns = ["partner_id", "deal_id", "deal_kind", "deal_amount_base", "amount_base", "clawback", "state"]
    frame = pd.DataFrame(rows, columns=columns)
    kinds = {"deal_amount_base": "float64", "amount_base": "float64", "clawback": "bool"}
    return frame.astype(kinds)


def scale(found: Difference) -> float:
    return max(1.0, *(abs(value) for value in found.parts.values()), abs(found.before), abs(found.after))


@few
@given(periods(), periods())
def test_the_parts_add_up_to_the_difference(before: pd.DataFrame, after: pd.DataFrame) -> None:
    found = difference(before, after)
    rest = sum(found.parts.values()) - (found.after - found.before)
    assert abs(rest) <= 1e-9 * scale(found)
    payable = after.loc[after["state"].ne("on_hold"), "amount_base"].sum()
    assert found.after == pytest.approx(payable, abs=1e-6 * scale(found))


@few
@given(periods(), periods())
def test_swapped_periods_turn_every_part_around(before: pd.DataFrame, after: pd.DataFrame) -> None:
    there, back = difference(before, after), difference(after, before)
    for name in NAMES:
        assert getattr(there, name) == pytest.approx(-getattr(back, name), abs=1e-9 * scale(there))


@few
@given(periods())
def test_equal_periods_have_no_parts(rows: pd.DataFrame) -> None:
    assert set(difference(rows, rows).parts.values()) == {0.0}


@few
@given(periods(), periods(), st.sampled_from([0.5, 2.0, 1024.0]))
def test_parts_scale_with_the_currency(before: pd.DataFrame, after: pd.DataFrame, times: float) -> None:
    money = ["amount_base", "deal_amount_base"]
    small, large = (
        difference(before, after),
        difference(
            *(rows.assign(**{name: rows[name] * times for name in money}) for rows in (before, after))
        ),
    )
    for name in NAMES:
        assert getattr(large, name) == pytest.approx(times * getattr(small, name), abs=1e-9 * scale(large))
