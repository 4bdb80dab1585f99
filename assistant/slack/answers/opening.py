"""Buttons that show more of an answer: the rest of its words, all its rows, what its figures rest on."""

from __future__ import annotations

from slack_bolt import App
from sqlalchemy import Engine

from assistant.contract import Answer
from assistant.slack import notices
from assistant.slack.answers.layout import ALL_ROWS, MORE, SOURCES
from assistant.slack.answers.more import rest_message, rows_message
from assistant.slack.answers.reader import partners_in
from assistant.slack.channels.placing import beside
from assistant.slack.clicks import Click, on_click, posted_message
from assistant.slack.intake import Intake
from assistant.slack.sources import sources_view
from knowledge.outbox import OutboxMessage
from knowledge.threads import answer_of, get_question

ANSWER = ":answer"  # ends the outbox id of a question's answer


def register(app: App, intake: Intake) -> None:
    """Listen to these buttons."""
    app.action(MORE)(on_click(intake, _more))
    app.action(ALL_ROWS)(on_click(intake, _all_rows))
    app.action(SOURCES)(on_click(intake, _sources))


def _more(intake: Intake, click: Click) -> None:
    _in_thread(intake, click, "more")


def _all_rows(intake: Intake, click: Click) -> None:
    _in_thread(intake, click, "rows")


def _in_thread(intake: Intake, click: Click, part: str) -> None:
    """Post that part of the answer below it, once; where outsiders read along, to who clicked alone."""
    found = _opened(intake, click)
    if found is None:
        return
    posted, answer = found
    make = {"more": rest_message, "rows": rows_message}[part]
    outbox_id = f"{posted.outbox_id.removesuffix(ANSWER)}:{part}"
    thread_ts = posted.thread_ts or click.message_ts
    place = beside(intake.errands.audience, click.channel, thread_ts, click.user_id)
    if place.channel != click.channel:
        outbox_id += f":{click.user_id}"
    intake.postman.put(outbox_id, place.channel, make(answer), place.thread_ts)
    intake.workflows.post(outbox_id)


def _sources(intake: Intake, click: Click) -> None:
    if found := _opened(intake, click):
        rapport = intake.errands.rapport
        answer = rapport.opened(found[1]) if rapport else found[1]
        intake.open(click.user_id, click.trigger_id, sources_view(answer.facts or ()))


def _opened(intake: Intake, click: Click) -> tuple[OutboxMessage, Answer] | None:
    """The answer under which the button is, for somebody who may see all of it."""
    posted = posted_message(intake.desk.engine, click)
    if posted is None or not posted.outbox_id.endswith(ANSWER):
        return None
    asker, answer = _kept(intake.desk.engine, posted.outbox_id.removesuffix(ANSWER))
    if answer is None:
        intake.postman.whisper(click.channel, click.user_id, notices.notice(notices.ANSWER_GONE))
        return None
    if _may_open(intake, click, asker, answer):
        return posted, answer
    intake.postman.whisper(click.channel, click.user_id, notices.notice(notices.NOT_YOURS_TO_OPEN))
    return None


def _kept(engine: Engine, question_id: str) -> tuple[str, Answer | None]:
    with engine.connect() as connection:
        question, kept = get_question(connection, question_id), answer_of(connection, question_id)
    return (question.asker_email if question else "", Answer.model_validate(kept) if kept else None)


def _may_open(intake: Intake, click: Click, asker: str, answer: Answer) -> bool:
    """Whether somebody may know of every partner in the answer now; books change after it was given."""
    rapport = intake.errands.rapport
    if rapport is None:
        return asker == click.person.email
    access = rapport.roster.access(click.person)
    return not access.hides_books or all(access.may_see(one) for one in partners_in(answer))
