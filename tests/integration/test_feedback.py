"""What people make of answers is kept once, by whom the answer was for, and goes with the question."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, delete

from assistant.rapport import Rapport
from knowledge.feedback import Feedback, FeedbackKind, Unanswered, all_feedback, give, kinds_of
from knowledge.tables import questions
from knowledge.threads import Question, save_question

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
ASKED = Question("answer:C1:1", "C1:1", "priya@example.com", "How is Acme?", NOON)
GOOD = Feedback(ASKED.question_id, ASKED.asker_email, FeedbackKind.GOOD, NOON)
LATER = NOON + timedelta(minutes=1)


def test_the_last_verdict_of_a_person_wins_and_counts_once(connection: Connection) -> None:
    save_question(connection, ASKED)
    bad = replace(GOOD, kind=FeedbackKind.BAD, given_at=LATER)
    assert [give(connection, one) for one in (GOOD, GOOD, bad, bad)] == [True, False, True, False]
    assert all_feedback(connection) == (bad,)


def test_nobody_judges_what_somebody_else_asked(connection: Connection) -> None:
    save_question(connection, ASKED)
    assert not give(connection, replace(GOOD, asker_email="mallory@example.com"))
    assert not give(connection, replace(GOOD, question_id="answer:C1:9"))
    assert all_feedback(connection) == ()


def test_it_goes_with_the_question_it_is_about_and_with_the_words_it_was_said_in(
    connection: Connection,
) -> None:
    said = replace(ASKED, question_id="answer:C1:2", text="no, I meant Acme Ltd")
    for question in (ASKED, said):
        save_question(connection, question)
    give(connection, GOOD)
    give(connection, replace(GOOD, kind=FeedbackKind.CORRECTION, said_in=said.question_id))
    connection.execute(delete(questions).where(questions.c.question_id == said.question_id))
    assert kinds_of(connection, ASKED.question_id, ASKED.asker_email) == {FeedbackKind.GOOD}
    connection.execute(delete(questions))
    assert all_feedback(connection) == ()


def test_a_correction_and_an_unanswered_question_are_kept_with_their_answers(rapport: Rapport) -> None:
    me = rapport.person("")
    first, second = rapport.asking.office.standings.at(rapport.day(None, me)).portfolio.partners["name"][:2]
    rapport.ask(f"how is {first} doing", me, thread="feedback")
    again = rapport.ask(f"no, I meant {second}", me, thread="feedback")
    assert [call.tool for call in again.calls] == ["partner_profile"]
    complaint = rapport.ask("that's wrong", me, thread="feedback")
    assert (complaint.calls, complaint.text[:19]) == ([], "What did you mean: ")
    mail = rapport.ask("as a mail", me, thread="feedback")
    assert [call.tool for call in mail.calls] == ["draft_message"]
    rapport.ask("what is the weather in Madrid", me, thread="elsewhere")
    rapport.ask("how is Blubberfirma Ltd doing", me, thread="elsewhere")
    with rapport.engine.connect() as connection:
        kept = [(one.kind, one.reason) for one in all_feedback(connection)]
    assert kept == [
        (FeedbackKind.CORRECTION, None),
        (FeedbackKind.CORRECTION, None),
        (FeedbackKind.UNANSWERED, Unanswered.OUT_OF_SCOPE),
        (FeedbackKind.UNANSWERED, Unanswered.UNKNOWN_NAME),
    ]
