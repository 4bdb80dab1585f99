"""How fast phases are left, against a textbook estimate and cohorts written by hand."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.tools.event_tables import DAY, ago, portfolio, wins
from tests.unit.tools.spoken import unsayable
from tools.journey import (
    AGGREGATES,
    JourneyPolicy,
    Phase,
    journey,
    journey_findings,
    journey_statements,
    paces,
)
from tools.journey.survival import survival
from tools.portfolio import Portfolio

POLICY = JourneyPolicy()


def test_the_estimate_agrees_with_a_textbook() -> None:
    """Remission in weeks under 6-MP (Freireich et al., 1963), a plus sign marks censoring."""
    first = ["6", "6", "6", "6+", "7", "9+", "10", "10+", "11+", "13", "16", "17+", "19+", "20+"]
    weeks = [*first, "22", "23", "25+", "32+", "32+", "34+", "35+"]
    days = np.array([float(week.strip("+")) for week in weeks])
    estimate = survival(days, np.array([not week.endswith("+") for week in weeks]))
    assert estimate.times.tolist() == [6, 7, 10, 13, 16, 22, 23]
    assert estimate.staying.round(3).tolist() == [0.857, 0.807, 0.753, 0.69, 0.627, 0.538, 0.448]
    assert estimate.days_until_left(0.5) == (23, True)
    assert estimate.left_within(10) == pytest.approx(1 - 0.7529, abs=1e-4)
    assert estimate.left_within(5) == 0
    assert estimate.left_within(36) is None  # nobody was watched for so long


def test_who_left_at_all_may_be_told_for_any_time() -> None:
    assert survival(np.array([3.0, 4.0]), np.array([True, True])).left_within(1000) == 1


def joined(name: str, days_ago: int, active_after: int | None) -> dict[str, object]:
    """A partner that signed so many days ago, and was onboarded after so many, or not at all."""
    onboarded = None if active_after is None else ago(days_ago - active_after)
    return {"partner_id": name, "signed_on": ago(days_ago), "onboarded_on": onboarded}


def cohorts(*partners: dict[str, object], as_of: date = DAY) -> Portfolio:
    """All of them trained and selling from the day they signed on; the data begins with an old deal."""
    trained = [
        {"partner_id": row["partner_id"], "date": row["signed_on"], "kind": "training"} for row in partners
    ]
    won = [
        {**wins(str(row["partner_id"]), 0)[0], "created_on": row["signed_on"], "closed_on": row["signed_on"]}
        for row in partners
    ]
    old = {"partner_id": "old", "status": "ended", "ended_on": ago(1500)}
    return portfolio(
        AGGREGATES, [*partners, old], as_of, activities=trained, deals=[*won, *wins("old", 2000)]
    )


def year_of(count: int, quick: int, days_ago: int) -> list[dict[str, object]]:
    """So many that signed then, of whom so many went on after 30 days and the rest never."""
    return [joined(f"y{days_ago}-{at:02}", days_ago, 30 if at < quick else None) for at in range(count)]


def test_this_year_is_set_beside_the_year_before_and_those_inside_are_not_failures() -> None:
    new = [joined(f"new-{at}", 5, None) for at in range(12)]  # five days in: nothing can be said of them
    many = cohorts(*year_of(12, 9, 200), *year_of(12, 6, 500), *new)
    pace = paces(journey([many], POLICY), DAY, POLICY).loc["activation"]
    # this year: 24 entered; the 12 new ones are censored at day 5, so 9 of 12 left at day 30
    assert pace["this_year"] == pytest.approx(9 / 12)
    assert pace["year_before"] == pytest.approx(6 / 12)
    assert pace["went_on"] == pytest.approx(15 / 24)
    assert (pace["peers"], pace["median"], pace["target"]) == (36, 30, 90)


def test_the_year_before_is_told_as_it_was_known_then() -> None:
    late = [joined(f"late-{at:02}", 400, 60) for at in range(12)]  # signed 35 days before last year ended
    pace = paces(journey([cohorts(*late)], POLICY), DAY, POLICY).loc["activation"]
    assert np.isnan(pace["year_before"])  # nobody had been watched for 90 days by then
    assert pace["went_on"] == 1


def test_few_peers_tell_no_share_and_no_median() -> None:
    pace = paces(journey([cohorts(*year_of(11, 11, 200))], POLICY), DAY, POLICY).loc["activation"]
    assert np.isnan(pace[["median", "went_on", "this_year", "year_before"]].to_numpy(dtype=float)).all()


def test_devotion_has_no_end() -> None:
    pace = paces(journey([cohorts(*year_of(12, 9, 200))], POLICY), DAY, POLICY).loc["devotion"]
    assert np.isinf(pace["limit"])
    assert np.isnan(pace["went_on"])


def test_the_funnel_names_the_narrowest_step_with_both_years() -> None:
    many = cohorts(*year_of(12, 9, 200), *year_of(12, 6, 500))
    standing = journey([many], POLICY)
    told = journey_findings(many, standing, POLICY, list(standing.index))
    said = {line.key: {name: fact.value for name, fact in line.slots.items()} for line in told.statements}  # type: ignore[union-attr]  # facts all
    assert said["journey.narrowest"] == {"phase": "phase.activation", "share": 15 / 24, "target": 90}
    assert said["journey.narrowest_years"] == {"this_year": 9 / 12, "before": 6 / 12}
    assert unsayable(told.statements) == []


def test_the_commonest_missing_step_leads_and_ties_stand_in_order() -> None:
    stuck = [joined("a", 300, 10), joined("b", 300, None), {**joined("c", 300, None)}]
    made = portfolio(
        AGGREGATES, stuck, activities=[{"partner_id": "b", "date": ago(200), "kind": "training"}]
    )
    standing = journey([made], POLICY)
    told = journey_findings(made, standing, POLICY, list(standing.index), phase=Phase.ACTIVATION, stuck=True)
    lacking = [line.slots for line in told.statements if line.key == "journey.lacking"]
    assert [(slots["count"].value, slots["step"].subject) for slots in lacking] == [  # type: ignore[union-attr]  # facts all
        (3, "first_business"),
        (2, "onboarding"),
        (2, "training"),
    ]
    assert unsayable(told.statements) == []


def test_a_partner_that_joined_yesterday_or_today_is_not_stuck() -> None:
    for days in (0, 1):
        row = journey([cohorts(joined("a", days, None))], POLICY).loc["a"]
        assert (row["phase"], row["days"], row["stuck"]) == ("activation", days, False)


def test_a_paused_partner_is_said_to_be_paused() -> None:
    made = portfolio(AGGREGATES, [{"partner_id": "a", "status": "paused", "signed_on": ago(9)}])
    said = journey_statements(made, journey([made], POLICY), "a")
    assert [line.key for line in said][:2] == ["journey.stay", "journey.paused"]
    assert unsayable(said) == []


def test_what_began_a_phase_opens_down_to_the_event() -> None:
    made = portfolio(AGGREGATES, [{"partner_id": "a", "signed_on": ago(9)}])
    stay = journey_statements(made, journey([made], POLICY), "a")[0]
    assert {fact.kind.behind for fact in stay.facts() if fact.kind.name == "journey.entered_on"} == {
        ("signed_on",)
    }


def test_a_history_is_read_once_and_must_be_in_order() -> None:
    made = cohorts(joined("a", 100, 10))
    earlier = Portfolio(ago(30), "EUR", made.partners)
    pd.testing.assert_frame_equal(journey(iter([earlier, made]), POLICY), journey([earlier, made], POLICY))
    with pytest.raises(ValueError, match="oldest to newest"):
        journey(iter([made, earlier]), POLICY)
    with pytest.raises(ValueError, match="empty"):
        journey(iter([]), POLICY)


def test_without_partners_there_is_nothing_to_tell() -> None:
    nobody = portfolio(AGGREGATES, [])
    standing = journey([nobody, nobody], POLICY)
    assert standing.empty
    assert journey_findings(nobody, standing, POLICY, []).statements[0].slots["total"].value == 0  # type: ignore[union-attr]  # a fact


def test_a_partner_heard_of_later_begins_when_it_appears() -> None:
    before, now = (cohorts(joined("a", 100, 10)), cohorts(joined("a", 100, 10), joined("b", 3, None)))
    row = journey([Portfolio(ago(30), "EUR", before.partners), now], POLICY).loc["b"]
    assert (row["phase"], row["entered"].date(), row["regressed_from"]) == ("activation", ago(3), "")


def test_nothing_later_is_seen() -> None:
    before = cohorts(joined("a", 100, 10), joined("b", 50, None))
    later = cohorts(
        joined("a", 100, 10),
        {**joined("b", 50, None), "onboarded_on": DAY + timedelta(days=1)},
    )
    pd.testing.assert_frame_equal(journey([before], POLICY), journey([later], POLICY))


@settings(max_examples=4, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 700), st.none() | st.integers(0, 120)), min_size=1, max_size=16),
    st.integers(0, 99),
)
def test_the_order_of_partners_does_not_matter(rows: list[tuple[int, int | None]], seed: int) -> None:
    made = cohorts(
        *(
            joined(f"p{at}", days, None if after is None else min(after, days))
            for at, (days, after) in enumerate(rows)
        )
    )
    shuffled = made.partners.sample(frac=1, random_state=seed)
    expected = journey([made], POLICY)
    again = journey([Portfolio(DAY, "EUR", shuffled)], POLICY).loc[expected.index]
    pd.testing.assert_frame_equal(again, expected)
