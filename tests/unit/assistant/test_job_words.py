"""To whom a job wrote nothing, and why, as a person reads it."""

from collections import Counter

import pytest

from assistant.drafting.recipients import RefusalReason
from assistant.jobs.words import refusals_in_words
from knowledge.draft_jobs import JobState, Tally


@pytest.mark.parametrize(
    ("reasons", "said"),
    [
        ({}, ""),
        (
            {RefusalReason.TOO_SOON: 1},
            "I wrote nothing to 1 partner: one of us has just written to the contact.",
        ),
        (
            {RefusalReason.TOO_SOON: 1, RefusalReason.NO_CONTACT: 1200},
            (
                "I wrote nothing to 1,201 partners: to 1,200 as no contact is on file, "
                "to 1 as one of us has just written to the contact."
            ),
        ),
    ],
)
def test_whom_a_job_left_out_is_one_sentence(reasons: dict[str, int], said: str) -> None:
    assert refusals_in_words(Tally(JobState.DONE, 0, 0, 0, Counter(reasons))) == said
