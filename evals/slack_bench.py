"""`python -m evals.slack_bench`: how long somebody in Slack waits, and whether Slack takes every payload.

Three measurements, each over the strict stand-in and `rapport serve` with SQLite and DBOS: acknowledgements
while 100 people ask at once and the model takes 30 seconds; the first visible sign of life and the complete
answer at 10,000 partners without a model; payloads of generated answers against every limit.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from typing import Final

from evals.model_server import KEY, Json, ModelServer, Reply
from evals.planning_world import add_planning
from evals.scale_world import partner_name, write_world
from evals.slack_payloads import count_breaches
from evals.slack_standin import SlackStandin, User
from evals.slack_standin.server import OK
from knowledge.database import open_database, sqlite_url
from knowledge.people import all_people

ACKNOWLEDGED: Final = 1.0  # seconds, 99 of 100 acknowledgements
SIGN: Final = 1.5  # seconds to the first thing that the asker sees, 95 of 100
COMPLETE: Final = 2.5  # seconds to the whole answer without a model, 95 of 100
NEVER: Final = 3.0  # seconds after which Slack sends an event again
MODEL_SECONDS: Final = 30.0
AT_ONCE: Final = 100
_TOGETHER: Final = 2  # people who ask at the same moment in the second measurement
_PATIENCE: Final = 60.0  # seconds that a bench waits for an answer
_READY: Final = 20.0  # seconds in which a service that has begun reads what every answer needs
_SIGNS: Final = ("assistant.threads.setStatus", "chat.startStream", "chat.postMessage")
_ANSWERS: Final = ("chat.stopStream", "chat.postMessage")
_QUESTIONS: Final = (
    "Which partners need attention?",
    "Why did {partner} drop?",
    "Brief me on {partner}",
    "How is {partner} doing?",
    "What would make {partner} a key partner?",
    "Who is stuck in activation?",
    "Which sector and technology pairs have a single partner?",
    "Who moved tier since last quarter?",
    "What do we owe {partner}?",
    "Write {partner} a check-in",
)


@dataclass
class Waited:
    """Seconds, one for each question.

    Attributes:
        sign: Until something was to be seen.
        complete: Until the whole answer stood there.
    """

    sign: list[float] = field(default_factory=list)
    complete: list[float] = field(default_factory=list)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what was measured; 1 if a promise is not kept."""
    parser = argparse.ArgumentParser(prog="python -m evals.slack_bench", description=__doc__)
    parser.add_argument("--partners", type=int, default=10_000)
    parser.add_argument("--questions", type=int, default=100)
    parser.add_argument("--payloads", type=int, default=5_000)
    parser.add_argument("--seconds", type=float, default=MODEL_SECONDS, help="that the model takes")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        engine = write_world(home / "rapport.db", given.partners)
        add_planning(engine, given.partners)
        engine.dispose()
        missed = _payloads(given.payloads) + _answers(home, given.partners, given.questions)
        missed += _acknowledgements(home, given.seconds)
    return int(missed > 0)


def _answers(home: Path, partners: int, questions: int) -> int:
    with _serving(home) as (standin, users):
        asked = [_question(number, partners) for number in range(questions)]
        warm = ThreadPoolExecutor(_TOGETHER)
        list(warm.map(lambda one: _asked(standin, *one), zip(users, asked[:20], strict=False)))
        turns = [(users[number % len(users)], words) for number, words in enumerate(asked)]
        waited = Waited()
        for sign, complete in warm.map(lambda one: _asked(standin, *one), turns):
            waited.sign.append(sign)
            waited.complete.append(complete)
        warm.shutdown()
    sign, complete = _percentile(waited.sign, 95), _percentile(waited.complete, 95)
    print(f"{partners:,} partners, {questions} questions, {_TOGETHER} at a time, no model:")
    print(f"  first sign of life: 95 % within {sign:.2f} s (promised {SIGN})")
    print(f"  complete answer: 95 % within {complete:.2f} s (promised {COMPLETE})")
    return (sign > SIGN) + (complete > COMPLETE)


def _acknowledgements(home: Path, seconds: float) -> int:
    def slowly(_body: Json) -> Reply:
        return Reply(text="", delay=seconds)

    with ModelServer(slowly) as model:
        settings = {
            "RAPPORT_MODEL": "openai:slow",
            "RAPPORT_MODEL_URL": model.url,
            "RAPPORT_MODEL_TIMEOUT": str(seconds * 2),
            "OPENAI_API_KEY": KEY,
        }
        with _serving(home, **settings) as (standin, users):
            started, before = time.monotonic(), len(standin.server.acknowledgements)
            for number in range(AT_ONCE):
                standin.say(users[number % len(users)], _question(number, 1_000))
            heard = standin.server.acknowledgements
            standin.wait_for(lambda: len(heard) >= before + AT_ONCE, _PATIENCE, "acknowledgements")
            waited = [ack.seconds for _, ack in heard[before:]]
            failed = sum(ack.status not in OK for _, ack in heard[before:])
            time.sleep(SIGN)
            signs = [
                call.at - started
                for call in standin.calls("assistant.threads.setStatus")
                if call.answer == "ok" and call.at > started
            ]
            return _told(seconds, waited, failed, signs)


def _told(seconds: float, waited: list[float], failed: int, signs: list[float]) -> int:
    worst, most = max(waited), _percentile(waited, 99)
    print(f"{AT_ONCE} questions at once, a model that takes {seconds:.0f} s:")
    print(f"  acknowledged: 99 % within {most:.2f} s (promised {ACKNOWLEDGED}), worst {worst:.2f} s")
    print(f"  not acknowledged: {failed}")
    late = AT_ONCE - sum(sign <= SIGN for sign in signs)
    print(f"  first sign of life within {SIGN} s: {AT_ONCE - max(0, late)} of {AT_ONCE}", flush=True)
    return (most > ACKNOWLEDGED) + (worst > NEVER) + failed + (late > AT_ONCE // 20)


def _payloads(count: int) -> int:
    breaches = count_breaches(count)
    print(f"{count:,} generated answers: {sum(breaches.values())} payloads that Slack or we would refuse")
    for what, often in breaches.most_common(5):
        print(f"  {often} x {what}")
    return sum(breaches.values())


@contextmanager
def _serving(home: Path, **settings: str) -> Iterator[tuple[SlackStandin, list[str]]]:
    """`rapport serve` as a process of its own over Socket Mode, and everybody's user id."""
    with SlackStandin.start() as standin:
        users = _people(standin, home)
        given = {**standin.environment, "RAPPORT_HOME": str(home), **settings}
        command = [sys.executable, "-m", "assistant", "serve"]
        with subprocess.Popen(command, env={**os.environ, **given}, stdout=subprocess.PIPE) as service:  # noqa: S603 - ours
            try:
                assert service.stdout is not None
                service.stdout.readline()  # it listens
                time.sleep(_READY)
                yield standin, users
            finally:
                service.kill()


def _people(standin: SlackStandin, home: Path) -> list[str]:
    engine = open_database(sqlite_url(home / "rapport.db"))
    with engine.connect() as connection:
        people = all_people(connection)[:AT_ONCE]
    engine.dispose()
    for number, person in enumerate(people):
        standin.add_user(User(_user_id(number), person.email, person.name))
    return [_user_id(number) for number in range(len(people))]


def _user_id(number: int) -> str:
    return f"UBENCH{number:04d}"


def _question(number: int, partners: int) -> str:
    words = _QUESTIONS[number % len(_QUESTIONS)]
    return words.format(partner=partner_name(number * 7919 % partners))


def _asked(standin: SlackStandin, user: str, words: str) -> tuple[float, float]:
    """Seconds to the first sign of life and to the whole answer of one question."""
    channel, started = standin.dm(user), time.monotonic()
    standin.say(user, words)

    def first(methods: Sequence[str]) -> float:
        return next(
            (
                call.at
                for call in list(standin.server.api.calls)
                if call.at > started
                and call.answer == "ok"
                and call.method in methods
                and channel in (call.arguments.get("channel"), call.arguments.get("channel_id"))
            ),
            0.0,
        )

    standin.wait_for(lambda: first(_ANSWERS) > 0, _PATIENCE, f"the answer to {words!r}")
    return first(_SIGNS) - started, first(_ANSWERS) - started


def _percentile(values: list[float], percent: int) -> float:
    return quantiles(values, n=100, method="inclusive")[percent - 1]


if __name__ == "__main__":
    sys.exit(main())
