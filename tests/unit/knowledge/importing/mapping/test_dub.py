import pytest

from knowledge.importing.columns.style import Style
from tests.unit.knowledge.importing.mapping.kit import Folder, feed_of, rows_of

COMMISSIONS = (
    "ID",
    "Type",
    "Amount",
    "Earnings",
    "Currency",
    "Status",
    "Invoice ID",
    "Created at",
    "Paid at",
    "Partner ID",
)


def test_partners_and_their_contacts(folder: Folder) -> None:
    folder.write(
        "Dub Partners Export.csv",
        (
            "ID",
            "Name",
            "Email",
            "Country",
            "Status",
            "Group",
            "Enrolled at",
            "Leads",
            "Sales",
            "Revenue",
            "Commissions",
        ),
        (
            "pn_1",
            "Jo Doe",
            "jo@x.com",
            "US",
            "approved",
            "Default",
            "2026-01-02T03:04:05.000Z",
            "3",
            "1",
            "$49.00",
            "$9.80",
        ),
        ("pn_2", "Bad Guy", "", "US", "banned", "", "", "0", "0", "", ""),
    )
    plan = folder.plan()
    first, second = rows_of(feed_of(plan, "partners"))
    assert first["partner_id"] == "dub:pn_1"
    assert (first["type"], first["status"], first["program_level"]) == ("affiliate", "active", "Default")
    assert (first["signed_on"], first["Revenue"]) == ("2026-01-02T03:04:05.000Z", "$49.00")
    assert second["status"] == "ended"
    assert rows_of(feed_of(plan, "contacts")) == [
        {"contact_id": "dub:pn_1", "partner_id": "pn_1", "name": "Jo Doe", "email": "jo@x.com"}
    ]


@pytest.mark.parametrize(
    ("amount", "earnings", "style"),
    [("4900", "980", Style(cents=True)), ("$49.00", "$9.80", None), ("49", "9.80", None)],
)
def test_sales_are_deals_and_every_commission_a_commission(
    folder: Folder, amount: str, earnings: str, style: Style | None
) -> None:
    folder.write(
        "commissions.csv",
        COMMISSIONS,
        (
            "cm_1",
            "sale",
            amount,
            earnings,
            "usd",
            "processed",
            "in_1",
            "2026-02-03T00:00:00.000Z",
            "",
            "pn_1",
        ),
        ("cm_2", "lead", "0", "200", "usd", "pending", "", "2026-02-04T00:00:00.000Z", "", "pn_1"),
        ("cm_3", "sale", amount, earnings, "usd", "refunded", "", "2026-02-05T00:00:00.000Z", "", "pn_1"),
    )
    plan = folder.plan()
    first, second, refunded = rows_of(feed_of(plan, "commissions"))
    assert first == {
        "commission_id": "dub:cm_1",
        "partner_id": "pn_1",
        "period": "2026-02",
        "deal_id": "cm_1",
        "amount": earnings,
        "currency": "usd",
        "status": "approved",
        "invoice": "in_1",
    }
    assert "deal_id" not in second
    assert (refunded["status"], refunded["hold_reason"]) == ("on_hold", "refunded")
    deal, lost = rows_of(feed_of(plan, "deals"))
    assert (deal["deal_id"], deal["stage"], deal["amount"]) == ("dub:cm_1", "won", amount)
    assert (lost["deal_id"], lost["stage"], lost["lost_reason"]) == ("dub:cm_3", "lost", "refunded")
    assert feed_of(plan, "deals").styles.get("amount") == style
    assert [feed.table.name for feed in plan.feeds] == ["deals", "commissions"]


def test_an_export_without_its_partners_says_which_column_to_add(folder: Folder) -> None:
    folder.write(
        "commissions.csv",
        COMMISSIONS[:-1],
        (
            "cm_1",
            "sale",
            "1",
            "1",
            "usd",
            "paid",
            "",
            "",
            "",
        ),
    )
    (problem,) = folder.plan().problems
    assert problem.column == "partner_id"
    assert problem.expected.startswith("a column Partner ID or Partner name (the partner); export it again")
