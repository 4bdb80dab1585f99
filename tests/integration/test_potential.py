"""Potential on the sample: on file, with half the potentials taken away, and under hidden books."""

import shutil
import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.app import open_rapport
from assistant.rapport import Rapport
from assistant.settings import Settings
from assistant.toolbox.arguments import ARGUMENTS
from assistant.toolbox.capacity import capacity_plan
from assistant.toolbox.turn import Turn
from tools.facts import Fact, Findings

DAY = date(2026, 10, 31)
PRIYA, LEAD = "priya.nair@vendor.example", "tom.ashworth@vendor.example"
HALF = "UPDATE partners SET potential_revenue = NULL, potential_revenue_base = NULL WHERE rowid % 2"
GROUPINGS = ("type", "tier", "phase", "region", "country", "sector", "technology", "manager")


@pytest.fixture(scope="module")
def home(sample_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("potential")
    shutil.copy(sample_template, folder / "rapport.db")
    with sqlite3.connect(folder / "rapport.db") as database:
        database.execute(HALF)
    return folder


@pytest.fixture(scope="module")
def rapport(home: Path) -> Iterator[Rapport]:
    with open_rapport(Settings(home=home)) as opened:
        yield opened


def told(rapport: Rapport, who: str = LEAD, **arguments: object) -> Findings:
    access = rapport.roster.access(rapport.person(who))
    turn = Turn("q", "", DAY, DAY, "t", access, rapport.roster.names(access))
    wanted = ARGUMENTS["capacity_plan"].model_validate({"show": "potential", **arguments})
    return capacity_plan(wanted, turn, rapport.asking.office)  # type: ignore[arg-type]  # as its name says


def value(found: Findings, kind: str) -> object:
    return next(fact.value for fact in found.facts() if fact.kind.name == f"potential.{kind}")


def keys(found: Findings) -> list[str]:
    return [line.key for line in found.statements]


def test_untapped_revenue_is_the_sum_of_its_rows(rapport: Rapport) -> None:
    found = told(rapport, scope="portfolio", limit=50)
    assert found.table is not None
    cells = [row[6] for row in found.table.rows]
    assert all(isinstance(cell, Fact) and cell.value >= 0 for cell in cells)  # type: ignore[operator]  # money
    total = sum(float(str(cell.value)) for cell in cells if cell)
    assert value(found, "sum_headroom") == pytest.approx(total)
    assert "potential.partly_estimated" in keys(found)


@pytest.mark.parametrize("by", GROUPINGS)
def test_every_category_sums_to_the_same_whole(rapport: Rapport, by: str) -> None:
    found = told(rapport, scope="portfolio", by=by, limit=50)
    assert found.table is not None
    whole = next(line for line in found.statements if line.key == "potential.untapped")
    for column, slot in ((2, "current"), (3, "potential"), (4, "headroom")):
        parts = sum(float(str(cell.value)) for row in found.table.rows if (cell := row[column]))
        fact = whole.slots[slot]
        assert isinstance(fact, Fact)
        assert parts == pytest.approx(fact.value)


def test_an_estimated_partner_is_told_with_range_and_those_like_it(rapport: Rapport) -> None:
    access = rapport.roster.access(rapport.person(LEAD))
    standing = rapport.asking.office.standings.at(DAY)
    frame = standing.potential.frame
    estimated = frame.index[frame["source"].eq("peers")][0]
    found = told(rapport, partner=estimated)
    assert keys(found)[0] == "potential.partner_peers"
    row = frame.loc[estimated]
    assert value(found, "peers") == row["potential"]
    assert (value(found, "peers_low"), value(found, "peers_high")) == (row["low"], row["high"])
    assert row["low"] < row["potential"] < row["high"]
    assert any(line.key.startswith("potential.nearest") for line in found.statements)
    assert {fact.partner_id for fact in found.facts() if fact.partner_id} <= access.visible


def test_hidden_books_are_neither_named_nor_counted(home: Path) -> None:
    with open_rapport(Settings(home=home, visibility="book")) as rapport:
        book = rapport.roster.access(rapport.person(PRIYA)).book
        active = book & set(rapport.asking.office.standings.at(DAY).portfolio.peers.index)
        answers = [
            told(rapport, PRIYA, scope="portfolio"),
            *(told(rapport, PRIYA, partner=one) for one in book),
        ]
    for found in answers:
        assert {fact.partner_id for fact in found.facts() if fact.partner_id} <= book
        assert not any(fact.kind.name == "potential.learnt_from" for fact in found.facts())
    assert value(answers[0], "partners") == len(active)


def test_every_number_about_a_partner_opens_down_to_rows(rapport: Rapport) -> None:
    person = rapport.person(LEAD)
    for question in ("Where is untapped revenue?", "What could Nebelhorn bring in if everything went right?"):
        answer = rapport.opened(rapport.ask(question, person))
        told_of = [fact for fact in answer.facts or () if fact.partner_id and fact.unit == "EUR"]
        assert told_of
        assert all(fact.rows for fact in told_of if fact.value), question
