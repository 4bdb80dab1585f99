import pytest

from prompts.intents import asks_for, doubts, hesitates


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


@pytest.mark.parametrize(
    "words",
    [
        "I ran the win-back play with Kestrel",
        "we did a training with Kestrel yesterday, record the play",
        "We've just held the joint webinar with Kestrel",
        "record that I did the joint webinar with Kestrel",
        "mark the play for Kestrel as done",
        "the suggested action for Kestrel is done",
        "play done: joint plan with Kestrel",
        "done with the co-marketing play at Kestrel",
        "last week we invited Kestrel to the summit, count it as a play",
        "can you record the win-back play with Kestrel?",
        "Ich habe den Win-back-Play mit Moosbach gemacht",
        "he hecho la jugada de recuperación con Kestrel",
        "j'ai fait l'action de reconquête avec Kestrel",
    ],
)
def test_a_play_that_somebody_says_they_did_is_to_be_recorded(words: str) -> None:
    assert asks_for("record_play", words)


@pytest.mark.parametrize(
    "words",
    [
        "did we run the win-back play with Kestrel",
        "have we done the webinar with Kestrel?",
        "I didn't run the win-back play with Kestrel",
        "I never did the lunch with Kestrel",
        "I'll run the win-back play with Kestrel",
        "we should have done the training with Kestrel",
        "we had planned the webinar with Kestrel",
        "if we did a training with Kestrel, what would follow",
        "record the play with Kestrel tomorrow",
        "which plays have I done this quarter",
        "what have we tried with Kestrel so far",
        "we ran out of budget with Kestrel",
        'Priya said "we did the webinar with Kestrel"',
        "don't record the play",
        "what should I do about Kestrel",
    ],
)
def test_a_play_denied_planned_or_asked_about_is_not_recorded(words: str) -> None:
    assert not asks_for("record_play", words)


@pytest.mark.parametrize(
    ("words", "open_"),
    [
        ("we did everything but partnerx", True),
        ("with partnerx or with partnerx", True),
        ("mit partnerx oder partnerx gemacht", True),
        ("sin partnerx", True),
        ("avec partnerx, c'est reporte", True),
        ("haben wir das mit partnerx gemacht", True),
        ("avons-nous fait le webinar avec partnerx", True),
        ("it was cancelled", True),
        ("I did half of it with partnerx", True),
        ("we did it with partnerx as planned, for half an hour", False),
        ("wir haben das mit partnerx gemacht", False),
        ("nous avons fait le webinar avec partnerx", False),
    ],
)
def test_what_was_done_with_whom_is_left_open_by_some_words(words: str, open_: bool) -> None:
    assert doubts("record_play", words) is open_
    assert not doubts("snooze", words)
