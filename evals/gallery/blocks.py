"""Block Kit as HTML: close enough to Slack to judge what stands where and what cannot be read."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Mapping
from typing import Any, Final

from evals.gallery import charts, fields
from evals.gallery.mrkdwn import from_mrkdwn, from_plain

_TOLD: Final = ("details", "output")
Block = dict[str, Any]
Pictures = Mapping[str, bytes]
"""PNG bytes by the id of the file in Slack."""


def to_html(blocks: list[Block], pictures: Pictures) -> str:
    """All blocks below one another; a kind that this page does not know is an error of the page.

    Raises:
        KeyError: Naming the kind of block.
    """
    return "".join(_KINDS[block["type"]](block, pictures) for block in blocks)


def text(node: Block) -> str:
    """A text object."""
    return from_mrkdwn(node["text"]) if node["type"] == "mrkdwn" else from_plain(node["text"])


def _section(block: Block, _pictures: Pictures) -> str:
    words = text(block["text"]) if "text" in block else ""
    pairs = "".join(f"<div class=field>{text(one)}</div>" for one in block.get("fields", ()))
    beside = fields.element(block["accessory"]) if "accessory" in block else ""
    return f"<div class=section><div class=words>{words}{pairs}</div>{beside}</div>"


def _header(block: Block, _pictures: Pictures) -> str:
    return f"<h3 class=header>{text(block['text'])}</h3>"


def _divider(_block: Block, _pictures: Pictures) -> str:
    return "<hr>"


def _context(block: Block, _pictures: Pictures) -> str:
    parts = "".join(f"<span>{text(one)}</span> " for one in block["elements"] if "text" in one)
    return f"<div class=context>{parts}</div>"


def _actions(block: Block, _pictures: Pictures) -> str:
    return f"<div class=actions>{''.join(fields.element(one) for one in block['elements'])}</div>"


def _feedback(block: Block, _pictures: Pictures) -> str:
    spoken = [
        one[name]["text"]["text"]
        for one in block["elements"]
        if one["type"] == "feedback_buttons"
        for name in ("positive_button", "negative_button")
    ]
    return f"<div class=actions>{''.join(fields.pressed(words, 'quiet') for words in spoken)}</div>"


def _image(block: Block, pictures: Pictures) -> str:
    spoken = from_plain(block["alt_text"])
    file_id = block.get("slack_file", {}).get("id", "")
    if file_id not in pictures:
        return f"<div class=section>[image: {spoken}]</div>"
    return (
        f'<img alt="{spoken}" src="data:image/png;base64,{b64encode(pictures[file_id]).decode()}">'
        f"<div class=twin>{spoken}</div>"
    )


def _table(block: Block, _pictures: Pictures) -> str:
    rows = "".join(f"<tr>{''.join(f'<td>{_cell(one)}</td>' for one in row)}</tr>" for row in block["rows"])
    return f"<div class=wide><table>{rows}</table></div>"


def _cell(cell: Block) -> str:
    if cell["type"] == "rich_text":
        return _rich(cell)
    return from_plain(str(cell.get("text", cell.get("value", ""))))


def _rich(node: Block) -> str:
    if "text" in node and isinstance(node["text"], str):
        words = from_plain(node["text"])
        return f"<b>{words}</b>" if node.get("style", {}).get("bold") else words
    return "".join(_rich(one) for one in node.get("elements", ()))


def _rich_text(block: Block, _pictures: Pictures) -> str:
    return f"<div class=section>{_rich(block)}</div>"


def _markdown(block: Block, _pictures: Pictures) -> str:
    return f"<div class=section>{from_plain(block['text'])}</div>"


def _plan(block: Block, pictures: Pictures) -> str:
    tasks = "".join(_task(one, pictures) for one in block.get("tasks", ()))
    return f"<div class=plan><b>{from_plain(block['title'])}</b>{tasks}</div>"


def _task(block: Block, _pictures: Pictures) -> str:
    marks = {"complete": "✓", "in_progress": "…", "pending": "○", "error": "!"}
    more = "".join(f"<div class=context>{_rich(block[name])}</div>" for name in _TOLD if name in block)
    return f"<div class=task>{marks[block['status']]} {from_plain(block['title'])}{more}</div>"


def _alert(block: Block, _pictures: Pictures) -> str:
    return f"<div class=alert>{text(block['text'])}</div>"


def _container(block: Block, pictures: Pictures) -> str:
    title = f"<b>{text(block['title'])}</b>" if "title" in block else ""
    return f"<div class=plan>{title}{to_html(block['child_blocks'], pictures)}</div>"


def _card(block: Block, _pictures: Pictures) -> str:
    parts = "".join(
        f"<div>{text(block[name])}</div>" for name in ("title", "subtitle", "body") if name in block
    )
    buttons = "".join(fields.element(one) for one in block.get("actions", ()))
    return f"<div class=plan>{parts}<div class=actions>{buttons}</div></div>"


def _input(block: Block, _pictures: Pictures) -> str:
    optional = " <i>(optional)</i>" if block.get("optional") else ""
    hint = f"<div class=context>{text(block['hint'])}</div>" if "hint" in block else ""
    label = f"<div class=label><b>{text(block['label'])}</b>{optional}</div>"
    return f"<div class=input>{label}{fields.element(block['element'])}{hint}</div>"


def _chart(block: Block, _pictures: Pictures) -> str:
    return charts.to_svg(block)


_KINDS: Final[dict[str, Callable[[Block, Pictures], str]]] = {
    "section": _section,
    "header": _header,
    "divider": _divider,
    "context": _context,
    "actions": _actions,
    "context_actions": _feedback,
    "image": _image,
    "table": _table,
    "rich_text": _rich_text,
    "markdown": _markdown,
    "plan": _plan,
    "task_card": _task,
    "alert": _alert,
    "container": _container,
    "card": _card,
    "input": _input,
    "data_visualization": _chart,
}
