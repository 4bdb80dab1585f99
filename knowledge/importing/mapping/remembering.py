"""Keeps what somebody answered in their folder of mappings, in the language of mappings."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from itertools import takewhile
from pathlib import Path

import yaml

from knowledge.importing.columns.style import Style
from knowledge.importing.mapping.feed import Feed
from knowledge.importing.mapping.library import OWN, Layer, file_of, laid_over, read_layer

_OWN_TITLE = "# What columns of our own format are called in your files.\n"
_TITLE = "# Your own words on {system}: they replace those of the packaged mapping, column by column.\n"


def remember(mappings: Path | None, system: str, path: Sequence[str], answer: object) -> None:
    """Keep one answer in the user's file on that system; nothing happens without a folder.

    Args:
        mappings: The user's folder; made if it is not there.
        path: Where the answer belongs, such as `sources`, `deals`, `feeds`, `deals`, `columns`, `amount`.
        answer: Plain texts, lists and mappings.

    Raises:
        UnusableFile: The file is there and is no mapping.
        OSError: The folder cannot be written to.
    """
    if mappings is None:
        return
    file = file_of(mappings, system)
    layer: Layer = {path[-1]: answer}
    for step in reversed(path[:-1]):
        layer = {step: layer}
    title = _OWN_TITLE if system == OWN else _TITLE.format(system=system)
    merged = yaml.safe_dump(laid_over(read_layer(file), layer), sort_keys=False, allow_unicode=True)
    _replace(file, (_opening_comment(file) or title) + merged)


def remember_style(mappings: Path | None, feed: Feed, column: str, style: Style) -> None:
    """Keep how a column of the table is written in files such as the feed's; the next plan knows it.

    Raises:
        UnusableFile: The user's file is there and is no mapping.
        OSError: The folder cannot be written to.
    """
    # the units follow from the mapping and the cells, they are no answer of a person
    answer = style.model_dump(exclude_defaults=True, exclude={"epoch", "cents"})
    system, kind = feed.system or OWN, feed.kind or feed.table.name
    remember(mappings, system, ("sources", kind, "feeds", feed.table.name, "styles", column), answer)


def _opening_comment(file: Path) -> str:
    if not file.exists():
        return ""
    lines = file.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    return "".join(takewhile(lambda line: line.startswith("#") or not line.strip(), lines))


def _replace(file: Path, text: str) -> None:
    """All or nothing: a reader sees the old file or the new one."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as temporary:
            temporary.write(text)
            temporary.flush()
            os.fsync(temporary.fileno())
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
