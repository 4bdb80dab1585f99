"""The same message with plainer blocks, for a workspace that refuses a newer kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, Final

from slack_sdk.errors import SlackApiError

from assistant.contract import ShownChart
from assistant.slack import limits
from assistant.slack.answers.charts import in_words
from assistant.slack.blocks import actions, button, section
from assistant.slack.outgoing import Block, Markup, bold, escape, fitted, lines, pieces
from assistant.slack.plans import in_words as plan_in_words

CHARTS: Final = "charts"  # in a row of the outbox: what to draw, by the id of its block
_TYPE: Final = re.compile(r"unsupported type: (\w+)")
_INSIDE: Final[Mapping[str, str]] = {"task_card": "plan"}  # a part that Slack may name instead of the whole


class Newer(StrEnum):
    """Kinds of blocks that a workspace may refuse, in the order in which we do without them."""

    CHART = "data_visualization"
    TABLE = "table"
    THUMBS = "context_actions"
    PLAN = "plan"
    PICTURE = "image"


def plainer(payload: dict[str, Any], kind: Newer) -> dict[str, Any]:
    """The message without that kind of block; it says the same."""
    charts = {name: ShownChart.model_validate(one) for name, one in payload.get(CHARTS, {}).items()}
    blocks: list[Block] = []
    for block in payload["blocks"]:
        blocks += _PLAINER[kind](block, charts) if block["type"] == kind else [block]
    return {**payload, "blocks": fitted(blocks[: limits.BLOCKS])}


def named_in(error: SlackApiError, payload: dict[str, Any]) -> list[Newer]:
    """The kinds of blocks in the message that Slack says it does not have."""
    named = {_INSIDE.get(kind, kind) for kind in _TYPE.findall(" ".join(messages_of(error)))}
    return [kind for kind in newer_in(payload) if kind in named]


def newer_in(payload: dict[str, Any]) -> list[Newer]:
    """The kinds of blocks in the message that we can do without, the first to go first."""
    shown = {block["type"] for block in payload["blocks"]}
    return [kind for kind in Newer if kind in shown]


def messages_of(error: SlackApiError) -> list[str]:
    """What Slack says of each fault."""
    metadata = error.response.get("response_metadata") or {}
    return [str(one) for one in metadata.get("messages") or ()]


def _chart_in_words(block: Block, charts: Mapping[str, ShownChart]) -> list[Block]:
    block_id = block.get("block_id", "")
    return [in_words(block_id, charts[block_id])] if block_id in charts else []


def _table_in_words(block: Block, _charts: Mapping[str, ShownChart]) -> list[Block]:
    head, *rows = [[_words(cell) for cell in row] for row in block["rows"]]
    columns = escape(" · ".join(head), limits.CELLS)
    return [section(piece) for piece in pieces([columns, *(_row(row) for row in rows)])]


def _row(cells: list[str]) -> Markup:
    name, *others = cells
    known = [cell for cell in others if cell != "\u2013"]
    return lines(Markup(f"• {bold(name)} {escape(' · '.join(known), limits.CELLS)}".rstrip()))


def _words(cell: Block) -> str:
    if cell["type"] == "raw_text":
        return str(cell["text"])
    return "".join(part.get("text", "") for line in cell["elements"] for part in line["elements"])


def _plain_thumbs(block: Block, _charts: Mapping[str, ShownChart]) -> list[Block]:
    thumbs = [
        element[name]
        for element in block["elements"]
        if element["type"] == "feedback_buttons"
        for name in ("positive_button", "negative_button")
    ]
    action_id = str(block["elements"][0]["action_id"])
    return [actions([_thumb(one, action_id) for one in thumbs])] if thumbs else []


def _thumb(one: Block, action_id: str) -> Block:
    value = str(one["value"])
    spoken = str(one.get("accessibility_label", ""))
    return button(str(one["text"]["text"]), f"{action_id}_{value}", value, spoken=spoken)


_PLAINER: Final[Mapping[Newer, Callable[[Block, Mapping[str, ShownChart]], list[Block]]]] = {
    Newer.CHART: _chart_in_words,
    Newer.TABLE: _table_in_words,
    Newer.THUMBS: _plain_thumbs,
    Newer.PLAN: lambda block, _: plan_in_words(block),
    Newer.PICTURE: _chart_in_words,
}
