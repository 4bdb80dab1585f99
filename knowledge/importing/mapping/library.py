"""The mappings there are: those of the package, with the user's own laid over them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final, TypeAlias

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from knowledge.importing.mapping.language import Cell, System
from knowledge.importing.problems import ImportProblem, excerpt
from knowledge.nearest import did_you_mean
from tools import schema

OWN: Final = "own"
"""Name of the user's file for our own format: what its columns are called here."""

Layer: TypeAlias = dict[str, object]
"""One YAML file, not checked yet."""

_WHOLE: Final = frozenset({"columns", "also", "styles", "where"})
"""Where an entry of the user's file replaces that of the package as a whole."""


@dataclass(frozen=True)
class Library:
    """All systems by name, our own format among them; or why a file of the user's cannot be used."""

    systems: Mapping[str, System]
    problems: tuple[ImportProblem, ...] = ()

    @property
    def foreign(self) -> tuple[System, ...]:
        """All but our own format."""
        return tuple(system for name, system in self.systems.items() if name != OWN)


def load_library(mappings: Path | None) -> Library:
    """The packaged systems and those in the user's folder; whatever is wrong there is told, never raised."""
    systems: dict[str, System] = {}
    problems: list[ImportProblem] = []
    layers = _packaged()
    theirs = _user_files(mappings)
    for name in [*layers, *(name for name in theirs if name not in layers)]:
        try:
            layer = read_layer(theirs[name]) if name in theirs else {}
        except UnusableFile as error:
            problems.append(error.problem)
            continue
        found = _checked(name, laid_over(layers.get(name, {}), layer), str(theirs.get(name, name)))
        if isinstance(found, System):
            systems[name] = found
        else:
            problems.extend(found)
    return Library(systems, tuple(problems))


def file_of(mappings: Path, system: str) -> Path:
    """Where the user's own words on a system are kept."""
    path = mappings / f"{system}.yml"
    return path if path.exists() else mappings / f"{system}.yaml"


class UnusableFile(Exception):
    """A file of the user's cannot be read as YAML; `problem` says why."""

    def __init__(self, problem: ImportProblem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def read_layer(path: Path) -> Layer:
    """One file of the user's; empty if there is none.

    Raises:
        UnusableFile: It cannot be read, is no YAML, or no mapping.
    """
    try:
        text = path.read_text(encoding="utf-8-sig") if path.exists() else ""
        found = yaml.safe_load(text)
    except (OSError, UnicodeDecodeError) as error:
        raise UnusableFile(
            ImportProblem(str(path), None, "", "", f"a text file in UTF-8 ({error})")
        ) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else None
        said = getattr(error, "problem", None) or "it cannot be read"
        raise UnusableFile(ImportProblem(str(path), line, "", "", f"a mapping in YAML ({said})")) from error
    if found is not None and not isinstance(found, dict):
        problem = ImportProblem(
            str(path), None, "", excerpt(str(found)), "a mapping that begins with `sources:`"
        )
        raise UnusableFile(problem)
    return found or {}


def laid_over(below: Layer, above: Layer) -> Layer:
    """Both as one: what `above` says replaces what `below` says, down to single columns."""
    merged = dict(below)
    for key, value in above.items():
        under = merged.get(key)
        if isinstance(value, dict) and isinstance(under, dict):
            # what is said above also comes first
            merged[key] = {**value, **under, **value} if key in _WHOLE else laid_over(under, value)
        else:
            merged[key] = value
    return merged


@cache
def _packaged() -> dict[str, Layer]:
    folder = files("knowledge.importing.mapping") / "systems"
    found = sorted(folder.iterdir(), key=lambda path: path.name)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    layers: dict[str, Layer] = {
        path.name.removesuffix(".yaml"): yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 -- both are safe loaders
        for path in found
        if path.name.endswith(".yaml")
    }
    return layers | {OWN: {"sources": {table.name: {"feeds": {table.name: {}}} for table in schema.TABLES}}}


def _user_files(mappings: Path | None) -> dict[str, Path]:
    if mappings is None or not mappings.is_dir():
        return {}
    found = sorted(path for path in mappings.iterdir() if path.suffix.lower() in (".yaml", ".yml"))
    return {path.stem.lower(): path for path in found if not path.name.startswith(".")}


def _checked(name: str, layer: Layer, file: str) -> System | list[ImportProblem]:
    prefix = {} if name == OWN else {"prefix": f"{name}:"}
    try:
        system = System.model_validate({"title": name, **prefix, **layer, "name": name})
    except ValidationError as error:
        return [_problem(file, detail) for detail in error.errors(include_url=False)]
    wrong = [ImportProblem(file, None, path, value, expected) for path, value, expected in _misnamed(system)]
    return wrong or system


def _problem(file: str, detail: ErrorDetails) -> ImportProblem:
    context = detail.get("ctx", {})
    place = ".".join(str(step) for step in detail["loc"])
    given = detail["input"]
    value = str(context.get("key", "" if isinstance(given, Mapping | list | None) else given))
    said = context["expected"] if "expected" in context else detail["msg"]
    expected = {"missing": "this entry", "literal_error": f"one of {said}", "enum": f"one of {said}"}
    message = expected.get(detail["type"], str(said).removeprefix("Input should be "))
    return ImportProblem(file, None, place, excerpt(value), message)


def _misnamed(system: System) -> Iterator[tuple[str, str, str]]:
    """Path, name and what would be valid, for every table, column and source that does not exist."""
    tables = {table.name: table for table in schema.TABLES}
    for kind, source in system.sources.items():
        for name, feed in source.feeds.items():
            path = f"sources.{kind}.feeds.{name}"
            if name not in tables:
                yield path, name, f"one of {', '.join(tables)}{did_you_mean(name, tables.keys())}"
                continue
            valid = [column.name for column in tables[name].columns]
            for column in (*feed.columns, *feed.chosen, *feed.values, *feed.styles, *feed.skip_without):
                if column not in valid:
                    yield path, column, f"one of {', '.join(valid)}{did_you_mean(column, valid)}"
            for cell in feed.columns.values():
                yield from _missing_sources(path, cell, system)


def _missing_sources(path: str, cell: Cell, system: System) -> Iterator[tuple[str, str, str]]:
    known = system.sources
    for step in cell.lookup:
        if step.source not in known:
            yield (
                f"{path}.lookup",
                step.source,
                f"one of {', '.join(known)}{did_you_mean(step.source, known.keys())}",
            )
    for each in cell.either:
        yield from _missing_sources(path, each, system)
