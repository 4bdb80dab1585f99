"""Changes of scores: parts that add up, and what is said of them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prompts.phrases import phrases
from tests.unit.tools.changed_cards import DAY, POLICY, SINCE, cards, changed, keys, rows, said
from tools.changes import change_findings, decompose
from tools.portfolio import Portfolio
from tools.scorecard import MEASURES, Category, ScorecardPolicy, scorecards


@settings(max_examples=6, deadline=None)
@given(old=st.integers(0, 300), new=st.integers(0, 300))
def test_the_parts_add_up_to_the_difference_of_the_totals(old: int, new: int) -> None:
    before, after = cards(SINCE, old), cards(DAY, new)
    difference = after.total - before.total
    np.testing.assert_allclose(decompose(before, after).total.sum(axis=1), difference, atol=1e-9, rtol=0)


@settings(max_examples=5, deadline=None)
@given(old=st.integers(0, 300), new=st.integers(0, 300))
def test_the_parts_add_up_when_weights_change_and_partners_come_and_go(old: int, new: int) -> None:
    before, later = cards(SINCE, old), cards(DAY, new, size=12)
    weighed = ScorecardPolicy(weights={"won_revenue": 40, "growth": 0})
    after = scorecards(Portfolio(DAY, "EUR", later.portfolio.partners.iloc[2:]), weighed)
    parts = decompose(before, after).total.sum(axis=1)
    assert len(parts) == 8
    np.testing.assert_allclose(parts, (after.total - before.total)[parts.index], atol=1e-9, rtol=0)


def test_whoever_changed_nothing_has_no_own_part() -> None:
    before = cards(SINCE, 1)
    parts = decompose(before, changed(before, "p00", sc_revenue_365d=99.0))
    assert (parts.own.loc["p01":] == 0).all(axis=None)
    assert parts.own.loc["p00", "won_revenue"] > 0
    assert (parts.weights.abs() < 1e-9).all(axis=None)


def test_only_the_measures_of_the_category_asked_for_are_told() -> None:
    before = cards(SINCE, 3)
    after = changed(before, "p00", sc_revenue_365d=99.0, sc_in_180d=50.0, sc_out_180d=50.0)
    found = change_findings(before, after, rows(), "p00", POLICY, Category.COMMITMENT)
    assert keys(found)[0].endswith("_category")
    measures = {line[0].value for line in found.table.rows}
    assert found.table.rows[0][0].value == "measure.engagement"
    assert measures <= {f"measure.{m.name}" for m in MEASURES if m.category is Category.COMMITMENT}


def test_others_who_gained_are_named_as_the_cause_when_the_partner_did_nothing() -> None:
    before = cards(SINCE, 4)
    frame = before.portfolio.partners.copy()
    frame.loc["p01":, ["sc_revenue_365d", "sc_people", "sc_leads_365d"]] += 100
    after = scorecards(Portfolio(DAY, "EUR", frame), before.policy)
    found = change_findings(before, after, rows(), "p00", POLICY)
    assert "change.peers_down" in keys(found)
    assert not any(key.startswith("change.own") for key in keys(found))


def test_a_partner_that_is_new_or_gone_is_not_compared() -> None:
    everybody = ["active"] * 10
    gone = cards(DAY, 1, status=["ended", *everybody[1:]])
    assert keys(change_findings(cards(SINCE, 1), gone, rows(), "p00", POLICY)) == ["change.unscored"]
    early = cards(SINCE, 1, status=["prospect", *everybody[1:]])
    assert keys(change_findings(early, cards(DAY, 1), rows(), "p00", POLICY)) == ["change.new"]


@settings(max_examples=8, deadline=None)
@given(old=st.integers(0, 300), new=st.integers(0, 300), category=st.none() | st.sampled_from(Category))
def test_every_statement_has_a_phrase_whose_slots_it_fills(
    old: int, new: int, category: Category | None
) -> None:
    found = change_findings(cards(SINCE, old), cards(DAY, new), rows(), "p03", POLICY, category)
    for item in (*found.statements, *found.suggestions):
        assert phrases().text(item.key).slots == item.slots.keys()
    if found.table:
        assert phrases().text(found.table.key)
    labels = {fact.value for fact in found.facts() if fact.kind.unit == "label"}
    assert labels <= phrases().labels.keys()


def test_facts_of_both_days_keep_apart() -> None:
    found = change_findings(cards(SINCE, 1), cards(DAY, 2), rows(), "p03", POLICY)
    headline = found.statements[0]
    assert headline.slots["before"].id != headline.slots["after"].id
    assert headline.slots["before"].as_of == SINCE


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.name)
def test_every_measure_has_words(measure: object) -> None:
    assert f"measure.{measure.name}" in phrases().labels


def test_data_that_came_and_other_weights_are_said() -> None:
    before = cards(SINCE, 1, sc_emails_out_180d=0.0)
    grown = cards(DAY, 1, sc_emails_out_180d=9.0).portfolio
    after = scorecards(grown, ScorecardPolicy(weights={"growth": 9}))
    found = change_findings(before, after, rows(), "p00", POLICY)
    assert "change.reweighed" in keys(found)
    assert said(found, "change.counted_1").slots["first"].value == "measure.answers"
    assert "change.uncounted_1" in keys(change_findings(after, before, rows(), "p00", POLICY))


def test_what_others_did_to_a_pooled_mean_is_not_put_down_to_the_partner() -> None:
    before = cards(SINCE, 1, sc_rated_730d=4.0)
    frame = before.portfolio.partners.copy()
    frame.loc["p01":, "sc_rating_sum_730d"] += 100
    parts = decompose(before, scorecards(Portfolio(DAY, "EUR", frame), before.policy), {"p00"})
    assert list(parts.own.index) == ["p00"]
    assert parts.own.loc["p00", "rating"] == pytest.approx(0, abs=1e-9)


def test_policies_that_differ_in_more_than_weights_are_not_compared() -> None:
    before = cards(SINCE, 1)
    after = scorecards(cards(DAY, 1).portfolio, ScorecardPolicy(expert_weight=9))
    with pytest.raises(ValueError, match="more than weights"):
        decompose(before, after)


def test_the_table_lists_only_what_has_something_to_say_and_no_more_than_twelve() -> None:
    found = change_findings(cards(SINCE, 1), cards(DAY, 2), rows(), "p03", POLICY)
    assert 1 <= len(found.table.rows) <= POLICY.measures_listed == 12
    assert all(any(line[3:]) for line in found.table.rows)


@pytest.mark.parametrize(
    ("then", "now", "key"),
    [
        (-0.4, -0.2, "change.falls_less"),
        (-0.2, 0.1, "change.up"),
        (0.4, 0.2, "change.rises_less"),
        (0.2, -0.1, "change.down"),
    ],
)
def test_a_trend_that_improves_and_still_falls_is_said_to_fall(then: float, now: float, key: str) -> None:
    only = ScorecardPolicy(weights={m.name: float(m.name == "use_trend") for m in MEASURES})
    months = {"sc_licensed_92d": 10.0, "sc_licensed_92d_before": 10.0, "sc_active_92d_before": 5.0}
    before, after = (
        scorecards(cards(day, 1, **months, sc_months_92d=9.0, sc_active_92d=5 + 10 * trend).portfolio, only)
        for day, trend in ((SINCE, then), (DAY, now))
    )
    assert key in keys(change_findings(before, after, rows(), "p00", POLICY))
