"""Import of a folder of files; `import_folder` is all that others call."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from time import perf_counter

from sqlalchemy import Connection, Engine, select

from knowledge.database import writing
from knowledge.freshness import newest_event
from knowledge.identity import Matched, match_partners
from knowledge.import_runs import finish_run, pairs_waiting, start_run
from knowledge.importing.committing import adopt_base
from knowledge.importing.files import open_folder
from knowledge.importing.known import StoredNames
from knowledge.importing.ledger import last_change
from knowledge.importing.loading import Loading
from knowledge.importing.mapping import Plan, plan_folder
from knowledge.importing.options import ImportOptions
from knowledge.importing.problems import ImportProblem, some_of
from knowledge.importing.questions import Ask, nobody
from knowledge.importing.rejects import Rejects, clashes
from knowledge.importing.report import ImportReport, Progress, TableReport, Watch
from knowledge.importing.source import Opened
from knowledge.importing.stages import Stages, Unseen
from knowledge.importing.sweeping import sweep
from knowledge.stored_settings import store_setting, stored_setting
from knowledge.tables import INCOMING
from tools import schema

__all__ = [
    "Ask",
    "ImportOptions",
    "ImportProblem",
    "ImportReport",
    "Progress",
    "TableReport",
    "Watch",
    "import_folder",
    "import_within",
]


def import_folder(
    engine: Engine,
    folder: Path,
    *,
    base_currency: str,
    now: datetime,
    options: ImportOptions | None = None,
    ask: Ask = nobody,
    watch: Watch | None = None,
) -> ImportReport:
    """Load every file of `folder` that belongs to a table, each all or nothing, in order of dependency.

    Rows are written by key: new ones, and those that differ. Rows that the folder does not have stay (unless
    it is a full export), and so do columns that a file does not have. A problem with the data is in the
    report and never an exception.

    Args:
        engine: Written to, one transaction per file; a full export is one transaction as a whole.
        folder: One file or several, named after the tables (`partners.csv`), or exports of a known system.
        base_currency: ISO code that amounts are converted to; a row without currency is in it.
        now: The moment, in the time zone whose days count.
        options: What else was asked for.
        ask: Answers what only a person can say of a file.
        watch: Told how far each file is.

    Raises:
        DatabaseError: The database cannot be used.
        OSError: The file of rejected rows cannot be written; everything else is done by then.
    """
    importing = _Importing(engine, folder, base_currency, now, options or ImportOptions(), ask, watch)
    with engine.connect() as connection:
        return importing.run(connection)


def import_within(
    connection: Connection,
    folder: Path,
    *,
    base_currency: str,
    now: datetime,
    options: ImportOptions,
    ask: Ask = nobody,
    stages: Stages,
) -> ImportReport:
    """The same inside a transaction that the caller holds, and commits or takes back.

    Args:
        connection: In a transaction that writes (`knowledge.database.writing`).
        folder: As above.
        base_currency: As above.
        now: As above.
        options: What else was asked for.
        ask: Answers what only a person can say of a file.
        stages: Looks on, in that transaction.
    """
    return _Importing(connection.engine, folder, base_currency, now, options, ask, None, stages).run(
        connection
    )


@dataclass(frozen=True)
class _Importing:
    engine: Engine
    folder: Path
    base_currency: str
    now: datetime
    options: ImportOptions
    ask: Ask
    watch: Watch | None
    stages: Stages = field(default_factory=Unseen)

    def run(self, connection: Connection) -> ImportReport:
        started = perf_counter()
        opened = open_folder(self.folder)
        plan = self._plan(opened)
        ignored = (*opened.ignored, *plan.ignored)
        problems = (*opened.problems, *plan.problems)
        if self.options.rejects and clashes(self.options.rejects, opened.sources):
            expected = "another name for --rejects; this file is one of those that are imported"
            problems = (ImportProblem(str(self.options.rejects), None, "", "", expected),)
            plan = Plan()
        with writing(connection):
            unusable = () if problems and not plan.feeds else self._unusable(connection, plan, ignored)
            run_id = start_run(connection, str(self.folder), self.now)
        report = ImportReport(
            run_id, ignored_files=ignored, remarks=plan.remarks, problems=problems + unusable
        )
        if plan.feeds and not unusable:
            report = self._loaded(connection, plan, run_id, report)
        report = replace(report, seconds=perf_counter() - started)
        with writing(connection):
            finish_run(connection, run_id, report)
        return report

    def _plan(self, opened: Opened) -> Plan:
        if not opened.sources:
            return Plan()
        return plan_folder(
            opened.sources,
            system=self.options.system,
            mappings=self.options.mappings,
            ask=self.ask,
            names=StoredNames(self.engine),
        )

    def _unusable(
        self, connection: Connection, plan: Plan, ignored: tuple[str, ...]
    ) -> tuple[ImportProblem, ...]:
        """Nothing can come in from a folder without files, or before there is a partner."""
        others = f"; it has {some_of(ignored)}" if ignored else ""
        if not plan.feeds:
            names = ", ".join(f"{table.name}.csv" for table in schema.TABLES)
            expected = f"at least partners.csv in this folder; it can hold {names}{others}"
            if self.folder.is_file():
                expected = f"a file with one of these tables: {names}"
            return (ImportProblem(str(self.folder), None, "", "", expected),)
        known = connection.execute(select(INCOMING["partners"].c.partner_id).limit(1)).first()
        if known or any(feed.table is schema.PARTNERS for feed in plan.feeds):
            return ()
        expected = f"partners.csv first: no partner is known yet{others}"
        return (ImportProblem(str(self.folder), None, "", "", expected),)

    def _loaded(self, connection: Connection, plan: Plan, run_id: int, report: ImportReport) -> ImportReport:
        rejects = Rejects(self.options.rejects) if self.options.rejects else None
        loading = Loading(
            connection,
            self.base_currency,
            self.now,
            run_id,
            self.options,
            self.ask,
            self.watch,
            rejects,
            stages=self.stages,
        )
        if self.options.full:
            for feed in plan.feeds:
                loading.look_at(feed)
            with writing(connection):
                tables = sweep(loading, list(_load_all(loading, plan)))
        else:
            tables = list(_load_all(loading, plan))
        with writing(connection):
            self.stages.before_match(connection)
            matched = _match(connection, self.now, loading.day)
            through = _store_through(connection, self.options.through, self.now.date())
        corrigible = rejects.save() if rejects is not None else {}
        return replace(
            report,
            tables=tuple(tables),
            problems=(*report.problems, *(problem for table in tables for problem in table.problems)),
            merged=matched.merged,
            proposed=matched.proposed,
            through=through,
            rejects=corrigible,
        )


def _load_all(loading: Loading, plan: Plan) -> Iterator[TableReport]:
    """Rates come first; when the base currency changes and they do not fit, nothing else is loaded."""
    with loading.transaction():
        same_base = stored_setting(loading.connection, "base_currency") == loading.base_currency
    if not same_base and not any(feed.table is schema.FX for feed in plan.feeds):
        with loading.transaction(writes=True):
            problems = adopt_base(loading.connection, loading.base_currency)
        if problems:
            yield TableReport(schema.FX.name, "fx.csv", stayed_out=True, problems=tuple(problems))
            return
    for feed in plan.feeds:
        report = loading.load(feed)
        yield report
        if feed.table is schema.FX and report.problems and not same_base:
            return


def _match(connection: Connection, now: datetime, day: date) -> Matched:
    """Look for partners that are one, after names or the people who bear their domains have changed."""
    changed = str(last_change(connection, schema.PARTNERS.name, schema.CONTACTS.name))
    if stored_setting(connection, "matched_at") == changed:
        return Matched(0, pairs_waiting(connection))
    matched = match_partners(connection, now, day)
    store_setting(connection, "matched_at", changed)
    return matched


def _store_through(connection: Connection, given: date | None, today: date) -> date | None:
    changed = str(last_change(connection))
    stored = stored_setting(connection, "through")
    if given is None and stored and stored_setting(connection, "through_at") == changed:
        return date.fromisoformat(stored)
    newest = [newest_event(connection, table, until=today) for table in schema.TABLES]
    covered = given or max((day for day in newest if day), default=None)
    if covered is None:
        return None
    covered = min(covered, today)
    store_setting(connection, "through", covered.isoformat())
    store_setting(connection, "through_at", changed)
    return covered
