import re
from dataclasses import replace
from itertools import combinations, product

import pytest

from assistant.drafting.batch import Batch
from assistant.drafting.embedded import WORD_LIMIT, DraftText, EmbeddedDraftWriter
from assistant.drafting.material import Guidance, Material
from assistant.drafting.occasions import NEEDED, REASONS, Occasion, Purpose
from assistant.drafting.proofing import clean_text, grounds_of
from assistant.drafting.wishes import AS_IT_COMES, Mention, Style, Wishes
from evals.drafts.tone import found
from prompts.draft_templates import LANGUAGES
from tests.unit.drafting.samples import FOREIGN, material, with_only
from tools.grounding.verifier import verify

every_purpose = pytest.mark.parametrize(("language", "purpose"), list(product(LANGUAGES, Purpose)))


def write(made: Material, wishes: Wishes = AS_IT_COMES, batch: Batch | None = None) -> DraftText:
    return EmbeddedDraftWriter().write(made, wishes, batch)


def asks(text: DraftText, made: Material) -> int:
    """Questions and requests outside of what is quoted."""
    language = made.recipient.language
    own = " ".join(one.pattern for one in text.sentences)
    return own.count("?") + len(found("request", language, own))


@every_purpose
def test_every_occasion_makes_a_clean_short_message_in_either_form_of_address(
    language: str, purpose: Purpose
) -> None:
    for occasion, formal in product(REASONS[purpose], (True, False)):
        made = with_only(material(language, purpose, formal=formal), occasion, Occasion.EARNED, Occasion.TALK)
        made = replace(made, owes=occasion is Occasion.OWED)
        text = write(made)
        verdict = verify(f"{text.subject}\n\n{text.body}", grounds_of(made, FOREIGN))
        assert verdict.passes, (text, verdict.reasons)
        assert len(text.body.split()) <= WORD_LIMIT
        assert not set("{}[]|") & set(text.subject + text.body)


@every_purpose
def test_a_message_asks_once(language: str, purpose: Purpose) -> None:
    made = material(language, purpose)
    assert asks(write(made), made) == 1


@every_purpose
def test_a_message_is_addressed_and_signed_by_first_name(language: str, purpose: Purpose) -> None:
    body = write(material(language, purpose)).body
    assert "Dana" in body.splitlines()[0]
    assert body.splitlines()[-1] == "Priya"


@every_purpose
def test_a_message_in_slack_has_no_sign_off(language: str, purpose: Purpose) -> None:
    made = replace(material(language, purpose), short=True)
    assert "Priya" not in write(made).body.splitlines()[-1]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("purpose", [Purpose.CHECK_IN, Purpose.WIN_BACK, Purpose.RE_ENGAGEMENT])
def test_sixty_messages_about_the_same_things_share_few_sentences(language: str, purpose: Purpose) -> None:
    batch, written = Batch(), []
    made = with_only(material(language, purpose), Occasion.WIN, Occasion.TALK, Occasion.EARNED)
    for number in range(60):
        text = write(made, Wishes(version=number), batch)
        batch.add(text.patterns)
        written.append(text.patterns)
    for one, other in combinations(written, 2):
        assert len(one & other) <= 0.4 * min(len(one), len(other)), one & other


def test_the_same_material_gives_the_same_message() -> None:
    assert write(material()) == write(material())


def test_every_sentence_names_what_it_rests_on() -> None:
    made = with_only(material(), Occasion.WORDS, Occasion.WIN)
    text = write(made)
    for sentence in text.sentences:
        named = {source.id for source in made.facts if str(source.value) in sentence.text}
        assert named <= set(sentence.fact_ids)
    assert text.note_ids == ("N1",)
    assert set(text.fact_ids) <= {one.id for one in made.facts}


@pytest.mark.parametrize("purpose", [one for one in Purpose if one not in NEEDED])
def test_without_any_fact_the_note_asks_and_claims_nothing(purpose: Purpose) -> None:
    made = replace(material(purpose=purpose), moments=())
    text = write(made)
    assert text.fact_ids == ()
    assert asks(text, made) == 1


def test_an_unknown_language_is_written_in_english_and_says_so() -> None:
    made = material()
    text = write(replace(made, recipient=replace(made.recipient, language="fi")))
    assert text.language == "en"
    assert text.body.split()[0] in {"Hi", "Hello", "Hey"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_shorter_is_shorter_and_keeps_the_facts(language: str) -> None:
    made = with_only(material(language, Purpose.WIN_BACK), Occasion.WIN, Occasion.TALK)
    usual = write(made)
    short = write(made, Wishes(frozenset({Style.SHORTER}), keep=frozenset(usual.fact_ids)))
    assert len(short.body.split()) < len(usual.body.split())
    assert spoken(short, made) == spoken(usual, made)
    assert asks(short, made) == 1


def spoken(text: DraftText, made: Material) -> set[Occasion]:
    """What a message speaks of."""
    used = set(text.fact_ids)
    return {one.occasion for one in made.moments if used & {source.id for source in one.slots.values()}}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("style", [Style.WARMER, Style.LESS_SALESY])
def test_a_style_changes_the_words_and_still_asks_once(language: str, style: Style) -> None:
    made = with_only(material(language, Purpose.TRAINING), Occasion.TRAINING_OFFER, Occasion.WIN)
    usual = write(made)
    styled = write(made, Wishes(frozenset({style}), keep=frozenset(usual.fact_ids)))
    assert styled.body != usual.body
    assert asks(styled, made) == 1


@pytest.mark.parametrize("language", ["de", "fr", "es"])
def test_more_formal_addresses_formally_and_less_formal_does_not(language: str) -> None:
    casual = material(language)
    formal = write(casual, Wishes(frozenset({Style.MORE_FORMAL}))).body
    assert formal == write(material(language, formal=True)).body
    informal = write(material(language, formal=True), Wishes(frozenset({Style.LESS_FORMAL}))).body
    assert informal == write(casual).body


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_an_ask_nothing_is_asked(language: str) -> None:
    made = with_only(material(language, Purpose.CONGRATULATION), Occasion.WIN)
    assert asks(write(made, Wishes(no_ask=True)), made) == 0


def test_what_is_to_be_mentioned_is_mentioned() -> None:
    made = with_only(material(purpose=Purpose.TRAINING), Occasion.TRAINING_OFFER, Occasion.WIN, Occasion.TALK)
    assert "Stadtwerke Auental" in write(made, Wishes(mention=Mention.WIN)).body


def test_another_version_has_other_sentences() -> None:
    made = with_only(material(purpose=Purpose.WIN_BACK), Occasion.WIN, Occasion.TALK)
    first = write(made)
    second = write(made, Wishes(version=1, keep=frozenset(first.fact_ids)), Batch([first.patterns]))
    assert len(first.patterns & second.patterns) <= 0.4 * len(first.patterns)


def test_the_ask_of_the_users_own_play_takes_the_place_of_ours_in_its_language() -> None:
    ask = "Would you like to host the summer party with us?"
    made = replace(material(), guidance=Guidance(ask=ask))
    assert ask in write(made).body
    assert ask not in write(replace(material("de"), guidance=Guidance(ask=ask))).body


def test_forms_of_address_are_not_mixed() -> None:
    formal = {word for purpose in Purpose for word in own_words(material("de", purpose, formal=True))}
    informal = {word for purpose in Purpose for word in own_words(material("de", purpose))}
    assert not {"du", "dir", "dich", "deine", "euch"} & formal
    assert not {"Ihnen", "Ihre"} & informal


def own_words(made: Material) -> list[str]:
    """The words of a message without names and quotations."""
    return re.findall(r"\w+", " ".join(one.pattern for one in write(made).sentences))


def test_a_taboo_takes_the_wording_that_touches_it() -> None:
    made = with_only(material(purpose=Purpose.WIN_BACK), Occasion.WIN, Occasion.TALK)
    offer = write(made).sentences[-3]
    touchy = max(re.findall(r"[a-z]+", offer.pattern), key=len)
    text = clean_text(EmbeddedDraftWriter(), made, grounds_of(made, FOREIGN, taboos=(f"never say {touchy}",)))
    assert text is not None
    assert touchy not in text.body.casefold()
