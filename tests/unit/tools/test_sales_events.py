"""The deals and leads that a change of scores is explained with."""

from datetime import timedelta

from tests.unit.tools.changed_cards import DAY, SINCE, P, between, cards, rows, told
from tools.about import About
from tools.changes.window import Window


def deal(days: int, stage: str = "won", amount: float | None = 10.0) -> dict[str, object]:
    return {
        "deal_id": f"d{days}",
        "stage": stage,
        "closed_on": DAY - timedelta(days=days),
        "amount_base": amount,
    }


def lead(created: int, decided: int | None) -> dict[str, object]:
    days = {"created_on": created, "decided_on": decided}
    dated = {name: None if ago is None else DAY - timedelta(days=ago) for name, ago in days.items()}
    return {"lead_id": f"l{created}", "direction": "in", "status": "accepted", **dated}


def test_a_lead_counts_on_the_day_it_was_decided_else_on_the_day_it_was_brought() -> None:
    leads = [lead(120, 10), lead(99, 95), lead(30, None), lead(200, 190)]  # the window is of 92 days
    assert told("accepted_leads", between(leads=leads), rose=True) == {"change.leads": {"leads": 2}}


def test_leads_that_left_the_year_had_been_decided_by_then_and_none_is_not_told() -> None:
    leads = [lead(400, 390), lead(380, 20)]  # the second was decided too late ever to count
    assert told("accepted_leads", between(leads=leads)) == {"change.leads_earlier": {"leads": 1}}
    assert told("accepted_leads", between(leads=leads[1:])) == {}


def test_a_fall_of_growth_names_the_wins_that_left_the_half_year() -> None:
    deals = [deal(200), deal(271), deal(272), deal(400)]  # the last six months began 271 days ago, 180 now
    window = between(deals=deals)
    assert told("growth", window) == {
        "change.aged": {"deals": 2, "amount": 20.0},
        "change.won_nothing": {"since": SINCE, "until": DAY, "last": DAY - timedelta(days=200)},
    }


def test_a_rise_of_growth_names_the_wins_that_it_is_no_longer_compared_with() -> None:
    window = between(deals=[deal(5), deal(360, amount=None), deal(451, amount=None), deal(452)])
    assert told("growth", window, rose=True) == {
        "change.won_one": {"closed": DAY - timedelta(days=5), "amount": 10.0},
        "change.outgrown_unpriced": {"deals": 2},
    }


def test_a_fall_of_the_win_rate_names_lost_deals_and_wins_that_left_the_year() -> None:
    window = between(deals=[deal(5, "lost"), deal(366), deal(365, "lost"), deal(364)])
    assert told("win_rate", window) == {
        "change.lost": {"deals": 1},
        "change.rolled_off": {"deals": 1, "amount": 10.0},
    }
    assert told("win_rate", window, rose=True) == {"change.lost_earlier": {"deals": 1}}


def test_a_deal_won_since_has_not_dropped_out_of_a_year_it_was_never_in() -> None:
    days = (About(cards(day, 1).portfolio, "p00") for day in (DAY - timedelta(days=800), DAY))
    window = Window(*days, rows(deals=[P | deal(500), P | deal(900)]))
    assert told("won_revenue", window)["change.rolled_off"]["deals"] == 1


def test_whoever_never_won_is_not_told_of_a_last_win() -> None:
    assert told("won_revenue", between()) == {"change.won_nothing_ever": {"since": SINCE, "until": DAY}}
