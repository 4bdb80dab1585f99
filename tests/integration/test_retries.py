"""A question that is answered again, after a crash say, changes nothing a second time."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from assistant.app import open_rapport
from assistant.contract import Answer
from assistant.rapport import Rapport
from assistant.settings import Settings
from knowledge.tables import INCOMING, changes, drafts, questions
from knowledge.threads import Question

PRIYA = "priya.nair@vendor.example"


@pytest.fixture
def rapport(sample_home: Path) -> Iterator[Rapport]:
    with open_rapport(Settings(home=sample_home)) as opened:
        yield opened


def ask(rapport: Rapport, name: str, words: str) -> Answer:
    rapport.receive(Question(f"q:{name}", "thread", PRIYA, words, datetime.now(UTC)))
    return rapport.answer(f"q:{name}")


def ask_again(rapport: Rapport, name: str) -> Answer:
    """As after a crash between what the answer changed and the answer itself."""
    with rapport.engine.begin() as connection:
        lost = questions.c.question_id == f"q:{name}"
        connection.execute(update(questions).where(lost).values(answer=None, answered_at=None))
    return rapport.answer(f"q:{name}")


def notes(rapport: Rapport) -> list[str]:
    with rapport.engine.connect() as connection:
        table = INCOMING["notes"]
        logged = select(table.c.text).where(table.c.note_id.startswith("note:"))
        return list(connection.execute(logged).scalars())


def test_a_note_is_kept_once(rapport: Rapport) -> None:
    first = ask(rapport, "n", "note: Nebelhorn wants a workshop")
    again = ask_again(rapport, "n")
    assert notes(rapport) == ["Nebelhorn wants a workshop"]
    assert (again.undo, again.text) == (first.undo, first.text)


def test_one_undo_takes_back_one_change(rapport: Rapport) -> None:
    ask(rapport, "n1", "note: Nebelhorn wants a workshop")
    ask(rapport, "n2", "note: Kestrel Data hires two people")
    first = ask(rapport, "u", "undo")
    assert notes(rapport) == ["Nebelhorn wants a workshop"]
    assert ask_again(rapport, "u").text == first.text
    assert notes(rapport) == ["Nebelhorn wants a workshop"]
    ask(rapport, "u2", "undo")
    assert notes(rapport) == []


def test_one_confirm_makes_one_change(rapport: Rapport) -> None:
    waiting = [
        {
            "change_id": f"change:{number}",
            "kind": "log_note",
            "actor_email": PRIYA,
            "thread_id": "thread",
            "payload": {
                "note_id": f"note:{number}",
                "partner_id": "ACC-1001",
                "date": "2026-10-31",
                "text": f"word {number}",
            },
            "state": "pending",
            "changed_at": datetime(2026, 10, 31, number, tzinfo=UTC),
        }
        for number in (1, 2)
    ]
    with rapport.engine.begin() as connection:
        connection.execute(changes.insert(), waiting)
    ask(rapport, "c", "confirm")
    ask_again(rapport, "c")
    assert notes(rapport) == ["word 2"]


def test_drafts_are_proposed_once(rapport: Rapport) -> None:
    first = ask(rapport, "d", "Write three check-in messages")
    again = ask_again(rapport, "d")
    assert first.drafts
    assert again.drafts == first.drafts
    with rapport.engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(drafts)) == len(first.drafts)


def test_a_kept_answer_is_the_answer_for_good(rapport: Rapport) -> None:
    first = ask(rapport, "k", "Which partners need attention?")
    assert rapport.answer("q:k") == first
    with pytest.raises(KeyError):
        rapport.answer("q:never")
