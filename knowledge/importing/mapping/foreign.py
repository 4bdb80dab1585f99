"""Plans an export of a known system."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from knowledge.importing.columns.style import Style
from knowledge.importing.mapping.asking import Desk, ask_partner
from knowledge.importing.mapping.counting import counting
from knowledge.importing.mapping.digests import digest_of
from knowledge.importing.mapping.feed import Feed, Found
from knowledge.importing.mapping.language import Cell, FeedRule
from knowledge.importing.mapping.lookups import Lookups
from knowledge.importing.mapping.making import Made, column_of, first_of, made
from knowledge.importing.mapping.recognising import Export, labels_of
from knowledge.importing.mapping.translating import Translator, key_with_prefix
from knowledge.importing.mapping.units import units, whole_cents
from knowledge.importing.mapping.wording import unmapped, with_words
from knowledge.importing.problems import ImportProblem
from tools import schema
from tools.schema import Table

_TABLES = {table.name: table for table in schema.TABLES}


@dataclass(frozen=True)
class Filling:
    """One table that an export feeds, being planned."""

    export: Export
    table: Table
    rule: FeedRule

    @property
    def path(self) -> tuple[str, ...]:
        """Where a mapping speaks of it."""
        return "sources", self.export.kind, "feeds", self.table.name

    def words(self, column: str) -> Cell | None:
        """Where the cells of a column come from, with what a person said of their words."""
        cell = self.rule.columns.get(column)
        return with_words(cell, self.rule.values.get(column, {})) if cell else None

    def wording(self, desk: Desk, entry: str, place: str = "") -> str:
        """How to say something else by hand; empty without a folder for it."""
        file = desk.place(self.export.system.name)
        return (
            f"; to say otherwise, write `{entry}` under {'.'.join(self.path)}{place} in {file}"
            if file
            else ""
        )

    def written(self, desk: Desk, column: str) -> str:
        """How to say by hand which label a column is; empty without a folder for it."""
        place = desk.place(self.export.system.name)
        path = ".".join((*self.path, "columns"))
        return f", or write `{column}: LABEL` under {path} in {place}" if place else ""


def plan_export(export: Export, desk: Desk, lookups: Lookups) -> Found:
    """The feeds of one export, with what a person should know and what keeps it out."""
    found = Found()
    for name, rule in export.rule.feeds.items():
        filling = Filling(export, _TABLES[name], rule)
        columns = _columns(filling, desk, lookups, found)
        missing = [each for each in filling.table.columns if each.required and each.name not in columns]
        if not missing:
            found.feeds.append(_feed(filling, desk, columns, first=not found.feeds))
        elif not found.feeds and not found.problems:
            found.problems.extend(_lacks(filling, desk, column.name) for column in missing)
    return found


def _columns(filling: Filling, desk: Desk, lookups: Lookups, found: Found) -> dict[str, Made]:
    header, rule = filling.export.header, filling.rule
    columns: dict[str, Made] = {}
    for name in dict.fromkeys((*rule.chosen, *rule.columns)):
        cell = filling.words(name)
        chosen = [column_of(label) for label in header.find_all(rule.chosen.get(name, ()))]
        other = made(cell, header, lookups) if cell else None
        if cell and cell.ask and not chosen and not _gives_cells(other, filling, desk):
            picked = _pick(filling, desk, name, cell, found)
            chosen = [column_of(picked)] if picked else []
        if best := first_of([*chosen, *([other] if other else [])]):
            columns[name] = best
    return columns


def _gives_cells(other: Made | None, filling: Filling, desk: Desk) -> bool:
    return other is not None and any(map(str.strip, other.make(desk.samples.chunk(filling.export.source))))


def _pick(filling: Filling, desk: Desk, column: str, cell: Cell, found: Found) -> str | None:
    """Let a person pick the column of the export; remembered."""
    source, rule = filling.export.source, filling.rule
    keys = {label for key in filling.table.key if key in rule.columns for label in rule.columns[key].labels}
    keys = set(filling.export.header.find_all(keys))
    labels = [label for label in source.header if label not in keys]
    answer = ask_partner(desk, source, cell.ask or "", labels)
    if answer:
        desk.keep(filling.export.system.name, (*filling.path, "chosen", column), [answer])
    elif cell.labels or cell.either:
        found.remarks.append(
            f"{source.name}: no record names the partner; its rows are left out. To pick the column, "
            f"import on a terminal{filling.written(desk, column)}"
        )
    return answer


def _lacks(filling: Filling, desk: Desk, column: str) -> ImportProblem:
    source, cell = filling.export.source, filling.rule.columns.get(column)
    what = filling.table.column(column).about
    if cell and cell.ask:
        expected = (
            f"to be told which column names the partner: import on a terminal to pick it"
            f"{filling.written(desk, column)}"
        )
        return ImportProblem(source.name, None, column, "", expected)
    labels = " or ".join(dict.fromkeys(labels_of(cell))) if cell else column
    expected = f"a column {labels} ({what}); export it again with that column{filling.written(desk, column)}"
    return ImportProblem(source.name, None, column, "", expected)


def _feed(filling: Filling, desk: Desk, columns: dict[str, Made], *, first: bool) -> Feed:
    export, table, rule = filling.export, filling.table, filling.rule
    system, source = export.system, export.source
    attributes = _attributes(export, table, columns) if first else {}
    styles = _styles(filling, desk, columns)
    translate = _translator(filling, columns, attributes, styles)
    return Feed(
        source,
        table,
        columns={name: next(iter(each.labels), "") for name, each in columns.items()},
        translate=translate,
        attributes=tuple(attributes),
        styles=styles,
        answered=dict(rule.styles),
        prefix=system.prefix,
        by_name=True,
        skips_strangers=True,
        unknown=tuple(name for name, label in attributes.items() if label not in rule.attributes),
        system=system.name,
        kind=export.kind,
        digest=digest_of(rule, columns, tuple(attributes), system.prefix),
        noted=lambda: tuple(_noted(filling, desk, translate, first=first)),
    )


def _translator(
    filling: Filling, columns: Mapping[str, Made], attributes: Mapping[str, str], styles: Mapping[str, Style]
) -> Translator:
    export, table, rule = filling.export, filling.table, filling.rule
    words = {name: cell for name in columns if (cell := filling.words(name))}
    key = key_with_prefix(table)
    ids = [column.name for column in table.columns if column.references or column.name == key]
    return Translator(
        counting(rule, export.header, export.source),
        columns,
        attributes,
        without=tuple(rule.skip_without),
        key=key,
        prefix=export.system.prefix,
        ids=tuple(name for name in ids if name in columns) if export.system.short_ids else (),
        same=export.system.same,
        cents=tuple(name for name, style in styles.items() if style.cents and name in columns),
        unmapped=tuple(
            found for name, cell in words.items() for found in unmapped(name, cell, export.header)
        ),
    )


def _noted(filling: Filling, desk: Desk, translate: Translator, *, first: bool) -> Iterator[str]:
    """What a person should know of the records that were translated."""
    rule, counts, tally = filling.rule, translate.counting, translate.tally
    for each in translate.unmapped:
        if each.remark:
            entry = f"{next(iter(each.found))}: VALUE"
            yield each.remark + filling.wording(desk, entry, f".values.{each.column}")
    if counts.presumed:
        labels = " or ".join((*rule.where, "another column"))
        entry = "where: {LABEL: [CELL]}"
        yield (
            f"no {labels} says which of its records are {filling.table.name}: all are, but what is plainly "
            f"something else{filling.wording(desk, entry)}"
        )
    if first and tally.seen and not tally.counted:
        entry = f"where: {{{(*counts.labels, 'LABEL')[0]}: [CELL]}}"
        yield (
            f"no record came in: none of them counts by its {' or '.join(counts.labels)}"
            f"{filling.wording(desk, entry)}"
        )
    elif first and tally.seen and not tally.kept:
        yield f"no record came in: none of them has a {' and '.join(rule.skip_without)}"


def _unit_of(style: Style) -> Style:
    """What a style says of units, which do not depend on the file."""
    return Style(epoch=style.epoch, cents=style.cents)


def _attributes(export: Export, table: Table, made_of: Mapping[str, Made]) -> dict[str, str]:
    """Labels that no feed names, by the name under which they are kept: never that of a column."""
    header = export.header
    named = {
        label
        for rule in export.rule.feeds.values()
        for cell in rule.columns.values()
        for label in header.find_all(labels_of(cell))
    }
    for rule in export.rule.feeds.values():
        named.update(header.find_all((*rule.where, *(rule.or_unless or ()), *rule.unless)))
    named.update(label for each in made_of.values() for label in each.labels)
    columns = {column.name for column in table.columns}
    return {
        f"{export.system.name} {label}" if label in columns else label: label
        for label in header.labels
        if label not in named
    }


def _styles(filling: Filling, desk: Desk, columns: Mapping[str, Made]) -> dict[str, Style]:
    """The units of columns: those that the mapping says, and those told from the cells."""
    rule, export = filling.rule, filling.export
    chunk = desk.samples.chunk(export.source)
    whole = whole_cents(export.rule, export.header, export.source)
    found = {name: said for name, style in rule.styles.items() if (said := _unit_of(style)) != Style()}
    for name, unit in units(rule, columns, chunk, whole_cents=whole).items():
        found[name] = found.get(name, Style()).model_copy(update=unit.model_dump(exclude_defaults=True))
    return found
