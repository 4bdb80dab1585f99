from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from threading import Barrier

import pytest
from sqlalchemy import Connection, Engine, update

from knowledge.drafts import (
    approve,
    dismiss,
    drafts_by_id,
    drafts_in,
    edit,
    finish_sending,
    get_draft,
    propose,
    start_sending,
)
from knowledge.tables import drafts
from tools.drafts import (
    Draft,
    DraftChangedError,
    DraftDigestError,
    DraftError,
    DraftMoveError,
    DraftState,
    DraftUnknownError,
    digest,
)

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
DRAFT = Draft(
    draft_id="draft:answer:C1:1:a",
    partner_id="a",
    contact_id="c1",
    purpose="check_in",
    channel="email",
    recipient="dana@acme.example",
    sender="priya@example.com",
    subject="Your launch",
    body="Hello Dana",
    language="en",
    fact_ids=("f1",),
    note_ids=(),
    as_of=date(2026, 5, 4),
    author_email="priya@example.com",
    changed_at=NOON,
)
PRIYA, LEAD = "priya@example.com", "lead@example.com"


@pytest.fixture
def proposed(connection: Connection) -> Draft:
    propose(connection, DRAFT)
    return get_draft(connection, DRAFT.draft_id)


def test_a_draft_is_proposed_once_and_never_arrives_approved(connection: Connection) -> None:
    approved = replace(DRAFT, state=DraftState.APPROVED, approved_by=LEAD, approved_digest=digest(DRAFT))
    assert propose(connection, approved) is True
    assert propose(connection, DRAFT) is False
    assert get_draft(connection, DRAFT.draft_id).state is DraftState.PROPOSED
    assert get_draft(connection, DRAFT.draft_id).approved_by is None


def test_from_proposal_to_sent(connection: Connection, proposed: Draft) -> None:
    edited = edit(connection, proposed, "Your launch", "Hello Dana, well done.", NOON)
    approved = approve(connection, edited, PRIYA, digest(edited), NOON)
    assert (approved.approved_by, approved.approved_digest) == (PRIYA, digest(edited))
    sending = start_sending(connection, approved, NOON)
    sent = finish_sending(connection, sending, DraftState.SENT, "1714.1", NOON)
    assert (sent.state, sent.outcome, sent.body) == (DraftState.SENT, "1714.1", "Hello Dana, well done.")
    assert drafts_in(connection, DraftState.SENT) == [sent]
    assert drafts_by_id(connection, [DRAFT.draft_id, "other"]) == {DRAFT.draft_id: sent}


def test_an_approval_of_other_bytes_than_the_kept_ones_is_refused(
    connection: Connection, proposed: Draft
) -> None:
    shown = replace(proposed, body="Hello Dana!")
    with pytest.raises(DraftDigestError):
        approve(connection, proposed, PRIYA, digest(shown), NOON)
    assert get_draft(connection, DRAFT.draft_id) == proposed


def test_an_edit_after_the_approval_voids_it(connection: Connection, proposed: Draft) -> None:
    approved = approve(connection, proposed, PRIYA, digest(proposed), NOON)
    edited = edit(connection, approved, "Hi", "Other", NOON)
    assert (edited.state, edited.approved_by, edited.approved_digest) == (DraftState.EDITED, None, None)
    with pytest.raises(DraftMoveError, match="is edited and cannot become sending"):
        start_sending(connection, approved, NOON)


def test_what_was_edited_and_approved_again_does_not_leave_under_the_first_approval(
    connection: Connection, proposed: Draft
) -> None:
    first = approve(connection, proposed, PRIYA, digest(proposed), NOON)
    edited = edit(connection, first, "Hi", "Other", NOON)
    second = approve(connection, edited, PRIYA, digest(edited), NOON)
    with pytest.raises(DraftChangedError):
        start_sending(connection, first, NOON)
    assert start_sending(connection, second, NOON).body == "Other"


def test_an_approval_of_what_was_edited_meanwhile_is_refused(connection: Connection, proposed: Draft) -> None:
    edit(connection, proposed, "Hi", "Other", NOON)
    with pytest.raises(DraftChangedError, match="it is edited now"):
        approve(connection, proposed, PRIYA, digest(DRAFT), NOON)


def test_the_second_approver_is_told_who_was_first(connection: Connection, proposed: Draft) -> None:
    approve(connection, proposed, LEAD, digest(proposed), NOON)
    with pytest.raises(DraftMoveError):
        approve(connection, proposed, PRIYA, digest(proposed), NOON)
    with pytest.raises(DraftChangedError, match="approved by lead@example"):
        dismiss(connection, proposed, NOON)


def test_bytes_changed_behind_the_approval_do_not_leave(connection: Connection, proposed: Draft) -> None:
    approved = approve(connection, proposed, PRIYA, digest(proposed), NOON)
    connection.execute(update(drafts).values(recipient="mallory@evil.example"))
    with pytest.raises(DraftDigestError):
        start_sending(connection, approved, NOON)


def test_an_unknown_outcome_is_never_sent_again_by_itself(connection: Connection, proposed: Draft) -> None:
    approved = approve(connection, proposed, PRIYA, digest(proposed), NOON)
    sending = start_sending(connection, approved, NOON)
    unknown = finish_sending(connection, sending, DraftState.UNKNOWN, "no reply", NOON)
    with pytest.raises(DraftMoveError):
        start_sending(connection, approved, NOON)
    failed = finish_sending(connection, unknown, DraftState.FAILED, "not in the outbox", NOON)
    again = approve(connection, failed, LEAD, digest(failed), NOON)
    assert (again.state, again.approved_by, again.outcome) == (DraftState.APPROVED, LEAD, None)


def test_a_draft_that_nobody_made_is_unknown(connection: Connection) -> None:
    with pytest.raises(DraftUnknownError, match="'x'"):
        get_draft(connection, "x")


def outcomes(engine: Engine, actions: list[Callable[[Connection], Draft]]) -> list[str]:
    """What each action came to when all start at the same moment, each in a transaction of its own."""
    start = Barrier(len(actions))

    def run(action: Callable[[Connection], Draft]) -> str:
        start.wait()
        try:
            with engine.begin() as connection:
                return action(connection).state.value
        except DraftError as error:
            return type(error).__name__

    with ThreadPoolExecutor(len(actions)) as threads:
        return list(threads.map(run, actions))


@pytest.fixture
def waiting(engine: Engine) -> Draft:
    with engine.begin() as connection:
        propose(connection, DRAFT)
        return get_draft(connection, DRAFT.draft_id)


def test_of_many_approvals_at_once_one_counts(engine: Engine, waiting: Draft) -> None:
    results = outcomes(engine, [lambda c: approve(c, waiting, PRIYA, digest(waiting), NOON)] * 8)
    assert results.count("approved") == 1
    assert set(results) <= {"approved", "DraftMoveError", "DraftChangedError"}


def test_of_many_senders_at_once_one_sends(engine: Engine, waiting: Draft) -> None:
    with engine.begin() as connection:
        approved = approve(connection, waiting, PRIYA, digest(waiting), NOON)
    results = outcomes(engine, [lambda c: start_sending(c, approved, NOON)] * 8)
    assert results.count("sending") == 1


def test_approve_edit_and_dismiss_at_once_have_one_outcome(engine: Engine, waiting: Draft) -> None:
    actions: list[Callable[[Connection], Draft]] = [
        lambda c: approve(c, waiting, PRIYA, digest(waiting), NOON),
        lambda c: edit(c, waiting, "Hi", "Other", NOON),
        lambda c: dismiss(c, waiting, NOON),
    ]
    results = outcomes(engine, actions * 2)
    assert sum(result in {"approved", "edited", "dismissed"} for result in results) == 1
    with engine.connect() as connection:
        assert get_draft(connection, DRAFT.draft_id).version == 2
