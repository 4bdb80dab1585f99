"""Ids of another system that a row holds in a column of its own: `HubSpot ID` in our file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tools.likeness.folding import folded_words, readable
from tools.likeness.profile import Profile, local_id, system_of

_ID_WORDS: Final = frozenset(("code", "id", "key", "no", "nr", "number", "ref", "reference"))
_FILLERS: Final = frozenset(
    ("account", "company", "crm", "external", "object", "organisation", "organization", "partner", "record")
)
_OURS: Final = frozenset(("erp", "external", "partner", "rapport"))
_NICKNAMES: Final = {"hs": "hubspot", "sf": "salesforce", "sfdc": "salesforce", "ps": "partnerstack"}
_UNMISTAKABLE: Final = 12  # letters of an id that is no other system's by chance


def keys_of(profile: Profile) -> Iterator[str]:
    """Under what other rows may state its ids: `hubspot/17`, a long id also under itself."""
    for partner_id in profile.ids:
        local = local_id(partner_id).casefold()
        yield f"{system_of(partner_id)}/{local}"
        if len(local) >= _UNMISTAKABLE:
            yield local


def stated_keys(profile: Profile) -> Iterator[str]:
    """What ids of others its columns hold, as `keys_of` writes them.

    Only a column that is named after an id and nothing else counts: `Parent HubSpot ID` is another partner's,
    and a bare `ID` or `Owner ID` could be anybody's.
    """
    for label, cell in profile.attributes:
        words, value = _words(label), cell.strip().casefold()
        if value and words & _ID_WORDS:
            yield from _stated(words - _ID_WORDS, value, profile)


def is_bare_number(key: str) -> bool:
    """Whether a stated id is a short number in a column that names no system: anything may be 1001."""
    return key.startswith("/") and key[1:].isdigit() and len(key) <= _UNMISTAKABLE


def _stated(words: frozenset[str], value: str, profile: Profile) -> Iterator[str]:
    systems, rest = words - _FILLERS - _OURS, words & (_FILLERS | _OURS)
    if system_of(value):
        if not systems:
            yield f"{system_of(value)}/{local_id(value)}"
    elif len(systems) == 1:
        yield f"{min(systems)}/{value}"
    elif not systems and rest & _OURS and "" not in profile.systems:
        yield f"/{value}"
    elif not systems and len(value) >= _UNMISTAKABLE:
        yield value


def _words(label: str) -> frozenset[str]:
    words = folded_words(readable(label).replace("_", " "))
    return frozenset(_NICKNAMES.get(word, word) for word in words)
