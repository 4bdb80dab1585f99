"""What a message says of an introduction in so many words: who agreed or declined, that both met."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml

from tools.mentions import Mention, of_kind
from tools.names import NameKind
from tools.spelling import fold

_TOKEN: Final = re.compile("\u2039[pc](\\d+)\u203a")
_NAMES: Final = {"partner": "\u2039p\\d+\u203a", "person": "\u2039c\\d+\u203a"}
_ACTIONS: Final = ("agreed", "declined", "made")
_PART: Final = re.compile(r"<(\w+)>")


@dataclass(frozen=True)
class Told:
    """What the whole message says.

    Attributes:
        action: `agreed`, `declined` or `made`.
        subject: Names of whoever answered: a partner, a person, or both; none where `both` says it.
        others: Names in the rest of the message.
        both: Whether it is the answer of "both", without a name.
        two: Whether it is the answer of two partners who are named.
    """

    action: str
    subject: tuple[Mention, ...] = ()
    others: tuple[Mention, ...] = ()
    both: bool = False
    two: bool = False


def told(text: str, mentions: Sequence[Mention]) -> Told | None:
    """What the message says if all of it is one of the closed forms; None if it is anything else.

    Args:
        text: The asker's own words.
        mentions: Names in it.
    """
    words = _polite(_with_tokens(text, mentions))
    for action in _ACTIONS:
        if found := _form(action).fullmatch(words):
            return _told(action, found, mentions)
    return None


def still_awaited(text: str) -> bool:
    """Whether the words say that no answer has come: `Acme did not agree yet`."""
    return bool(re.search(_stored()["awaited"], _plain(text)))


def _told(action: str, found: re.Match[str], mentions: Sequence[Mention]) -> Told:
    if action == "made":
        return Told(action, others=_named(found[0], mentions))
    subject = found["who"] or found["two"] or ""
    rest = found.string[found.end("subject") :]
    return Told(
        action, _named(subject, mentions), _named(rest, mentions), bool(found["both"]), bool(found["two"])
    )


def _named(words: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    return tuple(mentions[int(match[1])] for match in _TOKEN.finditer(words))


def _with_tokens(text: str, mentions: Sequence[Mention]) -> str:
    """The text as patterns read it, every partner and contact as a token with its number."""
    pieces, at = [], 0
    for mention in of_kind(mentions, NameKind.PARTNER, NameKind.CONTACT):
        sort = "p" if mention.kind is NameKind.PARTNER else "c"
        token = f"\u2039{sort}{mentions.index(mention)}\u203a"
        pieces += [_plain(text[at : mention.start]), token]
        at = mention.end
    return re.sub(r"\s+", " ", "".join([*pieces, _plain(text[at:])])).strip()


def _plain(text: str) -> str:
    """Folded, with straight apostrophes, without the signs that tokens are made of."""
    return re.sub("[\u2039\u203a]", "", fold(text.replace("\u2019", "'")))


def _polite(words: str) -> str:
    """The words without `can you …?`: the one question that is none."""
    match = re.match(_stored()["polite"], words)
    return words[match.end() :].rstrip(" ?") if match else words


@cache
def _form(action: str) -> re.Pattern[str]:
    forms = "|".join(f"(?:{_filled(form)})" for form in _stored()[action])
    when, opening, closing = (
        _filled(part) for part in ("<when>", _stored()["opening"], _stored()["closing"])
    )
    who, both, two = (_filled(f"<{part}>") for part in ("who", "both", "two"))
    subject = f"(?P<subject>(?P<two>{two})|(?P<both>{both})|(?P<who>{who}))"
    clause = forms if action == "made" else f"{subject} (?:{forms})"
    return re.compile(
        f"(?:{opening})*(?:(?:{when}),? )?(?:{clause})(?:,? (?:{when}))?(?:[ ,.!]+{closing})?[ .!]*"
    )


def _filled(pattern: str) -> str:
    """The pattern with its parts, and theirs, in place."""
    parts = {**_stored()["parts"], **_NAMES}
    while _PART.search(pattern):
        pattern = _PART.sub(lambda match: f"(?:{parts[match[1]]})", pattern)
    return pattern


@cache
def _stored() -> dict[str, Any]:
    text = files("prompts").joinpath("consents.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded
