"""What is kept of the answers of both sides: at once, after Confirm, never; by whom."""

from dataclasses import replace

import pytest

from assistant.toolbox import changing
from knowledge.introductions import introductions
from tests.integration.introductions.asking import (
    COPPERBECK,
    ELODIE,
    KESTREL,
    LINDWERK,
    NOW,
    POLDERKRACHT,
    PRIYA,
    TOM,
    Asked,
    proposed,
    said,
    values,
)
from tools.introductions import Consent, State


def test_from_a_proposal_to_what_came_of_it_and_back(ask: Asked) -> None:
    asked, agreed, made = State.PROPOSED, Consent.AGREED, State.MADE
    first = ask(
        PRIYA, "introduce Lindwerk Digital's data lead to Kestrel Data",
        action="propose", partner=LINDWERK, other=KESTREL,
    )  # fmt: skip
    assert said(first) == ["proposed", "ask_side_person", "ask_side", "then"]
    assert values(first, "person") == {"Thilo Bachmeier"}
    assert said(ask(PRIYA, "has either side agreed?", action="status"))[-2:] == ["side_asked"] * 2
    early = ask(PRIYA, "they have been introduced", action="made")
    assert said(early)[0] == "not_before"
    one = ask(PRIYA, "Lindwerk Digital agreed", action="agreed", side=LINDWERK)
    assert said(one)[0] == "done_agreed"
    status = ask(PRIYA, "did Lindwerk say yes", action="status", partner=LINDWERK)
    assert said(status)[-3:] == ["side_agreed", "heard", "side_asked"]
    assert [quote.text for quote in status.quotes()] == ["Lindwerk Digital agreed"]
    two = ask(PRIYA, "Kestrel Data agreed to meet Lindwerk Digital", action="agreed", side=KESTREL)
    assert said(two)[-1] == "ready"
    done = ask(PRIYA, "they have been introduced", action="made")
    assert said(done)[0] == "done_made"
    words = "outcome: they signed a joint offer"
    told = ask(PRIYA, words, action="outcome", partner=LINDWERK, outcome="they signed a joint offer")
    assert [quote.text for quote in told.quotes()][-1] == "they signed a joint offer"
    assert said(told)[-2:] == ["made", "outcome"]
    assert ask.kept() == [(made, agreed, agreed)]
    assert not ask.undone(PRIYA, done)  # an outcome stands on top of it
    assert not ask.undone(PRIYA, one)  # it was made since
    assert not ask.undone(PRIYA, first)
    assert [ask.undone(PRIYA, each) for each in (told, done, two, one)] == [True] * 4
    assert ask.kept() == [(asked, Consent.ASKED, Consent.ASKED)]
    assert ask.undone(PRIYA, first)
    assert ask.kept() == []


def test_only_what_the_words_ask_for_happens_at_once(ask: Asked) -> None:
    for words in (
        "should I introduce Lindwerk Digital to Kestrel Data?",
        "don't introduce Lindwerk Digital to Kestrel Data",
        "introduce Lindwerk Digital to Copperbeck Partners",
        "I was going to introduce Lindwerk Digital to Kestrel Data",
        "somebody should introduce Lindwerk Digital to Kestrel Data next year",
    ):
        waiting = ask(TOM, words, action="propose", partner=LINDWERK, other=KESTREL)
        assert (said(waiting)[0], ask.kept()) == ("confirm_proposed", [])
    assert ask.confirmed(TOM, waiting)
    assert not ask.confirmed(TOM, waiting)
    for words in (
        "Kestrel Data agreed",
        "Lindwerk Digital will agree to the introduction",
        "Kestrel Data told me that Lindwerk Digital agreed",
        "Lindwerk Digital agreed to meet Copperbeck Partners",
        "Lindwerk Digital declined",
    ):
        answer = ask(TOM, words, action="agreed", side=LINDWERK)
        assert said(answer) == ["confirm_agreed"]
    assert ask.kept() == [(State.PROPOSED, Consent.ASKED, Consent.ASKED)]


@pytest.mark.parametrize(
    "words",
    ["did Lindwerk Digital agree?", "has either side agreed", "Lindwerk Digital did not agree yet",
     "have Lindwerk Digital and Kestrel Data been introduced"],
)  # fmt: skip
def test_questions_and_answers_that_have_not_come_change_nothing(ask: Asked, words: str) -> None:
    proposed(ask)
    for action in ("agreed", "made"):
        told = ask(TOM, words, action=action, partner=LINDWERK)
        assert (said(told)[0], told.pending, told.undo) == ("proposed_by", None, None)


def test_a_confirm_for_two_sides_names_both_and_needs_both_books(ask: Asked) -> None:
    proposed(ask, PRIYA)
    waiting = ask(PRIYA, "Lindwerk Digital and Kestrel Data agreed", action="agreed", side=LINDWERK)
    assert said(waiting) == ["confirm_agreed_both"]
    assert values(waiting, "partner") == {"Lindwerk Digital", "Kestrel Data"}
    access = ask.rapport.roster.access(ask.rapport.person(f"{PRIYA}@vendor.example"))
    moved = replace(access, books={**access.books, KESTREL: f"{ELODIE}@vendor.example"})
    with ask.rapport.engine.begin() as connection:
        assert changing.confirm(connection, waiting.pending or "", moved, NOW) is None
    assert ask.confirmed(PRIYA, waiting)
    assert ask.kept() == [(State.PROPOSED, Consent.AGREED, Consent.AGREED)]


def test_the_person_who_said_it_tells_the_side_and_is_kept(ask: Asked) -> None:
    proposed(ask)
    found = ask(TOM, "Thilo Bachmeier agreed to meet Kestrel Data", action="agreed", partner=KESTREL)
    assert said(found) == ["confirm_agreed"]  # the planner took it for the other side's answer
    found = ask(TOM, "Thilo Bachmeier agreed to meet Kestrel Data", action="agreed")
    assert said(found)[0] == "done_agreed"
    assert "heard_from" in said(found)
    with ask.rapport.engine.connect() as connection:
        (one,) = introductions(connection)
    assert (one.first.consent, one.first.words) == (
        Consent.AGREED, "Thilo Bachmeier agreed to meet Kestrel Data",
    )  # fmt: skip
    assert values(found, "person") == {"Thilo Bachmeier"}


def test_what_waits_for_confirm_is_not_made_once_it_no_longer_holds(ask: Asked) -> None:
    proposed(ask)
    both = ask(TOM, "they both agreed", action="agreed")
    assert said(both)[0] == "done_agreed_both"
    assert ask.kept() == [(State.PROPOSED, Consent.AGREED, Consent.AGREED)]
    waiting = ask(TOM, "they should have been introduced", action="made")
    assert said(waiting) == ["confirm_made"]
    assert ask.undone(TOM, both)
    assert not ask.confirmed(TOM, waiting)
    assert ask.kept() == [(State.PROPOSED, Consent.ASKED, Consent.ASKED)]
    again = ask(TOM, "?", action="propose", partner=COPPERBECK, other=POLDERKRACHT)
    assert again.pending
    proposed(ask, TOM, POLDERKRACHT, COPPERBECK)
    assert not ask.confirmed(TOM, again)


def test_each_side_is_answered_for_by_who_looks_after_it(ask: Asked) -> None:
    assert proposed(ask, ELODIE, LINDWERK, KESTREL).refuse == "not_allowed"
    first = proposed(ask, ELODIE, POLDERKRACHT, LINDWERK)
    assert said(first) == ["proposed", "ask_side", "ask_side_manager", "then"]
    assert values(first, "manager") == {"Priya Nair"}
    foreign = ask(ELODIE, "Lindwerk Digital agreed", action="agreed", side=LINDWERK)
    assert said(foreign) == ["only_manager"]
    assert ask.kept() == [(State.PROPOSED, Consent.ASKED, Consent.ASKED)]
    assert said(ask(PRIYA, "Lindwerk Digital agreed", action="agreed", side=LINDWERK))[0] == "done_agreed"
    which = ask(ELODIE, "they agreed", action="agreed")
    assert said(which)[0] == "which_side"
    outsider = ask("marcos.vidal", "they have been introduced", action="made", partner=LINDWERK)
    assert outsider.refuse == "not_allowed" or said(outsider)[0] == "not_before"
    assert ask.kept() == [(State.PROPOSED, Consent.ASKED, Consent.AGREED)]


def test_a_question_answered_again_changes_nothing_more(ask: Asked) -> None:
    first = proposed(ask)
    ask.number -= 1
    assert proposed(ask) == first
    agreed = ask(TOM, "Kestrel Data agreed", action="agreed", side=KESTREL)
    ask.number -= 1
    assert ask(TOM, "Kestrel Data agreed", action="agreed", side=KESTREL) == agreed
    assert ask.kept() == [(State.PROPOSED, Consent.ASKED, Consent.AGREED)]


def test_both_agreed_leaves_the_answer_that_was_there_alone(ask: Asked) -> None:
    proposed(ask)
    ask(TOM, "Kestrel Data said yes", action="agreed", side=KESTREL)
    found = ask(TOM, "both agreed", action="agreed")
    assert said(found)[0] == "done_agreed"
    assert values(found, "consent_on")
    assert [quote.text for quote in found.quotes()] == ["both agreed", "Kestrel Data said yes"]
