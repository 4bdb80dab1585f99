"""Next steps: only what makes sense and what the reader may do, each with words of our own."""

from __future__ import annotations

import json
from typing import Any

import pytest

from assistant.contract import Answer, Call
from assistant.slack.answers import Reader, answer_message
from assistant.slack.answers.steps import ASKS, WORDS, Step, partner_menu, words_of
from assistant.slack.outgoing import Message
from prompts.phrases import phrases
from tests.unit.assistant.slack.answers.test_surfaces import ATTENTION, NAMES, OWNER, PROFILE, VIEWER


def buttons(message: Message) -> dict[str, str]:
    found = [one for block in message.blocks for one in block.get("elements", ()) if "value" in one]
    return {one["text"]["text"]: one["value"] for one in found}


def menus(message: Message) -> list[list[str]]:
    found = [block["accessory"] for block in message.blocks if "accessory" in block]
    return [[option["value"] for option in one["options"]] for one in found]


def test_the_words_are_those_that_are_suggested_elsewhere() -> None:
    texts = phrases().texts
    assert set(ASKS) == set(Step)
    for step, key in ASKS.items():
        parts = texts[f"suggest.{key}"].parts
        assert "".join(one if isinstance(one, str) else f"{{{one.name}}}" for one in parts) == WORDS[step]


def test_an_answer_about_one_partner_leads_on_and_offers_nothing_twice() -> None:
    offered = buttons(answer_message(PROFILE, OWNER))
    assert list(offered) == [
        "Why?", "Draft", "Brief me", "Snooze", "Log note", "Remind me", "Is Globex GmbH worth keeping?",
    ]  # fmt: skip
    assert offered["Draft"] == "Write Globex GmbH an answer to their last email"
    assert json.loads(offered["Snooze"]) == {"partner_id": "P1"}


def test_who_may_only_read_is_offered_nothing_to_write() -> None:
    assert list(buttons(answer_message(PROFILE, VIEWER))) == [
        "Why?", "Brief me", "Is Globex GmbH worth keeping?",
    ]  # fmt: skip
    assert menus(answer_message(ATTENTION, VIEWER))[0] == ["ask_why:P1", "ask_brief:P1"]


def test_an_answer_about_a_book_that_tells_of_one_partner_alone_is_not_about_that_partner() -> None:
    told = {"text": "14 partners are on their journey.\nGlobex GmbH fell back.", "suggestions": None}
    assert buttons(answer_message(PROFILE.model_copy(update={"calls": [], **told}), OWNER)) == {}
    asked = {"calls": [Call(tool="journey_status", args={"partners": ["P1"]})], **told}
    assert "Why?" in buttons(answer_message(PROFILE.model_copy(update=asked), OWNER))


@pytest.mark.parametrize("changed", [True, False])
def test_a_change_that_was_made_has_no_sources_to_argue_with(changed: bool) -> None:
    update = {"undo": "change:1" if changed else None, "table": None, "charts": None}
    shown = answer_message(PROFILE.model_copy(update=update), OWNER, kept=True)
    assert ("Sources" in buttons(shown)) is not changed


@pytest.mark.parametrize(
    ("tool", "left_out"), [("explain_change", "Why?"), ("call_brief", "Brief me"), ("draft_message", "Draft")]
)
def test_what_was_just_answered_is_not_offered_again(tool: str, left_out: str) -> None:
    answer = PROFILE.model_copy(update={"calls": [Call(tool=tool)], "suggestions": None})
    assert left_out not in buttons(answer_message(answer, OWNER))


@pytest.mark.parametrize("waits", [{"pending": "c"}, {"undo": "c"}, {"refuse": "forbidden"}, {"job": "j"}])
def test_while_something_waits_for_a_decision_nothing_else_is_offered(waits: dict[str, Any]) -> None:
    offered = buttons(answer_message(PROFILE.model_copy(update={**waits, "suggestions": None}), OWNER))
    assert offered.keys() <= {"Confirm", "Don't", "Undo"}


def test_every_row_of_partners_has_a_menu_of_its_own() -> None:
    assert menus(answer_message(ATTENTION, OWNER))[1] == [
        "ask_why:P2", "ask_draft:P2", "ask_brief:P2",
        'form_snooze:{"partner_id":"P2"}', 'form_reminder:{"partner_id":"P2"}',
    ]  # fmt: skip


def test_a_menu_leaves_out_what_slack_would_refuse() -> None:
    assert partner_menu(0, "P" * 200, OWNER) is None
    long = partner_menu(0, "P" * 125, Reader(NAMES, frozenset({"P" * 125})))
    assert long is not None
    assert [option["value"].partition(":")[0] for option in long["options"]] == [
        "ask_why", "ask_draft", "ask_brief",
    ]  # fmt: skip


def test_two_candidates_of_one_name_are_told_apart_by_their_place() -> None:
    reader = Reader({"P1": "Acme Ltd", "P2": "Acme  Ltd", "P3": "Acme Group"})
    answer = Answer(text="Which?", clarify=["P1", "P2", "P3", "gone"])
    assert buttons(answer_message(answer, reader)) == {
        "Acme Ltd (P1)": "the first one",
        "Acme Ltd (P2)": "the second one",
        "Acme Group": "I meant Acme Group",
    }


def test_a_name_of_several_lines_is_asked_about_in_one() -> None:
    assert words_of(Step.WHY, "Acme\n*Ltd*") == "Why did Acme *Ltd* change?"
