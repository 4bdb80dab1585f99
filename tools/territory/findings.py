"""Answers about territories: whether targets will be met, which are missed, who could fill the gaps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tools.about import Slots
from tools.facts import Fact, Findings, Statement, Suggestion
from tools.territory import kinds
from tools.territory.deals import NONE
from tools.territory.forecast import Forecast
from tools.territory.headline import contribution, headline, parts, span
from tools.territory.helpers import helpers
from tools.territory.notes import assumed, notes
from tools.territory.plan import Cell, Plan, Whose
from tools.territory.tables import cell_table, group_name, group_table

TOLD: Final = 3
"""Targets in sentences; the table has the others."""
_SEARCHED: Final = 20  # gaps, the largest first, among which one that nobody can fill is looked for


def territory_findings(plan: Plan, *, by: str | None = None, limit: int = 10) -> Findings:
    """What is expected against the target, which targets are missed, and who could fill the gaps.

    Where only some partners count, what they bring towards it: targets are everybody's.

    Args:
        plan: What was found.
        by: `region`, `sector` or `technology`, to group by it.
        limit: Rows of the table.
    """
    if not plan.on_file:
        return Findings((Statement("territory.no_deals"), _only_target(plan)))
    everybody = plan.whose is Whose.ALL
    said = [*(headline(plan) if everybody else contribution(plan)), *assumed(plan)]
    said += [parts(plan)] if plan.past else []
    if by and everybody:
        said += _groups(plan, by)
    elif not by:
        said += _cells(plan) if everybody else _shares(plan)
    said += [*([] if plan.past else [parts(plan)]), *span(plan), *notes(plan)]
    table = group_table(plan, by, limit) if by else cell_table(plan, limit)
    asked = () if plan.past or not everybody else (Suggestion("territory.ask_load"),)
    return Findings(tuple(said), table, asked)


def told_cells(plan: Plan) -> tuple[Cell, ...]:
    """The targets that are put in sentences: the largest gaps; of some partners', what they bring most to."""
    if plan.whose is Whose.ALL:
        return _with_one_to_recruit(plan)
    brought = tuple(cell for cell in plan.cells if cell.forecast.expected)
    return plan.cells if len(plan.cells) == 1 else brought[:TOLD]


def _with_one_to_recruit(plan: Plan) -> tuple[Cell, ...]:
    """The largest gaps, the last of them one that nobody can fill, if the others can be filled."""
    told = plan.telling[:TOLD]
    if plan.past or any(plan.field.fillers(cell.keys).empty for cell in told):
        return told
    rest = (cell for cell in plan.telling[TOLD:_SEARCHED] if plan.field.fillers(cell.keys).empty)
    return (*told[: TOLD - 1], next(rest, told[-1])) if len(told) == TOLD else told


def _only_target(plan: Plan) -> Statement:
    target = plan.fact(kinds.TARGET, plan.whole.target)
    period = plan.fact(kinds.PERIOD, plan.period.name)
    return Statement("territory.target_only", {"target": target, "period": period}, follows=True)


def _cells(plan: Plan) -> Iterator[Statement]:
    """How many targets are missed, which most, and who could fill them."""
    told = told_cells(plan)
    several = len(plan.cells) > 1
    if several:
        yield _number(plan, "", len(plan.missed), len(plan.cells))
    for cell in told:
        if several:
            name = None if cell.everywhere else plan.cell(cell.keys)
            yield _gap(plan, cell.forecast, name, cell.subject)
        if not plan.past:
            yield from helpers(plan, cell, brief=len(told) > 1)


def _shares(plan: Plan) -> Iterator[Statement]:
    """What some partners bring most towards, and who of them could bring more."""
    told = told_cells(plan)
    if plan.past:
        return
    for cell in told:
        if len(plan.cells) > 1:
            expected = plan.fact(kinds.EXPECTED, cell.forecast.expected, cell.subject)
            target = plan.fact(kinds.TARGET, cell.forecast.target, cell.subject)
            slots: Slots = {"cell": plan.cell(cell.keys), "expected": expected, "target": target}
            yield Statement("territory.cell_share", slots)
        yield from helpers(plan, cell, brief=len(told) > 1)


def _groups(plan: Plan, by: str) -> Iterator[Statement]:
    """How many regions, sectors or technologies fall short, and which most."""
    groups = [(key, one) for key, one in plan.groups(by) if key != NONE]
    missed = [(key, one) for key, one in groups if one.misses]
    if len(groups) > 1:
        yield _number(plan, f"_{by}", len(missed), len(groups))
    for key, one in missed[:TOLD]:
        yield _gap(plan, one, group_name(plan, by, key), f"{by} {key}")


def _number(plan: Plan, of: str, missed: int, cells: int) -> Statement:
    """How many of the targets, or of the groups, are missed."""
    if not missed:
        return Statement(f"territory.none_missed{'_past' if plan.past else ''}")
    slots: Slots = {
        "missed": plan.fact(kinds.MISSED, missed, of),
        "cells": plan.fact(kinds.CELLS, cells, of),
    }
    return Statement(f"territory.number_{'past' if plan.past else 'missed'}{of}", slots)


def _gap(plan: Plan, forecast: Forecast, name: Fact | None, subject: str) -> Statement:
    """What one target, or group of them, misses."""
    slots: Slots = {"target": plan.fact(kinds.TARGET, forecast.target, subject)}
    if name is not None:
        slots["cell"] = name
    place = "" if name is not None else "_all"
    if forecast.gap <= 0:
        slots["chance"] = plan.fact(kinds.CHANCE, forecast.chance, subject)
        return Statement(f"territory.unsure{place}", slots)
    if not forecast.expected:
        return Statement(f"territory.nothing{'_past' if plan.past else ''}{place}", slots)
    slots["gap"] = plan.fact(kinds.GAP, forecast.gap, subject)
    return Statement(f"territory.gap{place}", slots)
