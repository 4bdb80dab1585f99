"""What is used, delivered, reported, paid and answered in a sample agrees with the rest of it."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from datetime import date, timedelta
from pathlib import Path

import pytest

from knowledge.sample import SampleSummary, write_sample
from knowledge.sample.program_material import load_program
from knowledge.sample.rhythm import Span, pace_at
from tools.schema import OFFER_KINDS, SURVEY_DIMENSIONS, TABLES

Row = dict[str, str]
Portfolio = dict[str, list[Row]]
UNTIL = date(2026, 10, 31)


@pytest.fixture(scope="module")
def summary(tmp_path_factory: pytest.TempPathFactory) -> SampleSummary:
    return write_sample(tmp_path_factory.mktemp("sample"), partners=120)


@pytest.fixture(scope="module")
def portfolio(summary: SampleSummary) -> Portfolio:
    return read(summary.folder)


def read(folder: Path) -> Portfolio:
    found = {}
    for table in TABLES:
        with (folder / f"{table.name}.csv").open(encoding="utf-8", newline="") as file:
            found[table.name] = list(csv.DictReader(file))
    return found


def by_key(portfolio: Portfolio, table: str, key: str) -> dict[str, Row]:
    return {row[key]: row for row in portfolio[table]}


def of(portfolio: Portfolio, table: str, ids: tuple[str, ...]) -> list[Row]:
    return [row for row in portfolio[table] if row["partner_id"] in ids]


def test_usage_is_of_partners_who_have_sold_and_never_more_than_is_licensed(portfolio: Portfolio) -> None:
    sold = {deal["partner_id"] for deal in portfolio["deals"] if deal["stage"] == "won"}
    lasting = {row["partner_id"] for row in portfolio["partners"] if row["signed_on"]}
    assert {row["partner_id"] for row in portfolio["usage"]} <= lasting
    assert len(sold - {row["partner_id"] for row in portfolio["usage"]}) == 0
    assert all(0 <= int(row["active"]) <= int(row["licensed"]) for row in portfolio["usage"])


def test_use_falls_where_the_story_falls_and_rises_where_it_rises(
    summary: SampleSummary, portfolio: Portfolio
) -> None:
    for situation, rises in (("going_dark", False), ("fading", False), ("rising_hacker", True)):
        for partner_id in summary.situations[situation]:
            rows = [row for row in of(portfolio, "usage", (partner_id,)) if int(row["licensed"]) > 20]
            shares = [int(row["active"]) / int(row["licensed"]) for row in rows]
            assert (shares[-1] > shares[-12]) == rises, (situation, partner_id)


def test_nobody_uses_anything_after_the_partnership_ended(
    summary: SampleSummary, portfolio: Portfolio
) -> None:
    ended = by_key(portfolio, "partners", "partner_id")
    for row in of(portfolio, "usage", summary.situations["ended"]):
        assert row["month"] <= ended[row["partner_id"]]["ended_on"][:7]


def test_projects_are_for_customers_won_and_done_by_people_with_a_certificate(portfolio: Portfolio) -> None:
    people: dict[str, set[str]] = defaultdict(set)
    first_won: dict[tuple[str, ...], str] = defaultdict(lambda: "9999")
    for held in portfolio["certifications"]:
        people[held["partner_id"]].add(held["person"])
    for deal in portfolio["deals"]:
        if deal["stage"] == "won":
            sold = (deal["partner_id"], deal["customer"], deal["technology"])
            first_won[sold] = min(first_won[sold], deal["closed_on"])
    for row in portfolio["projects"]:
        begun = first_won[row["partner_id"], row["customer"], row["technology"]]
        assert begun < row["promised_on"]
        assert not row["delivered_on"] or begun < row["delivered_on"]
        assert set(filter(None, row["people"].split(";"))) <= people[row["partner_id"]]


def test_only_delivered_projects_are_rated_and_late_ones_worse(portfolio: Portfolio) -> None:
    late: list[float] = []
    good: list[float] = []
    for row in portfolio["projects"]:
        assert row["delivered_on"] or not row["rating"]
        if row["rating"]:
            days = (date.fromisoformat(row["delivered_on"]) - date.fromisoformat(row["promised_on"])).days
            (late if days > 20 else good).append(float(row["rating"]))
    assert 0.08 < len(late) / len(late + good) < 0.5
    assert sum(late) / len(late) < sum(good) / len(good) - 1


def test_projects_under_way_are_promised_around_now(portfolio: Portfolio) -> None:
    under_way = [row for row in portfolio["projects"] if not row["delivered_on"]]
    assert {row["promised_on"] > UNTIL.isoformat() for row in under_way} == {True, False}
    assert all(abs((date.fromisoformat(row["promised_on"]) - UNTIL).days) < 160 for row in under_way)


def test_tickets_close_after_they_open_and_a_few_severe_ones_are_open(portfolio: Portfolio) -> None:
    tickets = portfolio["tickets"]
    assert all(not row["closed_on"] or row["opened_on"] <= row["closed_on"] for row in tickets)
    severe = [row for row in tickets if not row["closed_on"] and int(row["severity"]) <= 2]
    assert 3 <= len(severe) <= 30
    hours = {level: [float(row["hours"]) for row in tickets if row["severity"] == level] for level in "14"}
    assert sum(hours["1"]) / len(hours["1"]) > 3 * sum(hours["4"]) / len(hours["4"])


def test_every_deal_won_earns_its_level_s_rate_in_its_own_month(portfolio: Portfolio) -> None:
    rates = {level.name: level.rate for level in load_program().levels}
    levels = {
        row["partner_id"]: rates[row["program_level"]]
        for row in portfolio["partners"]
        if row["program_level"]
    }
    deals = by_key(portfolio, "deals", "deal_id")
    assert Counter(row["deal_id"] for row in portfolio["commissions"]) == Counter(
        deal_id for deal_id, deal in deals.items() if deal["stage"] == "won"
    )
    for row in portfolio["commissions"]:
        deal = deals[row["deal_id"]]
        share = levels[deal["partner_id"]] * (0.5 if deal["kind"] == "influenced" else 1)
        assert float(row["amount"]) == pytest.approx(float(deal["amount"]) * share, abs=0.01)
        same = (deal["partner_id"], deal["currency"], deal["closed_on"][:7])
        assert (row["partner_id"], row["currency"], row["period"]) == same


def test_a_commission_s_status_follows_its_dates(portfolio: Portfolio) -> None:
    for row in portfolio["commissions"]:
        dates = (
            bool(row["approved_on"]),
            bool(row["paid_on"]),
            bool(row["invoice"]),
            bool(row["hold_reason"]),
        )
        assert (
            dates
            == {
                "pending": (False, False, False, False),
                "approved": (True, False, False, False),
                "paid": (True, True, True, False),
                "on_hold": (False, False, False, True),
            }[row["status"]]
        )
        assert row["period"] < (row["approved_on"] or "9999")


def test_some_commissions_are_on_hold_some_late_and_most_paid_in_time(portfolio: Portfolio) -> None:
    rows = portfolio["commissions"]
    states = Counter(row["status"] for row in rows)
    overdue = [row for row in rows if row["status"] == "approved" and row["due_on"] < UNTIL.isoformat()]
    in_time = [row for row in rows if row["paid_on"] and row["paid_on"] <= row["due_on"]]
    assert states["on_hold"] > 5
    assert overdue
    assert len(in_time) > 0.75 * len(rows)


def test_every_kind_of_cost_falls_between_signature_and_end(portfolio: Portfolio) -> None:
    partners = by_key(portfolio, "partners", "partner_id")
    for row in portfolio["costs"]:
        owner = partners[row["partner_id"]]
        assert owner["signed_on"] <= row["date"] <= (owner["ended_on"] or UNTIL.isoformat())
    assert {row["kind"] for row in portfolio["costs"]} == {
        "acquisition", "mdf", "incentive", "enablement", "support", "management",
    }  # fmt: skip


def test_surveys_ask_four_things_and_are_answered_in_the_partner_s_language(portfolio: Portfolio) -> None:
    asked = defaultdict(list)
    for row in portfolio["surveys"]:
        asked[row["partner_id"], row["date"]].append(row["dimension"])
    assert {tuple(dimensions) for dimensions in asked.values()} == {SURVEY_DIMENSIONS}
    languages = {row["partner_id"]: row["languages"].split(";")[0] for row in portfolio["partners"]}
    for row in portfolio["surveys"]:
        voices = load_program().voices[languages[row["partner_id"]]]
        said = {text for texts in voices.surveys[row["dimension"]].values() for text in texts}
        assert row["comment"] in said | {""}


def test_levels_in_use_are_levels_of_the_program(portfolio: Portfolio) -> None:
    names = [row["program_level"] for row in portfolio["levels"]]
    assert len(names) == 4
    assert {row["program_level"] for row in portfolio["partners"]} - {""} <= set(names)


def test_offers_of_every_kind_lie_behind_around_and_ahead(portfolio: Portfolio) -> None:
    offers = portfolio["offers"]
    today = UNTIL.isoformat()
    assert {row["kind"] for row in offers} == set(OFFER_KINDS)
    assert all(row["starts_on"] <= row["ends_on"] for row in offers)
    assert {(row["starts_on"] <= today, row["ends_on"] < today) for row in offers} == {
        (True, True), (True, False), (False, False),
    }  # fmt: skip


def test_targets_and_market_speak_of_regions_sectors_and_technologies_of_the_deals(
    portfolio: Portfolio,
) -> None:
    for column in ("region", "sector", "technology"):
        known = {deal[column] for deal in portfolio["deals"]} | {""}
        assert {row[column] for row in portfolio["territories"]} <= known
        assert {row[column] for row in portfolio["vendor"]} <= known
    periods = {row["period"] for row in portfolio["territories"]}
    assert {"2026-Q4", "2027-Q1"} <= periods
    assert max(row["period"] for row in portfolio["vendor"]) == "2026-Q4"
    assert any(row["innovation"] for row in portfolio["vendor"])


@pytest.mark.parametrize("until", [date(2024, 2, 29), date(2026, 1, 1), date(2027, 6, 7)])
def test_a_month_counts_once_it_has_ended(until: date, tmp_path: Path) -> None:
    found = read(write_sample(tmp_path, months=12, until=until).folder)
    last = f"{(until + timedelta(days=1)).replace(day=1) - timedelta(days=1):%Y-%m}"
    assert max(row["month"] for row in found["usage"]) == last
    assert max(row["period"] for row in found["commissions"]) <= last


def test_months_end_on_their_last_days() -> None:
    ends = Span(date(2024, 3, 30), 3).month_ends()
    assert ends == [date(2023, 12, 31), date(2024, 1, 31), date(2024, 2, 29)]


@pytest.mark.parametrize(("ago", "pace"), [(700, 0.5), (400, 0.5), (300, 1.0), (30, 0.0), (0, 0.0)])
def test_the_pace_is_the_rate_of_its_day_against_the_highest(ago: int, pace: float) -> None:
    assert pace_at(((24.0, 1.0), (12.0, 2.0), (3.0, 0.0)), ago) == pace
