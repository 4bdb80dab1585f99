"""What-ifs by hand, and against the data actually changed."""

import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.unit.tools.event_tables import ago
from tests.unit.tools.tiers.asking import asked, said
from tests.unit.tools.tiers.worlds import ABSOLUTE, PERCENTILE, on, world
from tools.tiers import Tier, TierPolicy, partner_what_if, tiers
from tools.tiers.distance import leads_side, relevance_side

PEERS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 100)), min_size=1, max_size=7)


def test_both_sides_missing_say_what_each_would_bring_alone() -> None:
    lines = said(asked({"a": (2, 40.0)}))
    assert lines["way_both"] == {"leads": 3, "points": 20, "target": "tier.key_partner"}
    assert lines["each_alone"] == {
        "by_leads": "tier.growth_hacker",
        "by_relevance": "tier.unpolished_diamond",
    }


def test_one_side_missing_names_it_alone() -> None:
    assert said(asked({"a": (2, 80.0)}))["way_leads"] == {"leads": 3, "target": "tier.key_partner"}
    assert said(asked({"a": (9, 57.5)}))["way_relevance"] == {"points": 3, "target": "tier.key_partner"}


def test_the_band_does_not_help_to_get_in() -> None:
    assert "band_to_get_in" in said(asked({"a": (4, 80.0)}))
    assert "band_to_get_in" not in said(asked({"a": (3, 80.0)}))


def test_who_is_there_hears_what_would_cost_it() -> None:
    lines = said(asked({"a": (7, 80.0)}))
    assert lines["already"] == {"tier": "tier.key_partner"}
    assert lines["lost_leads"] == {"leads": 4, "left": "tier.unpolished_diamond"}  # 3 < 5 * 0.8
    assert lines["lost_relevance"] == {"points": 26, "left": "tier.growth_hacker"}  # 54 < 60 - 5


def test_who_stays_by_the_band_alone_hears_that() -> None:
    now = world({"a": (4, 80.0)})
    graded = tiers([on(ago(30), world({"a": (5, 80.0)})), now], ABSOLUTE)
    lines = said(partner_what_if(now, graded, "a", ABSOLUTE))
    assert "band_to_stay" in lines
    assert lines["lost_leads"] == {"leads": 1, "left": "tier.unpolished_diamond"}


def test_a_tier_to_the_side_is_passed_on_the_way_up() -> None:
    lines = said(asked({"a": (2, 80.0)}, target=Tier.GROWTH_HACKER))
    assert lines["way_leads"]["target"] == "tier.key_partner"
    above = said(asked({"a": (9, 80.0)}, target=Tier.DEMENTOR))["above"]
    assert above == {"tier": "tier.key_partner", "target": "tier.dementor"}


def test_unknown_relevance_is_asked_for_as_a_figure() -> None:
    lines = said(asked({"a": (9, None)}))
    assert lines["way_relevance_unknown"] == {"points": 60, "target": "tier.key_partner"}
    assert "step_relevance_derived" in lines


def test_derived_relevance_names_what_it_rests_on() -> None:
    lines = said(asked({"a": (9, None)}, employees=50))
    assert lines["rests_on"] == {"part": "relevance.employees", "percentile": 50}


def test_a_tier_out_of_reach_is_called_so() -> None:
    policy = ABSOLUTE.model_copy(update={"relevance_weight": 0.5})
    assert "out_of_reach" in said(asked({"a": (9, 80.0)}, policy))


@pytest.mark.parametrize(
    ("more", "key", "tier"),
    [
        (2, "with_more_same", "tier.unpolished_diamond"),
        (3, "with_more_moves", "tier.key_partner"),
        (-1, "with_fewer_same", "tier.unpolished_diamond"),
    ],
)
def test_more_leads_lead_there_or_not(more: int, key: str, tier: str) -> None:
    lines = said(asked({"a": (2, 80.0)}, more_leads=more))
    assert lines[key] == {"more": abs(more), "leads": 2 + more, "tier": tier}
    assert ("it_takes" in lines) == (more == 2)


@pytest.mark.parametrize(
    ("columns", "key"),
    [({"status": "ended"}, "none_ended"), ({"signed_on": pd.Timestamp(ago(3))}, "none_new")],
)
def test_who_has_no_tier_hears_why(columns: dict[str, object], key: str) -> None:
    assert next(iter(said(asked({"a": (1, 80.0)}, **columns)))) == key


@settings(max_examples=10, deadline=None)
@given(PEERS, st.sampled_from([ABSOLUTE, TierPolicy(), PERCENTILE]))
def test_the_number_of_leads_named_is_the_smallest_that_gets_there(
    rows: list[tuple[int, int]], policy: TierPolicy
) -> None:
    named: dict[str, tuple[int, float | None]] = {f"p{at}": sides for at, sides in enumerate(rows)}
    made = world(named)
    more = leads_side(made, tiers([made], policy), "p0", policy).to_reach()
    assert more is not None
    assume(more > 0)

    def high(extra: int) -> bool:
        changed = named | {"p0": (rows[0][0] + extra, rows[0][1])}
        return bool(tiers([world(changed)], policy)["leads_high"]["p0"])

    assert high(more)
    assert not high(more - 1)


@settings(max_examples=10, deadline=None)
@given(PEERS, st.sampled_from([ABSOLUTE, PERCENTILE]))
def test_the_points_of_relevance_named_are_the_fewest_that_get_there(
    rows: list[tuple[int, int]], policy: TierPolicy
) -> None:
    named: dict[str, tuple[int, float | None]] = {f"p{at}": sides for at, sides in enumerate(rows)}
    made = world(named)
    more = relevance_side(made, tiers([made], policy), "p0", policy).to_reach()
    assume(more)

    def high(extra: int) -> bool:
        changed = named | {"p0": (rows[0][0], rows[0][1] + extra)}
        return bool(tiers([world(changed)], policy)["relevance_high"]["p0"])

    assert high(more or 0)
    assert not high((more or 0) - 1)


@settings(max_examples=8, deadline=None)
@given(PEERS)
def test_the_loss_named_is_the_smallest_that_costs_the_side(rows: list[tuple[int, int]]) -> None:
    policy = TierPolicy()
    named: dict[str, tuple[int, float | None]] = {f"p{at}": sides for at, sides in enumerate(rows)}
    before = world(named)
    fewer = leads_side(before, tiers([before], policy), "p0", policy).to_lose()
    assume(fewer)

    def kept(loss: int) -> bool:
        now = world(named | {"p0": (rows[0][0] - loss, rows[0][1])})
        return bool(tiers([on(ago(30), before), now], policy)["leads_high"]["p0"])

    assert not kept(fewer or 0)
    assert kept((fewer or 0) - 1)
