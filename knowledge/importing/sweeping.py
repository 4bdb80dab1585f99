"""The end of a full import: rows that its files no longer have go, children first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Table
from sqlalchemy.schema import DropTable

from knowledge.identity import forget_absent
from knowledge.importing.ledger import note_removed
from knowledge.importing.loading import Loading
from knowledge.importing.mapping.library import load_library
from knowledge.importing.removing import TAKEN_IN_SLACK, Truth, absent_but_named, absent_parts, remove_absent
from knowledge.importing.report import TableReport
from knowledge.stored_settings import grow_data_version
from tools import schema


def sweep(loading: Loading, reports: Sequence[TableReport]) -> list[TableReport]:
    """Remove what is absent from the files that came in; the reports with how many rows went.

    A row that others still name stays, and the report says so. Nothing is removed from a table of which a
    file stayed out, has no rows, or has records whose key nobody knows.
    """
    removed: dict[str, int] = {}
    staying: dict[str, int] = {}
    affected: set[str] = set()
    for truth in _truths(loading):
        name = truth.table.name
        gone = remove_absent(loading.connection, truth)
        affected |= gone.partners
        removed[name] = removed.get(name, 0) + gone.rows
        staying[name] = absent_but_named(loading.connection, truth)
        if truth.table is schema.PARTNERS:
            removed[name] += forget_absent(
                loading.connection, absent_parts(loading.connection, truth), loading.day
            )
        note_removed(loading.connection, loading.run_id, name, removed[name])
    if any(removed.values()):
        grow_data_version(loading.connection, affected)
    for _feed, present in loading.present:
        loading.connection.execute(DropTable(present))
    return [_swept(report, removed, staying, loading.unsure) for report in reports]


def _truths(loading: Loading) -> list[Truth]:
    """One per table and system, in reverse order of dependency."""
    files: dict[tuple[str, str], list[Table]] = defaultdict(list)
    for feed, present in loading.present:
        files[feed.table.name, feed.prefix].append(present)
    systems = load_library(loading.options.mappings).foreign
    foreign = (*TAKEN_IN_SLACK, *(system.prefix for system in systems))
    return [
        Truth(table, present, prefix, foreign)
        for table in reversed(schema.TABLES)
        for (name, prefix), present in files.items()
        if name == table.name and name not in loading.unsure
    ]


def _swept(
    report: TableReport, removed: dict[str, int], staying: dict[str, int], unsure: Mapping[str, str]
) -> TableReport:
    """Counts stand with the first file of a table."""
    if reason := unsure.get(report.name):
        remark = f"nothing was removed from {report.name}, as {reason}"
        return replace(report, remarks=(*report.remarks, remark))
    kept = staying.pop(report.name, 0)
    told = (f"rows that the file no longer has and that stay, as others name them: {kept:,}",) if kept else ()
    return replace(report, rows_removed=removed.pop(report.name, 0), remarks=(*report.remarks, *told))
