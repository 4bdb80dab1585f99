"""What the last import did, and since when a partner's history is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tools.about import About, Slots, about_all
from tools.facts import Statement
from tools.health.kinds import FILES_OUT, HISTORY_SINCE, IMPORTED_ON, ROWS_CHANGED, ROWS_IN, ROWS_OUT
from tools.portfolio import Portfolio


@dataclass(frozen=True)
class LastImport:
    """The newest import that came to its end.

    Attributes:
        on: Its day.
        failed: Whether something stayed out.
        counts: Of all partners together; None where the asker may not know of all.
    """

    on: date
    failed: bool = False
    counts: ImportCounts | None = None


@dataclass(frozen=True)
class ImportCounts:
    """What an import did.

    Attributes:
        read: Rows read.
        changed: Rows that were new or differed.
        out: Rows that did not come in, all rows of a file that stayed out among them.
        files_out: Files of which nothing came in.
    """

    read: int
    changed: int = 0
    out: int = 0
    files_out: int = 0


def import_statements(portfolio: Portfolio, last: LastImport | None) -> Iterator[Statement]:
    """When it was, what was new, and what did not come in; nothing before the first import."""
    if last is None:
        return
    slots: Slots = {"day": about_all(portfolio, IMPORTED_ON, last.on)}
    counts = last.counts
    if counts is None:
        yield Statement("health.imported_partly" if last.failed else "health.imported_on", slots)
    elif last.failed and not counts.read:
        yield Statement("health.imported_none", slots)
    elif not last.failed and not counts.changed:
        yield Statement("health.imported_nothing", slots)
    else:
        slots["rows"] = about_all(portfolio, ROWS_IN, counts.read)
        slots["changed"] = about_all(portfolio, ROWS_CHANGED, counts.changed)
        yield Statement("health.imported", slots)
        yield from _left_out(portfolio, counts)


def _left_out(portfolio: Portfolio, counts: ImportCounts) -> Iterator[Statement]:
    slots: Slots = {}
    if counts.out:
        slots["rejected"] = about_all(portfolio, ROWS_OUT, counts.out)
    if counts.files_out:
        slots["files"] = about_all(portfolio, FILES_OUT, counts.files_out)
    match counts.out > 0, counts.files_out > 0:
        case True, True:
            yield Statement("health.rows_and_files_out", slots)
        case True, False:
            yield Statement("health.rows_out", slots)
        case False, True:
            yield Statement("health.files_out", slots)


def history_statements(about: About, since: date | None) -> Iterator[Statement]:
    """Since when level, manager, wallet, relevance, type and status are known as they changed."""
    if since is not None:
        yield Statement("health.history", {"since": about.fact(HISTORY_SINCE, since)})
