"""A need in the asker's words, and the spellings in the data that it means."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import pandas as pd
from rapidfuzz import fuzz, process

from tools.segments import field_key
from tools.spelling import fold, tokens_of

_SAME: Final = 88  # similarity (0-100) from which another spelling is a typo
_NEAR: Final = 40
_NEAREST: Final = 3
LANGUAGES: Final = {
    "cs": ("czech", "cestina"),
    "da": ("danish", "dansk"),
    "de": ("german", "deutsch", "allemand", "aleman"),
    "en": ("english", "englisch", "anglais", "ingles"),
    "es": ("spanish", "espanol", "spanisch", "espagnol"),
    "fi": ("finnish", "suomi"),
    "fr": ("french", "francais", "franzosisch", "frances"),
    "it": ("italian", "italiano", "italienisch", "italien"),
    "nl": ("dutch", "nederlands", "niederlandisch"),
    "no": ("norwegian", "norsk"),
    "pl": ("polish", "polski", "polnisch"),
    "pt": ("portuguese", "portugues", "portugiesisch"),
    "sv": ("swedish", "svenska", "schwedisch"),
}
"""ISO codes with the folded names that people and files use for them."""


@dataclass(frozen=True)
class Known:
    """The fields of business that the data knows, as spelled in it."""

    sectors: frozenset[str]
    technologies: frozenset[str]

    @classmethod
    def of(
        cls, partners: pd.DataFrame, sectors: Iterable[str] = (), technologies: Iterable[str] = ()
    ) -> Known:
        """What partners declare, and what deals and certifications hold besides."""
        return cls(
            frozenset(name for names in partners["sectors"] for name in names) | frozenset(sectors),
            frozenset(name for names in partners["technologies"] for name in names) | frozenset(technologies),
        )


@dataclass(frozen=True)
class Need:
    """What is looked for, with every spelling that means it; empty where nothing is asked.

    Attributes:
        language: ISO code, or the asker's word where we know no code.
    """

    sectors: frozenset[str] = frozenset()
    technologies: frozenset[str] = frozenset()
    language: str = ""

    @property
    def sector_keys(self) -> frozenset[str]:
        """The sectors without their differences in spelling."""
        return frozenset(map(field_key, self.sectors))

    @property
    def technology_keys(self) -> frozenset[str]:
        """The technologies without their differences in spelling."""
        return frozenset(map(field_key, self.technologies))

    @property
    def asked(self) -> list[str]:
        """Which of `sector` and `technology` are asked for."""
        named = {"sector": self.sectors, "technology": self.technologies}
        return [column for column, spelled in named.items() if spelled]

    @property
    def subject(self) -> str:
        """Tells facts about the same partner apart that answer different needs."""
        return "|".join(
            ("/".join(sorted(self.sector_keys)), "/".join(sorted(self.technology_keys)), self.language)
        )


@dataclass(frozen=True)
class Unknown:
    """A word that the data does not know.

    Attributes:
        column: `sector` or `technology`.
        nearest: Spellings in the data that read alike, best first.
    """

    column: str
    words: str
    nearest: tuple[str, ...]


def resolve(
    known: Known, *, sector: str | None = None, technology: str | None = None, language: str | None = None
) -> Need | Unknown:
    """The need behind the asker's words; the first word that the data does not know instead.

    Case, accents and small typos do not matter, and a part of a name stands for it (`azure` for `Microsoft
    Azure`).
    """
    found: dict[str, frozenset[str]] = {}
    for column, words, names in (
        ("sector", sector, known.sectors),
        ("technology", technology, known.technologies),
    ):
        found[column] = meant(words, names) if words else frozenset()
        if words and not found[column]:
            return Unknown(column, words, _nearest(words, names))
    return Need(found["sector"], found["technology"], language_code(language) if language else "")


def meant(words: str, names: frozenset[str]) -> frozenset[str]:
    """The names that these words mean: the same, else containing them, else a typo away."""
    wanted, tokens = fold(words.strip()), set(tokens_of(words))
    if same := frozenset(name for name in names if field_key(name) == field_key(words)):
        return same
    if tokens and (holding := frozenset(name for name in names if tokens <= set(tokens_of(name)))):
        return holding
    return frozenset(name for name in names if fuzz.ratio(fold(name), wanted) >= _SAME)


def language_code(words: str) -> str:
    """ISO code of a language as files spell it (`FR`, `fr-CH`, `French`); the folded word if unknown."""
    folded = fold(words.strip()).replace("_", "-")
    if folded.split("-")[0] in LANGUAGES:
        return folded.split("-")[0]
    return next((code for code, names in LANGUAGES.items() if folded in names), folded)


def _nearest(words: str, names: frozenset[str]) -> tuple[str, ...]:
    folded = {fold(name): name for name in sorted(names)}
    hits = process.extract(fold(words), list(folded), scorer=fuzz.WRatio, limit=_NEAREST, score_cutoff=_NEAR)
    return tuple(folded[hit] for hit, _, _ in hits)
