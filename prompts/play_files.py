"""One play as a Markdown file with front matter: what it must hold, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from reprlib import Repr
from typing import Annotated, Any, Final

import yaml
from pydantic import BaseModel, ConfigDict, Field, Strict, StringConstraints, ValidationError, field_validator

from prompts.draft_templates import PURPOSES
from tools.journey import Phase
from tools.plays import Doing, OfferKind, Play, Reason
from tools.tiers import Tier

_FENCE: Final = "---"
_BULLET: Final = re.compile(r"^(?:[-*]|\d+[.)])\s+")
SUFFIX: Final = ".md"
_MOST_STEPS: Final = 20
_LONGEST_LINE: Final = 240  # characters, of a step and of a line of the front matter
_SHORT: Final = Repr()  # of a value that may be as large as it likes
_SHORT.maxstring = _SHORT.maxother = 60
_SHORT.maxlevel = 2

_Line = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=_LONGEST_LINE, pattern=r"^.+$")
]
_Whole = Annotated[int, Strict()]  # `true` is no number


class PlaysError(ValueError):
    """A play cannot be read; the text names the file, the line, the value and what would be valid."""


class _Front(BaseModel):
    """The front matter of one play."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{1,39}$")]
    title: _Line
    goal: _Line
    ask: _Line
    when: _Line
    never: _Line
    stop: _Line
    kind: Doing
    hours: Annotated[float, Strict()] = Field(gt=0, le=200)
    quiet_days: _Whole = Field(ge=0, le=730)
    tiers: frozenset[Tier] = frozenset()
    phases: frozenset[Phase] = frozenset()
    reasons: frozenset[Reason] = frozenset()
    tries: _Whole = Field(0, ge=0, le=20)
    then: str = ""
    aliases: tuple[_Line, ...] = ()
    offers: tuple[OfferKind, ...] = ()
    purpose: str = ""
    never_say: tuple[_Line, ...] = ()

    @field_validator("purpose")
    @classmethod
    def _is_a_purpose(cls, purpose: str) -> str:
        if purpose and purpose not in PURPOSES:
            raise ValueError(f"it is none of {', '.join(PURPOSES)}")
        return purpose


def parse(text: str, file: str) -> Play:
    """The play that a file describes.

    Raises:
        PlaysError: naming the file, the line, the value and what would be valid.
    """
    head, first_line, body = _cut(text, file)
    given = _mapping(head, file, first_line)
    try:
        front = _Front.model_validate(given)
    except ValidationError as error:
        raise PlaysError("; ".join(_problems(error, head, file, first_line))) from error
    _check_names(front, head, file, first_line)
    steps = tuple(_steps(body, file, first_line + head.count("\n") + 2))
    values = {name: getattr(front, name) for name in _Front.model_fields if name != "kind"}
    return Play(**values, doing=front.kind, steps=steps)


def is_off(text: str, file: str) -> bool:
    """Whether the file only takes a play of ours out: it says `off: true`.

    Raises:
        PlaysError: It has no front matter, or none that is YAML.
    """
    head, first_line, _ = _cut(text, file)
    return _mapping(head, file, first_line).get("off") is True


def _check_names(front: _Front, head: str, file: str, first_line: int) -> None:
    stem = file.removesuffix(SUFFIX)
    if front.name != stem:
        at = _line_of(head, "name", first_line)
        raise PlaysError(f"{file}, line {at}: name {front.name!r} differs from the file's; write {stem!r}")
    if front.then == front.name:
        at = _line_of(head, "then", first_line)
        raise PlaysError(
            f"{file}, line {at}: then {front.then!r} is this very play; name another one, or none"
        )


def _steps(body: str, file: str, first_line: int) -> Iterator[str]:
    """The steps, one on a line.

    Raises:
        PlaysError: There are none or too many, or one is too long.
    """
    lines = [(at, line.strip()) for at, line in enumerate(body.splitlines(), first_line) if line.strip()]
    if not lines:
        raise PlaysError(f"{file}: there are no steps; write them below the second {_FENCE}, one on a line")
    if len(lines) > _MOST_STEPS:
        at = lines[_MOST_STEPS][0]
        raise PlaysError(f"{file}, line {at}: {len(lines)} steps; a play has {_MOST_STEPS} at most")
    for at, line in lines:
        if len(line) > _LONGEST_LINE:
            raise PlaysError(f"{file}, line {at}: {len(line)} characters; a step has {_LONGEST_LINE} at most")
        yield _BULLET.sub("", line)


def _cut(text: str, file: str) -> tuple[str, int, str]:
    """Front matter, the line on which it begins, and the rest."""
    lines = text.splitlines()
    fences = [at for at, line in enumerate(lines) if line.strip() == _FENCE][:2]
    if len(fences) < 2 or any(line.strip() for line in lines[: fences[0]]):  # noqa: PLR2004  one opens, one ends
        raise PlaysError(
            f"{file}, line 1: a play begins with {_FENCE}, then `key: value` lines, then {_FENCE}"
        )
    start, end = fences
    return "\n".join(lines[start + 1 : end]), start + 2, "\n".join(lines[end + 1 :])


def _mapping(head: str, file: str, first_line: int) -> dict[str, Any]:
    try:
        given = yaml.safe_load(head)
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # a 99th of May; a thousand brackets
        mark = getattr(error, "problem_mark", None)
        at = first_line + (mark.line if mark else 0)
        told = getattr(error, "problem", None) or str(error)
        raise PlaysError(f"{file}, line {at}: not readable as YAML: {told}") from error
    if not isinstance(given, dict):
        raise PlaysError(f"{file}, line {first_line}: lines of `key: value` are needed between the {_FENCE}")
    return {
        "off" if name is False else str(name): value for name, value in given.items()
    }  # YAML reads off so


def _problems(error: ValidationError, head: str, file: str, first_line: int) -> Iterator[str]:
    for detail in error.errors(include_url=False):
        key = str(detail["loc"][0])
        place = f"{file}, line {_line_of(head, key, first_line)}"
        if detail["type"] == "missing":
            yield f"{place}: {key!r} is missing"
        elif detail["type"] == "extra_forbidden":
            valid = ", ".join((*sorted(_Front.model_fields), "off"))
            yield f"{place}: {_SHORT.repr(key)} is no key of a play; valid: {valid}"
        else:
            yield f"{place}: {key}: {_SHORT.repr(detail['input'])} does not fit: {_wanted(detail['msg'])}"


def _wanted(message: str) -> str:
    return message[:1].lower() + message[1:]


def _line_of(head: str, key: str, first_line: int) -> int:
    """The line on which a key stands; the first one for a key that is missing."""
    begins = (at for at, line in enumerate(head.splitlines()) if line.partition(":")[0].strip() == key)
    return first_line + next(begins, 0)
