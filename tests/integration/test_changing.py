from dataclasses import replace
from datetime import UTC, date, datetime

from sqlalchemy import Connection

from assistant.access import Access
from assistant.toolbox import changing
from knowledge.changes import Change
from knowledge.digests import settings_of
from knowledge.notes import get_note
from knowledge.people import Person, Role

NOW = datetime(2026, 10, 31, 9, tzinfo=UTC)
MIA = Person("mia@vendor.example", "Mia Berg", timezone="Europe/Berlin")
TOM = Person("tom@vendor.example", "Tom Ash")


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


def test_digest_settings_go_back_to_what_they_were(connection: Connection) -> None:
    change = Change("change:q2:digest", "digest_settings", MIA.email, "t1", {"hour": 10, "weekday": 2}, NOW)
    changing.request(connection, change, MIA, asked_in_words=True)
    assert (settings_of(connection, MIA).hour, settings_of(connection, MIA).weekday) == (10, 2)
    changing.undo(connection, change.change_id, allowed(MIA), NOW)
    assert settings_of(connection, MIA).hour == 8
    assert settings_of(connection, MIA).timezone == "Europe/Berlin"
