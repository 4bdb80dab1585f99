"""What is shown of an answer that is being made, and that nothing of it can harm the answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from sqlalchemy import create_engine

from assistant.progress import UNSEEN, Step
from assistant.slack.outgoing import Block
from assistant.slack.pane.live import Live, Pane
from assistant.slack.pane.streams import Reader
from evals.slack_standin.blocks import block_problems
from evals.slack_standin.rules import markup
from knowledge.threads import Question

ONE, TWO = Step("search_notes", ("p1",)), Step("compare_partners", ("p1", "p2"))
QUESTION = Question("answer:D1:1.0", "D1", "ada@example.com", "Why?", datetime(2026, 10, 5, tzinfo=UTC))


@dataclass
class FakeStreams:
    """Keeps every chunk; `takes` says whether the message can be begun, and can grow."""

    takes: bool = True
    breaks: bool = False
    sent: list[list[Block]] = field(default_factory=list)

    def start(self, _outbox_id: str, _reader: Reader, chunks: Sequence[Block]) -> str:
        if self.breaks:
            raise OSError("database is locked")
        self.sent.append(list(chunks))
        return "2.0" if self.takes else ""

    def append(self, _channel: str, _message_ts: str, chunks: Sequence[Block]) -> bool:
        self.sent.append(list(chunks))
        return self.takes


@dataclass
class FakeStatuses:
    """Keeps every line."""

    shown: list[str] = field(default_factory=list)

    def show(self, _place: object, words: Callable[[], str]) -> None:
        self.shown.append(words())


class FakeWords:
    """Names steps by their tools."""

    def of(self, step: Step) -> str:
        return f"doing {step.tool}"

    def plan(self) -> str:
        return "working"


class World:
    """A pane whose clock a test moves."""

    def __init__(self, streams: FakeStreams) -> None:
        self.now = 0.0
        self.streams, self.statuses = streams, FakeStatuses()
        self.pane = Pane(
            create_engine("sqlite://"),
            self.statuses,  # type: ignore[arg-type]  # a fake
            streams,  # type: ignore[arg-type]  # a fake
            FakeWords(),  # type: ignore[arg-type]  # a fake
            clock=lambda: self.now,
        )
        self.live = Live(self.pane, Reader("U1", "D1", "1.0"), "answer:D1:1.0:answer")


def world(*, takes: bool = True, breaks: bool = False) -> World:
    return World(FakeStreams(takes, breaks))


def tasks(chunks: Sequence[Block]) -> list[tuple[str, str]]:
    return [(one["title"], one["status"]) for one in chunks if one["type"] == "task_update"]


def test_every_step_has_a_line_and_quick_ones_no_plan() -> None:
    here = world()
    for step in (ONE, TWO):
        here.live.begins(step)
        here.live.ends(step)
    assert here.statuses.shown == ["doing search_notes", "doing compare_partners"]
    assert here.streams.sent == []


def test_steps_that_take_their_time_are_listed_and_ticked_off() -> None:
    here = world()
    here.live.begins(ONE)
    here.now = 2
    here.live.ends(ONE)
    here.live.begins(TWO)
    here.live.ends(TWO)
    first, last = here.streams.sent
    assert first[0] == {"type": "plan_update", "title": "Working"}
    assert tasks(first) == [("Doing search_notes", "complete"), ("Doing compare_partners", "in_progress")]
    assert {status for _, status in tasks(last)} == {"complete"}


def test_sentences_come_at_once_and_then_a_few_at_a_time() -> None:
    here = world()
    for now, text in ((0.0, "One. "), (0.3, "Two. "), (0.6, "Three. "), (1.2, "Four.")):
        here.now = now
        here.live.says(text)
    told = [chunk["blocks"][0]["text"]["text"] for chunks in here.streams.sent for chunk in chunks]
    assert told == ["One.", "Two. Three. Four."]


def test_nothing_in_a_sentence_acts() -> None:
    here = world()
    here.live.says("<!channel> [x](https://evil.test) <https://evil.test|y> *b* & <@U1>\u202e")
    blocks = here.streams.sent[0][0]["blocks"]
    assert block_problems(blocks) == []
    assert markup({"blocks": blocks}) == []
    assert blocks[0]["text"]["verbatim"] is True


def test_a_message_that_cannot_grow_is_left_alone() -> None:
    for here in (world(takes=False), world(breaks=True)):
        for number in range(5):
            here.now = float(number)
            here.live.says("More. ")
        assert len(here.streams.sent) <= 1


def test_nobody_looks_on_where_others_read_along_or_there_is_no_thread() -> None:
    pane = world().pane
    private = {"channel": "D1", "thread_ts": "1.0"}
    for place in (
        {"channel": "C1", "thread_ts": "1.0"},
        {"channel": "D1", "thread_ts": ""},
        {"channel": "U1"},
    ):
        assert pane.follow(question(**place), "id", "U1") is UNSEEN
    assert pane.follow(question(**private), "id", "") is UNSEEN
    assert pane.follow(question(**private), "id", "U1").listens


def question(**place: str) -> Question:
    return replace(QUESTION, **place)  # type: ignore[arg-type]  # both are text
