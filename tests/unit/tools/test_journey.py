"""Journey phases against events written by hand; stuck partners against the survival estimate."""

from datetime import date, timedelta

import numpy as np
import pytest

from tests.unit.tools.event_tables import DAY, ago, portfolio, wins
from tests.unit.tools.journeys import POLICY, SIGNED, devoted, made
from tools.journey import AGGREGATES, journey, journey_findings, journey_statements
from tools.portfolio import Portfolio


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


def test_ended_partners_are_neither_stuck_nor_in_the_funnel() -> None:
    gone = made({"signed_on": ago(900), "ended_on": ago(10)})
    standing = journey([gone], POLICY)
    assert (standing.loc["a", "ended"], standing.loc["a", "stuck"], standing.loc["a", "days"]) == (
        True,
        False,
        890,
    )
    assert journey_findings(gone, standing, POLICY, ["a"]).statements[0].slots["total"].value == 0
    assert journey_statements(gone, standing, "a")[0].key == "journey.ended"


def test_steps_that_nobody_records_are_asked_of_nobody() -> None:
    many = [{"partner_id": f"p{at:02}", "signed_on": ago(100)} for at in range(20)]
    won = [deal for row in many for deal in wins(str(row["partner_id"]), 50)]
    assert set(journey([portfolio(AGGREGATES, many, deals=won)], POLICY)["phase"]) == {"investment"}
    assert set(journey([portfolio(AGGREGATES, many[1:], deals=won)], POLICY)["phase"]) == {"activation"}


def test_the_first_training_on_record_throws_nobody_back_a_phase() -> None:
    many = [{"partner_id": f"p{at:02}", "signed_on": ago(800), "onboarded_on": ago(700)} for at in range(25)]
    won = [deal for row in many for deal in wins(str(row["partner_id"]), 600)]
    first = [{"partner_id": "p00", "date": ago(5), "kind": "training"}]
    history = [portfolio(AGGREGATES, many, ago(days), deals=won, activities=first) for days in (30, 0)]
    standing = journey(history, POLICY)
    assert set(standing["regressed_from"]) == {""}
    assert standing.loc["p01", ["phase", "missing"]].tolist() == ["activation", ("training",)]
    assert standing.loc["p01", "entered"].date() == ago(800)


def test_who_came_back_is_in_the_phase_since_that_day() -> None:
    lost = made(SIGNED, activities=[{"date": ago(200), "kind": "training"}], deals=wins("a", 250))
    row = journey([Portfolio(ago(30), "EUR", devoted().partners), lost], POLICY).loc["a"]
    assert row["investment_on"].date() == DAY


def test_a_certification_counts_on_the_day_it_expires() -> None:
    two = [{"person": name, "name": "c", "earned_on": ago(300), "expires_on": DAY} for name in "xy"]
    now = made(SIGNED, certifications=two, deals=wins("a", 250, 150, 60))
    assert "plan_or_certifications" not in journey([now], POLICY).loc["a", "missing"]
