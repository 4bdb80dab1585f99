"""The playbook: our plays, and on top a folder of the user's own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

from prompts.own_files import UnreadableFile, text_of
from prompts.play_files import SUFFIX, PlaysError, is_off, parse
from tools.plays import Play, Plays


@dataclass(frozen=True)
class Playbook:
    """The plays at hand.

    Attributes:
        plays: By name.
        problems: What is wrong with files of the user's folder, which were left out; one line each.
    """

    plays: Plays
    problems: tuple[str, ...] = ()


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
        if entry.name.endswith(SUFFIX)
    }
    return MappingProxyType({name.removesuffix(SUFFIX): parse(texts[name], name) for name in sorted(texts)})


def load_playbook(own: Path | None = None) -> Playbook:
    """Our plays with the user's on top: one of the same name replaces ours, `off: true` takes it out.

    A file that cannot be read is left out and named among the problems; ours then stays.

    Args:
        own: The user's folder; None or one that is not there: ours alone.
    """
    plays = dict(shipped_plays())
    problems: list[str] = []
    for file in sorted(own.glob(f"*{SUFFIX}")) if own and own.is_dir() else ():
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


def _own_play(file: Path, plays: Plays) -> Play | None:
    """A play of the user's; None if the file only takes ours out: it is empty, or says `off: true`.

    Raises:
        PlaysError: It can be neither.
    """
    try:
        text = text_of(file)
        if text.strip() and not is_off(text, file.name):
            return parse(_on(text), file.name)
    except UnreadableFile as error:
        raise PlaysError(str(error)) from error
    if file.stem not in plays:
        raise PlaysError(f"{file.name}, line 1: there is no play {file.stem!r} that it could take out")
    return None


def _on(text: str) -> str:
    """The text without a line that says `off: false`."""
    return re.sub(r"(?m)^off:\s*(?:false|no)\s*$", "", text, count=1)


def _leading_on(plays: Mapping[str, Play]) -> dict[str, Play]:
    """The plays; where the one to go on with is not at hand, none is named."""
    return {
        name: play if not play.then or play.then in plays else replace(play, then="")
        for name, play in plays.items()
    }
