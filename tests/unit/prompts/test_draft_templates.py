import pytest

from assistant.drafting.material import Occasion, Purpose
from assistant.drafting.moments import ORDER
from prompts.draft_templates import LANGUAGES, templates

SLOTS = {
    Occasion.WIN: {"customer", "won_on"},
    Occasion.PAST_WIN: {"customer", "won_on"},
    Occasion.WINS: {"customer", "won_on", "wins"},
    Occasion.OPEN_DEAL: {"open_customer", "opened_on"},
    Occasion.EARNED: {"person", "certification", "earned_on"},
    Occasion.EARNED_OWN: {"person", "certification", "earned_on"},
    Occasion.EXPIRING: {"person", "certification", "expires_on"},
    Occasion.EXPIRING_OWN: {"person", "certification", "expires_on"},
    Occasion.TALK: {"talked_on"},
    Occasion.TALK_OTHER: {"talked_on", "talker"},
    Occasion.TALK_TEAM: {"talked_on"},
    Occasion.TRAINING: {"trained_on"},
    Occasion.TRAINING_TEAM: {"trained_on"},
    Occasion.LEAD: {"lead_on"},
    Occasion.ANNIVERSARY: {"signed_on", "years"},
    Occasion.WORDS: {"words", "words_on"},
    Occasion.WROTE: {"words", "words_on"},
    Occasion.ASKED: {"question", "asked_on"},
    Occasion.PROMISE_US: {"promise", "promised_on"},
    Occasion.PROMISE_THEM: {"promise", "promised_on"},
}
EVERYWHERE = {"partner", "name", "first", "sender"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("purpose", list(Purpose))
def test_every_occasion_of_a_purpose_has_a_subject_a_reason_an_offer_and_an_ask(
    language: str, purpose: Purpose
) -> None:
    known = templates(language, purpose)
    for occasion in (*ORDER[purpose], Occasion.NOTHING):
        for part in ("subject", "reason", "for_them", "ask"):
            if known.variants("reason", occasion):
                assert known.variants(part, occasion), (part, occasion)
    assert known.variants("reason", Occasion.NOTHING)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("purpose", list(Purpose))
def test_templates_use_only_slots_that_their_occasion_fills(language: str, purpose: Purpose) -> None:
    for part, occasions in templates(language, purpose).parts.items():
        for occasion, variants in occasions.items():
            filled = EVERYWHERE | SLOTS.get(occasion, set())
            for template in variants:
                for formal in (True, False):
                    text = template.addressed(formal=formal)
                    assert text.slots <= filled, (part, occasion, text)
                    assert not set("[]|") & set(text.words), (part, occasion, text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_template_claims_no_number_of_its_own(language: str) -> None:
    for purpose in Purpose:
        for occasions in templates(language, purpose).parts.values():
            for variants in occasions.values():
                assert not any(letter.isdigit() for one in variants for letter in one.formal.words)
