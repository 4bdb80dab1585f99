"""The blocks themselves, and which of them each surface takes."""

from __future__ import annotations

from collections import Counter
from typing import Final

from evals.slack_standin.kit.composition import ID, image, plain, text
from evals.slack_standin.kit.elements import BESIDE_SECTION, BUTTON, FEEDBACK, IN_ACTIONS, IN_INPUT
from evals.slack_standin.kit.figures import CHART, TABLE
from evals.slack_standin.kit.rich import ONE_RICH_TEXT, RICH_TEXT, rich_text
from evals.slack_standin.shapes import Checker, also, choice, flag, items, record, string, tagged
from evals.slack_standin.workspace import Json

MARKDOWN_CHARACTERS: Final = 12_000  # over all markdown blocks of a message
_BLOCK_ID: Final = {"block_id": ID}
_PICTURE: Final = tagged({"image": image()})
_BESIDE_CONTEXT: Final = tagged(
    {
        "plain_text": record({"text": string(3000)}, {"emoji": flag}),
        "mrkdwn": record({"text": string(3000)}, {"verbatim": flag}),
        "image": image(),
    }
)
_INPUT: Final = record(
    {"label": plain(2000), "element": IN_INPUT},
    {"hint": plain(2000), "optional": flag, "dispatch_action": flag, **_BLOCK_ID},
)
_ALERT: Final = record(
    {"text": text(200)}, {"level": choice("default", "info", "warning", "error", "success"), **_BLOCK_ID}
)


def _text_or_fields(section: Json) -> list[str]:
    return [] if section.keys() & {"text", "fields"} else ["missing required field: text"]


def _something_shown(card: Json) -> list[str]:
    shown = card.keys() & {"hero_image", "title", "actions", "body"}
    return [] if shown else ["one of hero_image, title, actions and body is required"]


def _titled(container: Json) -> list[str]:
    problems = [] if container.keys() & {"title", "rich_text_title"} else ["missing required field: title"]
    if container.get("is_collapsible") and container.get("has_header_divider"):
        problems.append("has_header_divider cannot be set when is_collapsible is true")
    if container.get("default_collapsed") and not container.get("is_collapsible"):
        problems.append("default_collapsed requires is_collapsible")
    return problems


def _tasks_differ(plan: Json) -> list[str]:
    ids = Counter(task["task_id"] for task in plan.get("tasks", []))
    return [f"task_id {task} already exists" for task, count in ids.items() if count > 1]


_EVERYWHERE: Final[dict[str, Checker]] = {
    "section": also(
        record(
            {},
            {
                "text": text(3000),
                "fields": items(text(2000), 1, 10),
                "accessory": BESIDE_SECTION,
                "expand": flag,
                **_BLOCK_ID,
            },
        ),
        _text_or_fields,
    ),
    "header": record({"text": plain(150)}, _BLOCK_ID),
    "divider": record({}, _BLOCK_ID),
    "image": image(title=plain(2000), block_id=ID),
    "context": record({"elements": items(_BESIDE_CONTEXT, 1, 10)}, _BLOCK_ID),
    "actions": record({"elements": items(IN_ACTIONS, 1, 25)}, _BLOCK_ID),
    "rich_text": rich_text(),
}
_TASK: Final = record(
    {
        "task_id": string(255),
        "title": string(256),
        # the SDK demands it, the page on the block does not: the stricter of the two
        "status": choice("pending", "in_progress", "complete", "error"),
    },
    {
        "details": ONE_RICH_TEXT,
        "output": ONE_RICH_TEXT,
        "sources": items(tagged({"url": record({"url": string(3000), "text": string(256)})}), 0, 50),
        **_BLOCK_ID,
    },
)
_CARD: Final = also(
    record(
        {},
        {
            "hero_image": _PICTURE,
            "icon": _PICTURE,
            "title": text(150),
            "subtitle": text(150),
            "body": text(200),
            "actions": items(BUTTON, 1, 3),
            **_BLOCK_ID,
        },
    ),
    _something_shown,
)
_INSIDE: Final = tagged({**_EVERYWHERE, "table": TABLE})
_CONTAINER: Final = also(
    record(
        {"child_blocks": items(_INSIDE, 1, 10)},
        {
            "title": plain(150),
            "rich_text_title": RICH_TEXT,
            "subtitle": text(150),
            "width": choice("narrow", "standard", "wide", "full"),
            "icon": _PICTURE,
            "is_collapsible": flag,
            "default_collapsed": flag,
            "has_header_divider": flag,
            **_BLOCK_ID,
        },
    ),
    _titled,
)
_PLAN: Final = also(
    record({"title": string(256)}, {"tasks": items(tagged({"task_card": _TASK}), 0, 50), **_BLOCK_ID}),
    _tasks_differ,
)
IN_MESSAGE: Final = tagged(
    {
        **_EVERYWHERE,
        "input": _INPUT,
        "table": TABLE,
        "data_visualization": CHART,
        "markdown": record({"text": string(MARKDOWN_CHARACTERS)}, _BLOCK_ID),
        "plan": _PLAN,
        "task_card": _TASK,
        "card": _CARD,
        "carousel": record({"elements": items(tagged({"card": _CARD}), 1, 10)}, _BLOCK_ID),
        "container": _CONTAINER,
        "context_actions": record({"elements": items(tagged(FEEDBACK), 1, 5)}, _BLOCK_ID),
    }
)
IN_MODAL: Final = tagged({**_EVERYWHERE, "input": _INPUT, "alert": _ALERT})
IN_HOME: Final = tagged({**_EVERYWHERE, "input": _INPUT})
