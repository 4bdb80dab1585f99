"""A job that a question started, written at once where nobody else would: in a terminal."""

from __future__ import annotations

import sys
from typing import Final

from assistant.answering import shown_draft, shown_fact
from assistant.contract import Answer
from assistant.jobs.words import progress_in_words, refusals_in_words
from assistant.rapport import Rapport
from knowledge.draft_jobs import ItemState, Tally, items_in
from knowledge.drafts import drafts_by_id

NEXT: Final = "Review them: rapport drafts --next; with those that were left out: rapport drafts --job {job}"


def write_now(rapport: Rapport, answer: Answer) -> None:
    """Write the job of an answer, if it has one, and tell on standard error how far it is."""
    if answer.job is None:
        return
    tally = rapport.jobs.write_all(answer.job, _tell)
    print(progress_in_words(tally), file=sys.stderr)  # noqa: T201 -- this is a terminal command
    if refused := refusals_in_words(tally):
        print(refused, file=sys.stderr)  # noqa: T201 -- this is a terminal command
    if tally.written:
        print(NEXT.format(job=answer.job), file=sys.stderr)  # noqa: T201 -- this is a terminal command


def with_drafts(rapport: Rapport, answer: Answer) -> Answer:
    """The answer with the drafts that its job has written, and what they rest on."""
    if answer.job is None:
        return answer
    with rapport.engine.connect() as connection:
        ids = [one.draft_id for one in items_in(connection, answer.job, ItemState.WRITTEN) if one.draft_id]
        kept = drafts_by_id(connection, ids)
        drafts = [kept[one] for one in ids]
        facts = {fact.id: fact for one in drafts for fact in rapport.drafting.sources(connection, one)}
    more = [shown_fact(fact) for fact in facts.values()]
    known = {fact.id for fact in answer.facts or ()}
    return answer.model_copy(
        update={
            "drafts": [shown_draft(one) for one in drafts] or None,
            "facts": [*(answer.facts or ()), *(fact for fact in more if fact.id not in known)] or None,
        }
    )


def _tell(tally: Tally) -> None:
    if tally.waiting:
        print(progress_in_words(tally), file=sys.stderr, flush=True)  # noqa: T201 -- this is a terminal command
