from collections.abc import Callable

import pandas as pd
import pytest

from tests.unit.tools.economics.worlds import POLICY, commission, contact, cost, ticket, won, world
from tests.unit.tools.event_tables import ago
from tests.unit.tools.spoken import unsayable
from tools import economics
from tools.economics import Economics, Spared, kinds
from tools.facts import Fact, Findings

PARTNERS = [
    {"partner_id": "a", "type": "si", "signed_on": ago(800)},
    {"partner_id": "b", "type": "si", "signed_on": ago(500)},
    {"partner_id": "c", "type": "agency", "signed_on": ago(10)},
    {"partner_id": "d", "type": "agency", "status": "ended", "signed_on": ago(900), "ended_on": ago(30)},
    {"partner_id": "e"},
]
ROWS = {
    "deals": [won("a", days, 5_000) for days in range(4, 800, 40)] + [won("b", 90, 900)],
    "commissions": [commission("a", 40, 250)],
    "costs": [
        cost("a", 820, 600, "acquisition"),
        cost("b", 30, 8_000, "mdf"),
        cost("c", 12, 900, "acquisition"),
    ],
    "tickets": [ticket("a", 5, 3), ticket("b", 6, 30), ticket("b", 7, None)],
    "activities": [contact("a", 5, "meeting"), contact("b", 9, "event")],
}
ONE: list[Callable[[Economics, str], Findings]] = [
    economics.margin_of,
    economics.roi_of,
    economics.served,
    economics.acquired,
    economics.paid_back,
    economics.lifetime_of,
    lambda told, one: economics.spent_on(told, one, "mdf"),
    economics.concentration,
    *(
        lambda told, one, why=why: economics.worth_keeping(told, one, why)
        for why in Spared
        if why is not Spared.PAYS
    ),
]
MEASURES = ("margin", "cost_to_serve", "acquisition_cost", "payback", "lifetime_value", "roi")


def told(ids: str = "abcde", **rows: list[dict[str, object]]) -> Economics:
    portfolio, movements = world(PARTNERS, **rows)
    return Economics(
        portfolio,
        economics.accounts(portfolio, POLICY),
        lambda: economics.acquisitions(portfolio, movements, POLICY),
        lambda: economics.lifetimes(portfolio, movements, POLICY),
        POLICY,
        frozenset(ids),
        frozenset("abcde"),
    )


WHOLE, EMPTY = told(**ROWS), told()


def verdicts(**reasons: str) -> pd.DataFrame:
    """What `parting` might have returned."""
    own = WHOLE.accounts.loc[[*reasons]]
    found = own[["net"]].assign(coming=-1.0, reason=pd.Series(reasons))
    return found.assign(gap=range(len(found)))


def facts(found: Findings) -> dict[str, object]:
    return {fact.kind.name: fact.value for fact in found.facts() if fact.partner_id}


@pytest.mark.parametrize("say", ONE)
@pytest.mark.parametrize("world_told", [WHOLE, EMPTY], ids=["with rows", "without any"])
def test_whatever_is_said_of_one_partner_can_be_said(
    say: Callable[[Economics, str], Findings], world_told: Economics
) -> None:
    for one in "abcde":
        found = say(world_told, one)
        assert found.statements
        assert unsayable(found.statements) == []


@pytest.mark.parametrize("world_told", [WHOLE, EMPTY], ids=["with rows", "without any"])
@pytest.mark.parametrize("cost_kind", [None, "mdf"])
@pytest.mark.parametrize("measure", MEASURES)
def test_whatever_is_said_of_many_can_be_said(
    measure: str, cost_kind: str | None, world_told: Economics
) -> None:
    listed = economics.ranked(world_told, measure, cost_kind, None, 5)
    groups = economics.by_group(world_told, measure, cost_kind, "type", None, None)
    for found in (listed, groups, economics.concentration(world_told)):
        assert found.statements
        assert unsayable(found.statements) == []


def test_candidates_are_told_with_what_would_change_the_verdict() -> None:
    found = economics.candidates(WHOLE, verdicts(b=""), 5)
    assert unsayable(found.statements) == []
    assert [one.key for one in found.statements[:2]] == ["economics_parting.found", "economics_parting.costs"]
    values = facts(found)
    # margin 450; 8,000 of MDF, 3,000 for 30 hours of tickets, 400 for an event of 4 hours: 10,950 short
    assert values["economics.short_365d"] == pytest.approx(10_950)
    assert values["economics.deal_needed_365d"] == pytest.approx(21_900)  # half of it is margin
    assert "economics.hours_fewer_365d" not in values  # there are only 34 hours to save


def test_if_nobody_is_to_be_parted_with_those_who_come_closest_are_named_with_what_would_tip_it() -> None:
    found = economics.candidates(WHOLE, verdicts(a="pays", b="turns", c="small", d="key"), 5)
    assert unsayable(found.statements) == []
    assert [one.key.split(".")[1] for one in found.statements[:4]] == [
        "none",
        "near_pays",
        "near_turns",
        "near_small",
    ]


def test_without_costs_or_deals_it_cannot_be_told_whom_to_part_with() -> None:
    for bare in (told(deals=ROWS["deals"]), told(costs=ROWS["costs"])):
        assert economics.candidates(bare, verdicts(b=""), 5).statements[0].key == "economics_parting.cannot"


def test_a_partner_that_ended_is_not_called_worth_keeping() -> None:
    said = economics.worth_keeping(WHOLE, "d", "no_partner").statements
    assert [one.key for one in said[:1]] == ["economics.ended_on"]


def test_without_any_deal_nobody_in_a_list_is_called_unprofitable() -> None:
    bare = told(**{**ROWS, "deals": []})
    for found in (
        economics.ranked(bare, "margin", None, None, 5),
        economics.by_group(bare, "roi", None, "type", None, None),
    ):
        assert not [one.key for one in found.statements if "margin" in one.key or "loses" in one.key]
        assert unsayable(found.statements) == []
    assert economics.ranked(bare, "margin", None, None, 5).statements[0].key == "economics_list.costs"


def test_a_figure_opens_down_to_what_counts_money_first() -> None:
    by_hours = WHOLE.fact("b", kinds.SERVE, 1.0).kind.behind
    assert by_hours[0] == "eco_ticket_hours_365d"  # no money is booked, so hours count
    assert "eco_support_365d" not in by_hours
    booked = told(**{**ROWS, "costs": [cost("b", 30, 800, "support"), cost("a", 9, 50, "support")]})
    assert booked.fact("b", kinds.SUPPORT, 1.0).kind.behind == ("eco_support_365d",)
    assert booked.fact("b", kinds.NET, 1.0).kind.behind[0] == "eco_won_365d"
    assert WHOLE.fact("b", kinds.PROGRAM, 1.0).kind.behind == tuple(
        f"eco_{kind}_365d" for kind in ("mdf", "incentive", "enablement")
    )


def test_the_curve_is_told_by_tenths_and_tickets_stand_beside_revenue() -> None:
    found = economics.concentration(WHOLE)
    assert found.table is not None
    assert len(found.table.rows) == 10
    assert [cell.value for cell in found.table.rows[-1] if cell] == pytest.approx([1.0] * 5)
    assert "economics_skew.ticket_makers" in [one.key for one in found.statements]


def test_groups_name_who_is_in_none_and_keep_those_where_nobody_paid_back() -> None:
    labels = pd.Series({"a": "key_partner", "c": "dementor"})
    found = economics.by_group(WHOLE, "payback", None, "tier", labels.reindex([*"abcde"]), None)
    assert found.table is not None
    assert "economics_tier.dementor" in [row[0].value for row in found.table.rows if row[0]]
    net = economics.by_group(WHOLE, "margin", None, "tier", labels.reindex([*"abcde"]), None)
    assert net.table is not None
    assert "economics_without.tier" in [row[0].value for row in net.table.rows if row[0]]


def test_the_average_of_its_type_is_said_of_who_has_won_nothing_yet() -> None:
    assert economics.lifetime_of(WHOLE, "c").statements[0].key == "economics.lifetime_unsold"
    assert economics.lifetime_of(WHOLE, "e").statements[0].key == "economics.no_lifetime_undated"
    assert economics.lifetime_of(EMPTY, "a").statements[0].key == "economics.no_lifetime_deals"


def test_the_most_unprofitable_come_first_and_all_are_counted() -> None:
    found = economics.ranked(WHOLE, "margin", None, None, 2)
    assert found.table is not None
    assert [row[0].value for row in found.table.rows if row[0]] == ["b", "c"]
    headline = {fact.kind.name: fact.value for fact in found.statements[0].facts()}
    assert headline["economics.losing"] == 2
    assert headline["economics.partners"] == 3  # nothing is on record of d and e


def test_funding_for_the_least_revenue_is_ordered_by_revenue_per_unit_spent() -> None:
    found = economics.ranked(WHOLE, "roi", "mdf", None, 5)
    assert facts(found)["economics.revenue_per_mdf_365d"] == pytest.approx(900 / 8_000)
    assert "economics.no_proof" in [one.key for one in found.statements]


def test_a_payback_that_nobody_reached_names_who_is_on_the_way() -> None:
    found = economics.ranked(told("c", **ROWS), "payback", None, None, 5)
    assert [one.key for one in found.statements[:2]] == [
        "economics_list.payback_waiting",
        "economics_list.line_waiting",
    ]


def test_the_average_acquisition_cost_of_a_type_leaves_out_who_has_none() -> None:
    found = economics.by_group(WHOLE, "acquisition_cost", None, "type", None, "highest")
    assert found.table is not None
    rows = {row[0].value: [cell.value for cell in row[1:] if cell] for row in found.table.rows if row[0]}
    assert rows["economics_type.agency"] == [1, 900, 900]
    assert rows["economics_type.si"] == [1, 600, 600]


def test_assumptions_are_said_with_every_figure_that_rests_on_them() -> None:
    keys = [one.key for one in economics.margin_of(WHOLE, "a").statements]
    assert "economics.assumed_margin_hours" in keys


def test_without_costs_or_tickets_it_is_said_what_is_left_out() -> None:
    bare = told(deals=ROWS["deals"])
    keys = [one.key for one in economics.margin_of(bare, "a").statements]
    assert {"economics.no_costs", "economics.no_tickets", "economics.no_commissions"} <= {*keys}


def test_without_deals_nobody_is_called_unprofitable() -> None:
    bare = told(**{**ROWS, "deals": []})
    keys = [one.key for one in economics.margin_of(bare, "b").statements]
    assert keys[0] == "economics.costs_only"
    assert "economics.no_deals" in keys


def test_every_figure_about_a_partner_says_what_it_is_computed_from() -> None:
    names = {item.name for item in economics.AGGREGATES} | {*WHOLE.portfolio.partners.columns}
    for say in ONE:
        for fact in say(WHOLE, "b").facts():
            if fact.partner_id and isinstance(fact.value, int | float):
                assert fact.kind.behind, fact.kind.name
                assert set(fact.kind.behind) <= names, fact.kind.name


def test_one_id_stands_for_one_value() -> None:
    every: dict[str, Fact] = {}
    said = [say(WHOLE, one) for say in ONE for one in "ab"]
    for measure in MEASURES:
        said.append(economics.ranked(WHOLE, measure, None, None, 5))
        said.append(economics.by_group(WHOLE, measure, None, "type", None, None))
    for found in said:
        for fact in found.facts():
            assert every.setdefault(fact.id, fact).value == fact.value, fact


def test_the_first_partners_by_group_labels_from_outside() -> None:
    labels = pd.Series({"a": "key_partner", "b": "dementor", "c": "", "d": "dementor", "e": None})
    found = economics.by_group(WHOLE, "margin", None, "tier", labels, "highest")
    assert found.table is not None
    assert [row[0].value for row in found.table.rows if row[0]] == [
        "economics_tier.key_partner",
        "economics_without.tier",
        "economics_tier.dementor",
    ]


def test_what_is_not_counted_follows_the_answer_at_once_and_assumptions_come_last() -> None:
    keys = [
        one.key for one in economics.grounded(economics.margin_of(told(deals=ROWS["deals"]), "a")).statements
    ]
    assert keys[:2] == ["economics.pays", "economics.no_costs"]
    assert keys[-1] == "economics.assumed_margin_hours"


def test_a_loss_is_no_return_on_top() -> None:
    assert economics.roi_of(WHOLE, "b").statements[0].key == "economics.returned_less"
