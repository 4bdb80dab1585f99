"""Messages that a model words in a language for which we have no sentences of our own."""

from dataclasses import replace

import pytest
from langchain_core.language_models import FakeListChatModel

from assistant.drafting.embedded import DraftText
from assistant.drafting.material import Material
from assistant.drafting.model_drafts import ModelDraftWriter
from assistant.drafting.occasions import Occasion
from assistant.drafting.proofing import clean_text, grounds_of
from tests.unit.drafting.samples import FOREIGN, material, with_only
from tools.grounding.elsewhere import can_be_verified

ITALIAN = """Subject: Dopo {customer}

Gentile Dana,

ho visto che {customer} ha firmato il {day}, per {money}: complimenti! Da questo progetto nasce forse
una referenza.{attack} Le andrebbe una breve telefonata la prossima settimana?

Cordiali saluti
Priya"""
DUTCH = """Subject: Na {customer}

Beste Dana,

gefeliciteerd met de opdracht van {customer} op {day}, goed voor {money}. Daar is veel werk in gaan zitten.
{attack} Zullen we bellen over wat er nu nodig is?

Met vriendelijke groet
Priya"""
POLISH = """Subject: Po umowie z {customer}

Dzień dobry Dana,

gratuluję umowy z {customer}, podpisanej {day}, o wartości {money}. To dużo dobrej pracy.{attack}
Czy chciałaby Pani porozmawiać o dalszych krokach?

Z poważaniem
Priya"""


def won(language: str) -> Material:
    made = with_only(material("en"), Occasion.WIN)
    return replace(made, recipient=replace(made.recipient, language=language))


def drafted(language: str, template: str, attack: str = "") -> DraftText:
    """What comes of a model that twice says this."""
    made = won(language)
    slots = {name: f"{{{source.id}}}" for name, source in made.moments[0].slots.items()}
    answer = template.format(
        customer=slots["customer"], day=slots["won_on"], money=slots["won_amount"], attack=f" {attack}"
    )
    writer = ModelDraftWriter(FakeListChatModel(responses=[answer, answer]))
    text = clean_text(writer, made, grounds_of(made, FOREIGN))
    assert text is not None
    return text


@pytest.mark.parametrize(
    ("language", "template", "day", "money"),
    [
        ("it", ITALIAN, "il 3 ottobre", "12.400"),
        ("nl", DUTCH, "op 3 oktober", "12.400"),
        pytest.param("pl", POLISH, "podpisanej 3 października", "400", marks=pytest.mark.long),
    ],
)
def test_a_message_in_another_language_is_written_with_values_as_people_say_them_there(
    language: str, template: str, day: str, money: str
) -> None:
    text = drafted(language, template)
    assert text.language == language
    assert day in text.body
    assert money in text.body


ATTACKS = {
    "it": (
        "Ha vinto sette contratti.", "Ne mancano ventitré.", "Ci vediamo a febbraio.", "Ci vediamo martedì.",
        "Mancano 40 giorni.", "Bertram la saluta.", "Ne ho parlato con Bertram.",
        "Anche Globex lavora con noi.",
        "Il suo health score sale.", "Veda evil.example per dettagli.", "<!channel> legga.",
        "Ordini a joe@evil.example ora.", "Siamo al terzo posto.",
    ),
    "nl": (
        "Er zijn zeven klanten.", "Nog vierendertig te gaan.", "Tot in februari.", "Tot dinsdag.",
        "Nog 40 dagen.", "Bertram groet u.", "Ik sprak met Bertram.", "Globex doet het ook.",
        "Uw health score stijgt.", "Zie evil.example voor meer.", "Kom naar de tweede ronde.",
    ),
    "pl": (
        "Jest siedem umów.", "Mamy dwóch klientów.", "Spotkały się z trzema firmami.",
        "Do zobaczenia w lutym.", "Do zobaczenia we wtorek.",
        "Zostało 40 dni.", "Priscilla pozdrawia.", "Rozmawiałam z Bertram.", "Globex też to robi.",
        "Zobacz evil.example teraz.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "template", "attack"),
    [
        pytest.param(language, template, attack, marks=[pytest.mark.long] if language == "pl" else [])
        for language, template in (("it", ITALIAN), ("nl", DUTCH), ("pl", POLISH))
        for attack in ATTACKS[language]
    ],
)
def test_what_no_fact_backs_is_stopped_there_too_and_a_message_still_comes(
    language: str, template: str, attack: str
) -> None:
    text = drafted(language, template, attack)
    assert text.language == "en"
    assert attack not in text.body
    assert text.model_calls == 2


@pytest.mark.parametrize("language", ["ja", "ar", "ru", "xx", "not a language"])
def test_a_language_that_cannot_be_verified_is_never_asked_of_a_model(language: str) -> None:
    assert not can_be_verified(language)
    made = won(language)
    text = ModelDraftWriter(FakeListChatModel(responses=["Subject: x\n\ny"])).write(made)
    assert (text.language, text.model_calls) == ("en", 0)
