"""Our program, our market and what partners tell us, read from the YAML files beside it."""

from __future__ import annotations

from functools import cache
from typing import Literal

from knowledge.sample.material import Entry, read_yaml

Mood = Literal["good", "fair", "poor"]


class LevelEntry(Entry):
    """A level; rate is the share of a won deal that we pay."""

    name: str
    rate: float
    benefits: str
    requirements: str = ""


class OfferEntry(Entry):
    """An offer; `starts` counts days from the last day, `days` is its length."""

    kind: str
    name: str
    starts: int
    days: int
    text: str
    sectors: tuple[str, ...] = ()
    technologies: tuple[str, ...] = ()
    tiers: tuple[str, ...] = ()


class Voices(Entry):
    """Subjects of tickets, and comments in surveys by dimension and mood."""

    tickets: tuple[str, ...]
    surveys: dict[str, dict[Mood, tuple[str, ...]]]


class Program(Entry):
    """Both files together; `voices` is by language, `innovations` by technology."""

    levels: tuple[LevelEntry, ...]
    offers: tuple[OfferEntry, ...]
    innovations: dict[str, tuple[str, ...]]
    hold_reasons: tuple[str, ...]
    voices: dict[str, Voices]


@cache
def load_program() -> Program:
    """The package's own program, read once."""
    return Program.model_validate({**read_yaml("program"), "voices": read_yaml("voices")})
