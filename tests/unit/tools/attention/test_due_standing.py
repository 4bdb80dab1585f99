"""Who is about to change tier or level, or was not spoken to: figures against computations by hand."""

import pandas as pd
import pytest

from tests.unit.tools.attention.listed import Values, attend, item, keys, slots
from tests.unit.tools.event_tables import ago, wins
from tools.attention import Lane

HIGH = {"leads": 9.0, "leads_high": True, "leads_threshold": 10.0, "relevance": 80.0, "relevance_high": True}


@pytest.mark.parametrize(
    ("tiers", "key", "figures"),
    [
        (
            {"tier": "key_partner", **HIGH, "relevance_threshold": 60.0},
            "tier_slipping_leads",
            {"tier": "tier.key_partner", "next": "tier.unpolished_diamond", "leads": 9, "leads_from": 10},
        ),
        (
            {"tier": "key_partner", **HIGH, "leads": 12.0, "relevance_threshold": 82.0},
            "tier_slipping_relevance",
            {"tier": "tier.key_partner", "next": "tier.growth_hacker", "relevance": 80, "relevance_from": 82},
        ),
        (
            {"tier": "unpolished_diamond", **HIGH, "leads_high": False, "relevance_threshold": 60.0},
            "tier_reaching",
            {"next": "tier.key_partner", "gap": 1},
        ),
    ],
)
def test_who_is_about_to_change_tier_is_told_with_both_numbers(
    tiers: dict[str, object], key: str, figures: dict[str, object]
) -> None:
    lead = {"partner_id": "a", "direction": "in", "status": "accepted"}
    grown = [lead | {"created_on": ago(days)} for days in (3, 5, 9)]
    found = attend([{"partner_id": "a"}], tiers={"a": tiers}, leads=grown)
    assert slots(item(found, "a"), key) == figures


@pytest.mark.parametrize(
    "tiers",
    [
        {"leads": 10.0, "leads_high": True, "leads_threshold": 10.0},
        {"leads": 7.0, "leads_high": False, "leads_threshold": 10.0},
        {"leads": 9.0, "leads_high": False, "leads_threshold": 10.0},
    ],
)
def test_on_the_threshold_far_from_it_or_without_growth_no_tier_is_about_to_change(
    tiers: dict[str, object],
) -> None:
    changes: Values = {"a": tiers | {"relevance_high": False, "relevance_threshold": 60.0}}
    found = attend([{"partner_id": "a"}], tiers=changes)
    due = keys(item(found, "a")) if found.of(lane=Lane.DUE) else []
    assert not [key for key in due if key.startswith("tier_")]


def test_a_program_level_about_to_be_lost_says_what_it_takes() -> None:
    risk = pd.DataFrame(
        {"level": ["gold"], "asked": [3.0], "valid": [3.0], "left": [1.0], "renew": [2.0]}, index=["a"]
    )
    found = attend([{"partner_id": "a"}, {"partner_id": "b"}], level_risk=risk)
    assert slots(item(found, "a"), "level_risk") == {"level": "gold", "asked_for": 3, "remaining": 1}
    other = found.item("b")
    assert other is None or "level_risk" not in keys(other)


def test_a_key_partner_without_contact_for_long_is_due_but_not_one_without_any_on_record() -> None:
    key = {"tier": "key_partner", **HIGH, "leads": 12.0, "relevance_threshold": 60.0}
    busy = wins("a", *range(5, 400, 20))
    spoken = {"partner_id": "a", "date": ago(46), "kind": "call"}
    found = attend([{"partner_id": "a"}], tiers={"a": key}, deals=busy, activities=[spoken])
    assert slots(item(found, "a"), "not_spoken") == {"touch": ago(46), "touch_days": 46}
