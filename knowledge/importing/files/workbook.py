"""Excel and OpenDocument workbooks: every visible sheet with something in it is a source."""

from __future__ import annotations

import marshal
import re
import subprocess
import sys
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from knowledge.importing.files import sheets
from knowledge.importing.files.base import FileSource
from knowledge.importing.files.chunking import chunks_of
from knowledge.importing.files.identity import Identity, stem_of
from knowledge.importing.files.layout import Layout, lay_out
from knowledge.importing.files.records import Record
from knowledge.importing.files.unreadable import READABLE, Empty, Unreadable
from knowledge.importing.problems import excerpt
from knowledge.importing.source import Chunk, Opened
from tools.schema import TABLES

# what spreadsheets call a sheet that nobody named, in the languages of Europe
_DEFAULT: Final = re.compile(
    r"((work)?sheet|tabelle|feuil(le)?|hoja|foglio|planilha|plan|folha|blad|ark|arkusz|list|munka|taul|лист)"
    r"_?\d*"
)


class SheetRecords:
    """One pass over the rows of a sheet.

    Attributes:
        height: Number of its last row; 0 before the first record.
        read: Number of the row reached.
        taken: Characters up to it.
    """

    def __init__(self, path: Path, sheet: int) -> None:
        self.height = 0
        self.read = 0
        self.taken = 0
        self._path = path
        self._sheet = sheet

    def __iter__(self) -> Iterator[Record]:
        with closing(_messages(self._path, self._sheet)) as messages:
            for message in messages:
                if isinstance(message, int):
                    self.height = message
                elif isinstance(message, list):
                    for self.read, cells in message:
                        self.taken += sum(map(len, cells))
                        yield self.read, cells
                else:
                    return


@dataclass(frozen=True, kw_only=True)
class SheetSource(FileSource):
    """One sheet, whose header is known.

    Attributes:
        sheet: Its place in the workbook, from 0.
    """

    sheet: int
    layout: Layout

    def _read(self, rows: int) -> Iterator[Chunk]:
        records = SheetRecords(self.identity.path, self.sheet)
        yield from chunks_of(self.name, records, self.layout, rows)


def open_workbook(identity: Identity) -> Opened:
    """The sheets of a workbook; hidden ones are named as ignored.

    Raises:
        Unreadable: It cannot be opened, or is empty.
    """
    shown, hidden = _sheet_names(identity.path)
    found = [(*sheet, *laid) for sheet in shown if (laid := _laid_out(identity.path, sheet[0]))]
    if not found:
        raise Empty("every visible sheet")
    sources = tuple(_source(identity, *sheet, alone=len(found) == 1) for sheet in found)
    return Opened(sources, ignored=tuple(f"{identity.name}, hidden sheet {excerpt(name)}" for name in hidden))


def _messages(path: Path, *sheet: int) -> Generator[sheets.Message, None, None]:
    """What the process that reads the workbook says, until it has said all."""
    command = [sys.executable, "-I", sheets.__file__, str(path.absolute()), *map(str, sheet)]
    with subprocess.Popen(  # noqa: S603 our own file, and a path that no shell reads
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        try:
            while process.stdout:
                length = int.from_bytes(process.stdout.read(sheets.LENGTH), "big")
                written = process.stdout.read(length)
                message: sheets.Message = marshal.loads(written)  # noqa: S302 from our own process
                if isinstance(message, str):
                    raise Unreadable(f"{READABLE}; {message}")
                yield message
        except (EOFError, ValueError, TypeError) as error:
            raise Unreadable(
                f"a workbook that fits in {sheets.MEMORY >> 30} GB of memory; it is damaged, or cells stand "
                "far from its table. Delete what stands there, or save the table as CSV"
            ) from error
        finally:
            process.kill()


def _sheet_names(path: Path) -> tuple[list[tuple[int, str]], list[str]]:
    with closing(_messages(path)) as messages:
        match next(messages):
            case (list() as shown, list() as hidden):
                return shown, hidden
    raise Unreadable(READABLE)


def _laid_out(path: Path, sheet: int) -> tuple[Layout, int] | None:
    records = SheetRecords(path, sheet)
    try:
        return lay_out(lambda: records), records.height
    except Empty:
        return None


def _source(
    identity: Identity, sheet: int, name: str, layout: Layout, height: int, *, alone: bool
) -> SheetSource:
    stem = stem_of(excerpt(name))
    return SheetSource(
        identity=identity,
        name=identity.name if alone else f"{identity.name}, sheet {excerpt(name)}",
        stem=identity.stem if alone and _says_less(stem, identity.stem) else stem,
        header=layout.labels,
        size=height,
        remarks=layout.remarks,
        sheet=sheet,
        layout=layout,
    )


def _says_less(sheet: str, file: str) -> bool:
    """Whether the only sheet's name tells less of what it holds than that of its file."""
    return bool(_DEFAULT.fullmatch(sheet)) or any(table.name == file for table in TABLES)
