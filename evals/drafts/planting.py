"""One wrong thing put into a clean message: on its own, in the middle of a sentence, or for a true value."""

from __future__ import annotations

import base64
import codecs
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Final

import yaml
from pydantic import BaseModel

from assistant.drafting.wording import spoken_date
from evals.drafts.program import Message
from tools.facts import Fact, Kind, Unit
from tools.grounding.verifier import Grounds

_GROWTH: Final = Kind("revenue.growth", Unit.SHARE, "change of revenue")
_SENTENCE_END: Final = re.compile(r"(?<=[^\d\s.!?])[.!?](?=\s)")
_COMMA: Final = re.compile(r"(?<=[^\W\d_]),(?= [^\W\d_])")


@dataclass(frozen=True)
class Planted:
    """A message that must be blocked.

    Attributes:
        style: How the wrong thing was put in.
    """

    kind: str
    style: str
    text: str
    grounds: Grounds


def planted(message: Message, other: str, chance: random.Random) -> Iterator[Planted]:
    """One message for each kind of error.

    Args:
        other: Name of a partner that this one is not.
    """
    for kind, pieces in _written().pieces.items():
        piece = _filled(chance.choice(pieces[message.language]), other, chance)
        style, text = _put(message, piece, chance)
        yield Planted(kind, style, text, message.grounds)
    yield _turned(message, chance)
    yield from _replaced(message, chance)


def _filled(piece: str, other: str, chance: random.Random) -> str:
    """The piece with its label or foreign name, plain or in disguise."""
    label = chance.choice(_written().labels)
    return piece.format(label=chance.choice(_DRESSES)(label), other=chance.choice(_DRESSES)(other))


_DRESSES: Final = (
    str,
    str.upper,
    lambda name: " ".join(name) if " " not in name else name.replace(" ", "\n"),
    lambda name: name.replace(" ", "-"),
    lambda name: name.replace("o", "0").replace("e", "\u0435"),
    lambda name: name.casefold()[::-1],
    lambda name: codecs.encode(name, "rot13"),
    lambda name: base64.b64encode(name.encode()).decode(),
    "\u200b".join,
)


def _put(message: Message, piece: str, chance: random.Random) -> tuple[str, str]:
    """The whole message with the piece in it, and how it was put in."""
    body, subject = message.text.body, message.text.subject
    told, blank, closing = body.rpartition("\n\n")
    commas, ends = list(_COMMA.finditer(body)), list(_SENTENCE_END.finditer(body))
    ways = {
        "before the sign-off": lambda: f"{subject}\n\n{told} {piece}.{blank}{closing}",
        "in the subject": lambda: f"{subject}: {piece}\n\n{body}",
        "as a postscript": lambda: f"{subject}\n\n{body}\n\nPS: {piece}",
    }
    if commas:
        ways["in mid-sentence"] = lambda: _after(message, chance.choice(commas).end(), f" {piece},")
    if ends:
        ways["in brackets"] = lambda: _after(message, chance.choice(ends).start(), f" ({piece})")
    style = chance.choice(sorted(ways))
    return style, ways[style]()


def _after(message: Message, position: int, piece: str) -> str:
    body = message.text.body
    return f"{message.text.subject}\n\n{body[:position]}{piece}{body[position:]}"


def _turned(message: Message, chance: random.Random) -> Planted:
    """A change told the wrong way round, beside the fact that says how it went."""
    share = chance.choice((-1, 1)) * chance.randint(11, 39) / 100
    fact = Fact(_GROWTH, message.material.partner_id, share, message.material.as_of)
    grounds = replace(message.grounds, facts=(*message.grounds.facts, fact))
    words = _written().turns["rising" if share < 0 else "falling"][message.language]
    piece = chance.choice(words).format(share=round(abs(share) * 100))
    return Planted("direction", *_put(message, piece, chance), grounds)


def _replaced(message: Message, chance: random.Random) -> Iterator[Planted]:
    """The message with one of its own values changed for another of the same sort."""
    for fact in message.grounds.facts:
        kind, written, wrong = _swapped(fact, message, chance)
        if written and written in message.whole and wrong not in message.whole:
            yield Planted(kind, "for a true value", message.whole.replace(written, wrong, 1), message.grounds)
    greeting = message.material.recipient.first_name
    if greeting in message.text.body:
        stranger = chance.choice(_written().people)
        text = message.whole.replace(greeting, stranger)
        yield Planted("name", "for the reader's name", text, message.grounds)


def _swapped(fact: Fact, message: Message, chance: random.Random) -> tuple[str, str, str]:
    """Kind of error, how a value is written, and a wrong one; empty where there is no room."""
    material = message.material
    if isinstance(fact.value, date):
        other = fact.value.replace(day=chance.randint(2, 28), month=chance.randint(1, 12))
        days = {one.value for one in material.facts if isinstance(one.value, date)}
        if all((other.day, other.month) != (day.day, day.month) for day in days):
            written, wrong = (
                spoken_date(day, message.language, material.as_of) for day in (fact.value, other)
            )
            return "date", written, wrong
    elif fact.kind.unit is Unit.NAME and fact.value not in {material.recipient.name, material.partner_name}:
        return "name", str(fact.value), chance.choice(_written().companies)
    return "", "", ""


class _Written(BaseModel):
    """The pieces on file."""

    labels: list[str]
    pieces: dict[str, dict[str, list[str]]]
    people: list[str]
    companies: list[str]
    turns: dict[str, dict[str, list[str]]]


@cache
def _written() -> _Written:
    text = files("evals").joinpath("drafts/planting.yaml").read_text(encoding="utf-8")
    return _Written.model_validate(yaml.safe_load(text))
