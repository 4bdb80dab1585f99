"""What must hold for every walk: no flapping, no look-ahead, no matter of order."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.tools.event_tables import DAY, ago, portfolio
from tests.unit.tools.tiers.worlds import ABSOLUTE, PERCENTILE, deals, lead, on, world
from tools.tiers import AGGREGATES, TierPolicy, tiers, walk
from tools.tiers.tier import HIGH_SIDES

SIDES = st.lists(st.tuples(st.integers(0, 6), st.none() | st.integers(0, 100)), min_size=1, max_size=6)


@settings(max_examples=5, deadline=None)
@given(st.lists(st.tuples(st.integers(4, 7), st.floats(55, 65)), min_size=1, max_size=6))
def test_a_small_wiggle_around_the_thresholds_never_flaps(seen: list[tuple[int, float]]) -> None:
    # high from 5 and 60; lost under 4 and under 55: nothing here is below
    days = [DAY - timedelta(days=30 * back) for back in range(len(seen), -1, -1)]
    history = [on(day, world({"a": sides})) for day, sides in zip(days, [(9, 90.0), *seen], strict=True)]
    assert {graded.loc["a", "tier"] for _, graded in walk(history, ABSOLUTE)} == {"key_partner"}


@settings(max_examples=5, deadline=None)
@given(SIDES)
def test_more_leads_never_lower_a_tier_or_take_it_away(rows: list[tuple[int, float | None]]) -> None:
    named = {f"p{at}": sides for at, sides in enumerate(rows)}
    before = tiers([world(named)], PERCENTILE)["tier"]["p0"]
    after = tiers([world(named | {"p0": (rows[0][0] + 3, rows[0][1])})], PERCENTILE)["tier"]["p0"]
    assert HIGH_SIDES.get(after, -1) >= HIGH_SIDES.get(before, -1)


@settings(max_examples=5, deadline=None)
@given(SIDES, st.randoms(use_true_random=False))
def test_the_order_of_partners_does_not_matter(
    rows: list[tuple[int, float | None]], shuffled: "st.random.Random"
) -> None:
    named = {f"p{at}": sides for at, sides in enumerate(rows)}
    mixed = list(named.items())
    shuffled.shuffle(mixed)
    assert tiers([world(named)], PERCENTILE)["tier"].to_dict() == (
        tiers([world(dict(mixed))], PERCENTILE)["tier"].to_dict()
    )


def test_nothing_after_the_day_counts() -> None:
    known = {"leads": [lead("a", 5)], "deals": deals("a", 2)}
    later = {
        "leads": [lead("a", -1), lead("a", 5, decided_on=DAY + timedelta(days=1)), *known["leads"]],
        "deals": [*deals("a", 9, days=-1), *known["deals"]],
    }
    partner = {"partner_id": "a", "market_relevance": 70, "ended_on": DAY + timedelta(days=9)}
    alone = {"partner_id": "a", "market_relevance": 70}
    columns = ["tier", "leads", "leads_recorded", "leads_gap", "relevance"]
    with_later = tiers([portfolio(AGGREGATES, [partner], **later)], ABSOLUTE)[columns]
    without = tiers([portfolio(AGGREGATES, [alone], **known)], ABSOLUTE)[columns]
    assert with_later.to_dict() == without.to_dict()


def test_partners_tied_at_a_percentile_threshold_are_all_high() -> None:
    graded = tiers([world(dict.fromkeys("abcd", (3, 50.0)) | {"e": (1, 50.0)})], TierPolicy())
    assert graded["leads_threshold"]["a"] == 3  # the 60th percentile of 1, 3, 3, 3, 3
    assert graded["leads_high"].to_dict() == {**dict.fromkeys("abcd", True), "e": False}


def test_one_partner_only_is_its_own_threshold() -> None:
    graded = tiers([world({"a": (2, 80.0)})], TierPolicy())
    assert graded.loc["a", ["leads_threshold", "tier"]].tolist() == [2, "key_partner"]


def test_an_empty_portfolio_has_no_tiers() -> None:
    assert tiers([world({})], TierPolicy()).empty


def test_a_partner_that_comes_later_starts_on_its_first_day() -> None:
    history = [on(ago(30), world({"a": (9, 90.0)})), world({"a": (9, 90.0), "b": (9, 90.0)})]
    graded = tiers(history, ABSOLUTE)
    assert [str(day.date()) for day in graded["since"]] == [str(ago(30)), str(DAY)]
    assert graded["previous"].tolist() == ["", ""]


@pytest.mark.parametrize(("factor", "tier"), [(1.0, "unpolished_diamond"), (2.0, "key_partner")])
def test_leads_that_weigh_double_count_double(factor: float, tier: str) -> None:
    policy = ABSOLUTE.model_copy(update={"accepted_lead_weight": factor})
    assert tiers([world({"a": (3, 80.0)})], policy).loc["a", "tier"] == tier  # 3 < 5 <= 2 * 3
