from datetime import UTC, date, datetime

import pytest
from babel.dates import format_date
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.importing.columns import PLAIN, Style, Value, read_cells
from tools.schema import Column, Type

THE_DAY = date(2026, 9, 30)
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
DAY_FIRST, MONTH_FIRST = Style(dates="day_first"), Style(dates="month_first")


def read(text: str, style: Style = PLAIN, type_: Type = Type.DATE) -> Value:
    return read_cells(Column("x", type_), [text], style, is_key=False).values[0]


def refusal(text: str, style: Style = PLAIN, type_: Type = Type.DATE) -> str:
    return read_cells(Column("x", type_), [text], style, is_key=False).refused[0]


@pytest.mark.parametrize("style", [PLAIN, Style(epoch="ms", serial=True)])
@pytest.mark.parametrize(
    "text",
    [
        "2026-09-30",
        "2026-09-30T23:59:59Z",
        "2026-09-30 23:59:59.123456+02:00",
        "2026-09-30T00:30:00-0800",
        "2026/09/30",
        "2026.9.30",
        "20260930",
        "30.09.2026",
        "30.9.26",
        "30. 9. 2026 14:05 Uhr",
        "30 Sep 2026",
        "30-Sep-26",
        "Sep 30, 2026",
        "September 30th, 2026",
        "Sep 30, 2026, 2:05 PM",
        "9/30/2026, 2:05:00 PM",
        "30. September 2026",
        "30 septembre 2026",
        "30 de septiembre de 2026",
        "Mittwoch, 30. September 2026",
        "Wed, 30 Sep 2026 10:00:00 +0000",
        "30/09/2026",
        "09/30/2026",
        "30-09-2026",
        "30/09/26",
    ],
)
def test_a_date_that_cannot_be_misread_is_the_day_as_written(text: str, style: Style) -> None:
    assert read(text, style) == THE_DAY


def test_march_is_no_tuesday() -> None:
    assert read("mar. 30 mars 2027") == read("Mar 30, 2027") == date(2027, 3, 30)


def test_the_order_of_day_and_month_is_that_of_the_column() -> None:
    assert read("03/04/2026", DAY_FIRST) == read("03-04-26", DAY_FIRST) == date(2026, 4, 3)
    assert read("03/04/2026", MONTH_FIRST) == date(2026, 3, 4)
    assert read("03.04.2026", MONTH_FIRST) == date(2026, 4, 3)
    assert read("03/03/2026") == date(2026, 3, 3)
    assert "swapped" in refusal("03/04/2026")


def test_a_date_in_the_other_order_is_refused_with_the_reason() -> None:
    assert refusal("09/30/2026", DAY_FIRST) == "a date with the day first, as most dates of this column"
    assert refusal("30/09/2026", MONTH_FIRST) == "a date with the month first, as most dates of this column"


@pytest.mark.parametrize(
    "text", ["2026-02-30", "30.02.2026", "30/02/2026", "30 Feb 2026", "31 April 2026", "20261301"]
)
def test_a_day_that_does_not_exist_is_refused(text: str) -> None:
    assert refusal(text) == "a date as 2026-09-30; there is no such day"


@pytest.mark.parametrize(
    "text", ["tomorrow", "2026", "09/2026", "30 Foo 2026", "2026-09-30T25:61", "=TODAY()", "46295"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    assert refusal(text) == "a date as 2026-09-30"


def test_years_of_two_digits_end_with_2046() -> None:
    assert (read("1.1.46"), read("1.1.47")) == (date(2046, 1, 1), date(1947, 1, 1))


def test_numbers_are_dates_only_where_the_column_says_so() -> None:
    moment = int(datetime(2026, 9, 30, 12, tzinfo=UTC).timestamp())
    assert read("46295.75", Style(serial=True)) == THE_DAY
    assert read(str(moment), Style(epoch="s")) == read(f"{moment}000", Style(epoch="ms")) == THE_DAY
    assert refusal(f"{moment}000", Style(epoch="s")) == refusal(str(moment)) == "a date as 2026-09-30"
    assert refusal("9999999999", Style(epoch="s")) == "a date between 1900 and 2199"


@pytest.mark.parametrize(
    "text",
    [
        "2026-09",
        "2026-9",
        "09/2026",
        "9/2026",
        "Sep 2026",
        "Sep-26",
        "septembre 2026",
        "202609",
        "2026-09-14",
    ],
)
def test_a_month_is_its_last_day(text: str) -> None:
    assert read(text, type_=Type.MONTH) == THE_DAY


def test_what_is_no_month_is_refused() -> None:
    assert refusal("2026-13", type_=Type.MONTH) == "a month as 2026-09"
    assert refusal("01/02/2026", type_=Type.MONTH).startswith("a month as 2026-09")


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2026-09", "2026-09"),
        ("09/2026", "2026-09"),
        ("Sep 2026", "2026-09"),
        ("2026-Q3", "2026-Q3"),
        ("2026q3", "2026-Q3"),
        ("Q3/2026", "2026-Q3"),
        ("3Q26", "2026-Q3"),
        ("2026", "2026"),
        ("2026-09-30T12:00:00Z", "2026-09"),
    ],
)
def test_a_period_is_named_in_one_way(text: str, period: str) -> None:
    assert read(text, type_=Type.PERIOD) == period


def test_a_moment_counted_since_1970_is_of_the_period_of_its_month() -> None:
    assert read("1790726400000", Style(epoch="ms"), Type.PERIOD) == "2026-09"


@pytest.mark.parametrize("text", ["2026-3", "3/2026", "26/09", "H1 2026", "FY26", "Q5 2026", "2026-13"])
def test_a_period_that_may_be_misread_is_refused(text: str) -> None:
    assert refusal(text, type_=Type.PERIOD) == "a month, quarter or year as 2026-09, 2026-Q3 or 2026"


def test_a_day_where_a_period_belongs_is_refused_with_the_periods_that_may_be_meant() -> None:
    wanted = "; this is a day: write 2026-03, 2026-Q1 or 2026"
    assert refusal("2026-03-31", type_=Type.PERIOD).endswith(wanted)
    assert refusal("31.03.2026", type_=Type.PERIOD).endswith(wanted)


@pytest.mark.parametrize(
    "text",
    ["3. Quartal 2026", "3rd quarter 2026", "Quartal 3/2026", "3er trimestre de 2026"],
)
def test_a_quarter_may_be_written_out(text: str) -> None:
    assert read(text, type_=Type.PERIOD) == "2026-Q3"


def test_a_month_may_have_a_short_year_behind_a_slash() -> None:
    assert read("09/26", type_=Type.PERIOD) == "2026-09"
    assert read("09/26", type_=Type.MONTH) == date(2026, 9, 30)


@given(day=DAYS)
def test_a_date_reads_back_in_the_order_in_which_it_was_written(day: date) -> None:
    assert read(f"{day:%d/%m/%Y}", DAY_FIRST) == read(f"{day:%m/%d/%Y %H:%M}", MONTH_FIRST) == day
    assert read(f"{day.day}-{day.month}-{day.year}", DAY_FIRST) == day
    assert read(str((day - date(1899, 12, 30)).days), Style(serial=True)) in (day, None)


@settings(deadline=None)
@given(
    day=DAYS,
    width=st.sampled_from(["medium", "long", "full"]),
    locale=st.sampled_from(["en", "en_GB", "de", "fr", "es"]),
)
def test_a_date_in_words_reads_back(day: date, width: str, locale: str) -> None:
    assert read(format_date(day, width, locale)) == day
