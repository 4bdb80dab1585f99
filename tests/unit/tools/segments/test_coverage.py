"""Who is qualified where: boundary days, spellings, single and empty cells, the market, no look-ahead."""

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.tools.event_tables import DAY, Rows, ago, wins
from tests.unit.tools.segments.worlds import PAIR, certificate, project, segments_on
from tools.segments import Segments, coverage, field_key, market_demand, sole_cells
from tools.segments.cells import spellings
from tools.segments.nearest import Lacks, Nearest, nearest

A: Rows = [{"partner_id": "a"}]
AB: Rows = [{"partner_id": "a"}, {"partner_id": "b"}]
CELL = ("retail", "sap")


def qualified(segments: Segments, partner_id: str = "a") -> bool:
    return bool(segments.pairs["qualified"].get((partner_id, *CELL), default=False))


@pytest.mark.parametrize(("days", "holds"), [(0, True), (729, True), (730, False), (-1, False)])
def test_a_project_qualifies_for_24_months_from_its_delivery(days: int, *, holds: bool) -> None:
    assert qualified(segments_on(A, projects=[project("a", ago(days))])) is holds


@pytest.mark.parametrize(("expires", "holds"), [(None, True), (DAY, True), (ago(1), False)])
def test_a_certification_counts_through_the_day_it_expires(expires: date | None, *, holds: bool) -> None:
    held = [certificate("a", expires_on=expires)]
    assert qualified(segments_on(A, certifications=held, deals=wins("a", 900, **PAIR))) is holds


def test_a_certification_needs_a_won_deal_there_and_a_won_deal_a_certification() -> None:
    held, elsewhere = [certificate("a")], wins("a", 5, sector="Media", technology="SAP")
    assert not qualified(segments_on(A, certifications=held, deals=elsewhere))
    assert not qualified(segments_on(A, deals=wins("a", 5, **PAIR)))
    assert not qualified(segments_on(A, certifications=[certificate("b")], deals=wins("a", 5, **PAIR)))


def test_a_partner_that_has_ended_is_not_qualified_but_its_deals_are_demand() -> None:
    gone = [{"partner_id": "a", "ended_on": ago(1)}]
    segments = segments_on(gone, projects=[project("a", ago(9))], deals=wins("a", 5, **PAIR))
    assert coverage(segments, ["a"]).loc[CELL, ["demand", "qualified"]].tolist() == [1, 0]


def test_leap_days_are_days_like_others() -> None:
    leap = date(2024, 2, 29)
    assert qualified(segments_on(A, leap, projects=[project("a", date(2022, 3, 2))]))  # 729 days before
    assert not qualified(segments_on(A, leap, projects=[project("a", date(2022, 3, 1))]))
    assert qualified(segments_on(A, date(2026, 2, 27), projects=[project("a", leap)]))  # 729 days after


def test_demand_is_open_deals_and_won_deals_and_leads_of_a_year() -> None:
    deals = [
        {"partner_id": "a", "stage": "open", "created_on": ago(500), **PAIR},
        {"partner_id": "a", "stage": "lost", "created_on": ago(50), "closed_on": ago(5), **PAIR},
        {
            "partner_id": "a",
            "stage": "lost",
            "created_on": ago(50),
            "closed_on": ago(-5),
            **PAIR,
        },  # open then
        *wins("a", 364, 365, **PAIR),  # the second is just too old
    ]
    leads = [{"partner_id": "b", "created_on": ago(days), **PAIR} for days in (3, 365, -1)]
    assert coverage(segments_on(AB, deals=deals, leads=leads), ["a", "b"])["demand"].tolist() == [4]


def test_a_deal_without_a_day_of_creation_is_demand_and_one_created_later_is_not() -> None:
    deals = [
        {"partner_id": "a", "stage": "open", **PAIR},
        {"partner_id": "a", "stage": "open", "created_on": ago(-1), **PAIR},
        {"partner_id": "a", "stage": "won", "closed_on": ago(5), **PAIR},
        {"partner_id": "a", "stage": "won", "closed_on": ago(-5), **PAIR},  # first known by its outcome
    ]
    assert coverage(segments_on(A, deals=deals), ["a"])["demand"].tolist() == [2]


def test_spellings_of_one_field_are_one_cell_named_by_the_usual_one() -> None:
    spelled = [
        *wins("a", 5, sector="Health Care", technology="Data-Platform"),
        *wins("b", 5, 6, sector="HEALTHCARE", technology="data platform"),
    ]
    segments = segments_on([*AB, {"partner_id": "c"}], deals=[
        *spelled, *wins("c", 9, sector="Health Care", technology="data platform"),
    ])  # fmt: skip
    cells = coverage(segments, ["a", "b", "c"])
    assert cells["demand"].to_dict() == {("healthcare", "dataplatform"): 4}
    assert segments.spelled("sector", "healthcare") == "Health Care"  # by two partners
    assert segments.spelled("technology", "dataplatform") == "data platform"


def test_ties_between_spellings_go_by_the_alphabet() -> None:
    assert spellings([("b b", 1), ("B-B", 1)]) == {"bb": "B-B"}
    assert field_key("Oil & Gas") == field_key("oil and gas")
    assert field_key("C++") != field_key("C")


def test_single_cells_name_their_partner_and_what_it_won_there() -> None:
    projects = [
        project("a", ago(5)),
        project("b", ago(5), sector="Media"),
        project("a", ago(5), sector="Media"),
    ]
    deals = [*wins("a", 5, 400, amount=70.0, **PAIR), *wins("b", 5, amount=30.0, **PAIR)]
    cells = coverage(segments_on(AB, projects=projects, deals=deals), ["a", "b"])
    only = cells.loc[CELL]
    assert (only["partner"], only["partner_revenue"], only["revenue"]) == ("a", 70, 100)
    assert cells.loc[("media", "sap"), ["qualified", "partner"]].tolist() == [2, ""]


def test_only_the_partners_asked_about_count() -> None:
    segments = segments_on(
        AB, projects=[project("a", ago(5)), project("b", ago(5))], deals=wins("b", 5, **PAIR)
    )
    assert coverage(segments, ["a"]).loc[CELL, ["demand", "partner"]].tolist() == [0, "a"]
    assert coverage(segments, []).empty


def test_most_demand_comes_first_weighed_by_the_market() -> None:
    deals = [*wins("a", 1, 2, 3, **PAIR), *wins("a", 1, 2, sector="Media", technology="SAP")]
    segments = segments_on(A, deals=deals)
    vendor = pd.DataFrame(
        [
            ("Retail", "SAP", None, 50.0, "2026-03-31"),
            ("Retail", "sap", None, 200.0, "2025-12-31"),  # an older period
            (None, "SAP", None, 150.0, "2026-03-31"),  # for every sector that has no figure of its own
        ],
        columns=["sector", "technology", "region", "demand_index", "period_ends_on"],
    )
    cells = coverage(segments, ["a"], market_demand(vendor))
    assert cells["index"].to_dict() == {("media", "sap"): 1.5, ("retail", "sap"): 0.5}  # 2 * 1.5 > 3 * .5
    assert coverage(segments, ["a"]).index[0] == CELL
    assert market_demand(vendor[:0]).empty


def test_nothing_on_file_covers_nothing() -> None:
    segments = segments_on(A)
    assert coverage(segments, ["a"]).empty
    assert sole_cells(segments.pairs, pd.Index(["a"])).to_dict() == {"a": 0.0}
    assert nearest(segments, ["a"], *CELL) is None


def test_sole_cells_are_counted_per_partner() -> None:
    projects = [
        project("a", ago(5)),
        project("a", ago(5), sector="Media"),
        project("b", ago(5), sector="Media"),
        project("a", ago(5), sector="Energy"),
    ]
    counted = sole_cells(segments_on(AB, projects=projects).pairs, pd.Index(["a", "b", "c"]))
    assert counted.to_dict() == {"a": 2.0, "b": 0.0, "c": 0.0}


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ({"deals": wins("a", 5, **PAIR)}, Nearest("a", Lacks.CERTIFICATION, 1)),
        ({"projects": [project("a", ago(800))]}, Nearest("a", Lacks.RECENCY, 0)),
        ({"certifications": [certificate("b")]}, Nearest("b", Lacks.WIN, 1)),
        ({"projects": [project("a", ago(8))], "certifications": [certificate("a")]}, None),
    ],
)
def test_the_nearest_to_qualify_has_most_to_build_on(rows: dict[str, Rows], found: Nearest | None) -> None:
    assert nearest(segments_on(AB, **rows), ["a", "b"], *CELL) == found


DAYS = st.integers(-400, 1200)


@settings(max_examples=3, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("ab"), DAYS, DAYS), max_size=8))
def test_what_lies_ahead_changes_nothing_and_neither_does_the_order(made: list[tuple[str, int, int]]) -> None:
    projects = [
        project(who, ago(min(days, other)), promised_on=ago(max(days, other))) for who, days, other in made
    ]
    deals = [deal for who, days, _ in made for deal in wins(who, days, **PAIR)]
    leads = [{"partner_id": who, "created_on": ago(days), **PAIR} for who, days, _ in made]
    held = [certificate(who, earned_on=ago(days), expires_on=ago(other)) for who, days, other in made]
    whole = segments_on(AB, projects=projects, deals=deals, leads=leads, certifications=held)
    known = segments_on(
        AB,
        projects=[row for row in reversed(projects) if str(row["delivered_on"]) <= str(DAY)],
        deals=[row for row in reversed(deals) if str(row["closed_on"]) <= str(DAY)],
        leads=[row for row in reversed(leads) if str(row["created_on"]) <= str(DAY)],
        certifications=[row for row in reversed(held) if str(row["earned_on"]) <= str(DAY)],
    )
    first, second = (coverage(segments, ["a", "b"]) for segments in (whole, known))
    pd.testing.assert_frame_equal(first, second)
    alone = segments_on(
        A,
        **{
            name: [row for row in rows if row["partner_id"] == "a"]
            for name, rows in {
                "projects": projects,
                "deals": deals,
                "leads": leads,
                "certifications": held,
            }.items()
        },
    )
    pd.testing.assert_frame_equal(coverage(alone, ["a"]), coverage(whole, ["a"]))


def test_a_later_day_sees_what_an_earlier_one_could_not() -> None:
    rows = {"projects": [project("a", ago(-10))]}
    assert not qualified(segments_on(A, **rows))
    assert qualified(segments_on(A, DAY + timedelta(days=10), **rows))
