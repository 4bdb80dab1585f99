from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Connection, Engine

from knowledge.changes import (
    Change,
    ChangeState,
    confirm,
    decline,
    get_change,
    latest_change,
    put_change,
    undo,
)
from knowledge.digests import (
    DigestPost,
    DigestSettings,
    iso_week,
    post_of,
    save_post,
    save_settings,
    settings_of,
)
from knowledge.outbox import (
    OutboxMessage,
    OutboxState,
    claim,
    get_message,
    mark_failed,
    mark_sent,
    mark_unknown,
    message_at,
    put_message,
    reopen,
)
from knowledge.people import Person

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
MESSAGE = OutboxMessage("answer:C1:1", "C1", "1", {"text": "Hello"}, NOON)
CHANGE = Change("note:C1:1", "log_note", "priya@example.com", "C1:1", {"note_id": "n1"}, NOON)
PRIYA = Person("priya@example.com", "Priya", timezone="Asia/Kolkata")


def test_a_message_goes_from_pending_to_sent_once(connection: Connection) -> None:
    assert [put_message(connection, MESSAGE) for _ in range(2)] == [True, False]
    claimed = claim(connection, MESSAGE.outbox_id)
    assert claimed == replace(MESSAGE, state=OutboxState.SENDING, tries=1)
    assert claim(connection, MESSAGE.outbox_id) is None
    assert mark_sent(connection, MESSAGE.outbox_id, "17.1") is True
    assert mark_sent(connection, MESSAGE.outbox_id, "17.2") is False
    found = message_at(connection, "C1", "17.1")
    assert found is not None
    assert found.outbox_id == MESSAGE.outbox_id
    assert message_at(connection, "C2", "17.1") is None


def test_a_message_of_unknown_outcome_waits_until_somebody_looked(connection: Connection) -> None:
    put_message(connection, MESSAGE)
    claim(connection, MESSAGE.outbox_id)
    assert mark_unknown(connection, MESSAGE.outbox_id)
    assert claim(connection, MESSAGE.outbox_id) is None
    found = get_message(connection, MESSAGE.outbox_id)
    assert found is not None
    assert found.state is OutboxState.UNKNOWN
    assert reopen(connection, MESSAGE.outbox_id)
    again = claim(connection, MESSAGE.outbox_id)
    assert again is not None
    assert again.tries == 2


def test_what_is_sent_or_failed_is_not_reopened(connection: Connection) -> None:
    put_message(connection, MESSAGE)
    claim(connection, MESSAGE.outbox_id)
    assert mark_failed(connection, MESSAGE.outbox_id)
    assert reopen(connection, MESSAGE.outbox_id) is False
    assert get_message(connection, "answer:C1:9") is None


def test_of_many_claims_at_once_one_gets_the_message(engine: Engine) -> None:
    with engine.begin() as connection:
        put_message(connection, MESSAGE)

    def try_claim(_: int) -> bool:
        with engine.begin() as connection:
            return claim(connection, MESSAGE.outbox_id) is not None

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(try_claim, range(8))) == 1


def test_a_change_is_confirmed_once_and_undone_once(connection: Connection) -> None:
    assert [put_change(connection, CHANGE) for _ in range(2)] == [True, False]
    assert undo(connection, CHANGE.change_id, NOON) is False
    assert [confirm(connection, CHANGE.change_id, NOON, {"items": 5}) for _ in range(2)] == [True, False]
    assert decline(connection, CHANGE.change_id, NOON) is False
    assert [undo(connection, CHANGE.change_id, NOON) for _ in range(2)] == [True, False]
    assert get_change(connection, CHANGE.change_id) == replace(
        CHANGE, state=ChangeState.UNDONE, before={"items": 5}
    )


def test_the_latest_change_is_the_actors_own_in_that_thread(connection: Connection) -> None:
    put_change(connection, CHANGE)
    put_change(connection, replace(CHANGE, change_id="b", actor_email="jonas@example.com"))
    put_change(connection, replace(CHANGE, change_id="c", thread_id="C2:1"))
    put_change(connection, replace(CHANGE, change_id="d", changed_at=NOON - timedelta(minutes=1)))
    found = latest_change(connection, "C1:1", "priya@example.com", ChangeState.PENDING)
    assert found == CHANGE
    assert latest_change(connection, "C1:1", "priya@example.com", ChangeState.DONE) is None


def test_a_digest_comes_on_monday_at_eight_in_the_persons_zone_unless_set(connection: Connection) -> None:
    default = settings_of(connection, PRIYA)
    assert (default.weekday, default.hour, default.timezone, default.items) == (0, 8, "Asia/Kolkata", 5)
    assert settings_of(connection, replace(PRIYA, timezone="")).timezone == "UTC"


def test_digest_settings_are_kept_and_replaced(connection: Connection) -> None:
    chosen = DigestSettings(PRIYA.email, 4, 7, "UTC", 3, date(2026, 6, 1), ("a", "b"))
    save_settings(connection, chosen)
    assert settings_of(connection, PRIYA) == chosen
    save_settings(connection, replace(chosen, paused_until=None, muted_partner_ids=()))
    assert settings_of(connection, PRIYA) == replace(chosen, paused_until=None, muted_partner_ids=())


def test_there_is_one_digest_per_person_and_week(connection: Connection) -> None:
    post = DigestPost(PRIYA.email, iso_week(date(2027, 1, 1)), {"text": "first"}, NOON)
    assert post.week == "2026-W53"
    assert save_post(connection, post) is True
    assert save_post(connection, replace(post, answer={"text": "second"})) is False
    assert post_of(connection, PRIYA.email, "2026-W53") == post
    assert post_of(connection, PRIYA.email, "2026-W52") is None
