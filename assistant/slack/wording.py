"""What a person typed, read out of Slack's markup."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

_TOKEN: Final = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")
_ENTITIES: Final = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


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
