"""Questions against notes: is what answers among the first five, within a partner and over a whole book."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Engine, select

from evals.frozen import frozen_rapport
from evals.reporting import Score, Suite
from evals.retrieval.cases import NoteCase, load_note_cases
from evals.retrieval.searches import DEEP, SHIPPED, Searches
from knowledge.encoder import EmbeddedEncoder
from knowledge.tables import INCOMING

FIRST: Final = 5
_SHOWN: Final = 12  # missed questions of the tuning half that are printed


@dataclass(frozen=True)
class Found:
    """What one way of searching found for a case.

    Attributes:
        ranks: Of the notes that answer, from 1, best first; one more than `DEEP` for what was not found.
        strangers: Found notes of partners that were not asked about.
    """

    case: NoteCase
    way: str
    ranks: tuple[int, ...]
    strangers: int

    @property
    def first(self) -> bool:
        """Whether a note that answers comes first."""
        return self.ranks[0] == 1

    @property
    def recall(self) -> float:
        """Share, 0 to 1, of the notes that answer which are among the first five."""
        return sum(rank <= FIRST for rank in self.ranks) / len(self.ranks)

    @property
    def whole(self) -> bool:
        """Whether every note that answers is among the first five."""
        return self.ranks[-1] <= FIRST


@dataclass(frozen=True)
class World:
    """Where the notes lie: partner of each note, and the partners of each manager's book."""

    engine: Engine
    owners: Mapping[str, str]
    books: Mapping[str, frozenset[str]]

    def asked(self, case: NoteCase) -> frozenset[str]:
        """The partners whose notes a case searches."""
        return frozenset({case.partner}) if case.partner else self.books[case.book]


def run_retrieval() -> Suite:
    """Search the notes of a frozen world in every way; one of its own, as other suites write notes."""
    with frozen_rapport() as rapport:
        return report(list(_found(load_note_cases(), _world(rapport.engine))))


def report(found: Sequence[Found]) -> Suite:
    """Recall of the measuring half by way and place, the shipped one by language too; means as remarks.

    Recall@5 is the mean share of a question's notes among the first five, as it is usually defined; "all of
    them" counts the questions with every note there, which is stricter where several answer.
    """
    measured = [one for one in found if one.case.measuring]
    tuning = [one for one in found if not one.case.measuring and one.way == SHIPPED]
    scores = list(_scores(measured))
    scores += [Score(f"(tuning half) {one.group}", one.right, one.asked) for one in _scores(tuning)]
    asked_of_one = [one for one in found if one.case.partner and one.way == SHIPPED]
    own = sum(not one.strangers for one in asked_of_one)
    scores.append(Score("within a partner, no note of another", own, len(asked_of_one)))
    return Suite("retrieval", scores, [*_mean_ranks(measured), *_missed(tuning)])


def _found(cases: Iterable[NoteCase], world: World) -> Iterator[Found]:
    ways = Searches(world.engine, EmbeddedEncoder()).ways()
    for case in cases:
        partners = world.asked(case)
        for way, search in ways.items():
            order = search(case.ask, partners)
            ranks = sorted(order.index(note) + 1 if note in order else DEEP + 1 for note in case.notes)
            yield Found(case, way, tuple(ranks), sum(world.owners[one] not in partners for one in order))


def _scores(found: Iterable[Found]) -> Iterator[Score]:
    groups: dict[str, list[float]] = defaultdict(list)
    for one in found:
        for group in _groups(one):
            groups[f"{group}, first"].append(one.first)
            groups[f"{group}, recall@{FIRST}"].append(one.recall)
            groups[f"{group}, all of them in {FIRST}"].append(one.whole)
    for group, marks in sorted(groups.items()):
        yield Score(group, sum(marks), len(marks))


def _groups(one: Found) -> Iterator[str]:
    place = _place(one)
    yield f"{place}: {one.way}"
    if one.way == SHIPPED:
        yield f"{place}: {one.way}, asked in {one.case.language}"
        yield f"{place}: {one.way}, {'another' if one.case.crosses else 'the same'} language"


def _place(one: Found) -> str:
    return "within a partner" if one.case.partner else "over a book"


def _mean_ranks(found: Iterable[Found]) -> Iterator[str]:
    """Mean reciprocal rank of the first note that answers, 0 to 1."""
    ranks: dict[str, list[float]] = defaultdict(list)
    for one in found:
        ranks[f"{_place(one)}: {one.way}"].append(1 / one.ranks[0])
    for group, shares in sorted(ranks.items()):
        yield f"MRR {group}: {sum(shares) / len(shares):.3f}"


def _missed(found: Iterable[Found]) -> list[str]:
    wrong = [one for one in found if not one.whole]
    return [f"rank {one.ranks[-1]}: {one.case.ask!r} ({_place(one)})" for one in wrong[:_SHOWN]]


def _world(engine: Engine) -> World:
    partners, notes = INCOMING["partners"], INCOMING["notes"]
    books: dict[str, set[str]] = defaultdict(set)
    with engine.connect() as connection:
        for partner, manager in connection.execute(select(partners.c.partner_id, partners.c.manager_email)):
            books[manager].add(partner)
        rows = connection.execute(select(notes.c.note_id, notes.c.partner_id)).all()
    owners = {row.note_id: row.partner_id for row in rows}
    return World(engine, owners, {manager: frozenset(own) for manager, own in books.items()})
