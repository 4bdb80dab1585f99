"""Whom a word such as "data lead" means among a partner's people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd

from tools.about import Row
from tools.matching import Rows
from tools.matching.evidence import valid
from tools.spelling import fold, tokens_of

_POST: Final = frozenset((
    "head", "chief", "lead", "leader", "manager", "director", "officer", "vp", "president", "person", "guy",
    "someone", "somebody", "colleague", "people", "folks", "expert", "specialist", "team", "of", "the", "a",
    "an", "for", "in", "at", "their", "our", "leiter", "leiterin", "chef", "responsable", "jefe", "jefa",
    "de", "del", "la", "le",
))  # fmt: skip
"""Words of a role that say how high, not in what."""


def persons_for(words: str, partner_id: str, rows: Rows, as_of: pd.Timestamp) -> list[Row]:
    """The people of a partner whom these words may mean, by contact id; nobody if none fits.

    The role holds every word; else it holds every word that says in what (`data` of `data lead`); else the
    person holds a valid certification in a technology that does. Who has left, or may not be written to, is
    not among them.

    Args:
        words: The asker's, without names.
        partner_id: Whose people.
        rows: `contacts` and `certifications` as known on the day.
        as_of: The day.
    """
    people = reachable(partner_id, rows)
    wanted = set(tokens_of(words))
    meant = wanted - _POST
    for asked in (wanted, meant):
        if asked and (found := [one for one in people if asked <= set(tokens_of(_role(one)))]):
            return found
    if not meant:
        return []
    held = valid(rows["certifications"], as_of)
    held = held[held["partner_id"].eq(partner_id)]
    about = held["technology"].map(lambda name: meant <= set(tokens_of(name)))
    holders = {_name(person) for person in held["person"][about.astype(bool)]}
    return [one for one in people if _name(str(one["name"])) in holders]


def reachable(partner_id: str, rows: Rows) -> Sequence[Row]:
    """The partner's contacts who are there and may be written to, the primary ones first, then by id."""
    contacts = rows["contacts"]
    here = contacts["partner_id"].eq(partner_id) & contacts["left_on"].isna() & ~contacts["opted_out"]
    main = contacts[here].sort_values(["primary", "contact_id"], ascending=[False, True])
    return [{str(name): cell for name, cell in row.items()} for row in main.to_dict("records")]


def _role(contact: Row) -> str:
    return contact["role"] if isinstance(contact["role"], str) else ""


def _name(person: str) -> str:
    return fold(" ".join(person.split()))
