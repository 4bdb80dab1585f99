"""What is said: their benefit first, then what is weak and what to do; nothing that is not known."""

import pytest

from tests.unit.tools.event_tables import Rows, ago
from tests.unit.tools.proposition.test_parts import quarter
from tests.unit.tools.proposition.test_talking import PAID, SIX
from tests.unit.tools.proposition.worlds import commission, resale, told
from tests.unit.tools.spoken import unsayable
from tools.facts import Findings
from tools.proposition import (
    Field,
    Told,
    earning_findings,
    field_findings,
    kinds,
    partner_findings,
    pitch_findings,
)
from tools.proposition.earnings import first_win_days
from tools.proposition.groups import group_of, widening
from tools.proposition.offering import fitting_offers, releases

SILVER: Rows = [{**row, "program_level": "Silver", "region": "North"} for row in SIX]


def keys(found: Findings) -> list[str]:
    assert unsayable(found.statements) == []
    return [line.key.removeprefix("proposition") for line in found.statements]


def earned(asked: Told, level: str | None = None, partner_id: str | None = None) -> Findings:
    return earning_findings(asked, asked.portfolio.peers.index, level, partner_id)


def test_a_partner_hears_what_it_earned_source_by_source_and_what_the_next_level_takes() -> None:
    asked = told(
        SILVER,
        commissions=PAID,
        deals=[resale("p0", 1000)],
        projects=[{"partner_id": "p0", "delivered_on": ago(9), "value": 300}],
    )
    found = partner_findings(asked, "p0", Field())
    assert keys(found)[:4] == [
        ".earned_commissions_margin_services",
        ".usual_alike",
        ".next_level_certifications_wins",
        ".next_brings",
    ]
    amounts = {fact.kind.name.removeprefix("proposition."): fact.value for fact in found.facts()}
    assert (amounts["commissions_365d"], amounts["margin_365d"], amounts["services_365d"]) == (1000, 200, 300)
    assert amounts["earned_365d"] == 1500
    # Gold asks for two certifications and four wins in a year: one deal is won
    assert (amounts["program.short_certifications"], amounts["program.short_wins"]) == (2, 3)
    assert found.table is not None
    assert len(found.table.rows) == 4


def test_without_anything_on_record_nothing_is_claimed() -> None:
    found = partner_findings(told(SILVER), "p0", Field())
    assert ".earned_unknown" in keys(found)
    assert ".no_score" in keys(found)
    assert not [fact for fact in found.facts() if fact.unit == "EUR"]


def test_a_score_that_hardly_any_data_backs_is_not_told() -> None:
    asked = told(SILVER, commissions=PAID)  # of relationships and momentum nothing is on record
    found = partner_findings(asked, "p0", Field())
    assert ".too_thin" in keys(found)
    assert found.table is not None
    assert found.table.rows[0][1] is None


def test_who_earned_nothing_while_others_did_is_told_so() -> None:
    assert keys(partner_findings(told(SILVER, commissions=PAID[1:]), "p0", Field()))[0] == ".earned_nothing"


def test_a_level_tells_median_and_middle_half_of_its_partners() -> None:
    found = earned(told(SILVER, commissions=PAID), "silver")
    assert keys(found)[:3] == ["_earnings.level_earns", "_earnings.level_brings", "_earnings.asks_wins"]
    # 1000 to 6000: quartiles 2250, 3500, 4750, with two figures
    values = {slot: fact.value for slot, fact in found.statements[0].slots.items() if hasattr(fact, "value")}
    assert (values["low"], values["median"], values["high"]) == (2200, 3500, 4800)


def test_a_level_with_too_few_names_the_nearest_one_that_may_be_told() -> None:
    rows = [*SILVER[:5], {**SILVER[5], "program_level": "Gold"}]
    found = earned(told(rows, commissions=PAID), "Gold")
    assert keys(found)[:2] == ["_earnings.untold_1", "_earnings.level_earns"]
    gold = found.table.rows[1] if found.table else ()
    assert gold[2:] == (None,) * 6
    hidden = earned(told(rows, commissions=PAID, open_books=False), "Gold").table
    assert hidden is not None
    assert hidden.rows[1][1] is None  # nor how many there are


def test_an_unknown_level_is_answered_with_the_nearest_names() -> None:
    found = earned(told(SILVER), "golden")
    assert keys(found) == ["_earnings.unknown_level"]
    assert "Gold" in str(found.statements[0].slots["levels"])


def test_without_levels_all_partners_are_told_of() -> None:
    assert keys(earned(told(SIX, levels=(), commissions=PAID)))[:2] == [
        "_earnings.no_levels",
        "_earnings.all_earn",
    ]


def test_the_first_year_counts_from_the_signature_and_only_where_all_of_it_is_on_record() -> None:
    partners = [{**row, "signed_on": ago(500)} for row in SIX]
    partners[5] = {**SIX[5], "signed_on": ago(900)}  # before the first commission: not to be known
    rows = [
        commission("p0", 100, 500),  # on the day of the signature
        commission("p0", 10, 500 - 364),
        commission("p0", 1, 500 - 365),  # the second year
        *[commission(f"p{one}", 1000.0 * one, 200) for one in range(1, 6)],
    ]
    years = told(partners, commissions=rows).first_years
    assert years["p0"] == 110
    assert years["p5"] != years["p5"]
    young = told([{**row, "signed_on": ago(364)} for row in SIX], commissions=rows).first_years
    assert young.isna().all()


def test_the_first_win_counts_those_still_waiting() -> None:
    partners = [{**row, "signed_on": ago(100)} for row in SIX]
    wins = [resale(f"p{one}", 10, 100 - 10 * one) for one in range(4)]
    portfolio = told(partners, deals=wins).portfolio
    # after 0, 10, 20 and 30 days one of six each: half after 20
    assert first_win_days(portfolio, portfolio.partners.index, 5) == 20
    assert first_win_days(portfolio, portfolio.partners.index, 7) is None
    few = told(partners, deals=wins[:2]).portfolio
    assert first_win_days(few, few.partners.index, 5) is None


def test_a_pitch_widens_step_by_step_and_says_so() -> None:
    partners = [{**SIX[0], "region": "South"}, *SILVER[1:]]
    portfolio = told(partners).portfolio
    asked = {"type": "si", "region": "North", "sector": "Retail"}
    assert widening(portfolio, asked, 5).filters == {"type": "si", "region": "North"}
    assert widening(portfolio, asked, 6).filters == {"type": "si"}
    assert widening(portfolio, {**asked, "type": "isv"}, 6).filters == {}
    assert widening(portfolio, asked, 0).widened is False
    assert list(group_of(portfolio, {"region": "South"})) == ["p0"]
    found = pitch_findings(told(partners, commissions=PAID), {"type": "si", "region": "South"}, Field(), None)
    assert keys(found)[:3] == ["_pitch.few_there_type_where", "_pitch.counted_type", "_pitch.pitch_type"]


def test_a_pitch_where_we_have_nobody_says_so_unless_books_are_hidden() -> None:
    asked = {"type": "si", "region": "Atlantis"}
    assert keys(pitch_findings(told(SIX, commissions=PAID), asked, Field(), None))[0] == (
        "_pitch.nobody_there_type_where"
    )
    hidden = told(SIX, commissions=PAID, open_books=False)
    assert keys(pitch_findings(hidden, asked, Field(), None))[0] == "_pitch.few_there_type_where"


def test_a_pitch_with_nobody_at_all_tells_no_figure() -> None:
    found = pitch_findings(told([]), {"type": "si"}, Field(), None)
    assert keys(found)[0] == ".too_few"


def test_a_segment_tells_its_market_what_is_weak_and_whom() -> None:
    retail = {"sector": "Retail", "technology": "SAP"}
    asked = told(
        SILVER,
        commissions=PAID,
        deals=[resale(f"p{one}", 100, 30, **retail) for one in range(6)],
        vendor=[quarter("2026-Q3", demand_index=80, market_share=0.2)],
    )
    found = field_findings(asked, {"sector": "Retail"}, Field(sectors=frozenset({"retail"})), 3)
    assert keys(found)[0] == "_field.field_where"
    assert {"_field.demand", "_field.share", "_field.won_more"} <= set(keys(found))
    assert next(one.value for one in found.facts() if one.kind is kinds.NOW) == 600
    assert found.table is not None
    assert len(found.table.rows) == 3


def test_what_few_won_in_a_segment_is_untold_when_books_are_hidden() -> None:
    retail = {"sector": "Retail", "technology": "SAP"}
    deals = [resale(f"p{one}", 100, 30, **retail) for one in range(4)]
    field = Field(sectors=frozenset({"retail"}))
    said = {
        books: keys(field_findings(told(SIX, deals=deals, open_books=books), {"sector": "Retail"}, field, 3))
        for books in (True, False)
    }
    assert "_field.won_more" in said[True]
    assert "_field.won_more" not in said[False]


def test_a_segment_of_nobody_known_is_no_zero() -> None:
    assert keys(field_findings(told(SIX), {}, Field(), 3)) == ["_field.nobody_scored"]


OFFERS: Rows = (
    {"offer_id": "1", "name": "Over", "ends_on": ago(1)},
    {"offer_id": "2", "name": "Running", "starts_on": ago(5)},
    {"offer_id": "3", "name": "Retail", "starts_on": ago(-9), "sectors": ["Retail"]},
    {"offer_id": "4", "name": "Key only", "starts_on": ago(-1), "tiers": ["key_partner"]},
    {"offer_id": "5", "name": "Soon", "starts_on": ago(-3)},
)


@pytest.mark.parametrize(
    ("sectors", "names"), [({"retail"}, ["Soon", "Retail", "Running"]), (set(), ["Soon", "Running"])]
)
def test_offers_fit_the_field_and_none_is_for_a_tier_of_ours(sectors: set[str], names: list[str]) -> None:
    asked = told(SIX, offers=OFFERS)
    fits = fitting_offers(asked.offers, Field(frozenset(sectors)), asked.portfolio.as_of)
    assert fits["name"].tolist() == names


def test_releases_are_of_the_last_year_and_the_newest_come_first() -> None:
    vendor = [
        quarter("2025-Q1", innovation="Old"),
        quarter("2026-Q2", innovation="Rollback"),
        quarter("2026-Q3", technology="ERP", innovation="Elsewhere"),
        quarter("2026-Q3", technology="", innovation="For all"),
    ]
    asked = told(SIX, vendor=vendor)
    assert releases(asked.vendor, set(), {"sap"}, asked.portfolio.as_of) == ["For all", "Rollback"]
