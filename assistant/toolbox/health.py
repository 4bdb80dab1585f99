"""`data_health`."""

from __future__ import annotations

from dataclasses import replace

from assistant.standing import Standing
from assistant.toolbox.arguments import DataHealth
from assistant.toolbox.turn import Office, Turn
from knowledge.freshness import freshness, holds_only_sample, through_of
from knowledge.import_runs import ImportRun, history_since, last_finished
from tools.billing import ledger_statements
from tools.facts import Findings, Statement
from tools.health import DataEnd, ImportCounts, LastImport, health_findings, partner_health


def data_health(arguments: DataHealth, turn: Turn, office: Office) -> Findings:
    """How complete and fresh the data is: all of it, one table, or one partner."""
    standing = office.standings.at(turn.as_of)
    if arguments.partner is not None:
        with office.engine.connect() as connection:
            since = history_since(connection, arguments.partner)
        return partner_health(standing.scorecards, arguments.partner, since)
    with office.engine.connect() as connection:
        only = turn.access.visible if turn.access.hides_books else None
        known = freshness(connection, only, turn.as_of, standing.counted if only is None else None)
        through = through_of(connection)
        past = through is not None and turn.as_of < through
        last = last_finished(connection, turn.as_of if past else None)
        sample = holds_only_sample(connection)
    today = turn.access.person.today(office.now())
    ledger = _ledger(arguments, turn, standing)
    found = health_findings(
        known.tables,
        standing.scorecards,
        standing.policy.health,
        ids=turn.access.visible,
        table=arguments.table,
        last=_told(last, turn) if last else None,
        end=DataEnd(through, today, sample=sample) if through and not past else None,
    )
    return replace(found, statements=(*found.statements, *ledger))


def _ledger(arguments: DataHealth, turn: Turn, standing: Standing) -> tuple[Statement, ...]:
    """What cannot be right in a year's commissions, where these or all the data are asked about."""
    if arguments.table not in (None, "commissions"):
        return ()
    rows = standing.commissions
    known = rows[rows["partner_id"].isin(turn.access.visible)]
    return ledger_statements(standing.portfolio, known)


def _told(last: ImportRun, turn: Turn) -> LastImport:
    """The import as this person may know it: its counts tell of all books."""
    day = last.started_at.date()
    if turn.access.hides_books:
        return LastImport(day, bool(last.problems))
    counts = ImportCounts(last.rows_in, last.rows_changed, last.rows_rejected, last.files_out)
    return LastImport(day, bool(last.problems), counts)
