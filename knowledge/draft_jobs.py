"""Jobs that write a draft for each of many partners: which are written, which cannot be, which wait.

Every move is one UPDATE that holds only from the state that it starts from, so that two workers on one job,
or a process that died between two of them, write nothing twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, RowMapping, func, insert, select, update

from knowledge.tables import draft_job_items, draft_jobs, drafts
from knowledge.writing import in_utc, insert_once
from tools.drafts import DraftState


class JobState(StrEnum):
    """Where a job stands."""

    RUNNING = "running"
    CANCELLED = "cancelled"
    DONE = "done"


class ItemState(StrEnum):
    """Where one partner of a job stands."""

    WAITING = "waiting"
    WRITTEN = "written"
    REFUSED = "refused"


@dataclass(frozen=True)
class DraftJob:
    """One request for a draft to each of many partners.

    Attributes:
        job_id: Made from what caused it.
        request: JSON of the call that asked for it.
        as_of: The day at whose end the data is read, for all of them.
    """

    job_id: str
    asker_email: str
    request: str
    as_of: date
    started_at: datetime
    state: JobState = JobState.RUNNING


@dataclass(frozen=True)
class JobItem:
    """One partner of a job.

    Attributes:
        place: From 0 on, in the order in which they are written and reviewed.
        reason: Why nothing was written.
    """

    job_id: str
    partner_id: str
    place: int
    state: ItemState = ItemState.WAITING
    reason: str | None = None
    draft_id: str | None = None


@dataclass(frozen=True)
class JobDraft:
    """How a draft of a job stands; the partner is the one whom it is about now."""

    draft_id: str
    partner_id: str
    purpose: str
    state: DraftState


@dataclass(frozen=True)
class Tally:
    """How far a job is.

    Attributes:
        reasons: How many could not be written to, by reason.
    """

    state: JobState
    total: int
    written: int
    refused: int
    reasons: Counter[str] = field(default_factory=Counter)

    @property
    def waiting(self) -> int:
        """How many are still to be written."""
        return self.total - self.written - self.refused


def put_job(connection: Connection, job: DraftJob, partner_ids: Sequence[str]) -> bool:
    """Keep a new job for these partners, in this order; False if it was kept before, which stays as it is."""
    if not insert_once(connection, draft_jobs, asdict(job)):
        return False
    rows = [asdict(JobItem(job.job_id, one, place)) for place, one in enumerate(dict.fromkeys(partner_ids))]
    if rows:
        connection.execute(insert(draft_job_items), rows)
    return True


def get_job(connection: Connection, job_id: str) -> DraftJob | None:
    """The job with that id; None if there is none."""
    row = connection.execute(select(draft_jobs).where(draft_jobs.c.job_id == job_id)).mappings().first()
    return _job(row) if row else None


def jobs_of(connection: Connection, asker_email: str) -> list[DraftJob]:
    """The jobs that somebody asked for, newest first."""
    query = select(draft_jobs).where(draft_jobs.c.asker_email == asker_email)
    ordered = query.order_by(draft_jobs.c.started_at.desc(), draft_jobs.c.job_id)
    return [_job(row) for row in connection.execute(ordered).mappings()]


def running_jobs(connection: Connection) -> list[str]:
    """Ids of the jobs that are not finished, the oldest first."""
    query = select(draft_jobs.c.job_id).where(draft_jobs.c.state == JobState.RUNNING.value)
    return list(connection.execute(query.order_by(draft_jobs.c.started_at, draft_jobs.c.job_id)).scalars())


def waiting_items(connection: Connection, job_id: str, most: int) -> list[JobItem]:
    """The next partners to write to; none once the job is not running any more."""
    own = (draft_job_items.c.job_id == job_id) & (draft_job_items.c.state == ItemState.WAITING.value)
    running = select(draft_jobs.c.job_id).where(
        (draft_jobs.c.job_id == job_id) & (draft_jobs.c.state == JobState.RUNNING.value)
    )
    query = select(draft_job_items).where(own & running.exists())
    rows = connection.execute(query.order_by(draft_job_items.c.place).limit(most)).mappings()
    return [_item(row) for row in rows]


def items_in(connection: Connection, job_id: str, state: ItemState) -> list[JobItem]:
    """The partners of a job in that state, in order."""
    own = (draft_job_items.c.job_id == job_id) & (draft_job_items.c.state == state.value)
    rows = connection.execute(select(draft_job_items).where(own).order_by(draft_job_items.c.place)).mappings()
    return [_item(row) for row in rows]


def drafts_of(connection: Connection, job_id: str) -> list[JobDraft]:
    """The drafts of a job, in order."""
    same = draft_job_items.c.draft_id == drafts.c.draft_id
    columns = (drafts.c.draft_id, drafts.c.partner_id, drafts.c.purpose, drafts.c.state)
    query = select(*columns).join(draft_job_items, same).where(draft_job_items.c.job_id == job_id)
    rows = connection.execute(query.order_by(draft_job_items.c.place))
    return [JobDraft(row.draft_id, row.partner_id, row.purpose, DraftState(row.state)) for row in rows]


def item_of_draft(connection: Connection, draft_id: str) -> JobItem | None:
    """The item of a job that a draft was written for; None if it was asked for by itself."""
    query = select(draft_job_items).where(draft_job_items.c.draft_id == draft_id)
    row = connection.execute(query).mappings().first()
    return _item(row) if row else None


def mark_written(connection: Connection, item: JobItem, draft_id: str) -> bool:
    """The draft is there. False if the item was settled before."""
    return _settle(connection, item, ItemState.WRITTEN, {"draft_id": draft_id})


def mark_refused(connection: Connection, item: JobItem, reason: str) -> bool:
    """Nothing can be written, for that reason. False if the item was settled before."""
    return _settle(connection, item, ItemState.REFUSED, {"reason": reason})


def end_job(connection: Connection, job_id: str, state: JobState) -> bool:
    """A running job is done or cancelled; False if it had ended before."""
    own = (draft_jobs.c.job_id == job_id) & (draft_jobs.c.state == JobState.RUNNING.value)
    return connection.execute(update(draft_jobs).where(own).values(state=state.value)).rowcount == 1


def tally(connection: Connection, job_id: str) -> Tally | None:
    """How far a job is; None if there is no such job."""
    job = get_job(connection, job_id)
    if job is None:
        return None
    items = draft_job_items.c
    query = select(items.state, items.reason, func.count()).where(items.job_id == job_id)
    counted = [tuple(row) for row in connection.execute(query.group_by(items.state, items.reason))]
    by_state = Counter[str]()
    for state, _, count in counted:
        by_state[state] += count
    reasons = Counter({reason: count for state, reason, count in counted if state == ItemState.REFUSED})
    return Tally(
        job.state, by_state.total(), by_state[ItemState.WRITTEN], by_state[ItemState.REFUSED], reasons
    )


def _settle(connection: Connection, item: JobItem, to: ItemState, values: dict[str, Any]) -> bool:
    own = (
        (draft_job_items.c.job_id == item.job_id)
        & (draft_job_items.c.partner_id == item.partner_id)
        & (draft_job_items.c.state == ItemState.WAITING.value)
    )
    changed = connection.execute(update(draft_job_items).where(own).values(state=to.value, **values))
    return changed.rowcount == 1


def _job(row: RowMapping) -> DraftJob:
    return DraftJob(**{**row, "state": JobState(row["state"]), "started_at": in_utc(row["started_at"])})


def _item(row: RowMapping) -> JobItem:
    return JobItem(**{**row, "state": ItemState(row["state"])})
