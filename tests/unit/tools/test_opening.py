"""From a fact down to its rows."""

from tests.unit.tools.event_tables import DAY, ago, tables, wins
from tools.aggregates import Aggregate, Condition, Function, Op, among, ever, within
from tools.facts import Fact, Kind, Unit
from tools.opening import opened, tables_behind

WON = (*among("stage", "won"), *within("closed_on", 365))
AGGREGATES = {
    item.name: item
    for item in (
        Aggregate("won", "deals", Function.COUNT, where=WON),
        Aggregate("last_won", "deals", Function.MAX, "closed_on", WON),
        Aggregate("leads", "leads", Function.COUNT, where=ever("created_on")),
        Aggregate("leads_later", "leads", Function.COUNT, where=(Condition("decided_on", Op.AFTER),)),
        Aggregate("used", "usage", Function.SUM, "active", ever("month")),
    )
}
LEADS = [
    {"lead_id": "L1", "partner_id": "p1", "created_on": ago(9), "decided_on": ago(2)},
    {"lead_id": "L2", "partner_id": "p1", "created_on": ago(8), "decided_on": ago(-2)},
]
DEALS = [
    {"deal_id": "D1", **wins("p1", 100)[0]},
    {"deal_id": "D2", **wins("p1", 30)[0]},
    {"deal_id": "D3", **wins("p1", 400)[0]},
    {"deal_id": "D4", **wins("p2", 10)[0]},
]
USAGE = [{"partner_id": "p1", "month": ago(30), "active": 4}, {"partner_id": "p1", "month": ago(60)}]
TABLES = tables([{"partner_id": "p1"}, {"partner_id": "p2"}], deals=DEALS, leads=LEADS, usage=USAGE)


def rows_of(*behind: str, rows: tuple[str, ...] = (), partner_id: str | None = "p1") -> tuple[str, ...]:
    fact = Fact(Kind("k", Unit.COUNT, "k", behind=behind), partner_id, 1, DAY, rows=rows)
    return opened([fact], AGGREGATES, TABLES).get(fact.id, ())


def test_a_count_opens_to_the_rows_it_counted_of_that_partner_newest_first() -> None:
    assert rows_of("won") == ("deal:D2", "deal:D1")


def test_a_last_day_opens_to_the_row_that_holds_it() -> None:
    assert rows_of("last_won") == ("deal:D2",)


def test_rows_of_a_subtracted_aggregate_are_not_behind_the_difference() -> None:
    assert rows_of("leads", "-leads_later") == ("lead:L1",)


def test_a_row_without_the_value_is_not_behind_its_sum_and_months_are_named_as_such() -> None:
    assert rows_of("used") == (f"usage:{ago(30):%Y-%m}",)


def test_an_attribute_opens_to_the_partners_own_row() -> None:
    assert rows_of("market_relevance") == ("partner:p1",)


def test_a_fact_that_names_its_rows_keeps_them() -> None:
    assert rows_of("won", rows=("deal:D9",)) == ("deal:D9",)


def test_a_fact_about_everybody_and_a_name_nobody_declared_open_to_nothing() -> None:
    assert rows_of("won", partner_id=None) == ()
    assert rows_of("gone") == ()


def test_only_the_tables_behind_are_asked_for() -> None:
    facts = [Fact(Kind("k", Unit.COUNT, "k", behind=("won", "-leads_later", "type")), "p1", 1, DAY)]
    assert tables_behind(facts, AGGREGATES) == {"deals", "leads"}
