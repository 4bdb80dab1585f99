import pytest

from tests.unit.knowledge.importing.mapping.kit import Folder, Person, feed_of, rows_of


def write_accounts(folder: Folder) -> None:
    folder.write(
        "Account.csv",
        (
            "Id",
            "Name",
            "OwnerId",
            "Industry",
            "Type",
            "BillingCountry",
            "AnnualRevenue",
            "IsPartner",
            "ChannelProgramLevelName",
        ),
        ("001A", "Globex", "005X", "IT", "Technology Partner", "DE", "1000000", "true", "Gold"),
        ("001B", "Acme", "005X", "Retail", "Customer - Direct", "FR", "", "false", ""),
    )


def write_opportunities(folder: Folder, *, partner: str = "") -> None:
    folder.write(
        "Opportunity.csv",
        (
            "Id",
            "Name",
            "AccountId",
            "PartnerAccountId",
            "StageName",
            "Amount",
            "CloseDate",
            "OwnerId",
            "CreatedDate",
        ),
        (
            "006A",
            "Acme 1",
            "001B",
            partner,
            "Closed Won",
            "99.5",
            "2026-03-01",
            "005X",
            "2026-01-01T10:00:00.000Z",
        ),
        ("006B", "Acme 2", "001B", "", "Prospecting", "10", "2026-11-01", "005X", "2026-01-02T10:00:00.000Z"),
        (
            "006C",
            "Acme 3",
            "001B",
            "",
            "Geschlossen verloren",
            "10",
            "2026-04-01",
            "005X",
            "2026-01-03T10:00:00.000Z",
        ),
    )


def write_roles(folder: Folder) -> None:
    folder.write(
        "OpportunityPartner.csv",
        ("OpportunityId", "AccountToId", "Role", "IsPrimary"),
        ("006A", "001Z", "Influencer", "false"),
        ("006A", "001A", "Reseller", "TRUE"),
        ("006B", "001Z", "Influencer", "0"),
    )


def test_only_accounts_that_are_partners_become_partners(folder: Folder) -> None:
    write_accounts(folder)
    folder.write("User.csv", ("Id", "Name", "Email"), ("005X", "Ann Lee", "ann@us.com"))
    plan = folder.plan()
    assert [feed.table.name for feed in plan.feeds] == ["managers", "partners"]
    assert rows_of(feed_of(plan, "managers")) == [{"email": "ann@us.com", "name": "Ann Lee", "Id": "005X"}]
    assert rows_of(feed_of(plan, "partners")) == [
        {
            "partner_id": "salesforce:001A",
            "name": "Globex",
            "type": "isv",
            "country": "DE",
            "sectors": "IT",
            "manager_email": "ann@us.com",
            "annual_revenue": "1000000",
            "program_level": "Gold",
        }
    ]


def test_the_partner_of_an_opportunity_is_the_account_then_the_primary_role_then_any(folder: Folder) -> None:
    write_accounts(folder)
    write_opportunities(folder)
    write_roles(folder)
    plan = folder.plan()
    assert plan.problems == ()
    assert plan.ignored == ()
    rows = rows_of(feed_of(plan, "deals"))
    assert [
        (row["deal_id"], row["partner_id"], row["stage"], row["customer"], row["sector"]) for row in rows
    ] == [
        ("salesforce:006A", "001A", "won", "Acme", "Retail"),
        ("salesforce:006B", "001Z", "open", "Acme", "Retail"),
    ]
    assert rows[1]["closed_on"] == "2026-11-01"

    write_opportunities(folder, partner="001Q")
    assert rows_of(feed_of(folder.plan(), "deals"))[0]["partner_id"] == "001Q"


def test_opportunities_of_no_partner_ask_for_a_custom_column(folder: Folder) -> None:
    write_opportunities(folder)
    person = Person({})
    plan = folder.plan(ask=person)
    assert rows_of(feed_of(plan, "deals")) == []
    assert len(person.asked) == 1
    assert any("no record names the partner" in remark for remark in plan.remarks)


def test_a_changed_role_changes_the_digest_of_the_opportunities(folder: Folder) -> None:
    write_opportunities(folder)
    write_roles(folder)
    before = feed_of(folder.plan(), "deals").digest
    assert feed_of(folder.plan(), "deals").digest == before
    folder.write("OpportunityPartner.csv", ("OpportunityId", "AccountToId"), ("006A", "001Q"))
    assert feed_of(folder.plan(), "deals").digest != before


def test_leads_and_fund_claims(folder: Folder) -> None:
    folder.write(
        "Lead.csv",
        ("Id", "PartnerAccountId", "Status", "IsConverted", "CreatedDate", "ConvertedDate"),
        ("00Q1", "001A", "Closed - Converted", "true", "2026-01-01", "2026-02-01"),
        ("00Q2", "001A", "Open - Not Contacted", "false", "2026-01-05", ""),
        ("00Q3", "", "Working - Contacted", "false", "2026-01-05", ""),
    )
    folder.write(
        "PartnerFundClaim.csv",
        ("Id", "Amount", "ChannelPartnerId", "Title", "Status", "CreatedDate"),
        ("0D1", "500", "001A", "Fair", "Approved", "2026-03-04"),
        ("0D2", "900", "001A", "Dinner", "Rejected", "2026-03-05"),
    )
    plan = folder.plan()
    assert [(row["lead_id"], row["status"]) for row in rows_of(feed_of(plan, "leads"))] == [
        ("salesforce:00Q1", "converted"),
        ("salesforce:00Q2", "new"),
    ]
    assert rows_of(feed_of(plan, "costs")) == [
        {
            "cost_id": "salesforce:0D1",
            "partner_id": "001A",
            "date": "2026-03-04",
            "kind": "mdf",
            "amount": "500",
            "Title": "Fair",
        },
        {
            "cost_id": "salesforce:0D2",
            "partner_id": "001A",
            "date": "2026-03-05",
            "kind": "mdf",
            "amount": "0",
            "Title": "Dinner",
        },
    ]


def test_a_claim_without_any_date_is_told_which_column_it_needs(folder: Folder) -> None:
    folder.write("Claim.csv", ("Id", "Amount", "ChannelPartnerId"), ("0D1", "500", "001A"))
    (problem,) = folder.plan().problems
    assert problem.column == "date"
    assert "a column ApprovedDate or ClaimDate or CreatedDate or LastModifiedDate" in problem.expected


@pytest.mark.parametrize(
    ("types", "partners"),
    [
        (("Channel Partner / Reseller", "Technology Partner", "Customer - Direct"), 2),
        (("Prospect", "Customer - Direct", ""), 0),
    ],
)
def test_without_a_partner_portal_the_type_of_an_account_decides(
    folder: Folder, types: tuple[str, ...], partners: int
) -> None:
    rows = [(f"A{place}", "X", "U", kind, "false") for place, kind in enumerate(types)]
    folder.write("Account.csv", ("Id", "Name", "OwnerId", "Type", "IsPartner"), *rows)
    feed = feed_of(folder.plan(), "partners")
    assert len(rows_of(feed)) == partners
    assert any("no record came in" in remark for remark in feed.noted()) == (partners == 0)
