"""Who would move under other weights or thresholds, by hand."""

import pytest

from tests.unit.tools.spoken import unsayable
from tests.unit.tools.tiers.asking import asked, said
from tests.unit.tools.tiers.worlds import ABSOLUTE, world
from tools.facts import Findings
from tools.tiers import (
    Assumed,
    TierPolicy,
    Whom,
    Whose,
    assumed_policy,
    partner_under,
    portfolio_what_if,
    tiers,
)


def under(assumed: Assumed, policy: TierPolicy = ABSOLUTE) -> Findings:
    made = world({"a": (3, 80.0), "b": (5, 40.0), "c": (1, 10.0)})
    now = tiers([made], policy)
    other = assumed_policy(policy, assumed, now)
    then = tiers([made], other)
    found = portfolio_what_if(made, now, then, other, assumed, Whom(["a", "b", "c"], Whose.BOOK))
    one = partner_under(made, now, then, other, assumed, "a")
    assert unsayable([*found.statements, *one]) == []
    return found


def test_if_leads_weigh_double_who_moves() -> None:
    lines = said(under(Assumed(leads_times=2.0)))  # a: 6 >= 5; b stays many; c: 2 < 5
    assert lines["would_move"] == {"moved": 1, "total": 3, "whose": "whose.book"}
    assert lines["would_leads"] == {"now": 3, "then": 6, "begins": 5}
    assert lines["would_pair"] == {
        "count": 1,
        "before": "tier.unpolished_diamond",
        "after": "tier.key_partner",
    }
    assert lines["assume_leads"] == {"times": 2.0}


def test_nobody_moves_says_so_and_repeats_what_was_assumed() -> None:
    found = under(Assumed(leads_threshold=4))
    assert said(found)["nobody_would_move"] == {"total": 3, "whose": "whose.book"}
    assert said(found)["bar_leads"] == {"before": 5.0, "after": 4.0}
    assert said(found)["assume_leads_absolute"] == {"begins": 4}
    assert found.table is None


def test_nobody_to_judge_is_said_so() -> None:
    made = world({"a": (3, 80.0)})
    graded = tiers([made], ABSOLUTE)
    found = portfolio_what_if(made, graded, graded, ABSOLUTE, Assumed(leads_times=2), Whom([]))
    assert said(found) == {"nobody_to_judge": {"whose": "whose.all"}, "assume_leads": {"times": 2.0}}


def test_a_new_bar_is_named_beside_the_figure_of_who_falls_below_it() -> None:
    made = world({"a": (9, 80.0), "b": (2, 80.0)}, tier_deals_registered=[0.0, 10.0])
    now = tiers([made], TierPolicy())
    assumed = Assumed(leads_times=2)
    other = assumed_policy(TierPolicy(), assumed, now)
    found = portfolio_what_if(made, now, tiers([made], other), other, assumed, Whom(["a", "b"]))
    lines = said(found)
    # now 9 and 12, the 60th percentile is 10.8; then 18 and 14, and it is 16.4
    assert lines["bar_leads"] == {"before": 10.8, "after": 16.4}
    assert lines["would_leads"] == {"now": 12, "then": 14, "begins": 17}
    assert unsayable(found.statements) == []


def test_another_basis_keeps_where_high_begins_now() -> None:
    made = world({"a": (3, 80.0), "b": (5, 40.0), "c": (1, 10.0)})
    graded = tiers([made], TierPolicy())
    fixed = assumed_policy(TierPolicy(), Assumed(basis="absolute"), graded)
    assert fixed.leads_threshold == pytest.approx(3.4)  # the 60th percentile of 1, 3, 5
    assert tiers([made], fixed)["tier"].to_dict() == graded["tier"].to_dict()
    many = assumed_policy(TierPolicy(), Assumed(leads_threshold=150), graded)
    assert (many.leads_basis, many.leads_threshold) == ("absolute", 150)


def test_tiers_are_never_for_the_partner_to_read() -> None:
    facts = [*asked({"a": (2, 40.0)}).facts(), *under(Assumed(leads_times=2.0)).facts()]
    shareable = {fact.kind.name for fact in facts if fact.kind.audience == "shareable"}
    assert shareable == {"partner.name"}
