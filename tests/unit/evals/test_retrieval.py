import csv
from collections import Counter

import pytest
from pydantic import ValidationError

from evals.frozen import tables
from evals.retrieval.cases import NoteCase, load_note_cases
from evals.retrieval.levelling import parallel
from evals.retrieval.searches import SHIPPED
from evals.retrieval.suite import Found, report

CASES = load_note_cases()
OF_ONE = next(case for case in CASES if case.partner)
MANY = 160


def rows(table: str) -> list[dict[str, str]]:
    with tables()[table].open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def measuring(case: NoteCase) -> NoteCase:
    """The case with its question lengthened until it falls into the measuring half."""
    while not case.measuring:
        case = case.model_copy(update={"ask": case.ask + "?"})
    return case


def test_there_are_many_questions_in_four_languages_and_none_twice() -> None:
    assert len(CASES) >= MANY
    assert {case.language for case in CASES} == {"en", "de", "fr", "es"}
    assert sum(case.crosses for case in CASES) >= len(CASES) / 4
    assert max(Counter((case.ask, case.partner, case.book) for case in CASES).values()) == 1


def test_about_half_of_the_questions_are_only_for_measuring() -> None:
    assert 0.4 < sum(case.measuring for case in CASES) / len(CASES) < 0.6


def test_every_note_that_answers_is_one_of_those_searched() -> None:
    owners = {row["note_id"]: row["partner_id"] for row in rows("notes")}
    managers = {row["partner_id"]: row["manager_email"] for row in rows("partners")}
    for case in CASES:
        for note in case.notes:
            assert case.partner == owners[note] or case.book == managers[owners[note]], case.ask


def test_a_case_is_asked_of_one_partner_or_of_one_book() -> None:
    written = {"ask": "Why?", "language": "en", "written": ["de"], "notes": ["N1"]}
    assert NoteCase.model_validate(written | {"partner": "P01"}).crosses
    for place in ({}, {"partner": "P01", "book": "a@b.example"}):
        with pytest.raises(ValidationError, match="either a partner or a book"):
            NoteCase.model_validate(written | place)


def test_recall_is_the_share_of_a_questions_notes_and_the_strict_one_wants_them_all() -> None:
    case = measuring(OF_ONE)
    marks = {score.group: score for score in report([Found(case, SHIPPED, (1, 6), 0)]).scores}
    assert marks["within a partner: shipped, first"].right == 1
    assert marks["within a partner: shipped, recall@5"].right == 0.5
    assert marks["within a partner: shipped, all of them in 5"].right == 0
    assert marks["within a partner, no note of another"].share == 1


def test_a_note_of_a_partner_that_was_not_asked_about_is_counted() -> None:
    found = [Found(OF_ONE, SHIPPED, (1,), strangers=1)]
    assert {score.group: score.right for score in report(found).scores}[
        "within a partner, no note of another"
    ] == 0


def test_missed_questions_of_the_measuring_half_are_not_printed() -> None:
    case = measuring(OF_ONE)
    assert not any(case.ask in remark for remark in report([Found(case, SHIPPED, (9,), 0)]).remarks)


def test_parallel_sentences_are_none_of_the_questions_or_notes() -> None:
    texts = {case.ask for case in CASES} | {row["text"] for row in rows("notes")}
    assert not texts & {text for sentence in parallel() for text in sentence}
