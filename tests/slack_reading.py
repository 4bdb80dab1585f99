"""What a person reads of a message, as lines of text: for snapshots that are reviewed as text."""

from __future__ import annotations

from typing import Any

from assistant.slack.outgoing import Message, sealed

Block = dict[str, Any]


def read(message: Message) -> str:
    """The blocks from top to bottom, then what a screen reader says."""
    payload = sealed(message)
    shown = [_READ[block["type"]](block) for block in payload["blocks"]]
    return "\n".join([*shown, "", "-- spoken --", payload["text"]])


def read_view(view: Block) -> str:
    """A window from top to bottom."""
    shown = [_READ[block["type"]](block) for block in view["blocks"]]
    return "\n".join([f"[[ {view['title']['text']} ]]", *shown])


def _section(block: Block) -> str:
    beside = f"   {_element(block['accessory'])}" if "accessory" in block else ""
    return f"{block['text']['text']}{beside}"


def _element(element: Block) -> str:
    if element["type"] == "overflow":
        return f"(⋮ {' / '.join(option['text']['text'] for option in element['options'])})"
    label = element["text"]["text"]
    asks = element["action_id"].startswith("ask_") and element["value"] != label
    return f"[{label} → {element['value']}]" if asks else f"[{label}]"


def _cell(cell: Block) -> str:
    if cell["type"] == "raw_text":
        return str(cell["text"])
    return "".join(f"*{part['text']}*" for line in cell["elements"] for part in line["elements"])


def _table(block: Block) -> str:
    rows = [" | ".join(_cell(cell) for cell in row) for row in block["rows"]]
    right = [number for number, one in enumerate(block["column_settings"]) if one["align"] == "right"]
    return "\n".join([*rows, f"(on the right: columns {right})"])


def _chart(block: Block) -> str:
    chart = block["chart"]
    lines = [f"<{chart['type']} chart: {block['title']}>"]
    for one in chart["series"]:
        points = ", ".join(f"{point['label']} {point['value']}" for point in one["data"])
        lines.append(f"  {one['name']}: {points}")
    return "\n".join(lines)


def _thumbs(block: Block) -> str:
    element = block["elements"][0]
    return f"[{element['positive_button']['text']['text']}] [{element['negative_button']['text']['text']}]"


_READ = {
    "header": lambda block: f"# {block['text']['text']}",
    "section": _section,
    "context": lambda block: f"  ~ {block['elements'][0]['text']}",
    "actions": lambda block: " ".join(_element(element) for element in block["elements"]),
    "context_actions": _thumbs,
    "table": _table,
    "data_visualization": _chart,
    "image": lambda block: f"<picture {block['slack_file']['id']}: {block['alt_text']}>",
    "divider": lambda _: "----",
}
