"""Partner economics on the sample: sums that SQL confirms, rows that open, other people's books."""

from datetime import date

import pytest
from sqlalchemy import text

from assistant.rapport import Rapport
from assistant.toolbox.economics import partner_economics
from assistant.toolbox.money_arguments import PartnerEconomics
from assistant.toolbox.turn import Turn
from tools.facts import Fact, Findings

DAY = date(2026, 10, 31)
LEAD, PRIYA = "tom.ashworth@vendor.example", "priya.nair@vendor.example"
ONE = "ACC-1001"
WON = "SELECT sum(amount_base) FROM deals WHERE partner_id = :id AND stage = 'won'"
MEASURES = (
    "margin",
    "acquisition_cost",
    "lifetime_value",
    "cost_to_serve",
    "roi",
    "payback",
    "concentration",
    "parting",
)


def told(rapport: Rapport, who: str = LEAD, day: date = DAY, **arguments: object) -> Findings:
    access = rapport.roster.access(rapport.person(who))
    turn = Turn("q", "", day, day, "t", access, rapport.roster.names(access))
    asked = PartnerEconomics.model_validate(arguments)
    return partner_economics(asked, turn, rapport.asking.office)


def figures(found: Findings) -> dict[str, Fact]:
    return {fact.kind.name: fact for fact in found.facts() if fact.partner_id}


def summed(rapport: Rapport, query: str, **values: object) -> float:
    with rapport.asking.office.engine.connect() as connection:
        return float(connection.execute(text(query), values).scalar_one() or 0)


def test_won_revenue_and_commissions_are_what_the_tables_hold(rapport: Rapport) -> None:
    found = figures(told(rapport, partner=ONE))
    window = {"id": ONE, "after": date(2025, 10, 31), "until": DAY}
    earned = (
        "SELECT sum(amount_base) FROM commissions"
        " WHERE partner_id = :id AND period_ends_on > :after AND period_ends_on <= :until"
    )
    won = f"{WON} AND closed_on > :after AND closed_on <= :until"
    assert found["economics.revenue_365d"].value == pytest.approx(summed(rapport, won, **window))
    assert found["economics.commissions_365d"].value == pytest.approx(summed(rapport, earned, **window))


def test_a_period_counts_its_own_days_and_opens_down_to_its_rows(rapport: Rapport) -> None:
    found = figures(told(rapport, partner=ONE, period="2026-Q2"))
    won = f"{WON} AND closed_on BETWEEN :first AND :last"
    revenue = found["economics.revenue_period"]
    days = {"first": date(2026, 4, 1), "last": date(2026, 6, 30)}
    assert revenue.value == pytest.approx(summed(rapport, won, id=ONE, **days))
    assert revenue.rows
    assert all(key.startswith("deal:") for key in revenue.rows)


def test_a_period_that_has_not_begun_is_said_as_such(rapport: Rapport) -> None:
    assert told(rapport, period="2027").statements[0].key == "economics.period_ahead"


def test_a_period_that_does_not_apply_is_said_not_to(rapport: Rapport) -> None:
    for measure in ("payback", "acquisition_cost", "lifetime_value"):
        said = told(rapport, measure=measure, partner=ONE, period="2026-Q2").statements
        assert "economics.no_period_ever" in [one.key for one in said]


def test_nobody_is_expected_to_bring_more_than_its_potential(rapport: Rapport) -> None:
    standing = rapport.asking.office.standings.at(DAY)
    yearly = standing.lifetimes.frame["revenue"] / standing.policy.economics.horizon_years
    could = standing.potential.frame["potential"].reindex(yearly.index)
    assert (yearly <= could + 0.01)[could.notna() & yearly.notna()].all()


@pytest.mark.parametrize("measure", MEASURES)
def test_every_measure_answers_for_one_for_many_and_by_group(rapport: Rapport, measure: str) -> None:
    for more in ({"partner": ONE}, {"scope": "portfolio"}, {"scope": "portfolio", "by": "tier"}):
        assert told(rapport, measure=measure, **more).statements


def test_a_past_day_is_judged_by_what_was_known_then(rapport: Rapport) -> None:
    then = figures(told(rapport, partner=ONE, measure="lifetime_value", day=date(2026, 3, 31)))
    won = (
        "SELECT sum(amount_base) FROM deals WHERE partner_id = :id AND stage = 'won' AND closed_on <= :until"
    )
    assert then["economics.net_so_far"].value < summed(rapport, won, id=ONE, until=date(2026, 3, 31))
    assert then["economics.expected_low"].value <= then["economics.expected_high"].value


def test_key_partners_are_never_candidates_to_part_with(rapport: Rapport) -> None:
    access = rapport.roster.access(rapport.person(LEAD))
    standing = rapport.asking.office.standings.at(DAY)
    keys = {one for one in access.visible if standing.tiers["tier"][one] == "key_partner"}
    found = told(rapport, scope="portfolio", measure="parting", limit=50)
    assert keys
    assert not keys & {fact.partner_id for fact in found.facts()}


@pytest.mark.parametrize("measure", MEASURES)
def test_who_may_not_know_of_other_books_sees_no_partner_of_theirs(own_books: Rapport, measure: str) -> None:
    access = own_books.roster.access(own_books.person(PRIYA))
    found = told(own_books, PRIYA, scope="portfolio", measure=measure, limit=50)
    assert {fact.partner_id for fact in found.facts() if fact.partner_id} <= access.visible
