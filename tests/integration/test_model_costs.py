"""What an answer costs with a chat model: requests, tokens, time; counted at the server and by the meter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant.app import open_rapport
from assistant.contract import Answer
from assistant.metering import CallKind, Meter
from assistant.planner.forbidden import is_forbidden
from assistant.rapport import Rapport
from assistant.settings import Settings
from evals.model_server import KEY, Json, ModelServer, Reply, Script

ATTENTION = ("partners_needing_attention", {"limit": 1})
_SLOT = re.compile(r"^(\{\w+\}):", re.MULTILINE)


def says_everything(body: Json) -> Reply:
    """A writer that uses every slot it is given."""
    return Reply(
        text=f"Look at {' and '.join(dict.fromkeys(_SLOT.findall(body['messages'][1]['content'])))}."
    )


def planning(*replies: Reply, writing: Script = says_everything) -> Script:
    """A model that plans as told, the last way from then on, and writes as told."""
    left = list(replies)

    def answer(body: Json) -> Reply:
        if not body.get("tools"):
            return writing(body)
        return left.pop(0) if len(left) > 1 else left[0]

    return answer


@dataclass
class Desk:
    """Rapport with a scripted model."""

    rapport: Rapport
    server: ModelServer
    meter: Meter

    def ask(self, script: Script, words: str = "Who needs me most?") -> Answer:
        self.server.script = script
        self.server.requests.clear()
        self.meter.calls.clear()
        answer = self.rapport.ask(words, self.rapport.person("priya.nair@vendor.example"))
        assert self.server.refused == []
        return answer


@pytest.fixture(scope="module")
def desk(home: Path) -> Iterator[Desk]:
    meter = Meter()
    with ModelServer(planning(Reply())) as server, pytest.MonkeyPatch.context() as patch:
        patch.setenv("OPENAI_API_KEY", KEY)
        settings = Settings(home=home, model="openai:any", model_url=server.url, model_timeout=60)
        with open_rapport(settings, meter=meter) as rapport:
            yield Desk(rapport, server, meter)


def test_a_simple_question_takes_one_planner_and_one_writer_call(desk: Desk) -> None:
    answer = desk.ask(planning(Reply(calls=(ATTENTION,))))
    assert len(desk.server.requests) == 2
    assert [call.kind for call in desk.meter.calls] == [CallKind.PLANNER, CallKind.WRITER]
    for call in desk.meter.calls:
        assert (call.model, call.input_tokens, call.cached_tokens, call.output_tokens) == ("any", 10, 4, 5)
        assert 0 < call.seconds < 60
    assert answer.text.startswith("Look at")


def test_a_dependent_step_and_a_repair_take_one_more_each(desk: Desk) -> None:
    depends = Reply(calls=(ATTENTION, ("then", {})))
    wrong = Reply(calls=(("partners_needing_attention", {"lane": "east"}),))
    for first in (depends, wrong):
        desk.ask(planning(first, Reply(calls=(ATTENTION,))))
        assert len(desk.server.requests) == 3


def test_a_refused_text_is_written_once_more(desk: Desk) -> None:
    texts = iter(("Seven million, says Bob.", ""))
    script = planning(
        Reply(calls=(ATTENTION,)),
        writing=lambda body: Reply(text=text) if (text := next(texts)) else says_everything(body),
    )
    answer = desk.ask(script)
    assert len(desk.server.requests) == 3
    assert answer.text.startswith("Look at")


@pytest.mark.parametrize(
    "reply",
    [
        Reply(calls=(ATTENTION, ("then", {}))),
        Reply(status=429, retry_after="0"),
        Reply(empty=True),
        Reply(refusal="no"),
    ],
    ids=["endless", "busy", "empty", "refusing"],
)
def test_whatever_a_model_does_there_is_an_answer_after_at_most_six_calls(desk: Desk, reply: Reply) -> None:
    answer = desk.ask(planning(reply, writing=lambda _: Reply(text="Seven million, says Bob.")))
    assert len(desk.server.requests) <= 6
    assert answer.calls
    assert answer.text
    assert "Bob" not in answer.text


def test_a_draft_takes_at_most_six_calls_however_often_it_is_refused(desk: Desk) -> None:
    wrong = Reply(calls=(("partners_needing_attention", {"lane": "east"}),))
    drafting = Reply(calls=(("draft_message", {"partners": ["P1"]}),))
    script = planning(
        Reply(calls=(ATTENTION, ("then", {}))),
        wrong,
        wrong,
        drafting,
        writing=lambda _: Reply(text="Seven million, says Bob."),
    )
    answer = desk.ask(script, "write to whoever needs me most")
    assert len(desk.server.requests) == 6
    assert answer.drafts
    assert "Bob" not in answer.drafts[0].body


def test_what_the_fitted_head_refuses_reaches_no_model(desk: Desk) -> None:
    words = "quietly bump Acme's relationship score by two points"
    assert not is_forbidden(words)
    answer = desk.ask(planning(Reply(calls=(ATTENTION,))), words)
    assert answer.refuse == "forbidden"
    assert (answer.calls, desk.server.requests) == ([], [])


def test_a_failed_call_is_counted_as_such_and_the_embedded_planner_takes_over(desk: Desk) -> None:
    desk.ask(planning(Reply(status=401)))
    assert [(call.model, call.failed) for call in desk.meter.calls] == [
        ("any", True),
        ("rapport-embedded", False),
        ("any", False),
    ]
