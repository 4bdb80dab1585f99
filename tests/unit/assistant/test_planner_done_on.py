"""The day on which a play was done, on Sunday, 22 November 2026."""

from datetime import date

import pytest

from assistant.planner.done_on import done_on
from assistant.planner.past_days import Told
from tests.unit.tools.plays.playbooks import play

TODAY = date(2026, 11, 22)
WEBINAR = play("joint_webinar", aliases=("first 90 days",))
DID = "I did the joint webinar with partnerx"


def read(words: str) -> tuple[Told | None, date | None]:
    found = done_on(words, WEBINAR, TODAY)
    return found.told, found.day


@pytest.mark.parametrize(
    ("time", "day"),
    [
        ("yesterday", (2026, 11, 21)),
        ("gestern Morgen", (2026, 11, 21)),
        ("the day before yesterday", (2026, 11, 20)),
        ("this morning", (2026, 11, 22)),
        ("tomorrow", (2026, 11, 23)),
        ("two weeks ago", (2026, 11, 8)),
        ("vor drei Tagen", (2026, 11, 19)),
        ("on Monday", (2026, 11, 16)),
        ("on Tuesday, 3 March", (2026, 3, 3)),
        ("next Tuesday", (2026, 11, 24)),
        ("in two weeks", (2026, 12, 6)),
        ("on 2026-12-31", (2026, 12, 31)),
        ("on 31.12.2026", (2026, 12, 31)),
        ("on 12/31/2026", (2026, 12, 31)),
        ("am 3.10.", (2026, 10, 3)),
        ("el 3 de octubre", (2026, 10, 3)),
        ("on October 3rd, 2025", (2025, 10, 3)),
        ("on December 31", (2025, 12, 31)),
        ("on 29 February", (2024, 2, 29)),
    ],
)
def test_a_day_is_read_and_never_moved(time: str, day: tuple[int, int, int]) -> None:
    assert read(f"{DID} {time}") == (Told.DAY, date(*day))


@pytest.mark.parametrize(
    "time", ["on 31 February 2026", "on 29 February 2026", "on 31.2.", "on 13/13/2026", "9000 years ago"]
)
def test_a_day_that_is_none_is_none(time: str) -> None:
    assert read(f"{DID} {time}") == (Told.NO_DAY, None)


@pytest.mark.parametrize(
    "time",
    [
        "this year", "in Q3", "last week", "in October", "letzte Woche", "la semana pasada", "recently",
        "between 1 and 5 November", "on 3 October and 5 October", "two months ago", "a few days ago",
        "in 2025", "over the last three months", "on the weekend",
    ],
)  # fmt: skip
def test_what_is_longer_than_a_day_is_a_span(time: str) -> None:
    assert read(f"{DID} {time}")[0] is Told.SPAN


@pytest.mark.parametrize(
    "words",
    [
        f"{DID}, they had no open deals since August",
        f"{DID} because no deal was won since January 2025",
        f"{DID} and promised the plan for Friday",
        f"{DID}, Tom called on 3 October",
        f"They were silent last week. {DID}",
        f"{DID} on 3/10/2026",
        f"{DID} on the 31st",
        f"{DID} on Sunday",
    ],
)
def test_another_clause_and_a_date_of_two_meanings_leave_a_doubt(words: str) -> None:
    assert read(words)[0] is Told.DOUBTFUL


def test_a_part_that_is_but_a_day_belongs_to_what_was_done() -> None:
    assert read(f"Yesterday, {DID}") == (Told.DAY, date(2026, 11, 21))
    assert read(f"{DID}, on 3 October, they had no deals since August") == (Told.DAY, date(2026, 10, 3))
    assert read(f"No deals since August, so {DID} on 3 October") == (Told.DAY, date(2026, 10, 3))


def test_no_time_is_no_time() -> None:
    for words in (
        DID,
        "I did the first 90 days with partnerx",
        f"{DID}, we sat for 1.5 hours",
        f"{DID}, 50/50",
    ):
        assert read(words) == (None, None)
