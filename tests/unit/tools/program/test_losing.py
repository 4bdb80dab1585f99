"""Who loses the level that it meets today, when, and what would keep it."""

from datetime import timedelta

import pandas as pd

from tests.unit.tools.event_tables import DAY, Rows, wins
from tests.unit.tools.program.programs import certificates, keys, known_rows, levels, made, placed
from tests.unit.tools.spoken import unsayable
from tools.facts import Fact
from tools.program import Lost, level_findings, within_reach
from tools.program.losing import losing

UNTIL = DAY + timedelta(days=90)
PARTNERS = placed(cert="Silver", deal="Silver", far="Silver", gold="Gold", short="Gold", safe="Silver")
SOON, LATER = DAY + timedelta(days=90), DAY + timedelta(days=91)
ROWS: dict[str, Rows] = {
    "certifications": [
        *certificates("cert", SOON),
        *certificates("deal", None),
        *certificates("far", LATER),
        *certificates("gold", None, None, DAY + timedelta(days=40)),
        *certificates("short", None),
        *certificates("safe", None),
    ],
    "deals": [
        *wins("cert", 10),
        *wins("deal", 300),  # counts until day 64
        *wins("far", 273),  # counts until day 91
        *wins("gold", 344, 10, 5, amount=800),  # 2400; 1600 from day 21 on
        *wins("safe", 5),
    ],
}
PORTFOLIO, LEVELS, KNOWN = made(PARTNERS, **ROWS), levels(), known_rows(PARTNERS, **ROWS)


def lost() -> pd.DataFrame:
    return losing(PORTFOLIO, LEVELS, KNOWN, UNTIL)


def test_what_runs_out_first_and_when_is_told_by_day() -> None:
    rows = lost()
    assert rows.index.tolist() == ["gold", "deal", "cert"]
    assert rows["first"].tolist() == ["revenue", "wins", "certifications"]
    assert [(day.date() - DAY).days for day in rows["last_day"]] == [20, 64, 90]
    assert rows.loc["gold", ["needed_certifications", "needed_revenue", "needed_wins"]].tolist() == [
        1,
        400,
        0,
    ]


def test_the_first_cut_leaves_out_nobody_who_loses_its_level() -> None:
    assert sorted(within_reach(PORTFOLIO, LEVELS, UNTIL)) == sorted(lost().index)
    later = UNTIL + timedelta(days=1)
    assert set(losing(PORTFOLIO, LEVELS, KNOWN, later).index) == {"gold", "deal", "cert", "far"}
    assert set(within_reach(PORTFOLIO, LEVELS, later)) >= {"gold", "deal", "cert", "far"}


def test_the_answer_names_them_with_what_keeps_the_level() -> None:
    found = level_findings(PORTFOLIO, LEVELS, PORTFOLIO.partners.index, Lost(lost(), UNTIL))
    assert keys(found.statements)[2:6] == ["losing", "loses_revenue", "loses_wins", "loses_certifications"]
    assert found.table is not None
    assert [cells[0].value for cells in found.table.rows] == ["short", "gold", "deal", "cert"]  # type: ignore[union-attr]  # names
    assert unsayable(found.statements) == []


def test_that_nobody_loses_its_level_is_said_too() -> None:
    none = Lost(lost().iloc[:0], UNTIL)
    said = level_findings(PORTFOLIO, LEVELS, ["safe"], none).statements
    assert keys(said) == ["all_meet", "none_losing"]
    assert unsayable(said) == []


def test_facts_of_one_id_have_one_value_over_many_calls() -> None:
    scopes = (["gold", "cert"], ["gold"], ["short", "safe"])
    lost_by = [Lost.by(PORTFOLIO, LEVELS, KNOWN, day) for day in (UNTIL, DAY + timedelta(days=30))]
    calls = [
        level_findings(PORTFOLIO, LEVELS, ids, gone, rank)
        for ids in scopes
        for rank in (None, 1)
        for gone in lost_by
    ]
    values: dict[str, set[object]] = {}
    for found in calls:
        for fact in found.facts():
            assert isinstance(fact, Fact)
            values.setdefault(fact.id, set()).add(fact.value)
    assert {fact_id: seen for fact_id, seen in values.items() if len(seen) > 1} == {}
