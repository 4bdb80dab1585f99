"""What was sent is on record, survives a full import, and tells how often a play's messages were answered."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, insert, select

from knowledge import drafts
from knowledge.exchanges import (
    answered_on,
    answers,
    forget_answer,
    last_message_id,
    record_answer,
    record_sent,
)
from knowledge.plays import plays_of
from knowledge.stored_settings import data_version
from knowledge.tables import INCOMING
from tests.integration.incoming import FILES, Folder
from tests.unit.mailing.test_letters import DRAFT
from tools.drafts import Draft, DraftState, digest
from tools.plays.answered import Answered

MONDAY = datetime(2026, 5, 4, 22, 30, tzinfo=UTC)
DAY = date(2026, 5, 5)  # in Sydney, where the sender is


@pytest.fixture
def world(connection: Connection) -> Connection:
    manager = {"email": DRAFT.sender, "name": "Priya", "timezone": "Australia/Sydney"}
    connection.execute(insert(INCOMING["managers"]).values(manager))
    for key in ("a", "b"):
        connection.execute(insert(INCOMING["partners"]).values(partner_id=key, name=key.upper()))
    connection.execute(insert(INCOMING["contacts"]).values(contact_id="c1", partner_id="a", name="Dana"))
    return connection


def sent(connection: Connection, key: str, partner_id: str, at: datetime = MONDAY, **more: str) -> Draft:
    drafts.propose(
        connection, replace(DRAFT, draft_id=key, partner_id=partner_id, play="short_update", **more)
    )
    kept = drafts.get_draft(connection, key)
    approved = drafts.approve(connection, kept, kept.sender, digest(kept), at)
    sending = drafts.start_sending(connection, approved, at)
    done = drafts.finish_sending(connection, sending, DraftState.SENT, f"<{key}@vendor.example>", at)
    record_sent(connection, done, at)
    return done


def came_in(connection: Connection, key: str, partner_id: str, day: date) -> None:
    row = {"activity_id": key, "partner_id": partner_id, "date": day, "kind": "call", "direction": "in"}
    connection.execute(insert(INCOMING["activities"]).values(row))


def test_a_sent_message_is_one_activity_and_one_play_on_the_senders_day(world: Connection) -> None:
    before = data_version(world)
    draft = sent(world, "d1", "a")
    record_sent(world, draft, MONDAY + timedelta(days=3))
    (row,) = world.execute(select(INCOMING["activities"])).mappings()
    assert (row["date"], row["kind"], row["direction"]) == (DAY, "email", "out")
    assert (row["person"], row["by"], row["subject"]) == ("Dana", DRAFT.sender, "Your launch")
    (play,) = plays_of(world, ["a"], DAY)
    assert (play.play, play.done_on, play.done_by) == ("short_update", DAY, DRAFT.sender)
    assert data_version(world) == before + 1


def test_an_answer_is_logged_once_and_can_be_taken_back(world: Connection) -> None:
    draft = sent(world, "d1", "a")
    assert [record_answer(world, draft, MONDAY), record_answer(world, draft, MONDAY)] == [True, False]
    assert answered_on(world, draft) == DAY
    assert [forget_answer(world, draft), forget_answer(world, draft)] == [True, False]
    assert answered_on(world, draft) is None


def test_messages_of_a_play_are_counted_with_those_that_were_answered(world: Connection) -> None:
    record_answer(world, sent(world, "d1", "a"), MONDAY)
    sent(world, "d2", "b")
    assert answers(world, ["a", "b"], DAY, 14) == {"short_update": Answered(2, 1)}
    came_in(world, "late", "b", DAY + timedelta(days=15))
    came_in(world, "same day", "b", DAY)
    assert answers(world, ["b"], date(2027, 1, 1), 14) == {"short_update": Answered(1, 0)}
    came_in(world, "in time", "b", DAY + timedelta(days=14))
    assert answers(world, ["b"], date(2027, 1, 1), 14) == {"short_update": Answered(1, 1)}
    assert answers(world, ["b"], DAY, 14) == {"short_update": Answered(1, 0)}
    assert answers(world, ["a"], date(2026, 5, 1), 14) == {}
    assert answers(world, ["a"], date(2027, 1, 1), 14, since=date(2026, 6, 1)) == {}


def test_the_last_message_there_is_what_the_next_goes_on_from(world: Connection) -> None:
    sent(world, "d1", "a")
    sent(world, "d2", "a", MONDAY + timedelta(days=1))
    assert last_message_id(world, "email", DRAFT.recipient) == "<d2@vendor.example>"
    assert last_message_id(world, "email", "ole@acme.example") == ""
    assert last_message_id(world, "slack", DRAFT.recipient) == ""


def test_what_was_sent_and_answered_survives_a_full_import(tmp_path: Path, engine: Engine) -> None:
    folder = Folder(tmp_path, engine)
    activities = "activity_id,partner_id,date,kind\n"
    folder.write(**FILES | {"activities.csv": activities + "A1,P1,2026-01-01,call\nA2,P1,2026-01-02,call\n"})
    folder.load()
    with engine.begin() as connection:
        record_answer(connection, sent(connection, "d1", "P1"), MONDAY)
    folder.write(**{"activities.csv": activities + "A1,P1,2026-01-01,call\n"})
    assert folder.load(full=True).problems == ()
    assert [row["activity_id"] for row in folder.stored("activities")] == [
        "A1",
        "draft:d1",
        "draft:d1:answer",
    ]
