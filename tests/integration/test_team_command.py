"""`rapport team` on the sample: what a lead or an admin does in a terminal."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.app import open_rapport
from assistant.cli import app
from assistant.log_words import told_log
from assistant.settings import Settings
from assistant.terminal import channels, teaming
from assistant.terminal.asking import run_ask
from knowledge import audit
from knowledge.audit import Deed, Entry

PRIYA, TOM, MARCOS = (f"{name}@vendor.example" for name in ("priya.nair", "tom.ashworth", "marcos.vidal"))


@pytest.fixture(autouse=True)
def at_home(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command reads its settings from the environment."""
    monkeypatch.setenv("RAPPORT_HOME", str(home))
    monkeypatch.setenv("COLUMNS", "200")


def said(capsys: pytest.CaptureFixture[str]) -> str:
    told = capsys.readouterr()
    return " ".join((told.out + told.err).split())


def test_a_cover_is_agreed_listed_and_ended(capsys: pytest.CaptureFixture[str]) -> None:
    today = datetime.now(UTC).date()
    assert teaming.run_cover(PRIYA, TOM, today, today + timedelta(days=2), PRIYA) == 0
    assert "Tom Ashworth looks after the partners of Priya Nair" in said(capsys)
    assert teaming.run_list(MARCOS) == 0
    assert PRIYA in said(capsys).partition("Tom Ashworth")[2]
    assert teaming.run_uncover(PRIYA, TOM, TOM) == 0
    capsys.readouterr()
    assert teaming.run_uncover(PRIYA, TOM, TOM) == 2
    assert "Tom Ashworth does not cover for Priya Nair" in said(capsys)


def test_a_cover_that_has_passed_is_refused_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert teaming.run_cover(PRIYA, TOM, date(2020, 1, 1), date(2020, 1, 2), PRIYA) == 2
    assert "2020-01-02 has passed" in said(capsys)


def test_a_lead_gives_a_partner_away_and_an_admin_reads_it_in_the_log(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert teaming.run_assign(TOM, ["Nebelhorn"], PRIYA) == 2
    assert "Only a lead or an admin" in said(capsys)
    assert teaming.run_assign(TOM, ["Nebelhorn"], TOM) == 0
    assert "Nebelhorn Systemhaus (before: Priya Nair) is with Tom Ashworth now." in said(capsys)
    assert teaming.run_assign(TOM, ["NEBELHORN systemhaus GmbH"], TOM) == 0
    assert said(capsys) == "Tom Ashworth looks after Nebelhorn Systemhaus already: nothing changed there."
    assert teaming.run_log("", TOM) == 2
    capsys.readouterr()
    assert teaming.run_log("", MARCOS) == 0
    assert "Tom Ashworth gave Nebelhorn Systemhaus to Tom Ashworth" in said(capsys)


def test_an_unknown_role_is_named_with_the_valid_ones(capsys: pytest.CaptureFixture[str]) -> None:
    assert teaming.run_role(PRIYA, "boss", MARCOS) == 2
    assert "'boss' is no role; there is admin, lead, manager, viewer." in said(capsys)
    assert teaming.run_role(PRIYA, "lead", MARCOS) == 0
    assert "Priya Nair is lead now." in said(capsys)


@pytest.mark.parametrize("typed", ["Moosbch", "Moosbach Systme", "Moosb", "Systeme"])
def test_what_is_not_exactly_a_name_is_never_given_away(
    typed: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = owners(home)
    assert teaming.run_assign(TOM, ["Kestrel Data", typed], TOM) == 2
    assert "Did you mean Moosbach Systeme?" in said(capsys)
    assert owners(home) == before


def test_a_first_name_is_enough_and_one_is_told_who_one_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert teaming.run_list("elodie") == 0
    assert "You are Élodie Garnier <elodie.garnier@vendor.example>." in said(capsys)
    assert channels.run_list("marcos") == 0
    assert "No channel is a team's yet" in said(capsys)
    assert channels.run_list("Nobody") == 2
    assert "Nobody here is called 'Nobody'" in said(capsys)


def test_the_log_tells_names_and_words_and_no_ids(capsys: pytest.CaptureFixture[str]) -> None:
    question = "Snooze Kestrel Data for two weeks"
    assert run_ask(question, PRIYA, None, "", as_json=False) == 0
    capsys.readouterr()
    assert teaming.run_log(PRIYA, MARCOS) == 0
    told = said(capsys)
    assert f"Priya Nair asked “{question}”" in told
    assert "Priya Nair changed a snooze, Kestrel Data" in told
    assert "ask:" not in told


def test_a_question_that_is_gone_or_of_a_hidden_book_is_not_told(home: Path) -> None:
    at = datetime(2026, 10, 1, tzinfo=UTC)
    entries = [Entry("a", at, PRIYA, Deed.ASKED, "ask:gone"), Entry("b", at, PRIYA, Deed.ASSIGNED, "P-gone")]
    with open_rapport(Settings(home=home, visibility="book")) as rapport:
        priya, tom = rapport.person(PRIYA), rapport.person("Élodie")
        rapport.ask("Which partners need attention?", priya)
        with rapport.engine.connect() as connection:
            kept = [one for one in audit.entries(connection, actor_email=PRIYA) if one.deed is Deed.ASKED]
            seen, hidden = (
                told_log(connection, kept[:1], rapport.roster.access(who)) for who in (priya, tom)
            )
            gone = told_log(connection, entries, rapport.roster.access(priya))
    assert [one.what for one in (*seen, *hidden)] == [
        "“Which partners need attention?”",
        "a question that is not kept",
    ]
    assert gone[0].what == "a question that is not kept"
    assert gone[1].what.startswith("a partner that is gone")


@pytest.mark.parametrize("day", ["2026-11-31", "tomorrow", ""])
def test_a_day_that_is_none_is_named_with_an_example(day: str) -> None:
    ran = CliRunner().invoke(app, ["team", "cover", PRIYA, TOM, "--from", day, "--until", "2026-12-04"])
    assert ran.exit_code == 2
    assert f"{day!r} is no day. Write it like 2026-11-30." in ran.output


def owners(home: Path) -> dict[str, str]:
    with open_rapport(Settings(home=home)) as rapport:
        return dict(rapport.roster.books())
