import pytest

from knowledge.importing.columns.style import Style
from knowledge.importing.mapping import remember_style
from tests.unit.knowledge.importing.mapping.kit import Folder, Person, feed_of, rows_of

DEALS = (
    "Record ID",
    "Deal Name",
    "Deal Stage",
    "Amount",
    "Deal owner",
    "Close Date",
    "Create Date",
    "Associated Company",
    "Reseller",
)


def write_deals(folder: Folder) -> None:
    folder.write(
        "deals.csv",
        DEALS,
        (
            "901",
            "Acme renewal",
            "Closed Won",
            "1200.50",
            "Ann",
            "2026-05-02 10:00",
            "2026-01-09 08:30",
            "Acme",
            "Globex",
        ),
        ("902", "Beta", "closedlost", "80", "Ann", "2026-04-01 09:00", "2026-02-01 09:00", "Beta", "Initech"),
        (
            "903",
            "Gamma",
            "Vertragsverhandlung",
            "10",
            "Bo",
            "2026-12-24 00:00",
            "2026-03-01 00:00",
            "Gamma",
            "globex",
        ),
        ("904", "Direct", "Closed Won", "5", "Bo", "2026-05-05 00:00", "2026-03-02 00:00", "Delta", ""),
    )


def write_companies(folder: Folder) -> None:
    folder.write(
        "hubspot-crm-exports-all-companies-2026-09-30.csv",
        (
            "Record ID",
            "Company name",
            "Company Domain Name",
            "Company owner",
            "Industry",
            "Country/Region",
            "Create Date",
            "Last Activity Date",
            "Type",
        ),
        (
            "11",
            "Globex",
            "globex.com",
            "Ann Lee",
            "Software",
            "Germany",
            "2024-01-01 10:00",
            "2026-01-01",
            "Partner",
        ),
        ("12", "Initech", "initech.io", "", "", "", "2024-02-01 10:00", "", ""),
        ("13", "A Customer", "cust.com", "", "", "", "", "", "Customer"),
    )


def test_only_companies_called_a_partner_become_one_as_soon_as_any_is(folder: Folder) -> None:
    write_companies(folder)
    feed = feed_of(folder.plan(), "partners")
    assert rows_of(feed) == [
        {
            "partner_id": "hubspot:11",
            "name": "Globex",
            "website": "globex.com",
            "manager_email": "Ann Lee",
            "sectors": "Software",
            "country": "Germany",
            "first_contact_on": "2024-01-01 10:00",
            "Last Activity Date": "2026-01-01",
        },
    ]
    assert feed.translate(next(feed.source.chunks())).skipped == 2
    assert (feed.prefix, feed.by_name, feed.skips_strangers, feed.system) == (
        "hubspot:",
        True,
        True,
        "hubspot",
    )


@pytest.mark.parametrize(
    ("label", "cells", "partners", "remarked"),
    [
        ("Type", ("PARTNER", "Prospect", ""), ["hubspot:1"], False),
        ("Typ", ("Channel-Partner", "Kunde", "Reseller"), ["hubspot:1", "hubspot:3"], False),
        ("Type", ("Other", "Prospect", ""), ["hubspot:1", "hubspot:3"], True),
        ("Lifecycle Stage", ("Partner", "Customer", "lead"), ["hubspot:1"], False),
        ("Lifecycle Stage", ("Other", "Customer", "lead"), ["hubspot:1"], True),
        ("Farbe", ("rot", "rot", "rot"), ["hubspot:1", "hubspot:2", "hubspot:3"], True),
    ],
)
def test_what_a_company_is_decides_whether_it_is_a_partner(
    folder: Folder, label: str, cells: tuple[str, ...], partners: list[str], remarked: bool
) -> None:
    rows = [(str(place), f"Company {place}", cell) for place, cell in enumerate(cells, start=1)]
    folder.write("companies.csv", ("Record ID", "Company name", label), *rows)
    feed = feed_of(folder.plan(), "partners")
    assert [row["partner_id"] for row in rows_of(feed)] == partners
    assert any("where: {LABEL: [CELL]}" in remark for remark in feed.noted()) == remarked


def test_a_person_says_which_companies_are_partners(folder: Folder) -> None:
    said = "sources: {companies: {feeds: {partners: {where: {Kind: [channel]}}}}}"
    folder.say("hubspot.yaml", said)
    rows = [("1", "A", "Partner", "Channel"), ("2", "B", "Partner", "")]
    folder.write("companies.csv", ("Record ID", "Company name", "Type", "Kind"), *rows)
    assert [row["partner_id"] for row in rows_of(feed_of(folder.plan(), "partners"))] == ["hubspot:1"]


def test_the_column_of_the_partner_is_asked_for_once_the_likeliest_first(folder: Folder) -> None:
    write_deals(folder)
    write_companies(folder)
    person = Person({"Reseller": "Reseller"})
    feed = feed_of(folder.plan(ask=person), "deals")
    (question,) = person.asked
    assert question.proposed == "Reseller"
    assert question.samples == ("Globex", "Initech", "globex")
    assert question.choices[0].label == "Reseller (Globex, Initech, globex)"
    assert {choice.value for choice in question.choices} == {*DEALS[1:], ""}
    rows = rows_of(feed)
    assert [(row["deal_id"], row["partner_id"], row["stage"]) for row in rows] == [
        ("hubspot:901", "Globex", "won"),
        ("hubspot:902", "Initech", "lost"),
        ("hubspot:903", "globex", "open"),
    ]
    assert rows[2]["closed_on"] == "2026-12-24 00:00"
    assert rows[0]["customer"] == "Acme"
    assert rows[0]["Deal Name"] == "Acme renewal"

    again = Person({})
    assert rows_of(feed_of(folder.plan(ask=again), "deals")) == rows
    assert again.asked == []


def test_known_partners_of_the_database_rank_the_columns(folder: Folder) -> None:
    write_deals(folder)
    person = Person({})
    folder.plan(ask=person, known=["ACME", "Beta", "Gamma", "Delta"])
    assert person.asked[0].proposed == "Associated Company"


def test_without_an_answer_the_deals_stay_out_and_it_is_said_how_to_answer(folder: Folder) -> None:
    write_deals(folder)
    plan = folder.plan()
    assert not plan.feeds
    (problem,) = plan.problems
    assert str(problem) == (
        "deals.csv, column partner_id: expected to be told which column names the partner: import on a "
        "terminal to pick it, or write `partner_id: LABEL` under sources.deals.feeds.deals.columns in "
        f"{folder.mappings / 'hubspot.yaml'}"
    )


def test_what_the_problem_says_to_write_works(folder: Folder) -> None:
    write_deals(folder)
    folder.say(
        "hubspot.yaml",
        "sources: {deals: {feeds: {deals: {columns: {partner_id: Reseller, customer: Deal Name}}}}}",
    )
    rows = rows_of(feed_of(folder.plan(), "deals"))
    assert rows[0]["partner_id"] == "Globex"
    assert rows[0]["customer"] == "Acme renewal"
    assert rows[0]["stage"] == "won"  # what is not overridden stays


def test_a_picked_column_that_is_gone_is_asked_for_again(folder: Folder) -> None:
    write_deals(folder)
    folder.plan(ask=Person({"Reseller": "Reseller"}))
    folder.write(
        "deals.csv", (*DEALS[:-1], "Channel partner"), ("1", "X", "won", "", "", "", "", "", "Globex")
    )
    person = Person({"Channel partner": "Channel partner"})
    assert rows_of(feed_of(folder.plan(ask=person), "deals"))[0]["partner_id"] == "Globex"
    assert len(person.asked) == 1


def test_tickets_by_internal_names(folder: Folder) -> None:
    folder.write(
        "export.csv",
        (
            "hs_object_id",
            "subject",
            "content",
            "hs_pipeline_stage",
            "hs_ticket_priority",
            "createdate",
            "Associated Company",
        ),
        ("5", "Broken", "It is broken", "1", "HIGH", "2026-02-03T04:05:06.789Z", "Globex"),
        ("6", "Nobody", "", "4", "", "2026-02-04T00:00:00Z", ""),
    )
    feed = feed_of(folder.plan(), "tickets")
    (row,) = rows_of(feed)
    assert row["ticket_id"] == "hubspot:5"
    assert (row["partner_id"], row["severity"], row["subject"]) == ("Globex", "2", "Broken")
    assert row["opened_on"] == "2026-02-03T04:05:06.789Z"
    assert feed.attributes == ("hs_pipeline_stage",)


def test_an_answered_style_is_known_to_the_next_plan(folder: Folder) -> None:
    write_companies(folder)
    feed = feed_of(folder.plan(), "partners")
    remember_style(folder.mappings, feed, "first_contact_on", Style(dates="day_first", epoch="ms"))
    again = feed_of(folder.plan(), "partners")
    assert (again.styles, again.answered) == ({}, {"first_contact_on": Style(dates="day_first")})
    assert again.digest != feed.digest
