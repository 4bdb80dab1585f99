"""A small program for tests of jobs: Ada's partners and Bob's, and a desk that writes plain messages."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from threading import Lock
from typing import cast

import pandas as pd
from sqlalchemy import Connection, Engine, insert

from assistant.drafting.desk import DraftingDesk, DraftRequest, Proposed
from assistant.drafting.recipients import Refusal, RefusalReason, route
from assistant.drafting.stops import Stops
from assistant.jobs.writing import DraftJobs
from assistant.roster import Roster
from assistant.standings import Standings
from assistant.toolbox.draft_arguments import DraftMessage
from assistant.toolbox.turn import Office
from knowledge import drafts
from knowledge.draft_jobs import DraftJob, put_job
from knowledge.partners import contacts_of, partner_card
from knowledge.people import Person, Role
from knowledge.retrieval import Retriever
from knowledge.tables import INCOMING
from prompts.plays import Playbook
from tools.attention import Lane
from tools.drafts import Draft
from tools.facts import Fact

AS_OF = date(2026, 10, 3)
NOW = datetime(2026, 10, 5, 0, 30, tzinfo=UTC)
ADA = Person("ada@example.com", "Ada", slack_user_id="UADA000")
BOB = Person("bob@example.com", "Bob", slack_user_id="UBOB000")
LEA = Person("lea@example.com", "Lea", role=Role.LEAD)
VIC = Person("vic@example.com", "Vic", role=Role.VIEWER, slack_user_id="UVIC000")
OPERATOR = Person("", "You", role=Role.ADMIN)


def add(connection: Connection, table: str, **columns: object) -> None:
    """One incoming row."""
    lists = {"aliases": [], "sectors": [], "technologies": [], "languages": []} if table == "partners" else {}
    connection.execute(insert(INCOMING[table]).values(**lists, **columns))


def people(connection: Connection) -> None:
    """Two managers, a lead and a viewer."""
    for one in (ADA, BOB, LEA, VIC):
        slack = {"slack_user_id": one.slack_user_id} if one.slack_user_id else {}
        add(connection, "managers", email=one.email, name=one.name, role=one.role.value, **slack)


def partners(connection: Connection, count: int, owner: Person = ADA, prefix: str = "P") -> list[str]:
    """Partners of that manager, each with one contact who has an e-mail address."""
    ids = [f"{prefix}{number:03d}" for number in range(count)]
    for one in ids:
        add(connection, "partners", partner_id=one, name=f"Partner {one}", manager_email=owner.email)
        add(connection, "contacts", contact_id=f"C-{one}", partner_id=one, name=f"Dana {one}",
            email=f"dana@{one.lower()}.example", primary=True)  # fmt: skip
    return ids


@dataclass
class PlainDrafting:
    """Writes one line to whoever has an address; counts how often it had to, and may be slow or fail.

    Attributes:
        seconds: That each message takes.
        fails_for: Partners at whom it breaks.
        meanwhile: What somebody else does while a message is written.
        broken_disk: Whether nothing can be kept.
    """

    now: Callable[[], datetime] = lambda: NOW
    seconds: float = 0.0
    fails_for: frozenset[str] = frozenset()
    meanwhile: Callable[[], object] = lambda: None
    broken_disk: bool = False
    written: list[str] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def compose(self, connection: Connection, request: DraftRequest) -> Proposed | Refusal:
        partner = partner_card(connection, request.partner_id)
        if partner is None:
            return Refusal(RefusalReason.NO_CONTACT, request.partner_id)
        found = route(partner, contacts_of(connection, partner.id), None, request.as_of)
        if isinstance(found, Refusal):
            return found
        if partner.id in self.fails_for:
            raise RuntimeError("secret words")
        time.sleep(self.seconds)
        self.meanwhile()
        with self._lock:
            self.written.append(partner.id)
        if request.batch is not None:
            request.batch.add(frozenset({f"Hello {partner.id}"}))
        return Proposed(self._draft(request, partner.name, found.contact.id, found.channel, found.to), (), 0)

    def keep(self, connection: Connection, made: Proposed) -> Proposed:
        drafts.propose(connection, made.draft)
        if self.broken_disk:
            raise OSError("the disk is full")
        return replace(made, draft=drafts.get_draft(connection, made.draft.draft_id))

    def sources(self, _connection: Connection, _draft: Draft) -> tuple[Fact, ...]:
        return ()

    def _draft(self, request: DraftRequest, name: str, contact_id: str, channel: str, to: str) -> Draft:
        return Draft(
            draft_id=f"d-{request.cause}-{request.partner_id}",
            partner_id=request.partner_id,
            contact_id=contact_id,
            purpose=request.purpose.value,
            channel=channel,
            recipient=to,
            sender=request.author.email,
            subject="Shall we talk?" if channel == "email" else "",
            body=f"Hello {name},\nhow are you?",
            language="en",
            fact_ids=(),
            note_ids=(),
            as_of=request.as_of,
            author_email=request.author.email,
            changed_at=self.now(),
        )


@dataclass
class PlainStandings:
    """A standing of which only the lanes are known."""

    lanes: dict[Lane, set[str]] = field(default_factory=dict)
    as_of: date = AS_OF
    tiers: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=["tier"]))
    journey: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=["phase"]))

    def at(self, _day: date) -> PlainStandings:
        return self

    @property
    def attention(self) -> PlainStandings:
        return self

    def of(self, ids: set[str], lane: Lane) -> tuple[str, ...]:
        return tuple(sorted(ids & self.lanes.get(lane, set())))


def plain_jobs(
    engine: Engine, drafting: PlainDrafting | None = None, standings: PlainStandings | None = None
) -> DraftJobs:
    """Real jobs on a real database; messages and standings are plain."""
    drafting = drafting or PlainDrafting()
    office = Office(
        engine,
        drafting.now,
        cast("Standings", standings or PlainStandings()),
        cast("Retriever", None),
        cast("DraftingDesk", drafting),
        Playbook({}),
    )
    return DraftJobs(office, Roster(engine, own_book_only=False, now=office.now), Stops(), OPERATOR)


def put(engine: Engine, partner_ids: list[str], asker: Person = ADA, job_id: str = "job:q1") -> str:
    """A job that was asked for and not begun."""
    request = DraftMessage(everyone=True).model_dump_json(exclude_defaults=True)
    with engine.begin() as connection:
        put_job(connection, DraftJob(job_id, asker.email, request, AS_OF, NOW), partner_ids)
    return job_id
