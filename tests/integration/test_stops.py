"""What keeps a message of a job from being written or from leaving: each reason, and what is none."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import Connection, Engine, update

from assistant.drafting.recipients import RefusalReason
from assistant.drafting.stops import WHY_STOPPED, Stops
from knowledge import drafts
from knowledge.database import open_database
from knowledge.draft_jobs import ItemState, items_in, mark_written
from knowledge.tables import INCOMING
from tests.job_worlds import ADA, AS_OF, BOB, NOW, add, partners, people, put
from tools.drafts import Draft, DraftState, digest
from tools.outreach import OutreachPolicy

TODAY = NOW.date()
P = "P000"


@pytest.fixture
def world(sqlite_database_url: str) -> Iterator[Connection]:
    """One partner with a contact, and a draft of a job to them."""
    engine: Engine = open_database(sqlite_database_url)
    with engine.begin() as connection:
        people(connection)
        partners(connection, 2)
    job_id = put(engine, [P])
    with engine.begin() as connection:
        drafts.propose(connection, DRAFT)
        mark_written(connection, items_in(connection, job_id, ItemState.WAITING)[0], DRAFT.draft_id)
    with engine.begin() as connection:
        yield connection
    engine.dispose()


DRAFT = Draft(
    draft_id="d1", partner_id=P, contact_id=f"C-{P}", purpose="check_in", channel="email",
    recipient="dana@p000.example", sender=ADA.email, subject="Hello", body="Hello", language="en",
    fact_ids=(), note_ids=(), as_of=AS_OF, author_email=ADA.email, changed_at=NOW,
)  # fmt: skip


def reasons(world: Connection, stops: Stops | None = None) -> tuple[str | None, str | None]:
    """Before writing, and for the draft that is there."""
    rules = stops or Stops()
    refusal = rules.before_writing(world, P, None, AS_OF, TODAY)
    return (refusal.reason if refusal else None, rules.stopped(world, DRAFT, NOW))


def mailed(world: Connection, day: date, person: str = "Dana P000", kind: str = "email") -> None:
    add(
        world,
        "activities",
        activity_id=f"{day}",
        partner_id=P,
        date=day,
        kind=kind,
        direction="out",
        person=person,
    )


def approved_by_bob(world: Connection, contact_id: str | None, recipient: str) -> None:
    other = replace(DRAFT, draft_id="d2", contact_id=contact_id, recipient=recipient, author_email=BOB.email)
    drafts.propose(world, other)
    drafts.approve(world, drafts.get_draft(world, "d2"), BOB.email, digest(other), NOW - timedelta(days=2))


def test_nothing_stands_in_the_way_of_a_plain_message(world: Connection) -> None:
    assert reasons(world) == (None, None)


@pytest.mark.parametrize("person", ["Dana P000", "DANA@p000.example "])
def test_a_contact_to_whom_one_of_us_has_just_written_is_left_in_peace(
    world: Connection, person: str
) -> None:
    mailed(world, AS_OF - timedelta(days=5), person)
    assert reasons(world) == (RefusalReason.TOO_SOON, RefusalReason.TOO_SOON)


def test_days_count_from_what_the_data_covers_when_writing_and_from_today_when_approving(
    world: Connection,
) -> None:
    mailed(world, AS_OF - timedelta(days=13))
    assert reasons(world) == (RefusalReason.TOO_SOON, None)


@pytest.mark.parametrize(
    ("day", "person", "kind"),
    [
        (AS_OF - timedelta(days=14), "Dana P000", "email"),
        (AS_OF, "Somebody else", "email"),
        (AS_OF, "Dana P000", "meeting"),
    ],
    ids=["long ago", "to another contact", "no message"],
)
def test_what_is_no_recent_message_to_the_contact_does_not_count(
    world: Connection, day: date, person: str, kind: str
) -> None:
    mailed(world, day, person, kind)
    assert reasons(world) == (None, None)


@pytest.mark.parametrize(
    ("contact_id", "recipient"), [(f"C-{P}", "other@p000.example"), (None, "Dana@P000.example")]
)
def test_a_colleagues_approved_draft_to_the_same_contact_counts(
    world: Connection, contact_id: str | None, recipient: str
) -> None:
    approved_by_bob(world, contact_id, recipient)
    assert reasons(world) == (RefusalReason.TOO_SOON, RefusalReason.TOO_SOON)
    never = Stops(OutreachPolicy(quiet_days=0))
    assert reasons(world, never) == (None, None)


def test_a_colleagues_draft_that_nobody_approved_does_not_count(world: Connection) -> None:
    drafts.propose(world, replace(DRAFT, draft_id="d2", author_email=BOB.email))
    assert drafts.get_draft(world, "d2").state is DraftState.PROPOSED
    assert reasons(world) == (None, None)


def test_an_answer_that_was_imported_or_logged_since_stops_it(world: Connection) -> None:
    inbound = {"partner_id": P, "kind": "email", "direction": "in", "person": "Ole"}
    add(world, "activities", activity_id="before", date=AS_OF, **inbound)
    assert reasons(world) == (None, None)
    add(world, "activities", activity_id="after", date=AS_OF + timedelta(days=1), **inbound)
    assert reasons(world) == (RefusalReason.ANSWERED, RefusalReason.ANSWERED)


@pytest.mark.parametrize(
    ("author", "visibility", "stopped"),
    [
        ("Dana P000", "shareable", True),
        ("dana@p000.example", "shareable", True),
        ("Ada", "shareable", False),
        ("Dana P000", "internal", False),
    ],
)
def test_words_of_theirs_that_were_noted_since_stop_it(
    world: Connection, author: str, visibility: str, *, stopped: bool
) -> None:
    day = AS_OF + timedelta(days=1)
    add(world, "notes", note_id="n", partner_id=P, date=day, author=author, visibility=visibility, text="Hi")
    expected = RefusalReason.ANSWERED if stopped else None
    assert reasons(world) == (expected, expected)


@pytest.mark.parametrize(
    ("severity", "opened", "closed", "stopped"),
    [
        (1, AS_OF, None, True),
        (2, AS_OF, TODAY + timedelta(days=1), True),
        (3, AS_OF, None, False),
        (1, AS_OF, AS_OF, False),
        (1, AS_OF - timedelta(days=400), None, False),
    ],
    ids=["open", "closes later", "mild", "closed", "forgotten"],
)
def test_a_severe_case_that_is_open_stops_it(
    world: Connection, severity: int, opened: date, closed: date | None, *, stopped: bool
) -> None:
    ticket = {"partner_id": P, "severity": severity, "opened_on": opened, "closed_on": closed}
    add(world, "tickets", ticket_id="t", **ticket)
    expected = RefusalReason.SEVERE_TICKET if stopped else None
    assert reasons(world) == (expected, expected)


@pytest.mark.parametrize(
    ("table", "change", "reason"),
    [
        ("contacts", {"opted_out": True}, RefusalReason.OPTED_OUT),
        ("contacts", {"left_on": TODAY}, RefusalReason.CONTACT_LEFT),
        ("contacts", {"email": ""}, RefusalReason.NO_ADDRESS),
        ("contacts", {"partner_id": "P001"}, RefusalReason.NO_CONTACT),
        ("partners", {"status": "ended"}, RefusalReason.PARTNER_ENDED),
    ],
)
def test_who_may_not_be_written_to_any_more_is_not(
    world: Connection, table: str, change: dict[str, object], reason: RefusalReason
) -> None:
    columns = INCOMING[table].c
    world.execute(update(INCOMING[table]).where(columns.partner_id == P).values(change))
    assert reasons(world) == (reason, reason)


def test_a_draft_that_somebody_asked_for_by_itself_is_theirs_to_send(world: Connection) -> None:
    mailed(world, AS_OF)
    assert Stops().stopped(world, replace(DRAFT, draft_id="d9"), NOW) is None


def test_every_reason_says_what_to_do_next() -> None:
    said = [WHY_STOPPED[reason] for reason in WHY_STOPPED]
    assert all(len(one.split(". ")) == 2 for one in said)
