from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from evals.replies import Overheard, Reply


@dataclass
class Counting:
    """Tells how often it was asked."""

    name: str = "counting"
    asked: list[str] = field(default_factory=list)

    def reply(self, question: str, asker: str, before: Sequence[str] = ()) -> Reply:
        del asker, before
        self.asked.append(question)
        return Reply(f"answer {len(self.asked)}", None, 0.1)


def test_whoever_is_overheard_answers_as_before_and_need_not_be_asked_again() -> None:
    heard = Overheard(Counting())
    assert [heard.name, *(heard.reply("hello", "nora").text for _ in range(2))] == [
        "counting",
        "answer 1",
        "answer 2",
    ]
    assert heard.first("hello", "nora").text == "answer 1"


def test_what_nobody_asked_in_that_thread_by_that_person_is_asked_once() -> None:
    asked = Counting()
    heard = Overheard(asked)
    heard.reply("why", "nora")
    for _ in range(2):
        assert heard.first("why", "theo").text == "answer 2"
        assert heard.first("why", "nora", ["how is Acme"]).text == "answer 3"
    assert asked.asked == ["why"] * 3
