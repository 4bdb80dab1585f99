"""What Slack draws itself stays within what Slack takes, whatever the data holds."""

import pytest
from hypothesis import given

from assistant.charts.native import native
from assistant.contract import ShownChart
from evals.slack_standin.kit.figures import CHART
from tests.unit.assistant.charts.made import LONG, chart, charts, series
from tools.charts import ChartForm


def refused(block: object) -> list[str]:
    """What the stand-in, which is as strict as Slack, says against a block."""
    wrong: list[str] = []
    bare = {key: value for key, value in dict(block).items() if key != "type"}  # type: ignore[call-overload]  # a dict
    CHART(bare, "/blocks/0", wrong)
    return wrong


@given(charts())
def test_whatever_is_drawn_by_slack_is_taken_by_slack(made: ShownChart) -> None:
    block = native(made)
    if block is None:
        return
    assert refused(block) == []
    assert block["type"] == "data_visualization"
    assert [len(one["data"]) for one in block["chart"]["series"]] == [len(made.categories)] * len(made.series)


@given(charts())
def test_nothing_that_slack_could_show_is_withheld(made: ShownChart) -> None:
    shown = (
        made.form in {ChartForm.COLUMNS, ChartForm.STACKED, ChartForm.LINE}
        and len(made.series) <= 6
        and 0 < len(made.categories) <= 20
        and all(value is not None and abs(value) <= 1e15 for one in made.series for value in one.values)
    )
    assert (native(made) is not None) is shown


def test_a_chart_becomes_the_block_that_slack_documents() -> None:
    made = ShownChart(
        title="Score",
        form="line",
        categories=["30 Jun", "30 Sept"],
        series=[series("Globex", 71.6, 70.4, words=("72", "70"))],
        axes=("", "score, 0 to 100"),
    )
    assert native(made) == {
        "type": "data_visualization",
        "title": "Score",
        "chart": {
            "type": "line",
            "series": [
                {
                    "name": "Globex",
                    "data": [{"label": "30 Jun", "value": 72}, {"label": "30 Sept", "value": 70}],
                }
            ],
            "axis_config": {"categories": ["30 Jun", "30 Sept"], "y_label": "score, 0 to 100"},
        },
    }


def test_names_that_look_alike_once_cut_are_told_apart() -> None:
    block = native(chart(ChartForm.COLUMNS, [LONG + "a", LONG + "b", "c"], series("x", 1, 2, 3)))
    assert block is not None
    assert block["chart"]["axis_config"]["categories"] == [
        "Wörld-xxxxxxxxxxxxx…",
        "Wörld-xxxxxxxxx… (2)",
        "c",
    ]


@pytest.mark.parametrize(
    ("value", "word", "drawn"),
    [
        (79.6, "80", 80),
        (2.25, "2.3", 2.2),
        (235_885.61, "€235,886", 235_886),
        (0.255, "26%", 25.5),
        (-3.0, "-3", -3),
        (1_234_567.89, "€1.23M", 1_234_568),
    ],
)
def test_a_value_is_drawn_as_it_is_said(value: float, word: str, drawn: float) -> None:
    block = native(chart(ChartForm.COLUMNS, ["a"], series("x", value, words=(word,))))
    assert block is not None
    assert block["chart"]["series"][0]["data"][0]["value"] == drawn
