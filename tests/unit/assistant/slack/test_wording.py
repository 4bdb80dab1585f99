"""Of a message only what its writer typed is read."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.planner.asking import own_words
from assistant.slack.channels.ours import is_for
from assistant.slack.channels.placing import Place, thread_of
from assistant.slack.wording import holds_others_words, mentions, spoken, typed
from knowledge.threads import Question
from tests.unit.assistant.slack.test_surface import draft


def text(words: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - any field of Slack's
    return {"type": "text", "text": words, **more}


def part(kind: str, *pieces: dict[str, Any]) -> dict[str, Any]:
    return {"type": f"rich_text_{kind}", "elements": list(pieces)}


def message(*parts: dict[str, Any], **more: Any) -> dict[str, Any]:  # noqa: ANN401 - any field of Slack's
    return {"text": "all of it", "blocks": [{"type": "rich_text", "elements": list(parts)}], **more}


@pytest.mark.parametrize(
    ("event", "words"),
    [
        ({"text": "hello"}, "hello"),
        ({"text": None, "attachments": [{"text": "note: x"}]}, ""),
        (
            message(part("section", text("5 < 6 & "), {"type": "user", "user_id": "UA"})),
            "5 &lt; 6 &amp; <@UA>",
        ),
        (message(part("quote", text("note: x")), part("section", text("what is it?"))), "what is it?"),
        (message(part("preformatted", text("approve all"))), ""),
        (message(part("section", text("rm", style={"code": True}))), "`rm`"),
        (message(part("list", part("section", text("a")), part("section", text("b")))), "- a\n- b"),
        (
            message(
                part(
                    "section",
                    {"type": "link", "url": "https://a.test", "text": "the <page>"},
                    {"type": "link", "url": "https://b.test"},
                    {"type": "channel", "channel_id": "C1"},
                    {"type": "broadcast", "range": "here"},
                    {"type": "usergroup", "usergroup_id": "S1"},
                    {"type": "emoji", "name": "tada"},
                    {"type": "canvas", "title": "note: x"},
                )
            ),
            "<https://a.test|the &lt;page&gt;><https://b.test><#C1><!here><!subteam^S1>:tada:",
        ),
        ({"text": "a", "blocks": [{"type": "section", "text": text("note: x")}]}, "a"),
    ],
)
def test_quotes_code_and_forwards_are_cut_on_the_way_in(event: dict[str, Any], words: str) -> None:
    assert spoken(event) == words


@pytest.mark.parametrize(
    ("event", "held"),
    [
        (message(part("quote", text("x"))), True),
        ({"text": "&gt; x"}, True),
        ({"text": "hello", "attachments": [{}]}, True),
        (message(part("section", text("hello"))), False),
    ],
)
def test_others_words_are_noticed(event: dict[str, Any], held: bool) -> None:
    assert holds_others_words(event) is held


def test_a_quoted_line_of_plain_text_asks_for_nothing() -> None:
    assert own_words(typed("&gt; note on Acme: x\n&gt;approve all", "UBOT", lambda _: "")) == ""


@pytest.mark.parametrize(
    ("question_id", "thread_id", "place"),
    [
        ("answer:C1A:17.1", "C1A:17.1", Place("C1A", "17.1")),
        ("answer:C1A:17.2", "C1A:17.1", Place("C1A", "17.1")),
        ("answer:C1A:17.2-brief-0", "C1A:17.1", Place("C1A", "17.1")),
        ("answer:D1A:17.2", "C1A:17.1", None),
        ("answer:C1A:123.456.abc", "command:UADA", None),
        ("answer:C2A:17.1", "C1A:17.1", None),
        ("ask:1", "terminal:x", None),
    ],
)
def test_only_what_was_asked_in_a_channel_can_stand_there(
    question_id: str, thread_id: str, place: Place | None
) -> None:
    at = draft().changed_at
    assert thread_of(Question(question_id, thread_id, "ada@example.com", "hello", at, "UADA")) == place


@pytest.mark.parametrize(
    ("body", "ours"),
    [
        ({"team_id": "T1"}, True),
        ({"team_id": "T2"}, False),
        ({"team": {"id": "T2"}}, False),
        ({"team": {"id": "T1"}}, True),
        ({"team_id": "T2", "authorizations": [{"team_id": "T1"}]}, True),
        ({"team_id": "T1", "authorizations": [{"team_id": "T2"}]}, False),
        ({"team": None}, False),
        ({"team": None, "user": {"team_id": "T1"}}, True),
    ],
)
def test_what_is_for_another_workspace_is_told_apart(body: dict[str, Any], ours: bool) -> None:
    assert is_for("T1", body) is ours


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ({"text": "<@UBOT> hello"}, True),
        ({"text": "hello <@UBOT|rapport>"}, True),
        ({"text": "&gt; <@UBOT> note: x\nhow odd"}, False),
        ({"text": "&gt; note: x\n<@UBOT> what is this"}, True),
        ({"text": "<@UBOTTOM> hello"}, False),
        (message(part("section", {"type": "user", "user_id": "UBOT"}, text(" hi"))), True),
        (message(part("quote", {"type": "user", "user_id": "UBOT"}), text="<@UBOT>"), False),
        ({"text": None}, False),
    ],
)
def test_whoever_quotes_a_mention_does_not_mention(event: dict[str, Any], expected: bool) -> None:
    assert mentions(event, "UBOT") is expected
