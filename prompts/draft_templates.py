"""Sentences from which the embedded writer makes a message, by language, purpose, part and occasion.

In the files `[du|Sie]` stands for the two forms of address, `(glad|happy)` for words that are as good as each
other, `{customer}` for a value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Final

import yaml

from prompts.slots import SlotError, SlottedText, parse

LANGUAGES: Final = ("en", "de", "fr", "es")
PURPOSES: Final = (
    "check_in", "win_back", "congratulation", "certification", "promise", "level", "training", "campaign",
    "event", "introduction", "qbr", "business_plan", "proposition", "commission", "re_engagement",
)  # fmt: skip
"""What there are sentences for, a file each."""

ANY: Final = "any"
_COMMON: Final = "common"
_ADDRESS: Final = re.compile(r"\[([^\[\]|]*)\|([^\[\]|]*)\]")
_CHOICE: Final = re.compile(r"\(([^()]*\|[^()]*)\)")
_OR: Final = re.compile(r"\|(?![^{]*\})")  # not the one in {years:year|years}


class TemplatesError(ValueError):
    """A template file holds something else than lists of texts by part and occasion."""


@dataclass(frozen=True)
class Template:
    """One sentence in both forms of address, each in all its wordings.

    Attributes:
        informal, formal: Texts that say the same; as many of one as of the other.
    """

    informal: tuple[SlottedText, ...]
    formal: tuple[SlottedText, ...]

    def addressed(self, *, formal: bool) -> tuple[SlottedText, ...]:
        """The wordings in one form of address."""
        return self.formal if formal else self.informal


@dataclass(frozen=True)
class Templates:
    """All sentences of one language and purpose: part (`reason`) to occasion (`win`) to variants."""

    parts: Mapping[str, Mapping[str, tuple[Template, ...]]]

    def variants(self, part: str, occasion: str) -> tuple[Template, ...]:
        """Variants of a part for an occasion, else those for any; empty if there are none."""
        of_part = self.parts.get(part, {})
        return of_part.get(occasion, of_part.get(ANY, ()))


@cache
def templates(language: str, purpose: str) -> Templates:
    """The sentences for a purpose, those common to all purposes included.

    Raises:
        TemplatesError: A file does not hold what it should; the text names the place.
    """
    return Templates({**_read(language, _COMMON), **_read(language, purpose)})


@cache
def _read(language: str, name: str) -> dict[str, dict[str, tuple[Template, ...]]]:
    place = f"{language}/{name}.yaml"
    tree = yaml.safe_load(
        files("prompts").joinpath("drafts", language, f"{name}.yaml").read_text(encoding="utf-8")
    )
    if not isinstance(tree, dict) or not all(isinstance(occasions, dict) for occasions in tree.values()):
        raise TemplatesError(f"{place}: a map of part to occasion to list of texts is needed")
    return {
        part: {
            occasion: _variants(texts, f"{place}: {part}: {occasion}")
            for occasion, texts in occasions.items()
        }
        for part, occasions in tree.items()
    }


def _variants(texts: object, place: str) -> tuple[Template, ...]:
    if not isinstance(texts, list) or not texts or not all(isinstance(text, str) for text in texts):
        raise TemplatesError(f"{place}: a list of texts is needed")
    try:
        return tuple(
            Template(_wordings(_ADDRESS.sub(r"\1", text)), _wordings(_ADDRESS.sub(r"\2", text)))
            for text in texts
        )
    except SlotError as error:
        raise TemplatesError(f"{place}: {error}") from error


def _wordings(text: str) -> tuple[SlottedText, ...]:
    """Every way in which the choices of a text can be made."""
    return tuple(parse(wording) for wording in _chosen(text))


def _chosen(text: str) -> Iterator[str]:
    pieces = _CHOICE.split(text)  # literal, choices, literal, choices, …
    ways = [_OR.split(piece) if at % 2 else [piece] for at, piece in enumerate(pieces)]
    for chosen in product(*ways):
        yield "".join(chosen)
