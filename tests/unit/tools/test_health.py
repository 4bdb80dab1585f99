"""What is stale, empty or missing."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from prompts.phrases import phrases
from tools import schema
from tools.facts import Findings, Unit
from tools.health import (
    DataEnd,
    HealthPolicy,
    ImportCounts,
    LastImport,
    health_findings,
    partner_health,
    stale_tables,
)
from tools.portfolio import DATE_TYPE, Portfolio
from tools.scorecard import AGGREGATES, ScorecardPolicy, Scorecards, scorecards

DAY = date(2026, 9, 30)
POLICY = HealthPolicy()


@dataclass(frozen=True)
class State:
    name: str
    rows: int
    newest: date | None


FRESH = (
    State("partners", 4, None),
    State("deals", 80, date(2026, 9, 29)),
    State("activities", 120, date(2026, 9, 30)),
    State("certifications", 9, date(2026, 6, 1)),
)


def cards(**columns: object) -> Scorecards:
    """Four active partners of whom everything is on file, but for `columns`."""
    frame = pd.DataFrame(
        {aggregate.name: np.arange(1.0, 5.0) for aggregate in AGGREGATES},
        index=pd.Index(["p1", "p2", "p3", "p4"], name="partner_id"),
    )
    for column in schema.PARTNERS.columns[1:]:
        if column.type is schema.Type.NAMES:
            frame[column.name] = pd.Series([["x"]] * 4, index=frame.index)
        elif column.type is schema.Type.DATE:
            frame[column.name] = pd.Series(pd.Timestamp("2025-01-01"), index=frame.index, dtype=DATE_TYPE)
        else:
            frame[column.name] = "x" if column.type in (schema.Type.TEXT, schema.Type.EMAIL) else 0.5
    for name in (item.name for item in AGGREGATES if item.name.endswith("_on")):
        frame[name] = pd.Series(pd.Timestamp("2026-08-01"), index=frame.index, dtype=DATE_TYPE)
    frame = frame.assign(type="si", status="active").assign(**columns)
    return scorecards(Portfolio(DAY, "EUR", frame), ScorecardPolicy())


def keys(findings: Findings) -> list[str]:
    return [statement.key for statement in findings.statements]


def test_complete_and_fresh_data_has_nothing_to_complain_about() -> None:
    assert keys(health_findings(FRESH, cards(), POLICY)) == ["health.through", "health.fresh"]


def test_a_table_far_behind_the_newest_is_stale_and_says_by_how_much() -> None:
    found = health_findings((*FRESH, State("leads", 5, date(2026, 7, 1))), cards(), POLICY)
    stale = next(statement for statement in found.statements if statement.key == "health.stale")
    assert (stale.slots["table"].value, stale.slots["days"].value) == ("table.leads", 91)


def test_an_old_export_alone_makes_no_table_stale() -> None:
    old = [State(s.name, s.rows, s.newest and s.newest.replace(year=2024)) for s in FRESH]
    assert keys(health_findings(old, cards(), POLICY)) == ["health.through", "health.fresh"]


@pytest.mark.parametrize("table", [None, "deals", "leads"])
@pytest.mark.parametrize(
    ("days", "sample", "expected"),
    [
        (0, False, None),
        (7, False, None),  # data that comes in every week
        (13, False, None),
        (14, False, "health.behind"),
        (21, False, "health.behind"),
        (400, False, "health.behind"),
        (0, True, "health.sample"),
        (400, True, "health.sample"),
    ],
)
def test_that_the_data_ends_days_ago_is_judged_by_today_and_the_sample_by_nothing(
    days: int, sample: bool, expected: str | None, table: str | None
) -> None:
    end = DataEnd(DAY, DAY + timedelta(days=days), sample=sample)
    tables = (*FRESH, State("leads", 5, date(2026, 9, 28)))
    found = health_findings(tables, cards(), POLICY, table=table, end=end)
    is_spoken(found)
    told = {one.key: one.slots for one in found.statements}
    assert {"health.behind", "health.sample"} & told.keys() == ({expected} if expected else set())
    assert ("health.fresh" in told) == (expected is None and table is None)
    if expected == "health.behind":
        assert told[expected]["days"].value == days


def test_no_table_is_newer_than_the_day_asked_about() -> None:
    later = (*FRESH, State("leads", 5, date(2027, 1, 5)))
    through = health_findings(later, cards(), POLICY).statements[0]
    assert through.slots["through"].value == DAY
    assert "health.fresh" in keys(health_findings(later, cards(), POLICY))


def test_empty_tables_are_named_together() -> None:
    empty = [State(name, 0, None) for name in ("leads", "notes", "contacts", "fx")]
    assert "health.empty_2" in keys(health_findings((*FRESH, *empty[:2]), cards(), POLICY))
    assert "health.empty_more" in keys(health_findings((*FRESH, *empty), cards(), POLICY))


def test_partners_without_a_dated_event_are_not_called_nothing() -> None:
    tables = (State("partners", 4, None), State("deals", 0, None))
    assert keys(health_findings(tables, cards(), POLICY)) == ["health.undated", "health.empty_1"]


def test_before_the_first_import_there_is_nothing() -> None:
    none = replace(cards(), portfolio=Portfolio(DAY, "EUR", cards().portfolio.partners.iloc[:0]))
    assert keys(health_findings((), none, POLICY)) == ["health.nothing"]


def test_attributes_that_partners_lack_are_counted_the_most_frequent_first() -> None:
    gaps = cards(market_relevance=[np.nan, np.nan, 50.0, 0.0], sc_contacts=[0.0, 1.0, 1.0, 1.0])
    said = [s for s in health_findings(FRESH, gaps, POLICY).statements if s.key == "health.lacking"]
    told = [(s.slots["attribute"].value, s.slots["lacking"].value, s.slots["partners"].value) for s in said]
    assert told == [("attribute.market_relevance", 2, 4), ("attribute.sc_contacts", 1, 4)]


def test_only_the_partners_asked_about_count() -> None:
    gaps = cards(market_relevance=[np.nan, np.nan, 50.0, 0.0])
    assert "health.lacking" not in keys(health_findings(FRESH, gaps, POLICY, ids=["p3", "p4"]))


def test_ended_partners_need_no_attributes() -> None:
    gaps = cards(region=[np.nan, "x", "x", "x"], status=["ended", "active", "active", "active"])
    assert "health.lacking" not in keys(health_findings(FRESH, gaps, POLICY))


def test_one_partner_is_told_what_is_not_on_file_and_which_measures_lack_data() -> None:
    gaps = cards(region=np.nan, languages=pd.Series([[]] * 4, index=["p1", "p2", "p3", "p4"]))
    found = partner_health(gaps, "p1")
    assert keys(found)[:3] == ["health.partner", "profile.missing_more", "health.not_on_file_2"]


def test_one_table_is_told_alone() -> None:
    found = health_findings(FRESH, cards(), POLICY, table="deals")
    assert keys(found) == ["health.table"]
    assert found.table is None
    assert len(health_findings(FRESH, cards(), POLICY, table="partners").table.rows) > 5


@pytest.mark.parametrize("status", ["active", "prospect"])
@pytest.mark.parametrize("table", [None, *(table.name for table in schema.TABLES)])
def test_every_statement_has_a_phrase_whose_slots_it_fills(status: str, table: str | None) -> None:
    states = (*FRESH, State("leads", 3, date(2025, 1, 1)), State("notes", 0, None), State("fx", 2, None))
    gaps = cards(status=status, region=np.nan, market_relevance=np.nan)
    counts = [ImportCounts(0), ImportCounts(9), ImportCounts(9, 5, 1), ImportCounts(9, 5, 1, 1)]
    counts.append(ImportCounts(9, 5, 0, 1))
    known = [LastImport(DAY, failed, count) for failed in (False, True) for count in (None, *counts)]
    for last in (None, *known):
        is_spoken(health_findings(states, gaps, POLICY, table=table, last=last))
    is_spoken(partner_health(gaps, "p1", DAY))


def test_the_last_import_is_told_with_what_was_new_and_what_stayed_out() -> None:
    found = health_findings(FRESH, cards(), POLICY, last=LastImport(DAY, True, ImportCounts(120, 7, 3)))
    said = {statement.key: statement.slots for statement in found.statements}
    told = said["health.imported"]
    assert [told[name].value for name in ("day", "rows", "changed")] == [DAY, 120, 7]
    assert said["health.rows_out"]["rejected"].value == 3


def test_an_import_without_news_counts_nothing() -> None:
    found = keys(health_findings(FRESH, cards(), POLICY, last=LastImport(DAY, False, ImportCounts(120))))
    assert "health.imported_nothing" in found
    assert not {"health.imported", "health.rows_out"} & set(found)


def test_whoever_may_not_know_of_all_books_gets_the_day_of_the_last_import_alone() -> None:
    found = health_findings(FRESH, cards(), POLICY, last=LastImport(DAY))
    said = next(one for one in found.statements if one.key == "health.imported_on")
    assert said.slots.keys() == {"day"}


def test_after_an_import_that_failed_nothing_is_up_to_date_and_all_that_stayed_out_is_counted() -> None:
    found = health_findings(FRESH, cards(), POLICY, last=LastImport(DAY, True, ImportCounts(501, 0, 501, 1)))
    said = {statement.key: statement.slots for statement in found.statements}
    assert not {"health.fresh", "health.imported_nothing"} & said.keys()
    left_out = said["health.rows_and_files_out"]
    assert (left_out["rejected"].value, left_out["files"].value) == (501, 1)


@pytest.mark.parametrize(
    ("counts", "key"), [(None, "health.imported_partly"), (ImportCounts(0), "health.imported_none")]
)
def test_that_an_import_failed_is_told_without_counts_too(counts: ImportCounts | None, key: str) -> None:
    told = keys(health_findings(FRESH, cards(), POLICY, last=LastImport(DAY, True, counts)))
    assert key in told
    assert "health.fresh" not in told


def test_surveys_of_half_a_year_ago_are_not_stale() -> None:
    tables = (*FRESH, State("surveys", 5, date(2026, 4, 10)))
    assert stale_tables(tables, DAY, POLICY) == []


def test_one_partner_is_told_since_when_its_history_is_kept() -> None:
    said = partner_health(cards(), "p1", date(2026, 2, 1)).statements[-1]
    assert (said.key, said.slots["since"].value) == ("health.history", date(2026, 2, 1))
    assert "health.history" not in keys(partner_health(cards(), "p1"))


def test_the_stale_tables_can_be_listed() -> None:
    tables = (*FRESH, State("leads", 5, date(2026, 7, 1)), State("notes", 0, None))
    assert [table.name for table in stale_tables(tables, DAY, POLICY)] == ["leads"]


def is_spoken(found: Findings) -> None:
    for item in (*found.statements, *found.suggestions):
        assert phrases().text(item.key).slots == item.slots.keys()
    assert {f.value for f in found.facts() if f.kind.unit is Unit.LABEL} <= phrases().labels.keys()
