"""Journey phases against events written by hand; stuck partners against the survival estimate."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.tools.event_tables import DAY, ago, portfolio, wins
from tests.unit.tools.spoken import unsayable
from tools.journey import AGGREGATES, JourneyPolicy, Phase, journey, journey_findings, journey_statements
from tools.journey.survival import days_until_left
from tools.portfolio import Portfolio

POLICY = JourneyPolicy()
SIGNED = {
    "first_contact_on": ago(400),
    "applied_on": ago(350),
    "signed_on": ago(300),
    "onboarded_on": ago(280),
}


def made(partner: dict[str, object], as_of: date = DAY, **rows: list[dict[str, object]]) -> Portfolio:
    given_rows = {name: [{"partner_id": "a", **row} for row in table] for name, table in rows.items()}
    return portfolio(AGGREGATES, [{"partner_id": "a", **partner}], as_of, **given_rows)


def devoted(**partner: object) -> Portfolio:
    return made(
        SIGNED | {"share_of_wallet": 0.5} | partner,
        activities=[{"date": ago(200), "kind": "training"}, {"date": ago(20), "kind": "plan"}],
        deals=wins("a", 250, 150, 60),
    )


@pytest.mark.parametrize(
    ("partner", "rows", "phase", "entered", "evidence", "missing"),
    [
        ({"status": "prospect"}, {}, "interest", None, "", ("agreement",)),
        (
            {"status": "prospect", "first_contact_on": ago(30)},
            {"activities": [{"date": ago(20), "kind": "meeting"}]},
            "interest",
            ago(30),
            "first_contact",
            ("agreement",),
        ),
        (
            {"status": "prospect", "first_contact_on": ago(30)},
            {"activities": [{"date": ago(20), "kind": "meeting"}, {"date": ago(5), "kind": "meeting"}]},
            "recruitment",
            ago(5),
            "second_meeting",
            ("agreement",),
        ),
        (
            {"status": "applicant", "applied_on": ago(40)},
            {},
            "recruitment",
            ago(40),
            "application",
            ("agreement",),
        ),
        (
            {"signed_on": ago(90)},
            {},
            "activation",
            ago(90),
            "signature",
            ("onboarding", "training", "first_business"),
        ),
        (
            SIGNED,
            {
                "activities": [{"date": ago(270), "kind": "training"}],
                "leads": [{"created_on": ago(10), "status": "new"}],
            },
            "activation",
            ago(300),
            "signature",
            ("first_business",),
        ),
        (
            SIGNED,
            {
                "certifications": [{"person": "x", "name": "c", "earned_on": ago(100)}],
                "leads": [{"created_on": ago(110), "status": "accepted", "decided_on": ago(90)}],
            },
            "investment",
            ago(90),
            "first_business",
            ("wins", "plan_or_certifications", "wallet_or_engagement"),
        ),
    ],
)
def test_a_phase_follows_from_its_events(
    partner: dict[str, object],
    rows: dict[str, list[dict[str, object]]],
    phase: str,
    entered: date | None,
    evidence: str,
    missing: tuple[str, ...],
) -> None:
    row = journey([made(partner, **rows)], POLICY).loc["a"]
    assert row["phase"] == phase
    assert (row["entered"].date() if entered else None) == entered
    assert (row["evidence"], row["missing"]) == (evidence, missing)


def test_devotion_begins_when_the_last_of_its_conditions_is_met() -> None:
    row = journey([devoted()], POLICY).loc["a"]
    assert (row["phase"], row["entered"].date(), row["evidence"]) == (
        "devotion",
        ago(20),
        "plan_or_certifications",
    )
    assert row["missing"] == ()
    assert not row["stuck"]


@pytest.mark.parametrize(
    ("change", "missing"),
    [({"share_of_wallet": 0.49}, ())],
)
def test_close_contact_stands_in_for_a_small_share_of_wallet(
    change: dict[str, object], missing: tuple[str, ...]
) -> None:
    assert (
        journey([devoted(**change)], POLICY).loc["a", "missing"] == missing
    )  # alone, it is the most engaged


def test_wins_in_two_quarters_are_not_devotion() -> None:
    rows = {"activities": [{"date": ago(200), "kind": "training"}, {"date": ago(20), "kind": "plan"}]}
    two = made(SIGNED | {"share_of_wallet": 0.9}, **rows, deals=wins("a", 250, 240, 60))
    assert journey([two], POLICY).loc["a", "missing"] == ("wins",)


def test_an_event_after_the_day_has_not_happened() -> None:
    later = made(SIGNED | {"signed_on": DAY + timedelta(days=1), "onboarded_on": None, "status": "active"})
    row = journey([later], POLICY).loc["a"]
    assert (row["phase"], row["entered"].date()) == ("recruitment", ago(350))


def test_lost_devotion_shows_only_in_a_history() -> None:
    lost = made(SIGNED, activities=[{"date": ago(200), "kind": "training"}], deals=wins("a", 250))
    before = Portfolio(ago(30), "EUR", devoted().partners)
    alone, after = journey([lost], POLICY).loc["a"], journey([before, lost], POLICY).loc["a"]
    assert (alone["phase"], alone["regressed_from"]) == ("investment", "")
    assert (after["phase"], after["regressed_from"]) == ("investment", "devotion")
    assert (after["entered"].date(), after["evidence"]) == (DAY, "regression")


def test_devotion_keeps_its_first_date_through_a_history() -> None:
    now = devoted()
    first = Portfolio(ago(10), "EUR", now.partners)
    moved = now.partners.assign(journey_plan=now.partners["journey_plan"] + np.timedelta64(15, "D"))
    assert journey([first, Portfolio(DAY, "EUR", moved)], POLICY).loc["a", "entered"].date() == ago(20)


def test_half_may_leave_before_the_rest_is_known() -> None:
    days = np.array([10.0, 20, 30, 40])
    assert days_until_left(days, np.array([True] * 4), 0.75) == (30, True)  # 3/4, 2/4, 1/4 are left
    censored = np.array([True, False, True, True])
    assert days_until_left(days, censored, 0.75) == (40, True)  # 3/4, then 3/4 * 1/2, then 0
    assert days_until_left(days, np.array([False] * 4), 0.75) == (0, False)


@settings(max_examples=50, deadline=None)
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
    assert days_until_left(days, left, 0.75) == expected


def cohort(left_after: list[int], waiting: int) -> Portfolio:
    """Partners who left activation after so many days, and one who waits."""
    partners = [
        {"partner_id": f"p{at:02}", "signed_on": ago(700), "onboarded_on": ago(700 - days)}
        for at, days in enumerate(left_after)
    ]
    activities = [{"partner_id": row["partner_id"], "date": ago(700), "kind": "training"} for row in partners]
    won = [deal for row in partners for deal in wins(str(row["partner_id"]), 700)]
    waits = {"partner_id": "waits", "signed_on": ago(waiting)}
    return portfolio(AGGREGATES, [*partners, waits], activities=activities, deals=won)


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


def test_ended_partners_are_neither_stuck_nor_in_the_funnel() -> None:
    gone = made({"signed_on": ago(900), "ended_on": ago(10)})
    standing = journey([gone], POLICY)
    assert (standing.loc["a", "ended"], standing.loc["a", "stuck"], standing.loc["a", "days"]) == (
        True,
        False,
        890,
    )
    assert journey_findings(gone, standing, ["a"]).statements[0].slots["total"].value == 0
    assert journey_statements(gone, standing, "a")[0].key == "journey.ended"


def test_steps_that_nobody_records_are_asked_of_nobody() -> None:
    many = [{"partner_id": f"p{at:02}", "signed_on": ago(100)} for at in range(20)]
    won = [deal for row in many for deal in wins(str(row["partner_id"]), 50)]
    assert set(journey([portfolio(AGGREGATES, many, deals=won)], POLICY)["phase"]) == {"investment"}
    assert set(journey([portfolio(AGGREGATES, many[1:], deals=won)], POLICY)["phase"]) == {"activation"}


def test_findings_name_the_longest_stuck_first_with_what_is_missing() -> None:
    many = cohort([10, 20], 200)
    standing = journey([many], POLICY)
    found = journey_findings(many, standing, list(standing.index), phase=Phase.ACTIVATION, stuck=True)
    assert [line.key for line in found.statements] == [
        "journey.stuck_in_phase",
        "journey.stay",
        "journey.too_long_default",
        "journey.missing_3",
    ]
    assert found.statements[0].slots["stuck"].value == 1
    assert found.table is not None
    assert found.table.rows[0][3].value == 200  # type: ignore[union-attr]  # the days of a dated phase are there


def test_the_funnel_counts_everybody_once() -> None:
    many = cohort([10, 20], 200)
    standing = journey([many], POLICY)
    funnel = journey_findings(many, standing, list(standing.index))
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
    assert [cells[3].value if cells[3] else None for cells in funnel.table.rows] == [
        1.0,
        1.0,
        2 / 3,
        0.0,
        None,
    ]


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
    told = journey_findings(several, standing, list(standing.index), phase=phase, stuck=stuck)
    each = [line for name in standing.index for line in journey_statements(several, standing, name)]
    assert "journey.regressed" in [line.key for line in each]
    assert unsayable([*told.statements, *each]) == []
