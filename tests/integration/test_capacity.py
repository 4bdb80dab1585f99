"""Territory and load on the sample: figures against rows read plainly, hidden books, questions as asked."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from sqlalchemy import Engine, select

from assistant.app import open_rapport
from assistant.roster import Roster
from assistant.settings import Settings
from assistant.standings import Standings
from assistant.toolbox.loads import load_plan
from assistant.toolbox.money_arguments import CapacityPlan
from assistant.toolbox.territories import territory_plan
from assistant.toolbox.turn import Office, Turn
from knowledge.columns import FreshColumns
from knowledge.database import open_database, sqlite_url
from knowledge.people import person_by_email
from knowledge.tables import INCOMING
from knowledge.territories import deals_on
from tests.unit.tools.spoken import unsayable
from tools import schema
from tools.facts import Fact, Findings
from tools.policy import Policy
from tools.portfolio import typed
from tools.territory import Deals

DAY = date(2026, 10, 31)
PRIYA, LEAD, ELODIE = (f"{name}@vendor.example" for name in ("priya.nair", "tom.ashworth", "elodie.garnier"))


@pytest.fixture(scope="module")
def engine(sample_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder = tmp_path_factory.mktemp("capacity")
    shutil.copy(sample_template, folder / "rapport.db")
    opened = open_database(sqlite_url(folder / "rapport.db"))
    yield opened
    opened.dispose()


@pytest.fixture(scope="module")
def office(engine: Engine) -> Iterator[Office]:
    with open_rapport(Settings(home=Path(str(engine.url.database)).parent)) as rapport:
        yield rapport.asking.office


def told(
    office: Office, arguments: CapacityPlan, who: str = LEAD, *, own_book_only: bool = False
) -> Findings:
    roster = Roster(office.engine, own_book_only, office.now)
    with office.engine.connect() as connection:
        person = person_by_email(connection, who)
    assert person is not None
    access = roster.access(person)
    turn = Turn("q", "", DAY, DAY, "t", access, roster.names(access))
    found = (load_plan if arguments.show == "load" else territory_plan)(arguments, turn, office)
    assert unsayable(found.statements) == []
    return found


def first(found: Findings, kind: str) -> Fact:
    return next(fact for fact in found.facts() if fact.kind.name == kind)


def value(found: Findings, kind: str) -> float:
    return float(str(first(found, kind).value))


def stored(engine: Engine, table: schema.Table) -> pd.DataFrame:
    names = [column.name for column in (*table.columns, *table.beside)]
    with engine.connect() as connection:
        rows = connection.execute(select(*(INCOMING[table.name].c[name] for name in names)))
        return typed(pd.DataFrame([tuple(row) for row in rows], columns=names), table)


@pytest.mark.parametrize("day", [DAY, date(2025, 12, 15)])
def test_deals_as_columns_are_the_rows_as_known(engine: Engine, day: date) -> None:
    with engine.connect() as connection:
        found = deals_on(connection, day, FreshColumns())
    plain = Deals.of_rows(stored(engine, schema.DEALS), day)
    for stage in ("open", "won", "lost"):
        assert found.among(stage).sum() == plain.among(stage).sum()
        assert found.amount[found.among(stage)].sum() == pytest.approx(plain.amount[plain.among(stage)].sum())
    assert sorted(found.closed[found.won]) == sorted(plain.closed[plain.won])


def test_a_past_quarter_is_the_sum_of_its_won_deals_in_the_targeted_cells(
    engine: Engine, office: Office
) -> None:
    found = told(office, CapacityPlan(show="territory", region="Nordics", period="2026-Q3"))
    targets = stored(engine, schema.TERRITORIES)
    mine = targets[targets["region"].eq("Nordics") & targets["period"].eq("2026-Q3")]
    deals = stored(engine, schema.DEALS).merge(mine, on=["region", "sector", "technology"])
    days = pd.Timestamp(2026, 7, 1), pd.Timestamp(2026, 9, 30)
    won = deals[deals["stage"].eq("won") & deals["closed_on"].between(*days)]
    assert value(found, "territory.target") == mine["target_revenue"].sum()
    assert value(found, "territory.won") == pytest.approx(won["amount_base"].sum())
    assert value(found, "territory.won_deals") == len(won)


def test_missed_cells_come_with_who_could_fill_them_or_whom_to_recruit(office: Office) -> None:
    found = told(office, CapacityPlan(show="territory", scope="portfolio", period="2026-Q4"))
    keys = {statement.key for statement in found.statements}
    assert "territory.number_missed" in keys
    assert keys & {"territory.first_proven", "territory.first_unproven"}
    assert keys & {"territory.recruit_brief", "territory.recruit_brief_type"}
    assert found.table is not None
    gaps = [float(str(row[8].value)) for row in found.table.rows if row[8]]
    assert gaps == sorted(gaps, reverse=True)


def test_a_fact_id_stands_for_one_value_whatever_was_asked(office: Office) -> None:
    asked = [
        CapacityPlan(show="territory", targets_times=1.5),
        CapacityPlan(show="territory", by="technology"), CapacityPlan(show="territory", region="DACH"),
        CapacityPlan(show="territory", period="2026-Q3"), CapacityPlan(show="load", scope="portfolio"),
        CapacityPlan(show="load", hours_per_week=5),
        CapacityPlan(show="load", leaving=PRIYA), CapacityPlan(show="load", manager=PRIYA),
        CapacityPlan(show="load", rebalance=True, service_times=4),
        CapacityPlan(show="load", manager=PRIYA, between=(LEAD, ELODIE)),
    ]  # fmt: skip
    values: dict[str, set[object]] = {}
    for one in asked:
        found = told(office, one)
        rows = found.table.rows if found.table else ()
        facts = [fact for statement in found.statements for fact in statement.facts()]
        for fact in [*facts, *(cell for row in rows for cell in row if cell)]:
            values.setdefault(fact.id, set()).add((fact.kind.name, fact.value))
    assert [found for found in values.values() if len(found) > 1] == []


def test_hours_of_the_team_are_those_of_its_people(office: Office) -> None:
    found = told(office, CapacityPlan(show="load", scope="portfolio"))
    assert found.table is not None
    needed = sum(float(str(row[2].value)) for row in found.table.rows if row[2])
    assert needed == pytest.approx(value(found, "load.hours_needed"), abs=0.5)
    mine = told(office, CapacityPlan(show="load"), PRIYA)
    assert mine.statements[0].key.startswith("workload.you_room")


def test_everybody_of_a_book_is_taken_over_and_nothing_changes(engine: Engine, office: Office) -> None:
    before = stored(engine, schema.PARTNERS)
    found = told(office, CapacityPlan(show="load", leaving=PRIYA, limit=50))
    partners = before[before["manager_email"].eq(PRIYA) & before["status"].ne("ended")]
    assert value(found, "load.moves") == len(partners)
    assert found.table is not None
    assert {row[0].partner_id for row in found.table.rows if row[0]} == set(partners["partner_id"])
    assert found.statements[1].key == "workload.proposal_only"
    pd.testing.assert_frame_equal(stored(engine, schema.PARTNERS), before)


def test_hidden_books_stay_hidden(office: Office) -> None:
    access = Roster(office.engine, own_book_only=True, now=office.now)
    with office.engine.connect() as connection:
        person = person_by_email(connection, PRIYA)
    assert person is not None
    visible = access.access(person).visible
    own = told(office, CapacityPlan(show="load", manager=LEAD), PRIYA, own_book_only=True)
    assert own.statements[0].key == "workload.hidden_own"
    calls = (
        CapacityPlan(show="load", rebalance=True), CapacityPlan(show="load", scope="portfolio"),
        CapacityPlan(show="load", leaving=LEAD),
        CapacityPlan(show="territory", limit=50),
    )  # fmt: skip
    for arguments in calls:
        facts = told(office, arguments, PRIYA, own_book_only=True).facts()
        assert {fact.partner_id for fact in facts} - {None} <= visible
        assert not {fact.value for fact in facts if fact.kind.name == "manager.name"} - {person.name}
        for kind in ("territory.partners_counted", "load.partners"):
            assert all(float(str(fact.value)) <= len(visible) for fact in facts if fact.kind.name == kind)


def test_without_targets_the_file_to_import_is_named(engine: Engine, office: Office, tmp_path: Path) -> None:
    shutil.copy(str(engine.url.database), tmp_path / "rapport.db")
    emptied = open_database(sqlite_url(tmp_path / "rapport.db"))
    with emptied.begin() as connection:
        connection.execute(INCOMING["territories"].delete())
    other = replace(office, engine=emptied, standings=Standings(emptied, Policy()))
    found = told(other, CapacityPlan(show="territory"))
    assert found.statements[0].key == "territory.no_targets"
    assert value(found, "territory.expected") > 0
    emptied.dispose()
