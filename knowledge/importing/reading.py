"""One file read for its table: every record checked, the good ones staged, the bad ones told of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from knowledge.importing.batch import Batch, read_batch
from knowledge.importing.checks import check_rows
from knowledge.importing.columns import Style, surveyed
from knowledge.importing.mapping.feed import Feed
from knowledge.importing.money import Money, amounts_of, refuse_rates
from knowledge.importing.outcome import Outcome
from knowledge.importing.references import KeptOut, References, follow_merged
from knowledge.importing.rejects import Rejects
from knowledge.importing.repeats import Repeats
from knowledge.importing.report import Progress, Watch
from knowledge.importing.source import Chunk
from knowledge.importing.staging import stage, stage_keys, staged_columns, staging_table
from tools import schema


class StyleUnknown(Exception):
    """A column of numbers or dates is not written in our own format; the whole file has to be looked at."""


@dataclass(frozen=True)
class Reader:
    """Reads one file against what is stored.

    Attributes:
        day: From which new attributes of partners count.
        strict: Whether a refused cell of a number or date column ends the reading, so that the column can be
            looked at as a whole first.
        number: Tells the staged rows of several files of one table apart.
        full: Whether the keys of all rows are kept, bad ones too, to tell which stored rows the file lacks.
    """

    connection: Connection
    feed: Feed
    styles: Mapping[str, Style]
    references: References
    money: Money
    kept_out: KeptOut
    day: date
    strict: bool
    number: int
    full: bool

    def read(self, watch: Watch | None, rejects: Rejects | None) -> Outcome:
        """Read all of it.

        Raises:
            StyleUnknown: Only when `strict`.
        """
        outcome, repeats = Outcome(given=frozenset(self.feed.columns)), Repeats()
        for chunk in self.feed.source.chunks():
            batch = self._batch(chunk)
            repeats.refuse(batch)
            outcome.count(batch)
            if rejects is not None:
                rejects.add(chunk, batch)
            if rejects is not None or not outcome.problems:
                self._stage(outcome, batch)
            if self.full:
                self._keep_keys(outcome, batch)
            if watch is not None:
                watch(self._progress(chunk, outcome))
        if outcome.staged is None:  # a full export may well have no rows of a table
            nothing = self._batch(Chunk((), dict.fromkeys(self.feed.source.header, ())))
            self._stage(outcome, nothing)
            self._keep_keys(outcome, nothing)
        if self.feed.prefix and self._assumes_currency(outcome):
            outcome.remarks.append(f"amounts name no currency and are read as {self.money.base}")
        outcome.finish(self.feed.source.header)
        return outcome

    def _assumes_currency(self, outcome: Outcome) -> bool:
        """Whether the file has amounts and says nowhere what they are in."""
        amounts = {column.name for column in amounts_of(self.feed.table)} & self.feed.columns.keys()
        return bool(amounts and outcome.rows_in) and not (
            "currency" in self.feed.columns or outcome.has_signs
        )

    def _batch(self, chunk: Chunk) -> Batch:
        batch, refused = read_batch(self.feed, self.feed.translate(chunk), self.styles)
        if self.strict and any(surveyed(self.feed.table.column(name)) for name in refused):
            raise StyleUnknown
        check_rows(batch)
        self.references.check(batch, self.kept_out)
        if self.feed.table is schema.FX:
            refuse_rates(batch, self.money.base)
        else:
            self.money.convert(batch, self.kept_out)
        follow_merged(batch, self.references.merged)
        return batch

    def _stage(self, outcome: Outcome, batch: Batch) -> None:
        if outcome.staged is None:
            names = staged_columns(batch)
            outcome.staged = staging_table(self.connection, names, self.feed.table, f"{self.number}")
        stage(self.connection, outcome.staged, batch, self.day)

    def _keep_keys(self, outcome: Outcome, batch: Batch) -> None:
        if outcome.present is None:
            key, label = self.feed.table.key, f"{self.number}_keys"
            outcome.present = staging_table(self.connection, key, self.feed.table, label)
        stage_keys(self.connection, outcome.present, batch)

    def _progress(self, chunk: Chunk, outcome: Outcome) -> Progress:
        source = self.feed.source
        return Progress(source.name, self.feed.table.name, chunk.read, source.size, outcome.rows_in)
