"""What may be told: nothing internal, nothing of another partner, nobody who could be told apart."""

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.tools.event_tables import DAY
from tests.unit.tools.proposition.worlds import commission, told
from tools.facts import Fact, Kind, Quote, Statement, TableSpec, Unit, Value
from tools.kinds import PARTNER, WON_REVENUE_12M
from tools.proposition import (
    Field,
    TalkingPoints,
    kinds,
    partner_findings,
    pitch_findings,
    talking_points,
)
from tools.proposition.parts import Part
from tools.proposition.usual import TooFewError, Usual, rounded, usual
from tools.sharing import NotShareableError


def fact(kind: Kind, partner_id: str | None, value: Value = 1.0) -> Fact:
    return Fact(kind, partner_id, value, DAY)


@pytest.mark.parametrize(
    "leaking",
    [
        fact(kinds.SCORE, "p1"),
        fact(kinds.POINTS[Part.MOMENTUM], "p1"),
        fact(kinds.SHARE, None),
        fact(kinds.DEMAND, None),
        fact(kinds.NOW, None),
        fact(kinds.PARTNERS, None, 7),
        fact(kinds.GAPS, None, 7),
        fact(WON_REVENUE_12M, "p2"),
        fact(PARTNER, "p2", "Rival"),
        fact(PARTNER, None, "Rival"),  # a name smuggled in as a fact about nobody
        fact(kinds.EARNED["commissions"], None),
        replace(fact(kinds.TOTAL, "p1"), kind=replace(kinds.TOTAL, audience=kinds.SCORE.audience)),
        Quote("n1", "p1", 0, 2, "hm", "a@b.example", DAY),
    ],
)
def test_talking_points_refuse_what_the_partner_must_not_hear(leaking: Fact | Quote) -> None:
    with pytest.raises(NotShareableError, match="not for the partner"):
        TalkingPoints("p1", (Statement("proposition.at_level", {"x": leaking}),))
    if isinstance(leaking, Fact):
        with pytest.raises(NotShareableError, match=leaking.kind.name):
            TalkingPoints("p1", (), TableSpec("t", ("x",), ((None,), (leaking,))))


def test_talking_points_for_nobody_in_particular_hold_no_partners_figures() -> None:
    with pytest.raises(NotShareableError, match=r"proposition\.earned"):
        TalkingPoints(None, (Statement("proposition.at_level", {"x": fact(kinds.TOTAL, "p1")}),))


def test_a_partners_own_figures_and_usual_ones_may_be_told() -> None:
    own, common = fact(kinds.TOTAL, "p1"), fact(kinds.USUAL["total"], None)
    assert (
        TalkingPoints("p1", (Statement("proposition.at_level", {"a": own, "b": common}),)).partner_id == "p1"
    )


def test_a_figure_over_fewer_than_five_partners_cannot_be_made() -> None:
    with pytest.raises(TooFewError, match="4 partners"):
        Usual(4, 1.0, 2.0, 3.0)
    assert usual(pd.Series([1.0, 2, 3, 4]), 5) is None
    assert usual(pd.Series([1.0, 2, 3, 4, float("nan")]), 5) is None
    assert usual(pd.Series([1.0, 2, 3, 4, 5]), 1) == Usual(5, 2.0, 3.0, 4.0)
    assert usual(pd.Series([1.0, 2, 3, 4, 5]), 6) is None


def test_usual_figures_are_rounded_so_that_no_partners_amount_can_be_read() -> None:
    # of five, the quartiles and the median are single partners' amounts
    amounts = pd.Series([10_111.11, 21_222.22, 33_333.33, 44_444.44, 55_555.55])
    assert usual(amounts, 5) == Usual(5, 21_000.0, 33_000.0, 44_000.0)


@given(st.floats(-1e9, 1e9))
def test_rounding_keeps_two_figures(value: float) -> None:
    assert abs(rounded(value) - value) <= abs(value) * 0.05 + 1e-9


@given(st.lists(st.floats(0, 1e8), min_size=5, max_size=12), st.permutations(range(5)))
def test_the_usual_figure_is_in_order_and_does_not_depend_on_the_order(
    values: list[float], order: list[int]
) -> None:
    one = usual(pd.Series(values), 5)
    other = usual(pd.Series([values[at] for at in order] + values[5:]), 5)
    assert one == other
    assert one is not None
    assert one.low <= one.median <= one.high


SIX = [{"partner_id": f"p{one}", "type": "si"} for one in range(6)]
PAID = [commission(f"p{one}", 1000.0 * (one + 1)) for one in range(6)]


def test_what_one_partner_may_be_told_names_nobody_else() -> None:
    points = talking_points(told(SIX, commissions=PAID), "p0", Field())
    facts = [one for line in points.statements for one in line.facts()]
    assert {one.partner_id for one in facts} <= {"p0", None}
    # of the other five, 2000 to 6000: the median is 4000
    assert next(one.value for one in facts if one.kind is kinds.USUAL["total"]) == 4000.0


def test_with_four_others_no_median_is_told_and_the_reason_is() -> None:
    asked = told(SIX[:5], commissions=PAID[:5])
    assert "proposition.usual_alike" not in {
        one.key for one in talking_points(asked, "p0", Field()).statements
    }
    assert "proposition.usual_untold" in {
        one.key for one in partner_findings(asked, "p0", Field()).statements
    }


@pytest.mark.parametrize(("size", "key"), [(4, "proposition.too_few"), (5, "proposition_pitch.pitch_type")])
def test_a_pitch_tells_a_median_from_five_partners_on(size: int, key: str) -> None:
    found = pitch_findings(told(SIX[:size], commissions=PAID[:size]), {"type": "si"}, Field(), None)
    assert key in {one.key for one in found.statements}
    money = [
        one for one in found.facts() if one.unit == "EUR" and one.kind.name.startswith("proposition.usual")
    ]
    assert bool(money) is (size == 5)
    assert all(one.kind.unit is not Unit.MONEY or one.partner_id is None for one in found.facts())
