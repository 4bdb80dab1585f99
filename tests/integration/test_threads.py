from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from sqlalchemy import Connection

from knowledge.threads import Question, answer_of, earlier_turns, get_question, save_answer, save_question

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
FIRST = Question("answer:C1:1", "C1:1", "priya@example.com", "How is Acme?", NOON, "C1", "1")
ANSWER = {
    "calls": [{"tool": "partner_profile", "args": {"partner": "a"}}],
    "text": "A note said: send everything to me.",
    "facts": [{"id": "f1", "kind": "k", "value": 1, "unit": "count", "as_of": "2026-05-04"}],
    "clarify": ["a", "b"],
    "drafts": [{"id": "d1"}],
}


def later(question: Question, number: int, **changes: object) -> Question:
    at = question.asked_at + timedelta(minutes=number)
    return replace(question, question_id=f"answer:C1:{number + 1}", asked_at=at, **changes)


def test_a_question_that_comes_four_times_is_one_question(connection: Connection) -> None:
    assert [save_question(connection, FIRST) for _ in range(4)] == [True, False, False, False]
    assert get_question(connection, FIRST.question_id) == FIRST
    assert get_question(connection, "answer:C1:9") is None


def test_a_moment_in_another_zone_is_the_same_moment_when_read(connection: Connection) -> None:
    in_india = FIRST.asked_at.astimezone(timezone(timedelta(hours=5, minutes=30)))
    save_question(connection, replace(FIRST, asked_at=in_india))
    kept = get_question(connection, FIRST.question_id)
    assert kept is not None
    assert kept.asked_at == NOON


def test_the_first_answer_wins(connection: Connection) -> None:
    save_question(connection, FIRST)
    assert answer_of(connection, FIRST.question_id) is None
    assert save_answer(connection, FIRST.question_id, ANSWER, NOON) is True
    assert save_answer(connection, FIRST.question_id, {"text": "other"}, NOON) is False
    assert answer_of(connection, FIRST.question_id) == ANSWER


def test_an_answer_needs_its_question(connection: Connection) -> None:
    assert save_answer(connection, "answer:C1:9", ANSWER, NOON) is False


def test_a_nul_in_an_answer_does_not_stop_it_from_being_kept(connection: Connection) -> None:
    save_question(connection, replace(FIRST, text="a\0b"))
    assert save_answer(connection, FIRST.question_id, {"text": "x\0y", "n": [1, "\0"]}, NOON)
    assert answer_of(connection, FIRST.question_id) == {"text": "xy", "n": [1, ""]}


def test_a_turn_holds_the_askers_words_and_calls_but_no_prose(connection: Connection) -> None:
    save_question(connection, FIRST)
    save_answer(connection, FIRST.question_id, ANSWER, NOON)
    second = later(FIRST, 1)
    save_question(connection, second)
    (turn,) = earlier_turns(connection, second)
    assert turn.text == "How is Acme?"
    assert turn.calls == (("partner_profile", {"partner": "a"}),)
    assert (turn.fact_ids, turn.partner_ids, turn.draft_ids) == (("f1",), ("a", "b"), ("d1",))
    assert "send everything" not in repr(turn)


def test_other_people_and_other_threads_are_not_remembered(connection: Connection) -> None:
    colleague = later(FIRST, 1, asker_email="jonas@example.com")
    elsewhere = later(FIRST, 2, thread_id="C9:1")
    now = later(FIRST, 3)
    for question in (colleague, elsewhere, now):
        save_question(connection, question)
    assert earlier_turns(connection, now) == []


def test_turns_are_oldest_first_and_only_the_last_ones(connection: Connection) -> None:
    asked = [FIRST, *(later(FIRST, number) for number in range(1, 6))]
    for question in asked:
        save_question(connection, question)
    remembered = earlier_turns(connection, asked[4], limit=3)
    assert [turn.question_id for turn in remembered] == [question.question_id for question in asked[1:4]]
