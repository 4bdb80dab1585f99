"""A job writes one draft for each partner, once, whatever happens in between."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine, delete, func, select, update

from assistant.drafting.batch import patterns_of
from assistant.jobs.words import progress_in_words, refusals_in_words
from assistant.jobs.writing import FAILED, GONE, NOT_ALLOWED, JobUnknown
from knowledge.database import open_database
from knowledge.draft_jobs import ItemState, JobState, items_in
from knowledge.tables import INCOMING, drafts
from tests.job_worlds import ADA, BOB, LEA, VIC, PlainDrafting, add, partners, people, plain_jobs, put
from tools.drafts import Sentence


@pytest.fixture
def database(sqlite_database_url: str) -> Iterator[Engine]:
    """SQLite alone: what differs between the two databases is tested on `engine`."""
    opened = open_database(sqlite_database_url)
    yield opened
    opened.dispose()


def count_drafts(database: Engine) -> int:
    with database.connect() as connection:
        return connection.execute(select(func.count()).select_from(drafts)).scalar_one()


def test_everyone_gets_one_draft_and_what_cannot_be_written_is_named(engine: Engine) -> None:
    with engine.begin() as connection:
        people(connection)
        ids = partners(connection, 30)
        add(connection, "partners", partner_id="P-alone", name="Alone", manager_email=ADA.email)
        contacts = INCOMING["contacts"]
        opted = update(contacts).where(contacts.c.contact_id == "C-P003")
        connection.execute(opted.values(opted_out=True))
    jobs = plain_jobs(engine)
    job_id = put(engine, [*ids, "P-alone"])
    tally = jobs.write_all(job_id, lambda _: None)
    assert (tally.state, tally.total, tally.written, tally.refused) == (JobState.DONE, 31, 29, 2)
    assert tally.reasons == {"opted_out": 1, "no_contact": 1}
    assert count_drafts(engine) == 29
    assert progress_in_words(tally).startswith("29 of 31 written, 2 cannot be written to. Done")
    assert "to 1 as the contact has opted out" in refusals_in_words(tally)


def test_another_process_goes_on_where_the_first_one_was(database: Engine) -> None:
    with database.begin() as connection:
        people(connection)
        ids = partners(connection, 60)
    job_id = put(database, ids)
    first, second = PlainDrafting(), PlainDrafting()
    assert plain_jobs(database, first).write_some(job_id)
    tally = plain_jobs(database, second).write_all(job_id, lambda _: None)
    assert tally.written == 60
    assert first.written + second.written == ids
    assert count_drafts(database) == 60


def test_what_was_written_and_not_kept_is_written_again_and_kept_once(database: Engine) -> None:
    with database.begin() as connection:
        people(connection)
        ids = partners(connection, 5)
    job_id = put(database, ids)
    drafting = PlainDrafting(broken_disk=True)
    jobs = plain_jobs(database, drafting)
    with pytest.raises(OSError, match="full"):
        jobs.write_some(job_id)
    assert count_drafts(database) == 0
    drafting.broken_disk = False
    assert jobs.write_all(job_id, lambda _: None).written == 5
    assert count_drafts(database) == 5


def test_two_workers_on_one_job_write_everybody_once(engine: Engine) -> None:
    with engine.begin() as connection:
        people(connection)
        ids = partners(connection, 30)
    job_id = put(engine, ids)
    workers = [plain_jobs(engine, PlainDrafting(seconds=0.001)) for _ in range(2)]
    with ThreadPoolExecutor() as pool:
        tallies = list(pool.map(lambda jobs: jobs.write_all(job_id, lambda _: None), workers))
    assert [one.written for one in tallies] == [30, 30]
    assert count_drafts(engine) == 30


def test_a_job_keeps_no_more_than_it_can_write_in_its_time(database: Engine) -> None:
    with database.begin() as connection:
        people(connection)
        ids = partners(connection, 10)
    job_id = put(database, ids)
    jobs = plain_jobs(database)
    ticks = iter(range(100))
    jobs.clock = lambda: float(next(ticks))
    assert jobs.write_some(job_id, seconds=2.5)
    assert jobs.tally(job_id).written == 3


def test_progress_is_told_every_few_seconds_however_quickly_it_is_written(database: Engine) -> None:
    with database.begin() as connection:
        people(connection)
        ids = partners(connection, 60)
    ticking = iter(range(10_000))
    jobs = plain_jobs(database)
    jobs.clock = lambda: next(ticking) / 10  # a tenth of a second for each look at the clock
    told: list[int] = []
    assert jobs.write_all(put(database, ids), lambda one: told.append(one.written)).written == 60
    assert told == sorted(told)
    assert 1 <= len(told) <= 3


def test_a_cancelled_job_writes_nothing_more_and_keeps_what_is_there(database: Engine) -> None:
    with database.begin() as connection:
        people(connection)
        ids = partners(connection, 60)
    job_id = put(database, ids)
    jobs = plain_jobs(database)
    jobs.write_some(job_id)
    tally = jobs.cancel(job_id, ADA)
    assert not jobs.write_some(job_id)
    after = jobs.tally(job_id)
    assert (tally.state, after) == (JobState.CANCELLED, tally)
    assert 0 < after.written == count_drafts(database) < 60
    assert "Cancelled" in progress_in_words(after)


def test_what_is_being_written_while_somebody_cancels_is_not_kept(database: Engine) -> None:
    with database.begin() as connection:
        people(connection)
        ids = partners(connection, 5)
    job_id = put(database, ids)
    jobs = plain_jobs(database, PlainDrafting(meanwhile=lambda: plain_jobs(database).cancel(job_id, ADA)))
    jobs.write_some(job_id)
    assert count_drafts(database) == 0
    assert jobs.tally(job_id).state is JobState.CANCELLED


def test_only_the_asker_or_a_lead_may_cancel(database: Engine) -> None:
    with database.begin() as connection:
        people(connection)
        ids = partners(connection, 2)
    job_id = put(database, ids)
    jobs = plain_jobs(database)
    for stranger in (BOB, VIC):
        with pytest.raises(JobUnknown):
            jobs.cancel(job_id, stranger)
    with pytest.raises(JobUnknown):
        jobs.cancel("job:none", ADA)
    assert jobs.tally(job_id).state is JobState.RUNNING
    assert jobs.cancel(job_id, LEA).state is JobState.CANCELLED


def test_a_partner_who_has_got_another_manager_since_is_left_to_them(database: Engine) -> None:
    with database.begin() as connection:
        people(connection)
        mine = partners(connection, 2)
        theirs = partners(connection, 2, BOB, "Q")
    jobs = plain_jobs(database)
    tally = jobs.write_all(put(database, [*mine, *theirs]), lambda _: None)
    assert (tally.written, tally.reasons) == (2, {NOT_ALLOWED: 2})


def test_a_partner_who_was_merged_into_another_since_is_left_out_and_said_to_be(database: Engine) -> None:
    with database.begin() as connection:
        people(connection)
        ids = partners(connection, 3)
    job_id = put(database, ids)
    with database.begin() as connection:
        for table in ("contacts", "partners"):
            connection.execute(delete(INCOMING[table]).where(INCOMING[table].c.partner_id == "P001"))
    tally = plain_jobs(database).write_all(job_id, lambda _: None)
    assert (tally.state, tally.written, tally.reasons) == (JobState.DONE, 2, {GONE: 1})
    gone = "I wrote nothing to 1 partner: the partner was merged into another or removed since."
    assert refusals_in_words(tally) == gone


def test_nothing_is_written_for_a_viewer_or_somebody_who_was_removed(database: Engine) -> None:
    with database.begin() as connection:
        people(connection)
        ids = partners(connection, 2)
    for number, asker in enumerate((VIC, ADA.__class__("gone@example.com", "Gone"))):
        job_id = put(database, ids, asker, f"job:{number}")
        assert plain_jobs(database).write_all(job_id, lambda _: None).reasons == {NOT_ALLOWED: 2}
    assert count_drafts(database) == 0


def test_one_that_breaks_leaves_the_others_alone_and_its_words_out_of_the_log(
    database: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    with database.begin() as connection:
        people(connection)
        ids = partners(connection, 4)
    jobs = plain_jobs(database, PlainDrafting(fails_for=frozenset({"P001"})))
    tally = jobs.write_all(put(database, ids), lambda _: None)
    assert (tally.written, tally.reasons) == (3, {FAILED: 1})
    assert "RuntimeError" in caplog.text
    assert "secret" not in caplog.text


def test_the_same_job_asked_for_twice_is_one(database: Engine) -> None:
    with database.begin() as connection:
        people(connection)
        ids = partners(connection, 3)
        add(connection, "partners", partner_id="new", name="New", manager_email=ADA.email)
    jobs = plain_jobs(database)
    job_id = put(database, ids)
    jobs.write_all(job_id, lambda _: None)
    assert put(database, [*ids, "new"]) == job_id
    assert jobs.write_all(job_id, lambda _: None).total == 3
    with database.connect() as connection:
        assert [one.place for one in items_in(connection, job_id, ItemState.WRITTEN)] == [0, 1, 2]


def test_sentences_of_kept_drafts_are_known_after_a_restart() -> None:
    sentence = Sentence("Hello Ada, we won.", "Hello …, we won.")
    assert patterns_of((sentence,)) == {"Hello …, we won."}
