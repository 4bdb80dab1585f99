"""The CSV files of the frozen world: complete, consistent, and with the names that the suites rely on."""

import csv
from collections import Counter
from datetime import date
from functools import cache

import pytest

from evals.frozen import AS_OF, PEOPLE, now, tables
from tools.schema import TABLES

SMALL = 1_200_000  # bytes of all files together: they are committed


@cache
def rows(table: str) -> list[dict[str, str]]:
    with tables()[table].open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def test_every_table_of_the_format_is_there_with_all_its_columns_and_rows() -> None:
    assert set(tables()) == {table.name for table in TABLES}
    for table in TABLES:
        assert list(rows(table.name)[0]) == [column.name for column in table.columns], table.name


def test_the_files_stay_small() -> None:
    assert sum(path.stat().st_size for path in tables().values()) <= SMALL


def test_partners_are_numbered_and_no_name_or_alias_is_anybody_elses() -> None:
    partners = rows("partners")
    names = Counter(
        name.casefold()
        for row in partners
        for name in (row["name"], *filter(None, row["aliases"].split(";")))
    )
    assert [row["partner_id"] for row in partners] == [f"P{number:02d}" for number in range(1, 49)]
    assert max(names.values()) == 1


@pytest.mark.parametrize("table", [table.name for table in TABLES if "partner_id" in table.columns[1].name])
def test_every_row_is_of_a_partner_that_exists(table: str) -> None:
    assert {row["partner_id"] for row in rows(table)} <= {row["partner_id"] for row in rows("partners")}


def test_people_who_ask_are_the_managers_and_only_three_of_them_own_partners() -> None:
    owned = Counter(row["manager_email"] for row in rows("partners"))
    assert [row["email"] for row in rows("managers")] == list(PEOPLE.values())
    assert owned.most_common(1)[0] == (PEOPLE["nora"], 18)
    assert set(owned) == {PEOPLE["nora"], PEOPLE["paula"], PEOPLE["emil"]}


def test_nobody_has_the_name_of_another_contact_and_two_are_called_dana() -> None:
    contacts = rows("contacts")
    assert max(Counter(row["name"] for row in contacts).values()) == 1
    danas = {row["partner_id"] for row in contacts if row["name"].startswith("Dana ")}
    assert danas == {"P31", "P37"}


def test_every_partner_has_contacts_and_at_least_six_notes_by_several_people() -> None:
    contacts = Counter(row["partner_id"] for row in rows("contacts"))
    notes = Counter(row["partner_id"] for row in rows("notes"))
    authors = {
        partner: {row["author"] for row in rows("notes") if row["partner_id"] == partner} for partner in notes
    }
    for partner in rows("partners"):
        assert contacts[partner["partner_id"]] >= 2
        assert notes[partner["partner_id"]] >= 6
        assert len(authors[partner["partner_id"]]) >= 2


@pytest.mark.parametrize(
    ("table", "column"),
    [("activities", "date"), ("notes", "date"), ("deals", "created_on"), ("tickets", "opened_on")],
)
def test_nothing_is_dated_after_the_day_of_the_world(table: str, column: str) -> None:
    newest = max(date.fromisoformat(row[column]) for row in rows(table))
    assert newest <= AS_OF == now().date()


def test_the_invoice_that_is_asked_about_is_of_one_partner() -> None:
    assert {row["partner_id"] for row in rows("commissions") if row["invoice"] == "1042"} == {"P31"}


@pytest.mark.parametrize(
    "customer", ["Hafenbank", "Northgate Foods", "Clinique Solaris", "Metro Verde", "Contoso"]
)
def test_customers_that_are_asked_about_have_won_deals(customer: str) -> None:
    assert any(row["customer"] == customer and row["stage"] == "won" for row in rows("deals"))
