"""Names of people, companies and customers that belong to nobody, and addresses under `.example`."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from typing import Final, Literal, cast

from knowledge.sample.draws import Draws
from knowledge.sample.material import CompanyParts, Country, Market, People, Person

OUR_DOMAIN: Final = "vendor.example"
_LETTERS: Final = str.maketrans({"ß": "ss", "ø": "oe", "æ": "ae", "å": "aa", "ä": "ae", "ö": "oe", "ü": "ue"})


def slug(name: str) -> str:
    """The name in lower-case ASCII letters and hyphens, fit for a domain."""
    plain = unicodedata.normalize("NFKD", name.lower().translate(_LETTERS))
    kept = [letter if letter.isalnum() else " " for letter in plain if not unicodedata.combining(letter)]
    return "-".join("".join(kept).encode("ascii", "ignore").decode().split())


def address(person: str, domain: str) -> str:
    """An e-mail address `first.last@domain`."""
    return ".".join(slug(part) for part in person.split(maxsplit=1)) + "@" + domain


def draw_person(draws: Draws, people: People, role: str) -> Person:
    """A person of that culture."""
    gender = cast("Literal['f', 'm']", draws.pick(("f", "m")))
    given = draws.pick(people.f if gender == "f" else people.m)
    return Person(name=f"{given} {draws.pick(people.family)}", gender=gender, role=role)


def draw_customers(
    draws: Draws, market: Market, country: Country, sectors: tuple[str, ...], each: int
) -> Customers:
    """`each` different made-up customers per sector."""
    trade = market.customers[country.trade]
    stems = draws.several(trade["stems"], each * len(sectors))
    return {
        sector: [draws.pick(trade[sector]).format(stem) for stem in stems[at :: len(sectors)]]
        for at, sector in enumerate(sectors)
    }


Customers = dict[str, list[str]]
"""Sector to names."""


class CompanyNames:
    """Company names by tradition, none twice, in a mixed order that needs no memory of them."""

    _STRIDE: Final = 7919  # a prime larger than any factor of the number of combinations, so it meets all

    def __init__(self, companies: dict[str, CompanyParts], taken: set[str]) -> None:
        self._companies = companies
        self._taken = taken
        self._drawn: dict[str, int] = defaultdict(int)

    def next(self, tradition: str, cities: tuple[str, ...]) -> str:
        """The next name; once every combination is used, the city is added, then a number."""
        parts = self._companies[tradition]
        words = len(parts.first) * len(parts.second)
        while True:
            count = self._drawn[tradition]
            self._drawn[tradition] += 1
            again, at = divmod(count, words * len(parts.kinds))
            kind, word = divmod(at * self._STRIDE % (words * len(parts.kinds)), words)
            first, second = divmod(word, len(parts.second))
            name = f"{parts.first[first]}{parts.second[second]} {parts.kinds[kind]}{_branch(again, cities)}"
            if name not in self._taken:
                return name


def _branch(again: int, cities: tuple[str, ...]) -> str:
    """What tells companies of the same words apart: nothing, a city, a city and a number."""
    if again == 0:
        return ""
    number, city = divmod(again - 1, len(cities))
    return f" {cities[city]}{f' {number + 1}' if number else ''}"
