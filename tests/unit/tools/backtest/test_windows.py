"""The days from which a history can be judged."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from tools.backtest import Every, HistoryTooShort, as_of_days

FIRST, THROUGH = date(2025, 1, 10), date(2025, 9, 30)


def test_a_day_has_a_quarter_behind_it_and_a_closed_one_ahead() -> None:
    days = as_of_days(FIRST, THROUGH, Every.MONTH)
    assert days == (date(2025, 4, 30), date(2025, 5, 31), date(2025, 6, 30))
    assert as_of_days(FIRST, date(2025, 9, 28), Every.MONTH)[-1] == date(2025, 6, 30)  # just closed
    assert as_of_days(FIRST, date(2025, 9, 27), Every.MONTH)[-1] == date(2025, 5, 31)


def test_quarters_and_weeks_end_where_they_do() -> None:
    assert as_of_days(FIRST, THROUGH, Every.QUARTER) == (date(2025, 6, 30),)
    weeks = as_of_days(FIRST, THROUGH, Every.WEEK)
    assert {day.isoweekday() for day in weeks} == {7}
    assert {later - day for day, later in pairwise(weeks)} == {timedelta(days=7)}


def test_dates_in_the_wrong_order_are_named_with_what_would_be_valid() -> None:
    says = "Did you mean --from 2025-05-01 --to 2025-06-29.* judged from 2025-04-10 to 2025-07-02"
    with pytest.raises(HistoryTooShort, match=says):
        as_of_days(FIRST, THROUGH, Every.MONTH, date(2025, 6, 29), date(2025, 5, 1))


def test_only_days_that_were_asked_for() -> None:
    start, end = date(2025, 5, 1), date(2025, 6, 29)
    assert as_of_days(FIRST, THROUGH, Every.MONTH, start, end) == (date(2025, 5, 31),)


@pytest.mark.parametrize(
    ("first", "through", "start", "says"),
    [
        (None, THROUGH, None, "no won deal yet. A backtest needs won deals over at least 180 days"),
        (date(2025, 5, 1), THROUGH, None, "from 2025-05-01 .* 2025-09-30: 152 days. .* at least 180"),
        (
            FIRST,
            THROUGH,
            date(2025, 7, 1),
            "from 2025-04-10 to 2025-07-02; .* asked for .2025-07-01 to the end",
        ),
    ],
)
def test_too_little_history_is_told_with_what_there_is_and_what_it_takes(
    first: date | None, through: date, start: date | None, says: str
) -> None:
    with pytest.raises(HistoryTooShort, match=says):
        as_of_days(first, through, Every.MONTH, start)
