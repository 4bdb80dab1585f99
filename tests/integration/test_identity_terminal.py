"""`rapport matches`: what it shows, asks and does."""

import io
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from assistant.terminal.matching import run_matches
from knowledge.database import open_database
from knowledge.identity import match_partners, merge, merged_ids
from knowledge.import_runs import pairs_waiting
from tests.identity_worlds import NOW, add_partner


class Typed(io.StringIO):
    """A terminal at which these lines are typed."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def engine(sqlite_database_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Engine]:
    monkeypatch.setenv("DATABASE_URL", sqlite_database_url)
    monkeypatch.setenv("RAPPORT_HOME", str(tmp_path))
    engine = open_database(sqlite_database_url)
    with engine.begin() as connection:
        add_partner(connection, "P1", "Orange", country="FR", website="one.example")
        add_partner(connection, "hubspot:1", "Orange", country="PL", website="two.example")
        add_partner(connection, "P2", "Apex", country="DE")
        add_partner(connection, "hubspot:2", "Apex", country="DE")
        match_partners(connection, NOW)
    yield engine
    engine.dispose()


def merged(engine: Engine) -> tuple[dict[str, str], int]:
    with engine.connect() as connection:
        return merged_ids(connection), pairs_waiting(connection)


def run(typed: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", typed)
    assert run_matches(None, None, None) == 0


@pytest.mark.usefixtures("engine")
def test_pairs_are_listed_with_reasons_and_the_commands_that_decide(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run(io.StringIO(), monkeypatch)
    assert capsys.readouterr().out.splitlines() == [
        "2 pairs may be one partner.",
        "",
        "  P2 · Apex · DE",
        "  hubspot:2 · Apex · DE",
        "    60% alike: same name; same country; the name alone is too common",
        "    rapport matches --merge hubspot:2 P2",
        "    rapport matches --separate hubspot:2 P2",
        "",
        "  P1 · Orange · one.example · FR",
        "  hubspot:1 · Orange · two.example · PL",
        "    10% alike: same name; another website; another country; the name alone is too common",
        "    rapport matches --merge hubspot:1 P1",
        "    rapport matches --separate hubspot:1 P1",
    ]


def test_on_a_terminal_each_pair_is_asked_about_until_it_is_understood(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run(Typed("what?\nsame\nDifferent\n"), monkeypatch)
    assert merged(engine) == ({"hubspot:2": "P2"}, 0)
    assert "hubspot:2 is part of P2 now. Undo: rapport matches --undo hubspot:2" in capsys.readouterr().out


@pytest.mark.parametrize("typed", ["later\nlater\n", "\n\n", "quit\n", ""])
def test_what_is_put_off_waits_on(engine: Engine, monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    run(Typed(typed), monkeypatch)
    assert merged(engine) == ({}, 2)


def test_merges_are_listed_with_who_made_them_why_and_how_to_undo_them(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with engine.begin() as connection:
        add_partner(connection, "dub:5", "Quarvis", website="quarvis.example")
        add_partner(connection, "P5", "Quarvis Ltd", website="quarvis.example")
        match_partners(connection, NOW)
        merge(connection, "hubspot:1", "P1", "priya", NOW + timedelta(hours=1))
    run(io.StringIO(), monkeypatch)
    later, earlier = (f"{at.astimezone():%Y-%m-%d %H:%M}" for at in (NOW + timedelta(hours=1), NOW))
    assert capsys.readouterr().out.splitlines()[:9] == [
        "Merged last:",
        "  hubspot:1 Orange → P1 Orange",
        f"    {later} by priya",
        "    rapport matches --undo hubspot:1",
        "  dub:5 Quarvis → P5 Quarvis Ltd",
        f"    {earlier} by rapport: same name; same website",
        "    rapport matches --undo dub:5",
        "",
        "1 pair may be one partner.",
    ]


def test_a_decision_can_be_given_and_taken_back(engine: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_matches(("hubspot:1", "P1"), None, None) == 0
    assert merged(engine) == ({"hubspot:1": "P1"}, 1)
    assert run_matches(None, None, "hubspot:1") == 0
    assert run_matches(None, ("P2", "hubspot:2"), None) == 0
    assert merged(engine) == ({}, 0)
    assert run_matches(None, None, None) == 0
    assert capsys.readouterr().out.endswith("No two partners wait for a decision.\n")


@pytest.mark.usefixtures("engine")
def test_an_unknown_partner_is_said_plainly(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_matches(("hubspot:1", "P11"), None, None) == 2
    assert capsys.readouterr().err == "There is no partner 'P11'; did you mean P1?\n"
