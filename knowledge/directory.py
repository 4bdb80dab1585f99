"""Everybody and everything that has a name, for the index that resolves what people write."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Final

from sqlalchemy import JSON, Connection, select

from knowledge.tables import INCOMING
from tools.names import NameEntry, NameKind

_LANGUAGES: Final = ("en", "de", "fr", "es")
_CODE_LENGTH: Final = 2

_OF_NOBODY: Final = ("territories", "vendor")
_WORD_COLUMNS: Final = (
    *((NameKind.CUSTOMER, table, "customer") for table in ("deals", "projects")),
    *((NameKind.SECTOR, table, "sector") for table in ("deals", "leads", "projects", *_OF_NOBODY)),
    *((NameKind.TECHNOLOGY, table, "technology") for table in ("deals", "leads", "projects", *_OF_NOBODY)),
    (NameKind.TECHNOLOGY, "certifications", "technology"),
    *((NameKind.REGION, table, "region") for table in ("partners", "deals", "leads", *_OF_NOBODY)),
    (NameKind.COUNTRY, "partners", "country"),
    (NameKind.CITY, "partners", "city"),
)
_TELLING_APART: Final = ("city", "country", "region", "type")
_LIST_COLUMNS: Final = tuple(
    (kind, table, column)
    for table in ("partners", "offers")
    for kind, column in ((NameKind.SECTOR, "sectors"), (NameKind.TECHNOLOGY, "technologies"))
)


def load_names(connection: Connection, only: frozenset[str] | None = None) -> list[NameEntry]:
    """Partners, contacts and managers by id, and the words of the data (customers, sectors, regions, …).

    A partner's entry belongs to itself and a contact's to the contact's partner.

    Args:
        only: These partners, their people and the words in their rows, all managers, and the words of rows
            that belong to no partner (targets, offers, the market); None for all.
    """
    people = (
        entry
        for entry in (*_partners(connection), *_contacts(connection))
        if only is None or entry.partner_id in only
    )
    return [*people, *_managers(connection), *_vocabulary(connection, only)]


def _partners(connection: Connection) -> Iterator[NameEntry]:
    table = INCOMING["partners"]
    told_by = (table.c[column] for column in _TELLING_APART)
    query = select(table.c.partner_id, table.c.name, table.c.aliases, *told_by).order_by(table.c.partner_id)
    for partner_id, name, aliases, *words in connection.execute(query):
        known = tuple(str(word) for word in words if word)
        yield NameEntry(NameKind.PARTNER, partner_id, name, tuple(aliases or ()), partner_id, known)


def _contacts(connection: Connection) -> Iterator[NameEntry]:
    table = INCOMING["contacts"]
    query = select(table.c.contact_id, table.c.name, table.c.partner_id).order_by(table.c.contact_id)
    for contact_id, name, partner_id in connection.execute(query):
        yield NameEntry(NameKind.CONTACT, contact_id, name, (), partner_id)


def _managers(connection: Connection) -> Iterator[NameEntry]:
    table = INCOMING["managers"]
    for email, name in connection.execute(select(table.c.email, table.c.name).order_by(table.c.email)):
        yield NameEntry(NameKind.MANAGER, email, name)


def _vocabulary(connection: Connection, only: frozenset[str] | None) -> Iterator[NameEntry]:
    found: dict[tuple[NameKind, str], None] = {}
    for kind, table, column in _WORD_COLUMNS:
        words: Iterable[str | None] = _values(connection, table, column, only)
        found.update(dict.fromkeys((kind, word) for word in words if word))
    for kind, table, column in _LIST_COLUMNS:
        lists: Iterable[list[str] | None] = _values(connection, table, column, only)
        found.update(dict.fromkeys((kind, word) for words in lists for word in words or () if word))
    for kind, word in sorted(found):
        yield _word(kind, word)


def _values(connection: Connection, table: str, column: str, only: frozenset[str] | None) -> list[Any]:
    rows = INCOMING[table]
    if only is None or "partner_id" not in rows.c:
        query = select(rows.c[column])  # PostgreSQL has no equality for json
        single = query if isinstance(rows.c[column].type, JSON) else query.distinct()
        return list(connection.execute(single).scalars())
    pairs = connection.execute(select(rows.c.partner_id, rows.c[column]))
    return [value for partner_id, value in pairs if partner_id in only]


def _word(kind: NameKind, word: str) -> NameEntry:
    if kind is not NameKind.COUNTRY:
        return NameEntry(kind, word, word)
    names = country_names().get(word.upper(), ()) if len(word) == _CODE_LENGTH else _other_names(word)
    return NameEntry(kind, word, names[0] if names else word, tuple(names[1:]))


def _other_names(country: str) -> tuple[str, ...]:
    """A country's name as the data has it, then its names in the other languages."""
    alike = next((names for names in country_names().values() if country in names), ())
    return (country, *(name for name in alike if name != country))


@cache
def country_names() -> dict[str, tuple[str, ...]]:
    """Names of each country by ISO code, in English, German, French and Spanish."""
    from babel import Locale

    territories = [Locale(language).territories for language in _LANGUAGES]
    codes = [code for code in map(str, territories[0]) if len(code) == _CODE_LENGTH and code.isalpha()]
    return {
        code: tuple(dict.fromkeys(names[code] for names in territories if code in names)) for code in codes
    }
