import pytest

from prompts.intents import asks_for, hesitates


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


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("review_decision", "keep Kestrel as key partner because they just signed Contoso"),
        ("review_decision", "accept all but Kestrel"),
        ("review_decision", "don't demote Kestrel, they just hired five people"),
        ("review_decision", "Moosbach bleibt Schlüsselpartner, weil der Vertrag verlängert wurde"),
        ("review_decision", "mantén a Kestrel como socio clave porque acaba de firmar"),
        ("review_decision", "garde Kestrel comme partenaire clé"),
        ("snooze", "snooze Kestrel until the end of June"),
        ("snooze", "leave Kestrel alone till March"),
        ("snooze", "Stell Moosbach bis Ende Mai zurück"),
        ("snooze", "wake Kestrel up again"),
    ],
)
def test_a_decision_or_a_snooze_asked_for_in_words_is_recognised(change: str, words: str) -> None:
    assert asks_for(change, words)


@pytest.mark.parametrize(
    "words",
    [
        "who needs me this week?",
        "which proposals are waiting?",
        "what should I keep in mind about Kestrel?",
        "keep an eye on Kestrel",
        "why is Kestrel a key partner?",
        "who let me down?",
    ],
)
def test_a_question_decides_and_snoozes_nothing(words: str) -> None:
    assert not asks_for("review_decision", words)
    assert not asks_for("snooze", words)


@pytest.mark.parametrize(
    "words",
    [
        "should I accept all proposals?",
        "accept none of the proposals",
        "would you accept all proposals",
        "if I accept all proposals, what changes",
        "accept all proposals? what would happen",
        "never accept all proposals automatically",
        "approve all? I am not sure",
        "accept all proposals tomorrow",
        "accept all proposals only if Tom agrees",
        "I agree with nothing here",
        "akzeptiere nicht alle Vorschläge",
        "soll ich alle Vorschläge akzeptieren",
        "ich akzeptiere keinen Vorschlag",
        "no aceptes todas las propuestas",
        "¿debo aceptar todas las propuestas?",
        "no acepto ninguna",
        "je n'accepte rien",
        "dois-je accepter toutes les propositions",
        "n'accepte pas toutes les propositions",
    ],
)
def test_a_decision_denied_asked_about_or_put_off_is_not_asked_for(words: str) -> None:
    assert hesitates("review_decision", words)
    assert not asks_for("review_decision", words)


@pytest.mark.parametrize(
    "words",
    [
        "don't snooze Kestrel",
        "should I snooze Kestrel?",
        "why is Kestrel snoozed?",
        "can I snooze Kestrel until Friday?",
        "I don't want Kestrel snoozed",
        "never hide Kestrel from my list",
        "don\u2019t take Kestrel off my list",
        "don't wake Kestrel",
        "stelle Moosbach nicht zurück",
        "soll ich Moosbach zurückstellen?",
        "was passiert wenn ich Moosbach zurückstelle",
        "no pospongas a Casa Lumbre",
        "ne mets pas Atelier Brume en veille",
    ],
)
def test_a_snooze_denied_or_asked_about_is_not_asked_for(words: str) -> None:
    assert hesitates("snooze", words)
    assert not asks_for("snooze", words)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("review_decision", "can you accept all proposals?"),
        ("review_decision", "keep Kestrel as key partner because they don't lose deals"),
        ("review_decision", "ne rétrograde pas Atelier Brume, leur commercial vient d'arriver"),
        ("snooze", "don't show me Kestrel until March"),
        ("snooze", "ne me montre plus Atelier Brume avant mars"),
        ("log_note", "note: Dana does not want us to call. Should we write?"),
    ],
)
def test_a_not_that_is_the_change_itself_or_stands_elsewhere_stops_nothing(change: str, words: str) -> None:
    assert asks_for(change, words)


def test_what_stands_in_quotation_marks_or_is_denied_is_no_request() -> None:
    assert not asks_for("review_decision", 'Priya wrote "accept all proposals"')
    assert not asks_for("log_note", "please don't note that")
