"""A pack for a business review: sections of statements, tables and charts, for one audience."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tools.charts import ChartSpec
from tools.facts import Audience, Fact, Quote, Statement, TableSpec
from tools.sharing import check_shareable


@dataclass(frozen=True)
class Section:
    """One page: a heading, what is said, and a table or chart beside it.

    Attributes:
        key: Key of the phrase that is its heading.
    """

    key: str
    statements: tuple[Statement, ...] = ()
    table: TableSpec | None = None
    chart: ChartSpec | None = None

    @property
    def empty(self) -> bool:
        """Whether there is nothing to show."""
        return not (self.statements or self.table or self.chart)

    def sources(self) -> Iterator[Fact | Quote]:
        """Every fact and quote in it."""
        for statement in self.statements:
            yield from statement.slots.values()
        if self.table:
            yield from (cell for row in self.table.rows for cell in row if cell)
        if self.chart:
            yield from self.chart.facts()


@dataclass(frozen=True)
class Pack:
    """Sections for one audience; what the partner may read can hold nothing else.

    Attributes:
        partner_id: Whom it is about; the partner may read of nobody else.
        audience: `SHAREABLE` for the partner, `INTERNAL` for us.
        title: What the pack is about.

    Raises:
        NotShareableError: It is for the partner and holds something internal, or about another partner.
    """

    partner_id: str
    audience: Audience
    title: Statement
    sections: tuple[Section, ...]

    def __post_init__(self) -> None:
        if self.audience is Audience.SHAREABLE:
            check_shareable(self.sources(), self.partner_id)

    def sources(self) -> Iterator[Fact | Quote]:
        """Every fact and quote in it."""
        yield from self.title.slots.values()
        for section in self.sections:
            yield from section.sources()
