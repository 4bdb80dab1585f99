"""Buttons, menus and fields of forms as HTML."""

from __future__ import annotations

from typing import Any

from evals.gallery.mrkdwn import from_plain

_CHOSEN = ("initial_option", "initial_date", "initial_time", "initial_value", "initial_user")


def element(node: dict[str, Any]) -> str:
    """One interactive element."""
    kind = node["type"]
    if kind == "button":
        return pressed(node["text"]["text"], node.get("style", ""))
    if kind == "overflow":
        options = " · ".join(from_plain(one["text"]["text"]) for one in node["options"])
        return f'<span class=overflow title="{options}">⋯ <small>{options}</small></span>'
    if kind in ("checkboxes", "radio_buttons"):
        return _ticks(node)
    if kind == "image":
        return f"<span>[image: {from_plain(node['alt_text'])}]</span>"
    return _filled(node)


def pressed(words: str, style: str) -> str:
    """A button."""
    return f'<button class="{style or "plain"}">{from_plain(words)}</button>'


def _ticks(node: dict[str, Any]) -> str:
    ticked = {one["value"] for one in node.get("initial_options", ())}
    lines = (
        f"<div>{'☑' if one['value'] in ticked else '☐'} {from_plain(one['text']['text'])}</div>"
        for one in node["options"]
    )
    return f"<div class=ticks>{''.join(lines)}</div>"


def _filled(node: dict[str, Any]) -> str:
    found = next((node[name] for name in _CHOSEN if name in node), "")
    words = found["text"]["text"] if isinstance(found, dict) else str(found)
    empty = node.get("placeholder", {}).get("text", "") or {"datepicker": "Pick a day"}.get(node["type"], "")
    shown = from_plain(words) if words else f"<i>{from_plain(empty)}</i>"
    many = " many" if node.get("multiline") else ""
    arrow = " ▾" if node["type"].endswith(("select", "picker")) else ""
    return f'<div class="filled{many}">{shown}{arrow}</div>'
