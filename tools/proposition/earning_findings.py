"""What partners of a level earn with us, and what a first year brings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

import pandas as pd

from tools.about import Slots
from tools.facts import Fact, Findings, Statement, TableSpec
from tools.listing import listing
from tools.program.kinds import REQUIRED
from tools.program.levels import REQUIREMENTS
from tools.proposition import kinds
from tools.proposition.money import SOURCES
from tools.proposition.partner_findings import level_points
from tools.proposition.told import Told

_COLUMNS: Final = ("level", "partners", "median", "from", "to", "commissions", "resale margin", "projects")


def earning_findings(told: Told, among: pd.Index, level: str | None, partner_id: str | None) -> Findings:
    """Per level the median and middle half of what partners earn in 12 months, and what it asks and brings.

    Args:
        told: The question.
        among: Active or paused partners of the whole portfolio to count, such as those of one type.
        level: Only this level, in the asker's words.
        partner_id: Whose own figures to set beside it.
    """
    if not told.levels.ranked:
        return Findings((Statement("proposition_earnings.no_levels"), *_over_all(told, among)))
    rank = told.levels.find(level) if level else None
    if level and rank is None:
        return Findings(tuple(_unknown(told, level)))
    said = [*_earns(told, among, range(len(told.levels.ranked)))] if rank is None else []
    said += _asked(told, among, rank) if rank is not None else _over_all(told, among)
    meant = among if rank is None else on_level(told, among, rank)
    said += level_points(told, partner_id) if partner_id is not None else _first_year(told, meant)
    rows = [_line(told, among, at) for at in range(len(told.levels.ranked))]
    table = TableSpec("proposition_earnings.levels_title", _COLUMNS, tuple(rows))
    return Findings((*said, *told.unrecorded(), *told.assumed()), table=table)


def on_level(told: Told, among: pd.Index, rank: int) -> pd.Index:
    """Those of the partners that are on a level today."""
    names = told.portfolio.partners["program_level"].loc[among]
    known = {name: told.levels.find(name) for name in names.dropna().unique()}
    return among[(names.map(known) == rank).to_numpy()]


def _asked(told: Told, among: pd.Index, rank: int) -> Iterator[Statement]:
    """What a level earns, or the nearest one that may be told; what the level brings and asks for."""
    yield from _earns(told, among, [rank])
    if told.usual(on_level(told, among, rank), "total") is None:
        others = sorted(range(len(told.levels.ranked)), key=lambda other: abs(other - rank))
        near = (one for one in others if told.usual(on_level(told, among, one), "total"))
        yield from _earns(told, among, [*islice(near, 1)])
    level = told.levels.ranked[rank]
    if benefits := told.benefits_of(rank):
        slots: Slots = {"level": _name(told, rank), "benefits": benefits}
        yield Statement("proposition_earnings.level_brings", slots)
    asked = [one for one in REQUIREMENTS if one in level.asks]
    asks: Slots = {str(one): told.all(REQUIRED[one], level.asks[one], level.name) for one in asked}
    if asks:
        yield Statement("_".join(["proposition_earnings.asks", *asks]), asks, follows=True)


def _earns(told: Told, among: pd.Index, ranks: Sequence[int]) -> Iterator[Statement]:
    """What levels earn, those in one sentence of which it may not be told."""
    untold = []
    for rank in ranks:
        if found := told.usual(on_level(told, among, rank), "total"):
            name = told.levels.ranked[rank].name
            usual = told.usual_slots(found, kinds.USUAL["total"], name)
            yield Statement("proposition_earnings.level_earns", {"level": _name(told, rank), **usual})
        else:
            untold.append(_name(told, rank))
    count = told.all(kinds.UNTOLD, len(untold))
    yield from listing("proposition_earnings.untold", untold, count, {"least": told.least()})


def _name(told: Told, rank: int) -> Fact:
    name = told.levels.ranked[rank].name
    return told.all(kinds.LEVEL, name, name)


def _over_all(told: Told, among: pd.Index) -> Iterator[Statement]:
    """What all of them earn."""
    if found := told.usual(among, "total"):
        yield Statement("proposition_earnings.all_earn", told.usual_slots(found, kinds.USUAL["total"], "all"))
    else:
        yield Statement("proposition.too_few", {"least": told.least()})


def _first_year(told: Told, among: pd.Index) -> Iterator[Statement]:
    """What the first year brings; over all partners where these are too few."""
    everybody = told.portfolio.partners.index[told.portfolio.is_peer]
    for key, ids in (("first_year", among), ("first_year_of_all", everybody)):
        if found := told.usual(ids, "first_year"):
            slots = told.usual_slots(found, kinds.FIRST_YEAR, key)
            yield Statement(f"proposition_earnings.{key}", {**slots})
            return


def _unknown(told: Told, level: str) -> Iterator[Statement]:
    near = ", ".join(told.levels.nearest(level))
    yield Statement(
        "proposition_earnings.unknown_level",
        {"asked": told.all(kinds.ASKED, level), "levels": told.all(kinds.LEVELS, near)},
    )


def _line(told: Told, among: pd.Index, rank: int) -> tuple[Fact | None, ...]:
    name, ids = told.levels.ranked[rank].name, on_level(told, among, rank)
    level = told.all(kinds.LEVEL, name, name)
    enough = told.open_books or len(ids) >= told.policy.least_partners
    counted = told.all(kinds.PARTNERS, len(ids), name) if enough else None
    if (found := told.usual(ids, "total")) is None:
        return (level, counted, *(None,) * 6)
    slots = told.usual_slots(found, kinds.USUAL["total"], name)
    parts = ((one, told.usual(ids, one)) for one in SOURCES)
    sources = (
        told.all(kinds.USUAL[one], part.median, f"{one} {name}") if part else None for one, part in parts
    )
    return (level, counted, slots["median"], slots["low"], slots["high"], *sources)
