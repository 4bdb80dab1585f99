"""One file into its table: read and staged first, then written in one transaction, all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import Connection, Table
from sqlalchemy.schema import DropTable

from knowledge.database import writing
from knowledge.identity import merged_ids
from knowledge.importing.committing import refuse_new_base, refuse_unknown_currency, write_rows
from knowledge.importing.ledger import digest_of, note_file, rows_of_same
from knowledge.importing.mapping.feed import Feed
from knowledge.importing.money import Money
from knowledge.importing.options import ImportOptions
from knowledge.importing.outcome import Outcome
from knowledge.importing.problems import ImportProblem
from knowledge.importing.questions import Ask
from knowledge.importing.reading import Reader, StyleUnknown
from knowledge.importing.references import References, no_longer_known
from knowledge.importing.rejects import Rejects
from knowledge.importing.report import TableReport, Watch
from knowledge.importing.stages import Stages, Unseen
from knowledge.importing.styles import Styles, find_styles
from knowledge.nearest import did_you_mean
from knowledge.stored_settings import data_version
from tools import schema


@dataclass
class Loading:
    """An import under way.

    Attributes:
        connection: All of it runs on one, since staged rows belong to it. In a full import it is in one
            transaction all the time.
        now: Written beside every file.
        run_id: Under which the import is kept.
        rejects: Takes bad rows while the good ones go in; None keeps a file with a bad row out.
        kept_out: Tables whose file stayed out, with the keys in it.
        present: In a full import, the keys that each file has, which tell what is no longer there.
        unsure: Tables that nothing is removed from, since not all rows of their files are known, and why.
        styles: Of files that were looked at beforehand.
        stages: Told before rows are written.
    """

    connection: Connection
    base_currency: str
    now: datetime
    run_id: int
    options: ImportOptions
    ask: Ask
    watch: Watch | None = None
    rejects: Rejects | None = None
    kept_out: dict[str, frozenset[str] | None] = field(default_factory=dict)
    present: list[tuple[Feed, Table]] = field(default_factory=list)
    unsure: dict[str, str] = field(default_factory=dict)
    styles: dict[str, Styles] = field(default_factory=dict)
    stages: Stages = field(default_factory=Unseen)

    @property
    def day(self) -> date:
        """The day from which what comes in holds."""
        return min(self.options.through or self.now.date(), self.now.date())

    def look_at(self, feed: Feed) -> None:
        """Find out how the columns of a file are written, and ask, before anything is locked."""
        if not feed.source.problems and not any(_lacking(feed)):
            self.styles[_name(feed)] = find_styles(feed, self.ask, self.options.mappings)

    def load(self, feed: Feed) -> TableReport:
        """Load one file; a file with a problem changes nothing, unless its bad rows go elsewhere."""
        if unusable := feed.source.problems or tuple(_lacking(feed)):
            self._keep_out(feed, None)
            return _report(feed, Outcome(problems=[*unusable]), stayed_out=True)
        with self.transaction():
            digest = digest_of(self.connection, feed, self.base_currency)
            same = None if self.options.full else rows_of_same(self.connection, feed, digest)
        if same is not None:
            return TableReport(feed.table.name, feed.source.name, rows_in=same, unchanged=True)
        return self._read_and_write(feed, digest)

    def _read_and_write(self, feed: Feed, digest: str) -> TableReport:
        with self.transaction():
            version = data_version(self.connection)
            outcome, styles = self._read(feed)
        with self.transaction(writes=True):
            self._look_again(feed, outcome, version)
            changed = self._write(feed, outcome, digest)
        if changed is None:
            self._keep_out(feed, None if outcome.keys is None else frozenset(outcome.keys))
        self._put_away(feed, outcome)
        remarks = (*styles.remarks, *feed.noted(), *outcome.remarks)
        return _report(feed, outcome, changed or 0, remarks, stayed_out=changed is None)

    def _write(self, feed: Feed, outcome: Outcome, digest: str) -> int | None:
        """Write what was staged; how many rows changed, None if the file stays out."""
        if outcome.problems and (self.rejects is None or outcome.concerns_the_file):
            return None
        self.stages.before_write(self.connection, feed.table)
        with self.connection.begin_nested() as attempt:
            changed = write_rows(self.connection, feed, outcome, self.base_currency, self.day)
            outcome.problems += refuse_unknown_currency(self.connection, feed, self.base_currency)
            if outcome.concerns_the_file:
                attempt.rollback()
                return None
            note_file(
                self.connection, feed, outcome, changed, digest=digest, run_id=self.run_id, now=self.now
            )
        return changed

    def _keep_out(self, feed: Feed, keys: frozenset[str] | None) -> None:
        self.kept_out[feed.table.name] = keys
        self.unsure[feed.table.name] = f"{feed.source.name} stayed out"

    def _read(self, feed: Feed) -> tuple[Outcome, Styles]:
        """Read in our own format first; if a number or date column is not, find out how it is written."""
        known = self.styles.get(_name(feed))
        if known is None and feed.answered:  # an answer counts only where the file does not tell
            known = find_styles(feed, self.ask, self.options.mappings)
        if known is not None:
            return self._reader(feed, known, strict=False).read(self.watch, self.rejects), known
        styles = Styles(dict(feed.styles))
        place = self.rejects.place() if self.rejects else None
        try:
            return self._reader(feed, styles, strict=True).read(self.watch, self.rejects), styles
        except StyleUnknown:
            styles = find_styles(feed, self.ask, self.options.mappings)
        if self.rejects and place:
            self.rejects.return_to(place)
        return self._reader(feed, styles, strict=False).read(self.watch, self.rejects), styles

    def _reader(self, feed: Feed, styles: Styles, *, strict: bool) -> Reader:
        connection = self.connection
        return Reader(
            connection,
            feed,
            styles.by_column,
            References(connection, merged_ids(connection)),
            Money.stored(connection, self.base_currency),
            self.kept_out,
            self.day,
            strict=strict,
            number=len(self.present),
            full=self.options.full,
        )

    def _look_again(self, feed: Feed, outcome: Outcome, version: int) -> None:
        """What another import changed since this file was read may make its rows wrong."""
        if outcome.staged is not None and data_version(self.connection) != version:
            outcome.problems += no_longer_known(self.connection, feed, outcome.staged)
        if feed.table is schema.FX:
            outcome.problems += refuse_new_base(self.connection, feed, outcome.staged, self.base_currency)

    def _put_away(self, feed: Feed, outcome: Outcome) -> None:
        if outcome.present is not None:
            self.present.append((feed, outcome.present))
        if outcome.keyless or not outcome.rows_in:
            reason = "has rows that could not be read" if outcome.keyless else "has no rows"
            self.unsure.setdefault(feed.table.name, f"{feed.source.name} {reason}")
        if outcome.staged is not None:
            with self.transaction():
                self.connection.execute(DropTable(outcome.staged))

    @contextmanager
    def transaction(self, *, writes: bool = False) -> Iterator[None]:
        """A transaction, or the one in which all of a full import runs."""
        if self.connection.in_transaction():
            yield
            return
        with writing(self.connection) if writes else self.connection.begin():
            yield


def _lacking(feed: Feed) -> Iterator[ImportProblem]:
    """Every required column that the file does not have."""
    for column in feed.table.columns:
        if column.required and column.name not in feed.columns:
            likely = feed.likely.get(column.name)
            hint = f"; did you mean {likely}?" if likely else did_you_mean(column.name, feed.attributes)
            expected = f"this column, {feed.table.name} needs it{hint}"
            yield ImportProblem(feed.source.name, 1, column.name, "", expected)


def _name(feed: Feed) -> str:
    return f"{feed.source.name}:{feed.table.name}"


def _report(
    feed: Feed, outcome: Outcome, changed: int = 0, remarks: tuple[str, ...] = (), *, stayed_out: bool
) -> TableReport:
    return TableReport(
        name=feed.table.name,
        file=feed.source.name,
        rows_in=outcome.rows_in,
        rows_bad=outcome.rows_bad,
        rows_skipped=outcome.rows_skipped,
        rows_changed=changed,
        stayed_out=stayed_out,
        attributes=feed.unknown,
        remarks=(*feed.source.remarks, *remarks),
        problems=tuple(outcome.problems),
    )
