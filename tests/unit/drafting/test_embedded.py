from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from assistant.drafting import kinds
from assistant.drafting.desk import clean_text, grounds_of
from assistant.drafting.embedded import WORD_LIMIT, DraftText, EmbeddedDraftWriter
from assistant.drafting.material import Material, Moment, Occasion, Purpose, Recipient
from prompts.draft_templates import LANGUAGES
from tools.facts import Audience, Fact, Quote
from tools.grounding.names import NameIndex
from tools.grounding.verifier import verify
from tools.kinds import (
    CERTIFICATION,
    CERTIFICATION_EARNED,
    CERTIFICATION_EXPIRES,
    CERTIFICATION_PERSON,
    CONTACT,
    DEAL_CLOSED,
    DEAL_CUSTOMER,
    PARTNER_SINCE,
)

AS_OF = date(2026, 10, 31)
FOREIGN = NameIndex.build(["Globex", "Harbor", "Lakeside Group", "Northwind Traders"])
SENTENCES = {
    "en": "We would like to hear earlier what is coming next.",
    "de": "Wir würden gern früher hören, was als Nächstes kommt.",
    "fr": "Nous aimerions savoir plus tôt ce qui va venir.",
    "es": "Nos gustaría saber antes lo que viene después.",
}


def fact(kind: kinds.Kind, value: object, subject: str = "") -> Fact:
    return Fact(kind, "P1", value, AS_OF, subject)


def moments(language: str) -> tuple[Moment, ...]:
    words = SENTENCES[language]
    said_on = date(2026, 9, 2)
    said = Quote("N1", "P1", 0, len(words), words, "Dana Weber", said_on, Audience.SHAREABLE, own_words=True)
    win: dict[str, Fact | Quote] = {
        "customer": fact(DEAL_CUSTOMER, "Stadtwerke Auental", "D1"),
        "won_on": fact(DEAL_CLOSED, date(2026, 10, 3), "D1"),
    }
    waiting: dict[str, Fact | Quote] = {
        "open_customer": fact(DEAL_CUSTOMER, "Klinik Seeblick", "D2"),
        "opened_on": fact(kinds.DEAL_REGISTERED, date(2026, 10, 1), "D2"),
    }
    certification: dict[str, Fact | Quote] = {"certification": fact(CERTIFICATION, "Data Associate", "K1")}
    ole = {"person": fact(CERTIFICATION_PERSON, "Ole Berg", "K1")}
    earned = certification | {"earned_on": fact(CERTIFICATION_EARNED, date(2026, 8, 7), "K1")}
    expiring = certification | {"expires_on": fact(CERTIFICATION_EXPIRES, date(2027, 1, 7), "K1")}
    signed: dict[str, Fact | Quote] = {
        "signed_on": fact(PARTNER_SINCE, date(2023, 5, 4)),
        "years": fact(kinds.YEARS_TOGETHER, 3),
    }
    promised: dict[str, Fact | Quote] = {
        "promise": said,
        "promised_on": fact(kinds.PROMISED, said_on, "N1"),
    }
    slots: dict[Occasion, dict[str, Fact | Quote]] = {
        Occasion.WIN: win,
        Occasion.PAST_WIN: win,
        Occasion.WINS: win | {"wins": fact(kinds.WINS_THIS_YEAR, 3)},
        Occasion.OPEN_DEAL: waiting,
        Occasion.EARNED: earned | ole,
        Occasion.EXPIRING: expiring | ole,
        Occasion.EARNED_OWN: earned,
        Occasion.EXPIRING_OWN: expiring,
        Occasion.TALK: {"talked_on": fact(kinds.TALKED, date(2026, 9, 21))},
        Occasion.TALK_TEAM: {"talked_on": fact(kinds.TALKED, date(2026, 9, 21))},
        Occasion.TALK_OTHER: {
            "talked_on": fact(kinds.TALKED, date(2026, 9, 21)),
            "talker": fact(CONTACT, "Ole Berg"),
        },
        Occasion.TRAINING_TEAM: {"trained_on": fact(kinds.TRAINED, date(2026, 7, 1))},
        Occasion.TRAINING: {"trained_on": fact(kinds.TRAINED, date(2026, 7, 1))},
        Occasion.LEAD: {"lead_on": fact(kinds.LEAD_SENT, date(2026, 10, 20))},
        Occasion.ANNIVERSARY: signed,
        Occasion.WORDS: {"words": said, "words_on": fact(kinds.SAID, said_on, "N1")},
        Occasion.WROTE: {"words": said, "words_on": fact(kinds.SAID, said_on, "N1")},
        Occasion.ASKED: {"question": said, "asked_on": fact(kinds.ASKED, said_on, "N1")},
        Occasion.PROMISE_US: promised,
        Occasion.PROMISE_THEM: promised,
    }
    return tuple(Moment(occasion, filled) for occasion, filled in slots.items())


def material(language: str = "en", purpose: Purpose = Purpose.CHECK_IN, *, formal: bool = False) -> Material:
    recipient = Recipient("C1", "Dana Weber", "CEO", language, formal)
    return Material("P1", "Lakeside Group", recipient, "Priya Shah", purpose, AS_OF, moments(language))


def write(made: Material, variant: int = 0) -> DraftText:
    return EmbeddedDraftWriter().write(made, variant)


@pytest.mark.parametrize(("language", "purpose", "formal"), list(product(LANGUAGES, Purpose, [True, False])))
def test_every_wording_of_every_occasion_is_clean_and_short(
    language: str, purpose: Purpose, *, formal: bool
) -> None:
    whole = material(language, purpose, formal=formal)
    for moment in (*whole.moments, None):
        made = replace(whole, moments=(moment,) if moment else (), owes=moment is None)
        for variant in range(12):
            text = write(made, variant)
            verdict = verify(f"{text.subject}\n\n{text.body}", grounds_of(made, FOREIGN))
            assert verdict.passes, (text, verdict.reasons)
            assert len(text.body.split()) < WORD_LIMIT
            assert not set("{}[]|") & set(text.subject + text.body)


@pytest.mark.parametrize(("language", "purpose"), list(product(LANGUAGES, Purpose)))
def test_a_message_is_addressed_and_signed_by_first_name(language: str, purpose: Purpose) -> None:
    body = write(material(language, purpose)).body
    assert "Dana" in body.splitlines()[0]
    assert body.splitlines()[-1] == "Priya"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_message_has_one_ask(language: str) -> None:
    for purpose, variant in product(Purpose, range(6)):
        made = replace(material(language, purpose), moments=())
        assert write(made, variant).body.count("?") >= 1


def test_neighbours_in_a_batch_differ_in_their_sentences() -> None:
    texts = [write(material(), variant).body for variant in range(3)]
    cut = [
        {part.strip() for part in text.replace("\n", " ").split(".") if len(part.split()) > 3}
        for text in texts
    ]
    for one, other in ((0, 1), (0, 2), (1, 2)):
        assert len(cut[one] & cut[other]) <= 0.4 * len(cut[one])


def test_the_same_material_gives_the_same_message() -> None:
    assert write(material()) == write(material())


def test_a_message_names_the_facts_and_notes_that_it_rests_on() -> None:
    made = replace(material(), moments=tuple(m for m in moments("en") if m.occasion is Occasion.WORDS))
    text = write(made)
    assert text.note_ids == ("N1",)
    assert set(text.fact_ids) <= {one.id for one in made.facts}
    assert text.fact_ids


def test_without_any_fact_the_note_asks_and_claims_nothing() -> None:
    text = write(replace(material(), moments=()))
    assert text.fact_ids == ()
    assert "?" in text.body


def test_an_unknown_language_is_written_in_english() -> None:
    made = material()
    foreign = replace(made, recipient=replace(made.recipient, language="xx"))
    assert write(foreign).body.startswith("Hi Dana")


def test_forms_of_address_are_not_mixed() -> None:
    formal = " ".join(
        write(material("de", purpose, formal=True), v).body for purpose in Purpose for v in range(8)
    )
    informal = " ".join(write(material("de", purpose), v).body for purpose in Purpose for v in range(8))
    assert not {"du", "dir", "dich", "deine"} & set(formal.replace(",", " ").split())
    assert not {"Ihnen", "Sie", "Ihre"} & set(informal.replace(",", " ").replace("?", " ").split())


def test_a_taboo_takes_the_wording_that_touches_it() -> None:
    made = replace(material(), moments=tuple(m for m in moments("en") if m.occasion is Occasion.WIN))
    grounds = grounds_of(made, FOREIGN, taboos=("never mention Stadtwerke",))
    grounds = replace(grounds, taboos=("never mention the reference",))
    text = clean_text(EmbeddedDraftWriter(), made, grounds)
    assert text is not None
    assert "reference" not in text.body
