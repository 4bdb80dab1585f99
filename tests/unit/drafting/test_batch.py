from assistant.drafting.batch import Batch, patterns_of
from tools.drafts import Sentence


def patterns(*sentences: str) -> frozenset[str]:
    return frozenset(sentences)


def test_the_share_is_of_the_shorter_message() -> None:
    batch = Batch([patterns("a", "b", "c", "d")])
    assert batch.alike(patterns("a", "x")) == 0.5
    assert batch.alike(patterns("a", "b", "x", "y", "z")) == 0.5


def test_the_message_that_is_most_alike_counts() -> None:
    batch = Batch([patterns("a", "b"), patterns("c", "d")])
    assert batch.alike(patterns("a", "c", "d", "e")) == 1.0


def test_nothing_is_like_a_message_in_other_words() -> None:
    assert Batch([patterns("a", "b")]).alike(patterns("c")) == 0.0
    assert Batch().alike(patterns("c")) == 0.0
    assert Batch([patterns()]).alike(patterns()) == 0.0


def test_uses_count_every_message_that_has_a_sentence() -> None:
    batch = Batch([patterns("a", "b"), patterns("a")])
    assert batch.uses(patterns("a")) == 2
    assert batch.uses(patterns("b", "x")) == 1


def test_a_part_of_two_sentences_counts_as_two() -> None:
    part = Sentence("I saw it. Well done.", "I saw …. Well done.")
    assert patterns_of([part, Sentence("…", "…")]) == {"I saw ….", "Well done."}
