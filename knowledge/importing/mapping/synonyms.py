"""What people call our tables and columns, in four languages (`synonyms.yaml`)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict

from knowledge.importing.mapping.labels import words
from tools import schema
from tools.schema import Column, Table
from tools.schema.labels import squeezed


class Synonyms(BaseModel):
    """Words for tables and columns.

    Attributes:
        tables: Table to names of files.
        columns: Column to labels; `partners.name` for one table, instead of those of `name`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    tables: Mapping[str, tuple[str, ...]]
    columns: Mapping[str, tuple[str, ...]]


@cache
def synonyms() -> Synonyms:
    """The package's own, read once."""
    text = (files("knowledge.importing.mapping") / "synonyms.yaml").read_text(encoding="utf-8")
    return Synonyms.model_validate(yaml.safe_load(text))


def table_named(stem: str) -> Table | None:
    """The table that a file of that name is about; None if the name is no clear word for one."""
    return _tables().get(squeezed(stem))


def names_of(table: Table, column: Column) -> tuple[str, ...]:
    """What the column may be called, as words in lower case; its own name first."""
    said = synonyms().columns
    others = said.get(f"{table.name}.{column.name}") or said.get(column.name, ())
    return tuple(dict.fromkeys(words(name) for name in (column.name, *others)))


@cache
def _tables() -> dict[str, Table]:
    named: dict[str, Table] = {}
    for table in schema.TABLES:
        for name in (table.name, table.name.removesuffix("s"), *synonyms().tables.get(table.name, ())):
            named.setdefault(squeezed(name), table)
    return named
