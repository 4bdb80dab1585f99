"""What people say of answers becomes candidate cases in which nobody of theirs is named."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from sqlalchemy import select

from assistant.rapport import Rapport
from evals.__main__ import main
from knowledge.feedback import Feedback, FeedbackKind, all_feedback, give
from knowledge.tables import INCOMING, questions


def test_candidates_tell_what_was_meant_and_name_nobody_of_theirs(
    rapport: Rapport, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    me = rapport.person("")
    with rapport.engine.connect() as connection:
        own = list(connection.execute(select(INCOMING["partners"].c.name)).scalars())
        people = list(connection.execute(select(INCOMING["contacts"].c.name)).scalars())
    rapport.ask(f"why did {own[0]} drop since June", me, thread="use")
    rapport.ask(f"no, I meant {own[1]}", me, thread="use")
    rapport.ask(f"who is {people[0]} at {own[2]}", me, thread="other")
    rapport.ask(f"note: {own[3]} wants to leave", me, thread="third")
    judge(rapport, FeedbackKind.BAD, people[0])
    judge(rapport, FeedbackKind.GOOD, "wants to leave")

    file = tmp_path / "candidates.yaml"
    assert main(["--from-feedback", "--home", str(home), "--to", str(file)]) == 0
    written = file.read_text(encoding="utf-8")
    named = [name for name in (*own, *people, me.name) if name.casefold() in written.casefold()]
    assert named == []
    assert "wants to leave" not in written
    found = yaml.safe_load(written)["cases"]
    assert [one["accept"] for one in found] == [False] * 3
    assert [list(call) for one in found for call in one["calls"]] == [["explain_change"], ["log_note"]]
    assert 'said "no, I meant ' in found[0]["comment"]
    assert str(found[0]["calls"][0]["explain_change"]["since"]) == "2026-06-01"
    assert "3 candidate cases" in capsys.readouterr().out


def test_a_half_sentence_after_a_bad_verdict_is_the_correction(rapport: Rapport) -> None:
    me = rapport.person("")
    names = rapport.asking.office.standings.at(rapport.day(None, me)).portfolio.partners["name"]
    rapport.ask(f"how is {names.iloc[4]} doing", me, thread="half")
    judge(rapport, FeedbackKind.BAD, names.iloc[4])
    rapport.ask(names.iloc[5], me, thread="half")
    with rapport.engine.connect() as connection:
        assert all_feedback(connection)[-1].kind is FeedbackKind.CORRECTION


def judge(rapport: Rapport, kind: FeedbackKind, words: str) -> None:
    """The verdict of whoever asked the question with these words."""
    query = select(questions.c.question_id, questions.c.asker_email).where(questions.c.text.contains(words))
    with rapport.engine.begin() as connection:
        one = Feedback(*connection.execute(query).one(), kind, rapport.now())
        assert give(connection, one)
        assert not give(connection, replace(one, given_at=rapport.now()))
