"""Comparing partners: margins by hand, ties, nobody with evidence, one alone, what speaks against."""

import math

import pandas as pd
import pytest
from pydantic import ValidationError

from tests.unit.tools.event_tables import Rows, ago, tables, wins
from tests.unit.tools.segments.worlds import PAIR, certificate, experience_on, portfolio_on, project
from tests.unit.tools.spoken import unsayable
from tools.about import About, row_of
from tools.comparison import ComparisonPolicy, Margin, Side, comparison_findings, verdict
from tools.facts import Findings
from tools.matching import Evidence, MatchingPolicy, Need, expertise

MATCHING, POLICY = MatchingPolicy(), ComparisonPolicy()
BOTH = Need(frozenset({"Retail"}), frozenset({"SAP"}))
NAMES = ("a", "b", "c")
PARTNERS: Rows = [{"partner_id": one, "region": "DACH", "languages": ["de"]} for one in NAMES]


def fits(need: Need, **rows: Rows) -> pd.DataFrame:
    return expertise(portfolio_on(PARTNERS), experience_on(PARTNERS, **rows), need, MATCHING)


def margin(*ids: str, **rows: Rows) -> Margin:
    return verdict(fits(BOTH, **rows), ids, BOTH, MATCHING, POLICY).margin


def delivered(partner_id: str, count: int) -> list[dict[str, object]]:
    return [project(partner_id, ago(0), promised_on=ago(0), rating=10.0) for _ in range(count)]


def test_the_lead_is_measured_against_its_standard_deviation() -> None:
    """a: 8 projects, 40*8/10 = 32; b: 3, 40*3/5 = 24. Slopes 40*2/100 = .8 and 40*2/25 = 3.2 a project.

    sd = sqrt(.8^2 * 8 + 3.2^2 * 3) = sqrt(5.12 + 30.72) = 5.99, so the lead of 8 is 1.34 sd: narrow.
    """
    assert math.sqrt(0.8**2 * 8 + 3.2**2 * 3) == pytest.approx(5.987, abs=0.001)
    assert margin("a", "b", projects=[*delivered("a", 8), *delivered("b", 3)]) is Margin.NARROW
    assert margin("a", "b", projects=[*delivered("a", 8), *delivered("b", 1)]) is Margin.CLEAR
    assert margin("a", "b", projects=[*delivered("a", 8), *delivered("b", 6)]) is Margin.CLOSE


def test_equal_partners_are_too_close_to_call_in_the_order_of_their_ids() -> None:
    found = verdict(
        fits(BOTH, projects=[*delivered("b", 2), *delivered("a", 2)]), ["b", "a"], BOTH, MATCHING, POLICY
    )
    assert (found.ranked, found.margin) == (("a", "b"), Margin.CLOSE)


def test_the_order_in_which_they_are_named_does_not_matter_nor_do_others() -> None:
    rows = {"projects": [*delivered("a", 8), *delivered("b", 1), *delivered("c", 4)]}
    whole = fits(BOTH, **rows)
    one, other = (verdict(whole, ids, BOTH, MATCHING, POLICY) for ids in (("a", "b"), ("b", "a")))
    assert one == other
    assert one.ranked == ("a", "b")


def test_without_evidence_nobody_is_recommended() -> None:
    assert margin("a", "b") is Margin.NONE
    assert margin("a", "b", deals=wins("c", 5, **PAIR)) is Margin.NONE
    assert margin("a", projects=delivered("a", 1)) is Margin.ALONE


def test_a_clear_lead_cannot_be_less_than_a_narrow_one() -> None:
    with pytest.raises(ValidationError, match="raise it"):
        ComparisonPolicy(narrow=2, clear=1)


def compared(need: Need, ids: tuple[str, ...], *, dark: tuple[str, ...] = (), **rows: Rows) -> Findings:
    whole, filled, portfolio = fits(need, **rows), tables(PARTNERS, **rows), portfolio_on(PARTNERS)
    found = verdict(whole, ids, need, MATCHING, POLICY)
    sides = [
        Side(
            evidence=Evidence.of(About(portfolio, one), filled, need),
            fit=row_of(whole, one),
            tickets=filled["tickets"][filled["tickets"]["partner_id"].eq(one)],
            score=math.nan,
            tier=None,
            phase=None,
            lane="going_dark" if one in dark else "",
            dark=one in dark,
        )
        for one in found.ranked
    ]
    told = comparison_findings(sides, found.margin, need)
    assert unsayable(told.statements) == []
    return told


def keys(told: Findings) -> list[str]:
    return [line.key.removeprefix("comparison.") for line in told.statements]


def test_the_recommendation_comes_first_and_each_has_its_why_and_but() -> None:
    tickets = [
        {"partner_id": "a", "opened_on": ago(9), "severity": 1},
        {"partner_id": "a", "opened_on": ago(9), "severity": 3},
        {"partner_id": "a", "opened_on": ago(9), "closed_on": ago(2), "severity": 1},
    ]
    ongoing = [project("b", None, promised_on=ago(3)), project("b", None, promised_on=ago(-3))]
    told = compared(
        Need(BOTH.sectors, BOTH.technologies, "fr"),
        ("b", "a"),
        dark=("a", "b"),
        projects=[*delivered("a", 8), *ongoing],
        certifications=[certificate("a")],
        tickets=tickets,
    )
    assert keys(told) == [
        "clear_dark", "basis_sector_technology",
        "find.projects", "find.punctual_also", "find.rated_also", "find.certified_level_also",
        "no_language", "tickets",
        "find.without_sector_technology", "dark", "no_language", "overdue",
    ]  # fmt: skip
    assert told.table is not None
    assert [len(row) for row in told.table.rows] == [len(told.table.columns)] * 2
    severe = next(one for one in told.facts() if one.kind.name == "compare.severe_tickets")
    assert (severe.value, severe.rows) == (1, ("ticket:tickets-0",))


@pytest.mark.parametrize(
    ("ids", "count", "key"),
    [(("a", "b"), 0, "none"), (("a",), 0, "none_alone"), (("a",), 1, "alone"), (("a", "b"), 4, "clear")],
)
def test_every_verdict_has_words(ids: tuple[str, ...], count: int, key: str) -> None:
    for need in (BOTH, Need(), Need(sectors=BOTH.sectors), Need(technologies=BOTH.technologies)):
        told = compared(need, ids, projects=delivered("a", count))
        assert keys(told)[0] == key
        assert (told.table is None) is (count == 0)  # no table of zeros


def test_nobody_to_compare_and_who_is_left_out_are_named() -> None:
    gone = About(portfolio_on(PARTNERS), "c").partner()
    told = comparison_findings((), Margin.NONE, BOTH, ended=[gone])
    assert keys(told) == ["nobody", "ended"]
    assert unsayable(told.statements) == []
