"""Who could fill a gap, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import pandas as pd

from tools import schema
from tools.about import About, Row, Slots, is_missing, row_of
from tools.facts import Fact, Statement
from tools.opening import row_keys
from tools.segments import field_key
from tools.segments.nearest import Lacks, Nearest
from tools.territory import kinds
from tools.territory.deals import NONE
from tools.territory.fillers import nearest_in, recruit_type
from tools.territory.plan import Cell, Plan, Whose

_YEAR: Final = pd.Timedelta(days=365)
_NAMED: Final = 2  # partners in sentences about one gap
_BRIEF: Final = 1  # the same, of several gaps


def helpers(plan: Plan, cell: Cell, *, brief: bool = False) -> tuple[Statement, ...]:
    """Who could fill the gap of a target; whom to develop or recruit if nobody can.

    Where only some partners count, nobody is said to be missing: others may be qualified.

    Args:
        plan: What was found.
        cell: The target.
        brief: Only the first one, as one gap of several.
    """
    found = plan.field.fillers(cell.keys)
    if not found.empty:
        return tuple(_able(plan, cell, found, _BRIEF if brief else _NAMED))
    if plan.whose is not Whose.ALL:
        return (_nobody_here(plan),)
    return (_recruit(plan, cell, brief=True),) if brief else (*_nearest(plan, cell), _recruit(plan, cell))


def filler(plan: Plan, cell: Cell) -> Fact | None:
    """The partner to ask first, else whom to recruit; nothing where only some partners count."""
    found = plan.field.fillers(cell.keys)
    if not found.empty:
        return About(plan.portfolio, str(found.index[0])).partner()
    if plan.whose is not Whose.ALL:
        return None
    code = recruit_type(plan.field, cell.keys) or "anybody"
    return plan.fact(kinds.RECRUIT, f"recruit.{code}", cell.subject)


def _nobody_here(plan: Plan) -> Statement:
    slots: Slots = {}
    if plan.whose is Whose.ONE:
        slots["partner"] = About(plan.portfolio, next(iter(plan.field.ids))).partner()
    return Statement(f"territory.nobody_{plan.whose}", slots, follows=True)


def named_partners(plan: Plan, cells: tuple[Cell, ...]) -> frozenset[str]:
    """Partners that `helpers` names for these targets: their rows are opened."""
    ids: set[str] = set()
    for cell in cells:
        found = plan.field.fillers(cell.keys)
        ids.update(map(str, found.index[:_NAMED]))
        if found.empty and (near := nearest_in(plan.field, cell.keys)):
            ids.add(near.partner_id)
    return frozenset(ids)


def _able(plan: Plan, cell: Cell, found: pd.DataFrame, named: int) -> Iterator[Statement]:
    for place, partner_id in enumerate(map(str, found.index[:named])):
        about, row = About(plan.portfolio, partner_id), row_of(found, partner_id)
        slots: Slots = {"partner": about.partner()}
        if row["revenue"] > 0:
            slots["revenue"] = _with_deals(plan, about.fact(kinds.THERE, row["revenue"], cell.subject), cell)
        proven = "proven" if row["revenue"] > 0 else "unproven"
        yield Statement(f"territory.{'first' if place == 0 else 'second'}_{proven}", slots, follows=True)
        if named > _BRIEF:
            yield from _more(about, row)
    if len(found) > named:
        others = plan.fact(kinds.OTHERS, len(found) - named, f"{cell.subject} {named}")
        yield Statement("territory.others", {"others": others}, follows=True)


def _more(about: About, row: Row) -> Iterator[Statement]:
    """What is left of the partner's potential; that it is still being activated."""
    if not is_missing(row["headroom"]) and row["headroom"] > 0:
        headroom = about.fact(kinds.HEADROOM, row["headroom"])
        yield Statement("territory.headroom", {"headroom": headroom}, follows=True)
    if not is_missing(row["phase"]) and not row["ready"]:
        phase = about.fact(kinds.PHASE, f"phase.{row['phase']}")
        yield Statement("territory.not_ready", {"phase": phase}, follows=True)


def _nearest(plan: Plan, cell: Cell) -> tuple[Statement, ...]:
    near = nearest_in(plan.field, cell.keys)
    if near is None:
        return (Statement("territory.nobody", follows=True),)
    return (Statement(f"territory.near_{near.lacks}", _near(plan, cell, near), follows=True),)


def _near(plan: Plan, cell: Cell, near: Nearest) -> Slots:
    about = About(plan.portfolio, near.partner_id)
    slots: Slots = {"partner": about.partner()}
    if near.lacks is Lacks.CERTIFICATION:
        won = about.fact(kinds.WON_BEFORE, near.count, cell.subject)
        slots["deals"] = _with_deals(plan, won, cell, since=None)
    if near.lacks is Lacks.WIN:
        slots["certifications"] = _with_certifications(
            plan, about.fact(kinds.HELD, near.count, cell.subject), cell
        )
    return slots


def _recruit(plan: Plan, cell: Cell, *, brief: bool = False) -> Statement:
    """What kind of partner is missing there."""
    found = recruit_type(plan.field, cell.keys)
    key = f"territory.recruit{'_brief' if brief else ''}"
    slots: Slots = {}
    if not brief:
        slots["cell"] = plan.cell(cell.keys)
    if found is None:
        return Statement(key, slots, follows=True)
    slots["type"] = plan.fact(kinds.TYPE, f"partner_type.{found}", cell.subject)
    return Statement(f"{key}_type", slots, follows=True)


def _with_deals(plan: Plan, fact: Fact, cell: Cell, since: pd.Timedelta | None = _YEAR) -> Fact:
    """The fact with the won deals of its partner in the cell."""
    day, rows = pd.Timestamp(fact.as_of), plan.rows["deals"]
    kept = rows["stage"].eq("won") & (rows["closed_on"] <= day)
    if since is not None:
        kept &= rows["closed_on"] > day - since
    if since is not None and (region := cell.keys[0]) != NONE:
        kept &= rows["region"].fillna("").map(field_key).isin(["", region])
    return _opening(fact, rows[kept], cell, schema.DEALS)


def _with_certifications(plan: Plan, fact: Fact, cell: Cell) -> Fact:
    """The fact with the valid certifications of its partner in the technology."""
    rows = plan.rows["certifications"]
    valid = rows["expires_on"].isna() | (rows["expires_on"] >= pd.Timestamp(fact.as_of))
    return _opening(fact, rows[valid], cell, schema.CERTIFICATIONS)


def _opening(fact: Fact, rows: pd.DataFrame, cell: Cell, table: schema.Table) -> Fact:
    mine = rows[rows["partner_id"].eq(fact.partner_id or "")]
    for field, key in zip(("sector", "technology"), cell.keys[1:], strict=True):
        if key != NONE and field in mine:
            mine = mine[mine[field].fillna("").map(field_key).eq(key).astype(bool)]
    return replace(fact, rows=row_keys(mine, table))
