"""Why a commission differs from another one."""

from dataclasses import replace

import pytest

from tests.unit.tools.billing.ledgers import JULY, asked, deal, held, keys, owed, values
from tools.billing import Span, why_findings


def test_why_tells_the_parts_and_their_sum() -> None:
    deals = [deal("d"), deal("e", 5_000)]
    rows = [owed("a", 800, deal_id="d", period="2026-07"), held("b", 400, deal_id="e")]
    found = why_findings(asked(rows, deals), JULY)
    assert keys(found)[:3] == ["why_less", "why_volume_less", "why_holds_less"]
    assert values(found.statements[0])["gap"] == 800
    assert found.table is not None
    amounts = [line[1].value for line in found.table.rows if line[1]]
    assert amounts == [-400, -400, -800]
    assert keys(why_findings(asked([]), JULY)) == ["why_nothing"]
    with pytest.raises(ValueError, match="period"):
        why_findings(asked(rows, deals, span=None), JULY)


def test_a_period_that_is_not_over_has_nothing_to_explain() -> None:
    october = asked([owed("a", 500, period="2026-09")], span=Span.of("2026-10"))
    found = why_findings(october, Span.of("2026-09"))
    assert [(one.key, values(one)["before"]) for one in found.statements] == [("billing.why_running", 500)]


def test_commissions_by_quarter_are_not_compared_by_month() -> None:
    rows = [owed("a", 500, period="2026-Q2"), owed("b", 900, period="2026-Q3")]
    found = why_findings(asked(rows), JULY)
    assert keys(found) == ["why_by_quarter"]
    assert [(one.key, str(one.slots["period"].value)) for one in found.suggestions] == [
        ("billing.ask_why_for", "Q3 2026")
    ]


def test_why_names_a_kind_that_went_the_same_way_as_the_sum() -> None:
    """Resale 500 up, referral and co-sell 400 down each: 300 less in all, which resale does not explain."""
    kinds = {"r": "resale", "f": "referral", "c": "cosell"}
    deals = [deal(f"{name}{month}", kind=kind) for name, kind in kinds.items() for month in "78"]
    rows = [
        *(owed(f"{name}7", 1_000, deal_id=f"{name}7", period="2026-07") for name in kinds),
        *(
            owed(f"{name}8", amount, deal_id=f"{name}8")
            for name, amount in zip(kinds, (1_500, 600, 600), strict=True)
        ),
    ]
    told = why_findings(asked(rows, deals), JULY).statements[1]
    assert (told.key, values(told)["kind"]) == ("billing.why_rate_less", "deal_kind.cosell")


def test_who_says_lower_of_what_is_higher_is_set_right_first() -> None:
    rows = [owed("a", 800, period="2026-07"), owed("b", 900)]
    for claimed, key in (("less", "why_more_after_all"), ("more", "why_more"), (None, "why_more")):
        assert keys(why_findings(replace(asked(rows), claimed=claimed), JULY))[0] == key
    cents = [owed("a", 800, period="2026-07"), owed("b", 800.4)]
    assert keys(why_findings(asked(cents), JULY))[0] == "why_same"
