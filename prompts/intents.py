"""Whether a person asked for a change in their own words."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml

from prompts.words import shape
from tools.spelling import fold

_GREETING: Final = re.compile(
    r"^\W*((hi|hey|hello|hallo|hola|bonjour|salut|rapport|please|bitte)\b\W*)*", re.IGNORECASE
)
_QUOTED: Final = re.compile(
    r"[\"\u201c\u201d\u201e\u00ab\u00bb][^\"\u201c\u201d\u201e\u00ab\u00bb]*[\"\u201c\u201d\u00ab\u00bb]"
    r"|(?<!\w)['\u2018\u201a][^'\u2019]{3,}['\u2019](?!\w)"
)
_DONE_NOW: Final = ("review_decision", "record_play")  # words about a later day are no request
_ONLY_COMMANDS: Final = "log_note"  # what is noted may ask and deny as it likes


def asks_for(change: str, words: str) -> bool:
    """Whether `words` ask for `change`, and neither deny it, ask whether, nor tie it to a condition.

    Args:
        change: Name of a tool that changes something; KeyError if no words are known for it.
        words: The asker's own message; quotes and forwards must have been cut before.
    """
    text = _bare(words)
    return any(pattern.search(text) for pattern in _patterns()[change]) and not hesitates(change, words)


def hesitates(change: str, words: str) -> bool:
    """Whether words about `change` deny it, ask about it or put it off; a "not" may be the change itself."""
    text = _bare(words)
    if change == _ONLY_COMMANDS:
        return bool(_hesitation("opens").search(fold(text))) or _denies(change, _command(text))
    if _hesitation("opens").search(fold(text)) or "?" in text:
        return True
    reason = shape("reason").search(text)
    told = fold(text[: reason.start()] if reason else text)
    waits = change in _DONE_NOW and _hesitation("later").search(told)
    return bool(waits or _hesitation("depends").search(told)) or _denies(change, told)


def doubts(change: str, words: str) -> bool:
    """Whether words leave it open what was done, with whom, or whether at all; False where none are known."""
    pattern = _stored()["doubted"].get(change)
    return pattern is not None and bool(re.search(pattern, fold(_bare(words))))


def unquoted(words: str) -> str:
    """The words without what stands in quotation marks: somebody else's, or talk about words."""
    return _QUOTED.sub(" ", words)


def _bare(words: str) -> str:
    """The words without quotations, a greeting, and the `can you …?` of a polite request."""
    text = _GREETING.sub("", unquoted(words), count=1)
    polite = _polite().match(text)
    return text[polite.end() :].rstrip(" ?!.") if polite else text


def _command(text: str) -> str:
    """The clause that says to note something, up to the verb."""
    found = next((match for one in _patterns()[_ONLY_COMMANDS] if (match := one.search(text))), None)
    return re.split(r"[,.;:]", fold(text[: found.end()]))[-1] if found else ""


def _denies(change: str, folded: str) -> bool:
    own = _stored()["denied"].get(change)
    return bool(_hesitation("negated").search(re.sub(own, " ", folded) if own else folded))


@cache
def _patterns() -> dict[str, tuple[re.Pattern[str], ...]]:
    return {
        change: tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)
        for change, patterns in _stored()["asked"].items()
    }


@cache
def _polite() -> re.Pattern[str]:
    return re.compile(_stored()["polite"], re.IGNORECASE)


@cache
def _hesitation(name: str) -> re.Pattern[str]:
    return re.compile(_stored()["hesitation"][name])


@cache
def _stored() -> dict[str, Any]:
    text = files("prompts").joinpath("intents.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded
