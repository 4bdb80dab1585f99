from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.drafts import MOVES, Draft, DraftMoveError, DraftState, check_move, digest

DRAFT = Draft(
    draft_id="d",
    partner_id="a",
    contact_id=None,
    purpose="check_in",
    channel="email",
    recipient="dana@acme.example",
    sender="priya@example.com",
    subject="Hello",
    body="Dana",
    language="en",
    fact_ids=(),
    note_ids=(),
    as_of=date(2026, 5, 4),
    author_email="priya@example.com",
    changed_at=datetime(2026, 5, 4, tzinfo=UTC),
)
BOUND = ("channel", "recipient", "sender", "subject", "body")


@given(st.sampled_from(BOUND), st.text())
def test_the_digest_changes_with_every_byte_that_leaves(field: str, text: str) -> None:
    changed = replace(DRAFT, **{field: text})
    assert (digest(changed) == digest(DRAFT)) == (text == getattr(DRAFT, field))


@given(st.text(), st.text())
def test_text_cannot_move_from_subject_to_body_unseen(subject: str, body: str) -> None:
    one, other = replace(DRAFT, subject=subject, body=body), replace(DRAFT, subject=subject + body, body="")
    assert (digest(one) == digest(other)) == (body == "")


def test_the_digest_does_not_depend_on_what_stays_here() -> None:
    here = replace(DRAFT, state=DraftState.SENT, version=9, approved_by="x", outcome="y", fact_ids=("f",))
    assert digest(here) == digest(DRAFT)


@pytest.mark.parametrize("state", list(DraftState))
def test_only_what_is_approved_can_be_sent(state: DraftState) -> None:
    assert (DraftState.SENDING in MOVES[state]) == (state is DraftState.APPROVED)


def test_an_illegal_move_says_what_is_possible() -> None:
    with pytest.raises(DraftMoveError, match=r"is sent and cannot become approved\. .* nothing: it is final"):
        check_move(replace(DRAFT, state=DraftState.SENT), DraftState.APPROVED)
