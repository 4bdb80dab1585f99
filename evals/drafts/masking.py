"""A message without what names anybody, and without its figures."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from assistant.drafting import kinds
from assistant.drafting.material import Material
from tools.facts import Fact, Kind, Quote, Unit

BLANK: Final = "…"
FIELDS: Final[frozenset[Kind]] = frozenset(
    {
        kinds.DEAL_TECHNOLOGY, kinds.DEAL_SECTOR, kinds.PROJECT_TECHNOLOGY, kinds.FOCUS_SECTOR,
        kinds.FOCUS_TECHNOLOGY, kinds.OTHER_TECHNOLOGY, kinds.OTHER_SECTOR,
    }
)  # fmt: skip
"""Sectors and technologies: names of a field of work, not of anybody."""

QUOTED: Final = re.compile(r"“[^”]*”|„[^“]*“|«[^»]*»")
_SHORTEST: Final = 3  # letters of a part of a name that is masked alone


def names_in(sources: Iterable[Fact | Quote], *, fields: bool) -> set[str]:
    """Names of people, companies, certifications and offers; of sectors and technologies too if wanted."""
    return {
        str(one.value)
        for one in sources
        if isinstance(one, Fact) and one.kind.unit is Unit.NAME and (fields or one.kind not in FIELDS)
    }


def names_of(material: Material, *, fields: bool = False) -> set[str]:
    """Every name that a message to the recipient can hold, and the parts by which people go."""
    people = {material.recipient.name, material.sender, material.partner_name}
    whole = people | names_in(material.facts, fields=fields)
    parts = {word for name in people for word in name.split() if len(word) >= _SHORTEST}
    return {name for name in whole | parts if name}


def without_names(text: str, names: Iterable[str]) -> str:
    """The text with a blank for every name, the longer first."""
    known = sorted(names, key=len, reverse=True)
    pattern = "|".join(re.escape(name) for name in known)
    return re.sub(rf"(?<!\w)(?:{pattern})(?!\w)", BLANK, text) if known else text
