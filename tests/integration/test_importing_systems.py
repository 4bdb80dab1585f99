"""Exports of other systems come in as they are, and what belongs to one partner finds its way to it."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from knowledge.importing.questions import Question
from tests.integration.incoming import Folder, counts, table_of

HUBSPOT_COMPANIES = (
    "Record ID,Company name,Company Domain Name,Company owner,Industry,Country/Region,Create Date,"
    "Last Activity Date\n"
    "101,Globex,globex.example,Priya Nair,Retail,Germany,2024-01-05 10:00,2026-09-01 09:30\n"
    "102,Initech,initech.example,Nobody Known,Finance,France,2024-02-05 10:00,\n"
)
HUBSPOT_DEALS = (
    "Record ID,Deal Name,Deal Stage,Amount,Deal owner,Close Date,Create Date,Associated Company,Reseller\n"
    "9001,ERP for Hooli,Closed Won,12000,Priya Nair,2026-03-04 12:00,2026-01-02 08:00,Hooli,Globex\n"
    "9002,CRM for Acme,Appointment Scheduled,500,Priya Nair,2026-12-24 12:00,2026-08-02 08:00,Acme,101\n"
    "9003,Direct deal,Closed Lost,700,Priya Nair,2026-05-04 12:00,2026-04-02 08:00,Umbrella,\n"
)
MANAGERS = "email,name\npriya@vendor.example,Priya Nair\n"


@pytest.fixture
def folder(tmp_path: Path, engine: Engine) -> Folder:
    return Folder(tmp_path, engine)


def reseller(question: Question) -> str | None:
    if question.column and question.column != "Reseller":
        return question.proposed
    return "Reseller" if "Reseller" in {choice.value for choice in question.choices} else question.proposed


def test_hubspot(folder: Folder, tmp_path: Path) -> None:
    folder.write(**{"companies.csv": HUBSPOT_COMPANIES, "deals.csv": HUBSPOT_DEALS, "managers.csv": MANAGERS})
    report = folder.load(ask=reseller, mappings=tmp_path / "mappings")
    assert report.problems == ()
    partners = {row["partner_id"]: row for row in folder.stored("partners")}
    assert partners["hubspot:101"]["manager_email"] == "priya@vendor.example"
    assert partners["hubspot:102"]["manager_email"] is None
    assert "Nobody Known" in " ".join(table_of(report, "partners").remarks)
    won, open_ = folder.stored("deals")
    assert (won["deal_id"], won["partner_id"], won["stage"]) == ("hubspot:9001", "hubspot:101", "won")
    assert (won["closed_on"], won["amount"]) == (date(2026, 3, 4), 12_000.0)
    assert (open_["partner_id"], open_["stage"]) == ("hubspot:101", "open")
    deals = table_of(report, "deals")
    assert (deals.rows_in, deals.rows_bad, deals.rows_skipped) == (3, 0, 1)
    again = folder.load(mappings=tmp_path / "mappings")
    assert (again.problems, again.rows_changed) == ((), 0)


def test_hubspot_deals_wait_until_somebody_says_which_column_names_the_partner(folder: Folder) -> None:
    folder.write(**{"companies.csv": HUBSPOT_COMPANIES, "deals.csv": HUBSPOT_DEALS})
    report = folder.load()
    assert [problem.file for problem in report.problems] == ["deals.csv"]
    assert len(folder.stored("partners")) == 2
    assert folder.stored("deals") == []


def test_salesforce(folder: Folder) -> None:
    folder.write(
        **{
            "User.csv": "Id,Name,Email\n005A,Priya Nair,priya@vendor.example\n",
            "Account.csv": (
                "Id,Name,OwnerId,Industry,Type,BillingCountry,AnnualRevenue,IsPartner,ChannelProgramLevelName\n"
                "001P,Globex,005A,Retail,Partner,Germany,5000000,true,Gold\n"
                "001C,Hooli,005A,Retail,Customer,Germany,9000000,false,\n"
            ),
            "Opportunity.csv": (
                "Id,Name,AccountId,PartnerAccountId,StageName,Amount,CloseDate,OwnerId,CreatedDate\n"
                "006A,ERP,001C,,Closed Won,1000,2026-03-04,005A,2026-01-02T10:00:00.000Z\n"
                "006B,CRM,001C,001P,Prospecting,2000,2026-12-04,005A,2026-02-02T10:00:00.000Z\n"
                "006C,Direct,001C,,Closed Lost,2000,2026-04-04,005A,2026-02-02T10:00:00.000Z\n"
            ),
            "OpportunityPartner.csv": (
                "Id,OpportunityId,AccountToId,Role,IsPrimary\n00I1,006A,001P,Reseller,true\n"
            ),
        }
    )
    report = folder.load()
    assert report.problems == ()
    (partner,) = folder.stored("partners")
    assert (partner["partner_id"], partner["program_level"]) == ("salesforce:001P", "Gold")
    assert partner["manager_email"] == "priya@vendor.example"
    deals = [(deal["deal_id"], deal["partner_id"], deal["customer"]) for deal in folder.stored("deals")]
    assert deals == [
        ("salesforce:006A", "salesforce:001P", "Hooli"),
        ("salesforce:006B", "salesforce:001P", "Hooli"),
    ]


def test_partnerstack(folder: Folder) -> None:
    folder.write(
        **{
            "partnerships.csv": (
                "key,partner_key,email,first_name,last_name,group,manager,tags,joined_at\n"
                "part_1,globex,ann@globex.example,Ann,Lee,Gold,,reseller,1704067200000\n"
            ),
            "transactions.csv": (
                "key,customer_key,amount,amount_usd,currency,created_at\ntx_1,cus_1,120050,120050,USD,1767225600000\n"
            ),
            "rewards.csv": (
                "key,amount,reward_status,partnership,transaction,invoice,created_at\n"
                "rew_1,12005,hold,part_1,tx_1,,1767312000000\n"
            ),
            "fx.csv": "currency,rate_to_base\nUSD,0.9\n",
        }
    )
    report = folder.load()
    assert report.problems == ()
    (commission,) = folder.stored("commissions")
    assert (commission["amount"], commission["status"], commission["period"]) == (
        120.05,
        "on_hold",
        "2026-01",
    )
    (deal,) = folder.stored("deals")
    assert (deal["amount"], deal["partner_id"]) == (1200.5, commission["partner_id"])
    assert deal["amount_base"] == pytest.approx(1080.45)
    (contact,) = folder.stored("contacts")
    assert (contact["name"], contact["email"]) == ("Ann Lee", "ann@globex.example")


def test_dub(folder: Folder) -> None:
    folder.write(
        **{
            "partners.csv": (
                "ID,Name,Email,Country,Status,Group,Enrolled at,Leads,Sales,Revenue,Commissions\n"
                "pn_1,Ann Lee,ann@lee.example,DE,approved,Default,2025-01-02T10:00:00Z,4,2,$100.00,$10.00\n"
            ),
            "commissions.csv": (
                "ID,Type,Amount,Earnings,Currency,Status,Invoice ID,Created at,Paid at,Partner ID\n"
                "cm_1,sale,$100.00,$10.00,usd,paid,inv_1,2026-01-02T10:00:00.000Z,2026-02-01T10:00:00.000Z,pn_1\n"
            ),
            "fx.csv": "currency,rate_to_base\nUSD,0.9\n",
        }
    )
    report = folder.load()
    assert report.problems == ()
    (commission,) = folder.stored("commissions")
    assert (commission["amount"], commission["status"], commission["paid_on"]) == (
        10.0,
        "paid",
        date(2026, 2, 1),
    )
    (deal,) = folder.stored("deals")
    assert (deal["amount"], deal["stage"], deal["partner_id"]) == (100.0, "won", "dub:pn_1")


def test_the_same_partner_in_two_systems_is_one_and_its_deals_come_together(
    folder: Folder, tmp_path: Path
) -> None:
    folder.write(
        **{
            "managers.csv": MANAGERS,
            "partners.csv": "partner_id,name,website,country\nP1,Globex GmbH,www.globex.example,DE\n",
        }
    )
    folder.load()
    folder.empty()
    folder.write(**{"companies.csv": HUBSPOT_COMPANIES, "deals.csv": HUBSPOT_DEALS})
    report = folder.load(ask=reseller, mappings=tmp_path / "mappings")
    assert report.problems == ()
    assert report.merged == 1
    assert {row["partner_id"] for row in folder.stored("partners")} == {"P1", "hubspot:102"}
    assert {deal["partner_id"] for deal in folder.stored("deals")} == {"P1"}
    folder.write(**{"deals.csv": HUBSPOT_DEALS.replace("12000", "13000")})
    assert counts(folder.load(mappings=tmp_path / "mappings"))["deals"] == (3, 1)
    assert {deal["partner_id"] for deal in folder.stored("deals")} == {"P1"}


def test_a_sale_that_is_refunded_later_is_lost_and_its_commission_held(folder: Folder) -> None:
    commissions = (
        "ID,Type,Amount,Earnings,Currency,Status,Created at,Partner ID\n"
        "cm_1,sale,€100.00,€10.00,eur,pending,2026-01-02T10:00:00.000Z,pn_1\n"
    )
    partners = "ID,Name,Email,Enrolled at\npn_1,Ann Lee,ann@lee.example,2025-01-02T10:00:00Z\n"
    folder.write(**{"partners.csv": partners, "commissions.csv": commissions})
    assert folder.load().problems == ()
    assert [deal["stage"] for deal in folder.stored("deals")] == ["won"]
    folder.write(**{"commissions.csv": commissions.replace("pending", "refunded")})
    assert folder.load().problems == ()
    assert [(deal["stage"], deal["lost_reason"]) for deal in folder.stored("deals")] == [("lost", "refunded")]
    (commission,) = folder.stored("commissions")
    assert (commission["status"], commission["hold_reason"]) == ("on_hold", "refunded")


def test_stages_that_nobody_mapped_are_told_after_the_import(folder: Folder, tmp_path: Path) -> None:
    deals = HUBSPOT_DEALS.replace("Appointment Scheduled", "Handshake")
    folder.write(**{"companies.csv": HUBSPOT_COMPANIES, "deals.csv": deals})
    report = folder.load(ask=reseller, mappings=tmp_path / "mappings")
    assert any("Handshake read as open" in remark for remark in table_of(report, "deals").remarks)


def test_a_file_that_is_left_out_as_a_whole_is_told(folder: Folder) -> None:
    folder.write(**{"Account.csv": "Id,Name,OwnerId,Type,IsPartner\nA1,Hooli,U,Customer,false\n"})
    (remark,) = table_of(folder.load(), "partners").remarks
    assert remark.startswith("no record came in: none of them counts by its IsPartner or Type")


def test_an_unknown_system_is_answered_with_the_valid_ones(folder: Folder) -> None:
    folder.write(**{"companies.csv": HUBSPOT_COMPANIES})
    (problem,) = folder.load(system="hubspto").problems
    assert "hubspot" in problem.expected
    assert "salesforce" in problem.expected
