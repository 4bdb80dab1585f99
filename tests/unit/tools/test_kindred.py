import pytest

from tools.kindred import by_meaning, meanings
from tools.spelling import fold


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("discount", "Nachlass"),
        ("remise", "descuento"),
        ("préavis", "Kündigungsfrist"),
        ("competitor", "Wettbewerb"),
        ("budget", "Marketingbudget"),
        ("vacation", "congés"),
        ("Elternzeit", "maternity"),
        ("avocat", "legally"),
        ("hiring", "contratado"),
        ("outage", "caída"),
        ("Freitag", "viernes"),
        ("May", "mayo"),
    ],
)
def test_words_of_one_meaning_meet_in_every_language(word: str, other: str) -> None:
    assert meanings(fold(word)) & meanings(fold(other))


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("free", "Freitag"),
        ("bill", "billig"),
        ("son", "sonst"),
        ("may", "maybe"),
        ("date", "Daten"),
        ("sport", "Transport"),
        ("Reise", "Preise"),
        ("Kosten", "kostenlos"),
        ("happy", "unhappy"),
        ("Nacht", "Weihnachten"),
        ("exam", "example"),
        ("Rolle", "Kontrolle"),
    ],
)
def test_words_that_only_look_alike_do_not_meet(word: str, other: str) -> None:
    assert not meanings(fold(word)) & meanings(fold(other))


def test_a_word_without_a_known_meaning_has_none() -> None:
    assert meanings("zebra") == frozenset()


def test_a_vocabulary_is_looked_up_by_meaning() -> None:
    found = by_meaning(["rabatt", "descuento", "zebra", "viernes"])
    assert found == {"discount": {"rabatt", "descuento"}, "weekday 4": {"viernes"}}
