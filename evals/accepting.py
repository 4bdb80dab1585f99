"""Moves the candidates that a person accepted into a suite's cases: all of them, or none and why."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.toolbox.arguments import ARGUMENTS
from evals.cases import Case

FILE: Final = "from_use.yaml"
_SUITES: Final = Path(__file__).parent


class NotAccepted(Exception):
    """Some candidate cannot be a case; nothing was moved. The text names each, with what would be valid."""


class _Candidate(BaseModel):
    """What a candidate has beside the case; the rest is checked as a case."""

    model_config = ConfigDict(extra="allow", strict=True)

    accept: bool
    comment: str = ""
    ask: str

    @property
    def case(self) -> dict[str, Any]:
        return dict(self.model_extra or {}) | {"ask": self.ask}


def accept(file: Path, suite: str, suites: Path = _SUITES) -> str:
    """Move what is marked `accept: true` in `file` into the suite's `cases/from_use.yaml`.

    Args:
        suites: The folder of the suites.

    Returns:
        What was done, in words.

    Raises:
        NotAccepted: A case does not fit, or is there already.
    """
    written, candidates = _read(file)
    folder = suites / suite / "cases"
    kept = _cases_in(folder / FILE)
    chosen = [one.case for one in candidates if one.accept]
    problems = [problem for case in chosen for problem in _problems(case)]
    problems += _repeated([case for case in chosen if case not in kept], folder)
    if problems:
        raise NotAccepted("\n".join(("Nothing was moved.", *problems)))
    new = [case for case in chosen if case not in kept]  # of a run that was cut off, some are there already
    left = [raw for raw, one in zip(written, candidates, strict=True) if not one.accept]
    if new:
        folder.mkdir(parents=True, exist_ok=True)
        _write(folder / FILE, [*kept, *new])
    if chosen:
        _write(file, left, _head(file))
    return f"{len(chosen)} moved to {folder / FILE}, {len(left)} left in {file}."


def _read(file: Path) -> tuple[list[dict[str, Any]], list[_Candidate]]:
    """The candidates as they are written, and checked."""
    try:
        written = yaml.safe_load(file.read_text(encoding="utf-8"))["cases"] or []
        return written, [_Candidate.model_validate(one) for one in written]
    except (OSError, UnicodeDecodeError, yaml.YAMLError, KeyError, TypeError, ValidationError) as error:
        raise NotAccepted(
            f"{file} is no file of candidates, as --from-feedback writes it: {error}"
        ) from error


def _cases_in(file: Path) -> list[dict[str, Any]]:
    """The cases of a file as they are written; none if there is no file."""
    if not file.exists():
        return []
    written: list[dict[str, Any]] = yaml.safe_load(file.read_text(encoding="utf-8"))["cases"]
    return written


def _problems(written: Mapping[str, Any]) -> Iterator[str]:
    """What keeps a candidate from being a case."""
    try:
        case = Case.model_validate(written)
    except ValidationError as error:
        yield f"{written['ask']!r}: " + "; ".join(one["msg"] for one in error.errors(include_url=False))
        return
    for tool, arguments in (
        pair for one in (case.calls, *case.otherwise) for call in one for pair in call.items()
    ):
        yield from (f"{case.ask!r}: {wrong}" for wrong in _unfit(tool, arguments))


def _unfit(tool: str, arguments: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with an expected call; of `{any: [a, b]}` each has to fit."""
    if tool not in ARGUMENTS:
        yield f"there is no tool {tool!r}"
        return
    for name, value in arguments.items():
        for one in value["any"] if isinstance(value, Mapping) else [value]:
            given = {**{key: _first(other) for key, other in arguments.items()}, name: one}
            try:
                ARGUMENTS[tool].model_validate(given)
            except ValidationError as error:
                yield from (f"{tool}, {name}: {part['msg']}" for part in error.errors(include_url=False))


def _first(value: Any) -> Any:  # noqa: ANN401 -- YAML
    return value["any"][0] if isinstance(value, Mapping) else value


def _repeated(cases: Sequence[Mapping[str, Any]], folder: Path) -> list[str]:
    """The cases whose question is in the suite already, or twice among them."""
    files = sorted(folder.glob("*.yaml"))
    seen = {_key(case): f"is in {file.name} already" for file in files for case in _cases_in(file)}
    found = []
    for case in cases:
        if (key := _key(case)) in seen:
            found.append(f"{case['ask']!r} {seen[key]}")
        seen[key] = "is there twice"
    return found


def _key(case: Mapping[str, Any]) -> tuple[str, ...]:
    """What makes two cases the same question."""
    default = str(Case.model_fields["asker"].default)
    return (*case.get("after", ()), str(case["ask"]), str(case.get("asker", default)))


def _head(file: Path) -> str:
    """The remarks at the top of a file."""
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    return "".join(lines[: next((at for at, line in enumerate(lines) if not line.startswith("#")), 0)])


def _write(file: Path, cases: Sequence[Mapping[str, Any]], head: str = "") -> None:
    """Write the file whole, or leave it as it was."""
    unfinished = file.with_suffix(f".{os.getpid()}.part")
    body = yaml.safe_dump({"cases": list(cases)}, sort_keys=False, allow_unicode=True, width=110)
    unfinished.write_text(head + body, encoding="utf-8")
    unfinished.replace(file)
