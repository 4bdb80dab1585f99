"""Blocks that the parts of a Home share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from assistant.home import Paged, Part
from assistant.slack import blocks, limits
from assistant.slack.blocks import Option, actions, button, context, header
from assistant.slack.outgoing import Block, Markup, bold, cut_text, escape

PAGE: Final = "home_page"
_NAME: Final = 60
_REST: Final = 300  # characters beside a name, so that four lists of five stay skimmable


def named(name: str) -> Markup:
    """A name in bold, cut to one line."""
    return bold(cut_text(" ".join(name.split()), _NAME))


def row(name: str, rest: str) -> Markup:
    """A name and what is said of it, on one line."""
    said = escape(" ".join(rest.split()), _REST)
    return Markup(f"{named(name)}  {said}") if name else said


def overflow(action_id: str, options: Sequence[Option]) -> Block | None:
    """A menu behind three dots without what would be too long for Slack; None if nothing is left."""
    fitting = [one for one in options if len(one.value) <= limits.OPTION_VALUE]
    return blocks.overflow(action_id, fitting) if fitting else None


def heading(words: str, total: int) -> Block:
    """A part's heading with how many there are."""
    return header(f"{words} ({total:,})" if total else words)


def pager(part: Part, paged: Paged[object]) -> list[Block]:
    """Which page this is, with buttons to the others; nothing for a single page."""
    if paged.pages == 1:
        return []
    first, last = paged.page == 0, paged.page == paged.pages - 1
    back = [] if first else [button("Back", f"{PAGE}_{part}_back", f"{part}:{paged.page - 1}")]
    following = [] if last else [button("Next", f"{PAGE}_{part}_next", f"{part}:{paged.page + 1}")]
    said = context(escape(f"Page {paged.page + 1:,} of {paged.pages:,}"))
    return [said, actions([*back, *following], f"{PAGE}:{part}")]
