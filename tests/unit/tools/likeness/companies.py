"""Invented companies for tests, and a world in which some are in a second system, written differently."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Final

from tools.likeness import Profile

_SYLLABLES: Final = (
    *("ba", "cor", "del", "fen", "gra", "hol", "jun", "kal", "lor", "mar", "nex"),
    *("pol", "ran", "sil", "tor", "ul", "ven", "wis", "xan", "yor", "zel"),
)
_GENERIC: Final = ("Group", "Solutions", "Consulting", "IT Services", "Systems", "Software", "")
_FORMS: Final = {
    "DE": ("GmbH", "AG", "GmbH & Co. KG"),
    "FR": ("SARL", "S.A.S."),
    "GB": ("Ltd", "Limited", "PLC"),
    "ES": ("S.L.", "S.A."),
    "US": ("Inc.", "LLC", "Corp."),
}
_COUNTRIES: Final = {"DE": "Germany", "FR": "France", "GB": "UK", "ES": "España", "US": "United States"}
_CITIES: Final = {
    "DE": ("München", "Köln"),
    "FR": ("Paris", "Lyon"),
    "GB": ("London", "Leeds"),
    "ES": ("Sevilla", "Madrid"),
    "US": ("Boston", "Austin"),
}
_OTHERWISE: Final = {"München": "Munich", "Köln": "Cologne", "Sevilla": "Seville"}


def world_of(rng: Random, partners: int, again: int) -> tuple[list[Profile], dict[str, str]]:
    """Our partners, some of them again in HubSpot beside strangers, and who is who: HubSpot's id to ours.

    Names share few words on purpose: many partners have a namesake in another country or city.
    """
    ours = [_company(rng, f"P{number}") for number in range(partners)]
    picked = rng.sample(ours, again)
    theirs = [
        _rewritten(rng, replace(one, partner_id=f"hubspot:{number}")) for number, one in enumerate(picked)
    ]
    strangers = [_company(rng, f"hubspot:{again + number}") for number in range(again)]
    same = {copy.partner_id: one.partner_id for copy, one in zip(theirs, picked, strict=True)}
    return [*ours, *theirs, *strangers], same


def _company(rng: Random, partner_id: str) -> Profile:
    words = [
        "".join(rng.choices(_SYLLABLES, k=rng.choice((2, 3)))).capitalize()
        for _ in range(rng.choice((1, 1, 2)))
    ]
    country = rng.choice(sorted(_FORMS))
    name = " ".join(filter(None, [*words, rng.choice(_GENERIC), rng.choice(_FORMS[country])]))
    site = f"{''.join(words).lower()}-{partner_id.replace(':', '').lower()}.example"
    return Profile(
        partner_id,
        name,
        country=country,
        city=rng.choice(_CITIES[country]),
        website=site if rng.random() < 0.85 else "",
    )


def _rewritten(rng: Random, company: Profile) -> Profile:
    """The same company as somebody else typed it in."""
    name = rng.choice((str.upper, str.title, _without_form, _with_typo(rng)))(company.name)
    site = rng.choice((f"https://www.{company.website}/about", company.website, company.website, ""))
    return replace(
        company,
        name=name.replace("&", "und"),
        country=rng.choice((_COUNTRIES[company.country], company.country, "")),
        city=rng.choice((_OTHERWISE.get(company.city, company.city), "")),
        website=site if company.website else "",
    )


def _without_form(name: str) -> str:
    forms = (form for forms in _FORMS.values() for form in forms if name.endswith(f" {form}"))
    return name.removesuffix(next(forms, "")).strip()


def _with_typo(rng: Random) -> Callable[[str], str]:
    def typed(name: str) -> str:
        at = rng.randrange(1, min(5, len(name) - 1))
        return name[:at] + name[at + 1] + name[at] + name[at + 2 :]

    return typed
