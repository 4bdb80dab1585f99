"""Nobody meets a wall of text, and no word of an answer is lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.slack import limits
from assistant.slack.answers.prose import Prose

TEXTS = st.lists(
    st.sampled_from(["A short line.", "word", "x" * 700, "One. Two. Three", "", " ", "é🎉 " * 300]),
    max_size=12,
).map("\n".join) | st.text(max_size=4000)


WHOLE_QUOTATION = ("Acme: “Bis zum 4. September ein Preisblatt. Bald!” (Priya, 1 Nov)", "")


def letters(text: str) -> str:
    return re.sub(r"\s", "", text)


@given(TEXTS)
def test_headline_text_and_rest_are_the_whole_answer(text: str) -> None:
    prose = Prose.of(text)
    assert letters(prose.headline + prose.shown + prose.rest) == letters(text)
    assert len(prose.headline) + len(prose.shown) <= limits.PROSE + 1


@pytest.mark.parametrize(
    ("text", "headline", "shown"),
    [
        ("9 partners need you, of 14. The first 2 here.", "9 partners need you, of 14.", "The first 2 here."),
        ("Do you mean A or B?", "Do you mean A or B?", ""),
        ("Acme Inc. won 3 deals. Fine.", "Acme Inc. won 3 deals.", "Fine."),
        ("Acme: “Bis zum 4. September ein Preisblatt. Bald!” (Priya, 1 Nov)", *WHOLE_QUOTATION),
        ("x" * 200, "", "x" * 200),
        ("", "", ""),
    ],
)
def test_the_first_sentence_stands_out(text: str, headline: str, shown: str) -> None:
    prose = Prose.of(text)
    assert (prose.headline, prose.shown, prose.rest) == (headline, shown, "")


def test_the_fourth_paragraph_waits() -> None:
    prose = Prose.of("One two three.\n\nTwo.\n\nThree.\n\nFour.\nStill four.")
    assert (prose.said, prose.rest) == ("One two three.\nTwo.\n\nThree.", "Four.\nStill four.")


def test_a_long_text_ends_with_a_line_else_with_a_sentence() -> None:
    assert Prose.of("\n".join(["A line of words."] * 200)).rest.startswith("A line of words.")
    assert Prose.of("A sentence of words. " * 200).shown.endswith("words.")
