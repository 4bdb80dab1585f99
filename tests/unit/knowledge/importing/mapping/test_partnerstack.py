import pytest

from knowledge.importing.columns.style import Style
from tests.unit.knowledge.importing.mapping.kit import Folder, feed_of, rows_of

MARCH = 1_772_366_400  # 2026-03-01 12:00 UTC, in seconds


def write_partnerships(folder: Folder, joined: int = MARCH * 1000) -> None:
    folder.write(
        "partnerships.csv",
        ("key", "partner_key", "email", "first_name", "last_name", "group", "manager", "tags", "joined_at"),
        ("part_1", "globex", "jo@globex.com", "Jo", "Doe", "Gold", "ann@us.com", "a;b", str(joined)),
        ("part_2", "solo", "s@solo.com", "", "", "", "", "", str(joined)),
    )


def test_a_partnership_is_a_partner_and_a_contact(folder: Folder) -> None:
    write_partnerships(folder)
    plan = folder.plan()
    partner, solo = rows_of(feed_of(plan, "partners"))
    assert partner["partner_id"] == "partnerstack:globex"
    assert (partner["name"], partner["program_level"], partner["tags"]) == ("Jo Doe", "Gold", "a;b")
    assert solo["name"] == "s@solo.com"
    assert rows_of(feed_of(plan, "contacts"))[0] == {
        "contact_id": "partnerstack:part_1",
        "partner_id": "globex",
        "name": "Jo Doe",
        "email": "jo@globex.com",
    }
    assert feed_of(plan, "contacts").attributes == ()


@pytest.mark.parametrize(("joined", "unit"), [(MARCH, "s"), (MARCH * 1000, "ms")])
def test_seconds_and_milliseconds_are_told_from_the_values(folder: Folder, joined: int, unit: str) -> None:
    write_partnerships(folder, joined)
    assert feed_of(folder.plan(), "partners").styles == {"signed_on": Style.model_validate({"epoch": unit})}


def test_rewards_become_commissions_of_the_partner_behind_the_partnership(folder: Folder) -> None:
    write_partnerships(folder)
    folder.write(
        "transactions.csv",
        ("key", "customer_key", "amount", "amount_usd", "currency", "created_at"),
        ("tx_1", "cus_1", "120000", "130000", "EUR", str(MARCH * 1000)),
        ("tx_2", "cus_2", "500", "550", "EUR", str(MARCH * 1000)),
    )
    folder.write(
        "rewards.csv",
        ("key", "amount", "reward_status", "partnership", "transaction", "invoice", "created_at"),
        ("rwrd_1", "12000", "hold", "part_1", "tx_1", "", str(MARCH)),
        ("rwrd_2", "100", "declined", "part_1", "tx_1", "", str(MARCH)),
        ("rwrd_3", "100", "scheduled", "globex", "tx_9", "inv_1", str(MARCH * 1000)),
    )
    plan = folder.plan("partnerstack")
    commissions = feed_of(plan, "commissions")
    assert rows_of(commissions) == [
        {
            "commission_id": "partnerstack:rwrd_1",
            "partner_id": "globex",
            "period": "2026-03",
            "deal_id": "tx_1",
            "amount": "12000",
            "currency": "USD",
            "status": "on_hold",
        },
        {
            "commission_id": "partnerstack:rwrd_2",
            "partner_id": "globex",
            "period": "2026-03",
            "deal_id": "tx_1",
            "amount": "100",
            "currency": "USD",
            "status": "on_hold",
            "hold_reason": "declined",
        },
        {
            "commission_id": "partnerstack:rwrd_3",
            "partner_id": "globex",
            "period": "2026-03",
            "amount": "100",
            "currency": "USD",
            "status": "approved",
            "invoice": "inv_1",
        },
    ]
    assert commissions.styles["amount"] == Style(cents=True)
    (deal,) = rows_of(feed_of(plan, "deals"))
    assert (deal["deal_id"], deal["partner_id"], deal["stage"]) == ("partnerstack:tx_1", "globex", "won")
    assert (deal["amount"], deal["currency"], deal["amount_usd"]) == ("120000", "EUR", "130000")


def test_leads_and_deals_of_both_kinds_feed_their_tables(folder: Folder) -> None:
    folder.write(
        "leads.csv",
        ("key", "partner_key", "status", "approved", "amount", "created_at"),
        ("l1", "globex", "qualified", "true", "100", str(MARCH)),
        ("l2", "globex", "", "true", "", str(MARCH)),
        ("l3", "globex", "weird", "false", "", str(MARCH)),
    )
    folder.write(
        "deals.csv",
        ("key", "partner_key", "account_name", "amount", "stage", "close_date", "lost_reason"),
        ("d1", "globex", "Acme", "5000", "Closed Lost", str(MARCH), "price"),
    )
    plan = folder.plan()
    assert [(row["status"], row["direction"]) for row in rows_of(feed_of(plan, "leads"))] == [
        ("accepted", "in"),
        ("accepted", "in"),
        ("new", "in"),
    ]
    (deal,) = rows_of(feed_of(plan, "deals"))
    assert (deal["stage"], deal["customer"], deal["lost_reason"]) == ("lost", "Acme", "price")
    assert feed_of(plan, "deals").styles["closed_on"] == Style(epoch="s")


@pytest.mark.parametrize("marked", ["12.55", "€30.00", "$125.50"])
def test_amounts_with_a_sign_or_decimals_are_no_cents(folder: Folder, marked: str) -> None:
    rows = [(f"d{n}", "globex", "Acme", amount, "won") for n, amount in enumerate(("100", marked))]
    folder.write("deals.csv", ("key", "partner_key", "account_name", "amount", "stage"), *rows)
    assert "amount" not in feed_of(folder.plan(), "deals").styles


def test_a_mark_after_a_thousand_records_counts_too(folder: Folder) -> None:
    amounts = ["49"] * 1_500 + ["49.90"]
    rows = [(f"d{n}", "globex", "Acme", amount, "won") for n, amount in enumerate(amounts)]
    folder.write("deals.csv", ("key", "partner_key", "account_name", "amount", "stage"), *rows)
    assert "amount" not in feed_of(folder.plan(), "deals").styles


def test_currencies_without_cents_are_not_divided(folder: Folder) -> None:
    header = ("key", "customer_key", "amount", "currency", "created_at", "partner_key")
    given = (("120050", "USD"), ("5000", "jpy"), ("12345", "KWD"), ("100", ""))
    rows = [
        (f"t{n}", "c", amount, currency, str(MARCH), "globex") for n, (amount, currency) in enumerate(given)
    ]
    folder.write("transactions.csv", header, *rows)
    feed = feed_of(folder.plan(), "deals")
    assert [row["amount"] for row in rows_of(feed)] == ["120050", "500000", "1234.5", "100"]
    assert feed.styles["amount"] == Style(cents=True)
