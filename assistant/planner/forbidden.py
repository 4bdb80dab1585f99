"""What is refused by rule (`prompts/planner/forbidden.yaml`), before any model reads the message.

The rules look at what is asked for, not at its tone. A note is stored as it is, so its text is not judged.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from assistant.planner.clear_forms import clear_form
from tools.spelling import fold

_FRAGMENT = re.compile(r"<(\w+)>")
_ABOUT_ASKING = ("don", "do not", "no need", "never")


@dataclass(frozen=True)
class _Rules:
    patterns: tuple[re.Pattern[str], ...]
    private: tuple[re.Pattern[str], ...]
    deletes_note: re.Pattern[str]
    negation: re.Pattern[str]
    between_partners: re.Pattern[str]
    hint: re.Pattern[str]


def is_forbidden(words: str) -> bool:
    """Whether the asker wants something that Rapport never does.

    Args:
        words: The asker's own words.
    """
    form = clear_form(words)
    if form and form.tool == "log_note":
        return False
    text = re.sub(r"\s+", " ", fold(words)).replace("\u2019", "'")
    rules = _rules()
    private = () if rules.deletes_note.search(text) else rules.private
    return any(
        match[0].startswith(_ABOUT_ASKING) or not rules.negation.search(text[: match.start()])
        for pattern in (*rules.patterns, *private)
        for match in pattern.finditer(text)
    )


def reveals_another(masked: str) -> bool:
    """Whether a message to one partner is to tell what another one has or gets.

    Args:
        masked: The asker's words with names masked.
    """
    return bool(_rules().between_partners.search(fold(masked)))


def looks_forbidden(masked: str) -> bool:
    """Whether words stand in it that only requests of this kind hold; a second opinion, never the only one.

    Args:
        masked: The asker's words with names masked.
    """
    return bool(_rules().hint.search(fold(masked)))


@cache
def _rules() -> _Rules:
    stored = yaml.safe_load(files("prompts").joinpath("planner/forbidden.yaml").read_text(encoding="utf-8"))

    def whole(rule: str) -> str:
        return _FRAGMENT.sub(lambda match: whole(stored["fragments"][match[1]]), rule)

    return _Rules(
        tuple(re.compile(whole(rule)) for rule in stored["rules"]),
        tuple(re.compile(whole(rule)) for rule in stored["private"]),
        re.compile(stored["deletes_note"]),
        re.compile(stored["negation"]),
        re.compile(whole(stored["between_partners"])),
        re.compile(whole(stored["hint"])),
    )
