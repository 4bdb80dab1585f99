"""The 2 x 2 and sums by category, with their boundaries and ties; parts sum to the whole."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.tools.event_tables import ago, wins
from tests.unit.tools.potential.portfolios import NOWHERE, drawn, portfolio, potential
from tests.unit.tools.segments.worlds import segments_on
from tools.potential import PotentialPolicy, grouped, grouped_by_field, potentials, quadrants

FOUR = [
    {"partner_id": "grows", "potential_revenue": 900.0, "region": "DACH"},
    {"partner_id": "keeps", "potential_revenue": 800.0, "region": "DACH"},
    {"partner_id": "mass", "potential_revenue": 100.0},
    {"partner_id": "yields", "potential_revenue": 400.0, "region": "Nordics"},
]
WON = {"grows": 10.0, "keeps": 500.0, "mass": 20.0, "yields": 390.0}


def test_the_four_quadrants_are_cut_at_the_medians() -> None:
    found = quadrants(potential(FOUR, **WON))
    # Medians of 10, 20, 390, 500 and of 100, 400, 800, 900.
    assert (found.current_high, found.potential_high) == (205, 600)
    assert found.of.to_dict() == {"grows": "grow", "keeps": "keep", "mass": "mass", "yields": "harvest"}


def test_equal_partners_are_all_high_unless_they_bring_nothing() -> None:
    rows = [{"partner_id": name, "potential_revenue": 70.0} for name in "abcd"]
    assert set(quadrants(potential(rows, a=5.0, b=5.0, c=5.0, d=5.0)).of) == {"keep"}
    assert set(quadrants(potential(rows)).of) == {"grow"}


def test_three_partners_are_too_few_to_call_anybody_high() -> None:
    assert quadrants(potential(FOUR[:3], **WON)).of.empty


def test_a_policy_may_say_where_high_begins() -> None:
    policy = PotentialPolicy(current_high=15, potential_high=850)
    found = quadrants(potentials(portfolio(FOUR, **WON), policy, NOWHERE))
    assert found.of.to_dict() == {"grows": "grow", "keeps": "harvest", "mass": "harvest", "yields": "harvest"}


def test_paused_partners_count_and_prospects_do_not() -> None:
    rows = [{**FOUR[0], "status": "paused"}, {**FOUR[1], "status": "prospect"}, *FOUR[2:]]
    assert potential(rows, **WON).peers.index.tolist() == ["grows", "mass", "yields"]


def test_sums_by_region_with_those_that_have_none() -> None:
    found = potential(FOUR, **WON)
    sums = grouped(found, found.frame.index, found.portfolio.partners["region"])
    assert sums["headroom"].to_dict() == {"DACH": 890 + 300, "": 80, "Nordics": 10}
    assert sums["partners"].to_dict() == {"DACH": 2, "": 1, "Nordics": 1}
    assert sums["estimated"].tolist() == [0, 0, 0]


def test_estimated_headroom_is_told_apart() -> None:
    rows = [{"partner_id": "a", "share_of_wallet": 0.5}, {"partner_id": "b", "potential_revenue": 40.0}]
    found = potential(rows, a=100.0)
    sums = grouped(found, found.frame.index, pd.Series("x", index=found.frame.index))
    assert sums.loc["x", ["current", "potential", "headroom", "estimated"]].tolist() == [100, 240, 140, 100]


def test_revenue_goes_where_it_was_won_and_headroom_in_proportion() -> None:
    rows = [{"partner_id": "a", "potential_revenue": 1_000.0, "sectors": ["Media"]}]
    deals = [
        *wins("a", 5, amount=300.0, sector="Retail", technology="SAP"),
        *wins("a", 9, amount=100.0, sector="retail", technology="Cloud"),
        *wins("a", 9, amount=100.0, sector="Health", technology="SAP"),
        *wins("a", 400, amount=900.0, sector="Energy", technology="SAP"),  # too long ago
    ]
    found = potential(rows, a=600.0)  # 100 of it in deals that name no sector
    sums = grouped_by_field(found, found.frame.index, segments_on(rows, deals=deals).pairs, "sector")
    # 400 left, 4/5 and 1/5 of it where 400 and 100 were won.
    assert sums["headroom"].to_dict() == pytest.approx({"retail": 320, "health": 80, "": 0})
    assert sums["current"].to_dict() == {"retail": 400, "health": 100, "": 100}
    assert sums["partners"].to_dict() == {"retail": 1, "health": 1, "": 1}


def test_headroom_of_who_won_nothing_goes_to_what_they_declare_in_equal_parts() -> None:
    rows = [
        {"partner_id": "a", "potential_revenue": 90.0, "sectors": ["Retail", "Health", "RETAIL"]},
        {"partner_id": "b", "potential_revenue": 10.0},
    ]
    found = potential(rows)
    sums = grouped_by_field(found, found.frame.index, NOWHERE, "sector")
    assert sums["headroom"].to_dict() == {"health": 45, "retail": 45, "": 10}


@settings(max_examples=4, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from(["sector", "technology"]))
def test_parts_sum_to_the_whole(seed: int, field: str) -> None:
    one = drawn(seed, 16)
    won = [
        deal
        for number, name in enumerate(one.partners.index[::2])
        for deal in wins(
            name, 5, amount=1_000.0 * number, sector="Retail", technology=("SAP", "Cloud")[number % 2]
        )
    ]
    found = potentials(one, PotentialPolicy(), NOWHERE)
    pairs = segments_on([{"partner_id": name} for name in one.partners.index], deals=won).pairs
    ids = one.partners.index[:12]
    whole = found.peers.loc[found.peers.index.intersection(ids)]
    for sums in (grouped_by_field(found, ids, pairs, field), grouped(found, ids, one.partners["type"])):
        for name in ("current", "potential", "headroom"):
            assert sums[name].sum() == pytest.approx(whole[name].sum())
    assert grouped(found, ids, one.partners["type"])["partners"].sum() == len(whole)


def test_a_partner_that_ended_is_in_no_group() -> None:
    found = potential([*FOUR, {"partner_id": "z", "potential_revenue": 9.0, "ended_on": ago(1)}], **WON)
    assert grouped(found, pd.Index(["z"]), found.portfolio.partners["region"]).empty
