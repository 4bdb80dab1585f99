"""Rising against computations by hand."""

import pandas as pd
import pytest

from tests.unit.tools.attention.listed import POLICY, attend, item, keys, settled, slots
from tests.unit.tools.event_tables import ago, wins
from tools.attention import Lane
from tools.attention.rising import rising


def test_growth_counts_against_their_own_year() -> None:
    made = settled(
        [{"partner_id": "a"}, {"partner_id": "new", "signed_on": ago(100), "first_contact_on": None}],
        deals=[*wins("a", 5, 20), *wins("a", 200, 300), *wins("new", 95), *wins("new", *range(1, 60, 5))],
    )
    made.partners.loc["new", "attention_first_activity"] = pd.NaT
    nothing = pd.Series(index=made.partners.index, dtype="float64")
    grown = rising(made, nothing, pd.Series("", index=made.partners.index), POLICY)
    usual = 2 * 90 / 275
    assert grown.loc["a", "wins_growth"] == pytest.approx((2 - usual) / (2 * (usual + 1) ** 0.5))
    assert grown.loc["new", "wins_growth"] == 0  # ten days of history are no year to compare with


def test_a_first_win_and_a_sign_from_a_low_tier_rise() -> None:
    found = attend(
        [{"partner_id": "a"}, {"partner_id": "b"}],
        tiers={"a": {"tier": "dementor"}},
        deals=[*wins("a", 12), *wins("b", *range(5, 400, 20))],
    )
    up = item(found, "a")
    assert up.lane is Lane.RISING
    assert slots(up, "first_win") == {"on": ago(12)}
    assert "new_sign" in keys(up)


def test_what_there_was_none_of_before_is_told_as_new() -> None:
    lead = {"partner_id": "a", "direction": "in", "status": "accepted"}
    found = attend([{"partner_id": "a"}], leads=[lead | {"created_on": ago(days)} for days in (3, 5, 9)])
    assert slots(item(found, "a"), "rising_leads_new") == {"recent": 3}


def test_a_lead_that_was_accepted_later_does_not_count_yet() -> None:
    lead = {"partner_id": "a", "direction": "in", "status": "accepted", "decided_on": ago(-1)}
    found = attend([{"partner_id": "a"}], leads=[lead | {"created_on": ago(days)} for days in (3, 5, 9)])
    assert found.of(lane=Lane.RISING) == ()
