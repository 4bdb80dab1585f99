"""Stuck partners against the survival estimate, and what is said about them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.tools.event_tables import DAY, ago, portfolio, wins
from tests.unit.tools.journeys import POLICY, SIGNED, cohort, devoted
from tests.unit.tools.spoken import unsayable
from tools.facts import Findings
from tools.journey import (
    AGGREGATES,
    JourneyPolicy,
    Phase,
    as_seen,
    journey,
    journey_findings,
    journey_statements,
)
from tools.journey.survival import survival
from tools.portfolio import Portfolio


def test_half_may_leave_before_the_rest_is_known() -> None:
    days = np.array([10.0, 20, 30, 40])
    assert survival(days, np.array([True] * 4)).days_until_left(0.75) == (30, True)  # 3/4, 2/4, 1/4 are left
    censored = np.array([True, False, True, True])
    assert survival(days, censored).days_until_left(0.75) == (40, True)  # 3/4, then 3/4 * 1/2, then 0
    assert survival(days, np.array([False] * 4)).days_until_left(0.75) == (0, False)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 500), st.booleans()), min_size=1, max_size=30))
def test_the_survival_estimate_agrees_with_its_definition(rows: list[tuple[int, bool]]) -> None:
    days, left = np.array([float(day) for day, _ in rows]), np.array([gone for _, gone in rows])
    gone_at = sorted({day for day, gone in rows if gone})
    staying, expected = 1.0, (max(gone_at, default=0), False)
    for time in gone_at:
        present = sum(day >= time for day, _ in rows)
        staying *= 1 - sum(gone and day == time for day, gone in rows) / present
        if staying <= 0.25 + 1e-12:
            expected = (time, True)
            break
    assert survival(days, left).days_until_left(0.75) == expected


def test_one_partner_alone_does_not_stand_for_all_who_were_not_watched_longer() -> None:
    days, left = np.array([10.0] * 11 + [20]), np.array([False] * 11 + [True])
    assert survival(days, left).days_until_left(0.75) == (20, True)  # the only one still present left
    assert survival(days, left).days_until_left(0.75, least=5) == (20, False)
    assert survival(days, left).left_within(90, least=5) is None
    everybody = survival(np.arange(1.0, 13), np.array([True] * 12))  # nobody is missing: each is 1 in 12
    assert everybody.days_until_left(0.75, least=5) == (9, True)
    assert everybody.left_within(1000, least=5) == 1


def test_stuck_is_longer_than_three_quarters_of_peers_took() -> None:
    left_after = list(range(10, 130, 10))  # 12 peers, 10 to 120 days, and one that waits longer than all
    late, early = (journey([cohort(left_after, days)], POLICY).loc["waits"] for days in (131, 100))
    assert (late["limit"], late["limit_peers"], late["stuck"]) == (100, 13, True)  # 3 of 13 stay at 100 days
    assert not early["stuck"]


def test_few_peers_leave_the_default() -> None:
    row = journey([cohort([10, 20], 91)], POLICY).loc["waits"]
    assert (row["limit"], row["limit_peers"], row["stuck"]) == (90, 0, True)


def test_when_most_never_leave_one_is_stuck_after_everybody_who_did() -> None:
    waiting = [{"partner_id": f"w{at:02}", "signed_on": ago(200)} for at in range(12)]
    made_by_hand = portfolio(
        AGGREGATES,
        [{"partner_id": "left", "signed_on": ago(700), "onboarded_on": ago(550)}, *waiting],
        activities=[{"partner_id": "left", "date": ago(700), "kind": "training"}],
        deals=wins("left", 700),
    )
    row = journey([made_by_hand], POLICY).loc["w00"]
    assert (row["limit"], row["limit_peers"], row["stuck"]) == (150, 0, True)  # not the default of 90


def test_who_signed_before_the_data_begins_says_nothing_about_how_long_it_takes() -> None:
    peers = cohort([10] * 11 + [600], 95)
    early = peers.partners.assign(
        journey_first_activity=peers.partners["journey_first_activity"] + np.timedelta64(1, "D")
    )
    early = early.assign(
        **{
            f"journey_first_{event}": early["journey_first_activity"]
            for event in ("deal", "win", "lead", "training")
        }
    )
    assert journey([Portfolio(DAY, "EUR", early)], POLICY).loc[
        "waits", ["limit", "limit_peers"]
    ].tolist() == [90, 0]


def test_findings_name_the_longest_stuck_first_with_what_is_missing() -> None:
    many = cohort([10, 20], 200)
    standing = journey([many], POLICY)
    found = journey_findings(many, standing, POLICY, list(standing.index), phase=Phase.ACTIVATION, stuck=True)
    assert [line.key for line in found.statements] == [
        "journey.stuck_in_phase",
        "journey.stay",
        "journey.too_long_default",
        "journey.missing_3",
        "journey.next_step",
    ]
    assert found.statements[0].slots["stuck"].value == 1
    assert found.table is not None
    assert found.table.rows[0][3].value == 200  # type: ignore[union-attr]  # the days of a dated phase are there


def test_the_funnel_counts_everybody_once() -> None:
    many = cohort([10, 20], 200)
    standing = journey([many], POLICY)
    funnel = journey_findings(many, standing, POLICY, list(standing.index))
    slots = {slot: item.value for slot, item in funnel.statements[0].slots.items()}
    assert slots == {
        "total": 3,
        "interest": 0,
        "recruitment": 0,
        "activation": 1,
        "investment": 2,
        "devotion": 0,
    }
    assert funnel.table is not None
    assert [cells[6] for cells in funnel.table.rows] == [None] * 5  # too few partners to tell


@pytest.mark.parametrize("phase", [None, *Phase])
@pytest.mark.parametrize("stuck", [True, False])
def test_every_journey_can_be_said(phase: Phase | None, *, stuck: bool) -> None:
    several = portfolio(
        AGGREGATES,
        [
            {"partner_id": "heard", "status": "prospect", "first_contact_on": ago(300)},
            {"partner_id": "undated", "status": "prospect"},
            {"partner_id": "applied", "status": "applicant", "applied_on": ago(300)},
            {"partner_id": "signed", "signed_on": ago(300)},
            {"partner_id": "ended", "ended_on": ago(3)},
            SIGNED | {"partner_id": "selling"},
        ],
        activities=[{"partner_id": "selling", "date": ago(90), "kind": "training"}],
        deals=wins("selling", 80),
    )
    standing = journey([Portfolio(ago(1), "EUR", devoted().partners.set_axis(["selling"])), several], POLICY)
    told = journey_findings(several, standing, POLICY, list(standing.index), phase=phase, stuck=stuck)
    each = [line for name in standing.index for line in journey_statements(several, standing, name)]
    assert "journey.regressed" in [line.key for line in each]
    assert unsayable([*told.statements, *each]) == []


def slow_ones() -> Portfolio:
    """12 that left activation after up to 220 days, one that is there for 150 and not 90."""
    return cohort([10] * 6 + [220] * 6, 150)


def told(made: Portfolio, policy: JourneyPolicy = POLICY) -> Findings:
    standing = journey([made], policy)
    return journey_findings(made, standing, policy, list(standing.index), phase=Phase.ACTIVATION, stuck=True)


def test_where_nobody_is_stuck_those_who_take_longer_than_they_should_are_named() -> None:
    found = told(slow_ones())
    keys = [line.key.removeprefix("journey.") for line in found.statements]
    assert keys == ["slow_in_phase", "stay", "missing_3", "next_step"]
    slots = {name: fact.value for name, fact in found.statements[0].slots.items()}  # type: ignore[union-attr]  # facts
    assert slots == {"phase": "phase.activation", "slow": 1, "after": 220, "target": 90}
    assert found.table is not None
    assert unsayable(found.statements) == []
    assert unsayable(told(cohort([10, 20], 91), JourneyPolicy(stuck_activation=91)).statements) == []


def test_a_book_of_ones_own_hears_no_share_that_tells_of_a_few_others() -> None:
    standing = journey([cohort([10] * 13, 30)], POLICY)
    everybody = standing.loc["waits", "limit_peers"]
    few = as_seen(standing, DAY, POLICY, ["waits", "p00", "p01"])  # 11 others
    enough = as_seen(standing, DAY, POLICY, ["waits", "p00"])  # 12 others
    assert (everybody, enough.loc["waits", "limit_peers"], few.loc["waits", "limit_peers"]) == (14, 14, 0)
    assert np.isnan(few.loc["waits", "median"])
