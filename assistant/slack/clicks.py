"""A click on a button: who, which, where. Values are checked again, since they can be forged."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from slack_bolt import Ack
from sqlalchemy import Engine

from assistant.slack.cards import Seen
from assistant.slack.intake import Intake
from assistant.slack.members import LookupFailedError, RefusedError
from assistant.slack.posted import posted_at
from knowledge.outbox import OutboxMessage
from knowledge.people import Person


@dataclass(frozen=True)
class Click:
    """One click by somebody who is served."""

    person: Person
    user_id: str
    team_id: str
    action_id: str
    value: str
    channel: str
    message_ts: str
    trigger_id: str

    @property
    def seen(self) -> Seen | None:
        """The draft on whose card it was; None for a forged value."""
        return Seen.read(self.value, self.channel, self.message_ts)


def on_click(intake: Intake, act: Callable[[Intake, Click], None]) -> Callable[..., None]:
    """A listener that acts on the clicks of people who are served, and acknowledges all."""

    def listener(ack: Ack, body: dict[str, Any]) -> None:
        if click := read_click(intake, body):
            act(intake, click)
        ack()

    return listener


def read_click(intake: Intake, body: dict[str, Any]) -> Click | None:
    """The click; None for somebody who is not served, or when it was not on a message."""
    container, action = body.get("container", {}), body["actions"][0]
    user, person = body["user"], clicker(intake, body)
    if person is None:
        return None
    if container.get("type") != "message":
        return None
    return Click(
        person,
        user["id"],
        user.get("team_id", ""),
        action["action_id"],
        str(action.get("value") or action.get("selected_option", {}).get("value", "")),
        container["channel_id"],
        container["message_ts"],
        body.get("trigger_id", ""),
    )


def clicker(intake: Intake, body: dict[str, Any]) -> Person | None:
    """Who clicked; None for somebody who is not served. Whom we do not know, or cannot look up, is told."""
    user = body["user"]
    try:
        return intake.members.person(user["id"], user.get("team_id", ""))
    except RefusedError as refusal:
        intake.turn_away(refusal, user["id"], user["id"])
    except LookupFailedError:
        intake.workflows.tell(f"unsure:{body.get('trigger_id', '')}", user["id"], "lookup_failed")
    return None


def posted_message(engine: Engine, click: Click) -> OutboxMessage | None:
    """The message that was clicked; None if it is none of ours."""
    return posted_at(engine, click.channel, click.message_ts)


def posted_value(intake: Intake, click: Click) -> str | None:
    """What we gave that button, or what was picked in a menu that offers it; None for a forgery."""
    message = posted_message(intake.desk.engine, click)
    for element in elements_of(message.payload) if message else ():
        if element.get("action_id") == click.action_id:
            options = [str(one["value"]) for one in element.get("options", ())]
            value = click.value if click.value in options else element.get("value")
            return None if value is None else str(value)
    return None


def elements_of(payload: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every button and menu of a message as we posted it."""
    for block in payload.get("blocks", []):
        yield from block.get("elements", ())
        if accessory := block.get("accessory"):
            yield accessory
