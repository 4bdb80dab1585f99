"""What is said about commissions."""

from collections.abc import Iterable
from dataclasses import replace

from tests.unit.tools.billing.ledgers import (
    AUGUST,
    JULY,
    PAST,
    asked,
    deal,
    held,
    keys,
    owed,
    paid,
    values,
)
from tests.unit.tools.event_tables import DAY, tables
from tools.billing import (
    Span,
    deal_findings,
    invoice_findings,
    open_findings,
    paid_findings,
    statement_findings,
    why_findings,
)
from tools.facts import Audience, Fact, Findings, Unit


def facts(found: Findings) -> Iterable[Fact]:
    for statement in found.statements:
        yield from statement.facts()
    for row in found.table.rows if found.table else ():
        yield from (cell for cell in row if cell)


MIXED = [
    paid("a", 400, deal_id="d"),
    owed("b", 300, deal_id="e", due_on=PAST),
    held("c", 200, deal_id="f"),
    owed("e", 100, status="pending", approved_on=None),
    owed("f", -50),
    owed("g", 70, period="2026-07"),
]
DEALS = [deal("d", 5_000), deal("e"), deal("f")]


def test_a_statement_adds_up_and_says_what_waits_for_what() -> None:
    """950 earned: 400 paid, 300 late, 200 on hold, 100 pending, -50 taken back, open; 70 for July."""
    found = statement_findings(asked(MIXED, DEALS))
    assert keys(found) == [
        "statement_owed",
        "part_late",
        "part_on_hold",
        "part_pending",
        "clawback_open",
        "taken_back",
        "elsewhere",
    ]
    head = values(found.statements[0])
    assert (head["earned"], head["paid"], head["owed"]) == (950, 400, 550)
    *waiting, back = (float(str(values(part)["amount"])) for part in found.statements[1:5])
    assert sum(waiting) - back == head["owed"]
    assert values(found.statements[1]) == {"amount": 300, "day": PAST, "days": 10}
    assert values(found.statements[2]) == {"amount": 200, "reason": "tax form"}
    assert values(found.statements[6])["amount"] == 70


def test_a_line_tells_the_deal_and_the_rate() -> None:
    table = statement_findings(asked(MIXED, DEALS)).table
    assert table is not None
    line = dict(zip(table.columns, table.rows[0], strict=True))
    told = {name: fact.value for name, fact in line.items() if fact}
    assert (told["customer"], told["deal amount"], told["rate"]) == ("customer d", 5_000, 0.08)
    assert line["rate"] is not None
    assert line["rate"].rows == ("commission:a", "deal:d")


def test_a_paid_period_owes_nothing_and_a_missing_one_names_the_last() -> None:
    assert keys(statement_findings(asked([paid("a", 400)]))) == ["statement_paid"]
    assert keys(statement_findings(asked([paid("a", 400, None)]))) == [
        "statement_paid_undated",
        "check_undated",
    ]
    assert keys(statement_findings(asked([paid("a", 4)], span=JULY))) == ["none", "last_one"]


def test_more_taken_back_than_earned_is_owed_to_us() -> None:
    found = statement_findings(asked([owed("a", -80), owed("b", 30)]))
    assert values(found.statements[0])["back"] == 50


def test_nothing_is_said_about_a_ledger_that_is_not_there() -> None:
    empty = replace(asked([]), recorded=False)
    for found in (
        statement_findings(empty),
        open_findings(empty, "late"),
        paid_findings(empty),
        why_findings(empty, JULY),
        invoice_findings(empty, "1"),
    ):
        assert keys(found) == ["not_recorded"]


def test_a_period_that_goes_on_and_a_longer_one_are_told() -> None:
    september = asked([owed("q", 900, period="2026-Q3")], span=Span.of("2026-09"))
    assert keys(statement_findings(september)) == ["none", "wider_owed"]
    assert "running" in keys(statement_findings(asked(MIXED, span=Span.of("2026-10"))))


def test_on_hold_and_late_exclude_each_other() -> None:
    rows = [
        held("a", 200, due_on=PAST),
        owed("b", 300, due_on=PAST),
        owed("c", 90, status="pending", due_on=PAST),
    ]
    late, on_hold = (
        open_findings(asked(rows, span=None), "late"),
        open_findings(asked(rows, span=None), "on_hold"),
    )
    assert values(late.statements[0])["amount"] == 390
    assert keys(late)[1:] == ["line_late", "line_late_unapproved", "held_past_due", "do_late"]
    assert values(on_hold.statements[0])["amount"] == 200
    assert keys(on_hold)[1:] == ["line_on_hold_overdue", "do_on_hold"]
    unpaid = open_findings(asked(rows, span=None), "unpaid")
    assert values(unpaid.statements[0])["amount"] == 590


def test_the_largest_comes_first_and_of_equal_ones_the_oldest() -> None:
    rows = [held("new", 200), held("old", 200, due_on=PAST), held("large", 900, None)]
    found = open_findings(asked(rows, span=None), "on_hold")
    assert keys(found)[1:4] == ["line_on_hold_unknown", "line_on_hold_overdue", "line_on_hold"]


def test_reasons_that_hold_most_come_first() -> None:
    rows = [held("a", 10, "x"), held("b", 20, "x"), held("c", 25, "y"), held("d", 1, None)]
    told = open_findings(asked(rows, span=None), "on_hold").statements[1]
    assert values(told) == {"reason": "x", "amount": 30, "other": "y", "other_amount": 25}


def test_nothing_late_still_tells_what_is_held_past_its_day() -> None:
    found = open_findings(asked([held("a", 200, due_on=PAST)], span=None), "late")
    assert keys(found) == ["no_late", "held_past_due"]


def test_payments_count_by_their_day_and_say_so() -> None:
    rows = [paid("a", 100), paid("b", 50, period="2025-12"), paid("c", 7, None), owed("d", 9)]
    found = paid_findings(asked(rows, span=Span.of("2026"), dated="paid"))
    assert keys(found) == ["paid_by_paid", "other_periods", "paid_without_date"]
    assert [values(one)["amount"] for one in found.statements] == [150, 50, 7]
    earned = paid_findings(asked(rows, span=AUGUST))
    assert values(earned.statements[0])["amount"] == 107


def test_a_deal_without_a_commission_is_told_with_its_stage() -> None:
    deals = [deal("d"), deal("e", None), deal("f", stage="open", closed_on=None)]
    frame = tables([{"partner_id": "p"}], deals=deals)["deals"]
    one = asked([owed("a", 800, deal_id="d")], deals, span=None)
    assert keys(deal_findings(one, "customer", frame)) == [
        "customer_line",
        "part_approved",
        "customer_without_unpriced_won",
    ]
    none = deal_findings(one, "customer f", frame[frame["deal_id"].eq("f")])
    assert keys(none) == ["customer_none", "customer_without"]
    assert keys(deal_findings(one, "custom", frame.head(0))) == ["customer_unknown"]
    near = deal_findings(one, "custom", frame.head(0), ["customer d"])
    assert keys(near) == ["customer_unknown", "customer_near_1"]


def test_totals_and_reasons_are_internal_and_a_partners_own_figures_are_not() -> None:
    def audiences(found: Findings) -> dict[str, Audience]:
        return {fact.kind.name: fact.kind.audience for fact in facts(found)}

    own = audiences(statement_findings(asked(MIXED, DEALS)))
    inside = {name for name, audience in own.items() if audience is Audience.INTERNAL}
    assert inside == {"commissions.on_hold", "commission.hold_reason", "commission.state_on_hold"}
    every = audiences(statement_findings(asked(MIXED, DEALS, partner_id=None)))
    totals = {name for name in every if name.endswith("_over_all")}
    assert totals
    assert all(every[name] is Audience.INTERNAL for name in totals)


def test_every_number_opens_to_its_commissions() -> None:
    one = asked(MIXED, DEALS)
    everything = (
        statement_findings(one),
        open_findings(replace(one, span=None), "unpaid"),
        paid_findings(one),
        why_findings(one, JULY),
    )
    for found in everything:
        numbers = [fact for fact in facts(found) if fact.kind.unit in (Unit.MONEY, Unit.SHARE, Unit.DAYS)]
        assert all(fact.rows for fact in numbers if fact.value != 0)
        assert all(fact.as_of == DAY for fact in numbers)


def test_that_a_commission_is_on_hold_and_numbers_among_others_are_internal() -> None:
    table = open_findings(asked([held("a", 5)], span=None), "on_hold").table
    assert table is not None
    status = table.rows[0][table.columns.index("status")]
    assert status is not None
    assert status.kind.audience is Audience.INTERNAL
    near = invoice_findings(asked([], span=None), "7", ["P-1"]).statements[1].slots["first"]
    assert isinstance(near, Fact)
    assert near.kind.audience is Audience.INTERNAL
