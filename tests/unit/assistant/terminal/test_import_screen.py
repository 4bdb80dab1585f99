"""Questions of an import at a keyboard."""

from collections.abc import Callable
from io import StringIO

import pytest
from rich.console import Console

from assistant.terminal.import_screen import ImportScreen, ask_person
from knowledge.importing.questions import Choice, Question
from knowledge.importing.report import Progress

DAYS = (Choice("day_first", "3 April"), Choice("month_first", "4 March"))
QUESTION = Question(
    "deals.csv", "closed", "Which day is meant?", ("03/04/2026", "\x1b[2J"), DAYS, "day_first"
)
OPEN = Question("deals.csv", "closed", "Which day is meant?", (), DAYS)


def typing(*lines: str) -> Callable[[str], str]:
    waiting = iter(lines)

    def read(_prompt: str) -> str:
        try:
            return next(waiting)
        except StopIteration as end:
            raise EOFError from end

    return read


def asked(question: Question, *lines: str) -> tuple[str | None, str]:
    shown = StringIO()
    return ask_person(Console(file=shown, width=200), question, typing(*lines)), shown.getvalue()


@pytest.mark.parametrize(
    ("typed", "answer"),
    [("1", "day_first"), (" 2 ", "month_first"), ("", "day_first"), ("?", None)],
)
def test_a_number_chooses_return_takes_the_proposal_and_a_question_mark_leaves_it_open(
    typed: str, answer: str | None
) -> None:
    assert asked(QUESTION, typed)[0] == answer


def test_return_without_a_proposal_is_not_now() -> None:
    assert asked(OPEN, "")[0] is None


@pytest.mark.parametrize("typed", ["0", "3", "day", "-1", "²", "1.0"])
def test_what_is_no_choice_is_asked_again(typed: str) -> None:
    answer, shown = asked(QUESTION, typed, "2")
    assert answer == "month_first"
    assert "type a number from 1 to 2" in shown


def test_the_end_of_the_input_is_not_now() -> None:
    assert asked(QUESTION)[0] is None


def test_file_column_samples_and_choices_are_shown_and_cells_cannot_move_the_cursor() -> None:
    shown = asked(QUESTION, "1")[1]
    for part in ("deals.csv", "closed", "Which day is meant?", "'03/04/2026'", "1  3 April", "2  4 March"):
        assert part in shown
    assert "\x1b" not in shown


def test_a_bar_per_file_steps_aside_for_a_question() -> None:
    shown = StringIO()
    console = Console(file=shown, width=120, force_terminal=True)
    with ImportScreen(console, typing("2")) as screen:
        screen.show(Progress("deals\x1b[2J.csv", "deals", 5, 10, 1234))
        assert screen.ask(QUESTION) == "month_first"
        screen.show(Progress("deals\x1b[2J.csv", "deals", 10, 10, 2468))
    assert "2,468 rows" in shown.getvalue()
    assert "deals\x1b[2J" not in shown.getvalue()
