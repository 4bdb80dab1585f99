"""Example questions by tool and language (`phrasings/*.yaml`), from which the embedded planner is fitted.

Names stand as `{partner}`, `{contact}`, `{manager}`, `{customer}`, `{sector}`, `{technology}` and `{region}`.
A question that states a closed argument of its tool says so: `{ask: "who went quiet", lane: going_dark}`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import TypeAlias

import yaml

_Written: TypeAlias = str | Mapping[str, str | bool]


@dataclass(frozen=True)
class Phrasing:
    """One way to ask.

    Attributes:
        tool: Toolbox name, `out_of_scope`, `forbidden` or `greeting`.
        language: en, de, es or fr.
        text: With placeholders for names.
        choices: Closed arguments that the text states, as (name, value); `true` for a yes.
    """

    tool: str
    language: str
    text: str
    choices: tuple[tuple[str, str], ...] = ()


def load_phrasings() -> tuple[Phrasing, ...]:
    """Every phrasing, in file order."""
    folder = files("prompts").joinpath("phrasings")
    found = []
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".yaml"):
            by_language: dict[str, list[_Written]] = yaml.load(file.read_text(encoding="utf-8"), _FAST)  # noqa: S506  a safe loader
            tool = file.name.removesuffix(".yaml")
            found += [
                _phrasing(tool, language, one) for language, texts in by_language.items() for one in texts
            ]
    return tuple(found)


def _phrasing(tool: str, language: str, written: _Written) -> Phrasing:
    if isinstance(written, str):
        return Phrasing(tool, language, written)
    choices = tuple((name, str(value).casefold()) for name, value in written.items() if name != "ask")
    return Phrasing(tool, language, str(written["ask"]), choices)


def digest_of(phrasings: tuple[Phrasing, ...]) -> str:
    """Tells whether a head was fitted on exactly these."""
    lines = sorted(
        "\t".join(
            (one.tool, one.language, one.text, *(f"{name}={value}" for name, value in sorted(one.choices)))
        )
        for one in phrasings
    )
    return hashlib.blake2b("\n".join(lines).encode(), digest_size=12).hexdigest()


_FAST = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
