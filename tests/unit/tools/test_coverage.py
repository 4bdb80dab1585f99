from datetime import date

import pandas as pd
import pytest

from prompts.phrases import phrases
from tools.coverage import coverage_statements
from tools.portfolio import Portfolio

THROUGH = date(2026, 10, 31)


@pytest.mark.parametrize(
    ("as_of", "first", "through", "expected"),
    [
        (THROUGH, "2024-01-01", THROUGH, []),
        (date(2026, 11, 7), "2024-01-01", THROUGH, []),
        (date(2026, 11, 8), "2024-01-01", THROUGH, ["coverage.after"]),
        (date(2010, 1, 1), None, THROUGH, ["coverage.before"]),
        (date(2010, 1, 1), None, None, []),
    ],
)
def test_a_day_that_the_data_does_not_tell_of_is_said(
    as_of: date, first: str | None, through: date | None, expected: list[str]
) -> None:
    days = pd.Series(pd.to_datetime([first, None]), index=["a", "b"])
    frame = pd.DataFrame({"attention_first_activity": days, "attention_first_deal": pd.NaT})
    said = coverage_statements(Portfolio(as_of, "EUR", frame), through)
    assert [one.key for one in said] == expected
    assert all(phrases().text(one.key).slots == one.slots.keys() for one in said)
