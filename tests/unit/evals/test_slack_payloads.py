"""Whatever is in the data, no payload is refused, and none holds markup but our own."""

from __future__ import annotations

from assistant.slack.blocks import section
from assistant.slack.outgoing import Markup, Message, post_arguments, sealed
from evals.slack_payloads import count_breaches, faults_in


def test_generated_answers_pass_the_limits_and_escape_everything() -> None:
    assert count_breaches(150) == {}


def test_what_is_not_escaped_is_found() -> None:
    careless = Message("fine", [section(Markup("Call <!channel> & co"))])
    assert len(list(faults_in(post_arguments(sealed(careless))))) == 2
