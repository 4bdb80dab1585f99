from datetime import date

import numpy as np
import pyarrow as pa

from knowledge.columns.evaluating import day_number
from knowledge.columns.rows import MISSING_DAY, Column, Rows, coded, needed
from tools.aggregates import Aggregate, Function, among, ever


def texts(column: Column) -> list[str | None]:
    words = [] if column.words is None else column.words.to_pylist()
    return [words[place] if place >= 0 else None for place in column.values]


def test_texts_come_back_and_a_missing_one_stays_missing() -> None:
    cells = ["b", None, "", "a", "b"]
    column = coded(pa.array(cells))
    assert texts(column) == cells
    assert column.given(slice(None)).tolist() == [True, False, False, True, True]


def test_places_take_as_little_room_as_their_number_allows() -> None:
    assert coded(pa.array(["a", "b"])).values.dtype == np.int8
    assert coded(pa.array([str(number) for number in range(200)])).values.dtype == np.int16


def test_days_are_put_in_order_missing_ones_last_and_equal_ones_as_they_were() -> None:
    column = Column(np.array([30, MISSING_DAY, 10, 30, -5], dtype=np.int32))
    assert column.order.tolist() == [4, 2, 0, 3, 1]


def test_days_further_apart_than_a_century_are_put_in_order_too() -> None:
    column = Column(np.array([900_000, MISSING_DAY, -900_000, 0], dtype=np.int32))
    assert column.order.tolist() == [2, 3, 0, 1]


def test_days_are_counted_from_1970_over_leap_days() -> None:
    assert day_number(date(1970, 1, 1)) == 0
    assert day_number(date(2024, 3, 1)) - day_number(date(2024, 2, 28)) == 2


def test_rows_that_join_others_keep_their_words() -> None:
    first = Rows("deals", coded(pa.array(["p1", "p2"])), {"sector": coded(pa.array(["Retail", None]))})
    more = Rows("deals", coded(pa.array(["p3", "p1"])), {"sector": coded(pa.array(["Health", "Retail"]))})
    both = first.where(~first.of({"p1"})).and_those(more)
    assert texts(both.partners) == ["p2", "p3", "p1"]
    assert texts(both.columns["sector"]) == [None, "Health", "Retail"]


def test_only_columns_that_an_aggregate_reads_are_needed_amounts_in_base_currency() -> None:
    wanted = Aggregate("won", "deals", Function.SUM, "amount", (*among("stage", "won"), *ever("closed_on")))
    assert needed([wanted], ("sector",)) == {"deals": {"amount_base", "stage", "closed_on", "sector"}}
