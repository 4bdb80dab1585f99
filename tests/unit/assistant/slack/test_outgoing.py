"""Everything that goes out is escaped once, limited, and closed against links, pings and previews."""

from __future__ import annotations

import html
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.contract import Answer, ShownTable
from assistant.slack import limits
from assistant.slack.answers import answer_message, digest_message
from assistant.slack.blocks import button, literal, section
from assistant.slack.outgoing import Message, bold, escape, mail_link, post_arguments, sealed
from evals.slack_standin.rules import breaches, check_message, markup

HOSTILE = st.text(
    alphabet=st.one_of(
        st.sampled_from("<>&|*_~`!@#:;/\n\t\u202e\u200d\x00é🎉"), st.characters(exclude_categories=["Cs"])
    )
)
WORDS = st.one_of(
    HOSTILE, st.sampled_from(["<!channel>", "&amp;lt;", "<https://evil.test|here>", "x" * 9000])
)
TABLES = st.builds(
    ShownTable,
    title=WORDS,
    columns=st.lists(WORDS, min_size=1, max_size=4),
    rows=st.lists(st.lists(WORDS, min_size=1, max_size=4), max_size=9),
)


def posted(message: Message) -> dict[str, Any]:
    return post_arguments(sealed(message))


@given(HOSTILE)
def test_what_is_escaped_reads_back_as_it_was(text: str) -> None:
    shown = html.unescape(escape(text, 10**6))
    assert shown == "".join(letter for letter in text if letter in shown)
    assert not {"<", ">"} & set(escape(text))


@given(WORDS, st.integers(2, 60))
def test_a_cut_never_splits_an_entity_or_exceeds_the_limit(text: str, limit: int) -> None:
    cut = escape(text, limit)
    assert len(cut) <= limit
    assert html.unescape(cut).count("&") >= cut.count("&amp;")
    assert cut.count("&") == sum(cut.count(entity) for entity in ("&amp;", "&lt;", "&gt;"))


@settings(deadline=None, max_examples=60)
@given(WORDS, st.none() | TABLES, st.none() | st.lists(WORDS, max_size=5), st.booleans())
def test_no_answer_is_ever_refused_or_forms_markup(
    text: str, table: ShownTable | None, suggestions: list[str] | None, weekly: bool
) -> None:
    answer = Answer(text=text, table=table, suggestions=suggestions, pending="c1", undo="c1")
    payload = posted(digest_message(answer, "2026-W41") if weekly else answer_message(answer))
    check_message(payload)
    assert breaches(payload) == []
    assert markup(payload) == []


def test_previews_and_automatic_links_are_off() -> None:
    payload = posted(Message("see https://evil.test", [section(escape("https://evil.test"))]))
    assert (payload["unfurl_links"], payload["unfurl_media"], payload["parse"]) == (False, False, "none")
    assert payload["blocks"][0]["text"]["verbatim"] is True


def test_more_text_than_slack_takes_is_cut_from_the_end_and_buttons_stay() -> None:
    blocks = [
        *(section(escape("x" * 3000)) for _ in range(9)),
        {"type": "actions", "elements": [button("Go", "go", "1")]},
    ]
    payload = posted(Message("long", blocks))
    check_message(payload)
    assert payload["blocks"][-1]["elements"][0]["value"] == "1"
    assert payload["blocks"][0]["text"]["text"] == "x" * 3000


@given(HOSTILE)
def test_a_draft_is_shown_to_the_letter(text: str) -> None:
    assert "".join(block["text"]["text"] for block in literal(text)) == text


@pytest.mark.parametrize(
    "address", ["", "a", "a@b", "a@b.de|<!channel>", "a@b.de?cc=eve@evil.test", "a@b.de>", "x y@b.de"]
)
def test_what_is_no_address_makes_no_link(address: str) -> None:
    assert mail_link(address, "s", "b", "Open") == ""


def test_a_mail_link_carries_the_words_and_nothing_else_of_them() -> None:
    link = mail_link("a@b.de", "Hi & <you>", "one\ntwo|three>", "Open it")
    assert link == "<mailto:a@b.de?subject=Hi%20%26%20%3Cyou%3E&amp;body=one%0Atwo%7Cthree%3E|Open it>"
    assert mail_link("a@b.de", "s", "x" * 5000, "Open it") == "<mailto:a@b.de|Open it>"


def test_a_value_that_a_button_cannot_carry_is_an_error_of_ours() -> None:
    with pytest.raises(ValueError, match="2000"):
        button("Go", "go", "x" * (limits.BUTTON_VALUE + 1))


def test_bold_survives_asterisks_and_line_breaks() -> None:
    assert bold("5 *big* deals\nand <more>") == "*5 \u2217big\u2217 deals and &lt;more&gt;*"
