"""The shape of `rapport ask --json`: a contract with those who build on it. Absent keys are left out."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Call(_Part):
    """A toolbox call that was made; partner arguments are resolved ids."""

    tool: str
    args: dict[str, Any] = Field(default_factory=dict)


class ShownFact(_Part):
    """A fact behind the answer. `unit` is the ISO currency for money.

    Attributes:
        label: What people call the kind.
        rows: Keys of rows that the value was computed from, newest first, such as `deal:D17`.
        more_rows: How many further rows there are.
        behind: What the rows are found by (`tools.facts.Kind.behind`), kept with the answer so that it can be
            opened later; not printed.
    """

    id: str
    partner_id: str | None = None
    kind: str
    label: str | None = None
    value: float | int | str | date
    unit: str
    as_of: date
    rows: list[str] | None = None
    more_rows: int | None = None
    behind: list[str] | None = None


class ShownTable(_Part):
    """A table as people read it: every cell rendered.

    Attributes:
        fact_ids: Id of the fact behind every cell, None for an empty one. Kept with the answer, so that an
            export can write values instead of words; not printed.
    """

    title: str
    columns: list[str]
    rows: list[list[str]]
    fact_ids: list[list[str | None]] = Field(default_factory=list)


class ShownSeries(_Part):
    """One row of points of a chart.

    Attributes:
        values: One per category, None where nothing is known; upwards, for a scatter.
        words: The same as people read them; empty where nothing is known.
        across: For a scatter alone: where each point lies from left to right.
        names: For a scatter alone: what each point is called.
    """

    label: str
    values: list[float | None]
    words: list[str]
    across: list[float] = Field(default_factory=list)
    names: list[str] = Field(default_factory=list)


class ShownChart(_Part):
    """A chart as people see it.

    Attributes:
        form: `columns`, `stacked`, `line`, `scatter` or `heat` (`tools.charts.ChartForm`).
        categories: Under the axis, in order; empty for a scatter.
        axes: What the axes say, across and up; empty: nothing.
        edges: Where the lines of a scatter stand, across and up.
    """

    title: str
    form: str
    categories: list[str]
    series: list[ShownSeries]
    axes: tuple[str, str] = ("", "")
    edges: list[float] = Field(default_factory=list)


class ShownDraft(_Part):
    """A proposed message; `to` is an address or a channel. It leaves only after approval of these bytes."""

    id: str
    partner_id: str
    to: str
    channel: str
    subject: str
    body: str
    language: str
    fact_ids: list[str] = Field(default_factory=list)
    note_ids: list[str] = Field(default_factory=list)


class Answer(_Part):
    """One answer.

    Attributes:
        text: The prose, rendered and verified.
        facts: Every fact used in text, table or drafts.
        suggestions: Next steps, each a question that Rapport understands.
        clarify: Partner ids to choose from, when a name was ambiguous.
        unknown: Nearest partner ids, when a name was not found; an empty list says that none is near.
        refuse: Why the request is refused: `out_of_scope`, `forbidden`, `not_allowed`, `opted_out`, …
        pending: Id of a change that waits for Confirm.
        undo: Id of a change that can be taken back.
        job: Id of a job that writes drafts from now on.
    """

    calls: list[Call] = Field(default_factory=list)
    text: str
    facts: list[ShownFact] | None = None
    table: ShownTable | None = None
    charts: list[ShownChart] | None = None
    drafts: list[ShownDraft] | None = None
    suggestions: list[str] | None = None
    clarify: list[str] | None = None
    unknown: list[str] | None = None
    refuse: str | None = None
    pending: str | None = None
    undo: str | None = None
    job: str | None = None

    def to_json(self) -> str:
        """The contract's JSON, absent keys left out."""
        return self.model_dump_json(
            exclude_none=True, exclude={"table": {"fact_ids"}, "facts": {"__all__": {"behind"}}}
        )
