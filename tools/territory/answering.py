"""From a question about territories to what was found, or to what is missing on file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from tools.about import Among, Slots
from tools.facts import Fact, Findings, Statement
from tools.segments import field_key
from tools.territory import kinds
from tools.territory.cells import cells
from tools.territory.deals import FIELDS, NONE, Deals
from tools.territory.fillers import Field
from tools.territory.forecast import Capacity
from tools.territory.history import History
from tools.territory.periods import Period
from tools.territory.plan import Plan, Whose, spellings
from tools.territory.policy import TerritoryPolicy
from tools.territory.targets import chosen, period_targets

_VALID = 5  # names that a person is given to choose from


@dataclass(frozen=True, eq=False)
class Question:
    """What was asked.

    Attributes:
        among: Makes facts about this question.
        asked: Words for region, sector or technology, by field; empty for all.
        times: Targets are multiplied with it.
        field: Who could fill gaps; its ids are the partners that count.
        whose: Which partners these are.
    """

    among: Among
    period: Period
    asked: Mapping[str, str]
    times: float
    field: Field
    whose: Whose
    policy: TerritoryPolicy


def answer(question: Question, rows: pd.DataFrame, deals: Deals, history: History) -> Plan | Findings:
    """What was found; findings that say what is missing where no target answers the question.

    Args:
        question: What was asked.
        rows: The territories table.
        deals: Of all partners, as known on the day.
        history: Of the same.
    """
    written = {name: rows[name] for name in FIELDS}
    names = spellings(written, {name: pd.Series(getattr(deals, name).known, dtype="str") for name in FIELDS})
    asked = {field: _meant(words, names[field]) for field, words in question.asked.items()}
    for field, words in question.asked.items():
        names[field].setdefault(asked[field], words)
    targets = period_targets(rows, question.period)
    targets["target"] *= question.times
    partners = question.field.partners
    counted = np.array([one in question.field.ids for one in partners.index], dtype=bool)
    day = question.among.portfolio.as_of
    found = cells(deals, history, partners, counted, question.period, day, question.policy)
    plan = Plan(
        among=question.among,
        period=question.period,
        asked=asked,
        chosen=chosen(targets, asked),
        capacity=Capacity(found),
        policy=question.policy,
        names=names,
        field=question.field,
        rows={},
        on_file=len(deals.amount),
        closed=history.closed,
        times=question.times,
        whose=question.whose,
    )
    return _missing(plan, rows, targets) if plan.chosen.cells.empty else plan


def _meant(words: str, names: Mapping[str, str]) -> str:
    """The key that is meant: the words' own, else the only known one that they are a part of."""
    key = field_key(words)
    holding = [known for known in names if key in known]
    return holding[0] if key not in names and len(holding) == 1 else key


def _missing(plan: Plan, rows: pd.DataFrame, targets: pd.DataFrame) -> Findings:
    """That no target answers the question, which there are, and what is expected all the same."""
    if rows.empty:
        said = Statement("territory.no_targets")
    elif targets.empty:
        slots = {"period": plan.fact(kinds.PERIOD, plan.period.name)}
        said = _with_valid("no_targets_for", slots, plan, sorted(rows["period"].unique(), reverse=True))
    else:
        words = ", ".join(plan.names[name].get(key, key) for name, key in plan.asked.items())
        slots = {"asked": plan.fact(kinds.WORDS, words, words)}
        said = _with_valid("no_targets_in", slots, plan, _near(plan, targets))
    return Findings((said, *_expected(plan)))


def _with_valid(key: str, slots: dict[str, Fact], plan: Plan, names: list[str]) -> Statement:
    """With the first names to choose from, and how many more there are."""
    told: Slots = {**slots, "valid": plan.fact(kinds.VALID, ", ".join(names[:_VALID]))}
    if (more := len(names) - _VALID) > 0:
        return Statement(f"territory.{key}_more", {**told, "more": plan.fact(kinds.MORE, more)})
    return Statement(f"territory.{key}", told)


def _near(plan: Plan, targets: pd.DataFrame) -> list[str]:
    """What could stand in place of the first field that no target has together with those before it.

    Whole targets where none of them names that field.
    """
    rest = targets
    for field, key in plan.asked.items():
        keys = rest.index.get_level_values(field)
        if not (keys == key).any():
            names = [plan.names[field][one] for one in sorted({*keys} - {NONE})]
            return names or [plan.cell_name(keys) for keys in rest.index]
        rest = rest[keys == key]
    return [plan.cell_name(keys) for keys in rest.index]


def _expected(plan: Plan) -> tuple[Statement, ...]:
    """What the partners in question bring without a target; nothing where there is nothing."""
    if not plan.on_file:
        return (Statement("territory.no_deals"),)
    sums = plan.capacity.under([tuple(plan.asked.get(name, NONE) for name in FIELDS)])
    expected = sums["won"] + sums["pipeline"] + sums["run_rate"]
    if not expected:
        return ()
    slots: Slots = {
        "period": plan.fact(kinds.PERIOD, plan.period.name),
        "won": plan.fact(kinds.WON, sums["won"]),
    }
    if plan.past:
        return (Statement("territory.without_past", slots),)
    return (Statement("territory.without", {**slots, "expected": plan.fact(kinds.EXPECTED, expected)}),)
