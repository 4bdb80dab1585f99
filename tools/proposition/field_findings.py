"""How strong our proposition is in a segment, for us alone, and what its partners may be told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import numpy as np
import pandas as pd

from tools.about import Slots
from tools.facts import Fact, Findings, Statement, TableSpec
from tools.listing import NAMED, listing
from tools.proposition import kinds
from tools.proposition.expertise import behind_expertise
from tools.proposition.groups import Group, group_of
from tools.proposition.market_findings import market_statements
from tools.proposition.offering import Field
from tools.proposition.parts import MEASURES, Part
from tools.proposition.talking import TalkingPoints
from tools.proposition.told import Told
from tools.segments import are_among

_COLUMNS: Final = ("partner", "all", *(str(part) for part in Part), "backed by data")


def field_findings(told: Told, where: Mapping[str, str], field: Field, limit: int) -> Findings:
    """Medians of the three parts, the market there, the weakest measure and what to do; partners below.

    Args:
        told: The question.
        where: What was asked for, in the asker's words.
        field: Sector and technology of it.
        limit: Partners in the table, the weakest first.
    """
    rows = told.frame[are_among(told.frame.index, told.ids) & told.portfolio.is_peer]
    points = TalkingPoints(None, (*_earned(told, where), *told.offering(field)))
    scored = rows[rows["score"].notna()].sort_values("score", kind="stable")
    if scored.empty:
        return Findings((Statement("proposition_field.nobody_scored"), *market_statements(told, field)))
    return Findings(
        (
            *_strength(told, scored, where),
            *_weak(told, scored),
            *points.statements[:1],
            *market_statements(told, field),
            *_ahead(told, scored),
            *points.statements[1:],
            *told.unrecorded(),
        ),
        table=_table(told, scored.head(limit)),
    )


def _strength(told: Told, rows: pd.DataFrame, where: Mapping[str, str]) -> Iterator[Statement]:
    """The median of each part over the partners in question."""
    slots: Slots = {"partners": told.all(kinds.PARTNERS, len(rows))}
    if words := ", ".join(where.values()):
        slots["where"] = told.all(kinds.WHERE, words, words)
    yield Statement("proposition_field.field_where" if words else "proposition_field.field", slots)
    for part in Part:
        if not np.isnan(median := rows[part].median()):
            fact = told.all(kinds.MEDIAN_POINTS[part], median)
            yield Statement(f"proposition_field.field_{part}", {"points": fact}, follows=True)


def _earned(told: Told, where: Mapping[str, str]) -> Iterator[Statement]:
    """What half of the partners there earn, where that may be told."""
    group = Group(where, group_of(told.portfolio, where), widened=False)
    if found := told.usual(group.ids, "total"):
        key, slots = told.of_group("proposition_field.earn", group)
        yield Statement(key, {**slots, **told.usual_slots(found, kinds.USUAL["total"], "field")})


def _weak(told: Told, rows: pd.DataFrame) -> Iterator[Statement]:
    """The measure whose median is lowest, and what to do about it."""
    names = [one for part in MEASURES.values() for one in part if one != "earned"]  # a rank: half are low
    medians = rows[names].median().dropna()
    if medians.empty:
        return
    name = str(medians.idxmin())
    low = medians[name] < told.policy.weak_below
    slots: Slots = {
        "measure": told.all(kinds.WEAKEST_MEASURE, f"proposition_measure.{name}"),
        "points": told.all(kinds.MEDIAN_MEASURE, medians[name]),
    }
    yield Statement("proposition_field.weakest" if low else "proposition_field.nothing_weak", slots)
    if low:
        yield Statement(f"proposition_steps.all_{name}", follows=True)


def _ahead(told: Told, rows: pd.DataFrame) -> Iterator[Statement]:
    """Partners whose expertise ranks above what we give them."""
    named = behind_expertise(told.found).reindex(rows.index)
    ids = rows.index[named.to_numpy()]
    facts = [told.about(str(one)).partner() for one in ids[: NAMED + 1]]
    yield from listing("proposition_field.ahead", facts, told.all(kinds.PARTNERS, len(ids), "ahead"))


def _table(told: Told, rows: pd.DataFrame) -> TableSpec:
    lines = tuple(_line(told, str(one), row) for one, row in rows.iterrows())
    return TableSpec("proposition_field.partners_title", _COLUMNS, lines)


def _line(told: Told, partner_id: str, row: pd.Series) -> tuple[Fact | None, ...]:
    about = told.about(partner_id)
    backed = np.mean([row[f"{part}_backed"] for part in Part])
    return (
        about.partner(),
        told.points(partner_id, kinds.SCORE, row["score"]),
        *(told.points(partner_id, kinds.POINTS[part], row[part]) for part in Part),
        about.fact(kinds.BACKED, backed, "all"),
    )
