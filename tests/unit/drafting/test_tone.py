import pytest

from assistant.drafting.tone import cold, questions, quotable_spans


@pytest.mark.parametrize(
    "text",
    [
        "We are talking to a competitor of yours.",
        "We can't go on like this.",
        "I am unhappy with the support.",
        "Let us pause this until spring.",
        "We like working with you. We just do not like surprises.",
        "Wir arbeiten gern mit euch. Wir erfahren nur ungern von Änderungen.",
        "Wenn der Preis ausbleibt, rechne ich mit eurem Wettbewerber.",
        "Mettons cela en pause pour le moment.",
        "On aime travailler avec vous. On aime moins les surprises.",
        "Nos gusta el producto, pero tarda mucho.",
        "Estamos descontentos con la respuesta.",
    ],
)
def test_refusals_threats_complaints_and_turns_are_cold_and_no_half_is_quoted(text: str) -> None:
    assert cold(text)
    assert quotable_spans(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "We would like to hear earlier what is coming next.",
        "Meine Leute fragen inzwischen von sich aus nach euren Schulungen.",
        "Nous recrutons six consultants en début d'année.",
        "Vamos a contratar a siete consultores a principios de año.",
    ],
)
def test_friendly_words_may_be_quoted_whole(text: str) -> None:
    assert quotable_spans(text) == [(0, len(text))]


def test_a_friendly_note_is_quoted_whole_before_its_first_sentence_alone() -> None:
    text = "The workshop was worth the trip. My people came home with ideas."
    assert quotable_spans(text) == [(0, len(text)), (0, 32)]


@pytest.mark.parametrize(
    "text", ["The workshop was good. Can we have another?", "¿Puedo traer a un cliente?"]
)
def test_a_note_that_asks_is_a_question_and_no_pleasantry(text: str) -> None:
    assert len(questions(text)) == 1
    assert quotable_spans(text) == []
