"""Whether a target will be reached: the answer, what it is made of, and how sure it is."""

from __future__ import annotations

from tools.about import About, Slots
from tools.facts import Statement
from tools.territory import kinds
from tools.territory.forecast import Forecast
from tools.territory.plan import Plan, Whose

SAFE, LOST = 0.995, 0.005
"""Chances beyond which a percentage would read as certainty."""


def headline(plan: Plan) -> tuple[Statement, ...]:
    """What is expected against the target, and the chance to reach it."""
    whole = plan.whole
    slots = {**_base(plan), **_place(plan)}
    outcome = _outcome(whole)
    if outcome == "missed":
        slots["gap"] = plan.fact(kinds.GAP, whole.gap)
    elif outcome == "beaten":
        slots["surplus"] = plan.fact(kinds.SURPLUS, -whole.gap)
    elif outcome == "unsure":
        slots["chance"] = plan.fact(kinds.CHANCE, whole.chance)
    place = "in" if "cell" in slots else "all"
    said = Statement(f"territory.{'past' if plan.past else 'will'}_{outcome}_{place}", slots)
    return (said,) if plan.past or outcome == "unsure" else (said, _chance(plan))


def contribution(plan: Plan) -> tuple[Statement, ...]:
    """What some partners bring against a target that is everybody's: a share of it, no verdict."""
    whole, slots = plan.whole, _base(plan)
    slots["share"] = plan.fact(kinds.SHARE, whole.expected / whole.target if whole.target else 0.0)
    if plan.whose is Whose.ONE:
        slots["partner"] = About(plan.portfolio, next(iter(plan.field.ids))).partner()
    elif plan.whose is Whose.SOME:
        slots["counted"] = plan.fact(kinds.COUNTED, len(plan.field.ids))
    said = Statement(f"territory.{'past_' if plan.past else ''}share_{plan.whose}", slots)
    place = _place(plan)
    return (said, Statement("territory.target_for", place, follows=True)) if place else (said,)


def parts(plan: Plan) -> Statement:
    """What the expected amount is made of."""
    whole = plan.whole
    deals = plan.fact(kinds.WON_DEALS, whole.won_deals)
    if plan.past:
        return Statement("territory.past_parts", {"deals": deals}, follows=True)
    slots: Slots = {"run_rate": plan.fact(kinds.RUN_RATE, whole.run_rate)}
    if whole.open_deals > 0:
        slots |= {
            "pipeline": plan.fact(kinds.PIPELINE, whole.pipeline),
            "open_deals": plan.fact(kinds.OPEN_DEALS, whole.open_deals),
            "open": plan.fact(kinds.OPEN, whole.open_amount),
        }
    key = "parts_ahead"
    if plan.period.start <= plan.portfolio.as_of:
        key = "parts" if whole.won else "parts_not_yet"
    if key == "parts":
        slots |= {"won": plan.fact(kinds.WON, whole.won), "deals": deals}
    key += "" if whole.open_deals > 0 else "_none_open"
    return Statement(f"territory.{key}", slots)


def span(plan: Plan) -> tuple[Statement, ...]:
    """The range of what is expected; nothing where nothing more can come."""
    whole = plan.whole
    if plan.past or whole.high <= whole.won:
        return ()
    slots: Slots = {
        "low": plan.fact(kinds.LOW, whole.low),
        "high": plan.fact(kinds.HIGH, whole.high),
        "share": plan.number(kinds.RANGE, plan.policy.range_share),
    }
    return (Statement("territory.range", slots, follows=True),)


def _base(plan: Plan) -> Slots:
    return {
        "period": plan.fact(kinds.PERIOD, plan.period.name),
        "target": plan.fact(kinds.TARGET, plan.whole.target),
        "expected": plan.fact(kinds.WON if plan.past else kinds.EXPECTED, plan.whole.expected),
    }


def _place(plan: Plan) -> Slots:
    """What was asked for by name, or what the only target is for."""
    if plan.asked and not plan.chosen.wider:
        return {"cell": plan.asked_for()}
    only = plan.chosen.whole.index[0] if len(plan.chosen.whole) == 1 else ()
    return {"cell": plan.cell(only)} if any(only) else {}


def _outcome(whole: Forecast) -> str:
    if whole.misses:
        return "missed" if whole.gap > 0 else "unsure"
    return "beaten" if whole.gap < 0 else "met"


def _chance(plan: Plan) -> Statement:
    chance = plan.whole.chance
    if chance >= SAFE:
        return Statement("territory.chance_sure", follows=True)
    if chance < LOST:
        return Statement("territory.chance_lost", follows=True)
    return Statement("territory.chance", {"chance": plan.fact(kinds.CHANCE, chance)}, follows=True)
