"""The page that shows every surface: each kind of block, and hostile text that stays text."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest

from assistant.slack.outgoing import escape
from evals.gallery.blocks import to_html
from evals.gallery.mrkdwn import from_mrkdwn
from evals.gallery.page import Surface, write_page

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>&amp;<https://evil.test|x>"
HARMFUL = {"script", "iframe", "object", "embed", "link", "base", "form", "input"}


class Elements(HTMLParser):
    """The elements of a page and their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def plain(words: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": words}


def marked(words: str) -> dict[str, Any]:
    return {"type": "mrkdwn", "text": str(escape(words))}


def pressed(words: str) -> dict[str, Any]:
    return {"type": "button", "text": plain(words), "action_id": "a"}


def kinds(words: str) -> Iterator[dict[str, Any]]:
    """A block of each kind that says these words wherever it can."""
    options = [{"text": plain(words), "value": "v"}]
    fields: list[dict[str, Any]] = [
        {"type": "plain_text_input", "initial_value": words, "multiline": True},
        {"type": "static_select", "options": options, "initial_option": options[0]},
        {"type": "external_select", "placeholder": plain(words)},
        {"type": "checkboxes", "options": options, "initial_options": options},
        {"type": "datepicker", "initial_date": "2026-11-02"},
        {"type": "timepicker", "initial_time": "09:00"},
    ]
    axes = {"categories": [words, "Q2"]}
    series = [{"name": words, "data": [{"label": words, "value": 3}, {"label": "Q2", "value": 4}]}]
    yield {"type": "section", "text": marked(words), "fields": [plain(words)], "accessory": pressed(words)}
    yield {"type": "section", "text": plain(words), "accessory": {"type": "overflow", "options": options}}
    yield {"type": "header", "text": plain(words)}
    yield {"type": "divider"}
    yield {"type": "context", "elements": [marked(words), plain(words)]}
    yield {"type": "actions", "elements": [pressed(words), *fields[1:]]}
    verdicts = {"positive_button": {"text": plain(words)}, "negative_button": {"text": plain(words)}}
    yield {"type": "context_actions", "elements": [{"type": "feedback_buttons"} | verdicts]}
    yield {"type": "image", "alt_text": words, "slack_file": {"id": "F1"}}
    yield {"type": "image", "alt_text": words, "slack_file": {"id": "FNONE"}}
    rich = {
        "type": "rich_text_section",
        "elements": [{"type": "text", "text": words, "style": {"bold": True}}],
    }
    cells = [{"type": "raw_text", "text": words}, {"type": "rich_text", "elements": [rich]}]
    yield {"type": "table", "rows": [cells]}
    yield {"type": "rich_text", "elements": [rich]}
    yield {"type": "markdown", "text": words}
    task = {"type": "task_card", "title": words, "status": "in_progress"}
    yield {"type": "plan", "title": words, "tasks": [task]}
    yield task
    yield task | {"title": "a", "status": "error", "output": {"type": "rich_text", "elements": [rich]}}
    yield {"type": "alert", "text": plain(words)}
    yield {
        "type": "container",
        "title": plain(words),
        "child_blocks": [{"type": "header", "text": plain(words)}],
    }
    yield {"type": "card", "title": plain(words), "body": marked(words), "actions": [pressed(words)]}
    for field in fields:
        yield {"type": "input", "label": plain(words), "hint": plain(words), "element": field}
    for form in ("bar", "line"):
        chart = {"type": form, "axis_config": axes, "series": series}
        yield {"type": "data_visualization", "title": words, "chart": chart}
    pie = {"type": "pie", "segments": [{"label": words, "value": 1}]}
    yield {"type": "data_visualization", "title": words, "chart": pie}


@pytest.mark.parametrize("block", list(kinds("Nebelhorn")), ids=lambda block: str(block["type"]))
def test_every_kind_of_block_shows_its_words(block: dict[str, Any]) -> None:
    shown = to_html([block], {"F1": b"\x89PNG"})
    assert "Nebelhorn" in shown or block["type"] == "divider"


@pytest.mark.parametrize("block", list(kinds(HOSTILE)), ids=lambda block: str(block["type"]))
def test_hostile_words_are_no_markup_anywhere(block: dict[str, Any]) -> None:
    surface = Surface("modal", HOSTILE, [block], str(escape(HOSTILE)), HOSTILE, HOSTILE)
    found = Elements(write_page([surface], {"F1": b"\x89PNG"}))
    assert not HARMFUL & set(found.tags)
    assert not [name for name, _ in found.attributes if name.startswith("on")]
    assert not [
        value for name, value in found.attributes if name == "src" and not str(value).startswith("data:")
    ]
    assert not [value for name, value in found.attributes if name == "href" and value != "#"]


def test_both_themes_show_the_same_words() -> None:
    page = write_page(
        [Surface("message", "Priya asks", [{"type": "header", "text": plain("Nebelhorn")}])], {}
    )
    assert Elements(page).words.count("Nebelhorn") == 2
    assert 'class="shown light message"' in page
    assert 'class="shown dark message"' in page


def test_slacks_markup_becomes_elements_and_escaped_text_stays() -> None:
    shown = from_mrkdwn("*bold* _it_ ~no~ `code` <https://a.test|there> 2 &lt; 3 &amp; a*b*c\nnext")
    assert shown == (
        '<b>bold</b> <i>it</i> <s>no</s> <code>code</code> <a href="#">there</a> 2 &lt; 3 &amp; a*b*c<br>next'
    )


def test_a_kind_that_the_page_does_not_know_is_an_error() -> None:
    with pytest.raises(KeyError, match="carousel"):
        to_html([{"type": "carousel"}], {})
