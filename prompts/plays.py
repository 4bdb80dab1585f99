"""Plays as Markdown files with front matter: ours, and on top a folder of the user's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from reprlib import Repr
from types import MappingProxyType
from typing import Annotated, Any, Final

import yaml
from pydantic import BaseModel, ConfigDict, Field, Strict, StringConstraints, ValidationError, field_validator

from prompts.draft_templates import PURPOSES
from prompts.own_files import UnreadableFile, text_of
from tools.journey import Phase
from tools.plays import Doing, OfferKind, Play, Plays, Reason
from tools.tiers import Tier

_FENCE: Final = "---"
_BULLET: Final = re.compile(r"^(?:[-*]|\d+[.)])\s+")
_SUFFIX: Final = ".md"
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


@dataclass(frozen=True)
class Playbook:
    """The plays at hand.

    Attributes:
        plays: By name.
        problems: What is wrong with files of the user's folder, which were left out; one line each.
    """

    plays: Plays
    problems: tuple[str, ...] = ()


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


@cache
def shipped_plays() -> Plays:
    """The plays that come with Rapport.

    Raises:
        PlaysError: A file of ours cannot be read.
    """
    folder = files("prompts").joinpath("plays")
    texts = {
        entry.name: entry.read_text(encoding="utf-8")
        for entry in folder.iterdir()
        if entry.name.endswith(_SUFFIX)
    }
    return MappingProxyType({name.removesuffix(_SUFFIX): parse(texts[name], name) for name in sorted(texts)})


def load_playbook(own: Path | None = None) -> Playbook:
    """Our plays with the user's on top: one of the same name replaces ours, `off: true` takes it out.

    A file that cannot be read is left out and named among the problems; ours then stays.

    Args:
        own: The user's folder; None or one that is not there: ours alone.
    """
    plays = dict(shipped_plays())
    problems: list[str] = []
    for file in sorted(own.glob(f"*{_SUFFIX}")) if own and own.is_dir() else ():
        try:
            play = _own_play(file, plays)
        except PlaysError as error:
            problems.append(str(error))
            continue
        if play is None:
            plays.pop(file.stem)
        else:
            plays[play.name] = play
    return Playbook(MappingProxyType(_leading_on(plays)), tuple(problems))


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


def _check_names(front: _Front, head: str, file: str, first_line: int) -> None:
    stem = file.removesuffix(_SUFFIX)
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


def _own_play(file: Path, plays: Plays) -> Play | None:
    """A play of the user's; None if the file only takes ours out: it is empty, or says `off: true`.

    Raises:
        PlaysError: It can be neither.
    """
    try:
        text = text_of(file)
        if text.strip() and not _is_off(text, file.name):
            return parse(_on(text), file.name)
    except UnreadableFile as error:
        raise PlaysError(str(error)) from error
    if file.stem not in plays:
        raise PlaysError(f"{file.name}, line 1: there is no play {file.stem!r} that it could take out")
    return None


def _is_off(text: str, file: str) -> bool:
    head, first_line, _ = _cut(text, file)
    return _mapping(head, file, first_line).get("off") is True


def _on(text: str) -> str:
    """The text without a line that says `off: false`."""
    return re.sub(r"(?m)^off:\s*(?:false|no)\s*$", "", text, count=1)


def _leading_on(plays: Mapping[str, Play]) -> dict[str, Play]:
    """The plays; where the one to go on with is not at hand, none is named."""
    return {
        name: play if not play.then or play.then in plays else replace(play, then="")
        for name, play in plays.items()
    }


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
