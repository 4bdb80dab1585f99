"""What tells one mapping from another, so that a file is read again when its mapping changed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Final

from knowledge.importing.mapping.language import FeedRule
from knowledge.importing.mapping.making import Made

_SAID: Final = {"styles", "values", "where", "or_unless", "unless", "skip_without"}
"""What counts of a rule beside its columns: not whether a label was picked now or is remembered."""


def digest_of(rule: FeedRule, columns: Mapping[str, Made], attributes: Sequence[str], *more: str) -> str:
    """SHA-256 of the rule, of the labels that it met and of the sources that it looks things up in."""
    parts = [rule.model_dump_json(include=_SAID), *attributes, *more]
    for name, each in columns.items():
        if name in rule.columns and not each.plain:
            parts.append(rule.columns[name].model_dump_json())
        parts += (name, *each.labels)
        parts += (source.digest for table in each.tables for source in table.sources)
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogateescape")).hexdigest()
