"""Tiers against computations by hand, and the hysteresis that keeps partners from flapping."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.tools.event_tables import DAY, ago, portfolio
from tests.unit.tools.spoken import unsayable
from tools.portfolio import Portfolio
from tools.tier_statements import tier_fact, tier_statements
from tools.tiers import AGGREGATES, TierPolicy, leads, relevance, tiers

ABSOLUTE = TierPolicy(leads_basis="absolute", leads_threshold=5, relevance_threshold=60)


def lead(partner_id: str, days: int, status: str = "accepted", **columns: object) -> dict[str, object]:
    return {"partner_id": partner_id, "created_on": ago(days), "direction": "in", "status": status, **columns}


def deals(partner_id: str, count: int, days: int = 10) -> list[dict[str, object]]:
    return [{"partner_id": partner_id, "stage": "open", "created_on": ago(days)}] * count


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
    assert leads(made.partners)["a"] == 3 + 2


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
    assert tiers([made], ABSOLUTE).loc["blank", "tier"] == "dementor"
    assert tier_statements(made, tiers([made], ABSOLUTE), "blank")[0].key == "tier.standing_unknown"


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


def test_statements_name_the_way_to_a_better_tier() -> None:
    made = standing(2, 80)
    said = tier_statements(made, tiers([made], ABSOLUTE), "a")
    assert [line.key for line in said] == ["tier.standing", "tier.needs_leads"]
    assert {slot: item.value for slot, item in said[1].slots.items()} == {
        "gap": 3,
        "next": "tier.key_partner",
    }


def test_a_history_out_of_order_is_refused() -> None:
    with pytest.raises(ValueError, match="oldest to newest"):
        tiers([standing(1, 1), standing(1, 1, ago(5))], TierPolicy())
    with pytest.raises(ValueError, match="at least one"):
        tiers([], TierPolicy())


@settings(max_examples=6, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 6), st.none() | st.integers(0, 100)), min_size=1, max_size=8))
def test_one_partner_is_its_row_in_all_under_absolute_thresholds(rows: list[tuple[int, int | None]]) -> None:
    partners = [
        {"partner_id": f"p{at}", "market_relevance": score or 0} for at, (_, score) in enumerate(rows)
    ]
    registered = [deal for at, (count, _) in enumerate(rows) for deal in deals(f"p{at}", count)]
    whole = tiers([portfolio(AGGREGATES, partners, deals=registered)], ABSOLUTE)
    for row in partners:
        own = [deal for deal in registered if deal["partner_id"] == row["partner_id"]]
        alone = tiers([portfolio(AGGREGATES, [row], deals=own)], ABSOLUTE)
        assert whole.loc[row["partner_id"], "tier"] == alone.loc[row["partner_id"], "tier"]


@pytest.mark.parametrize("score", [None, 10, 90])
@pytest.mark.parametrize("count", [0, 9])
@pytest.mark.parametrize("employees", [None, 10])
def test_every_standing_can_be_said(count: int, score: float | None, employees: int | None) -> None:
    partner = {"partner_id": "a", "market_relevance": score, "employees": employees}
    made = portfolio(AGGREGATES, [partner], deals=deals("a", count))
    assert unsayable(tier_statements(made, tiers([made], ABSOLUTE), "a")) == []


def test_a_move_and_an_end_can_be_said() -> None:
    before, now = standing(9, 80), standing(0, 80)
    graded = tiers([Portfolio(ago(30), "EUR", before.partners), now], ABSOLUTE)
    said = tier_statements(now, graded, "a")
    assert "tier.moved" in [line.key for line in said]
    gone = portfolio(AGGREGATES, [{"partner_id": "a", "ended_on": ago(1)}])
    assert unsayable([*said, *tier_statements(gone, tiers([gone], ABSOLUTE), "a")]) == []
