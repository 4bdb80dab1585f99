"""How the columns of one source become those of one table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from knowledge.importing.columns.style import Style
from knowledge.importing.problems import ImportProblem
from knowledge.importing.source import Chunk, Source
from tools.schema import Table


class Translate(Protocol):
    """Turns a chunk of the source into one whose cells are under the names of the table's columns."""

    def __call__(self, chunk: Chunk) -> Chunk:
        """The translated chunk: `cells` by column of the table, then by attribute.

        It has fewer records, counted in `skipped`, if the mapping leaves some out.
        """


@dataclass(frozen=True)
class Feed:
    """One table fed by one source. A source may feed several tables, and a table may have several sources.

    Attributes:
        columns: Column of the table to the label in the source that its cells come from (for messages); a
            column that is made of a constant maps to an empty label.
        attributes: Labels that the table does not have; their cells are kept beside the row as they are.
        styles: How a column is written, by column of the table, where the mapping fixes it: its units.
        answered: How a person said that columns of such files are written; counts where a file does not tell.
        likely: Required column that the file does not have to the label that may be it.
        prefix: Stands before keys that come from a foreign system (`hubspot:`); empty for our own files.
            `translate` puts it before keys of this table; a reference to another table is resolved with it.
        by_name: Whether a reference may also be the name of a partner or manager.
        skips_strangers: Whether a row of an unknown partner is left out silently (counted as skipped), as a
            deal of no partner is in a CRM; otherwise it is a bad row.
        unknown: Labels of the source seen for the first time, for the report.
        system: The foreign system that the file comes from; empty for our own format.
        kind: What the system calls such a file; for our own format the name of the table.
        digest: Of the mapping, so that a file is loaded again when its mapping changed.
        noted: What a person should know of the records translated so far.
    """

    source: Source
    table: Table
    columns: Mapping[str, str]
    translate: Translate
    attributes: tuple[str, ...] = ()
    styles: Mapping[str, Style] = field(default_factory=dict)
    answered: Mapping[str, Style] = field(default_factory=dict)
    likely: Mapping[str, str] = field(default_factory=dict)
    prefix: str = ""
    by_name: bool = False
    skips_strangers: bool = False
    unknown: tuple[str, ...] = ()
    system: str = ""
    kind: str = ""
    digest: str = ""
    noted: Callable[[], tuple[str, ...]] = tuple


@dataclass(frozen=True)
class Plan:
    """What a folder holds, in the order of loading.

    Attributes:
        ignored: Names of files that belong to no table.
        remarks: What a person should know: the system that was recognised, a column proposed but not
            confirmed.
        problems: Files, or the folder, that stay out.
    """

    feeds: tuple[Feed, ...] = ()
    ignored: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    problems: tuple[ImportProblem, ...] = ()


@dataclass
class Found:
    """What became of one source while it is planned."""

    feeds: list[Feed] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    problems: list[ImportProblem] = field(default_factory=list)
