"""What a workspace refuses is said with plainer blocks."""

from __future__ import annotations

from collections import Counter

import pytest
from slack_sdk.errors import SlackApiError

from assistant.jobs.words import progress_in_words, refusals_in_words
from assistant.slack import review_cards
from assistant.slack.answers import answer_message, with_feedback
from assistant.slack.answers.more import rows_message
from assistant.slack.blocks import context, section
from assistant.slack.outgoing import escape, post_arguments
from assistant.slack.posting.plainer import Newer, named_in, newer_in, plainer
from assistant.slack.posting.postman import kept
from evals.slack_standin.rules import breaches, check_message, markup
from knowledge.draft_jobs import JobState, Tally
from prompts.phrases import phrases
from tests.unit.assistant.slack.answers.test_surfaces import OWNER, PROFILE, TABLE

PAYLOAD = kept(with_feedback(answer_message(PROFILE, OWNER, kept=True)))


def refusal(*messages: str) -> SlackApiError:
    metadata = {"messages": list(messages)}
    return SlackApiError("no", {"error": "invalid_blocks", "response_metadata": metadata})


def types(payload: dict[str, object]) -> list[str]:
    return [block["type"] for block in payload["blocks"]]  # type: ignore[attr-defined]  # a list of blocks


@pytest.mark.parametrize("kind", [Newer.CHART, Newer.TABLE, Newer.THUMBS])
def test_one_kind_gives_way_and_the_rest_stays(kind: Newer) -> None:
    plain = plainer(PAYLOAD, kind)
    assert kind in types(PAYLOAD)
    assert kind not in types(plain)
    assert set(types(plain)) >= set(types(PAYLOAD)) - {kind}
    check_message(post_arguments(plain))
    assert breaches(post_arguments(plain)) == markup(post_arguments(plain)) == []


def test_a_chart_becomes_words_where_a_picture_may_stand() -> None:
    block = next(one for one in plainer(PAYLOAD, Newer.CHART)["blocks"] if one.get("block_id") == "chart_0")
    assert block["type"] == "section"
    assert "consumption 42" in block["text"]["text"]


def test_a_table_becomes_lines() -> None:
    whole = plainer(kept(rows_message(TABLE)), Newer.TABLE)
    assert whole["blocks"][1]["text"]["text"].splitlines()[:3] == [
        "table · rows · newest event", "• *table 0* 0 · 1 Oct", "• *table 1* 1,000",
    ]  # fmt: skip


def test_thumbs_become_buttons_that_carry_the_same() -> None:
    row = plainer(PAYLOAD, Newer.THUMBS)["blocks"][-1]
    assert [(one["action_id"], one["value"]) for one in row["elements"]] == [
        ("verdict_good", "good"), ("verdict_bad", "bad"),
    ]  # fmt: skip


@pytest.mark.parametrize("state", list(JobState))
def test_a_plan_becomes_its_head_and_what_came_of_its_steps(state: JobState) -> None:
    tally = Tally(state, 500, 142, 12, Counter({"opted_out": 12}))
    progress = kept(review_cards.progress("job:1", tally, phrases()))
    head, small, row = plainer(progress, Newer.PLAN)["blocks"]
    assert head == section(escape(progress_in_words(tally)))
    assert small == context(escape(refusals_in_words(tally)))
    assert row == progress["blocks"][-1]
    for payload in (progress, plainer(progress, Newer.PLAN)):
        check_message(post_arguments(payload))
        assert breaches(post_arguments(payload)) == markup(post_arguments(payload)) == []


def test_a_plan_without_anything_to_tell_but_its_head_becomes_one_paragraph() -> None:
    begun = kept(review_cards.progress("job:1", Tally(JobState.RUNNING, 500, 0, 0), phrases()))
    assert types(plainer(begun, Newer.PLAN)) == ["section", "actions"]


@pytest.mark.parametrize("missing", ["plan", "task_card"])
def test_a_plan_is_to_blame_where_slack_has_no_plans_or_no_steps(missing: str) -> None:
    begun = kept(review_cards.progress("job:1", Tally(JobState.RUNNING, 500, 0, 0), phrases()))
    assert named_in(refusal(f"[ERROR] unsupported type: {missing} [json-pointer:/blocks]"), begun) == [
        Newer.PLAN
    ]


def test_what_slack_names_is_to_blame() -> None:
    said = refusal("[ERROR] unsupported type: table [json-pointer:/blocks/2]", "unsupported type: poem")
    assert named_in(said, PAYLOAD) == [Newer.TABLE]
    assert named_in(refusal(), PAYLOAD) == []
    assert newer_in(PAYLOAD) == [Newer.CHART, Newer.TABLE, Newer.THUMBS]
