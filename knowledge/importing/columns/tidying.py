"""What does not count in a cell: characters that nobody sees, and which mark stands between items."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from knowledge.importing.columns.texts import PROSE
from tools.schema import Column, Type

_INVISIBLE: Final = re.compile("[\u00ad\u061c\u180e\u200b\u200e\u200f\u2060-\u2064\u206a-\u206f\ufeff]")
_JOINERS: Final = re.compile(
    "[\u200c\u200d\ufff9-\ufffb\U000e0001-\U000e007f]"
)  # part of emoji and of Persian words
_SEPARATORS: Final = ";|,"
_LONGEST_ITEM: Final = 30  # characters: what is longer is a sentence
_ONE_NAME: Final = re.compile(r"&|\b(?:and|und|et|y|inc|ltd|llc)\b", re.IGNORECASE)  # `Oil, Gas & Mining`


def tidied(texts: list[str], column: Column, *, is_key: bool) -> list[str]:
    """The texts as they are read in the column: composed, of visible characters, lists separated by `;`.

    Prose stays as it is.
    """
    if column.name in PROSE:
        return texts
    joined = "".join(texts)
    if not joined.isascii():
        texts = [_visible(text, is_key=is_key or bool(column.references)) for text in texts]
    is_list = column.type is Type.NAMES and column.name != "aliases"  # names of companies have commas
    return _separated(texts, joined) if is_list and ";" not in joined else texts


def _visible(text: str, *, is_key: bool) -> str:
    if text.isascii():
        return text
    seen = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    return (_JOINERS.sub("", seen) if is_key else seen).strip()


def _separated(texts: list[str], joined: str) -> list[str]:
    mark = next((mark for mark in _SEPARATORS if mark in joined), "")
    if mark == "," and not _are_items([item for text in texts for item in text.split(mark)]):
        return texts
    return [text.replace(mark, ";") for text in texts] if mark else texts


def _are_items(items: Sequence[str]) -> bool:
    return all(len(item) <= _LONGEST_ITEM and not _ONE_NAME.search(item) for item in items)
