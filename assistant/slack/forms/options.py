"""What Slack asks us while somebody types into a field: partners, time zones."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from slack_bolt import Ack, App

from assistant.errors import AssistantError
from assistant.forms import Forms
from assistant.forms.digest_form import zones_like
from assistant.slack import limits
from assistant.slack.blocks import Option
from assistant.slack.intake import Intake
from assistant.slack.members import LookupFailedError, RefusedError
from knowledge.errors import DatabaseError
from knowledge.people import Person


def register(app: App, intake: Intake) -> None:
    """Serve the fields that are searched; `partner` is the same in every form."""
    app.options("partner")(_serving(intake, _partners))
    app.options("timezone")(_serving(intake, _zones))


def _serving(intake: Intake, find: Callable[[Forms, Person, str], list[Option]]) -> Callable[..., None]:
    """Options for people who are served; none for others."""

    def listener(ack: Ack, body: dict[str, Any]) -> None:
        user, rapport = body["user"], intake.errands.rapport
        found: list[Option] = []
        try:
            person = intake.members.person(user["id"], user.get("team_id", ""))
            found = find(rapport.forms, person, str(body.get("value") or "")) if rapport else []
        except (RefusedError, LookupFailedError, AssistantError, DatabaseError):
            pass  # an empty list; whoever submits is told more
        ack(options=[one.block() for one in found[: limits.OPTIONS]])

    return listener


def _partners(forms: Forms, person: Person, words: str) -> list[Option]:
    return [
        Option(one.label, one.partner_id)
        for one in forms.picker.choices(person, words)
        if len(one.partner_id) <= limits.OPTION_VALUE
    ]


def _zones(_: Forms, __: Person, words: str) -> list[Option]:
    return [Option(name, name) for name in zones_like(words)]
