"""The language of mappings: what a YAML file may say of a foreign system's exports.

title: HubSpot
also:                                  # other spellings of a label
  Record ID: [hs_object_id, Datensatz-ID]
sources:
  deals:
    labels: [Record ID, Deal Name]     # a file with all of these is an export of deals
    names: [deal]                      # words in its name that speak for it
    feeds:
      deals:                           # the table that it feeds
        columns:
          deal_id: Record ID
          stage: {from: Deal Stage, values: {closed won: won}, otherwise: open}
        values: {stage: {contract signed: won}}      # what you say of words beside those
        skip_without: [partner_id]
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Annotated, Final, Self, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from knowledge.importing.columns.style import Style
from knowledge.importing.mapping.ids import short_id
from knowledge.nearest import did_you_mean

_TRUE: Final = ("true", "yes", "1")
_FALSE: Final = ("false", "no", "0")


class Unit(StrEnum):
    """What the numbers of a column are, beside plain amounts and dates."""

    CENTS = "cents"
    CENTS_UNLESS_MARKED = "cents_unless_marked"  # units once a cell has a currency sign or decimals
    EPOCH = "epoch"  # seconds or milliseconds since 1970, by their size


class Span(StrEnum):
    """What a date is widened to."""

    MONTH = "month"
    QUARTER = "quarter"


def _several(given: object) -> object:
    return given if isinstance(given, list | tuple) else [given]


def _text(given: object) -> object:
    # YAML reads `1` as a number; a label or a cell is text
    return str(given) if isinstance(given, int | float) and not isinstance(given, bool) else given


def _spoken(given: object) -> object:
    """Words of cells: `true` stands for every way to say so."""
    spoken: list[object] = []
    for item in given if isinstance(given, list | tuple) else [given]:
        flags = _TRUE if item else _FALSE
        spoken.extend(flags if isinstance(item, bool) else [_folded(item)])
    return spoken


def _folded(given: object) -> object:
    text = _text(given)
    return text.strip().casefold() if isinstance(text, str) else text


def _folded_keys(given: object) -> object:
    if not isinstance(given, Mapping):
        return given
    return {
        word: value
        for key, value in given.items()
        for word in ((_TRUE if key else _FALSE) if isinstance(key, bool) else (_folded(key),))
    }


Text: TypeAlias = Annotated[str, BeforeValidator(_text)]
Labels: TypeAlias = Annotated[tuple[Text, ...], BeforeValidator(_several)]
Words: TypeAlias = Annotated[tuple[str, ...], BeforeValidator(_spoken)]
Filter: TypeAlias = dict[str, Words]
"""Label to the cells, without regard to case, that count; `*partner*` is any cell with that in it."""


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    @model_validator(mode="before")
    @classmethod
    def _known_keys(cls, given: object) -> object:
        valid = [field.alias or name for name, field in cls.model_fields.items()]
        unknown = [key for key in given if key not in valid] if isinstance(given, Mapping) else []
        if unknown:
            expected = f"one of {', '.join(valid)}{did_you_mean(str(unknown[0]), valid)}"
            raise PydanticCustomError(
                "unknown_key", "{expected}", {"expected": expected, "key": str(unknown[0])}
            )
        return given


class Lookup(_Strict):
    """A cell of another file of the same folder.

    Attributes:
        source: Which of the system's sources.
        key: Its column that holds the text to look for.
        value: Its column with the answer.
        where: Records that count.
        or_same: Whether a text that is not found stays as it is; otherwise it becomes empty.
    """

    source: str
    key: Text
    value: Text
    where: Filter = Field(default_factory=dict)
    or_same: bool = False


class Cell(_Strict):
    """Where the cells of one column come from, and what becomes of them.

    Attributes:
        labels: (`from`) The first of these columns that is not empty.
        constant: The same text in every row.
        join: These columns with a space between them.
        key_of: A key made of what these columns hold: the same texts make the same key.
        either: The first of these that is not empty.
        ask: A person picks the column; asked when nothing else here gives a cell.
        lookup: Then looked up in another source, one after the other.
        only: Rows that get a cell.
        values: Cell to what is kept; case, numbers in front, signs and brackets do not count.
        otherwise: What is kept of a cell that is not in `values`; None keeps the cell itself.
        span: Date to the month or quarter that it lies in.
        unit: What the numbers are.
    """

    labels: Labels = Field((), alias="from")
    constant: Text | None = None
    join: Labels = ()
    key_of: Labels = ()
    either: tuple[CellOrLabel, ...] = ()
    ask: str | None = None
    lookup: Annotated[tuple[Lookup, ...], BeforeValidator(_several)] = ()
    only: Filter = Field(default_factory=dict)
    values: Annotated[dict[str, Text], BeforeValidator(_folded_keys)] = Field(default_factory=dict)
    otherwise: Text | None = None
    span: Span | None = None
    unit: Unit | None = None

    @model_validator(mode="after")
    def _one_origin(self) -> Self:
        several = (self.labels, self.join, self.key_of, self.either)
        given = [self.constant is not None, *map(bool, several)]
        if sum(given) > 1 or not (any(given) or self.ask):
            raise PydanticCustomError("origin", "one of from, constant, join, key_of, either, or ask alone")
        return self


def _cell(given: object) -> object:
    return {"from": given} if isinstance(given, str | int | float | list | tuple) else given


CellOrLabel: TypeAlias = Annotated[Cell, BeforeValidator(_cell)]
Cell.model_rebuild()


class FeedRule(_Strict):
    """How one source feeds one table.

    Attributes:
        columns: Column of the table to where its cells come from.
        chosen: Column that was asked for to the labels that a person picked.
        values: Column to what a person says of its words, beside those that the mapping knows.
        attributes: Labels that a person wants kept as they are.
        styles: How columns of the table are written.
        where: The first of these columns in which any cell counts decides which records do.
        or_unless: If no cell does, all records count but these, and a remark says so; without it none count.
        unless: Records that do not count.
        skip_without: Columns of the table without which a record is left out.
    """

    columns: dict[str, CellOrLabel] = Field(default_factory=dict)
    chosen: dict[str, Labels] = Field(default_factory=dict)
    values: dict[str, Annotated[dict[str, Text], BeforeValidator(_folded_keys)]] = Field(default_factory=dict)
    attributes: Labels = ()
    styles: dict[str, Style] = Field(default_factory=dict)
    where: Filter = Field(default_factory=dict)
    or_unless: Filter | None = None
    unless: Filter = Field(default_factory=dict)
    skip_without: Labels = ()


class SourceRule(_Strict):
    """One kind of file that a system exports.

    Attributes:
        labels: All of them stand in its header.
        also: Label to other spellings of it, in files of this kind alone.
        names: Words in the name of the file that speak for it.
        only_named: Whether one of the words must be there, because the labels say little.
        feeds: By table; the first one keeps the columns that no feed names.
    """

    labels: Labels = ()
    also: dict[str, Labels] = Field(default_factory=dict)
    names: Labels = ()
    only_named: bool = False
    feeds: dict[str, FeedRule] = Field(default_factory=dict)


class System(_Strict):
    """A system that exports files.

    Attributes:
        title: What people call it.
        prefix: Stands before its keys; by default its name and a colon.
        also: Label to other spellings of it.
        short_ids: Whether an id of 18 characters is the same as its first 15, as in Salesforce.
        sources: What it exports, by kind.
    """

    name: str
    title: str = ""
    prefix: str = ""
    also: dict[str, Labels] = Field(default_factory=dict)
    short_ids: bool = False
    sources: dict[str, SourceRule]

    @property
    def same(self) -> Callable[[str], str]:
        """Brings two spellings of one of its ids together."""
        return short_id if self.short_ids else str.strip

    def spellings(self, kind: str) -> dict[str, tuple[str, ...]]:
        """Label to other spellings of it in files of that kind."""
        return {**self.also, **self.sources[kind].also}
