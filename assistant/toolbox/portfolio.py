"""The tools that read the whole portfolio: attention, profile, change, journey, finding, health, brief."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import wraps
from typing import Final, TypeVar

from assistant.standing import Standing
from assistant.toolbox.arguments import (
    DataHealth,
    ExplainChange,
    FindPartners,
    JourneyStatus,
    PartnerProfile,
    PartnersNeedingAttention,
    Scope,
)
from assistant.toolbox.scope import NobodyFits, in_scope
from assistant.toolbox.turn import Office, Turn
from knowledge.freshness import freshness, through_of
from knowledge.import_runs import ImportRun, history_since, last_finished
from knowledge.portfolio import load_portfolio
from knowledge.rows import partner_rows
from tools.attention import Lane, attention_findings
from tools.attention.findings import item_statements
from tools.changes import change_findings
from tools.coverage import coverage_statements
from tools.facts import Fact, Findings, Kind, Statement, Unit
from tools.health import ImportCounts, LastImport, health_findings, partner_health
from tools.journey import Phase, journey_findings, partner_journey, phase_fact
from tools.matching import (
    Known,
    Unknown,
    expertise,
    expertise_aggregates,
    find_findings,
    people_findings,
    unknown_findings,
)
from tools.matching import resolve as resolve_need
from tools.names import NameKind
from tools.profile import profile_findings
from tools.scorecard import Category
from tools.tier_statements import tier_fact

AS_OF: Final = Kind("answer.as_of", Unit.DATE, "as of")

_QUARTER: Final = timedelta(days=90)
A = TypeVar("A", bound=Scope)


def _says_what_it_leaves_out(
    tool: Callable[[A, Turn, Office], Findings],
) -> Callable[[A, Turn, Office], Findings]:
    """A filter that fits nobody is answered with what there is; one that nothing carries is admitted."""

    @wraps(tool)
    def run(arguments: A, turn: Turn, office: Office) -> Findings:
        try:
            found = tool(arguments, turn, office)
        except NobodyFits as nobody:
            return nobody.findings
        if not arguments.partly:
            return found
        return replace(found, statements=(Statement("scope.partly"), *found.statements))

    return run


@_says_what_it_leaves_out
def partners_needing_attention(arguments: PartnersNeedingAttention, turn: Turn, office: Office) -> Findings:
    """Who needs the manager now and why, peers taken from the whole portfolio."""
    standing = office.standings.at(turn.as_of)
    ids = in_scope(arguments, turn.access, standing)
    lane = Lane(arguments.lane) if arguments.lane else None
    policy = standing.policy.attention
    found = attention_findings(
        standing.portfolio, standing.attention, ids, policy, lane=lane, limit=arguments.limit
    )
    return replace(found, statements=(*_covered(standing, office), *found.statements))


@_says_what_it_leaves_out
def journey_status(arguments: JourneyStatus, turn: Turn, office: Office) -> Findings:
    """Where one partner is in its journey, or who is in a phase, who is stuck, the funnel."""
    standing = office.standings.at(turn.as_of)
    if arguments.partner is not None:
        return partner_journey(standing.portfolio, standing.journey, arguments.partner)
    return journey_findings(
        standing.portfolio,
        standing.journey,
        in_scope(arguments, turn.access, standing),
        phase=Phase(arguments.phase) if arguments.phase else None,
        stuck=arguments.stuck,
        limit=arguments.limit,
    )


def partner_profile(arguments: PartnerProfile, turn: Turn, office: Office) -> Findings:
    """How one partner is doing: scorecard, tier, phase, key facts, and what is not known."""
    standing = office.standings.at(turn.as_of)
    item = next((one for one in standing.attention if one.partner_id == arguments.partner), None)
    found = profile_findings(
        standing.scorecards,
        arguments.partner,
        tier=tier_fact(standing.portfolio, standing.tiers, arguments.partner),
        phase=phase_fact(standing.portfolio, standing.journey, arguments.partner),
        category=Category(arguments.category) if arguments.category else None,
        among=turn.access.visible,
        attention=item_statements(standing.portfolio, item) if item else (),
    )
    return replace(found, statements=(*_covered(standing, office), *found.statements))


def _covered(standing: Standing, office: Office) -> tuple[Statement, ...]:
    with office.engine.connect() as connection:
        return coverage_statements(standing.portfolio, through_of(connection))


def explain_change(arguments: ExplainChange, turn: Turn, office: Office) -> Findings:
    """Why one partner's score changed, with the events behind."""
    since = arguments.since or turn.as_of - _QUARTER
    if since >= turn.as_of:
        return Findings((Statement("change.future", {"as_of": Fact(AS_OF, None, turn.as_of, turn.as_of)}),))
    before, after = office.standings.at(since), office.standings.at(turn.as_of)
    with office.engine.connect() as connection:
        rows = partner_rows(connection, [arguments.partner], turn.as_of)
    category = Category(arguments.category) if arguments.category else None
    policy = after.policy.changes
    return change_findings(before.scorecards, after.scorecards, rows, arguments.partner, policy, category)


@_says_what_it_leaves_out
def find_partners(arguments: FindPartners, turn: Turn, office: Office) -> Findings:
    """Who fits a need, by what they did rather than what they say; partners, or people when asked for."""
    standing = office.standings.at(turn.as_of)
    elsewhere = arguments.model_copy(
        update={"sector": None, "technology": None}
    )  # expertise answers these two
    ids = in_scope(elsewhere, turn.access, standing)
    need = resolve_need(
        Known.of(
            standing.portfolio.partners.loc[sorted(turn.access.visible)],
            _spelled(turn, NameKind.SECTOR),
            _spelled(turn, NameKind.TECHNOLOGY),
        ),
        sector=arguments.sector,
        technology=arguments.technology,
        language=arguments.language,
    )
    if isinstance(need, Unknown):
        return unknown_findings(standing.portfolio, need)
    with office.engine.connect() as connection:
        portfolio = load_portfolio(connection, turn.as_of, expertise_aggregates(need))
        found = expertise(portfolio, need, standing.policy.matching)
        if not arguments.person:
            return find_findings(portfolio, need, found, ids, limit=arguments.limit)
        rows = partner_rows(connection, ids, turn.as_of)
    return people_findings(portfolio, need, found, rows, ids, limit=arguments.limit)


def data_health(arguments: DataHealth, turn: Turn, office: Office) -> Findings:
    """How complete and fresh the data is: all of it, one table, or one partner."""
    standing = office.standings.at(turn.as_of)
    if arguments.partner is not None:
        with office.engine.connect() as connection:
            since = history_since(connection, arguments.partner)
        return partner_health(standing.scorecards, arguments.partner, since)
    with office.engine.connect() as connection:
        only = turn.access.visible if turn.access.hides_books else None
        known = freshness(connection, only, turn.as_of)
        through = through_of(connection)
        last = last_finished(connection, turn.as_of if through and turn.as_of < through else None)
    return health_findings(
        known.tables,
        standing.scorecards,
        standing.policy.health,
        ids=turn.access.visible,
        table=arguments.table,
        last=_told(last, turn) if last else None,
    )


def _told(last: ImportRun, turn: Turn) -> LastImport:
    """The import as this person may know it: its counts tell of all books."""
    day = last.started_at.date()
    if turn.access.hides_books:
        return LastImport(day, bool(last.problems))
    counts = ImportCounts(last.rows_in, last.rows_changed, last.rows_rejected, last.files_out)
    return LastImport(day, bool(last.problems), counts)


def _spelled(turn: Turn, kind: NameKind) -> frozenset[str]:
    return frozenset(entry.id for entry in turn.names.entries if entry.kind is kind)
