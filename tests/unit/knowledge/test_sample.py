from __future__ import annotations

import csv
import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from knowledge.sample import SampleSummary, describe_situations, write_sample
from knowledge.sample.draws import Draws
from knowledge.sample.ledger import (
    Commission,
    Cost,
    Level,
    Offer,
    Project,
    Survey,
    Territory,
    Ticket,
    Usage,
    VendorFigure,
)
from knowledge.sample.material import CompanyParts
from knowledge.sample.names import CompanyNames
from knowledge.sample.rhythm import event_agos
from knowledge.sample.rows import (
    Activity,
    Certification,
    Contact,
    Deal,
    Lead,
    Manager,
    Note,
    Partner,
    Rate,
)
from tools.schema import TABLES, Column, Type

Row = dict[str, str]
Portfolio = dict[str, list[Row]]
UNTIL = date(2026, 10, 31)


@pytest.fixture(scope="module")
def summary(tmp_path_factory: pytest.TempPathFactory) -> SampleSummary:
    return write_sample(tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="module")
def portfolio(summary: SampleSummary) -> Portfolio:
    return read(summary.folder)


def read(folder: Path) -> Portfolio:
    found = {}
    for table in TABLES:
        with (folder / f"{table.name}.csv").open(encoding="utf-8", newline="") as file:
            found[table.name] = list(csv.DictReader(file))
    return found


def of(portfolio: Portfolio, table: str, partner_id: str) -> list[Row]:
    return [row for row in portfolio[table] if row["partner_id"] == partner_id]


def digest(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def days_ago(cell: str) -> int:
    return (UNTIL - date.fromisoformat(cell)).days


def wins_ago(portfolio: Portfolio, partner_id: str) -> list[int]:
    deals = of(portfolio, "deals", partner_id)
    return sorted(days_ago(deal["closed_on"]) for deal in deals if deal["stage"] == "won")


def base_amount(deal: Row) -> float:
    return float(deal["amount"]) * {"EUR": 1.0, "USD": 0.92, "GBP": 1.17}[deal["currency"]]


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(
    summary: SampleSummary, tmp_path: Path
) -> None:
    write_sample(tmp_path / "same")
    write_sample(tmp_path / "other", seed=8)
    assert digest(tmp_path / "same") == digest(summary.folder)
    assert digest(tmp_path / "other")["deals.csv"] != digest(summary.folder)["deals.csv"]


def test_chance_is_the_same_on_every_platform_and_version() -> None:
    draws = Draws(7, 3, "notes")
    assert [draws.between(0, 999) for _ in range(6)] == [306, 105, 240, 612, 711, 705]


def test_a_smaller_sample_is_the_beginning_of_a_larger_one(portfolio: Portfolio, tmp_path: Path) -> None:
    larger = read(write_sample(tmp_path, partners=60).folder)
    for table, rows in portfolio.items():
        if table == "territories":  # targets go by what is sold
            assert len(larger[table]) == len(rows)
        else:
            assert larger[table][: len(rows)] == rows


@pytest.mark.parametrize(
    ("table", "fields"),
    [
        ("fx", Rate._fields),
        ("managers", Manager._fields),
        ("partners", Partner._fields),
        ("contacts", Contact._fields),
        ("deals", Deal._fields),
        ("leads", Lead._fields),
        ("certifications", Certification._fields),
        ("activities", Activity._fields),
        ("notes", Note._fields),
        ("usage", Usage._fields),
        ("projects", Project._fields),
        ("tickets", Ticket._fields),
        ("commissions", Commission._fields),
        ("costs", Cost._fields),
        ("surveys", Survey._fields),
        ("levels", Level._fields),
        ("territories", Territory._fields),
        ("offers", Offer._fields),
        ("vendor", VendorFigure._fields),
    ],
)
def test_rows_have_the_columns_of_the_schema_in_its_order(table: str, fields: tuple[str, ...]) -> None:
    columns = {declared.name: declared.columns for declared in TABLES}[table]
    assert fields == tuple(column.name for column in columns)


def test_every_cell_is_valid_for_its_column(portfolio: Portfolio) -> None:
    for table in TABLES:
        keys = [tuple(row[name] for name in table.key) for row in portfolio[table.name]]
        assert len(set(keys)) == len(keys) > 0
        for column in table.columns:
            cells = [row[column.name] for row in portfolio[table.name]]
            assert all(cells) or not column.required
            bad = [cell for cell in cells if cell and not valid(column, cell)]
            assert not bad, (table.name, column.name, bad[:3])


def valid(column: Column, cell: str) -> bool:
    checks: dict[Type, Callable[[str], bool]] = {
        Type.DATE: lambda text: date.fromisoformat(text) is not None,
        Type.MONTH: lambda text: date.fromisoformat(f"{text}-01") is not None,
        Type.PERIOD: lambda text: re.fullmatch(r"\d{4}-(Q[1-4]|(0[1-9]|1[0-2]))", text) is not None,
        Type.REQUIREMENTS: lambda text: re.fullmatch(r"([a-z]+>=\d+;?)+", text) is not None,
        Type.CHOICE: lambda text: text in column.choices,
        Type.FLAG: lambda text: text in {"true", "false"},
        Type.EMAIL: lambda text: re.fullmatch(r"[a-z.-]+@[a-z0-9-]+\.example", text) is not None,
        Type.CURRENCY: lambda text: text in {"EUR", "USD", "GBP"},
    }
    if column.type in {Type.NUMBER, Type.MONEY, Type.WHOLE}:
        low = column.low if column.low is not None else float("-inf")
        high = column.high if column.high is not None else float("inf")
        return low <= float(cell) <= high
    return checks.get(column.type, stripped)(cell)


def stripped(text: str) -> bool:
    return text == text.strip()


def test_every_reference_is_known(portfolio: Portfolio) -> None:
    keys = {table.name: {row[table.key[0]] for row in portfolio[table.name]} for table in TABLES}
    for table in TABLES:
        for column in table.columns:
            if column.references:
                assert {row[column.name] for row in portfolio[table.name]} <= keys[column.references]


def test_nothing_is_dated_after_the_last_day_and_something_on_it(portfolio: Portfolio) -> None:
    future = {"expires_on", "promised_on", "due_on", "starts_on", "ends_on"}
    dates = [
        row[column.name]
        for table in TABLES
        for column in table.columns
        if column.type is Type.DATE and column.name not in future
        for row in portfolio[table.name]
        if row[column.name]
    ]
    assert max(dates) == UNTIL.isoformat()


def test_dates_of_a_row_follow_each_other(portfolio: Portfolio) -> None:
    signed = {row["partner_id"]: row["signed_on"] for row in portfolio["partners"]}
    for deal in portfolio["deals"]:
        assert signed[deal["partner_id"]] <= deal["created_on"]
        assert not deal["closed_on"] or deal["created_on"] <= deal["closed_on"]
    for lead in portfolio["leads"]:
        assert not lead["decided_on"] or lead["created_on"] <= lead["decided_on"]
    for row in portfolio["partners"]:
        dates = [row[name] for name in ("first_contact_on", "applied_on", "signed_on", "onboarded_on")]
        assert [day for day in dates if day] == sorted(day for day in dates if day)


def test_addresses_are_reserved_ones_and_company_names_distinct(portfolio: Portfolio) -> None:
    names = [row["name"] for row in portfolio["partners"]]
    assert len(set(names)) == len(names) == 40
    assert all(row["website"].endswith(".example") for row in portfolio["partners"])
    assert {"Aurora Cloud", "Aurora Cloud Services", "Kestrel", "Kestrel Data", "Harbor"} <= set(names)


def test_the_first_manager_has_the_largest_book_and_everybody_has_one(portfolio: Portfolio) -> None:
    books = Counter(row["manager_email"] for row in portfolio["partners"])
    assert all(7 <= books[row["email"]] <= 14 for row in portfolio["managers"])
    assert books.most_common(1)[0][0] == portfolio["managers"][0]["email"]
    assert {row["role"] for row in portfolio["managers"]} == {"manager", "lead", "admin"}


def test_every_situation_is_described_and_played_by_somebody(summary: SampleSummary) -> None:
    assert set(summary.situations) == set(describe_situations())


def test_the_large_one_that_goes_dark_won_often_and_then_nothing(
    summary: SampleSummary, portfolio: Portfolio
) -> None:
    for partner_id in summary.situations["going_dark"]:
        wins = wins_ago(portfolio, partner_id)
        assert wins[0] > 70
        assert len([ago for ago in wins if ago <= 365]) >= 12
        inbound = [row for row in of(portfolio, "activities", partner_id) if row["direction"] == "in"]
        assert min(days_ago(row["date"]) for row in inbound) >= 70


def test_the_collapsed_one_has_won_nothing_for_half_a_year(
    summary: SampleSummary, portfolio: Portfolio
) -> None:
    wins = wins_ago(portfolio, summary.situations["collapsed"][0])
    assert wins[0] > 180
    assert len(wins) > 15


def test_the_rising_won_far_more_this_quarter_than_a_year_ago(
    summary: SampleSummary, portfolio: Portfolio
) -> None:
    for partner_id in summary.situations["rising_small"] + summary.situations["rising_hacker"]:
        wins = wins_ago(portfolio, partner_id)
        now, before = (len([ago for ago in wins if low < ago <= low + 91]) for low in (-1, 364))
        assert now >= 3
        assert now > 2 * before


def test_the_steady_have_no_gap_that_looks_like_silence(summary: SampleSummary, portfolio: Portfolio) -> None:
    for partner_id in summary.situations["steady_key"] + summary.situations["steady_mid"]:
        wins = wins_ago(portfolio, partner_id)
        assert wins[0] <= 2.5 * 720 / len(wins)


def test_the_seasonal_one_was_as_quiet_a_year_ago(summary: SampleSummary, portfolio: Portfolio) -> None:
    wins = wins_ago(portfolio, summary.situations["seasonal"][0])
    assert not [ago for ago in wins if ago <= 85 or 370 <= ago <= 450]
    assert [ago for ago in wins if 95 <= ago <= 270]


def test_one_deal_is_most_of_the_year_of_the_concentrated_one(
    summary: SampleSummary, portfolio: Portfolio
) -> None:
    deals = of(portfolio, "deals", summary.situations["one_big_deal"][0])
    year = [
        base_amount(deal) for deal in deals if deal["stage"] == "won" and days_ago(deal["closed_on"]) <= 365
    ]
    assert max(year) > 0.75 * sum(year)


def test_those_in_activation_are_signed_and_trained_but_have_no_deal(
    summary: SampleSummary, portfolio: Portfolio
) -> None:
    signed = {row["partner_id"]: row["signed_on"] for row in portfolio["partners"]}
    for partner_id in summary.situations["stuck_in_activation"]:
        assert days_ago(signed[partner_id]) > 90
        assert not of(portfolio, "deals", partner_id)
        kinds = {row["kind"] for row in of(portfolio, "activities", partner_id)}
        assert "training" in kinds


def test_the_recruited_had_two_meetings_and_did_not_sign(
    summary: SampleSummary, portfolio: Portfolio
) -> None:
    partner_id = summary.situations["recruitment"][0]
    row = of(portfolio, "partners", partner_id)[0]
    meetings = [
        activity for activity in of(portfolio, "activities", partner_id) if activity["kind"] == "meeting"
    ]
    assert len(meetings) >= 2
    assert (row["signed_on"], row["applied_on"]) == ("", "")


def test_the_newcomer_signed_last_week(summary: SampleSummary, portfolio: Portfolio) -> None:
    row = of(portfolio, "partners", summary.situations["newcomer"][0])[0]
    assert days_ago(row["signed_on"]) <= 7


def test_only_unanswered_mails_are_the_last_word(summary: SampleSummary, portfolio: Portfolio) -> None:
    waiting = set()
    for row in portfolio["partners"]:
        activities = [one for one in of(portfolio, "activities", row["partner_id"]) if one["by"]]
        mails = [one["date"] for one in activities if (one["kind"], one["direction"]) == ("email", "in")]
        ours = [one["date"] for one in activities if one["direction"] == "out"]
        if mails and max(mails) > max(ours, default=""):
            waiting.add(row["partner_id"])
    assert waiting == set(summary.situations["unanswered_email"])


def test_certifications_run_out_where_the_situation_says_so(
    summary: SampleSummary, portfolio: Portfolio
) -> None:
    left = defaultdict(list)
    for row in portfolio["certifications"]:
        left[row["partner_id"]].append(-days_ago(row["expires_on"]))
    soon = {partner_id for partner_id, days in left.items() if any(0 < day <= 60 for day in days)}
    lapsed = {partner_id for partner_id, days in left.items() if any(day <= 0 for day in days)}
    assert soon == set(summary.situations["certification_expiring"])
    assert lapsed == set(summary.situations["certification_lapsed"])


def test_contacts_left_or_opted_out_or_are_missing_where_the_situation_says_so(
    summary: SampleSummary, portfolio: Portfolio
) -> None:
    contacts = portfolio["contacts"]
    assert {row["partner_id"] for row in contacts if row["left_on"]} == set(
        summary.situations["contact_left"]
    )
    refused = [row for row in contacts if row["opted_out"] == "true"]
    assert {row["partner_id"] for row in refused} == set(summary.situations["contact_opted_out"])
    assert all(row["primary"] == "true" for row in refused)
    known = {row["partner_id"] for row in contacts}
    everybody = {row["partner_id"] for row in portfolio["partners"]}
    assert everybody - known == set(summary.situations["no_contacts"])


def test_notes_are_many_and_in_the_language_of_the_partner(portfolio: Portfolio) -> None:
    assert 300 <= len(portfolio["notes"]) <= 450
    assert not [note["text"] for note in portfolio["notes"] if re.search(r"[{}\[\]|]|  ", note["text"])]
    german = [note["text"] for note in of(portfolio, "notes", "ACC-1001")]
    assert any(re.search(r"\b(nicht|und|wir)\b", text) for text in german)
    assert not any(re.search(r"\b(the|with)\b", text) for text in german)


def test_no_two_partners_have_the_same_note_once_names_and_figures_are_masked(portfolio: Portfolio) -> None:
    owners = defaultdict(set)
    hidden = names(portfolio)
    for note in portfolio["notes"]:
        owners[re.sub(r"\d+", "#", hidden.sub("@", note["text"]))].add(note["partner_id"])
    assert not {text: ids for text, ids in owners.items() if len(ids) > 1}


def names(portfolio: Portfolio) -> re.Pattern[str]:
    people = {row["name"] for row in portfolio["contacts"] + portfolio["managers"]}
    people |= {row["person"] for row in portfolio["certifications"]}
    found = people | {name.split()[0] for name in people}
    found |= {row["customer"] for row in portfolio["deals"]}
    for row in portfolio["partners"]:
        found |= {row["name"], row["city"], *filter(None, row["aliases"].split(";"))}
    return re.compile("|".join(map(re.escape, sorted(found, key=len, reverse=True))))


def test_customers_in_notes_are_customers_of_that_partner(portfolio: Portfolio) -> None:
    customers = {row["customer"] for row in portfolio["deals"]}
    pattern = re.compile("|".join(map(re.escape, sorted(customers, key=len, reverse=True))))
    mentioned = 0
    for note in portfolio["notes"]:
        own = {row["customer"] for row in of(portfolio, "deals", note["partner_id"])}
        found = set(pattern.findall(note["text"]))
        assert found <= own, note
        mentioned += bool(found)
    assert mentioned > 60


def test_own_words_are_shareable_and_by_a_contact_the_rest_internal_and_by_the_manager(
    portfolio: Portfolio,
) -> None:
    managers = {row["email"]: row["name"] for row in portfolio["managers"]}
    owner = {row["partner_id"]: managers[row["manager_email"]] for row in portfolio["partners"]}
    for note in portfolio["notes"]:
        people = {row["name"] for row in of(portfolio, "contacts", note["partner_id"])}
        assert (note["author"] in people) == (note["visibility"] == "shareable")
        assert note["visibility"] == "shareable" or note["author"] == owner[note["partner_id"]]


def test_our_overdue_promise_is_the_pricing_sheet_for_the_one_gone_dark(portfolio: Portfolio) -> None:
    texts = [note["text"] for note in of(portfolio, "notes", "ACC-1001")]
    assert any("versprochen, bis zum" in text and "Preisblatt" in text for text in texts)


@pytest.mark.parametrize("until", [date(2024, 2, 29), date(2026, 1, 1), date(2027, 6, 7)])
def test_any_last_day_works(until: date, tmp_path: Path) -> None:
    written = write_sample(tmp_path, partners=40, managers=6, months=12, until=until, seed=3)
    found = read(written.folder)
    assert max(row["date"] for row in found["activities"]) == until.isoformat()
    oldest = min(date.fromisoformat(row["date"]) for row in found["activities"])
    assert oldest >= until - timedelta(days=375)
    assert len(found["managers"]) == len({row["email"] for row in found["managers"]}) == 6


def test_company_names_stay_distinct_when_all_words_are_used_up() -> None:
    words = CompanyParts(first=("Ash", "Elm"), second=("mere", "down"), kinds=("Data", "Cloud"))
    drawn = CompanyNames({"en": words}, taken={"Ashmere Data"})
    names = [drawn.next("en", ("Leeds", "Cardiff")) for _ in range(60)]
    assert len(set(names)) == 60
    assert "Ashmere Data" not in names


def test_drawn_partners_are_as_valid_as_the_cast(tmp_path: Path) -> None:
    found = read(write_sample(tmp_path, partners=240, managers=9, seed=11).folder)
    assert not [note for note in found["notes"] if re.search(r"[{}\[\]|]", note["text"])]
    assert len({row["name"] for row in found["partners"]}) == 240
    assert len({row["type"] for row in found["partners"]}) == 8


@pytest.mark.parametrize("regularity", [1, 4])
def test_events_follow_the_steps_of_their_rhythm(regularity: int) -> None:
    steps = ((24.0, 1.0), (12.0, 0.0), (6.0, 3.0))
    agos = event_agos(Draws("rhythm"), 20.0, steps, earliest=730, latest=0, regularity=regularity)
    assert agos == sorted(agos, reverse=True)
    assert not [ago for ago in agos if 183 <= ago < 365]
    assert len([ago for ago in agos if ago < 183]) == pytest.approx(360, rel=0.2)
    assert len([ago for ago in agos if ago >= 365]) == pytest.approx(240, rel=0.25)
