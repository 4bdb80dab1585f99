"""How often a play's messages were answered."""

import pytest

from tests.unit.tools.spoken import unsayable
from tests.unit.tools.tiers.worlds import world
from tools.facts import Fact
from tools.plays.answered import Answered, answered

COUNTS = {"lunch": Answered(5, 2), "talk": Answered(1, 0)}


def test_a_message_more_is_counted_as_answered_or_not() -> None:
    assert Answered().with_one(answered=True).with_one(answered=False) == Answered(2, 1)


@pytest.mark.parametrize(("play", "counts"), [("lunch", (5, 2)), ("talk", (1, 0)), ("", (6, 2))])
def test_counts_are_of_one_play_or_of_all(play: str, counts: tuple[int, int]) -> None:
    (told,) = answered(world({"a": (1, 10.0)}), COUNTS, play)
    slots = {name: one.value for name, one in told.slots.items() if isinstance(one, Fact)}
    assert (slots["sent"], slots["answered"]) == counts
    assert unsayable([told]) == []


def test_of_what_was_never_sent_nothing_is_said() -> None:
    assert list(answered(world({"a": (1, 10.0)}), COUNTS, "webinar")) == []
