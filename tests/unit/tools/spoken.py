"""Checks that statements can be said: there is a phrase, its slots are filled, labels have words."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import yaml

from tools.facts import Statement, Unit

PHRASES = Path(__file__).parents[3] / "prompts" / "phrases" / "en"


@cache
def texts(stem: str) -> dict[str, str]:
    return yaml.safe_load((PHRASES / f"{stem}.yaml").read_text("utf-8"))


@cache
def labels() -> set[str]:
    return {code for path in PHRASES.glob("labels*.yaml") for code in texts(path.stem)}


def slots_of(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)(?::[^}]*)?\}", text))


def unsayable(statements: Iterable[Statement]) -> list[str]:
    """Keys of statements that have no phrase, another phrase's slots, or a label without words."""
    return [statement.key for statement in statements if not _sayable(statement)]


def _sayable(statement: Statement) -> bool:
    stem, key = statement.key.split(".", 1)
    text = texts(stem).get(key)
    coded = [str(fact.value) for fact in statement.facts() if fact.kind.unit is Unit.LABEL]
    return text is not None and slots_of(text) == set(statement.slots) and set(coded) <= labels()
