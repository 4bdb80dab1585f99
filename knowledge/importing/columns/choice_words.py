"""What people write for the choices of a column, in four languages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from tools.schema import Column

_BETWEEN: Final = re.compile(r"[^a-z0-9]+")


def choice_code(text: str, column: Column) -> str:
    """The choice that the text stands for; the text as codes are written if it stands for none.

    `Portal-Login` is `portal_login`, and in a column of stages `Closed Won` and `gewonnen` are `won`.
    """
    code = _code(text)
    meant = _words().get(column.name, {}).get(code, ())
    return next((choice for choice in (code, *meant) if choice in column.choices), code)


def _code(text: str) -> str:
    plain = "".join(mark for mark in unicodedata.normalize("NFKD", text) if not unicodedata.combining(mark))
    return _BETWEEN.sub("_", plain.lower()).strip("_")


@cache
def _words() -> Mapping[str, Mapping[str, list[str]]]:
    """Column to word to the choices that it may mean; those that the column does not have do not count."""
    import yaml

    page = files("knowledge.importing.columns") / "choice_words.yaml"
    columns: dict[str, dict[str, list[str]]] = yaml.safe_load(page.read_text(encoding="utf-8"))
    found: dict[str, dict[str, list[str]]] = {}
    for column, choices in columns.items():
        for choice, words in choices.items():
            for word in words:
                found.setdefault(column, {}).setdefault(_code(word), []).append(choice)
    return found
