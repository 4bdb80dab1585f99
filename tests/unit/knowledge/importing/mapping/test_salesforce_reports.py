"""Reports of Salesforce, and exports that have less than the API gives."""

from tests.unit.knowledge.importing.mapping.kit import Folder, feed_of, rows_of

OPPORTUNITY = ("Id", "Name", "AccountId", "PartnerAccountId", "StageName", "CloseDate")


def test_reports_are_known_by_the_labels_of_their_fields(folder: Folder) -> None:
    folder.write(
        "report1.csv",
        ("Account ID", "Account Name", "Account Owner", "Type", "Billing Country", "Employees"),
        ("001A", "Globex", "Ann Lee", "Technology Partner", "DE", "12"),
    )
    folder.write(
        "report2.csv",
        (
            "Opportunity ID",
            "Opportunity Name",
            "Account Name",
            "Stage",
            "Close Date",
            "Partner Account",
            "Amount",
        ),
        ("006A", "ERP", "Hooli", "Closed Won", "2026-03-04", "Globex", "10"),
    )
    plan = folder.plan()
    assert (plan.problems, plan.ignored) == ((), ())
    (partner,) = rows_of(feed_of(plan, "partners"))
    assert (partner["partner_id"], partner["name"], partner["manager_email"]) == (
        "salesforce:001A",
        "Globex",
        "Ann Lee",
    )
    (deal,) = rows_of(feed_of(plan, "deals"))
    assert (deal["deal_id"], deal["partner_id"], deal["customer"]) == ("salesforce:006A", "Globex", "Hooli")


def test_a_report_that_lacks_a_column_is_named_with_it(folder: Folder) -> None:
    folder.write(
        "report.csv", ("Opportunity Name", "Account Name", "Stage", "Close Date"), ("a", "b", "c", "")
    )
    plan = folder.plan()
    assert plan.ignored == ("report.csv",)
    assert plan.remarks == ("report.csv is not read: as opportunities of Salesforce it lacks Id",)


def test_claims_without_an_id_get_a_key_of_what_they_are(folder: Folder) -> None:
    header = ("Amount", "ChannelPartnerId", "Title", "Status", "CreatedDate")
    claims = [
        ("500", "001A", "Fair", "Approved", "2026-03-04"),
        ("500", "001A", "Expo", "Draft", "2026-03-04"),
    ]
    folder.write("PartnerFundClaim.csv", header, *claims)
    first, second = rows_of(feed_of(folder.plan(), "costs"))
    assert first["cost_id"] != second["cost_id"]
    assert (first["amount"], first["Title"], second["amount"]) == ("500", "Fair", "0")
    folder.write(
        "PartnerFundClaim.csv", header, *reversed([(*claim[:3], "Paid", claim[4]) for claim in claims])
    )
    assert rows_of(feed_of(folder.plan(), "costs"))[1]["cost_id"] == first["cost_id"]


def test_ids_of_15_and_18_characters_are_one(folder: Folder) -> None:
    folder.write(
        "Account.csv",
        ("Id", "Name", "OwnerId", "Type"),
        ("001D000000IRFmaIAH", "Globex", "U", "Partner"),
        ("001D000000IRFmaZZZ", "No id", "U", "Partner"),
    )
    folder.write(
        "Opportunity.csv",
        OPPORTUNITY,
        ("O1", "N", "001D000000IRFma", "001D000000IRFmaIAH", "Won", "2026-03-31"),
    )
    plan = folder.plan()
    assert [row["partner_id"] for row in rows_of(feed_of(plan, "partners"))] == [
        "salesforce:001D000000IRFma",
        "salesforce:001D000000IRFmaZZZ",
    ]
    (deal,) = rows_of(feed_of(plan, "deals"))
    assert (deal["partner_id"], deal["customer"]) == ("001D000000IRFma", "Globex")
