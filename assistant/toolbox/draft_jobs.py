"""A message to everyone who fits: who that is, and the job that writes them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from assistant.drafting.desk import Proposed
from assistant.drafting.recipients import Refusal
from assistant.standing import Standing
from assistant.toolbox.draft_arguments import DraftMessage
from assistant.toolbox.draft_topics import topic_of_job
from assistant.toolbox.lacking import USUAL_DAYS, Lack, lacking
from assistant.toolbox.scope import in_scope
from assistant.toolbox.snoozing import asleep
from assistant.toolbox.turn import Office, Turn
from knowledge.draft_jobs import DraftJob, JobItem, JobState, end_job, mark_refused, mark_written, put_job
from tools.attention import Lane
from tools.facts import Fact, Findings, Kind, Statement, Unit

TO_WRITE: Final = Kind("job.count", Unit.COUNT, "messages to write")
OTHERS: Final = Kind("job.others", Unit.COUNT, "partners of other managers")
SNOOZED: Final = Kind("job.snoozed", Unit.COUNT, "snoozed partners")
DAYS: Final = Kind("job.days", Unit.DAYS, "days without one")
AT_ONCE: Final = 20
"""Partners that one names one by one; who names more has their messages written by a job and reviewed."""

A_FEW: Final = 5
"""Messages that need no job: the answer shows them all, however they were asked for."""


@dataclass(frozen=True)
class Chosen:
    """Whom a job writes to, in order, and who is left out.

    Attributes:
        others: How many fit and belong to somebody else.
        snoozed: How many of the asker's fit and are snoozed.
    """

    partner_ids: tuple[str, ...]
    others: int
    snoozed: int


def makes_a_job(arguments: DraftMessage) -> bool:
    """Whether more messages are asked for than an answer can show."""
    return arguments.everyone or len(set(arguments.partners)) > AT_ONCE


def start_job(arguments: DraftMessage, chosen: Chosen, turn: Turn, office: Office) -> Findings:
    """Keep a job for those who were chosen; the surface has it written."""
    said = told(arguments, chosen, turn)
    if not chosen.partner_ids:
        return Findings(said, refuse="not_allowed" if chosen.others else "nobody_to_write_to")
    with office.engine.begin() as connection:
        job_id = keep_job(connection, arguments, chosen, turn, office)
    count = Fact(TO_WRITE, None, len(chosen.partner_ids), turn.as_of)
    started = Statement("job.started", {"count": count})
    return Findings((started, *topic_of_job(arguments, turn), *said), job=job_id)


def keep_job(
    connection: Connection, arguments: DraftMessage, chosen: Chosen, turn: Turn, office: Office
) -> str:
    """Keep a job that is not begun; its id, the same each time for one question."""
    job = DraftJob(
        job_id=f"job:{turn.question_id}",
        asker_email=turn.access.person.email,
        request=arguments.model_dump_json(exclude_defaults=True, exclude={"partners", "everyone"}),
        as_of=turn.as_of,
        started_at=office.now(),
    )
    put_job(connection, job, chosen.partner_ids)
    return job.job_id


def settle(connection: Connection, job_id: str, outcomes: Iterable[Proposed | Refusal]) -> None:
    """Put down what became of a job that was written with its answer."""
    for one in outcomes:
        if isinstance(one, Proposed):
            mark_written(connection, JobItem(job_id, one.draft.partner_id, 0), one.draft.draft_id)
        else:
            mark_refused(connection, JobItem(job_id, one.partner_id, 0), one.reason.value)
    end_job(connection, job_id, JobState.DONE)


def narrowed(ids: frozenset[str], arguments: DraftMessage, standing: Standing) -> frozenset[str]:
    """Those of the partners in the lane and phase, and without what they are to be without."""
    if arguments.phase is not None:
        phases = standing.journey["phase"]
        ids &= frozenset(phases.index[phases == arguments.phase])
    if arguments.lane is not None:
        ids &= frozenset(standing.attention.of(ids, Lane(arguments.lane)))
    if arguments.without is not None:
        ids &= lacking(standing, Lack(arguments.without), arguments.days or USUAL_DAYS)
    return ids


def choose(arguments: DraftMessage, turn: Turn, office: Office) -> Chosen:
    """Partners who are named are meant even if they are snoozed; of the others, nobody means ended ones.

    Raises:
        NobodyFits: A filter names a value that no partner has.
    """
    standing = office.standings.at(turn.as_of)
    if arguments.partners:
        wanted, snoozed = turn.access.visible.intersection(arguments.partners), frozenset[str]()
    else:
        ended = standing.portfolio.partners["status"].eq("ended")
        ids = in_scope(arguments, turn.access, standing) - frozenset(ended.index[ended])
        wanted = narrowed(ids, arguments, standing)
        snoozed = asleep(turn, office)
    mine = frozenset(one for one in wanted if turn.access.may_write(one))
    written = mine - snoozed
    pressing = standing.attention.of(written)
    order = (*pressing, *sorted(written.difference(pressing)))
    return Chosen(order, len(wanted - mine), len(mine & snoozed))


def told(arguments: DraftMessage, chosen: Chosen, turn: Turn) -> tuple[Statement, ...]:
    """How the request was understood, and how many are left out."""
    understood = _understood(arguments, turn) if chosen.partner_ids else ()
    return (*understood, *_left_out(chosen, turn))


def _understood(arguments: DraftMessage, turn: Turn) -> tuple[Statement, ...]:
    """How long they have been without what they are to be without."""
    if arguments.without is None or arguments.partners:
        return ()
    days = Fact(DAYS, None, arguments.days or USUAL_DAYS, turn.as_of, subject=arguments.without)
    return (Statement(f"job.without_{arguments.without}", {"days": days}),)


def _left_out(chosen: Chosen, turn: Turn) -> tuple[Statement, ...]:
    counts = (("others", OTHERS, chosen.others), ("snoozed", SNOOZED, chosen.snoozed))
    return tuple(
        Statement(f"job.{name}", {"count": Fact(kind, None, count, turn.as_of)})
        for name, kind, count in counts
        if count
    )
