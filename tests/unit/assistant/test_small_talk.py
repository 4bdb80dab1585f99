"""Short messages of a conversation, conditions that nothing carries, and the words of a note."""

from __future__ import annotations

from datetime import date

import pytest
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage

from assistant.planner.clear_forms import clear_form, note_text
from assistant.planner.conditions import unmet
from assistant.planner.forbidden import reveals_another
from assistant.planner.memory import PastCall, Turn, thread_messages
from assistant.planner.plan import Declined
from assistant.planner.reading import Reading
from assistant.planner.small_talk import first_few, small_talk, tongue, without_refused_draft
from assistant.planner.thread import Call, Thread, thread_of

AS_OF = date(2026, 9, 30)
AFTER_DRAFT = Thread((Call("draft_message", {"partners": ["P7"]}),), ("P7",))


def reading(text: str) -> Reading:
    return Reading(text, (), AS_OF)


@pytest.mark.parametrize(
    "text", ["hi", "help", "thanks, what can you do?", "hello, thanks", "¿Qué puedes hacer?"]
)
def test_a_greeting_is_answered_as_one(text: str) -> None:
    assert small_talk(reading(text), Thread()) is Declined.GREETING


@pytest.mark.parametrize(
    "text", ["Thanks!", "thank you so much", "Danke schön", "merci", "great, thanks", "bye"]
)
@pytest.mark.parametrize("thread", [Thread(), AFTER_DRAFT])
def test_thanks_are_answered_with_a_friendly_word(text: str, thread: Thread) -> None:
    assert small_talk(reading(text), thread) is Declined.THANKED


@pytest.mark.parametrize("text", ["hi, who needs me?", "help me with Quintara", "thanks, now brief me"])
def test_a_greeting_before_a_question_is_none(text: str) -> None:
    assert small_talk(reading(text), Thread()) is None


@pytest.mark.parametrize("text", ["send it", "ok, send them", "go ahead", "schick es raus", "envoie-le"])
def test_sending_a_draft_points_to_its_approval(text: str) -> None:
    assert small_talk(reading(text), AFTER_DRAFT) is Declined.APPROVE_BELOW
    assert small_talk(reading(text), Thread()) is Declined.UNCLEAR


@pytest.mark.parametrize("text", ["shorter, and mention the fair", "mention the fair", "in Italian please"])
def test_a_rewording_that_cannot_be_done_is_said_so(text: str) -> None:
    assert small_talk(reading(text), AFTER_DRAFT) is Declined.NOT_YET


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("translate to French", "fr"),
        ("same in English", "en"),
        ("auf Deutsch bitte", "de"),
        ("en español", "es"),
    ],
)
def test_a_language_alone_asks_for_the_draft_in_it(text: str, language: str) -> None:
    assert tongue(reading(text)) == language
    assert small_talk(reading(text), AFTER_DRAFT) is None


def test_a_language_in_a_longer_question_is_no_wish_for_a_draft() -> None:
    assert tongue(reading("who speaks French in Lyon")) is None


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Don't write to Acme, just tell me how they are", "tell me how they are"),
        ("please do not draft anything", "please"),
        ("Write to Acme", None),
        ("how is Acme?", None),
    ],
)
def test_a_refused_draft_leaves_what_else_is_asked(text: str, rest: str | None) -> None:
    assert (without_refused_draft(text) or rest) == rest


@pytest.mark.parametrize(
    ("text", "count"), [("write to the first two", 2), ("only the first 3", 3), ("the first one", None)]
)
def test_the_first_few_are_counted(text: str, count: int | None) -> None:
    assert first_few(reading(text)) == count


@pytest.mark.parametrize(
    "text",
    [
        "message all resellers without a deal",
        "write to everyone who lost a deal",
        "mail my partners that are stuck",
        "write to those in onboarding",
        "nudge whoever has not sold in 6 weeks",
        "schreib allen, die nichts verkauft haben",
    ],
)
def test_a_draft_is_never_addressed_past_its_condition(text: str) -> None:
    assert unmet("draft_message", {}, reading(text))


@pytest.mark.parametrize(
    "text", ["draft three check-ins", "write to everyone who needs attention", "write to my partners"]
)
def test_a_draft_without_a_condition_is_written(text: str) -> None:
    assert not unmet("draft_message", {}, reading(text))


def test_a_condition_that_a_lane_answers_is_met() -> None:
    quiet = reading("who has gone quiet in the last 60 days")
    assert not unmet("partners_needing_attention", {"lane": "going_dark"}, quiet)
    assert unmet("partners_needing_attention", {}, quiet)


@pytest.mark.parametrize(
    "text", ["who needs me this week", "what is most urgent today", "my biggest worries"]
)
def test_words_that_state_no_condition_pass(text: str) -> None:
    assert not unmet("partners_needing_attention", {}, reading(text))


@pytest.mark.parametrize(
    ("masked", "reveals"),
    [
        ("write partnerx what margin partnerx gets", True),
        ("tell partnerx about partnerx's discount", True),
        ("write to partnerx and partnerx", False),
        ("write to partnerx and partnerx about their deals", False),
        ("write to partnerx about their renewal", False),
    ],
)
def test_one_partners_terms_are_not_told_to_another(masked: str, reveals: bool) -> None:
    assert reveals_another(masked) is reveals


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Note on Kestrel: they want a demo", "they want a demo"),
        ("Note sur Boisclair : ils veulent une démo", "ils veulent une démo"),
        ("Notiz zu Wolkenwerk: wollen eine Demo", "wollen eine Demo"),
        ("nota sobre Tejada: quieren una demo", "quieren una demo"),
    ],
)
def test_a_note_is_stored_without_the_request_to_note_it(text: str, kept: str) -> None:
    form = clear_form(text)
    assert form is not None
    assert (form.tool, form.text) == ("log_note", kept)


@pytest.mark.parametrize(
    "text",
    ["please log Kestrel wants a demo", "they want a demo - note it", "remember that they moved", "note"],
)
def test_a_notes_text_is_always_a_part_of_what_was_typed(text: str) -> None:
    assert note_text(reading(text)) in text
    assert note_text(reading(text))


def test_places_are_counted_in_the_newest_list() -> None:
    turns = [
        Turn("who needs me?", (PastCall("partners_needing_attention"),), (), ("P1", "P2", "P3")),
        Turn("how is P9?", (PastCall("partner_profile", {"partner": "P9"}),), (), ("P9",)),
    ]
    thread = thread_of(thread_messages(turns))
    assert (thread.partners, thread.listed, thread.unanswered) == (("P9",), ("P1", "P2", "P3"), "")


def test_a_question_without_an_answer_is_remembered_until_the_next_one() -> None:
    messages: list[BaseMessage] = [HumanMessage("brief me"), AIMessage("(no tool fitted)")]
    assert thread_of(messages).unanswered == "brief me"
