"""The review queue of a job, and the long tail that is approved at once."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from assistant.errors import NotAllowed
from assistant.jobs.listing import ON_A_PAGE, PAGE, Listings, ListingUnread, paged
from assistant.jobs.reviewing import NothingToReview, ReviewQueue
from assistant.jobs.writing import JobUnknown
from knowledge import drafts
from knowledge.database import open_database
from knowledge.people import Person
from tests.job_worlds import (
    ADA,
    AS_OF,
    BOB,
    LEA,
    NOW,
    VIC,
    PlainStandings,
    add,
    partners,
    people,
    plain_jobs,
    put,
)
from tools.attention import Lane
from tools.drafts import Draft, DraftState

COUNT = 12


@pytest.fixture
def engine(sqlite_database_url: str) -> Iterator[Engine]:
    opened = open_database(sqlite_database_url)
    with opened.begin() as connection:
        people(connection)
        partners(connection, COUNT)
    yield opened
    opened.dispose()


@pytest.fixture
def job_id(engine: Engine) -> str:
    key = put(engine, [f"P{number:03d}" for number in range(COUNT)])
    plain_jobs(engine).write_all(key, lambda _: None)
    return key


@pytest.fixture
def queue(engine: Engine) -> ReviewQueue:
    standings = PlainStandings({Lane.MONEY_AT_RISK: {"P001"}, Lane.DUE: {"P002"}, Lane.RISING: {"P004"}})
    return ReviewQueue(plain_jobs(engine, standings=standings))


@pytest.fixture
def listings(queue: ReviewQueue) -> Listings:
    return Listings(queue)


class Approver:
    """Approves as the application does, without a verifier."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.approved: list[str] = []

    def __call__(self, draft_id: str, seen_digest: str, person: Person) -> Draft:
        with self.engine.begin() as connection:
            seen = drafts.get_draft(connection, draft_id)
            draft = drafts.approve(connection, seen, person.email, seen_digest, NOW)
        self.approved.append(draft_id)
        return draft


def edit(engine: Engine, draft_id: str, body: str = "Other words") -> None:
    with engine.begin() as connection:
        drafts.edit(connection, drafts.get_draft(connection, draft_id), "Other subject", body, NOW)


def dismiss(engine: Engine, draft_id: str) -> None:
    with engine.begin() as connection:
        drafts.dismiss(connection, drafts.get_draft(connection, draft_id), NOW)


def read_all(listings: Listings, listing_id: str, person: Person = ADA) -> None:
    pages = len(listings.of(listing_id, person).pages)
    for number in range(pages):
        listings.page(listing_id, number, person)


def test_one_draft_after_the_other_from_the_first_undecided_on(
    engine: Engine, queue: ReviewQueue, job_id: str
) -> None:
    card = queue.card(job_id, 2, ADA)
    assert (card.place, card.total, card.left, card.partner) == (2, COUNT, COUNT, "Partner P002")
    dismiss(engine, card.draft.draft_id)
    assert queue.card(job_id, 0, ADA).left == COUNT - 1
    assert queue.next_place(job_id, 1, ADA) == 3
    assert queue.next_place(job_id, COUNT - 1, ADA) == 0
    assert queue.card(job_id, 999, ADA).place == COUNT - 1
    assert queue.place_of(job_id, card.draft.draft_id, ADA) == 2


def test_a_stop_since_it_was_written_is_shown(engine: Engine, queue: ReviewQueue, job_id: str) -> None:
    with engine.begin() as connection:
        day = AS_OF + timedelta(days=1)
        add(connection, "activities", activity_id="a", partner_id="P000", date=day, direction="in")
    assert queue.card(job_id, 0, ADA).stopped == "answered"
    assert queue.card(job_id, 1, ADA).stopped is None


def test_nobody_reviews_what_they_may_not_send(queue: ReviewQueue, job_id: str) -> None:
    for stranger in (BOB, VIC):
        with pytest.raises(JobUnknown):
            queue.card(job_id, 0, stranger)
    assert queue.card(job_id, 0, LEA).total == COUNT


def test_before_the_first_is_written_there_is_nothing_to_review(engine: Engine, queue: ReviewQueue) -> None:
    with pytest.raises(NothingToReview):
        queue.card(put(engine, ["P000"], job_id="job:q2"), 0, ADA)


def test_the_long_tail_leaves_out_whoever_needs_a_decision_of_their_own(
    engine: Engine, queue: ReviewQueue, job_id: str
) -> None:
    with engine.begin() as connection:
        add(connection, "deals", deal_id="D", partner_id="P003", stage="open", created_on=AS_OF)
        day = AS_OF + timedelta(days=1)
        add(connection, "activities", activity_id="a", partner_id="P005", date=day, direction="in")
    tail = {draft.partner_id for draft in queue.long_tail(job_id, ADA)}
    assert tail == {f"P{number:03d}" for number in range(COUNT)} - {"P001", "P002", "P003", "P005"}


def test_a_list_is_approved_once_after_every_page_was_opened(
    engine: Engine, listings: Listings, job_id: str
) -> None:
    approver = Approver(engine)
    listing_id = listings.make(job_id, ADA)
    assert listing_id is not None
    assert listings.make(job_id, ADA) == listing_id
    with pytest.raises(ListingUnread, match="Read every page first: 1"):
        listings.approve(listing_id, ADA, approver)
    assert approver.approved == []
    read_all(listings, listing_id)
    outcome = listings.approve(listing_id, ADA, approver)
    assert len(outcome.drafts) == len(approver.approved) == COUNT - 2
    assert outcome.left_out == ()
    again = listings.approve(listing_id, ADA, approver)
    assert (again, len(approver.approved)) == (outcome, COUNT - 2)


def test_every_page_shows_its_messages_whole_and_covers_exactly_those(
    engine: Engine, listings: Listings, job_id: str
) -> None:
    long_words = "Long words. " * 300
    edit(engine, "d-job:q1-P003", long_words)
    listing_id = listings.make(job_id, ADA)
    assert listing_id is not None
    pages = [listings.page(listing_id, at, ADA) for at in range(len(listings.of(listing_id, ADA).pages))]
    shown = [draft for page in pages for _, draft in page.drafts]
    assert [draft.draft_id for draft in shown] == [key for key, _ in listings.of(listing_id, ADA).entries]
    assert long_words in {draft.body for draft in shown}
    assert [page.first for page in pages] == [
        1 + sum(len(one.drafts) for one in pages[:at]) for at in range(len(pages))
    ]


def test_a_draft_that_was_edited_after_it_was_listed_drops_out_and_is_named(
    engine: Engine, listings: Listings, job_id: str
) -> None:
    listing_id = listings.make(job_id, ADA)
    assert listing_id is not None
    read_all(listings, listing_id)
    edit(engine, "d-job:q1-P006")
    dismiss(engine, "d-job:q1-P007")
    outcome = listings.approve(listing_id, ADA, Approver(engine))
    assert dict(outcome.left_out) == {
        "Partner P006": "It has changed since it was listed.",
        "Partner P007": "It is dismissed now.",
    }
    assert len(outcome.drafts) == COUNT - 4


def test_what_was_not_readable_when_its_page_was_opened_is_not_covered_even_if_it_changes_back(
    engine: Engine, listings: Listings, job_id: str
) -> None:
    with engine.connect() as connection:
        before = drafts.get_draft(connection, "d-job:q1-P006")
    listing_id = listings.make(job_id, ADA)
    assert listing_id is not None
    edit(engine, before.draft_id)
    changed = [listings.page(listing_id, at, ADA).changed for at in range(2)]
    assert ("Partner P006",) in changed
    with engine.begin() as connection:
        now = drafts.get_draft(connection, before.draft_id)
        drafts.edit(connection, now, before.subject, before.body, NOW)
    outcome = listings.approve(listing_id, ADA, Approver(engine))
    assert before.draft_id not in {draft.draft_id for draft in outcome.drafts}


def test_what_stops_one_message_does_not_stop_the_others(
    engine: Engine, listings: Listings, job_id: str
) -> None:
    def approve(draft_id: str, seen: str, person: Person) -> Draft:
        if draft_id.endswith("P008"):
            raise NotAllowed("They have written since. Read it, and answer that instead.")
        return Approver(engine)(draft_id, seen, person)

    listing_id = listings.make(job_id, ADA)
    assert listing_id is not None
    read_all(listings, listing_id)
    outcome = listings.approve(listing_id, ADA, approve)
    assert outcome.left_out == (
        ("Partner P008", "They have written since. Read it, and answer that instead."),
    )


def test_after_a_crash_in_the_middle_the_rest_is_approved(
    engine: Engine, listings: Listings, job_id: str
) -> None:
    approver = Approver(engine)

    def dies(draft_id: str, seen: str, person: Person) -> Draft:
        if len(approver.approved) == 3:
            raise KeyboardInterrupt
        return approver(draft_id, seen, person)

    listing_id = listings.make(job_id, ADA)
    assert listing_id is not None
    read_all(listings, listing_id)
    with pytest.raises(KeyboardInterrupt):
        listings.approve(listing_id, ADA, dies)
    assert len(listings.approve(listing_id, ADA, approver).drafts) == COUNT - 2
    assert len(approver.approved) == len(set(approver.approved)) == COUNT - 2


def test_an_old_list_does_not_approve_again_what_could_not_be_sent(
    engine: Engine, listings: Listings, job_id: str
) -> None:
    listing_id = listings.make(job_id, ADA)
    assert listing_id is not None
    read_all(listings, listing_id)
    first = listings.approve(listing_id, ADA, Approver(engine)).drafts[0]
    with engine.begin() as connection:
        sending = drafts.start_sending(connection, first, NOW)
        drafts.finish_sending(connection, sending, DraftState.FAILED, "the server refused it", NOW)
    approver = Approver(engine)
    outcome = listings.approve(listing_id, ADA, approver)
    assert approver.approved == []
    assert dict(outcome.left_out) == {"Partner P000": "It is failed now."}


def test_a_list_is_nobody_elses(engine: Engine, listings: Listings, job_id: str) -> None:
    listing_id = listings.make(job_id, ADA)
    assert listing_id is not None
    read_all(listings, listing_id)
    for person, key in ((LEA, listing_id), (BOB, listing_id), (ADA, "l" + "0" * 24)):
        with pytest.raises(NotAllowed):
            listings.approve(key, person, Approver(engine))


def test_pages_hold_as_much_as_can_be_read_and_no_message_that_cannot() -> None:
    bodies = [*("x" * 800 for _ in range(25)), "y" * (PAGE + 1), "z" * (PAGE - 500)]
    made = [replace(_DRAFT, draft_id=f"d{number}", body=body) for number, body in enumerate(bodies)]
    pages = paged(made)
    assert [key for page in pages for key, _ in page] == [one.draft_id for one in made if "y" not in one.body]
    sizes = {one.draft_id: len(one.body) for one in made}
    assert all(sum(sizes[key] for key, _ in page) <= PAGE and len(page) <= ON_A_PAGE for page in pages)
    assert paged([]) == ()


_DRAFT = Draft(
    draft_id="d", partner_id="P", contact_id=None, purpose="check_in", channel="email",
    recipient="a@b.example",
    sender=ADA.email, subject="", body="", language="en", fact_ids=(), note_ids=(), as_of=AS_OF,
    author_email=ADA.email, changed_at=NOW,
)  # fmt: skip
