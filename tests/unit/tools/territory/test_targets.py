"""Periods, and which targets count: exact, parts and shares of periods; overlapping cells never twice."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.tools.territory.territories import targets_of
from tools.territory import BadPeriod, period_of, quarter_with
from tools.territory.targets import chosen, period_targets

CELL = ("nordics", "retail", "data")


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_period_is_a_month_a_quarter_or_a_year(words: str, start: date, end: date) -> None:
    assert (period_of(words).start, period_of(words).end) == (start, end)


@pytest.mark.parametrize("words", ["", "Q4", "2026-13", "2026-Q5", "next year", "0000"])
def test_an_unknown_period_is_refused_with_what_to_write(words: str) -> None:
    with pytest.raises(BadPeriod, match="2026-Q2"):
        period_of(words)


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_every_day_lies_in_its_quarter(day: date) -> None:
    quarter = quarter_with(day)
    assert quarter.start <= day <= quarter.end
    assert 90 <= quarter.days <= 92


def told(period: str, *rows: tuple[str, float]) -> tuple[float, str]:
    written = targets_of(*(("Nordics", "Retail", "Data", name, target) for name, target in rows))
    found = period_targets(written, period_of(period)).loc[CELL]
    return float(found["target"]), str(found["source"])


def test_the_row_for_the_period_itself_counts_alone() -> None:
    assert told("2026-Q4", ("2026-Q4", 90), ("2026-10", 40), ("2026", 400)) == (90, "exact")


def test_parts_of_a_period_add_up_and_no_day_counts_twice() -> None:
    quarters = tuple((f"2026-Q{number}", 10.0) for number in (1, 2, 3, 4))
    assert told("2026", *quarters, ("2026-01", 99), ("2025-Q4", 5)) == (40, "summed")
    assert told("2026-Q4", ("2026-10", 40), ("2026-11", 30)) == (70, "partial")


def test_a_longer_period_gives_its_share_by_days() -> None:
    # the fourth quarter has 92 of 365 days, October 31 of 92
    assert told("2026-Q4", ("2026", 730)) == (pytest.approx(184), "shared")
    assert told("2026-10", ("2026-Q4", 92), ("2026", 730)) == (pytest.approx(31), "shared")


def test_spellings_of_one_cell_are_one() -> None:
    written = targets_of(
        ("Nordics", "Retail", "Data", "2026-Q4", 10), ("NORDICS", "retail", " data ", "2026-Q4", 5)
    )
    assert period_targets(written, period_of("2026-Q4"))["target"].to_dict() == {CELL: 15}


OVERLAPPING = targets_of(
    ("Nordics", None, None, "2026-Q4", 100),
    ("Nordics", "Retail", None, "2026-Q4", 60),
    ("Nordics", "Retail", "Data", "2026-Q4", 20),
    ("Nordics", "Media", "Data", "2026-Q4", 30),
    ("DACH", None, None, "2026-Q4", 50),
)


def picked(**asked: str) -> tuple[int, list[tuple[str, str, str]], float, bool]:
    found = chosen(period_targets(OVERLAPPING, period_of("2026-Q4")), asked)
    return len(found.cells), [*found.whole.index], float(found.whole["target"].sum()), found.wider


def test_a_regions_target_is_the_sum_and_finer_ones_are_its_parts() -> None:
    assert picked(region="nordics") == (4, [("nordics", "", "")], 100, False)
    assert picked() == (5, [("dach", "", ""), ("nordics", "", "")], 150, False)
    assert picked(region="nordics", sector="retail") == (2, [("nordics", "retail", "")], 60, False)


def test_what_no_target_is_for_is_answered_by_the_nearest_around_it() -> None:
    assert picked(region="dach", sector="retail") == (1, [("dach", "", "")], 50, True)
    assert picked(region="iberia")[0] == 0


def test_the_share_of_a_yearly_target_does_not_displace_one_for_the_quarter() -> None:
    written = targets_of(
        ("DACH", None, None, "2026-Q4", 100), ("DACH", "Retail", None, "2026", 4000),
        (None, "Media", None, "2026", 4000),
    )  # fmt: skip
    found = chosen(period_targets(written, period_of("2026-Q4")), {})
    assert [*found.whole.index] == [("dach", "", "")]
    assert (found.left_out, len(found.areas({"region": "dach"}))) == (2, 3)


def test_every_target_over_what_was_asked_counts_as_covered() -> None:
    found = chosen(period_targets(OVERLAPPING, period_of("2026-Q4")), {"sector": "retail"})
    assert ("dach", "retail", "") in found.areas({"sector": "retail"})  # a part of the region's target
    assert ("nordics", "media", "data") not in found.areas({"sector": "retail"})
