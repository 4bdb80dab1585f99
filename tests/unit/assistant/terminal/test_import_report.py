"""The report of an import, as people read it."""

from io import StringIO
from pathlib import Path

from rich.console import Console

from assistant.intake import Intake, Step, StepName
from assistant.terminal.import_report import show_intake
from knowledge.importing.problems import ImportProblem
from knowledge.importing.report import ImportReport, TableReport

BAD = tuple(ImportProblem("deals.csv", line, "amount", f"x{line}", "a number") for line in range(2, 32))
DEALS = TableReport("deals", "deals.csv", rows_in=1200, rows_bad=30, stayed_out=True, problems=BAD)


def shown(
    report: ImportReport, *steps: Step, rejects: Path | None = None, terminal: bool = False
) -> list[str]:
    written = StringIO()
    console = Console(file=written, width=300, force_terminal=terminal, no_color=True)
    show_intake(console, Intake(report, steps), rejects)
    return written.getvalue().splitlines()


def test_a_file_tells_all_its_rows() -> None:
    table = TableReport(
        "deals",
        "export.xlsx, sheet deals",
        rows_in=1200,
        rows_changed=7,
        rows_skipped=3,
        rows_removed=2,
        attributes=("colour",),
        remarks=("dates are read day first",),
    )
    assert shown(ImportReport(tables=(table,)))[:3] == [
        "deals (export.xlsx, sheet deals): 1,200 rows, 7 new or changed, 3 skipped, 2 removed",
        "  kept as extra columns: colour",
        "  dates are read day first",
    ]


def test_a_file_as_last_time_says_so() -> None:
    table = TableReport("deals", "deals.csv", unchanged=True)
    assert shown(ImportReport(tables=(table,)))[0] == "deals: unchanged, the same file as last time"


def test_a_file_that_stayed_out_is_followed_by_its_problems_all_of_them_in_a_pipe() -> None:
    report = ImportReport(tables=(DEALS,), problems=BAD)
    piped, seen = shown(report), shown(report, terminal=True)
    assert piped[0] == "deals: stayed out, 30 of 1,200 rows need a look"
    assert sum("column amount" in line for line in piped) == 30
    assert sum("column amount" in line for line in seen) == 20
    assert any("and 10 more" in line for line in seen)
    assert piped[-1].startswith("Correct these and import the folder again")


def test_on_a_terminal_the_same_mistake_in_many_rows_is_told_once() -> None:
    same = tuple(ImportProblem("deals.csv", line, "currency", "USD", "a rate") for line in (2, 3, 9))
    report = ImportReport(tables=(DEALS,), problems=(*same, BAD[0]))
    assert shown(report, terminal=True)[1:3] == [
        "  deals.csv, column currency: found 'USD', expected a rate (3 rows, lines 2 to 9)",
        "  deals.csv, line 2, column amount: found 'x2', expected a number",
    ]
    assert sum("found 'USD'" in line for line in shown(report)) == 3


def test_with_rejects_the_good_rows_are_in_and_the_file_of_the_bad_ones_is_named() -> None:
    table = TableReport("deals", "deals.csv", rows_in=40, rows_bad=30, rows_changed=10, problems=BAD)
    report = ImportReport(tables=(table,), problems=BAD, rejects={"deals": Path("bad.csv")})
    lines = shown(report, rejects=Path("bad.csv"))
    assert lines[0] == "deals: 40 rows, 10 new or changed, 30 rejected"
    assert lines[-2:] == [
        "The rows that stayed out are in bad.csv, each with the reason.",
        "Correct those of deals in bad.csv, save it as deals.csv in a new folder, import that.",
    ]


def test_a_file_that_could_not_be_read_stays_out_with_rejects_too() -> None:
    unreadable = (ImportProblem("deals.csv", None, "", "", "text"),)
    table = TableReport("deals", "deals.csv", stayed_out=True, problems=unreadable)
    report = ImportReport(tables=(table,), problems=unreadable)
    assert shown(report, rejects=Path("bad.csv"))[0] == "deals: stayed out"


def test_what_followed_is_told_with_seconds_and_counts() -> None:
    lines = shown(
        ImportReport(),
        Step(StepName.SCORES, 3, 40, 0.91),
        Step(StepName.PROMISES, 12, 12, 0.08),
        Step(StepName.INDEX, 35, 400, 20.0),
    )
    assert (
        "Then: scores of 40 partners 0.9 s, 3 changed; promises read out of 12 notes 0.1 s; "
        "35 of 400 notes indexed 20.0 s, the rest while Rapport runs"
    ) in lines


def test_a_step_that_failed_says_why() -> None:
    lines = shown(ImportReport(), Step(StepName.INDEX, problem="The encoder is not here."))
    assert "Not done now: note index. The encoder is not here." in lines


def test_partners_that_may_be_one_are_told_with_the_next_step() -> None:
    lines = shown(ImportReport(merged=1, proposed=2))
    assert any("1 partner found to be another one" in line for line in lines)
    assert any("2 pairs of partners may be one" in line and "rapport matches" in line for line in lines)


def test_when_all_is_in_the_next_step_is_a_question() -> None:
    assert 'Next: rapport ask "Which partners need attention?"' in shown(ImportReport())[-1]
