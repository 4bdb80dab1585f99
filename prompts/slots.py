"""Texts with named slots: `{partner} has won {deals:deal|deals}`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, TypeAlias

_SLOT: Final = re.compile(r"\{([a-z][a-z0-9_]*)(?::([^{}|]+)\|([^{}|]+))?\}")


class SlotError(ValueError):
    """A text has a brace that opens no slot."""


@dataclass(frozen=True)
class Slot:
    """A place for a value.

    Attributes:
        name: Name of the value that goes here.
        singular, plural: Words to follow a count, both empty if the value stands alone.
    """

    name: str
    singular: str = ""
    plural: str = ""

    def naming(self, name: str) -> str:
        """The slot as text, for another value's name."""
        return f"{{{name}:{self.singular}|{self.plural}}}" if self.singular else f"{{{name}}}"


Part: TypeAlias = str | Slot


@dataclass(frozen=True)
class SlottedText:
    """A text cut into literal parts and slots, in order."""

    parts: tuple[Part, ...]

    @property
    def slots(self) -> frozenset[str]:
        """Names of the values that the text needs."""
        return frozenset(part.name for part in self.parts if isinstance(part, Slot))

    @property
    def words(self) -> str:
        """The literal parts alone, each slot a blank."""
        return " ".join(part for part in self.parts if isinstance(part, str))


def parse(text: str) -> SlottedText:
    """Cut `text` at its slots.

    Raises:
        SlotError: A brace is left over outside every slot.
    """
    parts: list[Part] = []
    end = 0
    for match in _SLOT.finditer(text):
        parts += [text[end : match.start()], Slot(match[1], match[2] or "", match[3] or "")]
        end = match.end()
    parts.append(text[end:])
    if any(brace in part for part in parts if isinstance(part, str) for brace in "{}"):
        raise SlotError(
            f"{text!r}: write a slot as {{name}} or {{name:singular|plural}}, letters in lower case"
        )
    return SlottedText(tuple(part for part in parts if part))
