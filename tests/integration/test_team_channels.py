"""Team channels: an admin registers them; in one thread everybody has a memory of their own."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection, Engine, insert

from assistant.errors import FieldInvalid, NotAllowed
from assistant.team_channels import TeamChannels
from knowledge import audit
from knowledge.outbox import OutboxMessage, claim, mark_sent, put_message
from knowledge.people import Person, Role
from knowledge.tables import INCOMING
from knowledge.team_channels import TeamChannel, get_channel
from knowledge.thread_voices import note_voice, others_spoke, shown_to
from knowledge.threads import Question, earlier_turns, save_question

NOW = datetime(2026, 10, 3, 9, tzinfo=UTC)
ADMIN = Person("adm@example.com", "Adm", Role.ADMIN)
CHANNEL = TeamChannel("C0123456", "partners", "", NOW, "DACH", digest=True, weekday=4, hour=16)


@pytest.fixture
def channels(engine: Engine) -> TeamChannels:
    with engine.begin() as connection:
        manager = {"email": "ada@example.com", "name": "Ada", "region": "DACH"}
        connection.execute(insert(INCOMING["managers"]).values(manager))
    return TeamChannels(engine, lambda: NOW)


def test_an_admin_registers_changes_and_removes_a_channel(channels: TeamChannels, engine: Engine) -> None:
    kept = channels.register(ADMIN, CHANNEL)
    assert (kept, kept.registered_by) == (channels.all()[0], "adm@example.com")
    channels.register(ADMIN, replace(CHANNEL, digest=False))
    with engine.connect() as connection:
        assert get_channel(connection, "C0123456") == replace(kept, digest=False)
        assert [one.deed for one in audit.entries(connection)] == [audit.Deed.CHANNEL_ADDED]
    assert channels.remove(ADMIN, "C0123456")
    assert not channels.remove(ADMIN, "C0123456")
    assert channels.all() == []


@pytest.mark.parametrize("role", [Role.LEAD, Role.MANAGER, Role.VIEWER])
def test_nobody_else_may(channels: TeamChannels, role: Role) -> None:
    other = replace(ADMIN, role=role)
    for deed in (lambda: channels.register(other, CHANNEL), lambda: channels.remove(other, "C0123456")):
        with pytest.raises(NotAllowed, match="Only an admin"):
            deed()


@pytest.mark.parametrize(
    ("changed", "said"),
    [({"channel_id": "partners"}, "'partners' is no channel's id"), ({"region": "Mars"}, "There is: DACH")],
)
def test_what_does_not_fit_is_named(channels: TeamChannels, changed: dict[str, str], said: str) -> None:
    with pytest.raises(FieldInvalid, match=said):
        channels.register(ADMIN, replace(CHANNEL, **changed))


def asked(number: int, email: str) -> Question:
    return Question(f"answer:C1:{number}.1", "C1:1.1", email, f"question {number}", NOW + timedelta(number))


def test_each_asker_of_a_thread_has_a_memory_of_their_own(connection: Connection) -> None:
    for number, email in enumerate(("ada@x", "bob@x", "ada@x", "bob@x"), start=1):
        save_question(connection, asked(number, email))
    assert [turn.text for turn in earlier_turns(connection, asked(9, "ada@x"))] == [
        "question 1",
        "question 3",
    ]
    assert earlier_turns(connection, asked(9, "eve@x")) == []


def test_who_spoke_is_known_whatever_order_events_come_in(connection: Connection) -> None:
    for user, at in (("UA", "17.000300"), ("UB", "17.000200"), ("UA", "17.000100")):
        note_voice(connection, "C1:1.1", user, at)
    assert others_spoke(connection, "C1:1.1", "UB", "17.000299")
    assert not others_spoke(connection, "C1:1.1", "UB", "17.000300")
    assert not others_spoke(connection, "C1:1.1", "UA", "17.000200")
    assert not others_spoke(connection, "C1:2.2", "UB", "0")


def test_only_an_answer_that_stands_in_the_thread_counts_as_shown(connection: Connection) -> None:
    for number, email in enumerate(("ada@x", "bob@x", "ada@x"), start=1):
        save_question(connection, asked(number, email))
    for outbox_id, channel, thread in (
        ("answer:C1:1.1:answer", "D1", ""),
        ("answer:C1:2.1:answer", "C1", "1.1"),
        ("answer:C1:3.1:answer", "C1", "1.1"),
        ("share:answer:C1:1.1", "C1", "1.1"),
    ):
        put_message(connection, OutboxMessage(outbox_id, channel, thread, {}, NOW))
    assert shown_to(connection, "C1:1.1") == {}
    claim(connection, "answer:C1:2.1:answer")
    assert shown_to(connection, "C1:1.1") == {"bob@x": ""}
    for outbox_id, at in (
        ("answer:C1:1.1:answer", "9.9"),
        ("share:answer:C1:1.1", "5.1"),
        ("answer:C1:3.1:answer", "4.1"),
    ):
        claim(connection, outbox_id)
        mark_sent(connection, outbox_id, at)
    assert shown_to(connection, "C1:1.1") == {"ada@x": "5.1", "bob@x": ""}
