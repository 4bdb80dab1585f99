"""The words and figures that the generator works with, read from the YAML files beside it."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict

Range = tuple[int, int]
Voice = Literal["theirs", "ours"]


class Entry(BaseModel):
    """Base of all entries: an unknown key in a file is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Country(Entry):
    """Where a partner sits; `people` and `trade` name traditions of names, `phone` has one slot."""

    name: str
    region: str
    people: str
    language: str
    trade: str
    currency: str
    cities: tuple[str, ...]
    phone: str = ""


class Story(Entry):
    """What a partner's months look like. Rates are per month, ranges of days count back from the last day."""

    what: str
    weight: float
    status: str = "active"
    signed: Range | None = None
    first_contact: Range | None = None
    relevance: Range
    employees: Range
    wallet: tuple[float, float] | None = None
    wins: float = 0.0
    losses: float = 0.0
    amount: float = 8000.0
    leads_in: float = 0.0
    leads_out: float = 0.0
    accepted: float = 0.0
    touches: float
    logins: float = 0.0
    trainings: float = 0.0
    certified: Range
    planned: bool = False
    open_deals: Range | None = None
    rhythm: tuple[tuple[float, float], ...] = ((24.0, 1.0),)
    touch_rhythm: tuple[tuple[float, float], ...] | None = None
    silent_days: int = 0
    chasers: tuple[int, ...] = ()
    big_deal: float = 0.0
    sectors: tuple[str, ...] = ()
    early: bool = False
    skip: tuple[str, ...] = ()


class Twist(Entry):
    """Something that happens on top of a story."""

    what: str
    chance: float


class Person(Entry):
    """A named person; gender decides pronouns in notes."""

    name: str
    gender: Literal["f", "m"]
    role: str


class Casting(Entry):
    """One partner of the cast; what is None or empty is drawn."""

    name: str
    aliases: tuple[str, ...] = ()
    country: str
    city: str | None = None
    language: str | None = None
    manager: int
    type: str | None = None
    story: str
    twists: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    technologies: tuple[str, ...] = ()
    contact: Person | None = None


class ManagerEntry(Entry):
    """A manager by hand."""

    name: str
    role: str
    region: str
    timezone: str
    locale: str
    slack_user_id: str
    hours: int


class People(Entry):
    """Names of one culture."""

    f: tuple[str, ...]
    m: tuple[str, ...]
    family: tuple[str, ...]


class CompanyParts(Entry):
    """Parts of company names of one tradition."""

    first: tuple[str, ...]
    second: tuple[str, ...]
    kinds: tuple[str, ...]


class Topic(Entry):
    """What a note is about: whose voice, which row it is anchored to, and how often a partner has one."""

    voice: Voice
    source: tuple[str, ...]
    anchor: Literal["won", "lost", "certification"] | None = None
    early: bool = False
    recent: bool = False
    chance: float = 1.0


class Scene(Entry):
    """A note of a story or twist; `ago` and `due` (of a promise) are days before the last day."""

    ago: int
    voice: Voice
    source: str
    text: str
    due: int | None = None


class Notebook(Entry):
    """Everything that can be said in one language."""

    topics: dict[str, tuple[str, ...]]
    promise_kept: tuple[tuple[str, str], ...]
    stories: dict[str, tuple[tuple[Scene, ...], ...]]
    twists: dict[str, tuple[Scene, ...]]


class Market(Entry):
    """Countries, technologies, sectors, customers and words around them."""

    countries: dict[str, Country]
    technologies: dict[str, dict[str, str]]
    sectors: tuple[str, ...]
    customers: dict[str, dict[str, tuple[str, ...]]]
    lost_reasons: dict[str, dict[str, str]]
    fx: dict[str, float]
    roles: tuple[str, ...]
    levels: dict[int, str]


class Subjects(Entry):
    """Subject lines of one language by kind of activity."""

    email: tuple[str, ...]
    call: tuple[str, ...]
    meeting: tuple[str, ...]
    event: tuple[str, ...]
    campaign: tuple[str, ...]
    training: tuple[str, ...]
    plan: tuple[str, ...]
    chaser: tuple[str, ...]


class Material(Entry):
    """All files together."""

    market: Market
    people: dict[str, People]
    companies: dict[str, CompanyParts]
    managers: tuple[ManagerEntry, ...]
    stories: dict[str, Story]
    twists: dict[str, Twist]
    cast: tuple[Casting, ...]
    topics: dict[str, Topic]
    notebooks: dict[str, Notebook]
    subjects: dict[str, Subjects]


@cache
def load_material() -> Material:
    """The package's own material, read once."""
    companies = read_yaml("companies")
    return Material.model_validate(
        {
            "managers": companies.pop("managers"),
            "companies": companies,
            "topics": read_yaml("notes/topics"),
            "notebooks": {language: read_yaml(f"notes/{language}") for language in ("en", "de", "fr", "es")},
            **{
                name: read_yaml(name)
                for name in ("market", "people", "stories", "twists", "cast", "subjects")
            },
        }
    )


def read_yaml(name: str) -> Any:  # noqa: ANN401 -- YAML is anything until its model has checked it
    """The content of a file of the package's data."""
    text = (files("knowledge.sample") / "data" / f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 -- both are safe loaders
