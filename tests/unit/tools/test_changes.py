"""Changes of scores: parts that add up, and events that explain them."""

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prompts.phrases import phrases
from tools import schema
from tools.changes import ChangePolicy, change_findings, decompose
from tools.changes.window import Rows
from tools.facts import Findings, Statement
from tools.portfolio import Portfolio, typed
from tools.scorecard import AGGREGATES, MEASURES, Category, ScorecardPolicy, Scorecards, scorecards

SINCE, DAY = date(2026, 6, 30), date(2026, 9, 30)
COLUMNS = [aggregate.name for aggregate in AGGREGATES if not aggregate.name.endswith("_on")]
POLICY = ChangePolicy()


def cards(as_of: date, seed: int, size: int = 10, **columns: Sequence[object]) -> Scorecards:
    """Scores of partners with random figures, some of them unknown."""
    chance = np.random.default_rng(seed)
    frame = pd.DataFrame(
        {name: chance.integers(0, 6, size).astype(float) for name in COLUMNS},
        index=pd.Index([f"p{number:02}" for number in range(size)], name="partner_id"),
    )
    frame["name"] = frame.index.map("Partner {}".format)
    frame["type"] = ["si", "isv"] * (size // 2)
    frame["status"] = "active"
    frame["share_of_wallet"] = np.where(chance.random(size) < 0.4, np.nan, chance.random(size))
    frame = frame.assign(sc_won_730d=frame["sc_won_365d"])
    return scorecards(Portfolio(as_of, "EUR", frame.assign(**columns)), ScorecardPolicy())


def changed(before: Scorecards, partner_id: str, **values: float) -> Scorecards:
    """The same portfolio later, one partner with other values."""
    frame = before.portfolio.partners.copy()
    for name, value in values.items():
        frame.loc[partner_id, name] = value
    return scorecards(Portfolio(DAY, "EUR", frame), before.policy)


def rows(**given_rows: list[dict[str, object]]) -> Rows:
    """Typed rows by table; tables not named are empty."""
    tables = {table.name: table for table in schema.TABLES}
    frames = {}
    for name in ("deals", "leads", "certifications", "activities"):
        columns = [column.name for column in tables[name].columns] + ["amount_base"] * (name == "deals")
        frames[name] = typed(pd.DataFrame(given_rows.get(name, []), columns=columns), tables[name])
    return frames


def keys(findings: Findings) -> list[str]:
    return [statement.key for statement in findings.statements]


def said(findings: Findings, key: str) -> Statement:
    return next(statement for statement in findings.statements if statement.key == key)


@settings(max_examples=12, deadline=None)
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


def test_only_the_measures_of_the_category_asked_for_are_told() -> None:
    before = cards(SINCE, 3)
    after = changed(before, "p00", sc_revenue_365d=99.0, sc_in_180d=50.0, sc_out_180d=50.0)
    found = change_findings(before, after, rows(), "p00", POLICY, Category.COMMITMENT)
    assert keys(found)[0].endswith("_category")
    measures = {line[0].value for line in found.table.rows}
    assert measures == {"measure.engagement"}


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
