"""What groups take, and whether our hours suffice for it."""

from datetime import date, timedelta

import pandas as pd
import pytest

from tests.unit.tools.investment.spent_portfolios import DAY, partners, portfolio, spending
from tools.about import Among
from tools.effort import STANDARD
from tools.facts import Findings
from tools.investment import Capacity, Words, needs, needs_findings
from tools.investment.needs import grouped

ENOUGH = Capacity(1, 40, 0, 40, 2, 10)


def back(days: int) -> date:
    return DAY - timedelta(days=days)


def frame(**hours: float) -> pd.DataFrame:
    """Partners by hours a week, for half of which the service levels ask."""
    weekly = pd.Series(hours, dtype="float64")
    return pd.DataFrame(
        {"hours": weekly * 52, "hours_week": weekly, "asked_week": weekly / 2, "money": 5.0, "revenue": 1.0}
    )


def told(needed: pd.DataFrame, groups: pd.Series, capacity: Capacity = ENOUGH) -> Findings:
    among = Among.of(portfolio(partners(*needed.index)), needed.index)
    return needs_findings(among, needed, groups, capacity, Words("sector"))


def keys(found: Findings) -> list[str]:
    return [one.key.removeprefix("program_parts.") for one in found.statements]


def values(found: Findings, key: str) -> dict[str, object]:
    said = next(one for one in found.statements if one.key == f"program_parts.{key}")
    return {fact.kind.name.removeprefix("program."): fact.value for fact in said.facts()}


def test_what_a_tier_takes_by_hand() -> None:
    """Key: 52 meetings of 1.5 hours are 1.5 a week; 100 of MDF and 20 of support. Older rows do not count."""
    meeting = {"partner_id": "a", "kind": "meeting"}
    cost = {"partner_id": "b", "date": back(10)}
    rows = spending(
        ["a", "b", "c"],
        activities=[{**meeting, "date": back(10)}] * 52 + [{**meeting, "date": back(400)}],
        costs=[
            {**cost, "kind": "mdf", "amount_base": 100.0},
            {**cost, "kind": "support", "amount_base": 20.0},
            {**cost, "partner_id": "c", "kind": "mdf", "amount_base": 1.0},
        ],
        deals=[{"partner_id": "a", "stage": "won", "closed_on": back(20), "amount_base": 1000.0}],
    )
    taken = needs(rows, pd.Series({"a": 2.0, "b": 0.5, "c": 1.0}), STANDARD.by_kind)
    found = grouped(taken, pd.Series({"a": "key", "b": "key", "c": "other"}))
    assert found.loc["key"].to_dict() == pytest.approx(
        {"hours": 78, "money": 120, "revenue": 1000, "partners": 2, "hours_week": 1.5, "asked_week": 2.5}
    )
    assert found.index.tolist() == ["key", "other"]


def test_a_partner_of_two_sectors_counts_in_both_and_once_in_the_total() -> None:
    groups = pd.Series(["retail", "media", "retail"], index=["a", "a", "b"])
    found = told(frame(a=4, b=2), groups)
    assert [[cell.value for cell in row if cell][:3] for row in found.table.rows] == [
        ["retail", 2, 6.0],
        ["media", 1, 4.0],
    ]
    assert values(found, "total") == {"hours_week": 6.0, "members": 2}
    assert values(found, "service") == {"asked_for": 3.0}
    assert "in_several" in keys(found)


def test_partners_without_a_sector_are_a_group_of_their_own_that_comes_last() -> None:
    found = told(frame(a=1, b=9), pd.Series({"a": "media", "b": ""}))
    assert [row[0].value for row in found.table.rows if row[0]] == ["media", "no_group.sector"]
    assert values(found, "most")["group"] == "media"
    assert values(found, "total")["hours_week"] == 10
    assert keys(told(frame(a=1), pd.Series({"a": ""}))) == ["no_groups"]


def test_hours_that_managers_have_are_set_against_all_partners_of_theirs() -> None:
    """2 hours a week for the partner in question, but 50 for all ten of its manager, who has 40."""
    found = told(frame(a=2), pd.Series({"a": "media"}), Capacity(1, 40, 0, 40, 10, 50))
    assert values(found, "total") == {"hours_week": 2.0, "members": 1}
    assert values(found, "not_affordable") == {"taken": 50.0, "members": 10, "available": 40.0}


@pytest.mark.parametrize(
    ("hours", "capacity", "expected"),
    [
        (10, ENOUGH, ["most", "total", "affordable", "service"]),
        (10, Capacity(3, 80, 2, 40, 9, 90), ["most", "total", "not_affordable", "some_unknown", "service"]),
        (10, Capacity(0, 0, 0, 40, 0, 0), ["most", "total", "capacity_unknown", "service"]),
        (0, ENOUGH, ["no_hours", "service"]),
    ],
)
def test_whether_hours_suffice_is_said_as_far_as_it_is_known(
    hours: float, capacity: Capacity, expected: list[str]
) -> None:
    found = told(frame(a=hours), pd.Series({"a": "media"}), capacity)
    assert keys(found) == [*expected, "hours_from"]


def test_no_partners_take_nothing() -> None:
    assert needs(spending([]), pd.Series(dtype="float64"), STANDARD.by_kind).empty
