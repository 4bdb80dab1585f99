"""The one place that wires Rapport together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from threading import Thread

from sqlalchemy import Engine

from assistant.asking import Asking
from assistant.colleagues import Colleagues
from assistant.digests import Digests
from assistant.follow_ups import FollowUps
from assistant.forms import Forms
from assistant.forms.guessing import Guesser
from assistant.forms.picking import PartnerPicker
from assistant.home import Homes
from assistant.intake import Importer, IncomingFolder
from assistant.listening import Listening
from assistant.metering import CallKind, Meter
from assistant.onboarding import FirstSteps
from assistant.rapport import Rapport
from assistant.roster import OPERATOR, Roster
from assistant.settings import Settings, load_policy
from assistant.standings import Standings
from assistant.team_channels import TeamChannels
from assistant.toolbox.turn import Office
from assistant.uploads import Uploads
from assistant.welcoming import Welcomes
from knowledge.columns import KeptColumns
from knowledge.database import migrate, open_database
from knowledge.encoder import EmbeddedEncoder, Encoder
from knowledge.errors import KnowledgeError
from knowledge.filling import Filler
from knowledge.importing.options import ImportOptions
from knowledge.index import NoteIndex, connect_index, open_index
from knowledge.retrieval import Retriever
from prompts.phrases import phrases
from prompts.plays import load_playbook


def now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)


@contextmanager
def open_database_of(settings: Settings) -> Iterator[Engine]:
    """The database, migrated; closed at the end."""
    engine = open_database(settings.database)
    try:
        migrate(engine)
        yield engine
    finally:
        engine.dispose()


@contextmanager
def open_rapport(
    settings: Settings,
    *,
    owns_index: bool = False,
    meter: Meter | None = None,
    clock: Callable[[], datetime] = now,
) -> Iterator[Rapport]:
    """Rapport, ready to answer.

    Args:
        owns_index: For a process that lives long enough to embed notes in the background and to keep the
            index: chat, serve, a batch. A single question scans the vectors of the partners in question.
        meter: Is told of every request to a model.
        clock: Tells the present moment, in UTC.
    """
    policy = load_policy(settings)
    with open_database_of(settings) as engine:
        encoder = EmbeddedEncoder()
        Thread(target=_load, args=(encoder,), daemon=True).start()  # while we import the rest
        index = _index(settings, encoder) if owns_index else None
        retriever = Retriever(engine, encoder, index)
        filler = Filler(engine, encoder, retriever, index)
        if owns_index:
            filler.start()
        try:
            standings = Standings(engine, policy, _columns(settings))
            yield _wired(settings, engine, encoder, retriever, standings, meter, clock)
        finally:
            retriever.keep()
            filler.stop()


def importer_of(settings: Settings, engine: Engine, *, index_seconds: float = 0.0) -> Importer:
    """Takes folders in; `index_seconds` says how long notes are indexed at once."""
    policy = load_policy(settings)
    encoder, columns = EmbeddedEncoder(), _columns(settings)
    return Importer(engine, settings.base_currency, policy, now, encoder, index_seconds, columns)


def incoming_folder(settings: Settings, engine: Engine) -> IncomingFolder | None:
    """The folder that the service takes in by itself; None if none is set. Notes are indexed meanwhile."""
    if settings.import_folder is None:
        return None
    options = ImportOptions(mappings=settings.mappings)
    importer = importer_of(settings, engine)
    return IncomingFolder(importer, settings.import_folder, options, settings.import_minutes)


def _columns(settings: Settings) -> KeptColumns:
    return KeptColumns(settings.home / "columns")


def _load(encoder: Encoder) -> None:
    with suppress(KnowledgeError):  # whoever needs the encoder is told
        encoder.encode_queries(["ready?"])


def _index(settings: Settings, encoder: Encoder) -> NoteIndex | None:
    if settings.chroma_url:
        return connect_index(settings.chroma_url, encoder)
    return open_index(settings.home / "index", encoder)


def _wired(
    settings: Settings,
    engine: Engine,
    encoder: Encoder,
    retriever: Retriever,
    standings: Standings,
    meter: Meter | None,
    clock: Callable[[], datetime],
) -> Rapport:
    from assistant.drafting.decisions import DraftDecisions
    from assistant.drafting.desk import DraftingDesk
    from assistant.drafting.embedded import EmbeddedDraftWriter
    from assistant.drafting.envelopes import Envelopes
    from assistant.drafting.gate import Gate
    from assistant.drafting.model_drafts import ModelDraftWriter
    from assistant.drafting.stops import Stops
    from assistant.jobs.writing import DraftJobs
    from assistant.mailing.postbox import Postbox
    from assistant.metered_models import metered
    from assistant.opening import Opener
    from assistant.packs.briefing import Briefing
    from assistant.planner.agent import Planner
    from assistant.planner.models import chat_model, embedded_model, shipped_head
    from assistant.planner.preselecting import Preselector
    from assistant.writing.writer import Writer

    model = chat_model(settings)
    said = phrases()
    planners = [Planner(metered(embedded_model(encoder), CallKind.PLANNER, meter))]
    if model:
        likely = Preselector(shipped_head(), encoder)
        planners.insert(0, Planner(metered(model, CallKind.PLANNER, meter, elsewhere=True), likely))
    writing = metered(model, CallKind.WRITER, meter, elsewhere=True) if model else None
    roster = Roster(engine, settings.visibility == "book", clock)
    drafting_model = metered(model, CallKind.DRAFT, meter, elsewhere=True) if model else None
    drafts = ModelDraftWriter(drafting_model) if drafting_model else EmbeddedDraftWriter()
    drafting = DraftingDesk(drafts, clock, Envelopes(settings.mail_account))
    playbook = load_playbook(settings.plays)
    office = Office(engine, clock, standings, retriever, drafting, playbook)
    stops = Stops(standings.policy.outreach)
    mail = Postbox(engine, settings.mail_account, clock) if settings.mail_account else None
    asking, follow_ups = (
        Asking(office, planners, Writer(said, writing), said),
        FollowUps(engine, roster, clock),
    )
    importer = Importer(
        engine, settings.base_currency, standings.policy, clock, encoder, columns=_columns(settings)
    )
    return Rapport(
        engine=engine,
        now=clock,
        roster=roster,
        drafting=drafting,
        jobs=DraftJobs(office, roster, stops, OPERATOR),
        decisions=DraftDecisions(engine, roster, Gate(drafting, clock, stops), mail),
        colleagues=Colleagues(engine, roster, clock),
        asking=asking,
        listening=Listening(engine, roster, encoder, clock),
        team_channels=TeamChannels(engine, clock),
        opener=Opener(engine),
        briefing=Briefing(office, said),
        digests=Digests(office, roster, said),
        follow_ups=follow_ups,
        home=Homes(engine, standings, roster, said, clock),
        welcomes=Welcomes(engine, clock, roster, standings, said),
        first_steps=FirstSteps(engine, importer, clock),
        uploads=Uploads(engine, importer, settings.mappings, clock),
        forms=Forms(
            office, roster, asking, follow_ups, PartnerPicker(roster), Guesser(engine, roster, clock)
        ),
    )
