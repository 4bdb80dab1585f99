"""What a person typed, read out of Slack's markup."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

_TOKEN: Final = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")
_ENTITIES: Final = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))

_ESCAPES: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_TOKENS: Final = {
    "user": ("@", "user_id"),
    "usergroup": ("!subteam^", "usergroup_id"),
    "broadcast": ("!", "range"),
    "channel": ("#", "channel_id"),
    "link": ("", "url"),
}
_QUOTED: Final = "&gt;"
_OTHERS: Final = frozenset({"rich_text_quote", "rich_text_preformatted"})


def spoken(event: Mapping[str, Any]) -> str:
    """The words of a message as Slack sends text, without what its writer quoted or pasted as code.

    Forwarded messages and previews come as attachments, which nobody reads.
    """
    rich = [block for block in event.get("blocks") or () if block.get("type") == "rich_text"]
    if not rich:
        return str(event.get("text") or "")
    parts = [part for block in rich for part in block.get("elements", ())]
    return "\n".join(_part(part) for part in parts if part.get("type") not in _OTHERS).strip()


def holds_others_words(event: Mapping[str, Any]) -> bool:
    """Whether something was forwarded, quoted or pasted as code with the message."""
    parts = [part for block in event.get("blocks") or () for part in block.get("elements", ())]
    quoted = any(isinstance(part, dict) and part.get("type") in _OTHERS for part in parts)
    return bool(event.get("attachments")) or quoted or _QUOTED in str(event.get("text") or "")


def mentions(event: Mapping[str, Any], user_id: str) -> bool:
    """Whether the writer mentions that user, rather than quotes somebody who did."""
    own = (line for line in spoken(event).splitlines() if not line.lstrip().startswith(_QUOTED))
    return any(f"<@{user_id}>" in line or f"<@{user_id}|" in line for line in own)


def typed(text: str, bot_user_id: str, name_of: Callable[[str], str]) -> str:
    """The words without markup: people by name, channels and links by what is shown of them.

    Args:
        text: As Slack sends it.
        bot_user_id: Our own; mentions of it are cut.
        name_of: The name of a user id, empty if nobody knows it.
    """

    def shown(token: re.Match[str]) -> str:
        sign, target, label = token.group(1), token.group(2), token.group(3) or ""
        if sign == "@":
            return "" if target == bot_user_id else name_of(target) or label
        if sign == "#":
            return f"#{label or target}"
        return label if sign == "!" else label or target.removeprefix("mailto:")

    plain = _TOKEN.sub(shown, text)
    for entity, letter in _ENTITIES:
        plain = plain.replace(entity, letter)
    return plain.strip()


def _part(part: Mapping[str, Any]) -> str:
    """A paragraph or a list of a rich text."""
    if part.get("type") == "rich_text_list":
        return "\n".join(f"- {_part(item)}" for item in part.get("elements", ()))
    return "".join(_piece(piece) for piece in _pieces(part))


def _pieces(part: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    return [piece for piece in part.get("elements", ()) if isinstance(piece, Mapping)]


def _piece(piece: Mapping[str, Any]) -> str:
    """A piece of a paragraph as Slack sends it in text."""
    kind, text = piece.get("type"), str(piece.get("text") or "").translate(_ESCAPES)
    if kind in _TOKENS:
        sign, name = _TOKENS[kind]
        return f"<{sign}{piece.get(name)}{'|' if text else ''}{text}>"
    if kind == "text":
        return f"`{text}`" if piece.get("style", {}).get("code") else text
    return f":{piece.get('name')}:" if kind == "emoji" else ""
