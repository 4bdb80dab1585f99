"""What of a partner and its rows was known at the end of a day."""

from datetime import date

import pandas as pd
import pytest

from tools import schema
from tools.events import rows_as_known
from tools.portfolio import Portfolio, as_known, typed

DAY = date(2026, 6, 30)
PAST, FUTURE = date(2026, 1, 1), date(2026, 12, 1)
COLUMNS = [column.name for column in schema.PARTNERS.columns]


def partners(**columns: object) -> pd.DataFrame:
    row = {"partner_id": "p1", "name": "Globex", **columns}
    return typed(pd.DataFrame([row], columns=COLUMNS), schema.PARTNERS).set_index("partner_id")


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"status": "active", "signed_on": PAST}, "active"),
        ({"status": "paused", "signed_on": PAST}, "paused"),
        ({"status": "active", "signed_on": FUTURE, "applied_on": PAST}, "applicant"),
        ({"status": "active", "signed_on": FUTURE}, "prospect"),
        ({"status": "ended", "signed_on": PAST, "ended_on": PAST}, "ended"),
        ({"status": "ended", "signed_on": PAST, "ended_on": FUTURE}, "active"),
        ({"status": "ended", "signed_on": FUTURE, "ended_on": FUTURE}, "prospect"),
        ({"status": "ended"}, "ended"),
        ({"status": "ended", "ended_on": FUTURE}, "active"),
        ({"status": "active", "ended_on": PAST, "signed_on": date(2026, 3, 1)}, "active"),
        ({"status": "prospect"}, "prospect"),
        ({"status": "applicant", "applied_on": FUTURE}, "prospect"),
        ({"status": None}, "active"),
        ({}, "active"),
    ],
)
def test_the_status_follows_what_the_dates_allow(given: dict[str, object], status: str) -> None:
    assert as_known(partners(**given), DAY)["status"].tolist() == [status]


def test_dates_after_the_day_are_blank_and_the_day_itself_is_known() -> None:
    known = as_known(partners(signed_on=DAY, onboarded_on=FUTURE, first_contact_on=PAST), DAY).iloc[0]
    assert known["signed_on"] == pd.Timestamp(DAY)
    assert known["onboarded_on"] is pd.NaT
    assert known["first_contact_on"] == pd.Timestamp(PAST)


@pytest.mark.parametrize(
    ("given", "heard_of"),
    [({"signed_on": FUTURE}, False), ({"signed_on": FUTURE, "first_contact_on": PAST}, True), ({}, True)],
)
def test_nobody_has_heard_of_a_partner_whose_dates_all_lie_ahead(
    given: dict[str, object], heard_of: bool
) -> None:
    assert as_known(partners(**given), DAY)["heard_of"].tolist() == [heard_of]


def test_columns_have_the_same_types_with_and_without_rows() -> None:
    empty = typed([], schema.PARTNERS)
    full = typed([tuple([None] * len(COLUMNS))], schema.PARTNERS)
    assert empty.dtypes.to_dict() == full.dtypes.to_dict()
    assert full["sectors"].tolist() == [[]]


def test_missing_flags_are_false() -> None:
    columns = [column.name for column in schema.CONTACTS.columns]
    contacts = typed(pd.DataFrame([{"contact_id": "c", "primary": True}], columns=columns), schema.CONTACTS)
    assert contacts[["primary", "opted_out"]].to_numpy().tolist() == [[True, False]]


def test_peers_are_the_active_and_the_paused() -> None:
    frame = pd.DataFrame({"status": ["active", "paused", "ended", "prospect", "applicant"]})
    assert list(Portfolio(DAY, "EUR", frame).peers.index) == [0, 1]


def deals(*rows: dict[str, object]) -> pd.DataFrame:
    columns = [column.name for column in schema.DEALS.columns]
    return typed(pd.DataFrame(list(rows), columns=columns), schema.DEALS)


def test_a_deal_that_closes_later_is_still_open() -> None:
    won = {"deal_id": "d", "stage": "lost", "created_on": PAST, "closed_on": FUTURE, "lost_reason": "price"}
    known = rows_as_known(deals(won), schema.DEALS, DAY).iloc[0]
    assert known["stage"] == "open"
    assert pd.isna(known["closed_on"])
    assert pd.isna(known["lost_reason"])


def test_the_hoped_for_date_of_an_open_deal_stays() -> None:
    hope = {"deal_id": "d", "stage": "open", "created_on": PAST, "closed_on": FUTURE}
    assert rows_as_known(deals(hope), schema.DEALS, DAY)["closed_on"].tolist() == [pd.Timestamp(FUTURE)]


def test_a_deal_nobody_could_know_of_is_left_out() -> None:
    later = {"deal_id": "d1", "stage": "open", "created_on": FUTURE}
    undated = {"deal_id": "d2", "stage": "won", "closed_on": FUTURE}
    assert rows_as_known(deals(later, undated), schema.DEALS, DAY).empty
