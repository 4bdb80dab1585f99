"""Plans a file of our own format, whose columns may be called otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from knowledge.importing.mapping.asking import NONE, Desk, ask_meaning, ask_required
from knowledge.importing.mapping.counting import counting
from knowledge.importing.mapping.digests import digest_of
from knowledge.importing.mapping.feed import Feed, Found, Translate
from knowledge.importing.mapping.labels import Header
from knowledge.importing.mapping.language import FeedRule
from knowledge.importing.mapping.library import OWN
from knowledge.importing.mapping.lookups import Lookups
from knowledge.importing.mapping.making import Made, column_of, made
from knowledge.importing.mapping.proposing import Proposal, Proposer
from knowledge.importing.mapping.recognising import Ours
from knowledge.importing.mapping.translating import Renamed, Translator, plain_names
from knowledge.importing.problems import ImportProblem
from knowledge.importing.source import Source
from tools.schema import Column
from tools.schema.labels import attribute_name, squeezed
from tools.spreadsheets import unguarded


@dataclass
class Columns:
    """What is known of the columns of one file; grows with the answers.

    Attributes:
        made: Column of the table to how its cells are made.
        open: Labels that are neither a column nor kept as they are.
        kept: Labels that a person wants kept as they are.
        remarks: Proposals that nobody confirmed.
    """

    made: dict[str, Made] = field(default_factory=dict)
    open: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def assign(self, column: str, label: str) -> None:
        """That label is that column."""
        self.made[column] = column_of(label)
        self.open.remove(label)


def plan_own(ours: Ours, desk: Desk) -> Found:
    """The feed of a file of ours; neither feed nor problem if it is not about the table after all."""
    source, table = ours.source, ours.table
    rule = desk.library.systems[OWN].sources[table.name].feeds[table.name]
    if twice := _twice(ours):
        return Found(problems=twice)
    columns = _known(ours, rule)
    if not ours.named and not columns.made and not any(_proposals(ours, desk, columns)):
        return Found()
    _ask_all(ours, desk, columns, rule)
    used = {label for each in columns.made.values() for label in each.labels}
    kept = {attribute_name(unguarded(label), table): label for label in source.header if label not in used}
    feed = Feed(
        source,
        table,
        columns={name: next(iter(each.labels), "") for name, each in columns.made.items()},
        translate=_translate(columns.made, kept, rule, source),
        attributes=tuple(kept),
        answered=dict(rule.styles),
        likely=_likely(ours, desk, columns),
        unknown=tuple(label for label in kept.values() if label not in columns.kept),
        kind=table.name,
        digest=digest_of(rule, columns.made, tuple(kept)),
    )
    return Found([feed], columns.remarks)


def _twice(ours: Ours) -> list[ImportProblem]:
    names = {squeezed(column.name): column.name for column in ours.table.columns}
    found: dict[str, list[str]] = {}
    for label in ours.source.header:
        if squeezed(label) in names:
            found.setdefault(names[squeezed(label)], []).append(label)
    return [
        ImportProblem(ours.source.name, None, name, labels[1], "each column once; it stands here twice")
        for name, labels in found.items()
        if len(labels) > 1
    ]


def _known(ours: Ours, rule: FeedRule) -> Columns:
    """Columns under their own names, then those that the user's mapping names."""
    source, table = ours.source, ours.table
    header = Header(source.header)
    columns = Columns(kept=list(rule.attributes))
    for column in table.columns:
        found = header.find(column.name)
        told = rule.columns.get(column.name)
        if found:
            columns.made[column.name] = column_of(found)
        elif told and (other := made(told, header, Lookups({}, {}))):
            columns.made[column.name] = other
    used = {label for each in columns.made.values() for label in each.labels}
    columns.open = [label for label in source.header if label not in used and label not in columns.kept]
    return columns


def _ask_all(ours: Ours, desk: Desk, columns: Columns, rule: FeedRule) -> None:
    """Ask for required columns that are missing, then about labels whose meaning is clear enough."""
    asked: set[str] = set()
    for column in ours.table.columns:
        if column.required and column.name not in columns.made and columns.open:
            asked.add(_ask_for(ours, desk, columns, rule, column))
    for proposals in list(_proposals(ours, desk, columns)):
        left = [each for each in proposals if each.column.name not in columns.made]
        if left and left[0].clear and left[0].label not in asked:
            _ask_about(ours, desk, columns, rule, left)


def _ask_for(ours: Ours, desk: Desk, columns: Columns, rule: FeedRule, column: Column) -> str:
    """Ask for a required column that is missing; the label that was shown."""
    found = [each for proposals in _proposals(ours, desk, columns) for each in proposals]
    ranked = sorted((each for each in found if each.column is column), key=lambda each: -each.score)
    labels = list(dict.fromkeys([*(each.label for each in ranked), *columns.open]))
    if ranked and ranked[0].clear:
        others = (each for each in found if each.label == labels[0] and each.column is not column)
        _ask_about(ours, desk, columns, rule, [ranked[0], *others])
    elif answer := ask_required(desk, ours.source, ours.table, column, labels):
        columns.assign(column.name, answer)
        _keep_column(ours, desk, rule, column.name, answer)
    return labels[0]


def _ask_about(
    ours: Ours, desk: Desk, columns: Columns, rule: FeedRule, proposals: Sequence[Proposal]
) -> None:
    """Ask what an unknown column is."""
    label, column = proposals[0].label, proposals[0].column
    answer = ask_meaning(desk, ours.source, label, proposals)
    if answer is None:
        columns.remarks.append(_unconfirmed(ours, desk, label, column))
    elif answer == NONE:
        columns.open.remove(label)
        columns.kept.append(label)
        desk.keep(OWN, (*_path(ours), "attributes"), list(columns.kept))
    else:
        columns.assign(answer, label)
        _keep_column(ours, desk, rule, answer, label)


def _proposals(ours: Ours, desk: Desk, columns: Columns) -> Iterator[list[Proposal]]:
    """Label by label, those with the likeliest meaning first."""
    free = [column for column in ours.table.columns if column.name not in columns.made]
    partners = desk.partners() if any(column.references == "partners" for column in free) else ()
    proposer = Proposer(ours.table, desk.readable, partners)
    found = (
        proposer.proposals(label, desk.samples.cells(ours.source, label), free) for label in columns.open
    )
    yield from sorted(filter(None, found), key=lambda proposals: -proposals[0].score)


def _likely(ours: Ours, desk: Desk, columns: Columns) -> dict[str, str]:
    """Required column that the file does not have to the label that is most likely it."""
    missing = [each.name for each in ours.table.columns if each.required and each.name not in columns.made]
    if not missing:
        return {}
    found = sorted(
        (each for proposals in _proposals(ours, desk, columns) for each in proposals),
        key=lambda each: each.score,
    )
    return {each.column.name: each.label for each in found if each.column.name in missing}


def _keep_column(ours: Ours, desk: Desk, rule: FeedRule, column: str, label: str) -> None:
    known = rule.columns[column].labels if column in rule.columns else ()
    desk.keep(OWN, (*_path(ours), "columns", column), [*(each for each in known if each != label), label])


def _path(ours: Ours) -> tuple[str, ...]:
    return "sources", ours.table.name, "feeds", ours.table.name


def _unconfirmed(ours: Ours, desk: Desk, label: str, column: Column) -> str:
    place = desk.place(OWN)
    written = f", or write `{column.name}: {label}` under {'.'.join(_path(ours))}.columns in {place}"
    return (
        f"{ours.source.name}: the column {label} may be {column.name}; it was kept as it is. "
        f"To confirm, import on a terminal{written if place else ''}"
    )


def _translate(
    columns: Mapping[str, Made], kept: Mapping[str, str], rule: FeedRule, source: Source
) -> Translate:
    names = plain_names(columns)
    if names is not None and not (rule.where or rule.unless or rule.skip_without):
        return Renamed({**names, **kept})
    counts = counting(rule, Header(source.header), source)
    return Translator(counts, columns, kept, without=tuple(rule.skip_without))
