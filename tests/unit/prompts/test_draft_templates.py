import re
from collections.abc import Iterator

import pytest

from assistant.drafting.occasions import (
    AGENDA,
    ATTENTION,
    NEEDED,
    REASONS,
    SLOTS,
    WITH_AGENDA,
    Occasion,
    Purpose,
)
from evals.drafts.tone import found
from prompts.draft_templates import LANGUAGES, Template, templates
from prompts.slots import Slot, SlottedText

EVERYWHERE = {"partner", "name", "first", "sender"}
QUOTED = {"words", "question", "promise"}
WORDS_OF_PARTS = {"subject": 9, "reason": 36, "attention": 24, "for_them": 30, "ask": 20, "agenda": 12}
"""Most words of one sentence with every slot as one word, so that the whole stays below 120."""

EVERY = [(language, purpose) for language in LANGUAGES for purpose in Purpose]
every_purpose = pytest.mark.parametrize(("language", "purpose"), EVERY)


def wordings(language: str, purpose: Purpose, part: str, occasion: str) -> list[SlottedText]:
    """All of a part that need no value which may be missing."""
    known = EVERYWHERE | (SLOTS[Occasion(occasion)].always if occasion in list(Occasion) else set())
    if occasion == Occasion.FOCUS:
        known |= SLOTS[Occasion.FOCUS].perhaps
    variants = templates(language, purpose).variants(part, occasion)
    return [text for one in variants for text in one.informal if text.slots <= known]


def all_templates(language: str, purpose: Purpose) -> Iterator[tuple[str, str, Template]]:
    for part, occasions in templates(language, purpose).parts.items():
        for occasion, variants in occasions.items():
            for one in variants:
                yield part, occasion, one


def reasons(purpose: Purpose) -> tuple[Occasion, ...]:
    return REASONS[purpose] if purpose in NEEDED else (*REASONS[purpose], Occasion.NOTHING)


@every_purpose
def test_every_occasion_of_a_purpose_has_enough_wordings_of_every_part(
    language: str, purpose: Purpose
) -> None:
    wanted = {"subject": 6, "reason": 36, "for_them": 64, "ask": 64}
    missing = {
        (part, occasion.value): count
        for occasion in reasons(purpose)
        for part, least in wanted.items()
        if (count := len(set(wordings(language, purpose, part, occasion)))) < least
    }
    assert not missing


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_all_purposes_share_has_enough_wordings(language: str) -> None:
    wanted = {("attention", occasion.value): 30 for occasion in ATTENTION}
    wanted |= {(part, "any"): 24 for part in ("warm", "plain", "soft_ask", "no_ask")}
    wanted |= {("greeting", form): 2 for form in ("formal", "informal")}
    wanted |= {("closing", form): 5 for form in ("formal", "informal")}
    found_there = {place: len(set(wordings(language, Purpose.CHECK_IN, *place))) for place in wanted}
    assert not {place: count for place, count in found_there.items() if count < wanted[place]}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("purpose", WITH_AGENDA)
def test_an_agenda_has_points_for_every_occasion_and_for_none(language: str, purpose: Purpose) -> None:
    counts = {
        occasion: len(set(wordings(language, purpose, "agenda", occasion))) for occasion in (*AGENDA, "any")
    }
    assert not {occasion: count for occasion, count in counts.items() if count < 6}
    assert len(set(wordings(language, purpose, "agenda_intro", "any"))) >= 12


@pytest.mark.parametrize("language", LANGUAGES)
def test_either_of_sector_and_technology_is_enough(language: str) -> None:
    variants = templates(language, Purpose.CHECK_IN).variants("attention", Occasion.FOCUS)
    slots = {frozenset(text.slots & SLOTS[Occasion.FOCUS].perhaps) for one in variants for text in one.formal}
    assert {frozenset({"focus_sector"}), frozenset({"focus_technology"})} <= slots


@every_purpose
def test_templates_use_only_slots_that_their_occasion_fills(language: str, purpose: Purpose) -> None:
    for part, occasion, one in all_templates(language, purpose):
        filled = EVERYWHERE | (SLOTS[Occasion(occasion)].all if occasion in list(Occasion) else set())
        for text in (*one.formal, *one.informal):
            assert text.slots <= filled, (part, occasion, text)
            assert not set("[]|()") & set(text.words), (part, occasion, text)


@every_purpose
def test_both_forms_of_address_have_the_same_wordings(language: str, purpose: Purpose) -> None:
    for part, occasion, one in all_templates(language, purpose):
        assert len(one.formal) == len(one.informal), (part, occasion, one.formal[0])


@every_purpose
def test_a_template_claims_no_number_of_its_own(language: str, purpose: Purpose) -> None:
    for part, occasion, one in all_templates(language, purpose):
        assert not any(letter.isdigit() for text in one.formal for letter in text.words), (part, occasion)


@every_purpose
def test_a_message_asks_once_and_in_its_ask_alone(language: str, purpose: Purpose) -> None:
    wrong = []
    for part, occasion, one in all_templates(language, purpose):
        wanted = 1 if part in {"ask", "soft_ask"} else 0
        for text in () if part == "subject" else (*one.formal, *one.informal):
            words = _plain(text)
            asks = words.count("?") + len(found("request", language, words))
            wrong += [] if asks == wanted else [(part, occasion, words)]
    assert not wrong


@every_purpose
def test_no_template_is_filler_or_speaks_to_a_group(language: str, purpose: Purpose) -> None:
    wrong = [
        (part, occasion, said)
        for part, occasion, one in all_templates(language, purpose)
        for text in (*one.formal, *one.informal)
        for said in (*found("filler", language, _plain(text)), *found("group", language, _plain(text)))
    ]
    assert not wrong


@every_purpose
def test_a_sentence_is_short(language: str, purpose: Purpose) -> None:
    wrong = [
        (part, occasion, _plain(text))
        for part, occasion, one in all_templates(language, purpose)
        for text in one.formal
        if len(_plain(text).split()) > WORDS_OF_PARTS.get(part, 30)
    ]
    assert not wrong


@every_purpose
def test_sentences_end_and_subjects_do_not(language: str, purpose: Purpose) -> None:
    wrong = []
    for part, occasion, one in all_templates(language, purpose):
        for text in (*one.formal, *one.informal):
            last = text.parts[-1]
            if part in {"subject", "agenda", "greeting", "closing"}:
                ends = not (isinstance(last, str) and last.endswith("."))
            elif isinstance(last, Slot):
                ends = last.name in QUOTED  # which brings its own end
            else:
                ends = re.search(r"[.!?:]$", last) is not None
            wrong += [] if ends else [(part, occasion, _plain(text))]
    assert not wrong


@every_purpose
def test_subjects_are_about_the_reader(language: str, purpose: Purpose) -> None:
    """Each names the partner, the reader or something on file."""
    wrong = [
        (occasion, _plain(text))
        for part, occasion, one in all_templates(language, purpose)
        for text in one.formal
        if part == "subject" and not text.slots
    ]
    assert not wrong


def _plain(text: SlottedText) -> str:
    """The text with a word for each slot; a quotation ends a sentence without asking anything."""
    return "".join(part if isinstance(part, str) else "Xyz" for part in text.parts)
