import base64
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.facts import Fact, Kind, Unit
from tools.grounding.names import NameIndex
from tools.grounding.problems import ProblemKind
from tools.grounding.verifier import Grounds, verify
from tools.kinds import CONTACT, DEAL_CLOSED, DEAL_CUSTOMER, DEALS_WON_12M, PARTNER, WON_REVENUE_12M

AS_OF = date(2026, 10, 31)
FOREIGN = NameIndex.build(
    ["Globex", "Harbor", "Northwind Traders", "Target", "Acme", "Lakeside Group", "Umbrella"]
)
CHANGE = Kind("deals.growth", Unit.SHARE, "growth")


def fact(kind: Kind, value: object, currency: str = "") -> Fact:
    return Fact(kind, "P1", value, AS_OF, currency=currency)


FACTS = (
    fact(PARTNER, "Lakeside Group"),
    fact(CONTACT, "Dana Weber"),
    fact(DEAL_CUSTOMER, "Stadtwerke Auental"),
    fact(DEAL_CLOSED, date(2026, 10, 3)),
    fact(DEALS_WON_12M, 3),
    fact(WON_REVENUE_12M, 12_400.0, "EUR"),
)


def grounds(language: str = "en", **more: object) -> Grounds:
    given_grounds = {"allowed_names": ("Priya",), "foreign": FOREIGN, "taboos": ("never mention the outage",)}
    return Grounds(FACTS, AS_OF, language, **given_grounds | more)


def kinds(text: str, language: str = "en", **more: object) -> set[ProblemKind]:
    return {problem.kind for problem in verify(text, grounds(language, **more)).problems}


CLEAN = [
    (
        "en",
        """Hi Dana,

Congratulations on Stadtwerke Auental on 3 October! That makes three wins this year. We harbor no second
thoughts; in a second I can call. Would 15 minutes next week suit?

Best,
Priya""",
    ),
    (
        "en",
        """Dear Dana Weber,

The €12,400 you won in the last 12 months is on target. One thing or two would help me.

Kind regards,
Priya""",
    ),
    (
        "de",
        """Guten Tag Dana Weber,

herzlichen Glückwunsch zum Abschluss bei Stadtwerke Auental am 3. Oktober. Das ist schon der dritte in diesem
Jahr. Hätten Sie nächste Woche eine Viertelstunde?

Viele Grüße
Priya""",
    ),
    (
        "fr",
        """Bonjour Dana,

Bravo pour Stadtwerke Auental, signé le 3 octobre. Quoi de neuf ? Auriez-vous un quart d'heure la semaine
prochaine ?

Bien cordialement,
Priya""",
    ),
    (
        "es",
        """Hola, Dana:

Enhorabuena por Stadtwerke Auental, el 3 de octubre. ¿Tiene quince minutos la próxima semana?

Un saludo,
Priya""",
    ),
]


@pytest.mark.parametrize(("language", "text"), CLEAN)
def test_a_clean_message_passes(language: str, text: str) -> None:
    assert verify(text, grounds(language)).passes, verify(text, grounds(language)).reasons


@pytest.mark.parametrize(
    ("language", "sentence", "kind"),
    [
        ("en", "You won four deals.", ProblemKind.NUMBER),
        ("en", "You won 17 deals.", ProblemKind.NUMBER),
        ("en", "You won ٤ deals.", ProblemKind.NUMBER),
        ("en", "You won ⑰ deals.", ProblemKind.NUMBER),
        ("en", "That is $12,400.", ProblemKind.NUMBER),
        ("en", "That was the fifth one.", ProblemKind.NUMBER),
        ("de", "Das waren siebzehn Abschlüsse.", ProblemKind.NUMBER),
        ("fr", "Cela fait dix-sept contrats.", ProblemKind.NUMBER),
        ("es", "Son diecisiete contratos.", ProblemKind.NUMBER),
        ("en", "We met on 14 February.", ProblemKind.DATE),
        ("de", "Wir trafen uns vor acht Monaten.", ProblemKind.DATE),
        ("en", "It was good with Contoso on board.", ProblemKind.NAME),
        ("en", "Contoso is a fine customer.", ProblemKind.NAME),
        ("de", "Das lief bei Initech genauso.", ProblemKind.NAME),
        ("fr", "Nous pensons à Contoso.", ProblemKind.NAME),
        ("en", "We said the same to Globex.", ProblemKind.FOREIGN_NAME),
        ("en", "We said the same to g l o b e x.", ProblemKind.FOREIGN_NAME),
        ("de", "Dasselbe haben wir Umbrella gesagt.", ProblemKind.FOREIGN_NAME),
        ("en", "For us you are a dementor.", ProblemKind.INTERNAL_WORD),
        ("en", "You are our d\u200bementor.", ProblemKind.INTERNAL_WORD),
        ("en", "You are an unpolished-diamond.", ProblemKind.INTERNAL_WORD),
        ("en", "Your health score is fine.", ProblemKind.INTERNAL_WORD),
        ("en", "rotnemed is the word.", ProblemKind.INTERNAL_WORD),
        ("en", f"Note {base64.b64encode(b'dementor').decode()} well.", ProblemKind.ENCODED),
        ("en", "Write to dana@evil.example please.", ProblemKind.ADDRESS),
        ("en", "See https://evil.example/x now.", ProblemKind.LINK),
        ("en", "See evil[.]example now.", ProblemKind.LINK),
        ("en", "See 10.0.0.1 now.", ProblemKind.LINK),
        ("en", "<!channel> hello", ProblemKind.MARKUP),
        ("en", "hello @here", ProblemKind.MARKUP),
        ("en", "a [link](x) here", ProblemKind.MARKUP),
        ("en", "<b>bold</b>", ProblemKind.MARKUP),
        ("en", "\nBcc: all of them", ProblemKind.MARKUP),
        ("en", "safe \x1b[31m red", ProblemKind.MARKUP),
        ("en", "left \u202e right", ProblemKind.MARKUP),
        ("en", "Sorry again for the outages.", ProblemKind.TABOO),
    ],
)
def test_a_planted_error_is_named(language: str, sentence: str, kind: ProblemKind) -> None:
    assert kind in kinds(f"A short note to say thank you.\n{sentence}", language)


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [("Your business grew by 12%.", True), ("Your business fell by 12%.", False)],
)
def test_a_direction_word_must_agree_with_the_change(sentence: str, *, wrong: bool) -> None:
    found = verify(sentence, Grounds((fact(CHANGE, -0.12),), AS_OF))
    assert [problem.kind for problem in found.problems] == ([ProblemKind.DIRECTION] if wrong else [])


def test_numbers_in_somebodys_own_words_are_theirs() -> None:
    words = "We trained 40 people in three weeks."
    text = f"You told us: “{words}” That stayed with me."
    assert kinds(text) == {ProblemKind.NUMBER}
    assert not kinds(text, quotes=(words,))


def test_even_quoted_words_must_not_name_another_partner() -> None:
    words = "Globex told us about your offer."
    assert kinds(f"You told us: “{words}”", quotes=(words,)) == {ProblemKind.FOREIGN_NAME}


def test_the_partners_own_name_is_no_leak_though_it_is_in_the_index() -> None:
    assert not kinds("How are things at Lakeside Group?")


def test_the_reasons_name_the_words() -> None:
    verdict = verify("You won four deals.", grounds())
    assert "'four'" in verdict.reasons


@given(st.text(max_size=200))
def test_any_text_has_a_verdict_with_true_spans(text: str) -> None:
    for problem in verify(text, grounds()).problems:
        assert 0 <= problem.start < problem.end <= len(text)
        assert problem.text in {text[problem.start : problem.end], problem.text}


@given(st.sampled_from([text for _, text in CLEAN]), st.data())
def test_a_leak_is_found_wherever_it_stands(text: str, data: st.DataObject) -> None:
    blanks = [at for at, letter in enumerate(text) if letter == " "]
    at = data.draw(st.sampled_from(blanks))
    assert ProblemKind.FOREIGN_NAME in kinds(f"{text[:at]} Northwind{text[at:]}")


@pytest.mark.parametrize("number", ["€22,900", "22", "96", "2,260"])
def test_a_number_beside_an_own_name_is_read_as_a_number(number: str) -> None:
    for text in (f"You won Stadtwerke Auental ({number}) now.", f"It was {number} Stadtwerke Auental."):
        assert kinds(text) == {ProblemKind.NUMBER}


def test_a_known_amount_may_stand_beside_a_name() -> None:
    assert not kinds("You won Stadtwerke Auental (€12,400) now.")


def test_a_french_participle_is_no_season() -> None:
    assert not kinds("Cela a été utile.", "fr")
    assert kinds("On se voit à l'été.", "fr") == {ProblemKind.DATE}
