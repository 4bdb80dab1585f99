"""Which files of a folder belong to which table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from knowledge.importing.problems import ImportProblem
from tools import schema


@dataclass(frozen=True)
class IncomingFolder:
    """A folder's files by table, in the order of loading; or the problems that keep the folder out."""

    files: dict[str, Path]
    ignored: tuple[str, ...] = ()
    problems: tuple[ImportProblem, ...] = ()


def look_into(folder: Path) -> IncomingFolder:
    """Find the files of the tables; names count without regard to case."""
    try:
        found = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as error:
        return _unusable(folder, _what_is_wrong(folder, error))
    files: dict[str, Path] = {}
    problems: list[ImportProblem] = []
    ignored = [path.name for path in found if _table_name(path) is None and not path.is_dir()]
    for path in found:
        name = _table_name(path)
        if name is not None and name in files:
            problems.append(
                ImportProblem(
                    path.name, None, "", "", f"one file for {name}, there is also {files[name].name}"
                )
            )
        elif name is not None:
            files[name] = path
    if not files:
        return _unusable(
            folder, f"at least {_file_names(('partners',))} in this folder; it can hold {_all_names()}"
        )
    ordered = {table.name: files[table.name] for table in schema.TABLES if table.name in files}
    return IncomingFolder(ordered, tuple(ignored), tuple(problems))


def partners_missing(folder: Path, incoming: IncomingFolder) -> ImportProblem:
    """What to say when there is no partner yet and the folder brings none."""
    others = f"; it has {', '.join(incoming.ignored)}" if incoming.ignored else ""
    return ImportProblem(
        str(folder), None, "", "", f"partners.csv in this folder: no partner is known yet{others}"
    )


def _table_name(path: Path) -> str | None:
    stem, suffix = path.stem.lower(), path.suffix.lower()
    return stem if suffix == ".csv" and any(table.name == stem for table in schema.TABLES) else None


def _unusable(folder: Path, expected: str) -> IncomingFolder:
    return IncomingFolder({}, problems=(ImportProblem(str(folder), None, "", "", expected),))


def _what_is_wrong(folder: Path, error: OSError) -> str:
    if not folder.exists():
        return "the name of a folder that exists"
    if not folder.is_dir():
        return "a folder, this is a file; name the folder that holds partners.csv"
    return f"a folder that can be read ({error.strerror})"


def _all_names() -> str:
    return _file_names(table.name for table in schema.TABLES)


def _file_names(names: Iterable[str]) -> str:
    return ", ".join(f"{name}.csv" for name in names)
