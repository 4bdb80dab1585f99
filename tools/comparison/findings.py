"""What is said when partners are compared: whom to take and by what margin, then each one's why and but."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from tools.about import Among, Slots
from tools.comparison.sides import COLUMNS, Side, against, line
from tools.comparison.verdict import Margin
from tools.facts import Fact, Findings, Kind, Statement, Suggestion, TableSpec, Unit
from tools.matching import Need, fields
from tools.matching.findings import evidence_statements

LEFT_OUT = Kind("compare.left_out", Unit.COUNT, "partners left out")


_NAMING: Final = (Margin.CLEAR, Margin.NARROW, Margin.CLOSE)


def comparison_findings(
    sides: Sequence[Side], margin: Margin, need: Need, *, ended: Sequence[Fact] = (), more: int = 0
) -> Findings:
    """Partners side by side, the best first.

    Args:
        sides: In the order of the verdict.
        margin: How far the first is ahead.
        need: What they are compared for.
        ended: Names of partners that were asked about but have ended.
        more: Partners that were asked about beyond those.
    """
    gone = tuple(Statement("comparison.ended", {"partner": partner}) for partner in ended)
    if not sides:
        return Findings((Statement("comparison.nobody"), *gone))
    named = fields(sides[0].about.portfolio, need)
    named.pop("language", None)
    basis = Statement(f"comparison.basis_{'_'.join(named) or 'all'}", named, follows=True)
    among = Among.of(sides[0].about.portfolio, [side.about.partner_id for side in sides], need.subject, more)
    if margin is Margin.NONE:
        return Findings((_recommended(sides, margin), basis, *gone), suggestions=_elsewhere(named))
    first = sides[0] if margin in _NAMING else None  # that it is going dark is said at once
    said = [_recommended(sides, margin), basis, *gone]
    said += [Statement("comparison.more", {"more": among.fact(LEFT_OUT, more)})] if more else []
    for side in sides:
        said += [*_why(side, need), *against(side, need, dark=side is not first)]
    table = TableSpec("comparison.title", COLUMNS, tuple(line(side) for side in sides))
    return Findings(tuple(said), table, (Suggestion("suggest.brief", {"partner": sides[0].about.partner()}),))


def _why(side: Side, need: Need) -> tuple[Statement, ...]:
    return evidence_statements(side.evidence, need, side.fit)


def _recommended(sides: Sequence[Side], margin: Margin) -> Statement:
    first: Slots = {"partner": sides[0].about.partner(), "fit": sides[0].fitting()}
    if margin is Margin.NONE:
        return Statement("comparison.none" if len(sides) > 1 else "comparison.none_alone")
    if margin is Margin.ALONE:
        return Statement("comparison.alone", first)
    second: Slots = {"second": sides[1].about.partner(), "second_fit": sides[1].fitting()}
    return Statement(f"comparison.{margin}{'_dark' if sides[0].dark else ''}", first | second)


def _elsewhere(named: Mapping[str, Fact]) -> tuple[Suggestion, ...]:
    """Where none of them has evidence: who does, by each field."""
    asked = (fact for name, fact in named.items() if name != "language")
    return tuple(Suggestion("find.ask", {"field": fact}) for fact in asked)
