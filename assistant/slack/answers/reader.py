"""Who reads an answer: what its partners are called and which of them the reader may write about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from sqlalchemy import Engine

from assistant.contract import Answer, ShownTable
from knowledge.partners import partner_cards
from knowledge.people import Person

if TYPE_CHECKING:  # the application reaches into surfaces of its own
    from assistant.rapport import Rapport

NAME: Final = "partner.name"  # kind of the fact behind a cell that names a partner


@dataclass(frozen=True)
class Reader:
    """What the layout has to know of who reads.

    Attributes:
        names: What the partners of the answer are called, by id.
        writable: Partners to whom the reader may draft, and about whom the reader may change what is kept.
    """

    names: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    writable: frozenset[str] = frozenset()


NOBODY: Final = Reader()


def reader_of(answer: Answer, person: Person | None, engine: Engine, rapport: Rapport | None) -> Reader:
    """The reader of that answer; without an application behind it nobody may write."""
    ids = {*(answer.clarify or ()), *(answer.unknown or ()), *partners_in(answer)}
    if not ids:
        return NOBODY
    with engine.connect() as connection:
        names = {one.id: one.name for one in partner_cards(connection, ids).values()}
    if rapport is None or person is None:
        return Reader(names)
    access = rapport.roster.access(person)
    return Reader(names, frozenset(one for one in names if access.may_write(one)))


def partners_in(answer: Answer) -> tuple[str, ...]:
    """The partners of whom the answer tells, each once."""
    return _once(fact.partner_id for fact in answer.facts or ())


def subject_of(answer: Answer) -> str:
    """The one partner that the answer is about; empty when it is about several, or about none.

    Of a whole book it may happen that one partner alone is told of: the answer is not about that one. So it
    has to be the one that was asked about, or stand in the headline.
    """
    told = partners_in(answer)
    if len(told) != 1:
        return ""
    asked = {one for call in answer.calls for one in _ids(call.args.values())}
    headline = answer.text.strip().partition("\n")[0]
    names = [str(fact.value) for fact in answer.facts or () if fact.kind == NAME]
    return told[0] if told[0] in asked or any(name in headline for name in names) else ""


def partners_of_rows(answer: Answer, table: ShownTable) -> tuple[str, ...]:
    """The partner that each row is about; nothing unless every row begins with the name of one."""
    named = {fact.id: fact.partner_id for fact in answer.facts or () if fact.kind == NAME and fact.partner_id}
    found = [named.get(ids[0] or "", "") if ids else "" for ids in table.fact_ids]
    return tuple(found) if found and all(found) and len(found) == len(table.rows) else ()


def _once(ids: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for one in ids if one))


def _ids(values: Iterable[object]) -> Iterator[object]:
    """Everything in arguments that may be an id, also inside lists."""
    for value in values:
        yield from value if isinstance(value, list) else (value,) if isinstance(value, str) else ()
