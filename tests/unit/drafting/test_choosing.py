from dataclasses import replace
from datetime import date

import pytest

from assistant.drafting.choosing import choose
from assistant.drafting.material import Material, Moment
from assistant.drafting.occasions import AGENDA, ATTENTION, Occasion, Purpose
from assistant.drafting.wishes import AS_IT_COMES, Mention, Wishes
from tests.unit.drafting.samples import AS_OF, fact, material, with_only
from tools.kinds import DEAL_CLOSED, DEAL_CUSTOMER


def sayable(part: str, moment: Moment) -> bool:
    if part == "agenda":
        return moment.occasion in AGENDA
    return part == "reason" or moment.occasion in ATTENTION


def chosen(made: Material, wishes: Wishes = AS_IT_COMES, turn: int = 0) -> tuple[Occasion, set[Occasion]]:
    choice = choose(made, wishes, sayable, turn)
    return choice.reason.occasion, {one.occasion for one in choice.beside}


def test_a_question_without_an_answer_comes_first_with_nothing_to_cheer_about_beside_it() -> None:
    assert chosen(material()) == (Occasion.ASKED, {Occasion.OPEN_DEAL})


def test_a_reason_with_a_day_of_theirs_has_one_thing_beside_it() -> None:
    made = with_only(material(), Occasion.WIN, Occasion.TALK, Occasion.EARNED)
    reason, beside = chosen(made)
    assert reason is Occasion.WIN
    assert len(beside) == 1


def test_an_offer_to_many_has_things_of_theirs_beside_it_until_they_are_told_apart() -> None:
    dated = (Occasion.EVENT_OFFER, Occasion.DELIVERED, Occasion.TALK, Occasion.EARNED)
    reason, beside = chosen(with_only(material(purpose=Purpose.EVENT), *dated))
    assert (reason, len(beside)) == (Occasion.EVENT_OFFER, 2)
    assert chosen(with_only(material(purpose=Purpose.EVENT), *dated, Occasion.WIN))[1] == {Occasion.WIN}


def test_no_amount_is_named_to_who_is_congratulated_nor_with_bad_news() -> None:
    for purpose, occasion in ((Purpose.CONGRATULATION, Occasion.WIN), (Purpose.LEVEL, Occasion.LEVEL_DOWN)):
        made = with_only(material(purpose=purpose), occasion, Occasion.OPEN_DEAL)
        assert not choose(made, AS_IT_COMES, sayable).amounts
    assert choose(with_only(material(), Occasion.WIN), AS_IT_COMES, sayable).amounts


@pytest.mark.parametrize("turn", range(12))
def test_a_message_never_says_the_same_thing_twice(turn: int) -> None:
    same = (Occasion.WIN, Occasion.PAST_WIN, Occasion.WORDS, Occasion.WROTE)
    made = with_only(material(purpose=Purpose.RE_ENGAGEMENT), *same)
    reason, beside = chosen(made, turn=turn)
    spoken = {reason, *beside}
    assert not {Occasion.WIN, Occasion.PAST_WIN} <= spoken
    assert not {Occasion.WORDS, Occasion.WROTE} <= spoken


def test_a_message_that_is_reworded_keeps_what_it_spoke_of() -> None:
    made = with_only(material(), Occasion.WIN, Occasion.TALK, Occasion.EARNED, Occasion.OPEN_DEAL)
    spoken = ("talked_on", "certification", "person")
    keep = frozenset(
        source.id for one in made.moments for name, source in one.slots.items() if name in spoken
    )
    reason, beside = chosen(made, Wishes(keep=keep))
    assert {reason, *beside} == {Occasion.TALK, Occasion.EARNED}


def test_what_is_to_be_mentioned_is_mentioned_beside_what_is_kept() -> None:
    made = with_only(material(), Occasion.WIN, Occasion.TALK, Occasion.EARNED)
    keep = frozenset(source.id for one in made.moments[1:] for source in one.slots.values())
    reason, beside = chosen(made, Wishes(mention=Mention.WIN, keep=keep))
    assert Occasion.WIN in {reason, *beside}


def test_one_congratulates_on_news_alone() -> None:
    old = {
        "customer": fact(DEAL_CUSTOMER, "Hafen Nordkai", "D7"),
        "won_on": fact(DEAL_CLOSED, date(2026, 6, 1), "D7"),
    }
    made = replace(material(purpose=Purpose.CONGRATULATION), moments=(Moment(Occasion.WIN, old),))
    assert (AS_OF - date(2026, 6, 1)).days > 60
    assert chosen(made) == (Occasion.NOTHING, set())


def test_who_owes_something_of_which_no_word_may_be_said_says_only_that() -> None:
    made = replace(with_only(material(purpose=Purpose.PROMISE), Occasion.WIN), owes=True)
    assert chosen(made) == (Occasion.OWED, set())


def test_an_agenda_has_at_most_three_points_of_different_things() -> None:
    choice = choose(material(purpose=Purpose.QBR), AS_IT_COMES, sayable)
    points = [one.occasion for one in choice.agenda]
    assert len(points) == len(set(points)) == 3
    assert not {one.occasion for one in choice.beside} & set(points)


def test_without_anything_on_record_there_is_nothing_to_speak_of() -> None:
    assert chosen(replace(material(), moments=())) == (Occasion.NOTHING, set())
