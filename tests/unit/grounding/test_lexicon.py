import pytest

from tests.unit.grounding.labelled import Case
from tools.grounding.lexicon import is_everyday
from tools.grounding.verifier import verify

EVERYDAY = {
    "en": (
        "Nobody has to wait.",
        "Overdue or not, it counts.",
        "Whom should I call?",
        "You'll hear from me.",
    ),
    "de": (
        "Die Kampagne läuft.",
        "Den Entwurf schicke ich.",
        "In unseren Augen ist das gut.",
        "Fällig ist nichts.",
        "Haben Sie Lust auf Kaffee?",
        "Es geht um Geld und Anschluss.",
        "Worauf warten wir?",
        "Eure Arbeit zählt.",
    ),
    "fr": (
        "Voici la suite.",
        "Parmi les points à voir, un seul compte.",
        "D'ici là, je reste attentif.",
        "J'aime cette idée.",
        "Existe-t-il une autre voie ?",
        "Reprendre le fil est simple.",
        "Merci.\n\nSincères salutations\nPriya",
    ),
    "es": (
        "Vi que todo va bien.",
        "Lamento la espera.",
        "¿Encaja mejor por correo?",
        "Propongo una llamada.",
    ),
}
STRANGERS = {
    "en": ("Priscilla says hi.", "Peter sends regards.", "Initech did it.", "Best,\nBertram"),
    "de": ("Klaus grüßt.", "Das sagt auch Okafor.", "Wir sprachen mit Bosch.", "Contoso war schneller."),
    "fr": ("Bertram vous salue.", "Jean sera là.", "Klaus sera là."),
    "es": ("Carlos le saluda.", "Juan estará allí.", "Contoso va antes."),
}


def problems(language: str, text: str) -> list[str]:
    grounds = Case("names", language, text, frozenset(), None, ()).grounds
    return [one.text for one in verify(text, grounds).problems]


@pytest.mark.parametrize(("language", "text"), [(one, text) for one in EVERYDAY for text in EVERYDAY[one]])
def test_an_everyday_word_is_no_name_wherever_it_has_its_capital(language: str, text: str) -> None:
    assert problems(language, text) == []


@pytest.mark.parametrize(("language", "text"), [(one, text) for one in STRANGERS for text in STRANGERS[one]])
def test_a_stranger_is_caught_at_the_start_of_a_sentence_too(language: str, text: str) -> None:
    assert problems(language, text)


def test_a_language_without_a_dictionary_has_no_everyday_words() -> None:
    assert not is_everyday("Dana", "xx")
