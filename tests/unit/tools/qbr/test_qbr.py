"""The quarter with one partner: figures by hand, and nothing internal in what the partner may read."""

from dataclasses import replace
from datetime import date

import pytest

from prompts.phrases import phrases
from tests.unit.tools.event_tables import Rows, portfolio, tables
from tools import schema
from tools.about import About
from tools.events import rows_as_known
from tools.facts import Audience, Fact, Kind, Quote, Statement, Unit
from tools.grounding.folding import cleaned
from tools.grounding.internal_words import internal_index
from tools.qbr import Pack, Quarter, Quarterly, Section, last_closed, shareable_sections
from tools.sharing import NotShareableError

DAY = date(2026, 10, 31)
Q3 = Quarter(date(2026, 9, 30))
JULY = {"period": "2026-07", "period_ends_on": date(2026, 7, 31)}
TABLES = {table.name: table for table in schema.TABLES}


def quarterly(as_of: date = DAY, partner: dict[str, object] | None = None, **rows: Rows) -> Quarterly:
    partners = [{"partner_id": "P1", "name": "Acme", **(partner or {})}]
    filled = tables(
        partners, **{name: [{"partner_id": "P1", **row} for row in some] for name, some in rows.items()}
    )
    about = About(portfolio((), partners, as_of), "P1")
    known = {name: rows_as_known(frame, TABLES[name], as_of) for name, frame in filled.items()}
    return Quarterly(about, known, last_closed(as_of), filled["offers"])


def deal(
    closed: date, amount: float | None = 1000.0, stage: str = "won", **more: object
) -> dict[str, object]:
    return {"created_on": date(2024, 1, 1), "closed_on": closed, "stage": stage, "amount": amount, **more}


def section(here: Quarterly, key: str) -> Section:
    return next(one for one in shareable_sections(here) if one.key == f"qbr.{key}_heading")


def values(statement: Statement) -> dict[str, object]:
    return {slot: source.value for slot, source in statement.slots.items() if isinstance(source, Fact)}


def test_a_quarter_is_compared_with_the_one_before_and_a_year_ago() -> None:
    here = quarterly(
        deals=[
            deal(date(2026, 7, 1), 1000.0),
            deal(date(2026, 9, 30), 2500.0),
            deal(date(2026, 10, 1), 9999.0),  # of the quarter that still runs
            deal(date(2026, 6, 30), 400.0),
            deal(date(2025, 7, 15), 700.0),
            deal(date(2026, 8, 1), 8000.0, "lost"),
        ]
    )
    won, compared = section(here, "won").statements
    assert values(won) == {"quarter": "Q3 2026", "won": 2, "revenue": 3500.0}
    assert compared.key == "qbr.won_compared"
    assert values(compared)["revenue_before"] == 400.0
    assert values(compared)["revenue_year_ago"] == 700.0
    chart = section(here, "won").chart
    assert chart is not None
    assert [fact.value for fact in chart.categories][-3:] == ["Q1 2026", "Q2 2026", "Q3 2026"]
    assert [point.value for point in chart.series[0].points if point] == [0, 0, 0, 700, 0, 0, 400, 3500]


def test_every_figure_names_the_rows_behind_it() -> None:
    here = quarterly(deals=[deal(date(2026, 7, 1), deal_id="D1"), deal(date(2026, 8, 1), deal_id="D2")])
    won = section(here, "won").statements[0]
    assert {key for fact in won.facts() for key in fact.rows} == {"deal:D1", "deal:D2"}


def test_what_comes_later_changes_nothing() -> None:
    early = [deal(date(2026, 7, 1))]
    late = [*early, deal(date(2026, 11, 2), 5.0, created_on=date(2026, 11, 2))]
    commissions = [{**JULY, "amount": 10.0, "status": "paid", "paid_on": date(2026, 11, 9)}]
    before = [{**JULY, "amount": 10.0, "status": "approved"}]
    a, b = quarterly(deals=early, commissions=before), quarterly(deals=late, commissions=commissions)
    assert [one.statements for one in shareable_sections(a)] == [
        one.statements for one in shareable_sections(b)
    ]


def test_amounts_that_nobody_recorded_are_not_called_zero() -> None:
    assert (
        section(quarterly(deals=[deal(date(2026, 8, 1), None)]), "won").statements[0].key
        == "qbr.won_unpriced"
    )


def test_a_partner_without_anything_on_record_gets_no_empty_sections() -> None:
    assert [one.key for one in shareable_sections(quarterly())] == [
        "qbr.won_heading",
        "qbr.pipeline_heading",
        "qbr.agree_heading",
    ]


def test_delivery_tells_how_many_were_on_time_and_never_how_they_were_rated() -> None:
    def project(promised: date | None, delivered: date, rating: float | None) -> dict[str, object]:
        return {"promised_on": promised, "delivered_on": delivered, "rating": rating}

    here = quarterly(
        projects=[
            project(date(2026, 8, 1), date(2026, 8, 1), 9.0),
            project(date(2026, 8, 1), date(2026, 8, 2), 6.0),
            project(None, date(2026, 9, 1), None),
        ]
    )
    told = section(here, "delivery")
    delivered, kept = told.statements
    assert values(delivered)["delivered"] == 3
    assert values(kept) == {"kept": 1}
    assert {9.0, 6.0, 7.5}.isdisjoint(one.value for one in told.sources() if isinstance(one, Fact))


def test_commission_is_told_without_why_some_of_it_waits() -> None:
    here = quarterly(
        commissions=[
            {**JULY, "amount": 100.0, "status": "paid", "paid_on": date(2026, 10, 5)},
            {**JULY, "amount": 40.0, "status": "on_hold", "hold_reason": "they cheat"},
        ]
    )
    told = section(here, "commission")
    assert values(told.statements[0]) == {
        "quarter": "Q3 2026",
        "earned": 140.0,
        "paid": 100.0,
        "unpaid": 40.0,
    }
    assert "they cheat" not in {source.value for source in told.sources() if isinstance(source, Fact)}


def test_offers_that_are_meant_for_one_tier_or_another_trade_are_left_out() -> None:
    def offer(name: str, **more: object) -> dict[str, object]:
        return {"name": name, "kind": "event", "starts_on": date(2026, 12, 1), **more}

    offers = [
        offer("All"),
        offer("Ours", sectors=["retail"]),
        offer("Others", sectors=["Insurance"]),
        offer("Tier", tiers=["dementor"]),
        offer("Over", ends_on=date(2026, 10, 1)),
    ]
    here = quarterly(partner={"sectors": ["Retail"], "technologies": []}, offers=offers)
    table = section(here, "offers").table
    assert table is not None
    assert sorted(str(row[0].value) for row in table.rows if row[0]) == ["All", "Ours"]


@pytest.mark.parametrize("as_of", [date(2026, 9, 30), date(2026, 10, 1), date(2026, 12, 30)])
def test_the_last_closed_quarter_ends_on_or_before_the_day(as_of: date) -> None:
    assert last_closed(as_of) == Q3


def test_a_leap_day_is_in_its_quarter() -> None:
    here = quarterly(date(2028, 4, 2), deals=[deal(date(2028, 2, 29), 5.0), deal(date(2028, 4, 1), 7.0)])
    assert values(section(here, "won").statements[0])["revenue"] == 5.0


def titled(here: Quarterly) -> Statement:
    return Statement("qbr.title_shareable", {"partner": here.about.partner(), "quarter": here.label})


def test_everything_that_the_partner_may_read_is_shareable() -> None:
    here = quarterly(
        deals=[deal(date(2026, 7, 1))],
        commissions=[{**JULY, "amount": 1.0}],
        certifications=[{"name": "Pro", "person": "A", "earned_on": date(2026, 8, 1), "expires_on": DAY}],
        usage=[{"month": date(2026, 9, 30), "licensed": 4, "active": 2}],
        tickets=[{"opened_on": date(2026, 8, 1), "severity": 1}],
        leads=[{"created_on": date(2026, 8, 1), "direction": "in"}],
    )
    pack = Pack("P1", Audience.SHAREABLE, titled(here), shareable_sections(here))
    assert {one.key for one in pack.sections} >= {
        "qbr.usage_heading",
        "qbr.skills_heading",
        "qbr.support_heading",
    }


def test_an_internal_fact_cannot_be_put_into_the_partners_pack() -> None:
    here = quarterly()
    score = Fact(Kind("scorecard.total", Unit.POINTS, "score"), "P1", 41.0, DAY)
    leaky = Section("qbr.won_heading", (Statement("profile.score", {"total": score}),))
    with pytest.raises(NotShareableError, match=r"scorecard\.total"):
        Pack("P1", Audience.SHAREABLE, titled(here), (leaky,))
    assert Pack("P1", Audience.INTERNAL, titled(here), (leaky,)).sections == (leaky,)


def test_an_internal_note_cannot_be_put_into_the_partners_pack() -> None:
    here = quarterly()
    words = Quote("N1", "P1", 0, 4, "fire", "Priya", DAY)
    with pytest.raises(NotShareableError, match="note N1"):
        Pack("P1", Audience.SHAREABLE, titled(here), (Section("x", (Statement("y", {"words": words}),)),))
    shown = replace(words, audience=Audience.SHAREABLE)
    Pack("P1", Audience.SHAREABLE, titled(here), (Section("x", (Statement("y", {"words": shown}),)),))


def test_another_partners_fact_cannot_be_put_into_the_partners_pack() -> None:
    here = quarterly()
    other = replace(here.label, partner_id="P2")
    with pytest.raises(NotShareableError, match=r"qbr\.quarter"):
        Pack("P1", Audience.SHAREABLE, titled(here), (Section("x", (Statement("y", {"q": other}),)),))


def test_no_phrase_that_the_partner_reads_has_an_internal_word() -> None:
    told = {key: text.words for key, text in phrases().texts.items() if key.startswith("qbr.")}
    ours = {key: text for key, text in told.items() if "internal" in key}
    leaks = {
        key: text for key, text in told.items() if key not in ours and [*internal_index().find(cleaned(text))]
    }
    assert not leaks
