import pandas as pd
import pytest

from tests.unit.tools.economics.worlds import POLICY, contact, cost, ticket, won, world
from tests.unit.tools.event_tables import ago
from tools.economics import acquisitions

SIGNED = {"partner_id": "a", "signed_on": ago(200)}
COURTED = {
    "costs": [
        cost("a", 250, 1_000, "acquisition"),
        cost("a", 190, 500, "acquisition"),
        cost("a", 100, 50, "mdf"),
    ],
    "activities": [
        contact("a", 260, "meeting"),
        contact("a", 200, "call"),  # on the day of the signature
        contact("a", 150, "meeting"),
    ],
}


def test_an_acquisition_costs_what_was_booked_and_our_hours_until_the_signature() -> None:
    row = acquisitions(*world([SIGNED], **COURTED), POLICY).loc["a"]
    assert row["spent"] == 1_500
    assert row["hours"] == 1.5 + 0.5
    assert row["pac"] == 1_500 + 2 * 100
    # since then 50 of MDF and a meeting of 1.5 hours
    assert row["gained"] == pytest.approx(-50 - 150)
    assert row["left"] == pytest.approx(1_700 + 200)
    assert pd.isna(row["months"])


def test_the_payback_is_the_month_in_which_the_sum_reaches_the_cost() -> None:
    # 1,700 to pay back, 200 spent since; 2,000 of margin on day 45 after signing, 1,800 on day 80
    deals = [won("a", 155, 4_000), won("a", 120, 3_600)]
    row = acquisitions(*world([SIGNED], **COURTED, deals=deals), POLICY).loc["a"]
    # after two months: 2,000 less a meeting (day 50); that is 1,850, which is 1,700 and more
    assert row["months"] == 2
    assert row["gained"] == pytest.approx(2_000 + 1_800 - 200)
    assert pd.isna(row["left"])


def test_an_hour_of_support_delays_the_payback() -> None:
    deals = [won("a", 155, 4_000), won("a", 120, 3_600)]
    late = acquisitions(*world([SIGNED], **COURTED, deals=deals, tickets=[ticket("a", 160, 2)]), POLICY)
    # 2,000 - 150 - 200 = 1,650 is not enough; the third month brings 1,800
    assert late["months"]["a"] == 3


def test_management_booked_until_the_signature_takes_the_place_of_hours() -> None:
    booked = {**COURTED, "costs": [*COURTED["costs"], cost("a", 230, 80, "management")]}
    row = acquisitions(*world([SIGNED], **booked), POLICY).loc["a"]
    assert row["recruited"] == 80
    assert row["pac"] == 1_500 + 80
    assert row["gained"] == pytest.approx(-50)  # management is booked, so later hours are not priced either


def test_who_has_not_signed_has_a_cost_so_far_and_no_payback() -> None:
    row = acquisitions(*world([{"partner_id": "a", "status": "prospect"}], **COURTED), POLICY).loc["a"]
    assert row["hours"] == 1.5 + 0.5 + 1.5
    assert pd.isna(row["age"])
    assert pd.isna(row["months"])
    assert pd.isna(row["left"])


def test_of_a_partner_without_a_date_of_signature_no_hours_are_called_recruitment() -> None:
    row = acquisitions(*world([{"partner_id": "a"}], **COURTED), POLICY).loc["a"]
    assert row["hours"] == 0
    assert row["pac"] == 1_500
    assert pd.isna(row["gained"])


def test_without_an_acquisition_cost_there_is_no_payback() -> None:
    row = acquisitions(*world([SIGNED], deals=[won("a", 100, 5_000)]), POLICY).loc["a"]
    assert row["pac"] == 0
    assert pd.isna(row["months"])
    assert pd.isna(row["left"])


def test_who_signed_today_has_paid_nothing_back_yet() -> None:
    today = {"partner_id": "a", "signed_on": ago(0)}
    row = acquisitions(*world([today], costs=[cost("a", 30, 900, "acquisition")]), POLICY).loc["a"]
    assert row["age"] == 0
    assert row["left"] == 900
