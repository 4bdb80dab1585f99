import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.sentences import LONGEST, sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("Dr. Koch called. She is happy.", ["Dr. Koch called.", "She is happy."]),
        ("Wir liefern z. B. am 3. Juni. Danach nicht.", ["Wir liefern z. B. am 3. Juni.", "Danach nicht."]),
        ("Version 3.5 is out. Good.", ["Version 3.5 is out.", "Good."]),
        ("first line\nsecond line\r\n- third", ["first line", "second line", "- third"]),
        ('He said "no." Then he left.', ['He said "no."', "Then he left."]),
        ("no end", ["no end"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_sentences_end_where_people_end_them(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected


@given(st.text(st.sampled_from("ab. \n!?1")))
def test_every_letter_is_in_exactly_one_sentence(text: str) -> None:
    spans = sentences(text)
    assert "".join("".join(text[start:end] for start, end in spans).split()) == "".join(text.split())
    assert all(0 < end - start <= LONGEST for start, end in spans)


def test_what_never_ends_is_cut_at_a_space() -> None:
    text = "word " * 300
    assert all(text[start:end].startswith("word") for start, end in sentences(text))
    assert len(sentences("x" * 1_000)) == 3
