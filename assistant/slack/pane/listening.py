"""When somebody opens the conversation, in both forms that Slack has for it.

Today an agent's conversation is the Messages tab (`agent_view` in the manifest): `app_home_opened` tells of
its opening, and every message of a person begins a thread. Older installations (`assistant_view`) have a pane
with threads of its own, of which Bolt's `Assistant` hears. Questions come as messages either way.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from slack_bolt import App, Assistant, BoltRequest, BoltResponse
from slack_bolt.context.assistant.thread_context_store.store import AssistantThreadContextStore

from assistant.slack.intake import Intake


class NoContext(AssistantThreadContextStore):
    """What else a person looks at is not our business; the store that Bolt has would read the history."""

    def save(self, **_looked_at: object) -> None:
        """Forget it."""

    def find(self, **_thread: object) -> None:
        """Nothing is kept."""


class Pane(Assistant):
    """Bolt's, which would keep every change of a message in a thread to itself."""

    def process(
        self,
        *,
        req: BoltRequest,
        resp: BoltResponse,
        next: Callable[[], BoltResponse],  # noqa: A002 - Bolt's name
    ) -> BoltResponse | None:
        """Leave such a change to whoever listens to messages."""
        if req.body.get("event", {}).get("subtype") == "message_changed":
            return next()
        return super().process(req=req, resp=resp, next=next)


def register(app: App, intake: Intake) -> None:
    """Listen to openings; without the application behind them there is nothing to greet with."""
    if intake.errands.rapport is None:
        return

    @app.event("app_home_opened", matchers=[_is_conversation])
    def hear_opening(event: dict[str, Any]) -> None:
        channel, user_id = event["channel"], event["user"]
        hour = f"{intake.desk.now():%Y-%m-%dT%H}"  # prompts are as old as that, the greeting as its day
        intake.workflows.run(f"opened:{user_id}:{hour}", "pane.opened", channel, user_id)

    pane = Pane(thread_context_store=NoContext())

    @pane.thread_started
    def hear_start(event: dict[str, Any]) -> None:
        thread = event["assistant_thread"]
        place = (thread["channel_id"], thread["thread_ts"])
        intake.workflows.run(f"started:{':'.join(place)}", "pane.started", *place, thread["user_id"])

    app.assistant(pane)


def _is_conversation(event: dict[str, Any]) -> bool:
    return event.get("tab") == "messages"
