"""Coefficients learnt from quarters that have ended."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from tests.unit.tools.event_tables import DAY, portfolio, wins
from tools.outlook import (
    AGGREGATES,
    ClosedQuarter,
    Coefficients,
    Lesson,
    OutlookPolicy,
    fit,
    fit_and_check,
    lesson,
    outlook,
    packaged,
)

POLICY = OutlookPolicy()
AFTER = DAY + timedelta(days=180)


def quarter(partners: int, *, loyal: float, seed: int = 1, **columns: object) -> ClosedQuarter:
    """Partners alike in their past, of whom a share `loyal` goes on as before; the others stop."""
    random = np.random.default_rng(seed)
    names = [f"p{at}" for at in range(partners)]
    pasts = [random.choice(np.arange(5, 85), 4, replace=False) for _ in names]
    deals = [deal for name, days in zip(names, pasts, strict=True) for deal in wins(name, *map(int, days))]
    made = portfolio(AGGREGATES, [{"partner_id": name, **columns} for name in names], deals=deals)
    stays = random.random(partners) < loyal
    won = 3 / loyal * stays  # all together win what was to be expected
    results = pd.DataFrame({"wins": won, "revenue": 1000 * won}, index=pd.Index(names))
    return ClosedQuarter(made, results.reindex(made.partners.index))


def test_who_had_business_what_came_and_what_was_lost() -> None:
    made = portfolio(
        AGGREGATES,
        [
            {"partner_id": "a"},
            {"partner_id": "b"},
            {"partner_id": "idle"},
            {"partner_id": "e", "status": "ended"},
        ],
        deals=[*wins("a", 9), *wins("b", 9, 10), *wins("idle", 91), *wins("e", 9)],
    )
    results = pd.DataFrame(
        {"wins": [1.0, 0.0, 0.0, 0.0], "revenue": [500.0, 0.0, 0.0, 0.0]}, index=["a", "b", "idle", "e"]
    )
    closed = ClosedQuarter(made, results.reindex(made.partners.index))
    assert closed.had_business.to_dict() == {"a": True, "b": True, "idle": False, "e": False}
    assert closed.silent[["a", "b"]].to_dict() == {"a": False, "b": True}
    assert closed.declines[["a", "b"]].to_dict() == {"a": False, "b": True}  # exactly half is no decline
    assert closed.lost[["a", "b"]].to_dict() == {"a": 500, "b": 2000}


@pytest.mark.parametrize("loyal", [0.5, 0.95])
def test_a_fit_brings_the_chances_to_what_came(loyal: float) -> None:
    seen = [lesson(quarter(200, loyal=loyal, seed=seed), POLICY) for seed in range(3)]
    fitted = fit(seen, packaged(), AFTER)
    assert fitted is not None
    assert fitted.fitted_through == AFTER
    new = quarter(100, loyal=loyal, seed=9).portfolio
    before, after = (outlook(new, POLICY, one)["chance_silent"].mean() for one in (packaged(), fitted))
    assert abs(after - (1 - loyal)) < abs(before - (1 - loyal)) / 2


def test_too_little_history_teaches_nothing() -> None:
    assert fit([], packaged(), AFTER) is None
    enough = [lesson(quarter(250, loyal=0.5), POLICY)]
    assert fit(enough, packaged(), AFTER) is not None
    assert fit(enough, packaged(), AFTER - timedelta(days=1)) is None  # one quarter may be its season
    assert fit([lesson(quarter(199, loyal=0.5), POLICY)], packaged(), AFTER) is None  # too few rows
    assert fit([lesson(quarter(250, loyal=0.99), POLICY)], packaged(), AFTER) is None  # hardly any silence


def test_ended_partners_teach_nothing() -> None:
    rows = lesson(quarter(20, loyal=0.5, status="ended"), POLICY).silent
    assert (len(rows.informed), len(rows.blind), len(rows.came)) == (0, 0, 0)


def test_the_market_is_known_to_the_lesson_and_not_to_the_outlook() -> None:
    booming, flat = quarter(100, loyal=1.0), quarter(100, loyal=1.0)
    booming.results["wins"] *= 3
    rows = [lesson(one, POLICY).silent for one in (booming, flat)]
    odds = [one.informed[:, 1].mean() for one in rows]
    assert odds[0] < odds[1]  # in a boom, silence was less to be expected
    np.testing.assert_array_equal(rows[0].blind, rows[1].blind)  # which nobody knew beforehand


def test_the_packaged_coefficients_come_from_no_history_of_the_users() -> None:
    assert packaged().fitted_through is None
    assert packaged() != Coefficients()
    assert Coefficients(fitted_through=date(2026, 1, 1)).fitted_through == DAY - timedelta(days=272)


def lessons_of(*loyal: float) -> list[Lesson]:
    """Quarters 90 days apart, each with its share of partners that went on."""
    seen = [lesson(quarter(150, loyal=share, seed=at), POLICY) for at, share in enumerate(loyal)]
    return [replace(one, as_of=DAY + timedelta(days=90 * at)) for at, one in enumerate(seen)]


def test_chances_are_told_only_after_they_came_true_on_quarters_that_were_not_fitted() -> None:
    through = DAY + timedelta(days=450)
    steady = fit_and_check(lessons_of(0.6, 0.6, 0.6, 0.6, 0.6), packaged(), through)
    turned = fit_and_check(lessons_of(0.9, 0.9, 0.9, 0.4, 0.4), packaged(), through)
    assert steady is not None
    assert turned is not None
    assert steady.partner_quarters == 5 * 150  # the first two quarters foretell the third, and so on
    assert steady.proven(0.1)
    assert not turned.proven(0.1)
    assert turned.calibration_error is not None
    assert not packaged().proven(1.0)
    new = quarter(20, loyal=0.6).portfolio
    for one, told in ((packaged(), False), (steady, True)):
        policy = OutlookPolicy(told_within=0.1)
        assert outlook(new, policy, one)["told"].eq(told).all()


def test_with_one_closed_quarter_to_learn_from_nothing_is_proven() -> None:
    fitted = fit_and_check(lessons_of(0.6, 0.6)[:2], packaged(), DAY + timedelta(days=180))
    assert fitted is not None
    assert fitted.calibration_error is None


def test_what_is_older_than_a_year_teaches_nothing() -> None:
    old, *recent = lessons_of(0.5, 0.9, 0.9, 0.9, 0.9, 0.9)
    through = DAY + timedelta(days=540)
    assert fit([old, *recent], packaged(), through) == fit(recent, packaged(), through)
