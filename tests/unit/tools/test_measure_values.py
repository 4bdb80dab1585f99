"""Raw values of the measures, computed by hand from rows."""

from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest

from tests.unit.tools.event_tables import DAY, ago, wins
from tests.unit.tools.measure_rows import OLD, OLD_WIN, POLICY, TWO, cards, row, value
from tools.scorecard import MEASURES, scorecards


def test_won_revenue_counts_influenced_deals_at_half() -> None:
    deals = [*OLD_WIN, *wins("p1", 10, amount=100.0), *wins("p1", 20, amount=40.0, kind="influenced")]
    assert value("won_revenue", deals=deals) == 100 + 40 / 2
    assert value("won_revenue", deals=OLD_WIN) == 0


def test_amounts_that_are_missing_count_as_nothing() -> None:
    deals = [*OLD_WIN, *wins("p1", 10, amount=100.0), *wins("p1", 11)]
    deals[-1]["amount"] = None
    assert value("won_revenue", deals=deals) == 100


def test_wins_without_any_amount_say_nothing_of_revenue() -> None:
    unpriced = wins("p1", *range(10, 60, 5), amount=None)
    scored = cards(deals=[*OLD_WIN, *unpriced])
    assert scored.raw.loc["p1", ["won_revenue", "growth"]].isna().all()
    assert scored.backing["won_revenue"].tolist() == [0, 1]  # p2 won nothing in 12 months: a true zero
    scored = cards(deals=[*wins("p2", 1500, amount=None), *unpriced, *wins("p2", 99, amount=5.0)])
    assert scored.backing["won_revenue"]["p2"] == pytest.approx(100 / 365)  # priced since that day


def test_growth_is_missing_where_one_half_year_has_wins_and_no_amount() -> None:
    deals = [*OLD_WIN, *wins("p1", 10, amount=50.0), *wins("p1", 200, amount=None)]
    assert value("growth", deals=deals) is None


@pytest.mark.parametrize(
    ("now", "before", "growth"), [(50, 100, -0.5), (500, 100, 1), (10, 0, 1), (0, 5, -1), (0, 0, None)]
)
def test_growth_compares_half_years_and_is_bounded(now: float, before: float, growth: float | None) -> None:
    deals = [*OLD_WIN]
    deals += [*wins("p1", 179, amount=now / 2), *wins("p1", 0, amount=now / 2)]
    deals += [*wins("p1", 180, amount=before / 2), *wins("p1", 359, amount=before / 2)]
    assert value("growth", deals=deals) == growth


def test_a_win_rate_on_few_deals_counts_for_less() -> None:
    lost = {**wins("p2", 1500)[0], "stage": "lost"}
    few, many = (value("win_rate", deals=[lost, *wins("p1", *range(1, n + 1))]) for n in (2, 10))
    # all won: p = 1, so the bound is (1 + z²/2n - z * z/2n) / (1 + z²/n) = n / (n + z²), z = 1.28
    assert few == pytest.approx(2 / (2 + 1.28**2))
    assert many == pytest.approx(10 / (10 + 1.28**2))


def test_without_a_lost_deal_anywhere_there_is_no_win_rate() -> None:
    assert value("win_rate", deals=wins("p1", *range(1, 9))) is None


def test_leads_count_once_we_accepted_them() -> None:
    leads = [
        row(created_on=ago(400), direction="out", status="rejected"),
        row(created_on=ago(100), direction="in", status="accepted", decided_on=ago(90)),
        row(created_on=ago(100), direction="in", status="converted"),
        row(created_on=ago(10), direction="in", status="accepted", decided_on=DAY + timedelta(days=1)),
        row(created_on=ago(10), direction="in", status="new"),
        row(created_on=ago(365), direction="in", status="accepted"),
    ]
    assert value("accepted_leads", leads=leads) == 2


def test_what_only_looks_like_it_does_not_make_a_zero() -> None:
    outbound = [row(created_on=ago(day), direction="out", status="accepted") for day in (100, 400)]
    assert value("accepted_leads", leads=outbound) is None
    logins = [row(date=ago(day), kind="portal_login", direction="in") for day in (5, 300)]
    assert value("engagement", activities=logins) is None
    ungraded = [row(opened_on=ago(5), severity=None)]
    assert value("severe_tickets", tickets=ungraded, deals=wins("p1", 5, 6, 7, 8, 9)) is None


def test_a_span_with_four_month_ends_takes_licences_and_use_from_all_four() -> None:
    ends = (date(2025, 11, 30), date(2025, 12, 31), date(2026, 1, 31), date(2026, 2, 28))
    usage = [
        row(month=month, licensed=10, active=active) for month, active in zip(ends, range(4), strict=True)
    ]
    assert value("active_use", date(2026, 2, 28), usage=usage) == pytest.approx((0 + 1 + 2 + 3) / 40)


def test_use_is_of_three_months_and_its_trend_against_the_three_before() -> None:
    ends = [date(2026, month, day) for month, day in ((4, 30), (5, 31), (6, 30), (7, 31), (8, 31), (9, 30))]
    usage = [
        row(month=month, licensed=100, active=active)
        for month, active in zip(ends, (20, 30, 40, 50, 60, 70), strict=True)
    ]
    assert value("active_use", usage=usage) == pytest.approx(180 / 300)
    assert value("use_trend", usage=usage) == pytest.approx(180 / 300 - 90 / 300)
    usage[-1]["active"] = None  # a month without one of both says nothing
    assert value("active_use", usage=usage) == pytest.approx(110 / 200)
    usage[-2]["licensed"] = None
    assert value("active_use", usage=usage) == pytest.approx(50 / 100)


def test_no_licence_and_no_month_are_missing_and_no_use_is_zero() -> None:
    month = date(2026, 8, 31)
    assert value("active_use", usage=[row(month=month, licensed=0, active=0)]) is None
    assert value("active_use", usage=[row(month=date(2026, 1, 31), licensed=9, active=9)]) is None
    months = [row(month=date(2026, m, d), licensed=9, active=0) for m, d in ((8, 31), (7, 31))]
    assert value("active_use", usage=months) == 0


def test_breadth_is_the_effective_number() -> None:
    deals = [*OLD_WIN, *wins("p1", 1, 2, 3, sector="retail"), *wins("p1", 4, sector="energy")]
    assert value("sectors_won", deals=deals) == pytest.approx(1 / (0.75**2 + 0.25**2))
    assert value("technologies_won", deals=deals) is None
    assert value("sectors_won", deals=[*OLD_WIN, *wins("p2", 3, sector="retail")]) == 0


def test_cells_that_only_one_partner_covers() -> None:
    cells = [("p1", "a", "x"), ("p2", "a", "x"), ("p1", "b", "x"), ("p1", "b", "y"), ("p2", "c", "y")]
    covered = pd.MultiIndex.from_tuples(cells, names=["partner_id", "sector", "technology"])
    scored = scorecards(cards().portfolio, POLICY, covered)
    assert scored.raw["sole_cells"].to_dict() == {"p1": 2, "p2": 1}
    assert cards().raw["sole_cells"].isna().all()


def test_certifications_weigh_by_level_and_lapse() -> None:
    def held(person: str, level: str | None, expires_on: date | None = None) -> dict[str, object]:
        return row(person=person, name="c", level=level, earned_on=OLD, expires_on=expires_on)

    certifications = [
        held("Ana", "associate"),
        held("Ana", "professional"),
        held("Ben", "expert", DAY + timedelta(days=1)),
        held("Cleo", None),
        held("Dan", "expert", ago(1)),
        held("Fay", "associate", DAY),  # the last day on which it is valid
        row(person="Eve", name="c", level="expert", earned_on=DAY + timedelta(days=1)),
    ]
    assert value("certifications", certifications=certifications) == 1 + 2 + 3 + 1 + 1
    assert value("certified_people", certifications=certifications) == 4


PROJECTS = [
    row(promised_on=ago(100), delivered_on=ago(100), rating=9.0),
    row(promised_on=ago(100), delivered_on=ago(90), rating=6.0),
    row(delivered_on=ago(50)),
    row(promised_on=ago(40)),
    row(promised_on=DAY),
    row(promised_on=ago(30), delivered_on=DAY + timedelta(days=3), rating=1.0),
    {"partner_id": "p2", "delivered_on": ago(60), "rating": 3.0},
    row(promised_on=ago(800), delivered_on=ago(730), rating=1.0),
]


def test_projects_count_when_delivered_in_24_months() -> None:
    assert value("projects_delivered", projects=PROJECTS) == 3


def test_a_rating_is_drawn_to_the_mean_of_all() -> None:
    # p1: 9 and 6; of all: 9, 6 and 3, mean 6; three more of 6 are added: (15 + 18) / 5
    assert value("rating", projects=PROJECTS) == pytest.approx((9 + 6 + 3 * 6) / (2 + 3))
    assert value("rating", projects=[row(delivered_on=ago(3))]) is None


def test_on_time_counts_what_is_late_and_what_never_came() -> None:
    # promised and delivered: one in time, one late; past due by then: two; due today is not late yet
    assert value("on_time", projects=PROJECTS) == pytest.approx(1 / 4)
    assert value("on_time", projects=[row(delivered_on=ago(3))]) is None


def test_severe_tickets_per_won_deal() -> None:
    tickets = [row(opened_on=ago(days), severity=level) for days, level in ((5, 1), (9, 2), (9, 3), (400, 1))]
    assert value("severe_tickets", tickets=tickets, deals=wins("p1", 5, 6, 7, 8)) == pytest.approx(2 / 4)
    assert value("severe_tickets", tickets=tickets) == pytest.approx(2 / 1)
    assert value("severe_tickets", tickets=[{**tickets[0], "partner_id": "p2"}]) is None


def test_contact_answers_trainings_and_plans() -> None:
    def did(kind: str, direction: str, *days: int) -> list[dict[str, object]]:
        return [row(kind=kind, direction=direction, date=ago(day)) for day in days]

    activities = [
        *did("email", "in", 10, 400),
        *did("email", "out", 1, 2, 3, 4),
        *did("meeting", "in", 20),
        *did("portal_login", "in", 5),
        *did("training", "in", 30, 364, 365),
        *did("plan", "out", 364),
    ]
    assert value("engagement", activities=activities) == min(2, 4)
    assert value("answers", activities=activities) == pytest.approx(1 / 4)
    assert value("trainings", activities=activities) == 2
    assert value("joint_plan", activities=activities) == 1
    assert value("answers", activities=did("email", "in", 1)) is None


def test_surveys_and_wallet_are_taken_as_given() -> None:
    surveys = [
        row(date=ago(days), dimension=dimension, score=score)
        for days, dimension, score in ((5, "relationship", 8), (9, "relationship", 4), (5, "support", 0))
    ]
    assert value("relationship", surveys=surveys) == 6
    assert value("support", surveys=surveys) == 0
    assert value("economics", surveys=surveys) is None
    shares = cards(partners=[{**TWO[0], "share_of_wallet": 0.0}, TWO[1]]).raw["share_of_wallet"]
    assert shares["p1"] == 0
    assert pd.isna(shares["p2"])


def test_every_measure_is_computed_by_hand_above() -> None:
    told = Path(__file__).read_text("utf-8")
    named = {"regions_won", "momentum"}  # computed as technologies_won and relationship are
    assert {measure.name for measure in MEASURES if f'"{measure.name}"' not in told} <= named
