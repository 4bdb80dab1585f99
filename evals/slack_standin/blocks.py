"""Block Kit as Slack accepts it: whole messages and views; the parts are in `kit`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from evals.slack_standin.kit.composition import ID, plain
from evals.slack_standin.kit.figures import CHARTS
from evals.slack_standin.kit.layout import IN_HOME, IN_MESSAGE, IN_MODAL, MARKDOWN_CHARACTERS
from evals.slack_standin.shapes import Checker, flag, items, record, string, tagged
from evals.slack_standin.workspace import Json, elements_of

MESSAGE_BLOCKS: Final = 50
VIEW_BLOCKS: Final = 100
MESSAGE_CHARACTERS: Final = 13_200
TEXT_CHARACTERS: Final = 40_000
_INNER: Final = ("child_blocks", "tasks")


def _view(block: Checker) -> dict[str, Checker]:
    return {
        "blocks": items(block, 0, VIEW_BLOCKS),
        "private_metadata": string(3000, 0),
        "callback_id": ID,
        "external_id": ID,
    }


_MODAL: Final = {
    **_view(IN_MODAL),
    "submit": plain(24),
    "close": plain(24),
    "clear_on_close": flag,
    "notify_on_close": flag,
    "submit_disabled": flag,
}
_VIEWS: Final = {
    "modal": record({"title": plain(24), "blocks": _MODAL["blocks"]}, _MODAL),
    "home": record({"blocks": _view(IN_HOME)["blocks"]}, _view(IN_HOME)),
}


def block_problems(blocks: list[Json], maximum: int = MESSAGE_BLOCKS) -> list[str]:
    """What Slack would answer in `response_metadata.messages`; empty when the blocks are fine."""
    wrong: list[str] = []
    items(IN_MESSAGE, 0, maximum)(blocks, "/blocks", wrong)
    return wrong or _repeated(blocks) + _too_many(blocks)


def view_problems(view: Json, kind: str) -> list[str]:
    """The same for a modal or a Home tab; a modal with an input needs a submit button."""
    wrong: list[str] = []
    tagged({kind: _VIEWS[kind]})(view, "/view", wrong)
    if wrong:
        return wrong
    blocks = view["blocks"]
    if kind == "modal" and "submit" not in view and any(block["type"] == "input" for block in blocks):
        wrong.append("[ERROR] missing required field: submit [json-pointer:/view]")
    if sum(bool(element.get("focus_on_load")) for element in elements_of(blocks)) > 1:
        wrong.append("[ERROR] only one element may have focus_on_load [json-pointer:/view/blocks]")
    return wrong + _repeated(blocks)


def texts(node: object) -> Iterator[Json]:
    """Every text object in blocks or views."""
    if isinstance(node, list):
        for item in node:
            yield from texts(item)
    elif isinstance(node, dict):
        if node.get("type") in ("mrkdwn", "plain_text") and isinstance(node.get("text"), str):
            yield node
        else:
            for item in node.values():
                yield from texts(item)


def characters(node: object) -> int:
    """How much text there is in blocks of every kind: texts, cells, rich text, labels."""
    if isinstance(node, list):
        return sum(characters(item) for item in node)
    if not isinstance(node, dict):
        return 0
    own = sum(len(node[key]) for key in ("text", "label", "title") if isinstance(node.get(key), str))
    return own + sum(characters(item) for item in node.values())


def kinds(blocks: list[Json]) -> Counter[str]:
    """How many blocks of each kind there are, those inside containers and plans too."""
    return Counter(block["type"] for block in with_inner(blocks))


def with_inner(blocks: list[Json]) -> list[Json]:
    """The blocks, and those inside containers and plans."""
    return [*blocks, *(inner for block in blocks for name in _INNER for inner in block.get(name, []))]


def _too_many(blocks: list[Json]) -> list[str]:
    problems = []
    if kinds(blocks)["data_visualization"] > CHARTS:
        problems.append(
            f"[ERROR] no more than {CHARTS} data_visualization blocks allowed [json-pointer:/blocks]"
        )
    written = sum(len(block["text"]) for block in blocks if block["type"] == "markdown")
    if written > MARKDOWN_CHARACTERS:
        problems.append(
            f"[ERROR] no more than {MARKDOWN_CHARACTERS} characters of markdown [json-pointer:/blocks]"
        )
    return problems


def _repeated(blocks: list[Json]) -> list[str]:
    block_ids = Counter(block["block_id"] for block in with_inner(blocks) if "block_id" in block)
    action_ids = Counter(element["action_id"] for element in elements_of(blocks))
    return [
        f"[ERROR] `{name}` {key!r} already exists"
        for name, found in (("block_id", block_ids), ("action_id", action_ids))
        for key, count in found.items()
        if count > 1
    ]
