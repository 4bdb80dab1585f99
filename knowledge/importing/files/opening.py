"""Files and folders as sources."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from knowledge.importing.files.base import unusable
from knowledge.importing.files.content import content_of
from knowledge.importing.files.identity import Identity, identify, reason_of
from knowledge.importing.files.parquet import open_parquet
from knowledge.importing.files.signatures import Kind, kind_of
from knowledge.importing.files.text import open_text
from knowledge.importing.files.unreadable import Unreadable
from knowledge.importing.files.workbook import open_workbook
from knowledge.importing.problems import ImportProblem, excerpt
from knowledge.importing.source import Opened

_TEXT: Final = frozenset({".csv", ".tsv", ".tab", ".txt"})
_OTHERS: Final = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".parquet"})


def open_folder(folder: Path) -> Opened:
    """Every table in the files of a folder, by name, or in one file; subfolders and hidden files are not."""
    try:
        if folder.is_file():
            return _together([open_file(folder)])
        names = sorted(os.listdir(folder))  # noqa: PTH208 unlike Path.iterdir it fails at once
    except (OSError, ValueError) as error:
        return Opened(problems=(ImportProblem(str(folder), None, "", "", _what_is_wrong(error)),))
    paths = (folder / name for name in names if not name.startswith((".", "~$")))
    return _together(open_file(path) for path in paths if not path.is_dir())


def open_file(path: Path) -> Opened:
    """The table in a file, or one per sheet of a workbook; what is wrong with it is told, never raised.

    A file that cannot be opened at all is a problem; one whose content cannot be used is a source with a
    problem, so that it is known what it would have been.
    """
    if not is_readable(path):
        return Opened(ignored=(excerpt(path.name),))
    try:
        identity = identify(path)
    except Unreadable as why:
        return Opened(problems=(why.problem(excerpt(path.name)),))
    try:
        opened = _opened(identity)
    except Unreadable as why:
        opened = Opened((unusable(identity, why),))
    return Opened(ignored=(identity.name,)) if _is_prose(path, opened) else opened


def _opened(identity: Identity) -> Opened:
    head = content_of(identity.path, identity.stamp.size, compressed=False).head()
    match kind_of(head):
        case Kind.TEXT:
            return Opened((open_text(identity),))
        case Kind.GZIP:
            return Opened((open_text(identity, compressed=True),))
        case Kind.PARQUET:
            return Opened((open_parquet(identity),))
        case Kind.WORKBOOK:
            return open_workbook(identity)


def is_readable(path: Path) -> bool:
    """Whether a file of that name is read as a table; others are told and left alone."""
    suffixes = [suffix.lower() for suffix in path.suffixes[-2:]]
    if suffixes[-1:] == [".gz"]:
        return suffixes[0] in _TEXT
    return bool(suffixes) and suffixes[-1] in _TEXT | _OTHERS


def _is_prose(path: Path, opened: Opened) -> bool:
    """Whether a `.txt` is no table but a text, such as the notes that come with an export."""
    return path.suffix.lower() == ".txt" and not any(source.header[1:] for source in opened.sources)


def _together(files: Iterable[Opened]) -> Opened:
    opened = list(files)
    return Opened(
        tuple(source for file in opened for source in file.sources),
        tuple(name for file in opened for name in file.ignored),
        tuple(problem for file in opened for problem in file.problems),
    )


def _what_is_wrong(error: Exception) -> str:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return "the name of a folder that exists"
    return f"a folder that can be read ({reason_of(error)})"
