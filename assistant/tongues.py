"""How values are written for a person."""

from __future__ import annotations

from datetime import date
from typing import Final

from assistant.writing.rendering import Tongue
from knowledge.people import Person
from prompts.phrases import Phrases

_LOCALES: Final = {"en": "en_GB"}


def tongue_of(person: Person, phrases: Phrases, as_of: date) -> Tongue:
    """The person's own locale where it is of the phrases' language: a German in English reads `4 Sept`."""
    own = person.locale.replace("-", "_")
    fits = own.partition("_")[0] == phrases.language
    return Tongue(own if fits else _LOCALES.get(phrases.language, phrases.language), phrases.label, as_of)
