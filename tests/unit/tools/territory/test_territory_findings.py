"""What is said of territories: short or on course, who could fill a gap, whom to recruit."""

import pytest

from tests.unit.tools.event_tables import Rows
from tests.unit.tools.segments.worlds import certificate, project
from tests.unit.tools.spoken import unsayable
from tests.unit.tools.territory.territories import CELL, DAY, asked, plan, targets_of
from tools.facts import Findings, Statement
from tools.territory import Whose, territory_findings
from tools.territory.plan import Plan

TARGET = targets_of(("Nordics", "Retail", "Data", "2026-Q4", 1000))
TWO: Rows = [
    {"partner_id": "a", "region": "Nordics", "type": "si", "status": "active"},
    {"partner_id": "b", "region": "DACH", "type": "reseller", "status": "active"},
]
WON = {"partner_id": "a", "stage": "won", "created_on": DAY, "closed_on": DAY, "amount": 100.0, **CELL}
OTHER = {**WON, "sector": "Media", "stage": "open", "closed_on": None}
DELIVERED = project("a", DAY, sector="Retail", technology="Data")


def said(found: Plan | Findings, by: str | None = None) -> list[Statement]:
    findings = found if isinstance(found, Findings) else territory_findings(_opened(found), by=by)
    assert unsayable(findings.statements) == []
    return [*findings.statements]


def _opened(found: Plan) -> Plan:
    from dataclasses import replace

    from tests.unit.tools.event_tables import tables

    return replace(found, rows=tables(TWO, deals=[WON]))


def keys(statements: list[Statement]) -> list[str]:
    return [one.key.removeprefix("territory.") for one in statements]


def test_a_missed_target_names_the_gap_and_who_could_fill_it() -> None:
    told = said(plan(TARGET, partners=TWO, deals=[WON], projects=[DELIVERED]))
    assert keys(told)[0] == "will_missed_in"
    gap = told[0].slots["gap"]
    # 100 are won; all deals were won on the day they came, so the 61 days left bring 61 times 100 / 90 days
    assert gap.value == 1000 - 100 - round(100 / 90 * 61)  # type: ignore[union-attr]  # a fact
    first = next(one for one in told if one.key == "territory.first_proven")
    assert first.slots["partner"].partner_id == "a"
    assert first.slots["revenue"].value == 100  # type: ignore[union-attr]  # a fact
    assert first.slots["revenue"].rows == ("deal:deals-0",)  # type: ignore[union-attr]  # a fact


def test_where_nobody_is_qualified_the_nearest_and_the_type_that_delivers_elsewhere_are_named() -> None:
    elsewhere = project("b", DAY, sector="Retail", technology="Data")
    near = certificate("a", technology="Data")
    told = said(plan(TARGET, partners=TWO, deals=[OTHER], projects=[elsewhere], certifications=[near]))
    assert keys(told)[2:4] == ["near_win", "recruit_type"]
    assert told[3].slots["type"].value == "partner_type.reseller"  # type: ignore[union-attr]  # a fact
    assert keys(said(plan(TARGET, partners=TWO, deals=[OTHER])))[2:4] == ["nobody", "recruit"]


def test_a_past_period_tells_what_was_and_asks_nobody() -> None:
    rows = targets_of(("Nordics", None, None, "2026-Q4", 100), ("Nordics", None, None, "2026-Q3", 100))
    told = keys(said(plan(rows, partners=TWO, deals=[WON], period="2026-Q3")))
    assert told[:2] == ["past_missed_in", "past_parts"]
    assert not any(key.startswith(("first", "recruit", "range")) for key in told)
    assert keys(said(plan(rows, partners=TWO, deals=[WON])))[0] == "will_beaten_in"


def test_what_is_expected_without_a_target_is_told_apart() -> None:
    other = {**WON, "sector": "Media"}
    told = said(plan(TARGET, partners=TWO, deals=[WON, other]))
    elsewhere = next(one for one in told if one.key == "territory.elsewhere")
    assert elsewhere.slots["elsewhere"].value == pytest.approx(100 + 100 / 90 * 61)  # type: ignore[union-attr]  # a fact


def test_what_if_targets_were_higher() -> None:
    told = said(plan(TARGET, partners=TWO, deals=[WON], times=2.0))
    assert told[0].slots["target"].value == 2000  # type: ignore[union-attr]  # a fact
    assert "times" in keys(told)


def test_groups_add_up_to_the_whole_and_come_by_gap() -> None:
    rows = targets_of(
        ("Nordics", "Retail", "Data", "2026-Q4", 10), ("Nordics", "Media", "Data", "2026-Q4", 30),
        ("Nordics", "Media", "ERP", "2026-Q4", 5),
    )  # fmt: skip
    found = plan(rows, partners=TWO, deals=[WON])
    groups = [*found.groups("technology")]
    assert [name for name, _ in groups] == ["erp", "data"]  # 5 short; 100 expected of 40
    assert sum(one.target for _, one in groups) == found.whole.target
    assert sum(one.expected for _, one in groups) == pytest.approx(found.whole.expected)
    assert unsayable(territory_findings(_opened(found), by="technology").statements) == []


@pytest.mark.parametrize(
    ("how", "key"),
    [
        ({"targets": targets_of()}, "no_targets"),
        ({"targets": TARGET, "period": "2030-Q1"}, "no_targets_for"),
        ({"targets": TARGET, "words": {"region": "Mars"}}, "no_targets_in"),
        ({"targets": TARGET, "words": {"region": "Nordics", "sector": "Media"}}, "no_targets_in"),
    ],
)
def test_what_is_not_on_file_is_said_with_what_there_is(how: dict[str, object], key: str) -> None:
    found = asked(partners=TWO, deals=[WON], **how)  # type: ignore[arg-type]  # passed on as given
    assert isinstance(found, Findings)
    assert keys(said(found))[0] == key


def test_few_closed_deals_and_shared_targets_are_admitted() -> None:
    yearly = targets_of(("Nordics", None, None, "2026", 365))
    told = keys(said(plan(yearly, partners=TWO, deals=[WON])))
    assert {"thin", "shared"} <= set(told)


def test_several_missed_targets_come_each_with_a_filler_or_a_recruit_before_the_forecast() -> None:
    rows = targets_of(
        ("Nordics", "Retail", "Data", "2026-Q4", 1000), ("Nordics", "Media", "ERP", "2026-Q4", 500),
    )  # fmt: skip
    found = _opened(plan(rows, partners=TWO, deals=[WON], projects=[DELIVERED]))
    told = territory_findings(found)
    assert keys([*told.statements])[2:7] == [
        "number_missed",
        "gap",
        "first_proven",
        "nothing",
        "recruit_brief",
    ]
    assert told.table is not None
    assert [str(row[-1].value) for row in told.table.rows if row[-1]] == ["a", "recruit.anybody"]
    assert unsayable(told.statements) == []


def test_a_regions_target_is_not_displaced_by_one_for_a_part_of_it() -> None:
    rows = targets_of(
        ("Nordics", None, None, "2026-Q4", 1000), ("Nordics", "Media", "ERP", "2026-Q4", 10),
    )  # fmt: skip
    told = said(plan(rows, partners=TWO, deals=[WON]))
    assert told[0].slots["target"].value == 1000  # type: ignore[union-attr]  # a fact
    assert "elsewhere" not in keys(told)


def test_likely_to_be_missed_although_more_is_expected() -> None:
    rare = {"partner_id": "a", "created_on": DAY, "amount": 9000.0, **CELL}
    rows = [
        *[{**rare, "stage": "won", "amount": 1.0, "closed_on": DAY}] * 2,
        *[{**rare, "stage": "lost", "closed_on": DAY}] * 7,
        {**rare, "stage": "open"},
    ]
    found = plan(targets_of(("Nordics", None, None, "2026-Q4", 1800)), partners=TWO, deals=rows)
    assert found.whole.gap < 0
    assert found.whole.chance < 0.5
    told = said(found)
    assert keys(told)[0] == "will_unsure_in"
    assert len(found.missed) == 1


@pytest.mark.parametrize("whose", [Whose.OWN, Whose.ONE, Whose.SOME])
def test_some_partners_are_told_their_share_and_nobody_is_to_be_recruited(whose: Whose) -> None:
    rows = targets_of(("Nordics", "Retail", "Data", "2026-Q4", 1680))
    found = _opened(plan(rows, partners=TWO[:1], deals=[WON], whose=whose))
    told = territory_findings(found)
    assert keys([*told.statements])[:3] == [f"share_{whose}", "target_for", f"nobody_{whose}"]
    assert told.statements[0].slots["share"].value == pytest.approx(0.1)  # type: ignore[union-attr]  # a fact
    assert unsayable(told.statements) == []
    assert told.table is not None
    assert [row[-2:] for row in told.table.rows] == [(None, None)]


def test_what_was_won_in_another_region_does_not_count_there() -> None:
    abroad = {**WON, "region": "DACH", "amount": 5000.0}
    told = said(plan(TARGET, partners=TWO, deals=[WON, abroad], projects=[DELIVERED]))
    first = next(one for one in told if one.key == "territory.first_proven")
    assert first.slots["revenue"].value == 100  # type: ignore[union-attr]  # a fact


def test_without_any_deal_nothing_is_foretold() -> None:
    told = said(plan(TARGET, partners=TWO))
    assert keys(told) == ["no_deals", "target_only"]


def test_names_to_choose_from_say_how_many_more_there_are() -> None:
    rows = targets_of(*((f"R{number}", None, None, "2026-Q4", 1) for number in range(7)))
    told = said(asked(rows, partners=TWO, deals=[WON], words={"sector": "Retail"}))
    assert keys(told)[0] == "no_targets_in_more"
    assert told[0].slots["valid"].value == "R0, R1, R2, R3, R4"  # type: ignore[union-attr]  # a fact
    assert told[0].slots["more"].value == 2  # type: ignore[union-attr]  # a fact
