"""What ends a chat, and what is only said in it."""

import pytest

from assistant.terminal.chatting import leaves


@pytest.mark.parametrize("words", ["exit", "Exit", "quit", "bye!", ":q", "exit()", ""])
def test_a_word_of_parting_ends_the_chat(words: str) -> None:
    assert leaves(words)


@pytest.mark.parametrize(
    "words", ["help", "exit criteria of Kestrel", "thanks!", "...", "quit rates by partner"]
)
def test_anything_more_is_a_question(words: str) -> None:
    assert not leaves(words)
