"""What a profile says, and what it leaves unsaid."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from prompts.phrases import phrases
from tests.unit.tools.event_tables import tables
from tests.unit.tools.scored_portfolios import FIGURES, portfolio
from tools.facts import Audience, Fact, Findings, Kind, Statement, Unit
from tools.profile import Context, profile_findings
from tools.scorecard import Category, ScorecardPolicy, Scorecards, scorecards

DAY = date(2026, 9, 30)
TIER = Fact(Kind("tier.current", Unit.LABEL, "tier"), "p00", "tier.key_partner", DAY)
PHASE = Fact(Kind("journey.phase", Unit.LABEL, "phase"), "p00", "phase.devotion", DAY)


def cards(**columns: object) -> Scorecards:
    """Scores of eight partners; `columns` are set for all."""
    chance = np.random.default_rng(7)
    counts = {name: chance.integers(1, 9, 8).astype(float) for name in FIGURES}
    lately = {f"sc_last_{what}_on": pd.Timestamp("2026-08-01") for what in ("won", "meeting", "touch")}
    given = {"type": "si", "name": "Northwind", "share_of_wallet": np.nan, "sc_licensed_92d": 0.0}
    return scorecards(portfolio(7, 8, **{**counts, **lately, **given, **columns}), ScorecardPolicy())


def profile(scored: Scorecards, category: Category | None = None) -> Findings:
    return profile_findings(scored, "p00", Context(TIER, PHASE), category)


def keys(findings: Findings) -> list[str]:
    return [statement.key for statement in findings.statements]


def fact(findings: Findings, name: str) -> Fact:
    return next(fact for fact in findings.facts() if fact.kind.name == name)


def test_a_profile_says_score_standing_and_key_facts() -> None:
    scored = cards()
    found = profile(scored)
    assert keys(found)[:5] == [
        "profile.score",
        "profile.left_out_1",
        "profile.tier_phase",
        "profile.won",
        "profile.holds",
    ]
    assert fact(found, "scorecard.confidence").value == pytest.approx(scored.confidence["p00"])
    assert fact(found, "activity.last_meeting_on").value == date(2026, 8, 1)
    assert fact(found, "deals.won_revenue_365d").unit == "EUR"
    assert [suggestion.key for suggestion in found.suggestions] == [
        "suggest.why",
        "suggest.draft",
        "suggest.brief",
    ]


def test_consumption_is_no_data_and_never_zero() -> None:
    found = profile(cards())
    assert "category.consumption" not in {line[0].value for line in found.table.rows}
    assert "category.consumption" not in {f.subject for f in found.facts() if f.kind.name.endswith("_score")}
    missing = next(statement for statement in found.statements if statement.key == "profile.unrecorded_more")
    assert {f.value for f in missing.facts() if f.kind.unit is Unit.LABEL} == {
        "measure.active_use",
        "measure.use_trend",
        "measure.sole_cells",
    }


def test_what_this_partner_alone_lacks_is_said_apart() -> None:
    scored = cards()
    scored.score.loc["p00", "certifications"] = np.nan
    said = {one.key: [f.value for f in one.facts()] for one in profile(scored).statements}
    assert said["profile.missing_1"] == ["measure.certifications"]


def test_why_a_partner_needs_somebody_is_said_first() -> None:
    why = Statement("attention.thin", {})
    told = profile_findings(cards(), "p00", Context(TIER, PHASE, (why,)))
    assert told.statements[0] is why


def test_little_data_is_said_with_the_score() -> None:
    thin = cards(signed_on=pd.Timestamp(DAY) - pd.Timedelta(days=60), sc_first_won_on=pd.NaT)
    assert keys(profile(thin))[0] == "profile.score_thin"


def test_a_partner_that_never_won_is_not_told_to_have_won_nothing_lately() -> None:
    never = cards(sc_last_won_on=pd.NaT, sc_won_365d=0.0, sc_revenue_365d=0.0)
    assert "profile.never_won" in keys(profile(never))
    assert "deals.last_won_on" not in {f.kind.name for f in profile(never).facts()}
    assert "profile.won_before" in keys(profile(cards(sc_won_365d=0.0)))


def test_one_category_shows_its_measures_alone() -> None:
    found = profile(cards(), Category.CAPABILITY)
    assert keys(found)[0] == "profile.category"
    assert [line[0].value for line in found.table.rows] == [
        "measure.certifications",
        "measure.certified_people",
        "measure.projects_delivered",
        "measure.rating",
        "measure.on_time",
        "measure.severe_tickets",
    ]
    assert keys(profile(cards(), Category.CONSUMPTION))[0] == "profile.category_unknown"


def test_an_effective_number_keeps_its_fraction() -> None:
    found = profile(cards(sc_sector_breadth=2.4, sc_won_730d=3.0), Category.COVERAGE)
    assert fact(found, "measure.sectors_won").value == 2.4


def test_a_prospect_has_a_profile_without_a_score() -> None:
    found = profile(cards(status="prospect"))
    assert keys(found)[0] == "profile.unscored"
    assert not any(f.kind.name.startswith("scorecard.") for f in found.facts())


def test_scores_ranks_and_standing_are_internal_and_own_business_is_shareable() -> None:
    audience = {f.kind.name: f.kind.audience for f in (*profile(cards()).facts(), TIER)}
    internal = {name for name, reader in audience.items() if reader is Audience.INTERNAL}
    assert {"scorecard.total", "scorecard.rank", "tier.current"} <= internal
    assert audience["deals.won_revenue_365d"] is Audience.SHAREABLE
    assert audience["certifications.valid"] is Audience.SHAREABLE


@pytest.mark.parametrize("category", [None, *Category])
@pytest.mark.parametrize("status", ["active", "paused", "ended", "applicant"])
def test_every_statement_has_a_phrase_whose_slots_it_fills(category: Category | None, status: str) -> None:
    for columns in (
        {},
        {"sc_last_touch_on": pd.NaT},
        {"sc_last_meeting_on": pd.NaT},
        {"share_of_wallet": 0.0},
    ):
        found = profile(cards(status=status, **columns), category)
        for item in (*found.statements, *found.suggestions):
            assert phrases().text(item.key).slots == item.slots.keys()
        assert {f.value for f in found.facts() if f.kind.unit is Unit.LABEL} <= phrases().labels.keys()


def test_the_best_is_first_and_ranks_count_only_those_one_may_know_of() -> None:
    scored = cards()
    order = list(scored.total.sort_values(ascending=False).index)
    best, last = (
        profile_findings(scored, partner_id, Context(TIER, PHASE)) for partner_id in (order[0], order[-1])
    )
    assert fact(best, "scorecard.rank").value == 1
    assert fact(last, "scorecard.rank").value == fact(last, "scorecard.partners").value == 8
    alone = profile_findings(scored, order[-1], Context(TIER, PHASE), among={order[-1]})
    assert {one.value for one in alone.facts() if one.kind.name.endswith(("rank", "partners"))} == {1}


def test_a_good_score_from_a_single_deal_is_early_and_no_strength() -> None:
    rich = [1e6, *[10.0] * 7]
    one = profile(cards(sc_revenue_365d=rich, sc_influenced_365d=0.0, sc_won_365d=1.0))
    many = profile(cards(sc_revenue_365d=rich, sc_influenced_365d=0.0, sc_won_365d=9.0))

    def named(found: Findings, key: str) -> set[object]:
        return {f.value for one in found.statements if one.key.startswith(key) for f in one.facts()}

    assert "measure.won_revenue" in named(one, "profile.early")
    assert "measure.won_revenue" not in named(one, "profile.strong")
    assert "measure.won_revenue" in named(many, "profile.strong")


def test_what_most_partners_lack_is_nobodys_weak_side() -> None:
    found = profile(cards(sc_plans_365d=0.0))
    assert not any(f.value == "measure.joint_plan" for f in found.facts())


def test_a_new_partner_is_too_early_to_grade() -> None:
    week = [pd.Timestamp(DAY) - pd.Timedelta(days=7), *[pd.Timestamp("2020-01-01")] * 7]
    found = profile(cards(signed_on=week, sc_first_won_on=[pd.NaT, *[pd.Timestamp("2020-01-01")] * 7]))
    assert any(key.startswith("profile.too_early") for key in keys(found))
    nothing = cards()
    nothing.total["p00"] = np.nan
    assert keys(profile(nothing))[0] == "profile.too_new"


def test_the_newest_events_are_named_with_their_rows() -> None:
    deals = [
        {"deal_id": "d1", "partner_id": "p00", "stage": "won", "closed_on": date(2026, 9, 1)},
        {"deal_id": "d2", "partner_id": "p00", "stage": "won", "closed_on": date(2026, 9, 20)},
        {"deal_id": "d3", "partner_id": "p00", "stage": "won", "closed_on": date(2026, 10, 20)},
    ]
    tickets = [{"ticket_id": "t1", "partner_id": "p00", "opened_on": date(2026, 9, 25), "severity": 1}]
    rows = tables([{"partner_id": "p00"}], deals=deals, tickets=tickets)
    found = profile_findings(cards(), "p00", Context(rows=rows))
    told = next(one for one in found.statements if one.key == "profile.latest_2")
    assert [fact.value for fact in told.facts()] == [
        "event.ticket",
        date(2026, 9, 25),
        "event.deal_won",
        date(2026, 9, 20),
    ]
    assert told.slots["on2"].rows == ("deal:d2",)


def test_every_number_of_a_partner_opens_down_to_rows() -> None:
    for category in (None, *Category):
        for one in profile(cards(), category).facts():
            counted = one.kind.name in ("scorecard.partners", "scorecard.missing")
            named = one.kind.unit in (Unit.LABEL, Unit.NAME) or counted
            assert named or one.kind.behind or one.rows, one.kind.name
