"""What the stand-in refuses in blocks, forms and manifests, as Slack does."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from evals.slack_standin import CannotSubmitError, Refused
from evals.slack_standin.accepting import check_blocks_here
from evals.slack_standin.blocks import block_problems, view_problems
from evals.slack_standin.forms import check_required, state
from evals.slack_standin.manifest import manifest_problems
from evals.slack_standin.rules import check_message, markup, stream_markup
from evals.slack_standin.standin import MANIFEST
from evals.slack_standin.workspace import View, Workspace

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def option(value: str) -> Json:
    return {"text": plain(value.title()), "value": value}


def field(block_id: str, optional: bool = False, **element: object) -> Json:
    body: Json = {"action_id": block_id, **element}
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain("Label"),
        "element": body,
        "optional": optional,
    }


def modal(*blocks: Json) -> Json:
    return {"type": "modal", "title": plain("Form"), "submit": plain("Save"), "blocks": list(blocks)}


def chart(**changes: object) -> Json:
    series = [{"name": "Ours", "data": [{"label": "Q1", "value": 1}, {"label": "Q2", "value": 2.5}]}]
    drawn: Json = {"type": "bar", "series": series, "axis_config": {"categories": ["Q1", "Q2"]}}
    return {"type": "data_visualization", "title": "Money", "chart": drawn | changes}


def table(rows: int = 2, columns: int = 2) -> Json:
    return {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * columns] * rows}


SELECT = field("who", type="static_select", options=[option("a"), option("b")], initial_option=option("a"))
FINE = [
    SELECT,
    field("search", type="external_select", min_query_length=0),
    field("many", type="multi_static_select", options=[option("a")]),
    field("day", type="datepicker", initial_date="2026-02-28"),
    field("hour", type="timepicker", initial_time="09:30"),
    field("ticks", type="checkboxes", options=[option("a")], initial_options=[option("a")]),
    field("one", type="radio_buttons", options=[option("a")]),
    field("person", type="users_select"),
    field("place", type="conversations_select", filter={"include": ["public"]}),
    field("amount", type="number_input", is_decimal_allowed=False),
]


def test_a_form_of_every_kind_of_field_is_taken() -> None:
    assert view_problems(modal(*FINE), "modal") == []


@pytest.mark.parametrize(
    "wrong",
    [
        field("x", type="static_select", options=[option("a")], initial_option=option("b")),
        field("x", type="static_select", options=[option(f"v{n}") for n in range(101)]),
        field("x", type="static_select", options=[option("a" * 76)]),
        field("x", type="checkboxes", options=[option(f"v{n}") for n in range(11)]),
        field("x", type="datepicker", initial_date="2026-02-30"),
        field("x", type="timepicker", initial_time="25:00"),
        field("x", type="number_input"),
        field("x", type="colour_picker"),
    ],
)
def test_a_field_that_slack_refuses_is_refused(wrong: Json) -> None:
    assert view_problems(modal(wrong), "modal")


@pytest.mark.parametrize("block", [chart(), table(), {"type": "markdown", "text": "**bold**"}])
def test_figures_stand_in_messages_and_not_in_forms(block: Json) -> None:
    assert block_problems([block]) == []
    assert view_problems(modal(block), "modal")


@pytest.mark.parametrize(
    "blocks",
    [
        [chart() | {"title": "t" * 51}],
        [chart(axis_config={"categories": ["Q1", "Q2", "Q3"]})],
        [chart(axis_config={"categories": ["Q" * 21, "Q2"]})],
        [chart(series=[{"name": "n", "data": [{"label": "Q1", "value": float("nan")}]}])],
        [chart(), chart(), chart()],
        [table(rows=101)],
        [table(columns=21)],
        [{"type": "markdown", "text": "x" * 6001}, {"type": "markdown", "text": "x" * 6001}],
        [{"type": "image", "alt_text": "a", "image_url": "https://a", "slack_file": {"id": "F1"}}],
        [{"type": "image", "alt_text": "a"}],
        [{"type": "card"}],
    ],
)
def test_figures_that_slack_refuses_are_refused(blocks: list[Json]) -> None:
    assert block_problems(blocks)


RICH = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": []}]}
SOURCE = {"type": "url", "url": "https://a.example", "text": "a"}


def task(**changes: object) -> Json:
    return {"type": "task_card", "task_id": "1", "title": "Chose them", "status": "complete"} | changes


def plan(*tasks: Json, **changes: object) -> Json:
    return {"type": "plan", "title": "Two steps", "tasks": list(tasks)} | changes


@pytest.mark.parametrize(
    "block",
    [
        task(details=RICH, output=RICH, sources=[SOURCE]),
        plan(block_id="p"),
        *(plan(task(status=status)) for status in ("pending", "in_progress", "complete", "error")),
        plan(task(), task(task_id="2", block_id="b")),
    ],
)
def test_plans_stand_in_messages_and_nowhere_else(block: Json) -> None:
    assert block_problems([block]) == []
    assert view_problems(modal(block), "modal")
    assert view_problems({"type": "home", "blocks": [block]}, "home")


@pytest.mark.parametrize(
    "block",
    [
        plan(task(), task()),
        plan(title=""),
        plan(title={"type": "plain_text", "text": "Two steps"}),
        plan(title="t" * 257),
        plan(task(title="t" * 257)),
        plan(task(title="")),
        plan(task(status="done")),
        plan({"type": "task_card", "task_id": "1", "title": "Chose them"}),
        plan({"type": "task_card", "title": "Chose them", "status": "complete"}),
        plan(task(output="words")),
        plan(task(output=RICH | {"elements": RICH["elements"] * 2})),
        plan(task(sources=[SOURCE | {"title": "a"}])),
        plan(task(icon="x")),
        plan(task(task_id="1" * 256)),
        plan({"type": "section", "text": {"type": "plain_text", "text": "no step"}}),
        plan(*(task(task_id=str(number)) for number in range(51))),
        plan(plan_id="p"),
    ],
)
def test_plans_that_slack_refuses_are_refused(block: Json) -> None:
    assert block_problems([block])


def test_a_block_id_of_a_step_is_nobody_elses() -> None:
    assert block_problems([plan(task(block_id="b"), task(task_id="2", block_id="b"))])
    assert block_problems([plan(task(block_id="b"), block_id="b")])


@pytest.mark.parametrize("missing", ["plan", "task_card"])
def test_a_workspace_without_plans_or_without_steps_refuses_a_plan(missing: str) -> None:
    with pytest.raises(Refused, match="invalid_blocks") as refusal:
        check_blocks_here(Workspace(refused_blocks={missing}), [plan(task())])
    assert f"unsupported type: {missing}" in refusal.value.messages[0]


@pytest.mark.parametrize("block", [plan(task(title="<!here>")), plan(title="[a](https://a.example)")])
def test_what_slack_could_read_as_markup_in_a_plan_is_found(block: Json) -> None:
    assert markup({"text": "t", "blocks": [block]})


def test_a_second_table_is_refused_in_slacks_words() -> None:
    with pytest.raises(Refused, match="invalid_attachments") as refusal:
        check_message({"text": "t", "blocks": [table(), table()]})
    assert refusal.value.messages == ["only_one_table_allowed"]


def test_a_form_comes_back_in_slacks_shapes() -> None:
    view = View("V1", "U1", modal(SELECT, field("note", True, type="plain_text_input")))
    values = state(Workspace(), view, {"who": "b"})
    assert values["who"]["who"] == {"type": "static_select", "selected_option": option("b")}
    assert values["note"]["note"] == {"type": "plain_text_input", "value": None}


@pytest.mark.parametrize("values", [{"who": "c"}, {"nobody": "a"}])
def test_nobody_can_pick_what_is_not_offered(values: dict[str, str]) -> None:
    with pytest.raises(CannotSubmitError):
        state(Workspace(), View("V1", "U1", modal(SELECT)), values)


def test_a_required_field_cannot_stay_empty() -> None:
    view = View("V1", "U1", modal(field("day", type="datepicker")))
    with pytest.raises(CannotSubmitError, match="day"):
        check_required(view, state(Workspace(), view, {}))


@pytest.mark.parametrize(
    "text", ["<@U1>", "<!channel>", "[x](https://evil.test)", "see https://evil.test now", "www.evil.test"]
)
def test_what_becomes_a_link_or_a_ping_in_a_stream_is_seen(text: str) -> None:
    assert stream_markup(f"before {text} after")


def test_plain_words_in_a_stream_are_no_markup() -> None:
    assert stream_markup("**Globex** [as of 1 May] is at 3 < 5 & rising") == []


def test_our_manifest_is_valid_and_a_wrong_one_is_not() -> None:
    body = yaml.safe_load(MANIFEST.read_text())
    assert manifest_problems(body) == []
    body["display_information"]["name"] = "R" * 36
    body["features"]["tabs"] = {}
    assert len(manifest_problems(body)) == 2
