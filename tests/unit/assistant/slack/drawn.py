"""Blocks as lines of text, so that a snapshot reads like what stands in Slack."""

from __future__ import annotations

from typing import Any


def drawn(blocks: list[dict[str, Any]]) -> str:
    """One paragraph per block; buttons and menus in brackets."""
    return "\n".join(_block(block) for block in blocks)


def _block(block: dict[str, Any]) -> str:
    if block["type"] in ("actions", "context"):
        return " | ".join(_element(one) for one in block["elements"])
    said = f"# {block['text']['text']}" if block["type"] == "header" else str(block["text"]["text"])
    return f"{said}   {_element(block['accessory'])}" if "accessory" in block else said


def _element(one: dict[str, Any]) -> str:
    if one["type"] == "overflow":
        labels = " / ".join(str(option["text"]["text"]) for option in one["options"])
        return f"[… {labels}]"
    return f"[{one['text']['text']}]" if one["type"] == "button" else f"({one['text']})"
