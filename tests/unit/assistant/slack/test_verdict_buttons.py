"""Feedback buttons under an answer are as Slack takes them, and the stand-in takes no others."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from assistant.contract import Answer
from assistant.slack.answers import answer_message, with_feedback
from assistant.slack.blocks import section
from assistant.slack.outgoing import Message, escape, sealed
from evals.slack_standin.rules import Refused, check_message


def buttons() -> dict[str, Any]:
    return copy.deepcopy(with_feedback(answer_message(Answer(text="Globex is fine."))).blocks[-1])


def test_they_are_as_slack_takes_them() -> None:
    check_message({"text": "x", "blocks": [buttons()]})


def test_a_long_answer_gives_way_to_them() -> None:
    message = with_feedback(Message("x", [section(escape("line")) for _ in range(60)]))
    payload = sealed(message)
    check_message(payload)
    assert payload["blocks"][-1]["type"] == "context_actions"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", {"type": "plain_text", "text": "x" * 76}),
        ("value", ""),
        ("value", "x" * 2001),
        ("style", "primary"),
    ],
)
def test_the_stand_in_refuses_what_slack_refuses(field: str, value: object) -> None:
    block = buttons()
    block["elements"][0]["positive_button"][field] = value
    with pytest.raises(Refused):
        check_message({"text": "x", "blocks": [block]})


def test_the_stand_in_refuses_one_button_without_the_other_and_six_in_a_row() -> None:
    alone, many = buttons(), buttons()
    del alone["elements"][0]["negative_button"]
    many["elements"] = [{**many["elements"][0], "action_id": f"a{number}"} for number in range(6)]
    for block in (alone, many):
        with pytest.raises(Refused):
            check_message({"text": "x", "blocks": [block]})
