"""The words that stand for a picture say what its values say, and nothing else."""

import re

import pytest
from hypothesis import given

from assistant.charts.twin import MOST, table, twin
from assistant.contract import ShownChart, ShownSeries
from tests.unit.assistant.charts.made import chart, charts, series
from tools.charts import ChartForm

QUARTERS = ["Q1", "Q2", "Q3"]
SCATTER = ShownChart(
    title="Tiers",
    form="scatter",
    categories=[],
    series=[
        ShownSeries(
            label="key partners",
            values=[30.0, 58.0],
            words=["30", "58"],
            across=[61.4, 80.0],
            names=["Kestrel", "Harbor"],
        )
    ],
    axes=("relevance", "leads"),
    edges=[60.0, 22.0],
)


@given(charts())
def test_every_chart_has_words_within_what_slack_takes(made: ShownChart) -> None:
    assert 0 < len(twin(made)) <= MOST


@given(charts())
def test_no_number_is_said_that_the_chart_does_not_hold(made: ShownChart) -> None:
    plain = made.model_copy(
        update={
            "title": "T",
            "axes": ("a", "b"),
            "categories": ["c"] * len(made.categories),
            "series": [
                one.model_copy(update={"label": "l", "names": ["n"] * len(one.names)}) for one in made.series
            ],
        }
    )
    known = {word for one in made.series for word in one.words}
    said = re.findall(r"-?\d[\d,.]*\d|\d", twin(plain))
    assert all(any(word.startswith(number) for word in known) for number in said)  # huge ones are cut


@given(charts())
def test_every_point_is_a_cell_of_the_table(made: ShownChart) -> None:
    cells = table(made)
    assert all(len(row) == len(cells.columns) for row in cells.rows)
    words = sorted(word for one in made.series for word in one.words)
    at = slice(2, 3) if made.form == ChartForm.SCATTER else slice(1, None)
    assert sorted(cell for row in cells.rows for cell in row[at]) == words


def test_few_columns_are_all_told() -> None:
    made = chart(ChartForm.COLUMNS, QUARTERS, series("won", 5, None, 7), series("lost", 1, 0, 2))
    assert twin(made) == "Title: won: Q1 5, Q3 7; lost: Q1 1, Q2 0, Q3 2."


def test_a_line_is_told_from_its_first_to_its_last_with_both_extremes() -> None:
    made = chart(ChartForm.LINE, QUARTERS, series("Globex", 72, 80, 70))
    assert twin(made) == ("Title: Globex: first 72 (Q1), last 70 (Q3), highest 80 (Q2), lowest 70 (Q3).")


def test_a_small_map_is_told_row_by_row() -> None:
    made = chart(ChartForm.HEAT, ["up", "down"], series("one", 3, 0), series("two", None, 0))
    assert twin(made) == "Title: one: up 3; two: nothing."


def test_a_large_map_is_told_by_its_extremes_and_its_gaps() -> None:
    made = chart(
        ChartForm.HEAT, list("abcdef"), *(series(f"r{n}", *(n * 6 + at for at in range(6))) for n in range(5))
    )
    assert twin(made) == "Title: highest 29 (r4 / f), lowest 0 (r0 / a); zero at r0 / a."


def test_a_scatter_is_told_group_by_group_and_its_table_has_both_sides() -> None:
    assert (
        twin(SCATTER) == "Tiers: leads against relevance, highest first; key partners: Harbor 58, Kestrel 30."
    )
    assert table(SCATTER).rows == [
        ["Kestrel", "key partners", "30", "61"],
        ["Harbor", "key partners", "58", "80"],
    ]


@pytest.mark.parametrize("form", [*ChartForm])
def test_a_chart_without_points_has_words_too(form: ChartForm) -> None:
    assert twin(chart(form, [], series("x"))).startswith("Title: ")
