"""Slack's markup as HTML. What Slack was sent is escaped already; only our own markup becomes elements."""

from __future__ import annotations

import html
import re
from typing import Final

_CODE: Final = re.compile(r"`([^`\n]+)`")
_LINK: Final = re.compile(r"<((?:https?|mailto):[^|>]*)(?:\|([^>]*))?>")
_BOLD: Final = re.compile(r"(?<![\w*])\*([^*\n]+)\*(?![\w*])")
_ITALIC: Final = re.compile(r"(?<![\w_])_([^_\n]+)_(?![\w_])")
_STRUCK: Final = re.compile(r"(?<![\w~])~([^~\n]+)~(?![\w~])")


def from_mrkdwn(text: str) -> str:
    """Bold, italic, struck, code, links and line breaks; `&lt;` and the like stay as they are."""
    linked = _LINK.sub(lambda found: f'<a href="#">{found[2] or found[1]}</a>', text)
    coded = _CODE.sub(r"<code>\1</code>", linked)
    marked = _STRUCK.sub(r"<s>\1</s>", _ITALIC.sub(r"<i>\1</i>", _BOLD.sub(r"<b>\1</b>", coded)))
    return marked.replace("\n", "<br>")


def from_plain(text: str) -> str:
    """Text without markup."""
    return html.escape(text).replace("\n", "<br>")
