"""What-ifs about partners that are not judged on few leads yet, against the data actually changed."""

import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.unit.tools.event_tables import ago
from tests.unit.tools.tiers.asking import asked, said
from tests.unit.tools.tiers.worlds import ABSOLUTE, on, world
from tools.portfolio import Portfolio
from tools.tiers import Held, Tier, partner_what_if, tiers, with_decisions

NEW = pd.Timestamp(ago(10))


def new_partner(
    leads: int, score: float | None, target: Tier | None = None, more_leads: int | None = None
) -> dict[str, dict[str, object]]:
    return said(asked({"a": (leads, score)}, target=target, more_leads=more_leads, signed_on=NEW))


def test_a_new_partner_with_nothing_lacking_hears_why_it_has_no_tier_and_what_follows() -> None:
    lines = new_partner(0, 80.0, Tier.UNPOLISHED_DIAMOND)
    assert list(lines) == ["none_new", "once_judged"]
    assert lines["none_new"] == {"from": ago(10 - 90)}
    assert lines["once_judged"] == {"tier": "tier.unpolished_diamond"}


@pytest.mark.parametrize("target", Tier)
@pytest.mark.parametrize("score", [None, 30.0, 80.0])
@pytest.mark.parametrize("columns", [{"signed_on": NEW}, {"status": "prospect"}, {}])
def test_every_target_of_every_partner_without_leads_can_be_said(
    target: Tier, score: float | None, columns: dict[str, object]
) -> None:
    assert asked({"a": (0, score)}, target=target, **columns).statements


def test_relevance_alone_brings_a_new_partner_no_tier_yet() -> None:
    lines = new_partner(0, 50.0, Tier.UNPOLISHED_DIAMOND)
    assert lines["way_relevance_later"] == {"points": 10, "target": "tier.unpolished_diamond"}


def test_a_new_partner_that_loses_its_leads_loses_its_tier() -> None:
    lines = new_partner(6, 30.0, Tier.GROWTH_HACKER)
    assert lines["already"] == {"tier": "tier.growth_hacker"}
    assert lines["lost_leads_none"] == {"leads": 3}  # 3 < 5 * 0.8
    fewer = new_partner(6, 30.0, more_leads=-3)
    assert fewer["with_fewer_none"] == {"more": 3, "leads": 3}


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 8), st.sampled_from([None, 30.0, 80.0]), st.integers(-8, 8), st.booleans())
def test_the_tier_told_for_other_leads_is_the_one_walked_to_with_them(
    leads: int, score: float | None, more: int, new: bool
) -> None:
    assume(more)
    columns: dict[str, object] = {"signed_on": NEW} if new else {}
    made = world({"a": (leads, score)}, **columns)
    found = partner_what_if(made, tiers([made], ABSOLUTE), "a", ABSOLUTE, more_leads=more)
    changed = made.partners.assign(
        tier_leads_taken=max(leads + more, 0), tier_leads_ever=max(leads, leads + more)
    )
    truth = tiers([on(ago(30), made), Portfolio(made.as_of, "EUR", changed)], ABSOLUTE)["tier"]["a"]
    told = next(line for key, line in said(found).items() if key.startswith("with_"))
    assert told.get("tier", "tier.") == f"tier.{truth}"


def test_a_decided_tier_is_told_beside_the_one_that_the_what_if_is_about() -> None:
    made = world({"a": (9, 80.0)})
    held = Held("a", made.as_of, Tier.DEMENTOR, made.as_of, "lead")
    graded = with_decisions(tiers([made], ABSOLUTE), made.as_of, [held])
    facts = partner_what_if(made, graded, "a", ABSOLUTE).facts()
    named = {fact.kind.name: fact.value for fact in facts}
    assert (named["tier.current"], named["tier.computed"]) == ("tier.dementor", "tier.key_partner")
