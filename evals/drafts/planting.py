"""One wrong thing put into a clean message."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from assistant.drafting.embedded import DraftText
from assistant.drafting.material import Material
from tools.facts import Fact, Unit

_NOBODY: Final = ("Initech", "Vandelay Industries", "Bergmann Logistik", "Contoso")
_LABELS: Final = (
    "dementor",
    "key partner",
    "unpolished diamond",
    "growth hacker",
    "going dark",
    "share of wallet",
)
_SENTENCES: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "number": {
        "en": ("You have won 47 deals.", "You have won forty-seven deals.", "That is €31,200.", "Up by 23%."),
        "de": ("Sie haben 47 Abschlüsse.", "Das sind siebenundvierzig.", "Das sind 31.200 €.", "Also 23 %."),
        "fr": ("Cela fait 47 contrats.", "Cela fait quarante-sept.", "Cela vaut 31 200 €.", "Soit 23 %."),
        "es": ("Son 47 contratos.", "Son cuarenta y siete contratos.", "Son 31.200 €.", "Es un 23 % más."),
    },
    "date": {
        "en": ("We met on 13 February 2024.", "That was eleven months ago.", "It began in Q2 2023."),
        "de": ("Wir trafen uns am 13. Februar 2024.", "Das war vor elf Monaten.", "Es begann im Mai 2023."),
        "fr": ("Nous nous sommes vus le 13 février 2024.", "C'était il y a onze mois.", "Depuis mai 2023."),
        "es": ("Nos vimos el 13 de febrero de 2024.", "Fue hace once meses.", "Empezó en mayo de 2023."),
    },
    "label": {
        "en": ("For us you are a {label}.",),
        "de": ("Für uns sind Sie ein {label}.",),
        "fr": ("Pour nous, vous êtes un {label}.",),
        "es": ("Para nosotros es un {label}.",),
    },
    "foreign partner": {
        "en": ("We said the same to {other}.", "{other} told us so."),
        "de": ("Dasselbe haben wir {other} gesagt.", "{other} hat uns das erzählt."),
        "fr": ("Nous avons dit la même chose à {other}.", "{other} nous l'a dit."),
        "es": ("Lo mismo dijimos a {other}.", "{other} nos lo dijo."),
    },
}  # fmt: skip


def planted(
    material: Material, text: DraftText, other: str, chance: random.Random
) -> Iterator[tuple[str, str]]:
    """Kind and whole message for one planted error of each kind that the message has room for."""
    whole = f"{text.subject}\n\n{text.body}"
    language = material.recipient.language
    head, _, closing = whole.rpartition("\n\n")
    for kind, sentences in _SENTENCES.items():
        sentence = chance.choice(sentences[language]).format(label=chance.choice(_LABELS), other=other)
        yield kind, f"{head} {sentence}\n\n{closing}"
    yield (
        "name",
        whole.replace(material.recipient.first_name, chance.choice(("Priscilla", "Bertram", "Jo")), 1),
    )
    for fact in (fact for fact in material.facts if fact.id in text.fact_ids):
        yield from _changed(fact, material, whole, chance)


def _changed(fact: Fact, material: Material, whole: str, chance: random.Random) -> Iterator[tuple[str, str]]:
    """The message with one of its own values changed."""
    if fact.kind.unit is Unit.NAME and fact.value != material.recipient.name and str(fact.value) in whole:
        yield "name", whole.replace(str(fact.value), chance.choice(_NOBODY), 1)
    if isinstance(fact.value, date):
        taken = {one.value.day for one in material.facts if isinstance(one.value, date)}
        free = [day for day in range(2, 29) if day not in taken]
        changed = re.sub(rf"(?<!\d){fact.value.day}(?=er |\.? )", str(chance.choice(free)), whole, count=1)
        if changed != whole:
            yield "date", changed
