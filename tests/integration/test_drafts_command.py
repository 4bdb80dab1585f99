"""`rapport drafts`: list, show, approve exactly what was shown, edit, skip; on the sample."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.contract import Answer
from assistant.errors import AssistantError
from assistant.rapport import Rapport
from assistant.terminal.job_progress import with_drafts, write_now
from assistant.terminal.reviewing import Wanted, review
from knowledge.people import Person, Role, all_people

QUESTION = "Nudge everyone with no deal in 90 days"


@pytest.fixture(scope="module")
def me(rapport: Rapport) -> Person:
    return rapport.person("")


@pytest.fixture(scope="module")
def answer(rapport: Rapport, me: Person) -> Answer:
    with pytest.raises(AssistantError, match="No messages wait for you"):
        review(rapport, Wanted(), me)
    return rapport.ask(QUESTION, me)


def code_in(shown: str) -> str:
    found = re.search(r"--approve (\w{8})", shown)
    assert found is not None
    return found[1]


def test_a_job_is_written_at_once_and_its_drafts_are_in_the_answer(
    rapport: Rapport, answer: Answer, capsys: pytest.CaptureFixture[str]
) -> None:
    write_now(rapport, answer)
    told = capsys.readouterr()
    assert "Done: nothing leaves before you approve it." in told.err
    assert told.out == ""
    whole = with_drafts(rapport, answer)
    assert whole.drafts
    known = {fact.id for fact in whole.facts or ()}
    assert {one for draft in whole.drafts for one in draft.fact_ids} <= known
    assert rapport.opened(whole).facts


def test_a_draft_is_approved_by_the_code_that_stood_under_it(
    rapport: Rapport, me: Person, answer: Answer, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    write_now(rapport, answer)
    assert review(rapport, Wanted(show_next=True), me) == 0
    shown = capsys.readouterr().out
    assert re.search(r"^Approve: rapport drafts d\w{7} --approve \w{8}$", shown, re.MULTILINE)
    capsys.readouterr()
    assert review(rapport, Wanted(which="1"), me) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("1 of ")
    words = tmp_path / "words.txt"
    words.write_text("Hello, shall we talk?", encoding="utf-8")
    assert review(rapport, Wanted(which="1", file=words), me) == 0
    edited = code_in(capsys.readouterr().out)
    with pytest.raises(AssistantError, match="Read it again"):
        review(rapport, Wanted(which="1", approve=code_in(shown)), me)
    assert review(rapport, Wanted(which="1", approve=edited), me) == 0
    assert review(rapport, Wanted(which="2", skip=True), me) == 0
    capsys.readouterr()
    assert review(rapport, Wanted(job=answer.job or ""), me) == 0
    listed = capsys.readouterr().out
    assert re.search(r"1  d\w{7}  approved", listed)
    assert re.search(r"2  d\w{7}  dismissed", listed)


def test_all_that_is_approved_is_shown_and_what_each_sentence_rests_on(
    rapport: Rapport, me: Person, answer: Answer, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    write_now(rapport, answer)
    words = tmp_path / "words.txt"
    places = range(1, 4)
    for number in places:
        review(rapport, Wanted(which=str(number)), me)
    shown = capsys.readouterr().out
    assert len(re.findall(r"^What it rests on$", shown, re.MULTILINE)) == len(places)
    assert re.search(r"^“.+” ← .+: .+$", shown, re.MULTILINE)
    assert re.search(r"^From: .+\nTo: .+ by e-mail$", shown, re.MULTILINE)
    words.write_text("Hello, call me on Friday!", encoding="utf-8")
    review(rapport, Wanted(which="3", file=words), me)
    review(rapport, Wanted(which="3"), me)
    assert "“Hello, call me on Friday!” ← written by hand" in capsys.readouterr().out


def test_what_cannot_be_done_says_what_can(
    rapport: Rapport, me: Person, answer: Answer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_now(rapport, answer)
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.delenv("VISUAL", raising=False)
    empty = tmp_path / "empty.txt"
    empty.write_text("  ", encoding="utf-8")
    for wanted, said in (
        (Wanted(which="3", edit=True), "No editor is set"),
        (Wanted(which="3", file=empty), "needs words"),
        (Wanted(which="3", file=tmp_path / "none.txt"), "cannot be read"),
        (Wanted(which="999"), "There is no draft 999: the job has 1 to"),
        (Wanted(job="job:none"), "no job 'job:none'"),
    ):
        with pytest.raises(AssistantError, match=said):
            review(rapport, wanted, me)


def test_nobody_sees_the_queue_of_somebody_else(rapport: Rapport, me: Person, answer: Answer) -> None:
    with rapport.engine.connect() as connection:
        managers = [one for one in all_people(connection) if one.role is Role.MANAGER and one != me]
    assert managers
    for colleague in managers:
        with pytest.raises(AssistantError, match="of yours"):
            review(rapport, Wanted(job=answer.job or ""), colleague)
