"""How a message sounds, judged by word lists (`tone.yaml`): length, one ask, no filler, form of address."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml

MOST_WORDS: Final = 120
_QUOTED: Final = re.compile(r"[\"\u201c\u201e\u00ab][^\"\u201c\u201d\u00bb]*[\"\u201c\u201d\u00bb]")
_ENDS: Final = 2  # the last two lines: sign-off and name


@dataclass(frozen=True)
class Sent:
    """A message as its reader gets it.

    Attributes:
        formal: Whether the reader is addressed formally (`Sie`, `usted`).
        about: What is on file about the reader's company as written in messages: names, days, amounts.
    """

    subject: str
    body: str
    language: str
    formal: bool
    reader: str
    sender: str
    about: tuple[str, ...]

    @property
    def own_words(self) -> str:
        """The body without quotations: what others said is not our tone."""
        return _QUOTED.sub("", self.body)


def tone_of(sent: Sent) -> Mapping[str, bool]:
    """Every check by name; True is good."""
    lines = [line for line in sent.own_words.splitlines() if line.strip()]
    questions = sent.own_words.count("?")
    requests = len(found("request", sent.language, sent.own_words))
    return {
        f"at most {MOST_WORDS} words": len(sent.body.split()) <= MOST_WORDS,
        "one ask": questions + requests == 1,
        "no filler": not found("filler", sent.language, f"{sent.subject}\n{sent.own_words}"),
        "no group words": not found("group", sent.language, f"{sent.subject}\n{sent.own_words}"),
        "greeting in their language and form": _greets(sent, lines[0]),
        "sign-off in their language and form": _signs_off(sent, lines[-_ENDS:]),
        "one form of address": not _mixes(sent),
        "subject that is about them": any(_names(one, sent.subject) for one in sent.about),
    }


def _names(one: str, subject: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(one)}(?!\w)", subject, re.IGNORECASE) is not None


def _greets(sent: Sent, line: str) -> bool:
    words = _form("greeting", sent)
    names = "|".join(re.escape(name) for name in sent.reader.split())
    return re.match(rf"(?:{words})\b[, ].*\b(?:{names})\b", line) is not None


def _signs_off(sent: Sent, lines: list[str]) -> bool:
    words = _form("sign_off", sent)
    return bool(re.fullmatch(rf"(?:{words}),?", lines[0].strip())) and lines[-1].strip() in sent.sender


def _mixes(sent: Sent) -> bool:
    words = _lists()["address"]["formal" if sent.formal else "informal"].get(sent.language)
    flags = re.IGNORECASE if sent.formal else re.NOFLAG
    return bool(words and re.search(words, sent.own_words, flags))


def _form(what: str, sent: Sent) -> str:
    return str(_lists()[what]["formal" if sent.formal else "informal"][sent.language])


def found(what: str, language: str, text: str) -> list[str]:
    """Pieces of the text that sound so: `filler`, `group` or `request`."""
    return [match[0] for match in re.finditer(_lists()[what][language], text, re.IGNORECASE)]


@cache
def _lists() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(
        files("evals").joinpath("drafts/tone.yaml").read_text(encoding="utf-8")
    )
    return loaded
