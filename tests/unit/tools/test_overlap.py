from hypothesis import given
from hypothesis import strategies as st

from tools.overlap import overlap

NOTES = [
    "The team wants a training before the summer.",
    "The price list is late and the renewal at risk.",
    "Die Preisliste fehlt.",
]


def test_rare_words_decide_and_common_ones_hardly_count() -> None:
    scores = overlap("the renewal", NOTES)
    assert scores[1] == 1.0
    assert scores[0] < 0.5
    assert scores[2] == 0.0


def test_a_question_word_counts_only_where_there_is_no_other() -> None:
    assert overlap("How late is it?", ["How it is.", "Late."]) == [0.0, 1.0]
    assert overlap("How?", ["How it is.", "Late."]) == [1.0, 0.0]


def test_a_typo_an_accent_and_a_compound_still_meet() -> None:
    assert overlap("traning", NOTES)[0] == 1.0
    assert overlap("PREIS", NOTES)[2] == 1.0
    assert overlap("reunion", ["La réunion est demain."]) == [1.0]


def test_a_word_of_the_same_meaning_counts_as_the_word_itself() -> None:
    assert overlap("réunion", ["Das Treffen war gut.", "Nothing of the kind."]) == [1.0, 0.0]


def test_without_words_nothing_overlaps() -> None:
    assert overlap("?!", NOTES) == [0.0, 0.0, 0.0]
    assert overlap("price", ["", "..."]) == [0.0, 0.0]
    assert overlap("price", []) == []


@given(st.text(), st.lists(st.text(), max_size=4))
def test_an_overlap_is_a_share(question: str, texts: list[str]) -> None:
    scores = overlap(question, texts)
    assert len(scores) == len(texts)
    assert all(0 <= score <= 1 + 1e-9 for score in scores)
