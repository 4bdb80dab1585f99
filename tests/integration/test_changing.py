from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Connection, Engine, insert

from assistant.access import Access
from assistant.toolbox import changing
from knowledge.changes import Change
from knowledge.digests import settings_of
from knowledge.notes import get_note
from knowledge.people import Person, Role
from knowledge.snoozes import snoozed_ids
from knowledge.tables import INCOMING

NOW = datetime(2026, 10, 31, 9, tzinfo=UTC)
MIA = Person("mia@vendor.example", "Mia Berg", timezone="Europe/Berlin")
TOM = Person("tom@vendor.example", "Tom Ash")


@pytest.fixture
def known(connection: Connection) -> Connection:
    """A database that knows Mia."""
    row = {"email": MIA.email, "name": MIA.name, "timezone": MIA.timezone}
    connection.execute(insert(INCOMING["managers"]).values(row))
    return connection


def allowed(person: Person) -> Access:
    return Access(person, {"p1": MIA.email}, own_book_only=False)


NOTE = Change(
    change_id="change:q1:p1",
    kind="log_note",
    actor_email=MIA.email,
    thread_id="t1",
    payload={"note_id": "note:q1:p1", "partner_id": "p1", "date": "2026-10-31", "text": "Dana leaves in May"},
    changed_at=NOW,
)


def test_what_the_askers_words_ask_for_is_done_at_once_and_once(connection: Connection) -> None:
    for _ in range(3):
        outcome = changing.request(connection, NOTE, MIA, asked_in_words=True)
        assert outcome.done
    note = get_note(connection, "note:q1:p1")
    assert note is not None
    assert (note.text, note.author, note.date) == ("Dana leaves in May", "Mia Berg", date(2026, 10, 31))


def test_what_they_did_not_ask_for_waits_until_they_confirm(connection: Connection) -> None:
    assert not changing.request(connection, NOTE, MIA, asked_in_words=False).done
    assert get_note(connection, "note:q1:p1") is None
    assert changing.confirm(connection, NOTE.change_id, allowed(MIA), NOW)
    assert get_note(connection, "note:q1:p1") is not None
    assert changing.confirm(connection, NOTE.change_id, allowed(MIA), NOW) is None


def test_nobody_confirms_or_undoes_what_another_asked_for(connection: Connection) -> None:
    changing.request(connection, NOTE, MIA, asked_in_words=False)
    assert changing.confirm(connection, NOTE.change_id, allowed(TOM), NOW) is None
    changing.confirm(connection, NOTE.change_id, allowed(MIA), NOW)
    assert changing.undo(connection, NOTE.change_id, allowed(TOM), NOW) is None
    assert get_note(connection, "note:q1:p1") is not None


def test_who_lost_the_partner_meanwhile_cannot_confirm_a_note_about_it(connection: Connection) -> None:
    changing.request(connection, NOTE, MIA, asked_in_words=False)
    elsewhere = Access(MIA, {"p1": TOM.email}, own_book_only=False)
    viewer = Access(replace(MIA, role=Role.VIEWER), {"p1": MIA.email}, own_book_only=False)
    for access in (elsewhere, viewer):
        assert changing.confirm(connection, NOTE.change_id, access, NOW) is None
    assert get_note(connection, "note:q1:p1") is None


def test_an_undone_note_is_gone_and_a_retry_does_not_bring_it_back(connection: Connection) -> None:
    changing.request(connection, NOTE, MIA, asked_in_words=True)
    assert changing.undo(connection, NOTE.change_id, allowed(MIA), NOW)
    assert not changing.request(connection, NOTE, MIA, asked_in_words=True).done
    assert get_note(connection, "note:q1:p1") is None


def test_digest_settings_go_back_to_what_they_were(known: Connection) -> None:
    change = Change("change:q2:digest", "digest_settings", MIA.email, "t1", {"hour": 10, "weekday": 2}, NOW)
    changing.request(known, change, MIA, asked_in_words=True)
    assert (settings_of(known, MIA).hour, settings_of(known, MIA).weekday) == (10, 2)
    later = Change("change:q3:digest", "digest_settings", MIA.email, "t1", {"items": 9}, NOW)
    changing.request(known, later, MIA, asked_in_words=True)
    assert changing.undo(known, change.change_id, allowed(MIA), NOW)
    assert (settings_of(known, MIA).hour, settings_of(known, MIA).items) == (8, 9)
    assert settings_of(known, MIA).timezone == "Europe/Berlin"


def test_digest_settings_that_were_set_again_since_stay(known: Connection) -> None:
    for number, hour in enumerate((10, 11)):
        payload = {"hour": hour}
        change = Change(f"change:q{number}:hour", "digest_settings", MIA.email, "t1", payload, NOW)
        changing.request(known, change, MIA, asked_in_words=True)
    assert changing.undo(known, "change:q0:hour", allowed(MIA), NOW) is None
    assert settings_of(known, MIA).hour == 11
    assert changing.undo(known, "change:q1:hour", allowed(MIA), NOW)
    assert settings_of(known, MIA).hour == 10


def test_two_who_confirm_at_once_make_it_once_and_it_can_be_taken_back(engine: Engine) -> None:
    payload = {"partner_id": "p1", "until": "2026-12-01"}
    snooze = Change("change:q9:snooze", "snooze", MIA.email, "t1", payload, NOW)
    with engine.begin() as connection:
        changing.request(connection, snooze, MIA, asked_in_words=False)

    def confirmed(at: datetime) -> Change | None:
        with engine.begin() as connection:
            return changing.confirm(connection, snooze.change_id, allowed(MIA), at)

    with ThreadPoolExecutor(1) as other:
        with engine.begin() as connection:
            assert changing.confirm(connection, snooze.change_id, allowed(MIA), NOW)
            second = other.submit(confirmed, NOW + timedelta(seconds=1))
            assert not wait([second], 0.3).done
        assert second.result(5) is None
    with engine.begin() as connection:
        assert changing.undo(connection, snooze.change_id, allowed(MIA), NOW)
        assert snoozed_ids(connection, MIA.email, NOW.date()) == frozenset()
