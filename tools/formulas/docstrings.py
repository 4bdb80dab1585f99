"""Docstrings of the Google style as Markdown."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from typing import Final

_SECTION: Final = re.compile(r"^(Args|Attributes|Returns|Raises|Yields|Example):$")
_TOLD: Final = {"Returns": "Result", "Attributes": "Parts"}
"""Sections that a reader of formulas needs, by the word over them; the others are for engineers."""
_BREAK: Final = "\n\n"
_ITEM: Final = re.compile(r"^(\w+(?:, \w+)*): ")


def formula_of(documented: object) -> str:
    """What a function or class says of itself: summary and explanation, then result or parts.

    Raises:
        ValueError: It says nothing.
    """
    written = inspect.getdoc(documented)
    if not written:
        name = getattr(documented, "__qualname__", repr(documented))
        raise ValueError(f"{name} has no docstring: write its formula, unit, direction and source there")
    return "\n\n".join(_paragraphs(written.splitlines()))


def _paragraphs(lines: list[str]) -> Iterator[str]:
    """The text before the first section, then the sections that are told."""
    heads = [at for at, line in enumerate(lines) if _SECTION.match(line)]
    ends = [*heads, len(lines)]
    yield _kept(lines[: ends[0]])
    for at, end in zip(heads, ends[1:], strict=True):
        name = lines[at].removesuffix(":")
        if name in _TOLD:
            told = _section(lines[at + 1 : end])
            yield f"*{_TOLD[name]}.*{_BREAK if told.startswith('- ') else ' '}{told}"


def _kept(lines: list[str]) -> str:
    """Paragraphs on one line each; lists, tables and formulas keep their lines."""
    paragraphs = re.split(r"\n\s*\n", "\n".join(lines).strip())
    return "\n\n".join(_one(paragraph) for paragraph in paragraphs)


def _one(paragraph: str) -> str:
    rows = paragraph.splitlines()
    if any(row.lstrip().startswith(("|", "-", "*", "1.")) for row in rows):
        return "\n".join(row.strip() if row.startswith("|") else row for row in rows)
    return " ".join(row.strip() for row in rows)


def _section(lines: list[str]) -> str:
    """An indented section: its items as a list, or its sentences."""
    dedented = [line[4:] for line in lines]
    items: list[str] = []
    for line in dedented:
        if found := _ITEM.match(line):
            items.append(f"- `{found[1]}`: {line[found.end() :]}")
        elif items and items[0].startswith("- `"):
            items[-1] = f"{items[-1]} {line.strip()}".rstrip()
        else:
            items.append(line.strip())
    return ("\n" if items and items[0].startswith("- `") else " ").join(items).strip()
