"""What a command shows to whoever typed it: no picture; a chart stands in words and says where it is one."""

from __future__ import annotations

import json

import pytest

from assistant.contract import Answer, ShownChart, ShownSeries
from assistant.slack.answers import answer_message
from assistant.slack.commands.replies import OPEN, reply_message
from assistant.slack.outgoing import sealed
from evals.slack_standin.rules import breaches
from tests.unit.assistant.slack.answers.test_surfaces import HEAT, OWNER, PROFILE

SCATTER = ShownChart(
    title="Tiers",
    form="scatter",
    categories=["1", "2"],
    axes=("market", "score"),
    series=[ShownSeries(label="key <!here>", values=[1.0, 2.0], words=["1", "2"], names=["A", "B"])],
)


@pytest.mark.parametrize("charts", [HEAT.charts, [SCATTER], [*(HEAT.charts or ()), SCATTER]])
def test_a_chart_that_would_be_a_picture_stands_in_words_and_opens_in_the_direct_message(
    charts: list[ShownChart],
) -> None:
    shown = reply_message(answer_message(Answer(text="So it is.", charts=charts), OWNER, kept=True), "q1")
    words = [one["text"]["text"] for one in shown.blocks if str(one.get("block_id")).startswith("chart")]
    assert [one.title in said for one, said in zip(charts, words, strict=True)] == [True] * len(charts)
    line, buttons = shown.blocks[-2:]
    assert "In our direct message it comes as a picture." in json.dumps(line)
    assert buttons["elements"][0]["action_id"] == OPEN
    payload = sealed(shown)
    assert not breaches({**payload, "unfurl_links": False, "unfurl_media": False})


def test_a_chart_that_slack_draws_itself_needs_no_such_line() -> None:
    shown = reply_message(answer_message(PROFILE, OWNER, kept=True), "q1")
    assert "data_visualization" in {one["type"] for one in shown.blocks}
    assert "as a picture" not in json.dumps(shown.blocks)
    assert set(shown.charts) == {"chart_0"}  # kept, to say it in words where Slack refuses it
