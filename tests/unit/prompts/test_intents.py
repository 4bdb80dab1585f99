import pytest

from prompts.intents import asks_for


@pytest.mark.parametrize(
    "words",
    [
        "Note: Dana is leaving in May",
        "hi rapport, please log that Lumenor froze their budget",
        "add a note to Castellan: competitor offered 5% more",
        "Notiz: Jonas ist bis Ende Mai weg",
        "anota que Javier prefiere que le llamen por la tarde",
        "ajoute au dossier d'Atelier que le directeur change",
        "Marisa me ha dicho que cambian de oficina, guárdalo",
    ],
)
def test_a_note_asked_for_in_words_is_recognised(words: str) -> None:
    assert asks_for("log_note", words)


@pytest.mark.parametrize(
    "words",
    [
        "who needs me this week?",
        "what do my notes say about Dana?",
        "brief me on Kestrel",
        "Wie geht es Moosbach?",
    ],
)
def test_a_question_asks_for_no_change(words: str) -> None:
    assert not asks_for("log_note", words)
    assert not asks_for("digest_settings", words)


@pytest.mark.parametrize(
    "words", ["Send mine Mondays at 8", "pause my digest while I'm away", "mute Kestrel"]
)
def test_a_digest_setting_asked_for_in_words_is_recognised(words: str) -> None:
    assert asks_for("digest_settings", words)
