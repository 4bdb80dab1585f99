"""What is said of where the next money goes."""

import numpy as np
import pandas as pd

from tests.unit.tools.investment.spent_portfolios import lifted, partners, portfolio
from tools.economics.policy import EconomicsPolicy
from tools.effort import STANDARD
from tools.facts import Findings
from tools.investment import (
    Asked,
    InvestmentPolicy,
    Terms,
    Told,
    candidates,
    investment_findings,
    plan,
    respond,
)

POLICY = InvestmentPolicy()
TERMS = Terms.of(EconomicsPolicy(), STANDARD)


def told(slope: float, amount: float = 2_000.0, headroom: float = 1e6, *, won: bool = True) -> Findings:
    made, spent = lifted(slope, many=80)
    if not won:
        made.won[:] = 0.0
    response = respond(made, spent, np.zeros_like(spent), POLICY)
    able = candidates(made, np.zeros_like(spent), pd.Series(headroom, made.ids))
    found = plan(Asked("mdf", amount, ("inv_mdf_0",)), response, able, TERMS.margin, POLICY)
    nobody = pd.Series("", index=made.ids)
    return investment_findings([found], Told(portfolio(partners(*made.ids)), POLICY, TERMS, nobody, 5, True))


def keys(found: Findings) -> list[str]:
    return [one.key.removeprefix("investment.") for one in found.statements]


def test_a_return_beyond_what_few_cases_can_carry_is_told_with_a_caution() -> None:
    """Each usual spend of 1,000 goes with slope * log 2 * 0.7 of margin: 2.4 and 14.6 times what it costs."""
    assert "doubted" not in keys(told(5_000.0))
    assert keys(told(30_000.0)) == ["money_2", "expected", "doubted", "shared"]


def test_partners_of_one_estimate_are_said_to_share_it() -> None:
    assert "shared" in keys(told(5_000.0))
    assert "shared" not in keys(told(5_000.0, 1_000.0))


def test_what_a_partner_is_losing_is_shown_where_money_is_placed_too() -> None:
    table = told(5_000.0).table
    assert table is not None
    assert "momentum" in table.columns


def test_what_cannot_be_told_says_the_usual_amount_and_a_range_without_signs() -> None:
    found = told(0.0)
    assert keys(found) == ["unclear", "usual_money", "range_either", "test", "ranked_3"]
    said = found.statements[2].facts()
    ends = [fact.value for fact in said if fact.kind.name.startswith("investment.range")]
    assert len(ends) == 2
    assert all(isinstance(end, float) and end > 0 for end in ends)


def test_where_nothing_was_won_and_no_potential_is_known_nobody_comes_first() -> None:
    found = told(0.0, headroom=np.nan, won=False)
    assert keys(found) == ["never", "unranked"]
    assert found.table is None
