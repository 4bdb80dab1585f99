"""Who plays in a sample: the cast written by hand first, then partners drawn by chance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from knowledge.sample.draws import Draws
from knowledge.sample.material import Casting, Country, Material, Person, Story
from knowledge.sample.names import CompanyNames, draw_person
from tools.schema import PARTNER_TYPES

_TRADITIONS: Final = {"pt": "es", "finnish": "nordic"}


@dataclass(frozen=True)
class Part:
    """One partner before anything has happened to it.

    Attributes:
        number: From 0; decides the id and every draw.
        manager: Position in the list of managers.
        contact: The primary contact, also of a partner without contacts on record.
    """

    number: int
    name: str
    aliases: tuple[str, ...]
    country: Country
    city: str
    language: str
    manager: int
    type: str
    story_name: str
    story: Story
    twists: tuple[str, ...]
    sectors: tuple[str, ...]
    technologies: tuple[str, ...]
    contact: Person

    @property
    def partner_id(self) -> str:
        """An id as a CRM would give it."""
        return f"ACC-{1001 + self.number}"

    @property
    def short_name(self) -> str:
        """What colleagues call it: the first alias, else the name."""
        return self.aliases[0] if self.aliases else self.name

    @property
    def situations(self) -> tuple[str, ...]:
        """The keys under which this partner can be found in `SampleSummary.situations`."""
        return (self.story_name, *self.twists)


def cast_parts(material: Material, partners: int, managers: int, seed: int) -> Iterator[Part]:
    """The parts in order of their ids; a smaller sample is the beginning of a larger one."""
    names = CompanyNames(material.companies, {entry.name for entry in material.cast})
    for number in range(partners):
        draws = Draws(seed, number, "part")
        by_hand = number < len(material.cast)
        casting = material.cast[number] if by_hand else _draw_casting(draws, material, names, number)
        yield _part(draws, material, number, casting, managers)


def _draw_casting(draws: Draws, material: Material, names: CompanyNames, number: int) -> Casting:
    code = draws.pick(tuple(material.market.countries))
    country = material.market.countries[code]
    tradition = _TRADITIONS.get(country.people, country.people)
    twists = tuple(name for name, twist in material.twists.items() if draws.chance(twist.chance))
    story = draws.weighted({name: story.weight for name, story in material.stories.items()})
    name = names.next(tradition, country.cities)
    return Casting(
        name=name,
        aliases=(name.split()[0],) if draws.chance(0.2) else (),
        country=code,
        manager=number,
        story=story,
        twists=twists[:1] if _takes_twists(material.stories[story]) else (),
    )


def _takes_twists(story: Story) -> bool:
    """Beginners and the silent have no room for one: it would contradict their story."""
    return not story.early and not story.silent_days


def _part(draws: Draws, material: Material, number: int, casting: Casting, managers: int) -> Part:
    market = material.market
    country = market.countries[casting.country]
    story = material.stories[casting.story]
    sectors = casting.sectors or story.sectors or draws.several(market.sectors, draws.between(1, 3))
    technologies = casting.technologies or draws.several(tuple(market.technologies), draws.between(1, 3))
    return Part(
        number=number,
        name=casting.name,
        aliases=casting.aliases,
        country=country,
        city=casting.city or draws.pick(country.cities),
        language=casting.language or country.language,
        manager=casting.manager % managers,
        type=casting.type or draws.pick(PARTNER_TYPES),
        story_name=casting.story,
        story=story,
        twists=casting.twists,
        sectors=tuple(sectors),
        technologies=tuple(technologies),
        contact=casting.contact
        or draw_person(draws, material.people[country.people], draws.pick(market.roles)),
    )
