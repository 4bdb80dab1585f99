"""A pitch to a partner that we do not have yet: what it may be told, and what is for us alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import pandas as pd

from tools.facts import Fact, Findings, Statement, TableSpec
from tools.program.kinds import REQUIRED
from tools.program.levels import REQUIREMENTS
from tools.proposition import kinds
from tools.proposition.earnings import first_win_days
from tools.proposition.groups import Group, group_of, widening
from tools.proposition.market_findings import market_statements
from tools.proposition.offering import Field
from tools.proposition.talking import TalkingPoints
from tools.proposition.told import Told

_COLUMNS: Final = ("level", "certifications", "won revenue", "won deals", "what it brings")


def pitch_findings(told: Told, asked: Mapping[str, str], field: Field, gaps: pd.DataFrame | None) -> Findings:
    """What like partners earn, how soon they win, what levels bring, offers; then what it would bring us.

    Args:
        told: The question.
        asked: Filters with the asker's words, such as type and region.
        field: Sector and technology of them.
        gaps: Cells in demand without a qualified partner (`coverage`); None if the asker may not know.
    """
    group = widening(told.portfolio, asked, told.policy.least_partners)
    points = pitch_points(told, group, field)
    return Findings(
        (
            *_counted(told, asked, group),
            *points.statements,
            *_gaps(told, gaps),
            Statement("proposition_pitch.next_pitch"),
            *market_statements(told, field),
            *told.unrecorded(),
        ),
        table=points.table,
    )


def pitch_points(told: Told, group: Group, field: Field) -> TalkingPoints:
    """What somebody like them may be told."""
    said = (
        *_earnings(told, group),
        *_first_win(told, group),
        *told.offering(field),
    )
    return TalkingPoints(None, said, _levels(told))


def _counted(told: Told, asked: Mapping[str, str], group: Group) -> Iterator[Statement]:
    """Whom the figures are of, where it is not whom was asked for; that there are too few."""
    if told.usual(group.ids, "total") is None:
        yield Statement("proposition.too_few", {"least": told.least()})
        return
    if not group.widened:
        return
    nobody = not len(group_of(told.portfolio, asked)) and told.open_books
    key = "proposition_pitch.nobody_there" if nobody else "proposition_pitch.few_there"
    yield Statement(*told.of_group(key, Group(asked, group.ids, widened=False)))
    yield Statement(*told.of_group("proposition_pitch.counted", group), follows=True)


def _earnings(told: Told, group: Group) -> Iterator[Statement]:
    """What half of a group earn in a year, and in the first one, where enough are known."""
    found = told.usual(group.ids, "total")
    if found is None:
        return
    key, named = told.of_group("proposition_pitch.pitch", group)
    slots = told.usual_slots(found, kinds.USUAL["total"], "pitch")
    yield Statement(key, {**named, **slots, "share": told.share_assumed()})
    if first := told.usual(group.ids, "first_year"):
        first_year = told.usual_slots(first, kinds.FIRST_YEAR, "pitch")
        yield Statement("proposition_pitch.pitch_first_year", {**first_year}, follows=True)


def _first_win(told: Told, group: Group) -> Iterator[Statement]:
    days = first_win_days(told.portfolio, group.ids, told.policy.least_partners)
    if days is not None:
        yield Statement("proposition_pitch.first_win", {"days": told.all(kinds.FIRST_WIN, days, "pitch")})


def _levels(told: Told) -> TableSpec | None:
    """What each level asks for and brings."""
    rows = tuple(_level(told, rank) for rank in range(len(told.levels.ranked)))
    return TableSpec("proposition_pitch.levels_title", _COLUMNS, rows) if rows else None


def _level(told: Told, rank: int) -> tuple[Fact | None, ...]:
    level = told.levels.ranked[rank]
    asked = (
        told.all(REQUIRED[one], level.asks[one], level.name) if one in level.asks else None
        for one in REQUIREMENTS
    )
    return (told.all(kinds.LEVEL, level.name, level.name), *asked, told.benefits_of(rank))


def _gaps(told: Told, gaps: pd.DataFrame | None) -> Iterator[Statement]:
    """Where demand meets nobody."""
    if gaps is None or gaps.empty:
        return
    (sector, technology), slots = gaps.index[0], dict[str, Fact]()
    slots["count"] = told.all(kinds.GAPS, len(gaps))
    slots["first"] = told.all(kinds.WHERE, f"{sector} and {technology}", "gap")
    yield Statement("proposition_pitch.gaps", {**slots})
