"""What a tool returns: facts, quotes, and statements that say something with them.

Every number, date and name that a user sees is a `Fact` or a `Quote`. A `Statement` names a phrase
(`prompts/phrases/*.yaml`) and fills its slots with facts; code, never a model, renders the slots.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from tools.charts import ChartSpec


class Audience(StrEnum):
    """Who may read something: the partner too, or only people of the vendor."""

    SHAREABLE = "shareable"
    INTERNAL = "internal"


class Unit(StrEnum):
    """Unit of a fact's value. Money is `MONEY` here; the fact itself carries the ISO currency code."""

    MONEY = "money"
    POINTS = "points"  # 0-100, higher is better
    SHARE = "share"  # 0-1, shown as a percentage
    DAYS = "days"
    HOURS = "hours"  # of work, with one decimal
    COUNT = "count"
    DATE = "date"
    NAME = "name"  # of a partner, person, customer or certification: text that outsiders wrote
    TEXT = "text"  # prose of the playbook, ours or the user's: shown as it stands, no claim of ours
    LABEL = "label"  # a word of ours from a closed set: tier, phase, lane, measure
    ID = "id"  # of a deal, note, draft


Value: TypeAlias = float | int | str | date


@dataclass(frozen=True)
class Kind:
    """A kind of fact: what it is called, its unit, and who may read it.

    Attributes:
        name: Dotted and stable, for example `deals.won_revenue_365d`; part of the `ask --json` contract.
        unit: Unit of the value.
        label: The words a person reads, lower case: "won revenue, 12 months".
        audience: Internal unless declared shareable.
        behind: What such a value is computed from: names of aggregates, whose rows it opens down to, and
            columns of the partners table. Empty where each fact names its rows itself.
    """

    name: str
    unit: Unit
    label: str
    audience: Audience = Audience.INTERNAL
    behind: tuple[str, ...] = ()


@dataclass(frozen=True)
class Fact:
    """One value computed from the data, as it was known at the end of `as_of`.

    Attributes:
        kind: What is measured.
        partner_id: The partner it is about; None for a fact about the whole book or portfolio.
        value: In the kind's unit; a float for money (never rounded here).
        as_of: The day at whose end this was true.
        subject: Tells apart facts of one kind: a deal id, a measure, a contact id. Empty if there is one.
        currency: ISO code, for money only.
        rows: Keys of the rows behind it, `table:key`, so that a manager can argue with the number.
    """

    kind: Kind
    partner_id: str | None
    value: Value
    as_of: date
    subject: str = ""
    currency: str = ""
    rows: tuple[str, ...] = ()

    @cached_property
    def id(self) -> str:
        """Stable across processes and retries: a digest of what the fact is about, not of its value."""
        return "f" + _digest(self.kind.name, self.partner_id or "", self.subject, self.as_of.isoformat())

    @property
    def unit(self) -> str:
        """The unit as the contract shows it: the ISO currency for money, else the unit's name."""
        return self.currency if self.kind.unit is Unit.MONEY else self.kind.unit.value


@dataclass(frozen=True)
class Quote:
    """Words somebody wrote, shown as a quotation with its source and never paraphrased by a planner.

    Attributes:
        note_id: The note it stands in.
        start, end: Character span in the note's text, end exclusive.
        text: The words, equal to `note.text[start:end]`.
        own_words: True when the partner's own contact wrote them and they are shareable.
    """

    note_id: str
    partner_id: str
    start: int
    end: int
    text: str
    author: str
    written_on: date
    audience: Audience = Audience.INTERNAL
    own_words: bool = False

    @property
    def id(self) -> str:
        """Stable id of the span."""
        return "q" + _digest(self.note_id, str(self.start), str(self.end))


@dataclass(frozen=True)
class Statement:
    """One thing that a tool found: a phrase's key and the facts or quotes that fill its slots.

    Attributes:
        key: Key of a phrase, for example `attention.silent`.
        slots: Slot name to fact or quote.
        follows: Goes on in the paragraph of the statement before it.
    """

    key: str
    slots: Mapping[str, Fact | Quote] = field(default_factory=dict)
    follows: bool = False

    def facts(self) -> list[Fact]:
        """The facts among the slots, in slot order."""
        return [item for item in self.slots.values() if isinstance(item, Fact)]

    def quotes(self) -> list[Quote]:
        """The quotes among the slots, in slot order."""
        return [item for item in self.slots.values() if isinstance(item, Quote)]


@dataclass(frozen=True)
class TableSpec:
    """A table whose cells are facts; code renders it for a terminal, Slack or CSV.

    Attributes:
        key: Key of the phrase that is its title.
        columns: Words over the columns, in order.
        rows: One tuple of facts per row, as long as `columns`; None is an empty cell.
    """

    key: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Fact | None, ...], ...]


@dataclass(frozen=True)
class Suggestion:
    """A next step that the person can take with one click or by typing it.

    Attributes:
        key: Key of a phrase that reads as a question to Rapport, for example `suggest.why`.
        slots: Facts for that phrase.
    """

    key: str
    slots: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True)
class Findings:
    """What one toolbox call found.

    Attributes:
        statements: In the order in which they should be said: the answer, then why, then what to do.
        table: Detail beside the prose, if any.
        suggestions: Next steps.
        draft_ids: Drafts that the call proposed.
        draft_facts: What those drafts rest on.
        clarify: Partner ids to choose from when a name was ambiguous.
        unknown: Nearest partner ids when a name was not found (empty tuple: none is near).
        refuse: Key of the reason, when the request is refused by rule.
        pending: Id of a change that waits for the person's Confirm.
        undo: Id of a change that was made and can be taken back.
        job: Id of a job that writes drafts from now on.
        charts: Pictures beside the prose, at most two.
    """

    statements: tuple[Statement, ...] = ()
    table: TableSpec | None = None
    suggestions: tuple[Suggestion, ...] = ()
    draft_ids: tuple[str, ...] = ()
    draft_facts: tuple[Fact, ...] = ()
    clarify: tuple[str, ...] = ()
    unknown: tuple[str, ...] | None = None
    refuse: str | None = None
    pending: str | None = None
    undo: str | None = None
    job: str | None = None
    charts: tuple[ChartSpec, ...] = ()

    def facts(self) -> tuple[Fact, ...]:
        """Every fact in statements, table, charts, suggestions and drafts, once, in order of first use."""
        used = [fact for statement in self.statements for fact in statement.facts()]
        used += [cell for row in (self.table.rows if self.table else ()) for cell in row if cell]
        used += [fact for chart in self.charts for fact in chart.facts()]
        used += [fact for suggestion in self.suggestions for fact in suggestion.slots.values()]
        used += self.draft_facts
        return tuple({fact.id: fact for fact in used}.values())

    def quotes(self) -> tuple[Quote, ...]:
        """Every quote in the statements, once, in order of first use."""
        used = [quote for statement in self.statements for quote in statement.quotes()]
        return tuple({quote.id: quote for quote in used}.values())


def _digest(*parts: str) -> str:
    """Ten base32 letters: 50 bits, so that a clash among a million facts is about one in two thousand."""
    raw = hashlib.blake2b("\x1f".join(parts).encode(), digest_size=7).digest()
    return base64.b32encode(raw).decode().lower()[:10]
