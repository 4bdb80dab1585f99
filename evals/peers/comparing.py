"""Rapport and peers on the same questions, side by side: words, requests, tokens, seconds, cost."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Final

from assistant.planner.models import chat_model
from evals.cases import Case, load_cases
from evals.frozen import AS_OF, frozen_settings
from evals.judging import opinion_lines
from evals.peers.answering import PeerReplies
from evals.peers.retrieve_and_answer import retrieve_and_answer
from evals.peers.sql_agent import sql_agent
from evals.peers.wording import WordJudge, WordVerdict
from evals.replies import Reply, Respondent
from evals.reporting import Score
from evals.stage import Stage, open_stage

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

PEERS: Final[dict[str, Callable[[BaseChatModel, str], PeerReplies]]] = {
    "sql_agent": sql_agent,
    "retrieve_and_answer": retrieve_and_answer,
}
_MILLION: Final = 1_000_000
_LIMITS: Final = (
    "  Per answer. That a figure or a name is there does not say that it is used rightly: see "
    "evals/peers/wording.py."
)
Measure = Callable[["Heard"], str]


@dataclass(frozen=True)
class Heard:
    """What one respondent said to the cases of a suite."""

    name: str
    replies: tuple[tuple[Case, Reply], ...]
    verdicts: tuple[WordVerdict, ...]

    def mean(self, amount: Callable[[Reply], float]) -> float:
        """Of something per answer."""
        return sum(amount(reply) for _, reply in self.replies) / len(self.replies)


@contextmanager
def line_up(stage: Stage, peers: Sequence[str]) -> Iterator[list[Respondent]]:
    """Rapport without a model, Rapport with the stage's model, and the peers with the same.

    Raises:
        SettingsInvalid: There is no such model.
        ValueError: The stage has no model.
    """
    model = chat_model(frozen_settings(Path(), model=stage.model, model_url=stage.model_url))
    if model is None:
        raise ValueError("peers need a model")
    with open_stage() as embedded:
        yield [embedded.respondent, stage.respondent, *(PEERS[peer](model, stage.model) for peer in peers)]


def compared(suite: str, stage: Stage, respondents: Sequence[Respondent]) -> Iterator[str]:
    """The table of a suite's measuring half, then what the judge, if there is one, thinks of each."""
    cases = [case for case in load_cases(suite) if case.measuring] * stage.trials
    words = WordJudge(stage.names, AS_OF)
    heard = [hear(respondent, cases, words) for respondent in respondents]
    yield f"{suite}, {len(cases)} questions of the measuring half, judged on the words alone"
    yield from side_by_side(heard, stage.price)
    yield _LIMITS
    if stage.judge:
        for one in heard:
            yield f"{one.name}:"
            opinions = stage.judge.opinions(one.replies)
            yield from (f"  {line}" for line in opinion_lines(stage.judge.name, opinions))


def hear(respondent: Respondent, cases: Sequence[Case], words: WordJudge) -> Heard:
    """Ask one of them everything."""
    replies = tuple((case, respondent.reply(case.ask, case.asker, case.after)) for case in cases)
    verdicts = tuple(words.judge(case, reply.text) for case, reply in replies)
    return Heard(respondent.name, replies, verdicts)


def side_by_side(heard: Sequence[Heard], price: tuple[float, float] | None = None) -> Iterator[str]:
    """A table with a column for each of them.

    Args:
        price: Of a million tokens in and out; None leaves the cost out.
    """
    measures = dict(_MEASURES)
    if price:
        measures["cost of an answer"] = partial(_cost, price=price)
    rows = [["", *(one.name for one in heard)]]
    rows += [[what, *(measure(one) for one in heard)] for what, measure in measures.items()]
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    for what, *cells in rows:
        told = (f"{cell:>{width}}" for cell, width in zip(cells, widths[1:], strict=True))
        yield "  " + "  ".join((f"{what:<{widths[0]}}", *told)).rstrip()


def _share(of: Callable[[WordVerdict], bool | None]) -> Measure:
    def told(heard: Heard) -> str:
        marks = [mark for verdict in heard.verdicts if (mark := of(verdict)) is not None]
        if not marks:
            return "-"
        score = Score("", sum(marks), len(marks))
        low, high = score.interval()
        return f"{score.share:.1%} of {score.asked} ({low:.0%}-{high:.0%})"

    return told


def _requests(reply: Reply) -> int:
    return len(reply.requests)


def _failed(reply: Reply) -> int:
    return sum(call.failed for call in reply.calls)


def _tokens_in(reply: Reply) -> int:
    return sum(call.input_tokens for call in reply.calls)


def _tokens_out(reply: Reply) -> int:
    return sum(call.output_tokens for call in reply.calls)


def _cost(heard: Heard, price: tuple[float, float]) -> str:
    tokens = heard.mean(_tokens_in) * price[0] + heard.mean(_tokens_out) * price[1]
    return f"{tokens / _MILLION:.5f}"


def _seconds(heard: Heard) -> str:
    seconds = sorted(reply.seconds for _, reply in heard.replies)
    late = seconds[min(len(seconds) - 1, int(0.95 * len(seconds)))]
    return f"{median(seconds):.2f}, {late:.2f}"


_MEASURES: Final[dict[str, Measure]] = {
    "expected facts shown": _share(lambda verdict: verdict.shown),
    "nothing said that must not be": _share(lambda verdict: verdict.safe),
    "asked back or declined where expected": _share(lambda verdict: verdict.held_back),
    "no answer at all": lambda heard: str(sum(not reply.text for _, reply in heard.replies)),
    "requests to a model": lambda heard: f"{heard.mean(_requests):.2f}",
    "of these failed": lambda heard: f"{heard.mean(_failed):.2f}",
    "tokens in": lambda heard: f"{heard.mean(_tokens_in):,.0f}",
    "tokens out": lambda heard: f"{heard.mean(_tokens_out):,.0f}",
    "seconds, median and 95 % within": _seconds,
}
