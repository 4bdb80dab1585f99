"""Admins hear of a failure once, of another one again, and that it is mended."""

from dataclasses import replace

from assistant.intake.news import Told, news_of, news_of_failure
from knowledge.importing.problems import ImportProblem
from knowledge.importing.report import ImportReport, TableReport


def problem(value: str = "x", file: str = "deals.csv") -> ImportProblem:
    return ImportProblem(file, 7, "amount", value, "a number such as 1200.50")


def failing(*values: str) -> ImportReport:
    problems = tuple(map(problem, values))
    deals = TableReport("deals", "deals.csv", rows_in=9, rows_bad=len(values), problems=problems)
    return ImportReport(tables=(TableReport("partners", "partners.csv", 2), deals), problems=problems)


FOLDER = "/data/exports"
FINE = ImportReport(tables=(TableReport("deals", "deals.csv", 9), TableReport("partners", "partners.csv", 2)))


def test_a_failure_is_told_with_its_rows_and_problems() -> None:
    (failure,) = news_of(failing("x", "y"), Told(), FOLDER).failed
    assert (failure.file, failure.rows_in, failure.rows_bad) == ("deals.csv", 9, 2)
    assert failure.problems == (str(problem("x")), str(problem("y")))


def test_the_same_failure_is_told_once_and_another_one_again() -> None:
    first = news_of(failing("x"), Told(), FOLDER)
    assert first
    again = news_of(failing("x"), first.told, FOLDER)
    assert not again
    assert again.told == first.told
    assert news_of(failing("x", "y"), first.told, FOLDER)


def test_a_file_that_comes_in_after_it_failed_is_mended_once() -> None:
    told = news_of(failing("x"), Told(), FOLDER).told
    mended = news_of(FINE, told, FOLDER)
    assert (mended.failed, mended.mended) == ((), ("deals.csv",))
    assert not news_of(FINE, mended.told, FOLDER)


def test_what_fails_again_after_it_was_mended_is_told_again_as_another_cause() -> None:
    first = news_of(failing("x"), Told(), FOLDER)
    mended = news_of(FINE, first.told, FOLDER)
    again = news_of(failing("x"), mended.told, FOLDER)
    assert again.failed
    assert len({first.cause, mended.cause, again.cause}) == 3


def test_what_was_not_remembered_as_told_has_the_same_cause_when_it_is_tried_again() -> None:
    assert news_of(failing("x"), Told(), FOLDER).cause == news_of(failing("x"), Told(), FOLDER).cause


def test_a_file_that_is_gone_is_no_news_but_fails_anew_when_it_is_back() -> None:
    told = news_of(failing("x"), Told(), FOLDER).told
    without = news_of(ImportReport(tables=(TableReport("partners", "partners.csv", 2),)), told, FOLDER)
    assert not without
    assert news_of(failing("x"), without.told, FOLDER).failed


def test_a_folder_that_is_away_for_a_while_is_told_and_its_files_not_anew() -> None:
    told = news_of(failing("x"), Told(), FOLDER).told
    away = ImportReport(problems=(ImportProblem("/exports", None, "", "", "the name of a folder"),))
    lost = news_of(away, told, FOLDER)
    assert [one.file for one in lost.failed] == ["/exports"]
    assert not news_of(failing("x"), lost.told, FOLDER).failed


def test_nothing_is_told_of_an_import_where_all_is_well() -> None:
    assert not news_of(FINE, Told(), FOLDER)


def test_a_folder_that_is_back_is_told_once() -> None:
    away = ImportReport(problems=(ImportProblem(FOLDER, None, "", "", "the name of a folder"),))
    lost = news_of(away, Told(), FOLDER)
    back = news_of(FINE, lost.told, FOLDER)
    assert back.mended == (FOLDER,)
    assert not news_of(FINE, back.told, FOLDER)


def test_what_broke_off_is_told_once_and_again_when_it_breaks_otherwise() -> None:
    first = news_of_failure([FOLDER], "KeyError at a.py:1", Told())
    assert [one.file for one in first.failed] == [FOLDER]
    assert not news_of_failure([FOLDER], "KeyError at a.py:1", first.told)
    assert news_of_failure([FOLDER], "OSError at a.py:1", first.told)
    assert news_of(FINE, first.told, FOLDER).mended == (FOLDER,)


def test_what_reached_nobody_is_told_again_under_another_cause() -> None:
    first = news_of(failing("x"), Told(), FOLDER)
    again = news_of(failing("x"), first.told.without_the_last(), FOLDER)
    assert [one.file for one in again.failed] == ["deals.csv"]
    assert again.cause != first.cause


def test_partners_that_may_be_one_are_told_when_more_wait() -> None:
    first = news_of(replace(FINE, merged=1, proposed=2), Told(), FOLDER)
    assert (first.merged, first.pairs) == (1, 2)
    assert not news_of(replace(FINE, proposed=2), first.told, FOLDER)
    fewer = news_of(replace(FINE, proposed=1), first.told, FOLDER)
    assert not fewer
    assert news_of(replace(FINE, proposed=2), fewer.told, FOLDER).pairs == 2
