"""What the program's parts went together with."""

import numpy as np
import pandas as pd
import pytest

from tests.unit.tools.investment.spent_portfolios import lifted, panel, partners, portfolio
from tools.about import Among
from tools.economics.policy import EconomicsPolicy
from tools.effort import EffortPolicy
from tools.investment import (
    SPENDING,
    InvestmentPolicy,
    Panel,
    Responses,
    Terms,
    levels,
    names,
    parts,
    parts_findings,
    respond,
)
from tools.investment.parts import LevelPart, Part
from tools.investment.telling import between
from tools.investment.windows import WON_NAMES, Effort, Money

POLICY = InvestmentPolicy()
HOURS = Terms.of(EconomicsPolicy(), EffortPolicy()).hours


def columns(made: Panel, **amounts: np.ndarray) -> pd.DataFrame:
    frame = pd.DataFrame(0.0, index=made.ids, columns=[item.name for item in SPENDING])
    frame[[*WON_NAMES]] = made.won
    for kind, spent in amounts.items():
        frame[[*names(Money(kind) if kind in [*Money] else Effort(kind))]] = spent
    return frame


def brought(made: Panel, **amounts: np.ndarray) -> list[Part]:
    return parts(Responses(columns(made, **amounts), made, HOURS, POLICY))


def test_a_part_that_brings_something_is_told_first_and_one_that_nobody_had_is_not_told() -> None:
    made, spent = lifted(8_000.0)
    idle = 500.0 * (np.random.default_rng(9).random(spent.shape) < 0.3)
    found = brought(made, mdf=spent, incentive=idle)
    assert [one.name for one in found] == ["mdf", "incentive"]
    assert found[0].clear
    assert found[0].each == pytest.approx(8_000 * np.log(2), rel=0.15)
    assert found[0].spent == spent[:, :4].sum()
    assert not found[1].clear


def test_a_part_that_few_had_is_counted_but_not_judged() -> None:
    made, spent = lifted(0.0)
    spent[3:] = 0
    found = brought(made, training=spent)[0]
    assert (found.partners, found.each, found.spent) == (3, None, None)
    assert found.without == len(made.ids) - 3


def on_levels(gap: float, many: int = 60) -> tuple[Panel, pd.Series]:
    """Half of them on gold: as much before, `gap` more in each of the last two quarters."""
    chance = np.random.default_rng(4)
    won = np.exp(chance.normal(9, 0.4, (many, 1))) * np.exp(chance.normal(0, 0.2, (many, 12)))
    gold = np.arange(many) % 2 == 0
    won[gold, :2] += gap
    made = panel(won)
    return made, pd.Series(np.where(gold, "gold", "silver"), index=made.ids)


def test_a_level_is_set_against_like_partners_a_level_below() -> None:
    made, level = on_levels(4_000.0)
    found = levels(columns(made), made, level, ["silver", "gold"], POLICY)
    assert [(one.level, one.lower, one.partners, one.below) for one in found] == [("gold", "silver", 30, 30)]
    assert found[0].low is not None
    assert found[0].high is not None
    assert 0 < found[0].low < 8_000 < found[0].high
    assert found[0].kept == found[0].kept_below == 1.0
    assert found[0].at_worst == pytest.approx(found[0].high * 30 * 2)


def test_a_level_with_few_partners_is_not_judged() -> None:
    made, level = on_levels(4_000.0, many=8)
    found = levels(columns(made), made, level, ["silver", "gold"], POLICY)[0]
    assert (found.each, found.at_worst) == (None, None)


def test_a_single_level_is_set_against_nothing() -> None:
    made, level = on_levels(0.0)
    assert levels(columns(made), made, level, ["gold"], POLICY) == []


def said(levels_found: list[LevelPart], found: tuple[Part, ...] = ()) -> list[str]:
    told = parts_findings(portfolio(partners()), found, levels_found, POLICY).statements
    return [one.key.removeprefix("program_parts.") for one in told]


def against(gap: float, order: tuple[str, ...] = ("silver", "gold")) -> list[LevelPart]:
    made, level = on_levels(gap)
    return levels(columns(made), made, level, [*order], POLICY)


def test_that_a_level_would_be_missed_least_is_said_and_next_that_this_is_no_proof() -> None:
    assert said(against(4_000.0)) == ["least", "no_proof", "level_more", "kept"]
    assert said(against(0.0)) == ["least_unclear", "no_proof", "level_either", "kept"]


def test_where_one_of_several_levels_can_be_compared_nothing_is_said_to_hurt_least() -> None:
    assert said(against(4_000.0, ("silver", "gold", "platinum")))[0] == "only"


def test_a_range_is_told_without_signs() -> None:
    found = against(0.0)[0]
    assert found.low is not None
    assert found.low < 0
    told = parts_findings(portfolio(partners()), (), [found], POLICY).statements[2]
    low, high = (fact.value for fact in told.facts() if fact.kind.name.startswith("investment.range"))
    assert (low, high) == (-found.low, found.high)


def test_both_ends_below_zero_are_both_told_as_less_the_nearer_first() -> None:
    among = Among.of(portfolio(partners("a")), ["a"])
    told = between(among, "program_parts.level", -30.0, -10.0, "gold", {})
    assert told.key == "program_parts.level_less"
    assert [fact.value for fact in told.facts()] == [10.0, 30.0]


def test_of_levels_whose_partners_never_won_anything_nothing_is_told() -> None:
    made = panel(np.zeros((60, 12)))
    level = pd.Series(["gold", "silver"] * 30, index=made.ids)
    found = levels(columns(made), made, level, ["silver", "gold"], POLICY)
    assert found[0].each is None
    assert said(found) == ["nothing"]


def test_with_nothing_on_record_nothing_is_claimed() -> None:
    assert said([]) == ["nothing"]


def test_beside_money_all_hours_are_held_fixed_and_beside_an_offer_those_that_are_none() -> None:
    made, spent = lifted(3_000.0, many=80)
    often = (np.random.default_rng(2).random(spent.shape) < 0.4) * 4.0
    found = Responses(columns(made, mdf=spent, training=often), made, HOURS, POLICY)
    assert found.of("mdf").overall.equals(respond(made, spent, 3 * often, POLICY).overall)
    assert found.of("training").overall.equals(respond(made, often, 0 * often, POLICY).overall)


def test_the_program_tells_of_a_kind_of_money_what_a_question_about_it_is_told() -> None:
    made, spent = lifted(3_000.0)
    found = Responses(columns(made, mdf=spent), made, HOURS, POLICY)
    one, asked = parts(found)[0], found.of("mdf")
    assert (one.low, one.clear) == (asked.overall["low"] * asked.usual, asked.clear)
