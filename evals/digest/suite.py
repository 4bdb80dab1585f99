"""Every person's digest of four weeks in a row, each held against lists, books and rows of its day.

Nothing here is written by hand or tuned on, so that all of it measures; there is no half to keep apart.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Final

from assistant.rapport import Rapport
from assistant.toolbox.scope import own_scope
from evals.digest.rows import Rows, world_rows
from evals.digest.week import WEEK, Week, about_partners, weeks_of
from evals.frozen import AS_OF, PEOPLE, now
from evals.reporting import Score, Suite
from evals.shown import read_by, unshown, words_of_prose
from knowledge.digests import save_settings, settings_of
from knowledge.people import Person
from knowledge.snoozes import Snooze, drop_snooze, put_snooze
from tools.grounding.names import NameIndex

DAYS: Final = tuple(AS_OF - ago * WEEK for ago in (3, 2, 1, 0))
WORDS: Final = 120
_PRINTED: Final = 20

Marks = Iterator[tuple[bool, str]]
"""Whether something holds, and what it is about."""


def run_digest(rapport: Rapport) -> Suite:
    """Measure the digests of everybody in the frozen world."""
    marks: dict[str, list[bool]] = defaultdict(list)
    wrong: list[str] = []
    with world_rows() as rows:
        for group, week, (holds, what) in _all_marks(rapport, rows):
            marks[group].append(holds)
            wrong += [] if holds else [f"{group}: {week}: {what}"]
    scores = [Score(group, sum(found), len(found)) for group, found in marks.items()]
    return Suite("digest", scores, wrong[:_PRINTED])


def _all_marks(rapport: Rapport, rows: Rows) -> Iterator[tuple[str, str, tuple[bool, str]]]:
    for name, address in PEOPLE.items():
        person = rapport.person(address)
        weeks = list(weeks_of(rapport, person, DAYS))
        for week in weeks:
            for group, check in _CHECKS.items():
                for mark in check(week):
                    yield group, f"{name} {week.day}", mark
            for mark in _true_by_rows(week, rows):
                yield "reasons true by the rows", f"{name} {week.day}", mark
        for mark in _left_out(rapport, person, weeks):
            yield "muted and snoozed partners are left out", name, mark


def _only_changes(week: Week) -> Marks:
    """Nobody is told of again who stands there as a week before."""
    for one in week.listed:
        yield week.changed(one) or week.worse(one), one


def _all_changes(week: Week) -> Marks:
    """Who came onto the list or stands there for another reason is told of, as far as there is room."""
    full = len(week.listed) >= week.most
    for one in week.now:
        if _lane(week.now, one) != _lane(week.before, one):
            yield full or one in week.listed, one


def _one_each(week: Week) -> Marks:
    yield len(set(week.listed)) == len(week.listed) <= week.most, ", ".join(week.listed)


def _own_book(week: Week) -> Marks:
    """No fact about a partner of somebody else's book, and nobody else's partner by name."""
    book = own_scope(week.access)
    told = {fact.partner_id for fact in about_partners(week.findings)}
    yield told <= book, ", ".join(sorted(filter(None, told - book)))
    said = read_by(week.answer)
    for own in sorted((week.everybody[one] for one in book), key=len, reverse=True):
        said = said.replace(own, "")
    strange = [name for one, name in week.everybody.items() if one not in book]
    yield from ((re.search(rf"\b{re.escape(name)}\b", said) is None, name) for name in strange)


def _figures_agree(week: Week) -> Marks:
    """Every cell of the table stands in that day's attention answer about that partner."""
    for one, row in week.rows.items():
        known = week.now.get(one, {})
        for kind, value in row.items():
            yield known.get(kind) == value, f"{one} {kind} {value}"


def _of_the_day(week: Week) -> Marks:
    for fact in week.findings.facts():
        yield fact.as_of == week.day, f"{fact.kind.name} {fact.as_of}"


def _only_facts(week: Week) -> Marks:
    stray = unshown(week.answer, NameIndex.build(week.everybody.values()), week.day)
    yield not stray, ", ".join(stray)


def _short(week: Week) -> Marks:
    words = words_of_prose(week.answer)
    yield words <= WORDS, f"{words} words"


_CHECKS: Final[Mapping[str, Callable[[Week], Marks]]] = {
    "only what changed": _only_changes,
    "all that changed, as far as there is room": _all_changes,
    "one item per partner, as many as wanted": _one_each,
    "the own book alone": _own_book,
    "cells as in the attention answer": _figures_agree,
    "facts of the day": _of_the_day,
    "figures and dates in prose are facts": _only_facts,
    "at most 120 words": _short,
}


def _true_by_rows(week: Week, rows: Rows) -> Marks:
    for fact in about_partners(week.findings):
        confirmed = rows.confirms(fact)
        if confirmed is not None:
            yield confirmed, f"{fact.partner_id} {fact.kind.name} {fact.value}"


def _left_out(rapport: Rapport, person: Person, weeks: Sequence[Week]) -> Marks:
    """With the first partner of each digest muted and the next one snoozed, neither is spoken of."""
    for week in weeks:
        if len(week.listed) > 1:
            muted, snoozed = week.listed[:2]
            with _without(rapport, person, muted, snoozed):
                found = rapport.digests.findings(week.access, week.day)
            told = {fact.partner_id for fact in about_partners(found)}
            yield not told & {muted, snoozed}, f"{week.day}: {muted}, {snoozed}"


@contextmanager
def _without(rapport: Rapport, person: Person, muted: str, snoozed: str) -> Iterator[None]:
    """One partner muted and one snoozed, both back afterwards."""
    with rapport.engine.begin() as connection:
        kept = settings_of(connection, person)
        save_settings(connection, replace(kept, muted_partner_ids=(*kept.muted_partner_ids, muted)))
        put_snooze(connection, Snooze(person.email, snoozed, AS_OF + WEEK, now()))
    try:
        yield
    finally:
        with rapport.engine.begin() as connection:
            save_settings(connection, kept)
            drop_snooze(connection, person.email, snoozed)


def _lane(rows: Mapping[str, Mapping[str, object]], partner_id: str) -> object:
    return rows.get(partner_id, {}).get("attention.lane")
