"""Rich text: sections, lists, quotes and code, made of text, emoji, people, channels and links."""

from __future__ import annotations

from typing import Final

from evals.slack_standin.kit.composition import ID
from evals.slack_standin.shapes import Checker, choice, flag, items, record, string, tagged, whole

MOST: Final = 1000  # parts of one rich text
_STYLE: Final = record(
    {},
    dict.fromkeys(("bold", "italic", "strike", "code", "underline", "highlight", "client_highlight"), flag),
)
_STYLED: Final = {"style": _STYLE}
_PART: Final = tagged(
    {
        "text": record({"text": string(13_200)}, _STYLED),
        "emoji": record({"name": string(100)}, {"unicode": string(100), **_STYLED}),
        "user": record({"user_id": ID}, _STYLED),
        "usergroup": record({"usergroup_id": ID}, _STYLED),
        "channel": record({"channel_id": ID}, _STYLED),
        "broadcast": record({"range": choice("here", "channel", "everyone")}, _STYLED),
        "link": record({"url": string(3000)}, {"text": string(3000), "unsafe": flag, **_STYLED}),
        "date": record(
            {"timestamp": whole, "format": string(100)}, {"url": string(3000), "fallback": string(300)}
        ),
    }
)
_PARTS: Final = items(_PART, 0, MOST)
_SECTION: Final = record({"elements": _PARTS})
_BORDERED: Final = record({"elements": _PARTS}, {"border": whole})
_LIST: Final = record(
    {
        "style": choice("bullet", "ordered"),
        "elements": items(tagged({"rich_text_section": _SECTION}), 1, MOST),
    },
    {"indent": whole, "offset": whole, "border": whole},
)
_ELEMENT: Final = tagged(
    {
        "rich_text_section": _SECTION,
        "rich_text_list": _LIST,
        "rich_text_quote": _BORDERED,
        "rich_text_preformatted": _BORDERED,
    }
)


def rich_text(most: int = MOST) -> Checker:
    """A rich text block without its type, of at most so many elements."""
    return record({"elements": items(_ELEMENT, 1, most)}, {"block_id": ID})


RICH_TEXT: Final = tagged({"rich_text": rich_text()})
ONE_RICH_TEXT: Final = tagged({"rich_text": rich_text(1)})
