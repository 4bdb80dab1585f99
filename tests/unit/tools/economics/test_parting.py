import pandas as pd

from tests.unit.tools.economics.worlds import POLICY, cost, won, world
from tests.unit.tools.event_tables import ago
from tools.economics import accounts, lifetimes, parting

OLD = {"signed_on": ago(900)}


def judged(
    partners: list[dict[str, object]], could: dict[str, float] | None = None, **rows: list[dict[str, object]]
) -> pd.DataFrame:
    portfolio, movements = world(partners, **rows)
    index = portfolio.partners.index
    spared = pd.Series([one if one in ("key", "owed") else "" for one in index], index)
    potential = pd.Series(could or {}, dtype=float)
    lives = lifetimes(portfolio, movements, POLICY, potential=potential)
    return parting(portfolio, accounts(portfolio, POLICY), lives, POLICY, spared)


def test_who_costs_clearly_more_than_it_brings_is_found_and_why_nobody_else_is() -> None:
    partners = [
        *({"partner_id": one, **OLD} for one in ("costly", "key", "owed", "rising", "small", "pays", "hope")),
        {"partner_id": "new", "signed_on": ago(100)},
        {"partner_id": "ended", "ended_on": ago(5), "status": "ended", **OLD},
        {"partner_id": "prospect", "status": "prospect"},
        {"partner_id": "undated"},
        {"partner_id": "unpriced", **OLD},
    ]
    names = [str(one["partner_id"]) for one in partners]
    costs = [cost(one, 50, 5_000, "mdf") for one in names if one not in ("small", "pays")]
    costs.append(cost("small", 50, 999, "mdf"))
    deals = [won("rising", 10, 6_000), *(won("pays", days, 9_000) for days in range(5, 800, 40))]
    deals += [won("hope", days, 9_000) for days in range(400, 800, 10)]
    deals.append({**won("unpriced", 9, 1), "amount": None})
    found = judged(partners, {one: 100.0 for one in names if one != "hope"}, costs=costs, deals=deals)
    reasons = found["reason"].to_dict()
    assert reasons == {
        "costly": "",
        "key": "key",
        "owed": "owed",
        "rising": "rising",  # 6,000 won in half a year is 12,000 in one, and half of it is margin
        "small": "small",
        "pays": "pays",
        "hope": "turns",
        "new": "new",
        "ended": "no_partner",
        "prospect": "no_partner",
        "undated": "undated",
        "unpriced": "unpriced",
    }


def test_a_rise_that_does_not_pay_is_no_excuse() -> None:
    rows = {"costs": [cost("a", 50, 5_000, "mdf")], "deals": [won("a", 10, 500)]}
    assert judged([{"partner_id": "a", **OLD}], {"a": 600.0}, **rows)["reason"]["a"] == ""


def test_the_greatest_expected_loss_comes_first() -> None:
    partners = [{"partner_id": one, **OLD} for one in ("less", "more")]
    costs = [cost("less", 50, 5_000, "mdf"), cost("more", 50, 9_000, "mdf")]
    found = judged(partners, {"less": 0.0, "more": 0.0}, costs=costs)
    assert [*found.index] == ["more", "less"]
    assert found["gap"]["more"] < found["gap"]["less"] <= 0
