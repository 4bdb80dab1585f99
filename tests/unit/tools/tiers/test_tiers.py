"""Tiers against computations by hand, and the hysteresis that keeps partners from flapping."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.tools.event_tables import DAY, ago, portfolio, wins
from tests.unit.tools.spoken import unsayable
from tests.unit.tools.tiers.worlds import ABSOLUTE, deals, lead, world
from tools.portfolio import Portfolio
from tools.tiers import (
    AGGREGATES,
    Held,
    Tier,
    TierPolicy,
    leads,
    relevance,
    tier_fact,
    tier_statements,
    tiers,
    with_decisions,
)
from tools.tiers.figures import leads_shown, relevance_shown


def standing(count: int, score: float, as_of: date = DAY) -> Portfolio:
    return portfolio(
        AGGREGATES, [{"partner_id": "a", "market_relevance": score}], as_of, deals=deals("a", count)
    )


@pytest.mark.parametrize(
    ("count", "score", "tier"),
    [
        (5, 60, "key_partner"),
        (4, 60, "unpolished_diamond"),
        (5, 59.9, "growth_hacker"),
        (4, 59.9, "dementor"),
    ],
)
def test_a_value_on_its_threshold_is_high(count: int, score: float, tier: str) -> None:
    assert tiers([standing(count, score)], ABSOLUTE).loc["a", "tier"] == tier


def test_leads_are_accepted_inbound_leads_and_registered_deals_of_365_days() -> None:
    made = portfolio(
        AGGREGATES,
        [{"partner_id": "a"}],
        leads=[
            lead("a", 364),
            lead("a", 365),
            lead("a", 5, "converted"),
            lead("a", 5, "rejected"),
            lead("a", 5, direction="out"),
            lead("a", 5, decided_on=DAY + timedelta(days=1)),
            lead("a", 5, decided_on=DAY),
        ],
        deals=[*deals("a", 2, days=364), *deals("a", 1, days=365), *deals("a", 1, days=-1)],
    )
    assert leads(made.partners, TierPolicy())["a"] == 3 + 2
    double = TierPolicy(accepted_lead_weight=2, deal_weight=0.5)
    assert leads(made.partners, double)["a"] == 2 * 3 + 0.5 * 2


def test_a_deal_without_a_day_of_registration_counts_from_its_end() -> None:
    ended = [{**row, "created_on": None} for row in wins("a", 0, 364, 365, -1)]
    open_one = {"partner_id": "a", "stage": "open", "created_on": None, "closed_on": ago(5)}
    lost = {"partner_id": "a", "stage": "lost", "created_on": None, "closed_on": ago(5)}
    made = portfolio(AGGREGATES, [{"partner_id": "a"}], deals=[*ended, open_one, lost])
    assert leads(made.partners, TierPolicy())["a"] == 3  # 0 and 364 days ago, and the lost one
    graded = tiers([made], ABSOLUTE)
    assert bool(graded["leads_recorded"]["a"])
    values = {fact.kind.name: fact.value for fact in tier_statements(made, graded, "a", ABSOLUTE)[0].facts()}
    assert (values["tier.accepted_leads_365d"], values["tier.deals_registered_365d"]) == (0, 3)


def test_only_a_deal_that_ended_later_is_no_record_yet() -> None:
    later = [{**row, "created_on": None} for row in wins("a", -1)]
    made = portfolio(AGGREGATES, [{"partner_id": "a"}], deals=later)
    assert tiers([made], ABSOLUTE).loc["a", "no_tier"] == "unknown"


@settings(max_examples=60)
@given(st.integers(0, 80), st.integers(0, 2000), st.sampled_from([1.0, 0.5, 0.25, 0.3]))
def test_leads_and_their_boundary_never_read_the_wrong_way_round(
    count: int, hundredths: int, weight: float
) -> None:
    leads_now, begins = round(count * weight, 2), hundredths / 100
    value, least = leads_shown(leads_now, begins)
    assert (value >= least) == (leads_now >= begins)


@given(st.floats(0, 100), st.floats(0, 100))
def test_relevance_and_its_boundary_never_read_the_wrong_way_round(value: float, begins: float) -> None:
    shown, least = relevance_shown(value, begins)
    assert (round(shown) >= round(least)) == (value >= begins)


def test_half_leads_are_shown_where_whole_ones_would_contradict() -> None:
    assert leads_shown(4.5, 4.4) == (4.5, 4.4)
    assert leads_shown(5, 4.4) == (5, 5)
    assert relevance_shown(59.7, 60) == (59, 60)
    assert relevance_shown(59.2, 60) == (59.2, 60)


def test_a_decision_for_a_partner_without_a_computed_tier_is_told() -> None:
    made = world({"a": (0, None)})
    held = Held("a", DAY, Tier.KEY_PARTNER, DAY, "lead")
    graded = with_decisions(tiers([made], ABSOLUTE), DAY, [held])
    said = tier_statements(made, graded, "a", ABSOLUTE)
    assert [line.key for line in said] == ["tier.decided", "tier.computed_none"]
    assert unsayable(said) == []


def test_given_relevance_wins_over_derived_and_nothing_known_is_said_so() -> None:
    made = portfolio(
        AGGREGATES,
        [
            {"partner_id": "given", "market_relevance": 12, "employees": 900},
            {"partner_id": "large", "employees": 500},
            {"partner_id": "small", "employees": 10},
            {"partner_id": "blank"},
        ],
    )
    found = relevance(made)
    assert found.loc["given"].tolist() == [12.0, False]
    assert found.loc["large", "relevance"] == pytest.approx(50)  # middle of three, its tie with itself half
    assert found.loc["small", "relevance"] == pytest.approx(100 / 6)
    assert found["relevance_derived"].to_dict() == {
        "given": False,
        "large": True,
        "small": True,
        "blank": False,
    }


@pytest.mark.parametrize(
    ("partner", "rows", "tier", "why"),
    [
        ({}, {}, "", "unknown"),  # neither side is on record: no verdict
        ({}, {"deals": deals("a", 1)}, "dementor", ""),
        ({"market_relevance": 10}, {}, "dementor", ""),
        ({"market_relevance": 80}, {}, "unpolished_diamond", ""),
        ({"market_relevance": 80, "signed_on": ago(89)}, {"deals": deals("a", 1)}, "", "new"),
        ({"market_relevance": 80, "signed_on": ago(90)}, {"deals": deals("a", 1)}, "unpolished_diamond", ""),
        ({"market_relevance": 80, "signed_on": ago(1)}, {"deals": deals("a", 5)}, "key_partner", ""),
        ({"market_relevance": 80, "status": "prospect"}, {}, "", "not_signed"),
        ({"market_relevance": 80, "status": "ended"}, {"deals": deals("a", 9)}, "", "ended"),
    ],
)
def test_nobody_is_judged_on_what_is_not_known(
    partner: dict[str, object], rows: dict[str, list[dict[str, object]]], tier: str, why: str
) -> None:
    made = portfolio(AGGREGATES, [{"partner_id": "a", **partner}], **rows)
    graded = tiers([made], ABSOLUTE)
    assert graded.loc["a", ["tier", "no_tier"]].tolist() == [tier, why]
    assert unsayable(tier_statements(made, graded, "a", ABSOLUTE)) == []
    assert (tier_fact(made, graded, "a") is None) == (tier == "")


def test_an_iterator_of_portfolios_will_do() -> None:
    assert tiers(iter([standing(9, 80)]), ABSOLUTE).loc["a", "tier"] == "key_partner"


def test_a_partner_stays_high_inside_the_band_and_falls_below_it() -> None:
    counts = [5, 4, 3, 4, 5]  # high at 5, lost under 5 * (1 - 0.2) = 4
    days = [DAY - timedelta(days=30 * back) for back in (4, 3, 2, 1, 0)]
    history = []
    for count, day in zip(counts, days, strict=True):
        made = standing(count, 80)
        history.append(Portfolio(day, made.currency, made.partners))
    seen = [tiers(history[: end + 1], ABSOLUTE).loc["a"] for end in range(len(history))]
    assert [row["tier"] for row in seen] == [
        "key_partner",
        "key_partner",
        *["unpolished_diamond"] * 2,
        "key_partner",
    ]
    assert seen[3]["since"].date() == days[2]
    assert seen[4]["previous"] == "unpolished_diamond"


def test_gaps_say_what_would_change_each_side() -> None:
    low = tiers([standing(2, 50)], ABSOLUTE).loc["a"]
    assert (low["leads_gap"], low["relevance_gap"]) == (3, 10)
    high = tiers([standing(7, 90)], ABSOLUTE).loc["a"]
    assert (high["leads_gap"], high["relevance_gap"]) == (3, 35)


def test_percentile_thresholds_come_from_active_partners_and_zero_leads_are_never_many() -> None:
    made = portfolio(
        AGGREGATES,
        [{"partner_id": name} for name in "abcde"] + [{"partner_id": "gone", "status": "ended"}],
        deals=[*deals("a", 10), *deals("gone", 99)],
    )
    graded = tiers([made], TierPolicy())
    assert graded.loc["a", "leads_threshold"] == 1
    assert graded["leads_high"].to_dict() | {"gone": False} == {
        name: name == "a" for name in [*"abcde", "gone"]
    }
    assert graded.loc["gone", "tier"] == ""
    assert tier_fact(made, graded, "gone") is None


def test_a_history_out_of_order_is_refused() -> None:
    with pytest.raises(ValueError, match="oldest to newest"):
        tiers([standing(1, 1), standing(1, 1, ago(5))], TierPolicy())
    with pytest.raises(ValueError, match="at least one"):
        tiers([], TierPolicy())


@settings(max_examples=6, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 6), st.none() | st.integers(0, 100)), min_size=1, max_size=8))
def test_one_partner_is_its_row_in_all_under_absolute_thresholds(rows: list[tuple[int, int | None]]) -> None:
    named: dict[str, tuple[int, float | None]] = {f"p{at}": sides for at, sides in enumerate(rows)}
    whole = tiers([world(named)], ABSOLUTE)["tier"]
    for name, sides in named.items():
        assert whole[name] == tiers([world({name: sides})], ABSOLUTE)["tier"][name]


@pytest.mark.parametrize("score", [None, 10, 90])
@pytest.mark.parametrize("count", [0, 9])
@pytest.mark.parametrize("employees", [None, 10])
def test_every_standing_can_be_said(count: int, score: float | None, employees: int | None) -> None:
    partner = {"partner_id": "a", "market_relevance": score, "employees": employees}
    made = portfolio(AGGREGATES, [partner], deals=deals("a", count))
    assert unsayable(tier_statements(made, tiers([made], ABSOLUTE), "a", ABSOLUTE)) == []


def test_a_move_and_an_end_can_be_said() -> None:
    before, now = standing(9, 80), standing(0, 80)
    graded = tiers([Portfolio(ago(30), "EUR", before.partners), now], ABSOLUTE)
    said = tier_statements(now, graded, "a", ABSOLUTE)
    assert "tier.moved" in [line.key for line in said]
    gone = portfolio(AGGREGATES, [{"partner_id": "a", "ended_on": ago(1)}])
    assert unsayable([*said, *tier_statements(gone, tiers([gone], ABSOLUTE), "a", ABSOLUTE)]) == []
