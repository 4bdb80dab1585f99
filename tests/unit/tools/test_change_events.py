"""The events that a change of scores is explained with."""

from datetime import date, timedelta

import pytest

from tests.unit.tools.changed_cards import (
    DAY,
    POLICY,
    SINCE,
    P,
    between,
    cards,
    changed,
    keys,
    rows,
    said,
    told,
)
from tests.unit.tools.spoken import unsayable
from tools.about import About
from tools.changes import change_findings
from tools.changes.events import events
from tools.changes.window import Window
from tools.portfolio import Portfolio
from tools.scorecard import MEASURES, ScorecardPolicy, scorecards


def test_a_rise_names_the_deal_behind_it() -> None:
    before = cards(SINCE, 1, sc_revenue_365d=[10.0] * 10, sc_influenced_365d=0.0)
    deal = {
        "deal_id": "d1",
        "partner_id": "p00",
        "stage": "won",
        "closed_on": date(2026, 8, 1),
        "customer": "Contoso",
    }
    found = change_findings(
        before,
        changed(before, "p00", sc_revenue_365d=99.0),
        rows(deals=[deal | {"amount_base": 89.0}]),
        "p00",
        POLICY,
    )
    assert keys(found)[:3] == ["change.rose", "change.up", "change.won_one_for"]
    amount = said(found, "change.won_one_for").slots["amount"]
    assert (amount.value, amount.unit, amount.rows) == (89.0, "EUR", ("deal:d1",))


def test_a_fall_names_what_grew_older_than_a_year_and_that_nothing_was_won() -> None:
    before = cards(SINCE, 1, sc_revenue_365d=[90.0] * 10, sc_influenced_365d=0.0)
    old = {
        "deal_id": "d1",
        "partner_id": "p00",
        "stage": "won",
        "closed_on": date(2025, 8, 1),
        "amount_base": 80.0,
    }
    found = change_findings(
        before, changed(before, "p00", sc_revenue_365d=10.0), rows(deals=[old]), "p00", POLICY
    )
    assert keys(found)[:4] == ["change.fell", "change.down", "change.won_nothing", "change.rolled_off"]
    assert said(found, "change.rolled_off").slots["amount"].value == 80.0


def test_a_lapsed_certification_is_named_with_its_holder() -> None:
    before = cards(SINCE, 2, sc_certifications=[3.0] * 10, sc_people=2.0, sc_professional=0.0, sc_expert=0.0)
    lapsed = {
        "certification_id": "c1",
        "partner_id": "p00",
        "person": "Dana Reyes",
        "name": "Data Expert",
        "earned_on": date(2024, 8, 1),
        "expires_on": date(2026, 8, 1),
    }
    after = changed(before, "p00", sc_certifications=2.0, sc_people=1.0)
    found = change_findings(before, after, rows(certifications=[lapsed]), "p00", POLICY)
    assert keys(found).count("change.lapsed_one") == 1
    assert said(found, "change.lapsed_one").slots["person"].value == "Dana Reyes"


def worked(measure: str, better: dict[str, float], rising: bool, **given_rows: object) -> list[str]:
    """What is told when one measure of p00 moves and nothing else does."""
    only = ScorecardPolicy(weights={m.name: float(m.name == measure) for m in MEASURES})
    frame = cards(SINCE, 1).portfolio.partners
    frame.loc["p00", list(better)] = 0.0
    low = scorecards(Portfolio(SINCE if rising else DAY, "EUR", frame), only)
    risen = frame.copy()
    for name, value in better.items():
        risen.loc["p00", name] = value
    high = scorecards(Portfolio(DAY if rising else SINCE, "EUR", risen), only)
    before, after = (low, high) if rising else (high, low)
    found = change_findings(before, after, rows(**given_rows), "p00", POLICY)
    assert unsayable(found.statements) == []
    assert all(
        fact.rows for s in found.statements for fact in s.facts() if fact.kind.name.startswith("project")
    )
    return keys(found)


def test_use_that_fell_is_told_with_both_months() -> None:
    usage = [
        {**P, "month": date(2026, 6, 30), "licensed": 10, "active": 9},
        {**P, "month": date(2026, 9, 30), "licensed": 10, "active": 0},
    ]
    before = cards(SINCE, 1, sc_licensed_92d=9.0, sc_months_92d=3.0, sc_active_92d=9.0)
    found = change_findings(
        before, changed(before, "p00", sc_active_92d=0.0), rows(usage=usage), "p00", POLICY
    )
    told = said(found, "change.used")
    assert (told.slots["active_before"].value, told.slots["active_after"].value) == (9, 0)
    assert told.slots["active_after"].rows == ("usage:2026-09",)


@pytest.mark.parametrize(
    ("measure", "better", "rising", "told", "given_rows"),
    [
        (
            "projects_delivered",
            {"sc_delivered_730d": 50.0},
            True,
            "change.delivered",
            {"projects": [{**P, "project_id": "j", "delivered_on": date(2026, 8, 1)}]},
        ),
        (
            "projects_delivered",
            {"sc_delivered_730d": 50.0},
            False,
            "change.delivered_earlier",
            {"projects": [{**P, "project_id": "j", "delivered_on": date(2024, 8, 1)}]},
        ),
        (
            "trainings",
            {"sc_trainings_365d": 50.0},
            False,
            "change.trained_earlier",
            {"activities": [{**P, "activity_id": "a", "date": date(2025, 8, 1), "kind": "training"}]},
        ),
        (
            "accepted_leads",
            {"sc_leads_365d": 50.0},
            False,
            "change.leads_earlier",
            {
                "leads": [
                    {
                        **P,
                        "lead_id": "l",
                        "created_on": date(2025, 8, 1),
                        "direction": "in",
                        "status": "accepted",
                    }
                ]
            },
        ),
    ],
)
def test_events_behind_a_measure_are_named(
    measure: str, better: dict[str, float], rising: bool, told: str, given_rows: dict[str, object]
) -> None:
    assert told in worked(measure, better, rising, **given_rows)


def project(
    project_id: str, promised_on: date, delivered_on: date | None = None, rating: float | None = None
) -> dict[str, object]:
    dates = {"promised_on": promised_on, "delivered_on": delivered_on}
    return {**P, "project_id": project_id, **dates, "rating": rating}


def test_late_and_overdue_projects_tickets_and_answers_are_named() -> None:
    before = cards(SINCE, 1)
    window = Window(
        About(before.portfolio, "p00"),
        About(cards(DAY, 1).portfolio, "p00"),
        rows(
            projects=[
                {
                    **P,
                    "project_id": "j1",
                    "promised_on": date(2026, 7, 1),
                    "delivered_on": date(2026, 8, 1),
                    "rating": 3.5,
                },
                {**P, "project_id": "j2", "promised_on": date(2026, 8, 1)},
                {
                    **P,
                    "project_id": "j3",
                    "promised_on": date(2026, 8, 9),
                    "delivered_on": date(2026, 8, 9),
                    "rating": 9.0,
                },
            ],
            tickets=[{**P, "ticket_id": "t", "opened_on": date(2026, 7, 9), "severity": 1}],
            surveys=[{**P, "survey_id": "s", "date": date(2026, 7, 9), "dimension": "support", "score": 2}],
        ),
    )
    falls = {
        name: events(name, window, rose=False) for name in ("on_time", "rating", "severe_tickets", "support")
    }
    assert [one.key for one in falls["on_time"]] == ["change.late", "change.overdue"]
    assert falls["on_time"][1].slots["projects"].rows == ("project:j2",)
    assert falls["rating"][0].slots["rating"].value == 3.5
    assert falls["severe_tickets"][0].slots["tickets"].rows == ("ticket:t",)
    assert falls["support"][0].slots["score"].value == 2
    rises = [*events("on_time", window, rose=True), *events("rating", window, rose=True)]
    assert [one.key for one in rises] == ["change.in_time", "change.rated_best"]
    assert unsayable([*rises, *(one for told in falls.values() for one in told)]) == []


@pytest.mark.parametrize(("last_day", "lapsed"), [(SINCE, 1), (DAY, 0), (DAY - timedelta(days=1), 1)])
def test_a_certification_lapses_and_a_project_is_overdue_the_day_after_its_last_day(
    last_day: date, lapsed: int
) -> None:
    held = {"certification_id": "c", "person": "Dana", "name": "Azure", "expires_on": last_day}
    window = between(certifications=[held], projects=[{"project_id": "j", "promised_on": last_day}])
    assert len(told("certifications", window)) == len(told("on_time", window)) == lapsed


def test_answers_are_explained_with_e_mails_alone() -> None:
    window = between()
    row = window.now.portfolio.partners.loc["p00"]
    said_of = told("answers", window)["change.mailed"]
    assert (said_of["in_after"], said_of["out_after"]) == (
        row["sc_emails_in_180d"],
        row["sc_emails_out_180d"],
    )
