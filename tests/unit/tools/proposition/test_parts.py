"""The three parts of the proposition, by hand; what is not known is left out."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.tools.event_tables import DAY, Rows, ago
from tests.unit.tools.proposition.worlds import commission, found, resale
from tools.proposition import PropositionPolicy, propositions
from tools.proposition.expertise import behind_expertise
from tools.proposition.parts import MEASURES, Part

RETAIL = {"sector": "Retail", "technology": "SAP"}
FIVE: Rows = [{"partner_id": f"p{one}", "type": "si"} for one in range(5)]


def survey(dimension: str, score: float, days: int = 10) -> dict[str, object]:
    return {"partner_id": "a", "dimension": dimension, "score": score, "date": ago(days)}


def quarter(name: str, **figures: object) -> dict[str, object]:
    return {"period": name, "sector": "", "technology": "SAP", "region": "", **figures}


def test_relationships_are_the_weighted_mean_of_what_is_known() -> None:
    # surveys: 8 of 10 is 80 points, weight 2; support 6 is 60; one promise of two kept is 50; answers 1 of 4
    # is 25; payments are not known: (2 x 80 + 60 + 50 + 25) / 5 = 59, backed by 5 of 6
    talk = [
        {"partner_id": "a", "kind": "call", "date": ago(5), "direction": way} for way in ("in", *["out"] * 4)
    ]
    world = found(
        [{"partner_id": "a"}],
        surveys=[survey("relationship", 8), survey("support", 6)],
        activities=talk,
        promised=[
            {"partner_id": "a", "note_id": "n1", "owed_by": "us", "status": "kept"},
            {"partner_id": "a", "note_id": "n2", "owed_by": "us", "status": "open", "due_on": ago(1)},
            {"partner_id": "a", "note_id": "n3", "owed_by": "us", "status": "open", "due_on": DAY},
            {"partner_id": "a", "note_id": "n4", "owed_by": "them", "status": "lapsed"},
        ],
    )
    row = world.frame.loc["a"]
    assert row["relationships"] == pytest.approx((2 * 80 + 60 + 50 + 25) / 5)
    assert row["relationships_backed"] == pytest.approx(5 / 6)
    assert list(world.settled["note_id"]) == ["n1", "n2"]


def test_momentum_weighs_the_market_of_the_cells_they_work_in() -> None:
    # demand: 90 against a mean of 90 is average, 50 points; share 0.22 against 0.20 nine months before is
    # +10 %, half of the 20 % that count in full: 75; won 3000 against 1000: (3 - 1) / 4 = 0.5, 75 points;
    # one release of the two that count in full: 50. No survey: (50 + 75 + 75 + 50) / 4 = 62.5
    world = found(
        [{"partner_id": "a"}],
        deals=[resale("a", 3000, 30, **RETAIL), resale("a", 1000, 400, **RETAIL)],
        vendor=[
            quarter("2025-Q4", market_share=0.20, demand_index=120),
            quarter("2026-Q3", market_share=0.22, demand_index=90, innovation="Rollback"),
            quarter("2026-Q4", market_share=0.9, demand_index=500, innovation="Not yet"),
        ],
    )
    row = world.frame.loc["a"]
    assert [row[name] for name in MEASURES[Part.MOMENTUM][1:]] == pytest.approx([50, 75, 75, 50])
    assert row["momentum"] == pytest.approx(62.5)
    assert row["momentum_backed"] == pytest.approx(4 / 6)


def test_economics_is_what_they_earn_and_spend_against_their_type() -> None:
    # a: 100 commission + 20 % of 1000 resold + 300 project - 500 for a certificate = 100 net
    others = [commission(f"p{number}", number) for number in range(1, 5)]
    world = found(
        [{"partner_id": "a", "type": "si"}, *FIVE[1:]],
        commissions=[commission("a", 150), commission("a", -50), *others],
        deals=[resale("a", 1000)],
        projects=[{"partner_id": "a", "delivered_on": ago(9), "value": 300}],
        certifications=[{"partner_id": "a", "person": "Ana", "name": "Core", "earned_on": ago(9)}],
    )
    row = world.frame.loc["a"]
    assert [row[name] for name in ("commissions", "margin", "services", "total", "spent", "net")] == [
        100, 200, 300, 600, 500, 100,
    ]  # fmt: skip
    # nets 100, 1, 2, 3, 4: the highest of five is (5 - 0.5) / 5
    assert row["earned"] == pytest.approx(90)
    assert row["economics_backed"] == pytest.approx(3 / 5)


def test_an_empty_portfolio_has_no_scores_and_no_zero() -> None:
    world = found(FIVE)
    assert world.frame[["score", "total", "net", *map(str, Part)]].isna().all().all()
    assert (world.frame[[f"{part}_backed" for part in Part]] == 0).all().all()
    assert found([]).frame.empty


def test_a_source_that_nobody_has_on_record_is_missing_and_not_zero() -> None:
    world = found(FIVE, commissions=[commission("p1", 10)])
    assert world.frame["margin"].isna().all()
    assert world.frame["services"].isna().all()
    assert world.frame["total"].tolist() == [0, 10, 0, 0, 0]


def test_one_partner_alone_is_not_ranked() -> None:
    assert found(FIVE[:1], commissions=[commission("p0", 10)]).frame["earned"].isna().all()


def test_equal_earnings_share_a_rank_and_small_types_are_ranked_among_all() -> None:
    world = found(
        [*FIVE[:3], {"partner_id": "q0", "type": "isv"}, {"partner_id": "q1"}],
        commissions=[commission("p1", 10)],
    )
    # four nothings of five share ranks 1 to 4: (2.5 - 0.5) / 5
    assert world.frame["earned"].tolist() == pytest.approx([40, 90, 40, 40, 40])


def test_nothing_dated_later_changes_anything() -> None:
    now: dict[str, Rows] = {
        "commissions": [commission("p0", 100), commission("p1", 50)],
        "deals": [resale("p0", 500, 30, **RETAIL)],
        "vendor": [quarter("2026-Q3", demand_index=100, market_share=0.2)],
    }
    later = DAY + timedelta(days=1)
    tomorrow: dict[str, Rows] = {
        "commissions": [commission("p0", 9e6, -1)],
        "deals": [resale("p1", 9e6, -1, **RETAIL)],
        "projects": [{"partner_id": "p1", "delivered_on": later, "value": 9e6, "promised_on": ago(1)}],
        "surveys": [{"partner_id": "p0", "dimension": "economics", "score": 0, "date": later}],
        "certifications": [{"partner_id": "p0", "person": "A", "name": "C", "earned_on": later}],
        "vendor": [quarter("2026-Q4", demand_index=900, market_share=0.9, innovation="Later")],
    }
    both = {name: [*now.get(name, []), *tomorrow.get(name, [])] for name in {*now, *tomorrow}}
    pd.testing.assert_frame_equal(found(FIVE, **now).frame, found(FIVE, **both).frame)


EARNING = found(FIVE, commissions=[commission("p0", 1)])


def paid(amounts: Sequence[float]) -> pd.DataFrame:
    """The same partners with other commissions."""
    partners = EARNING.portfolio.partners.assign(eco_commissions_365d=amounts)
    known = replace(EARNING.portfolio, partners=partners)
    return propositions(known, EARNING.market, EARNING.settled, EARNING.policy).frame


@settings(max_examples=10, deadline=None)
@given(st.lists(st.integers(-1_000, 10**6), min_size=5, max_size=5), st.permutations(range(5)))
def test_earnings_rank_in_range_rise_with_money_and_follow_the_partner_not_its_place(
    amounts: list[int], order: list[int]
) -> None:
    one, other = paid(amounts), paid([amounts[at] for at in order])
    assert one["earned"].between(0, 100).all()
    assert other["earned"].tolist() == pytest.approx([one["earned"].iloc[at] for at in order])
    assert one.sort_values("total")["earned"].is_monotonic_increasing


def test_money_in_another_unit_changes_no_score() -> None:
    one, other = paid([0, 7, 107, 207, 307]), paid([0, 700, 10_700, 20_700, 30_700])
    assert other["earned"].tolist() == pytest.approx(one["earned"].tolist())
    assert other["total"].tolist() == pytest.approx([100 * value for value in one["total"]])


def named(paid: Sequence[float], experts: Sequence[int] = (3, 0, 0, 0, 0), size: int = 5) -> list[str]:
    """Who is behind its expertise, among the first `size` partners."""
    partners = EARNING.portfolio.partners.assign(
        sc_certifications=experts, sc_expert=experts, eco_commissions_365d=paid
    )
    found = behind_expertise(
        replace(EARNING, portfolio=replace(EARNING.portfolio, partners=partners.head(size)))
    )
    return list(found.index[found])


def test_high_expertise_with_low_incentives_is_named_and_volume_alone_is_not() -> None:
    # three experts rank 0.9 of 1, no incentives 0.1: far more than 0.3 apart
    assert named([0, 100, 200, 300, 400]) == ["p0"]
    assert named([9000, 100, 200, 300, 400]) == []  # paid as it ranks
    assert named([0, 100, 200, 300, 400], (0, 0, 0, 0, 0)) == []  # nobody knows anything
    assert named([0, 0, 0, 0, 0]) == []  # no incentives are on record
    assert named([0, 100, 200, 300, 400], size=4) == []  # too few of a kind


def test_the_policy_moves_what_it_says() -> None:
    world = found(FIVE, deals=[resale("p0", 1000)])
    half = PropositionPolicy(resale_margin=0.5)
    again = propositions(world.portfolio, world.market, world.settled, half).frame
    assert (world.frame.loc["p0", "margin"], again.loc["p0", "margin"]) == (200, 500)
