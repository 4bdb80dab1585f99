"""Attributes as they were, from the changes after a day."""

from datetime import date
from itertools import pairwise

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from tools import schema
from tools.attribute_history import as_they_were
from tools.portfolio import typed

COLUMNS = ["partner_id", "attribute", "changed_on", "before"]
LEVELS = st.sampled_from(["Silver", "Gold", None])


def partners(**columns: list[object]) -> pd.DataFrame:
    frame = pd.DataFrame({"partner_id": ["p1", "p2"], **columns})
    return typed(frame, schema.PARTNERS).set_index("partner_id")


def changes(*rows: tuple[object, ...]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=COLUMNS)


def test_without_later_changes_everything_is_as_it_is() -> None:
    now = partners(program_level=["Gold", None])
    pd.testing.assert_frame_equal(as_they_were(now, changes()), now)


def test_the_first_later_change_counts_whatever_their_order() -> None:
    later = changes(
        ("p1", "program_level", date(2026, 5, 1), "Silver"),
        ("p1", "program_level", date(2026, 3, 1), "Bronze"),
    )
    assert as_they_were(partners(program_level=["Gold", "Gold"]), later)["program_level"].tolist() == [
        "Bronze",
        "Gold",
    ]


def test_a_value_that_came_later_was_missing_before() -> None:
    later = changes(
        ("p1", "share_of_wallet", date(2026, 5, 1), None), ("p2", "share_of_wallet", date(2026, 5, 1), 0.25)
    )
    wallet = as_they_were(partners(share_of_wallet=[0.5, 0.5]), later)["share_of_wallet"]
    assert wallet.isna().tolist() == [True, False]
    assert wallet["p2"] == 0.25


def test_an_attribute_or_partner_that_is_gone_is_passed_over() -> None:
    now = partners(program_level=["Gold", "Gold"])
    later = changes(("p9", "program_level", date(2026, 5, 1), "x"), ("p1", "shoe_size", date(2026, 5, 1), 44))
    pd.testing.assert_frame_equal(as_they_were(now, later), now)


@given(values=st.lists(LEVELS, min_size=1, max_size=8), day=st.integers(0, 9))
def test_undoing_a_history_gives_the_value_of_the_day(values: list[str | None], day: int) -> None:
    """`values[n]` held from day n on; the history is what an import would have kept."""
    kept = [
        ("p1", "program_level", date(2026, 1, 1 + number), before)
        for number, (before, after) in enumerate(pairwise(values), start=1)
        if before != after
    ]
    later = changes(*(change for change in kept if change[2] > date(2026, 1, 1 + day)))
    level = as_they_were(partners(program_level=[values[-1], None]), later)["program_level"]["p1"]
    held = values[min(day, len(values) - 1)]
    assert pd.isna(level) if held is None else level == held
