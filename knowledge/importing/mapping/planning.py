"""Plans a folder: every source to its feeds, in the order of loading."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Protocol

from knowledge.importing.mapping.asking import Desk
from knowledge.importing.mapping.feed import Feed, Found, Plan
from knowledge.importing.mapping.foreign import plan_export
from knowledge.importing.mapping.language import System
from knowledge.importing.mapping.library import Library, load_library
from knowledge.importing.mapping.lookups import Lookups
from knowledge.importing.mapping.own import plan_own
from knowledge.importing.mapping.proposing import share_readable
from knowledge.importing.mapping.recognising import Export, Ours, Unclear, lacking, recognised
from knowledge.importing.mapping.samples import Samples
from knowledge.importing.problems import ImportProblem
from knowledge.importing.questions import Ask
from knowledge.importing.source import Source
from knowledge.nearest import did_you_mean
from tools import schema

_ORDER = {table.name: place for place, table in enumerate(schema.TABLES)}


class Known(Protocol):
    """What the database knows already."""

    def partner_names(self) -> frozenset[str]:
        """Ids, names and aliases of partners, as written."""


@dataclass
class Drafted:
    """A plan being made.

    Attributes:
        taken: Table to the file of ours that holds it.
    """

    feeds: list[Feed] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    problems: list[ImportProblem] = field(default_factory=list)
    taken: dict[str, str] = field(default_factory=dict)

    def add(self, found: Found) -> None:
        """What became of one file."""
        self.feeds += found.feeds
        self.remarks += found.remarks
        self.problems += found.problems

    def finished(self) -> Plan:
        """Feeds in the order of loading; of one table, in that of the folder."""
        feeds = sorted(self.feeds, key=lambda feed: _ORDER[feed.table.name])
        return Plan(tuple(feeds), tuple(self.ignored), tuple(self.remarks), tuple(self.problems))


def plan_folder(
    sources: Sequence[Source], *, system: str, mappings: Path | None, ask: Ask, names: Known
) -> Plan:
    """Decide what every source is and how it is read; nothing is loaded, and nothing raised for bad input.

    Args:
        system: The system that the files come from, such as `hubspot`; empty to find out.
        mappings: The user's folder of mappings: read, and written to when somebody answers.
        ask: Asked about columns that nobody can know.
        names: Tells which columns hold partners.

    Raises:
        OSError: An answer cannot be written into `mappings`.
    """
    library = load_library(mappings)
    unusable = library.problems or _unknown_system(library, system)
    if unusable:
        return Plan(problems=unusable)
    systems = (library.systems[system.lower()],) if system else library.foreign
    draft = Drafted()
    found = [recognised(source, systems, given=bool(system)) for source in sources]
    desk = Desk(library, mappings, ask, Samples(), cache(_partners(names, draft)), share_readable)
    for source, what in zip(sources, found, strict=True):
        _note(draft, source, what, systems)
    exports = [what for what in found if isinstance(what, Export)]
    _plan_all([what for what in found if isinstance(what, Ours | Export)], desk, draft)
    draft.remarks += dict.fromkeys(desk.forgotten)
    if system and not exports:
        draft.problems.append(_nothing_of(library, system))
    return draft.finished()


def _unknown_system(library: Library, system: str) -> tuple[ImportProblem, ...]:
    valid = [each.name for each in library.foreign]
    if not system or system.lower() in valid:
        return ()
    expected = f"one of {', '.join(valid)}{did_you_mean(system, valid)}"
    return (ImportProblem("--from", None, "", system, expected),)


def _note(
    draft: Drafted, source: Source, what: Ours | Export | Unclear | None, systems: tuple[System, ...]
) -> None:
    if what is None:
        draft.ignored.append(source.name)
        if missing := lacking(source, systems):
            draft.remarks.append(f"{source.name} is not read: {missing}")
    elif isinstance(what, Unclear):
        expected = f"to be told what it is with --from; it may be {' or '.join(what.kinds)}"
        draft.problems.append(ImportProblem(source.name, None, "", "", expected))


def _plan_all(files: Sequence[Ours | Export], desk: Desk, draft: Drafted) -> None:
    """In the order of their tables, so that the partners of the folder are known when others name them."""
    lookups = _lookups([each for each in files if isinstance(each, Export)], draft)
    for each in sorted(files, key=_first_table):
        if isinstance(each, Export):
            draft.add(plan_export(each, desk, lookups[each.system.name]))
        else:
            _plan_ours(each, desk, draft)


def _lookups(exports: Sequence[Export], draft: Drafted) -> dict[str, Lookups]:
    """By system, where its exports look things up in each other."""
    found: dict[str, Lookups] = {}
    for system in {export.system.name: export.system for export in exports}.values():
        theirs = [export for export in exports if export.system is system]
        kinds = {export.kind for export in theirs}
        by_kind = {kind: [each.source for each in theirs if each.kind == kind] for kind in kinds}
        also = {kind: system.spellings(kind) for kind in system.sources}
        found[system.name] = Lookups(by_kind, also, system.same)
        named = ", ".join(f"{each.source.name} ({each.kind.replace('_', ' ')})" for each in theirs)
        draft.remarks.append(f"read as exports of {system.title}: {named}")
    return found


def _plan_ours(ours: Ours, desk: Desk, draft: Drafted) -> None:
    table, name = ours.table.name, ours.source.name
    if table in draft.taken:
        expected = f"one file for {table}, there is also {draft.taken[table]}"
        draft.problems.append(ImportProblem(name, None, "", "", expected))
        return
    found = plan_own(ours, desk)
    draft.add(found)
    if found.feeds:
        draft.taken[table] = name
    elif not found.problems:
        draft.ignored.append(name)


def _first_table(what: Ours | Export) -> int:
    if isinstance(what, Ours):
        return _ORDER[what.table.name]
    return min((_ORDER[name] for name in what.rule.feeds), default=len(_ORDER))


def _partners(names: Known, draft: Drafted) -> Callable[[], Collection[str]]:
    """Ids and names, folded: those of the database and those that files planned so far bring."""

    def partners() -> Collection[str]:
        known = {name.casefold() for name in names.partner_names()}
        for feed in draft.feeds:
            if feed.table is schema.PARTNERS and not feed.source.problems:
                known |= _brought(feed)
        return known

    return partners


def _brought(feed: Feed) -> set[str]:
    """Ids and names in the first chunk of a file of partners: enough to rank columns."""
    chunk = next(iter(feed.source.chunks()), None)
    if chunk is None:
        return set()
    cells = feed.translate(chunk).cells
    ids = (key.strip().removeprefix(feed.prefix) for key in cells.get("partner_id", ()))
    return {text.strip().casefold() for text in (*ids, *cells.get("name", ())) if text.strip()}


def _nothing_of(library: Library, system: str) -> ImportProblem:
    found = library.systems[system.lower()]
    kinds = (f"{kind.replace('_', ' ')} ({', '.join(rule.labels)})" for kind, rule in found.sources.items())
    expected = f"at least one export of {found.title}: {'; '.join(kinds)}"
    return ImportProblem("--from", None, "", system, expected)
