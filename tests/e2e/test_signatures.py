"""Requests that Slack did not sign: 401, never 500, and nothing of them in a log."""

from __future__ import annotations

import json
import logging
import random
import time
import urllib.error
import urllib.request
from collections.abc import Mapping

import pytest

from assistant.slack.serving import Service
from evals.slack_standin import SlackStandin
from evals.slack_standin.carriers import signed
from tests.e2e.plain_desk import PlainDesk

SECRET_WORDS = "nobody-may-read-this"
BODY = json.dumps({"type": "event_callback", "event": {"type": "message", "text": SECRET_WORDS}}).encode()


def post(service: Service, body: bytes, headers: Mapping[str, str]) -> int:
    request = urllib.request.Request(
        service.address, data=body, headers={"Content-Type": "application/json", **headers}
    )
    try:
        with urllib.request.urlopen(request, timeout=5) as response:
            return int(response.status)
    except urllib.error.HTTPError as error:
        error.close()
        return error.code


def now() -> str:
    return str(int(time.time()))


def bad_requests(dice: random.Random) -> list[tuple[bytes, dict[str, str]]]:
    """One of each kind."""
    good = signed(BODY, now())
    stale = str(int(time.time()) + dice.choice([-1, 1]) * dice.randint(301, 10**6))
    noise = "".join(dice.choices("v0=abcdef0123456789 é%\t;", k=dice.randint(0, 80))).strip()
    broken = bytes(dice.choices(range(128, 256), k=20))
    return [
        (BODY, {}),
        (BODY, {"X-Slack-Request-Timestamp": now()}),
        (BODY, {**good, "X-Slack-Signature": "v0=" + "0" * 64}),
        (BODY, {**good, "X-Slack-Signature": noise}),
        (BODY, {**good, "X-Slack-Request-Timestamp": noise}),
        (
            BODY,
            {
                **good,
                "X-Slack-Request-Timestamp": dice.choice(["", "NaN", "-1", "1e9", "\uff19\uff19", "9" * 40]),
            },
        ),
        (BODY + b" ", good),
        (BODY, signed(BODY, stale)),
        (BODY, signed(BODY, now(), secret="another")),
        (broken, signed(broken, now())),
        (broken, good),
        (b"", signed(b"", now(), secret="")),
    ]


def check(service: Service, rounds: int) -> None:
    dice = random.Random(rounds)
    for _ in range(rounds):
        for body, headers in bad_requests(dice):
            encoded = {name: value.encode("utf-8").decode("latin-1") for name, value in headers.items()}
            assert post(service, body, encoded) == 401, headers


def test_what_slack_did_not_sign_is_refused_without_a_trace(
    service: Service, desk: PlainDesk, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    check(service, rounds=10)
    assert SECRET_WORDS not in caplog.text + "".join(capfd.readouterr())
    assert desk.thought == []


@pytest.mark.long
def test_a_thousand_bad_requests_of_each_kind(service: Service) -> None:
    check(service, rounds=1000)


def test_messages_leave_no_trace_in_any_log(
    slack: SlackStandin,
    service: Service,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    assert service.address
    slack.say("UADA000", f"boom {SECRET_WORDS}")
    slack.say("UADA000", f"hello {SECRET_WORDS}")
    slack.mention("UADA000", SECRET_WORDS, "CTEAM001", also_message=True)
    slack.wait_for(lambda: len(slack.messages(slack.dm("UADA000"))) == 3)
    assert SECRET_WORDS not in caplog.text + "".join(capfd.readouterr())


def test_readiness_is_told_to_anybody(service: Service) -> None:
    with urllib.request.urlopen(service.address.replace("/slack/events", "/healthz"), timeout=5) as answer:
        assert (answer.status, answer.read()) == (200, b"ready")
