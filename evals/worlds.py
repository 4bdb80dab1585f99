"""A small frozen world of names, in which phrasings with placeholders become questions."""

from __future__ import annotations

import random
import re
from datetime import date
from typing import Final

from tools.names import NameEntry, NameIndex, NameKind

AS_OF: Final = date(2026, 9, 30)

_PARTNERS: Final = (
    "Norrvik Systems AB|Bergblick IT GmbH|Asterion Cloud|Pinehurst Digital|Lakeshore & Boyle Ltd|Quintara|"
    "Veldhoek|"
    "Orange Harbour|Target Loop Inc|Umbra Networks|Umbra Labs|Ferrostahl Consulting|Casa Lumbre|Grupo Tejada|"
    "Atelier Brume|Maison Corvelle|Silvertrail MSP|Bramblewick|Ostrava Data|Kite & Compass|Juniper Falls|"
    "Delmarco|"
    "Hexaline|Mossgarden|Peregrine Stack|Tessellate|Wolkenwerk AG|Drayton Hale|Finisterra|Cinderpath"
)
_CONTACTS: Final = (
    "Annika Berg|Teo Marsh|Lena Vogt|Ramiro Paz|Claire Dubois|Owen Pratt|Nadia Khan|Felix Roth|"
    "Inés Calvo|Mathis Leroy"
)
_MANAGERS: Final = "Nora Lind|Theo Grant|Paula Ruiz|Emil Sander"
_CUSTOMERS: Final = "Hafenbank|Northgate Foods|Clinique Solaris|Metro Verde"
_SECTORS: Final = "Healthcare|Retail|Manufacturing|Public Sector|Insurance|Finance|Logistics|Energy|Education"
_TECHNOLOGIES: Final = "Snowflake|SAP|Azure|Kubernetes|Salesforce|Databricks|Power BI|Security|AWS|ServiceNow"
_REGIONS: Final = "DACH|Nordics|Iberia|Benelux|UK & Ireland|France|EMEA|APAC"

_VALUES: Final = {
    "partner": (NameKind.PARTNER, _PARTNERS),
    "contact": (NameKind.CONTACT, _CONTACTS),
    "manager": (NameKind.MANAGER, _MANAGERS),
    "customer": (NameKind.CUSTOMER, _CUSTOMERS),
    "sector": (NameKind.SECTOR, _SECTORS),
    "technology": (NameKind.TECHNOLOGY, _TECHNOLOGIES),
    "region": (NameKind.REGION, _REGIONS),
}
_PLAIN: Final = {
    "language": ("Italian", "Dutch", "Polish"),
    "month": ("March", "May", "October"),
    "day": ("Friday", "Monday", "Tuesday"),
}
_PLACE: Final = re.compile(r"\{(\w+)\}")
_TAIL: Final = re.compile(r"\s+(?:GmbH|AB|AG|Ltd|Inc)$")


def world_names() -> NameIndex:
    """Everybody and everything in the world that has a name."""
    entries: list[NameEntry] = []
    for kind, names in _VALUES.values():
        for number, name in enumerate(names.split("|"), start=1):
            vocabulary = kind not in {NameKind.PARTNER, NameKind.CONTACT, NameKind.MANAGER}
            identifier = name if vocabulary else f"{kind.value}-{number}"
            owner = f"partner-{number}" if kind is NameKind.CONTACT else None
            entries.append(NameEntry(kind, identifier, name, (), owner))
    return NameIndex(entries)


def filled(text: str, seed: str) -> str:
    """The phrasing as somebody would type it: names put in, without legal forms, at times in lower case."""
    chance = random.Random(seed)
    lower = text == text.lower() and chance.random() < 0.5  # noqa: PLR2004  half of those typed in lower case

    def name(match: re.Match[str]) -> str:
        slot = match[1]
        if slot in _PLAIN:
            return chance.choice(_PLAIN[slot])
        chosen = _TAIL.sub("", chance.choice(_VALUES[slot][1].split("|")))
        if slot in {"contact", "manager"}:
            chosen = chosen.split()[0]
        return chosen.lower() if lower else chosen

    return _PLACE.sub(name, text)
