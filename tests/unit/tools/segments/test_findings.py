"""What is said about coverage: the count, the risk, the next step; every key has words."""

from dataclasses import replace

import pytest

from tests.unit.tools.event_tables import DAY, Rows, ago, tables, wins
from tests.unit.tools.segments.worlds import PAIR, certificate, portfolio_on, project, segments_on
from tests.unit.tools.spoken import unsayable
from tools.facts import Fact, Findings
from tools.segments import Map, Show, coverage, coverage_findings

PARTNERS: Rows = [{"partner_id": "a"}, {"partner_id": "b"}]
ROWS: dict[str, Rows] = {
    "deals": [*wins("a", 5, 400, amount=70.0, **PAIR), *wins("b", 5, sector="Media", technology="SAP")],
    "projects": [project("a", ago(9))],
    "certifications": [certificate("b", expires_on=ago(1))],
}


def told(rows: dict[str, Rows], *, dark: tuple[str, ...] = (), whole: bool = True) -> Map:
    segments, ids = segments_on(PARTNERS, **rows), ["a", "b"]
    stored = tables(PARTNERS, **rows)
    return Map(portfolio_on(PARTNERS), segments, coverage(segments, ids), ids, whole, dark, stored)


def keys(findings: Findings) -> list[str]:
    assert unsayable(findings.statements) == []
    return [line.key.removeprefix("segments.") for line in findings.statements]


def fact(findings: Findings, kind: str) -> Fact:
    return next(one for one in findings.facts() if one.kind.name == kind)


def test_single_cells_begin_with_their_number_then_the_risk_then_the_next_step() -> None:
    found = coverage_findings(told(ROWS, dark=("a",)), Show.SINGLE)
    assert keys(found) == [
        "single", "meaning", "risk", "alone_dark_1", "cell_single", "by_delivery", "dark", "nobody_near",
    ]  # fmt: skip
    assert fact(found, "segments.single").value == 1
    revenue = fact(found, "segments.won_revenue_365d")
    assert (revenue.value, revenue.currency, revenue.rows) == (
        70,
        "EUR",
        ("deal:deals-0",),
    )  # not the old one


def test_empty_cells_say_who_is_nearest() -> None:
    found = coverage_findings(told(ROWS), Show.EMPTY)
    assert keys(found) == ["empty", "meaning", "cell_empty", "near_certification"]
    assert found.table is not None
    assert len(found.table.rows) == 1
    assert [one.key for one in found.suggestions] == ["segments.ask_find"]


def test_the_whole_map_counts_both_and_says_when_it_leaves_partners_out() -> None:
    found = coverage_findings(told(ROWS, whole=False), Show.ALL)
    assert keys(found)[:2] == ["all", "counted"]
    assert [fact(found, f"segments.{name}").value for name in ("cells", "empty", "single")] == [2, 1, 1]


def test_one_partner_is_told_where_it_is_alone() -> None:
    assert keys(coverage_findings(told(ROWS), Show.ALL, partner_id="a"))[0] == "only_one"
    assert keys(coverage_findings(told(ROWS), Show.ALL, partner_id="b")) == ["never_only_one", "meaning"]


@pytest.mark.parametrize("show", list(Show))
def test_nothing_on_file_is_said_to_be_nothing_rather_than_zero(show: Show) -> None:
    found = coverage_findings(told({}), show)
    assert keys(found) == ["nothing"]
    assert found.table is None


def test_a_map_without_gaps_says_so() -> None:
    both = {"projects": [project("a", ago(9)), project("b", DAY)]}
    assert keys(coverage_findings(told(both), Show.SINGLE)) == ["no_single", "meaning"]
    assert keys(coverage_findings(told(both), Show.EMPTY)) == ["no_empty", "meaning"]


def test_a_partner_that_is_alone_without_revenue_is_said_so() -> None:
    found = coverage_findings(told({"projects": [project("a", ago(9))], "deals": []}), Show.SINGLE)
    assert keys(found)[:3] == ["single", "meaning", "cell_single_unpaid"]


def test_how_the_only_partner_qualifies_and_that_it_is_paused_is_said() -> None:
    rows: dict[str, Rows] = {"certifications": [certificate("a")], "deals": wins("a", 900, **PAIR)}
    paused: Rows = [{"partner_id": "a", "status": "paused"}, {"partner_id": "b"}]
    found = coverage_findings(replace(told(rows), portfolio=portfolio_on(paused)), Show.SINGLE)
    assert keys(found)[2:5] == ["cell_single_unpaid", "by_certification", "paused"]
    counts = {name: fact(found, f"segments.{name}").value for name in ("certifications", "won_deals")}
    assert counts == {"certifications": 1, "won_deals": 1}


@pytest.mark.parametrize(
    ("rows", "key"),
    [
        ({"projects": [project("a", ago(900))], "deals": wins("b", 1, sector="Retail")}, "near_recency"),
        ({"certifications": [certificate("b")]}, "near_win"),
    ],
)
def test_what_the_nearest_lacks_is_named(rows: dict[str, Rows], key: str) -> None:
    asked = {"leads": [{"partner_id": "a", "created_on": ago(3), **PAIR}], **rows}
    assert keys(coverage_findings(told(asked), Show.EMPTY))[-1] == key
